"""What is seen in a linked view, drawn at a width on paper: one picture of it, or one per pin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg

from pairlens.badges import PIN_ROW, draw_pin
from pairlens.blocks import Block, block_for, draw_block
from pairlens.drawing import INK, QUIET, TEXT, draw_ledger, draw_scale, sign_colour
from pairlens.errors import OptionError
from pairlens.lettering import font_for, measure
from pairlens.paper import Drawing, inches, panel
from pairlens.result import PairAttribution
from pairlens.seen import Seen
from pairlens.sheets import LEDGER, SCALE, SKIP
from pairlens.summary import signed
from pairlens.units import CaptionUnits, PictureUnits

_EDGE = 0.03
_GAP = 0.3
_NARROWEST = 1.4
_LEAST = 2.0
_MOST = 3
_KEY = 0.3
_RAMP = 2.4


def plot_seen(
    pair: PairAttribution, seen: Seen | Sequence[Seen], *, width: float | str = "page", ledger: bool = True
) -> Drawing:
    """Draw what is seen: captions with their underlines, pictures with their heat and outlines, and the scale.

    Args:
        pair: The explanation.
        seen: What is seen of it. Of several, each stands in a panel of its own, all on one scale.
        width: Of the figure, as `pairlens.paper.inches` takes it.
        ledger: Whether to draw where the whole score went.

    Raises:
        OptionError: Nothing is given, or `width` is out of range.
    """
    several = [seen] if isinstance(seen, Seen) else list(seen)
    if not several:
        raise OptionError("There is no pin to draw.", "Pin something, or draw what is selected.")
    plan = _plan(pair, several, inches(width) - 2 * _EDGE, ledger=ledger)
    figure = Drawing(figsize=(inches(width), plan.height + 2 * _EDGE), dpi=150, facecolor="white")
    FigureCanvasAgg(figure)
    for index, block in enumerate(plan.blocks):
        row, column = divmod(index, plan.columns)
        corner = (_EDGE + column * (block.width + _GAP), _EDGE + row * (block.height + _GAP))
        draw_block(figure, block, corner)
    _draw_scales(figure, pair, several, plan)
    _draw_beside(figure, pair, several, plan, ledger=ledger)
    return figure


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where things stand, in inches from the inner edge."""

    blocks: tuple[Block, ...]
    columns: int
    scale: tuple[float, float, float]
    beside: tuple[float, float, float]
    height: float


def _plan(pair: PairAttribution, several: Sequence[Seen], room: float, *, ledger: bool) -> _Plan:
    listed = len(several[0].pins) * PIN_ROW if len(several) == 1 else 0.0
    side = listed + (SKIP if listed and ledger else 0.0) + ledger * LEDGER[1]
    pictures = max(1, sum(isinstance(each, PictureUnits) for each in (pair.a, pair.b)))
    fits = side > 0 and room - _GAP - LEDGER[0] >= pictures * _LEAST
    columns = _columns(len(several), room)
    wide = (room - (columns - 1) * _GAP) / columns
    if len(several) == 1 and fits:
        wide = room - _GAP - LEDGER[0]
    blocks = [block_for(pair, each, wide, small=len(several) > 1) for each in several]
    tall = max(block.height for block in blocks)
    blocks = [block.grown(tall) for block in blocks]
    rows = -(-len(blocks) // columns)
    below = rows * (tall + _GAP) - _GAP + SKIP
    foot = SCALE if any(isinstance(each, PictureUnits) for each in (pair.a, pair.b)) else 0.0
    foot += _KEY if any(isinstance(each, CaptionUnits) for each in (pair.a, pair.b)) else 0.0
    scale = (0.0, below, wide if len(several) == 1 else min(room, max(wide, _RAMP)))
    if not side:
        return _Plan(tuple(blocks), columns, scale, (0.0, below, room), below + foot)
    if len(several) == 1 and fits:
        beside = (room - LEDGER[0], 0.0, LEDGER[0])
        return _Plan(tuple(blocks), columns, scale, beside, max(below + foot, side))
    if len(several) > 1 and scale[2] + _GAP + LEDGER[0] <= room:
        beside = (scale[2] + _GAP, below, LEDGER[0])
        return _Plan(tuple(blocks), columns, scale, beside, below + max(foot, side))
    beside = (0.0, below + foot + SKIP, min(room, LEDGER[0]))
    return _Plan(tuple(blocks), columns, scale, beside, below + foot + SKIP + side)


def _columns(count: int, room: float) -> int:
    columns = 2 if count == 4 else min(_MOST, count)  # noqa: PLR2004 - two rows of two leave no gap
    return max(1, min(columns, int((room + _GAP) / (_NARROWEST + _GAP))))


def _draw_scales(figure: Drawing, pair: PairAttribution, several: Sequence[Seen], plan: _Plan) -> None:
    """The colour scale of pictures, and what the underlines of captions mean."""
    x, y, wide = plan.scale
    first = several[0]
    ends = [
        (side, max(getattr(each, name).limit for each in several))
        for name, side in (("a", pair.a), ("b", pair.b))
    ]
    cells = [limit for side, limit in ends if isinstance(side, PictureUnits)]
    words = [limit for side, limit in ends if isinstance(side, CaptionUnits)]
    if cells:
        said = "contribution to the score per cell" + (" (blended)" if first.smooth else "")
        shares = wide / len(cells) - (_GAP / 2 if len(cells) > 1 else 0)
        for index, limit in enumerate(cells):
            place = _EDGE + x + index * (shares + _GAP), _EDGE + y, shares, SCALE
            draw_scale(panel(figure, *place), limit, first.opacity, said, first.ends)
        y += SCALE
    underlined = any(
        getattr(each, name).answers
        for each in several
        for name, side in (("a", pair.a), ("b", pair.b))
        if isinstance(side, CaptionUnits)
    )
    if words and underlined:
        _draw_key(figure, (_EDGE + x, _EDGE + y), max(words), first)


def _draw_key(figure: Drawing, corner: tuple[float, float], limit: float, seen: Seen) -> None:
    """Two strokes and what they mean."""
    from matplotlib.lines import Line2D

    wide, high = figure.get_size_inches()
    x, y = corner[0], 1 - (corner[1] + 0.12) / high
    for sign, word in ((1, "for"), (-1, "against")):
        dashes: Any = "solid" if sign > 0 else (0, (1.6, 0.8))
        colour = sign_colour(sign, seen.ends)
        figure.add_artist(
            Line2D([x / wide, (x + 0.22) / wide], [y, y], color=colour, linewidth=2.4, linestyle=dashes)
        )
        figure.text((x + 0.27) / wide, y, word, va="center", color=INK, fontsize=TEXT)
        x += 0.27 + measure(word, font_for(word, TEXT)) + 0.15
    figure.text(x / wide, y, f"full underline {signed(limit)[1:]}", va="center", color=QUIET, fontsize=TEXT)


def _draw_beside(
    figure: Drawing, pair: PairAttribution, several: Sequence[Seen], plan: _Plan, *, ledger: bool
) -> None:
    """The pins, and the ledger below them."""
    x, y, wide = plan.beside
    if len(several) == 1:
        for pin in several[0].pins:
            draw_pin(figure, pin, (_EDGE + x, _EDGE + y), wide)
            y += PIN_ROW
        y += SKIP if several[0].pins else 0.0
    if ledger:
        draw_ledger(panel(figure, _EDGE + x, _EDGE + y, wide, LEDGER[1]), pair.ledger, several[0].ends)
