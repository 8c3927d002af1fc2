"""A report drawn with matplotlib: how often each category, and where it gathers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from jaxtyping import Float, UInt8
from matplotlib.axes import Axes

from pairlens.cases.concentration import CLEAR, Cell
from pairlens.colour import css, diverging, ink_on
from pairlens.drawing import INK, QUIET, RULE, TEXT
from pairlens.paper import Drawing, inches

if TYPE_CHECKING:
    from pairlens.cases.reporting import Count, Report

LIMIT = 3.0
"""End of the colour scale: eight times as many as expected, or an eighth."""

CLASSES = 16
"""Most classes that are drawn: the most judged ones."""

_ROW, _HEAD, _FOOT, _LETTER = 0.23, 0.28, 0.12, 0.034
_LONGEST = 18


def draw(report: Report, width: float | str) -> Drawing:
    """Bars of counts and, where there are classes, a table of observed numbers, coloured by lift.

    Args:
        report: What is drawn.
        width: As in `pair.plot`.
    """
    counts = [*sorted((c for c in report.counts[:-1] if c.items), key=lambda c: -c.items), report.counts[-1]]
    wide = inches(width)
    longest = max([len(_short(group)) for group in _groups(report.cells)], default=0)
    foot = _FOOT + (_ROW + 0.1 + _LETTER * longest) * bool(report.cells)
    tall = _HEAD + foot + _ROW * len(counts)
    figure = Drawing(figsize=(wide, tall), dpi=150)
    down, up = foot / tall, 1 - _HEAD / tall
    labels = min(0.45, (max(len(count.name) for count in counts) * 0.068 + 0.1) / wide)
    right = 0.99 if not report.cells else labels + (0.99 - labels) * 0.3
    _bars(figure.add_axes((labels, down, right - labels - 0.02, up - down)), counts)
    if report.cells:
        _table(figure.add_axes((right + 0.01, down, 0.98 - right, up - down)), report, counts)
        said = f"orange more, blue fewer than expected; bold: q < {CLEAR}"
        figure.text(0.99, 0.06 / tall, said, ha="right", va="bottom", fontsize=TEXT - 1, color=QUIET)
    return figure


def _bars(axes: Axes, counts: list[Count]) -> None:
    places = range(len(counts))
    most = max([count.items for count in counts]) or 1
    axes.barh(places, [count.items for count in counts], height=0.6, color=QUIET)
    for place, count in zip(places, counts, strict=True):
        axes.text(
            count.items + most * 0.03, place, str(count.items), va="center", fontsize=TEXT - 1, color=INK
        )
    axes.set(ylim=(len(counts) - 0.5, -0.5), xlim=(0, most * 1.28))
    axes.set_yticks(places, [count.name for count in counts], fontsize=TEXT, color=INK)
    axes.set_xticks([])
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    axes.spines["left"].set(visible=True, color=RULE)
    axes.set_title("items", fontsize=TEXT, color=QUIET, loc="left")


def _table(axes: Axes, report: Report, counts: list[Count]) -> None:
    cells = {(cell.key, cell.group): cell for cell in report.cells}
    groups = _groups(report.cells)
    shown = [[cells.get((count.key, group)) for group in groups] for count in counts]
    colours = diverging(_lifts(shown), LIMIT)
    axes.imshow(colours, aspect="auto", interpolation="nearest")
    for row, col in np.ndindex(colours.shape[:2]):
        cell = shown[row][col]
        if cell:
            _number(axes, row, col, cell, colours[row, col])
    places = range(len(groups))
    axes.set_xticks(
        places, [_short(group) for group in groups], fontsize=TEXT - 1, color=INK, rotation=30, ha="right"
    )
    axes.set_yticks([])
    axes.tick_params(length=0)
    axes.spines[:].set_color(RULE)
    hidden = len({cell.group for cell in report.cells}) - len(groups)
    more = f", {hidden} smaller ones left out" if hidden else ""
    axes.set_title(f"by {_short(report.by)}{more}", fontsize=TEXT, color=QUIET, loc="left")


def _number(axes: Axes, row: int, col: int, cell: Cell, colour: UInt8[np.ndarray, " rgba"]) -> None:
    opacity = colour[3] / 255
    red, green, blue = (round(255 + (float(part) - 255) * opacity) for part in colour[:3])
    weight = "bold" if cell.is_clear else "normal"
    ink = ink_on(css((red, green, blue)))
    axes.text(
        col, row, str(cell.observed), ha="center", va="center", fontsize=TEXT - 1, weight=weight, color=ink
    )


def _lifts(shown: list[list[Cell | None]]) -> Float[np.ndarray, "categories classes"]:
    """Logarithm (base 2) of observed over expected, a case added to both so that none is not endless."""
    return np.array(
        [
            [np.log2((cell.observed + 1) / (cell.expected + 1)) if cell else 0.0 for cell in line]
            for line in shown
        ]
    )


def _groups(cells: tuple[Cell, ...]) -> list[str]:
    sizes = {cell.group: cell.items for cell in cells}
    largest = sorted(sizes, key=lambda group: (-sizes[group], group))[:CLASSES]
    return sorted(largest)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
