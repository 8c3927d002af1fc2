"""An explanation drawn with matplotlib, for paper, slides and files; no pyplot state is touched."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from jaxtyping import Float
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from pairlens.card import strongest_phrase
from pairlens.drawing import INK, QUIET, TEXT, draw_heat, draw_ledger, draw_scale, sign_colour
from pairlens.errors import OptionError
from pairlens.lettering import Mark, draw_lines, font_for, legible, measure
from pairlens.naming import alike, kinds_of
from pairlens.paper import Drawing, inches
from pairlens.result import PairAttribution
from pairlens.selecting import Selection
from pairlens.sheets import LEDGER, SCALE, SKIP, Sheet, lay_out
from pairlens.summary import one_line, signed
from pairlens.units import CaptionUnits

_CRISP = "contribution to the score per cell"
_BLENDED = f"{_CRISP} (blended)"


@dataclass(frozen=True, slots=True)
class _Panel:
    """One phrase and its heat map."""

    title: str
    tokens: tuple[int, ...]
    heat: Float[np.ndarray, "rows cols"]

    @property
    def value(self) -> float:
        return float(self.heat.sum())


def plot(
    pair: PairAttribution,
    phrase: Selection | Sequence[Selection] | None = None,
    *,
    occurrence: int | None = None,
    limit: float | None = None,
    opacity: float = 0.85,
    smooth: bool = False,
    ledger: bool = True,
    width: float | str | None = None,
) -> Drawing:
    """Draw heat maps over the picture as the model saw it, with the caption, the colour scale and the ledger.

    Several phrases stand side by side on one scale. Two captions are drawn as a table, words by words, and two
    pictures side by side, each with what it has with the other's chosen region; see `pairlens.plot_alike`.

    Args:
        pair: The explanation.
        phrase: A phrase as `pair.indices` takes it, or a list of phrases; None is the strongest one. Of two
            captions, the words of the first to draw, or None for all; of two pictures, a box or mask of the
            first, or None for the strongest pair of regions.
        occurrence: Which one, counted from 0, when a phrase is in the caption more than once.
        limit: End of the colour scale; the largest absolute value of the cells drawn where it is None.
        opacity: Opacity at the ends of the scale, above 0 and at most 1; zero is always clear.
        smooth: Blend neighbouring cells; the scale then says so.
        ledger: Whether to draw where the whole score went.
        width: Of the figure on paper, for a picture with a caption: "column", "page" or "slide", millimetres,
            or text such as "3.3in"; None is what suits a screen. `savefig` writes PDF and SVG with text as text.

    Raises:
        PhraseError: A phrase is not there, or is there more than once.
        RegionError: A region does not fit the first of two pictures.
        OptionError: `limit`, `opacity` or `width` is out of range.
    """
    if alike(kinds_of(pair.a, pair.b)):
        from pairlens.plot_alike import plot_captions, plot_pictures

        if width is not None:
            cause = "A pair of one kind is drawn as wide as its words or pictures need."
            raise OptionError(cause, "Leave width= out, or save what an Explorer shows.")
        if isinstance(pair.a, CaptionUnits):
            return plot_captions(pair, phrase, occurrence, limit=limit, ledger=ledger)
        return plot_pictures(pair, phrase, limit=limit, opacity=opacity, smooth=smooth, ledger=ledger)
    panels = _panels(pair, phrase, occurrence)
    end = end_of_scale([panel.heat for panel in panels], limit, opacity)
    sheet = lay_out(pair, len(panels), None if width is None else inches(width), ledger=ledger)
    _draw_caption(sheet, pair, panels)
    for index, panel in enumerate(panels):
        axes = sheet.axes(*sheet.corner(index), *sheet.panel)
        draw_heat(axes, pair.picture.pixels, panel.heat, limit=end, opacity=opacity, smooth=smooth)
        _draw_title(axes, panel, sheet.panel[0], pair.score if len(panels) == 1 else 0.0)
    below = sheet.corner(len(panels) - 1)[1] + sheet.panel[1] + SKIP
    draw_scale(
        sheet.axes(sheet.margin, below, sheet.ramp, SCALE), end, opacity, _BLENDED if smooth else _CRISP
    )
    if ledger:
        draw_ledger(sheet.axes(*sheet.beside(below, len(panels)), *LEDGER), pair.ledger)
    return sheet.figure


def png_bytes(figure: Figure, dpi: float | None = None) -> bytes:
    """A figure as a PNG file.

    Args:
        figure: What to write.
        dpi: Dots per inch; the figure's own where it is None.
    """
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=dpi or "figure")
    return buffer.getvalue()


def _panels(
    pair: PairAttribution, phrase: Selection | Sequence[Selection] | None, occurrence: int | None
) -> list[_Panel]:
    strongest = strongest_phrase(pair)
    if phrase is None:
        return [_panel(pair, strongest.tokens if strongest else slice(None), None)]
    if isinstance(phrase, list | tuple) and not all(isinstance(part, int | np.integer) for part in phrase):
        return [_panel(pair, part, occurrence if isinstance(part, str) else None) for part in phrase]
    return [_panel(pair, phrase, occurrence)]  # type: ignore[arg-type] # one phrase is all that is left


def _panel(pair: PairAttribution, phrase: Selection, occurrence: int | None) -> _Panel:
    tokens = pair.indices(phrase, occurrence)
    return _Panel(_title(pair, tokens), tokens, pair.heatmap(tokens))


def _title(pair: PairAttribution, tokens: tuple[int, ...]) -> str:
    """The chosen words, or pieces of words, as the caption has them."""
    if len(tokens) == len(pair.tokens) > 1:
        return "the whole caption"
    spans = sorted(pair.caption.spans[pair.caption.content[token]] for token in tokens)
    text, end = "", spans[0][0]
    for start, stop in spans:
        between = pair.caption.text[end:start]
        text += between if between.isspace() or not between else " … "
        text += pair.caption.text[max(start, end) : stop]
        end = max(end, stop)
    return one_line(text)


def end_of_scale(
    heats: Sequence[Float[np.ndarray, "..."]], limit: float | None, opacity: float = 1.0
) -> float:
    """The end of the colour scale: as given, or the largest absolute value that is drawn.

    Raises:
        OptionError: `limit` or `opacity` is out of range.
    """
    if not 0 < opacity <= 1:
        raise OptionError(f"opacity={opacity} is out of range.", "Give a number above 0 and at most 1.")
    if limit is None:
        return max(float(np.abs(heat).max(initial=0.0)) for heat in heats)
    if not 0 < limit < np.inf:
        raise OptionError(f"limit={limit} is out of range.", "Give a positive number, or leave it out.")
    return float(limit)


def _draw_caption(sheet: Sheet, pair: PairAttribution, panels: Sequence[_Panel]) -> None:
    marks = {
        word.start: Mark(sign_colour(panel.value), group)
        for group, panel in reversed(list(enumerate(panels)))
        for word in pair.words
        if panel.value and set(word.tokens) & set(panel.tokens)
    }
    corner = (sheet.margin, float(sheet.figure.get_size_inches()[1]) - sheet.margin)
    draw_lines(sheet.figure, sheet.caption, corner, marks=marks, inks=(INK, QUIET))


def _draw_title(axes: Axes, panel: _Panel, wide: float, score: float) -> None:
    """The phrase on the left, cut to what fits; its sum on the right, with its share of a score that is given."""
    value = signed(panel.value)
    share = f" · {panel.value / abs(score):+.0%} of the score".replace("-", "−") if score else ""
    font = font_for(panel.title, TEXT + 0.5)
    title = legible(panel.title)
    if measure(title, font) < wide - measure(value + share, font) - 0.1:
        value += share
    place: dict[str, Any] = {"transform": axes.transAxes, "va": "bottom", "parse_math": False}
    axes.text(1, 1.015, value, ha="right", color=INK, fontsize=TEXT, **place)
    room = wide - measure(value, font) - 0.1
    while measure(title, font) > room and len(title) > 1:
        title = title[:-2] + "…"
    axes.text(0, 1.015, title, ha="left", color=INK, fontproperties=font, **place)
