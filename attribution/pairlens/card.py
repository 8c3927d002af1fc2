"""An explanation as a still HTML card: what a notebook shows without a kernel, a script or a network."""

from __future__ import annotations

import base64
from html import escape

import numpy as np

from pairlens.captions import Phrase
from pairlens.colour import FOR, MAPS, Ends, css, painted, png_of
from pairlens.naming import alike, both_sides, kinds_of
from pairlens.result import PairAttribution
from pairlens.seen import Seen
from pairlens.summary import headline, remarks_on, rounded, scoring, signed
from pairlens.units import CaptionUnits

_CARD = "display:flex;flex-wrap:wrap;gap:16px;align-items:flex-start;max-width:860px;font-size:13px"
PICTURE = "width:100%;display:block;border-radius:3px"
_SCALE = "height:8px;border-radius:2px;margin-top:6px"
_ENDS = "display:flex;justify-content:space-between;font-size:11px;font-variant-numeric:tabular-nums"
QUIET = "opacity:.72"
TEXT = "font-size:15px;margin-bottom:4px"
_NOTES = f"{QUIET};margin-top:8px;font-size:12px"
NUMBER = "text-align:right;font-variant-numeric:tabular-nums;padding:1px 8px;white-space:nowrap"
_CELL = "text-align:left;padding:1px 8px;white-space:nowrap"
_PLAIN = "background:none;border:none;color:inherit;font:inherit"


def card(pair: PairAttribution, seen: Seen | None = None) -> str:
    """The picture with the strongest phrase's heat map, the caption, and the ledger.

    Two captions stand one above the other, each underlined by what it has with the strongest phrase of the
    other; two pictures side by side, each with the heat of the other's strongest region. Colours are
    inherited from the page, so it reads on light and dark. Captions are text, never markup.

    Args:
        pair: The explanation.
        seen: What to show instead of what is strongest: a selection, pins, a look.
    """
    if seen is not None:
        from pairlens.card_seen import seen_parts

        return f'<div class="pairlens-card" style="{_CARD}">{seen_parts(pair, seen)}</div>'
    if alike(kinds_of(pair.a, pair.b)):
        from pairlens.card_alike import captions, pictures

        shown = captions(pair) if isinstance(pair.a, CaptionUnits) else pictures(pair)
        return f'<div class="pairlens-card" style="{_CARD}">{shown}</div>'
    phrase = strongest_phrase(pair)
    words = f'<div style="flex:1 1 300px;min-width:260px">{_words(pair, phrase)}</div>'
    return f'<div class="pairlens-card" style="{_CARD}">{_figure(pair, phrase)}{words}</div>'


def strongest_phrase(pair: PairAttribution) -> Phrase | None:
    """The phrase of the strongest pair; None where every interaction of words and patches is zero."""
    top = pair.top_pairs(1)
    return next((phrase for phrase in pair.phrases if top and phrase.tokens == top[0].tokens), None)


def _figure(pair: PairAttribution, phrase: Phrase | None) -> str:
    heat = pair.heatmap(phrase.tokens) if phrase else np.zeros((pair.picture.rows, pair.picture.cols))
    limit = float(np.abs(heat).max())
    data = base64.b64encode(png_of(painted(pair.picture.pixels, heat, limit))).decode()
    said = escape(f"The picture as the model saw it. {headline(pair)}")
    picture = f'<img alt="{said}" src="data:image/png;base64,{data}" style="{PICTURE}">'
    return f'<div style="flex:0 0 280px;max-width:100%">{picture}{legend(limit)}</div>'


def legend(limit: float, ends: Ends = MAPS["orange-blue"]) -> str:
    """The colour scale, with both ends in numbers and words; nothing where every value is zero."""
    if limit == 0:
        return ""
    stops = f"{css(ends[0][1])},transparent,{css(ends[1][1])}"
    bar = f'<div style="{_SCALE};background:linear-gradient(to right,{stops})"></div>'
    marks = "".join(
        f"<span>{text}</span>" for text in (f"{signed(-limit)} against", "0", f"for {signed(limit)}")
    )
    return f'{bar}<div style="{_ENDS};{QUIET}">{marks}</div>'


def _words(pair: PairAttribution, phrase: Phrase | None) -> str:
    return f'<div dir="auto" style="{TEXT}">{_caption(pair.caption.text, phrase)}</div>{told(pair)}'


def told(pair: PairAttribution, ends: Ends = MAPS["orange-blue"], *, headed: bool = True) -> str:
    """The headline, the ledger, and what to be careful about."""
    notes = "".join(f"<div>{escape(line)}</div>" for line in (scoring(pair), *remarks_on(pair)))
    head = f'<div style="margin-bottom:8px">{escape(headline(pair))}</div>' if headed else ""
    return f'{head}{_table(pair, ends)}<div style="{_NOTES}">{notes}</div>'


def _caption(text: str, phrase: Phrase | None) -> str:
    if phrase is None:
        return escape(text)
    mark = f"border-bottom:3px solid {css(FOR[1])};font-weight:600"
    before, chosen, after = text[: phrase.start], text[phrase.start : phrase.end], text[phrase.end :]
    return f'{escape(before)}<span style="{mark}">{escape(chosen)}</span>{escape(after)}'


def _table(pair: PairAttribution, ends: Ends) -> str:
    rows = pair.ledger.rows()
    values = rounded([row.value for row in rows], pair.score)
    longest = max(abs(value) for value in (*values, pair.score)) or 1.0
    lines = [
        _line(row.name, value, longest, row.explanation, ends)
        for row, value in zip(rows, values, strict=True)
    ]
    both = both_sides(kinds_of(pair.a, pair.b))
    lines.append(
        _line("score", pair.score, longest, f"The cosine of {both}: the sum of the lines above.", ends)
    )
    return f'<table style="border-collapse:collapse;margin:0;{_PLAIN}">{"".join(lines)}</table>'


def _line(name: str, value: float, longest: float, explanation: str, ends: Ends) -> str:
    last = ";border-top:1px solid;font-weight:600" if name == "score" else ""
    colour = "currentColor" if name == "score" else css(ends[value >= 0][1])
    bar = f'<div style="height:9px;width:{120 * abs(value) / longest:.1f}px;background:{colour}"></div>'
    return (
        f'<tr title="{escape(explanation)}" style="{_PLAIN}"><td style="{_CELL}{last}">{escape(name)}</td>'
        f'<td style="{NUMBER}{last}">{signed(value)}</td><td style="{_CELL}{last}">{bar}</td></tr>'
    )
