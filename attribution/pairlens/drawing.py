"""The parts of a drawn explanation, each on matplotlib axes that it fills."""

from __future__ import annotations

from itertools import accumulate

import numpy as np
from jaxtyping import Float, UInt8
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from pairlens.colour import MAPS, Ends, blended, css, diverging
from pairlens.ledger import Ledger
from pairlens.summary import rounded, signed

INK, QUIET, RULE = "#1b1b1b", "#6f6f6f", "#c9c9c9"
TEXT = 8.5
_BAR_FROM, _BAR_TO = 0.46, 0.8
_THICK = 0.56
_NARROW = 1.9


def sign_colour(value: float, ends: Ends = MAPS["orange-blue"]) -> str:
    """The colour at the end of the scale on the value's side."""
    return css(ends[value >= 0][1])


def draw_heat(
    axes: Axes,
    pixels: UInt8[np.ndarray, "height width 3"],
    heat: Float[np.ndarray, "rows cols"],
    *,
    limit: float,
    opacity: float,
    smooth: bool,
    ends: Ends = MAPS["orange-blue"],
) -> None:
    """The picture and, over it, one colour per cell: crisp, or blended where `smooth`."""
    height, width = pixels.shape[:2]
    extent = (0.0, float(width), float(height), 0.0)
    axes.imshow(pixels, extent=extent, interpolation="nearest" if width < 2 * TEXT else "auto", aspect="auto")
    values = blended(heat, height, width) if smooth else heat
    colours = diverging(values, limit, ends)
    colours[..., 3] = np.rint(colours[..., 3] * opacity)
    axes.imshow(colours, extent=extent, interpolation="nearest", aspect="auto")
    axes.set_xticks([])
    axes.set_yticks([])
    axes.spines[:].set_color(RULE)
    axes.spines[:].set_linewidth(0.6)


def draw_scale(
    axes: Axes, limit: float, opacity: float, words: str, ends: Ends = MAPS["orange-blue"]
) -> None:
    """The colour scale, as it looks on white, with signed ends and what they mean; shorter where it is narrow."""
    axes.set_axis_off()
    axes.set(xlim=(0, 1), ylim=(0, 1))
    if limit == 0:
        axes.text(0.5, 0.5, "every value is zero", ha="center", va="center", color=QUIET, fontsize=TEXT)
        return
    colours = diverging(np.linspace(-1, 1, 401)[None], 1.0, ends)
    colours[..., 3] = np.rint(colours[..., 3] * opacity)
    axes.imshow(colours, extent=(0, 1, 0.62, 0.92), aspect="auto")
    axes.add_patch(Rectangle((0, 0.62), 1, 0.3, fill=False, edgecolor=RULE, linewidth=0.6))
    axes.set(xlim=(0, 1), ylim=(0, 1))
    low, high = signed(-limit), signed(limit)
    figure = axes.get_figure(root=True)
    narrow = figure is not None and axes.get_position().width * figure.get_size_inches()[0] < _NARROW
    marks = [("left", 0.0, low), ("right", 1.0, high)]
    if narrow:
        words = "against, for: per cell"
    else:
        marks = [("left", 0.0, f"{low} against"), ("center", 0.5, "0"), ("right", 1.0, f"for {high}")]
    for side, x, text in marks:
        axes.text(x, 0.5, text, ha=side, va="top", color=INK, fontsize=TEXT)
    axes.text(0.5, 0.16, words, ha="center", va="top", color=QUIET, fontsize=TEXT - 1)


def draw_ledger(axes: Axes, ledger: Ledger, colours: Ends = MAPS["orange-blue"]) -> None:
    """Where the score went: each part begins where the one above it ended, and the last bar is their sum."""
    rows = ledger.rows()
    values = [row.value for row in rows]
    ends = [*accumulate(values, initial=0.0)]
    low, high = min(ends), max(ends)
    scale = (_BAR_TO - _BAR_FROM) / ((high - low) or 1.0)
    axes.set_axis_off()
    axes.set(xlim=(0, 1), ylim=(len(rows) + 1.0, -1.0))
    axes.text(0, -0.5, "Where the score went", va="center", color=QUIET, fontsize=TEXT)
    zero = _BAR_FROM - low * scale
    axes.plot([zero, zero], [-0.1, len(rows) + 0.8], color=RULE, linewidth=0.6, zorder=0)
    shown = rounded(values, ledger.score)
    for line, (row, start, value) in enumerate(zip(rows, ends[:-1], shown, strict=True)):
        _draw_row(axes, line, row.name, value)
        _draw_bar(axes, line, zero + start * scale, row.value * scale, sign_colour(row.value, colours))
    axes.plot([0, 1], [len(rows) - 0.1] * 2, color=INK, linewidth=0.7)
    _draw_row(axes, len(rows), "score", ledger.score, weight="bold")
    _draw_bar(axes, len(rows), zero, ledger.score * scale, INK)


def _draw_row(axes: Axes, line: int, name: str, value: float, weight: str = "normal") -> None:
    for x, side, text in ((0, "left", name), (1, "right", signed(value))):
        axes.text(x, line + 0.42, text, va="center", ha=side, color=INK, fontsize=TEXT, fontweight=weight)


def _draw_bar(axes: Axes, line: int, start: float, length: float, colour: str) -> None:
    corner = (min(start, start + length), line + 0.42 - _THICK / 2)
    axes.add_patch(Rectangle(corner, abs(length), _THICK, facecolor=colour, edgecolor="none"))
