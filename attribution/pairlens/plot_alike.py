"""Pairs of one kind drawn with matplotlib: two captions as a table, two pictures side by side."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
from jaxtyping import Float
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import Rectangle

from pairlens.colour import diverging
from pairlens.drawing import INK, QUIET, RULE, TEXT, draw_heat, draw_ledger, draw_scale
from pairlens.lettering import font_for, legible, measure
from pairlens.pairs import Part
from pairlens.paper import Drawing, panel
from pairlens.plot import end_of_scale
from pairlens.regions import cells_box, region_weights
from pairlens.result import PairAttribution
from pairlens.selecting import Selection, tokens_of
from pairlens.summary import headline
from pairlens.units import CaptionUnits, PictureUnits

_MARGIN = 0.3
_GAP = 0.4
_HEAD = 0.5
_CELL = 0.3
_SCALE = (3.0, 0.66)
_LEDGER = (2.9, 2.2)
_WIDE = 3.2
_PAD = 0.1
_WORDS = "contribution to the score per pair of words"
_CELLS = "contribution to the score per cell"


def plot_captions(
    pair: PairAttribution,
    words: Any,  # noqa: ANN401 - a selection, checked where it is looked up
    occurrence: int | None,
    *,
    limit: float | None,
    ledger: bool,
) -> Drawing:
    """A table of the second caption's words (rows) by the first's (columns); each cell sums their tokens.

    Args:
        pair: Two captions.
        words: Of the first caption, those to draw; None is all.
        occurrence: Which one, when they are there more than once.
        limit: End of the colour scale; the largest value drawn where it is None.
        ledger: Whether to draw where the whole score went.
    """
    first, second = cast("CaptionUnits", pair.a), cast("CaptionUnits", pair.b)
    table, columns = _table(pair, first, second, words, occurrence)
    rows = [word.text for word in second.words if word.tokens]
    end = end_of_scale([table], limit)
    font = font_for(first.text + second.text, TEXT)
    left = max((measure(legible(row), font) for row in rows), default=0.0) + _PAD
    above = max((measure(legible(column), font) for column in columns), default=0.0) + _PAD
    wide, high = _CELL * len(columns), _CELL * len(rows)
    total = max(left + wide, _SCALE[0]) + ledger * (_GAP + _LEDGER[0])
    tall = max(_HEAD + above + high + _PAD + _SCALE[1], ledger * (_HEAD + _LEDGER[1]))
    figure = _figure(total, tall, headline(pair))
    axes = panel(figure, _MARGIN + left, _MARGIN + _HEAD + above, wide, high)
    _draw_table(axes, table, end, rows, columns, font)
    below = _MARGIN + _HEAD + above + high + _PAD
    draw_scale(panel(figure, _MARGIN, below, *_SCALE), end, 1.0, _WORDS)
    if ledger:
        corner = _MARGIN + total - _LEDGER[0]
        draw_ledger(panel(figure, corner, _MARGIN + _HEAD, *_LEDGER), pair.ledger)
    return figure


def plot_pictures(
    pair: PairAttribution,
    region: object,
    *,
    limit: float | None,
    opacity: float,
    smooth: bool,
    ledger: bool,
) -> Drawing:
    """Both pictures as the model saw them, each with what its cells have with the other's region.

    Args:
        pair: Two pictures.
        region: A box or mask of the first picture, whose heat is drawn on the second; None is the strongest
            pair of regions, each drawn on the other picture.
        limit: End of the colour scale; the largest value drawn where it is None.
        opacity: Opacity at the ends of the scale.
        smooth: Blend neighbouring cells.
        ledger: Whether to draw where the whole score went.
    """
    sides = cast("PictureUnits", pair.a), cast("PictureUnits", pair.b)
    heats, frames, said = _chosen(pair, sides, region)
    end = end_of_scale(heats, limit, opacity)
    highs = [_WIDE * side.height / side.width for side in sides]
    total = 2 * _WIDE + _GAP + ledger * (_GAP + _LEDGER[0])
    tall = max(_HEAD + max(highs) + _PAD + _SCALE[1], ledger * (_HEAD + _LEDGER[1]))
    figure = _figure(total, tall, said)
    for index, (side, heat, high) in enumerate(zip(sides, heats, highs, strict=True)):
        axes = panel(figure, _MARGIN + index * (_WIDE + _GAP), _MARGIN + _HEAD, _WIDE, high)
        draw_heat(axes, side.pixels, heat, limit=end, opacity=opacity, smooth=smooth)
        _draw_frame(axes, frames[index])
        label = ("first picture", "second picture")[index]
        axes.text(0, 1.015, label, transform=axes.transAxes, color=QUIET, fontsize=TEXT, va="bottom")
    below = _MARGIN + _HEAD + max(highs) + _PAD
    words = f"{_CELLS} (blended)" if smooth else _CELLS
    draw_scale(panel(figure, _MARGIN, below, *_SCALE), end, opacity, words)
    if ledger:
        corner = _MARGIN + 2 * (_WIDE + _GAP)
        draw_ledger(panel(figure, corner, _MARGIN + _HEAD, *_LEDGER), pair.ledger)
    return figure


def _table(
    pair: PairAttribution, first: CaptionUnits, second: CaptionUnits, words: Selection | None, nth: int | None
) -> tuple[Float[np.ndarray, "rows columns"], list[str]]:
    """Sums per pair of words, and the first caption's words that were chosen."""
    chosen = None if words is None else set(tokens_of(first, words, nth))
    columns = [word for word in first.words if word.tokens and (chosen is None or chosen & set(word.tokens))]
    rows = [word for word in second.words if word.tokens]
    values = [
        [pair.matrix[np.ix_(row.tokens, column.tokens)].sum(dtype=np.float64) for column in columns]
        for row in rows
    ]
    return np.array(values).reshape(len(rows), len(columns)), [word.text for word in columns]


def _draw_table(
    axes: Axes,
    table: Float[np.ndarray, "rows columns"],
    end: float,
    rows: list[str],
    columns: list[str],
    font: Any,  # noqa: ANN401 - matplotlib's own
) -> None:
    axes.imshow(diverging(table, end), aspect="auto", interpolation="nearest")
    axes.set_xticks(range(len(columns)), [legible(word) for word in columns], rotation=90)
    axes.set_yticks(range(len(rows)), [legible(word) for word in rows])
    axes.xaxis.tick_top()
    axes.tick_params(length=0, pad=3)
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        label.set(fontproperties=font, color=INK, parse_math=False)
    axes.set_xticks(np.arange(0.5, len(columns) - 1), minor=True)
    axes.set_yticks(np.arange(0.5, len(rows) - 1), minor=True)
    axes.grid(which="minor", color="white", linewidth=1)
    axes.tick_params(which="minor", length=0)
    axes.spines[:].set_color(RULE)
    axes.spines[:].set_linewidth(0.6)


def _chosen(
    pair: PairAttribution, sides: tuple[PictureUnits, PictureUnits], region: object
) -> tuple[list[Float[np.ndarray, "rows cols"]], list[Any], str]:
    """Heats of both pictures, frames to draw on them, and a sentence."""
    if region is not None:
        weights = region_weights(region, sides[0])
        cells = [int(cell) for cell in np.flatnonzero(weights)]
        frame = cells_box(cells, sides[0]) if cells else None
        heat = pair.given_a(region)
        return [np.zeros(sides[0].shape), heat], [frame, None], f"The framed region has {heat.sum():+.4f}."
    top = next(iter(pair.top_pairs(1)), None)
    masks = [
        _mask(side, part) for side, part in zip(sides, (top.a, top.b) if top else (None, None), strict=True)
    ]
    frames = [top.a.box, top.b.box] if top else [None, None]
    return [pair.given_b(masks[1]), pair.given_a(masks[0])], frames, headline(pair)


def _mask(side: PictureUnits, part: Part | None) -> Float[np.ndarray, "rows cols"]:
    mask = np.zeros(side.shape)
    mask.ravel()[list(part.units if part else ())] = 1
    return mask


def _draw_frame(axes: Axes, box: tuple[float, float, float, float] | None) -> None:
    """A box in pixels, dark on a pale casing so that it shows on any picture."""
    if box is None:
        return
    x0, y0, x1, y1 = box
    for colour, width in (("white", 3.2), (INK, 1.4)):
        frame = Rectangle((x0, y0), x1 - x0, y1 - y0, fill=False, edgecolor=colour, linewidth=width)
        axes.add_patch(frame)


def _figure(wide: float, high: float, said: str) -> Drawing:
    size = (wide + 2 * _MARGIN, high + 2 * _MARGIN)
    figure = Drawing(figsize=size, dpi=120, facecolor="white")
    FigureCanvasAgg(figure)
    text = legible(said)
    font = font_for(said, TEXT + 1)
    while measure(text, font) > wide and len(text) > 1:
        text = text[:-2] + "…"
    place = (_MARGIN / size[0], 1 - (_MARGIN + 0.12) / size[1])
    figure.text(*place, text, color=INK, fontproperties=font, va="center", parse_math=False)
    return figure
