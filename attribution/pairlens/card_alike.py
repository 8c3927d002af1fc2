"""The still card's pictures and captions, for pairs of one kind."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape

import numpy as np
from jaxtyping import Float

from pairlens.card import PICTURE, QUIET, TEXT, legend, told
from pairlens.colour import AGAINST, FOR, css, painted, png_of
from pairlens.pairs import Part, TopPair
from pairlens.result import PairAttribution
from pairlens.summary import headline
from pairlens.units import CaptionUnits, PictureUnits

_LEAST = 0.08
_HEAVY = 5
_LABEL = f"{QUIET};font-size:11px;margin-top:4px"
_WORDS = f"{TEXT};line-height:2.1"


def captions(pair: PairAttribution) -> str:
    """Two captions, each word underlined by what it has with the strongest phrase of the other caption."""
    top = next(iter(pair.top_pairs(1)), None)
    answers = (pair.given_b(list(top.b.units)), pair.given_a(list(top.a.units))) if top else (None, None)
    chosen = (top.a.units, top.b.units) if top else ((), ())
    limit = max((_largest(*both) for both in zip((pair.a, pair.b), answers, strict=True)), default=0.0)
    lines = [
        f'<div style="{_LABEL}">{label} caption</div>'
        f'<div dir="auto" style="{_WORDS}">{_line(side, answer, units, limit)}</div>'
        for label, side, answer, units in zip(
            ("First", "Second"), (pair.a, pair.b), answers, chosen, strict=True
        )
    ]
    note = _note(limit)
    return f'<div style="flex:1 1 300px;min-width:260px">{"".join(lines)}{note}{told(pair)}</div>'


def pictures(pair: PairAttribution) -> str:
    """Two pictures, each with the heat of the other's strongest region; both on one scale."""
    top = next(iter(pair.top_pairs(1)), None)
    heats = _heats(pair, top)
    limit = max(float(np.abs(heat).max()) for heat in heats)
    parts = (top.a, top.b) if top else (None, None)
    shown = [
        _picture(label, side, heat, part, limit, headline(pair))
        for label, side, heat, part in zip(("First", "Second"), (pair.a, pair.b), heats, parts, strict=True)
    ]
    both = f'<div style="display:flex;gap:12px;align-items:flex-start">{"".join(shown)}</div>'
    return (
        f'<div style="flex:1 1 420px;max-width:520px">{both}{legend(limit)}</div>'
        f'<div style="flex:1 1 300px;min-width:260px">{told(pair)}</div>'
    )


def _note(limit: float) -> str:
    if limit == 0:
        return ""
    words = "Bold: the strongest two phrases. Underlined: what a word has with the other caption's phrase, "
    signs = "orange and solid for, blue and dashed against the score."
    return f'<div style="{_LABEL};margin-bottom:8px">{words}{signs}</div>'


def _word_values(caption: CaptionUnits, answer: Float[np.ndarray, " tokens"]) -> list[float]:
    return [float(answer[list(word.tokens)].sum()) for word in caption.words]


def _largest(side: CaptionUnits | PictureUnits, answer: Float[np.ndarray, " tokens"] | None) -> float:
    if answer is None or not isinstance(side, CaptionUnits):
        return 0.0
    return max(map(abs, _word_values(side, answer)), default=0.0)


def _line(
    side: CaptionUnits | PictureUnits,
    answer: Float[np.ndarray, " tokens"] | None,
    chosen: Sequence[int],
    limit: float,
) -> str:
    """A caption with its words marked; the characters between them stay as they are."""
    if not isinstance(side, CaptionUnits) or answer is None or limit == 0:
        return escape(side.text) if isinstance(side, CaptionUnits) else ""
    parts, at = [], 0
    for word, value in zip(side.words, _word_values(side, answer), strict=True):
        style = _mark(value / limit, bold=bool(set(word.tokens) & set(chosen)))
        text = escape(side.text[max(at, word.start) : word.end])
        parts += [
            escape(side.text[at : word.start]),
            f'<span style="{style}">{text}</span>' if style else text,
        ]
        at = max(at, word.end)
    return "".join([*parts, escape(side.text[at:])])


def _mark(strength: float, *, bold: bool) -> str:
    weight = "font-weight:600;" if bold else ""
    if abs(strength) < _LEAST:
        return weight
    line = "solid" if strength > 0 else "dashed"
    colour = css((FOR if strength > 0 else AGAINST)[1])
    return (
        f"{weight}padding-bottom:2px;border-bottom:{max(1, round(_HEAVY * abs(strength)))}px {line} {colour}"
    )


def _heats(
    pair: PairAttribution, top: TopPair | None
) -> tuple[Float[np.ndarray, "rows_a cols_a"], Float[np.ndarray, "rows_b cols_b"]]:
    """Each picture's heat for the other's region; nothing where no pair is there."""
    a = _mask(pair.a, top.a if top else None)
    b = _mask(pair.b, top.b if top else None)
    return pair.given_b(b), pair.given_a(a)


def _mask(side: CaptionUnits | PictureUnits, part: Part | None) -> Float[np.ndarray, "rows cols"]:
    mask = np.zeros(side.shape)
    mask.ravel()[list(part.units if part else ())] = 1
    return mask


def _picture(
    label: str,
    side: CaptionUnits | PictureUnits,
    heat: Float[np.ndarray, "rows cols"],
    part: Part | None,
    limit: float,
    said: str,
) -> str:
    """One picture with its heat, and a frame round its region of the strongest pair."""
    if not isinstance(side, PictureUnits):
        return ""
    data = base64.b64encode(png_of(painted(side.pixels, heat, limit))).decode()
    alt = escape(f"The {label.lower()} picture as the model saw it. {said}")
    image = f'<img alt="{alt}" src="data:image/png;base64,{data}" style="{PICTURE}">'
    ratio = side.width / side.height
    return (
        f'<div style="flex:{ratio:.3f} 1 0;min-width:0"><div style="{_LABEL}">{label} picture</div>'
        f'<div style="position:relative">{image}{_frame(side, part)}</div></div>'
    )


def _frame(side: PictureUnits, part: Part | None) -> str:
    if part is None or part.box is None:
        return ""
    x0, y0, x1, y1 = part.box
    left, top = 100 * x0 / side.width, 100 * y0 / side.height
    wide, high = 100 * (x1 - x0) / side.width, 100 * (y1 - y0) / side.height
    place = f"left:{left:.2f}%;top:{top:.2f}%;width:{wide:.2f}%;height:{high:.2f}%"
    return f'<div style="position:absolute;{place};box-sizing:border-box;{_BORDER}"></div>'


_BORDER = "border:1.5px solid #111;outline:1.5px solid rgba(255,255,255,.85)"
