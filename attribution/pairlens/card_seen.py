"""The still card of what is seen in a linked view: a selection, pins, and the colours of its look."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape
from typing import Any

import numpy as np
from jaxtyping import UInt8

from pairlens.card import NUMBER, PICTURE, QUIET, TEXT, legend, told
from pairlens.colour import Ends, css, greyed, ink_on, painted, png_of
from pairlens.naming import alike, kinds_of, side_names
from pairlens.result import PairAttribution
from pairlens.seen import Seen, SideSeen, outline, word_values
from pairlens.summary import signed
from pairlens.units import CaptionUnits, PictureUnits

_HEAVY = 5
_LEAST, _STRONG = 0.02, 0.25
_LABEL = f"{QUIET};font-size:11px;margin-top:4px"
_LINE = f"{TEXT};line-height:2.1"
_INK = (27, 27, 27)
_ROW = "display:flex;gap:12px;align-items:flex-start"
_PALE = (255, 255, 255)
_PLAIN = "background:none;border:none;color:inherit;font:inherit"


def seen_parts(pair: PairAttribution, seen: Seen) -> str:
    """What stands in the card: pictures with their scales; captions, what is chosen, pins and the ledger.

    Args:
        pair: The explanation.
        seen: What is seen of it.
    """
    kinds = kinds_of(pair.a, pair.b)
    sides = list(zip(side_names(kinds), (pair.a, pair.b), (seen.a, seen.b), (0, 1), strict=True))
    pictures = [
        _picture(pair, seen, index, f"The {name} as the model saw it.", label=alike(kinds) and name)
        for name, side, _, index in sides
        if isinstance(side, PictureUnits)
    ]
    captions = [
        _caption(side, part, seen, label=alike(kinds) and name)
        for name, side, part, _ in sides
        if isinstance(side, CaptionUnits)
    ]
    limits = [part.limit for _, side, part, _ in sides if isinstance(side, CaptionUnits) and part.answers]
    words = f"{''.join(captions)}{_key(max(limits), seen.ends) if limits else ''}{_chosen(seen)}{_pins(seen)}"
    wide = 280 if len(pictures) == 1 else 420
    drawn = (
        f'<div style="{_ROW};flex:0 1 {wide}px;max-width:100%">{"".join(pictures)}</div>' if pictures else ""
    )
    return f'{drawn}<div style="flex:1 1 300px;min-width:260px">{words}{told(pair, seen.ends, headed=False)}</div>'


def _picture(pair: PairAttribution, seen: Seen, index: int, said: str, *, label: str | bool) -> str:
    side = (pair.a, pair.b)[index]
    part = (seen.a, seen.b)[index]
    if not isinstance(side, PictureUnits):
        return ""
    drawn = _drawn(side, part, seen, index)
    data = base64.b64encode(png_of(drawn)).decode()
    name = f'<div style="{_LABEL}">{escape(label.capitalize())}</div>' if isinstance(label, str) else ""
    alt = escape(f"{said} {seen.said}")
    image = f'<img alt="{alt}" src="data:image/png;base64,{data}" style="{PICTURE}">'
    ratio = side.width / side.height
    return f'<div style="flex:{ratio:.3f} 1 0;min-width:0">{name}{image}{legend(part.limit, seen.ends)}</div>'


def _drawn(side: PictureUnits, part: SideSeen, seen: Seen, index: int) -> UInt8[np.ndarray, "tall wide 3"]:
    """The picture with its heat, and outlines of what is chosen and pinned in its pixels."""
    pixels = greyed(side.pixels) if seen.grey else side.pixels
    how: dict[str, Any] = {"opacity": seen.opacity, "smooth": seen.smooth, "ends": seen.ends}
    large = painted(pixels, part.heat, part.limit, least=448, **how).copy()
    _outline(large, side, part.chosen, _INK)
    for pin in seen.pins:
        red, green, blue = (int(pin.colour[at : at + 2], 16) for at in (1, 3, 5))
        _outline(large, side, (pin.a, pin.b)[index] or pin.peaks[index], (red, green, blue))
    return large


def _outline(
    pixels: UInt8[np.ndarray, "tall wide 3"],
    side: PictureUnits,
    cells: Sequence[int],
    colour: tuple[int, int, int],
) -> None:
    """Lines of a colour on a pale casing."""
    high, wide = pixels.shape[0] / side.rows, pixels.shape[1] / side.cols
    thick = max(1, min(pixels.shape[:2]) // 224)
    for ink, half in ((_PALE, 2 * thick), (colour, thick)):
        for (x0, y0), (x1, y1) in outline(cells, side.cols):
            top, bottom = (max(0, round(y * high) + by) for y, by in ((y0, -half), (y1, half)))
            left, right = (max(0, round(x * wide) + by) for x, by in ((x0, -half), (x1, half)))
            pixels[top:bottom, left:right] = ink


def _caption(caption: CaptionUnits, side: SideSeen, seen: Seen, *, label: str | bool) -> str:
    """The caption with its words marked; the characters between them stay as they are."""
    strengths = [value / side.limit for value in word_values(caption, side.heat)] if side.answers else []
    parts, at = [], 0
    for index, word in enumerate(caption.words):
        strength = strengths[index] if strengths else 0.0
        text = escape(caption.text[max(at, word.start) : word.end])
        bold = bool(set(word.tokens) & set(side.chosen))
        parts += [escape(caption.text[at : word.start]), _marked(text, strength, seen.ends, bold=bold)]
        at = max(at, word.end)
    text = "".join([*parts, escape(caption.text[at:])])
    name = f'<div style="{_LABEL}">{escape(label.capitalize())}</div>' if isinstance(label, str) else ""
    return f'{name}<div dir="auto" style="{_LINE}">{text}</div>'


def _marked(text: str, strength: float, ends: Ends, *, bold: bool) -> str:
    """A word with its underline; where a viewer takes styles away, strong words lean and chosen ones are bold."""
    size = min(1.0, abs(strength))
    if size >= _LEAST:
        colour, line = css(ends[strength > 0][1]), "solid" if strength > 0 else "dashed"
        thick = max(1, round(_HEAVY * size))
        stroke = f"font-style:normal;padding-bottom:2px;border-bottom:{thick}px {line} {colour}"
        tag = "em" if size >= _STRONG else "span"
        text = f'<{tag} style="{stroke}">{text}</{tag}>'
    return f"<b>{text}</b>" if bold else text


def _key(limit: float, ends: Ends) -> str:
    """What the underlines mean, in the colours that they have."""
    signs = "".join(
        f"{_marked(word, sign, ends, bold=False)}{after}"
        for sign, word, after in ((1.0, "for", " and "), (-1.0, "against", " the score; "))
    )
    full = f"a full underline is {signed(limit)[1:]}."
    return f'<div style="{_LABEL};line-height:1.8;margin-bottom:8px">{signs}{full}</div>'


def _chosen(seen: Seen) -> str:
    return f'<div style="margin-bottom:8px">{escape(seen.said)}</div>'


def _pins(seen: Seen) -> str:
    if not seen.pins:
        return ""
    rows = [
        f'<tr style="background:none"><td style="padding:1px 8px 1px 0"><b style="background:{pin.colour};'
        f'color:{ink_on(pin.colour)};padding:0 5px;border-radius:2px">{escape(pin.letter)}</b></td>'
        f'<td style="text-align:left;padding:1px 8px 1px 0">{escape(pin.name)}</td>'
        f'<td style="{NUMBER}">{signed(pin.value)}</td></tr>'
        for pin in seen.pins
    ]
    return f'<table style="border-collapse:collapse;margin:0 0 8px;{_PLAIN}">{"".join(rows)}</table>'
