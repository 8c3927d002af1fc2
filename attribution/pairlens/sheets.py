"""Where the parts of a drawn picture with its caption stand: on a screen, or at a width on paper."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg

from pairlens.lettering import Setting, set_lines
from pairlens.paper import Drawing, panel
from pairlens.result import PairAttribution

SKIP = 0.1
"""Between a picture and its scale, in inches."""

SCALE = 0.66
"""Height of a colour scale with its numbers."""

LEDGER = (2.9, 2.2)
"""Width and height of the ledger."""

_MARGIN = 0.3
_GAP = 0.4
_TITLE = 0.34
_SINGLE, _SMALL = 3.9, 2.9
_PER_ROW = 3
_SLIMMEST = 1.6
_EDGE, _NARROWEST, _SLACK = 0.03, 1.4, 1e-6
_RAMP = 2.4
_LETTERS, _PAPER_LETTERS = 11, 9


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where things stand, in inches; the corner is the upper left one."""

    figure: Drawing
    caption: Setting
    panel: tuple[float, float]
    columns: int
    ramp: float
    margin: float
    stacked: bool

    def axes(self, x: float, y: float, wide: float, high: float) -> Axes:
        """Axes by their upper left corner and size."""
        return panel(self.figure, x, y, wide, high)

    def corner(self, index: int) -> tuple[float, float]:
        """Upper left corner of a panel's picture."""
        row, column = divmod(index, self.columns)
        wide, high = self.panel
        top = self.margin + self.caption.height + _TITLE
        return self.margin + column * (wide + _GAP), top + row * (high + _TITLE)

    def beside(self, below: float, count: int) -> tuple[float, float]:
        """Upper left corner of the ledger: beside the only picture, or beside or below the scale."""
        if self.stacked:
            return self.margin, below + SCALE + SKIP
        return self.margin + self.ramp + _GAP, self.corner(0)[1] if count == 1 else below


def lay_out(pair: PairAttribution, count: int, paper: float | None, *, ledger: bool) -> Sheet:
    """Lay the parts out: caption on top, panels in rows, scale below; the ledger beside one of the two, or last.

    Args:
        pair: A picture with a caption.
        count: Number of panels.
        paper: Width of the figure in inches; None is what suits a screen.
        ledger: Whether there is one.
    """
    margin = _MARGIN if paper is None else _EDGE
    room = None if paper is None else paper - 2 * margin
    columns = _columns(count, room)
    panel = _panel_size(pair, _panel_width(count, columns, room, ledger=ledger))
    ramp = panel[0] if room is None else min(room, max(panel[0], _RAMP))
    stacked = ledger and room is not None and ramp + _GAP + LEDGER[0] > room + _SLACK
    needed = max(columns * (panel[0] + _GAP) - _GAP, ramp + (ledger and not stacked) * (_GAP + LEDGER[0]))
    width = needed if room is None else room
    caption = set_lines(pair.caption.text, width, _LETTERS if paper is None else _PAPER_LETTERS)
    above = -(-count // columns) * (panel[1] + _TITLE) + SKIP
    beside = ledger * LEDGER[1]
    foot = SCALE + SKIP + beside if stacked else max(SCALE, beside) if count > 1 else SCALE
    high = above + foot if stacked else max(above + foot, _TITLE + beside)
    size = (width + 2 * margin, caption.height + high + 2 * margin)
    figure = Drawing(figsize=size, dpi=120, facecolor="white")
    FigureCanvasAgg(figure)
    return Sheet(figure, caption, panel, columns, ramp, margin, stacked)


def _columns(count: int, room: float | None) -> int:
    columns = 2 if count == 4 else min(_PER_ROW, count)  # noqa: PLR2004 - two rows of two leave no gap
    fitting = columns if room is None else int((room + _GAP) / (_NARROWEST + _GAP))
    return max(1, min(columns, fitting))


def _panel_width(count: int, columns: int, room: float | None, *, ledger: bool) -> float:
    if room is None:
        return _SINGLE if count == 1 else _SMALL
    if count > 1:
        return (room - (columns - 1) * _GAP) / columns
    left = room - _GAP - LEDGER[0]
    return left if ledger and left >= _NARROWEST else room


def _panel_size(pair: PairAttribution, wide: float) -> tuple[float, float]:
    slim = pair.picture.height / pair.picture.width
    return (wide, wide * slim) if slim <= _SLIMMEST else (wide * _SLIMMEST / slim, wide * _SLIMMEST)
