"""One panel of what is seen: a line that names it, its captions and its pictures, in inches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from pairlens.badges import PIN_ROW, draw_badge, draw_named
from pairlens.colour import greyed, ink_on
from pairlens.drawing import INK, QUIET, TEXT, draw_heat, sign_colour
from pairlens.lettering import Mark, Setting, draw_lines, draw_strokes, set_lines
from pairlens.paper import panel
from pairlens.result import PairAttribution
from pairlens.seen import Held, Seen, SideSeen, outline, word_values
from pairlens.summary import signed
from pairlens.units import CaptionUnits, PictureUnits

_LETTERS, _SMALL = 9.0, 7.5
_BETWEEN = 0.15
_PAD = 0.05
_SLIMMEST = 1.6
_THICK, _LEAST = 2.8, 0.02


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A panel that is laid out.

    Attributes:
        pair: The explanation.
        seen: What is seen of it.
        width: How wide it is.
        height: How high it is.
        captions: Its captions in lines, each with the side that it is.
        pictures: Sizes of its pictures, each with the side that it is.
        small: Whether it is one of several, and names itself.
    """

    pair: PairAttribution
    seen: Seen
    width: float
    height: float
    captions: tuple[tuple[int, Setting], ...]
    pictures: tuple[tuple[int, float, float], ...]
    small: bool

    def grown(self, height: float) -> Block:
        """The same, as high as the others."""
        return replace(self, height=height)


def block_for(pair: PairAttribution, seen: Seen, width: float, *, small: bool) -> Block:
    """Lay a panel out.

    Args:
        pair: The explanation.
        seen: What is seen of it.
        width: How wide it is.
        small: Whether it is one of several.
    """
    sides = (pair.a, pair.b)
    size = _SMALL if small else _LETTERS
    captions = tuple(
        (at, set_lines(side.text, width, size))
        for at, side in enumerate(sides)
        if isinstance(side, CaptionUnits)
    )
    found = [(at, side) for at, side in enumerate(sides) if isinstance(side, PictureUnits)]
    wide = (width - _BETWEEN * (len(found) - 1)) / max(1, len(found))
    pictures = tuple((at, *_picture_size(side, wide)) for at, side in found)
    lines = sum(setting.height for _, setting in captions)
    tall = max((high for _, _, high in pictures), default=0.0)
    named = PIN_ROW + _PAD + _headroom(seen)
    return Block(pair, seen, width, lines + named + tall, captions, pictures, small)


def _headroom(seen: Seen) -> float:
    """What lines of pins need above the first line of a caption."""
    return 0.02 + 0.025 * len(seen.pins) if seen.pins else 0.0


def _picture_size(side: PictureUnits, wide: float) -> tuple[float, float]:
    slim = side.height / side.width
    return (wide, wide * slim) if slim <= _SLIMMEST else (wide * _SLIMMEST / slim, wide * _SLIMMEST)


def draw_block(figure: Figure, block: Block, corner: tuple[float, float]) -> None:
    """Draw a panel.

    Args:
        figure: Where to.
        block: The panel.
        corner: Its upper left corner, in inches from the figure's upper left.
    """
    left, top = corner
    if block.small:
        _draw_name(figure, block, (left, top))
        top += PIN_ROW
    top += _headroom(block.seen)
    for at, setting in block.captions:
        _draw_caption(figure, block, at, setting, (left, top))
        top += setting.height
    if not block.small:
        _draw_name(figure, block, (left, top))
        top += PIN_ROW
    for at, wide, high in block.pictures:
        axes = panel(figure, left, top + _PAD, wide, high)
        _draw_picture(axes, block, at)
        left += wide + _BETWEEN


def _draw_name(figure: Figure, block: Block, corner: tuple[float, float]) -> None:
    """What is chosen and its sum; one of several begins with its pin's letter."""
    left, top = corner
    seen = block.seen
    if block.small and seen.pins:
        left = draw_badge(figure, seen.pins[0], (left, top + 0.02))
    name = seen.pins[0].name if block.small and seen.pins else seen.name or "nothing is selected"
    draw_named(figure, name, signed(seen.value) if seen.name else "", (left, top, corner[0] + block.width))


def _draw_caption(
    figure: Figure, block: Block, at: int, setting: Setting, corner: tuple[float, float]
) -> None:
    """A caption: underlined where something of the other side is chosen, lines of pins above its words."""
    caption = (block.pair.a, block.pair.b)[at]
    if not isinstance(caption, CaptionUnits):
        return
    side = (block.seen.a, block.seen.b)[at]
    place = (corner[0], float(figure.get_size_inches()[1]) - corner[1])
    lit = {word.start for word in caption.words if set(word.tokens) & set(side.chosen)}
    draw_lines(figure, setting, place, marks={}, inks=(INK, QUIET), lit=lit)
    draw_strokes(figure, setting, place, _underlines(caption, side, block.seen))
    for line, pin in enumerate(block.seen.pins, 1):
        held = set((pin.a, pin.b)[at])
        marks = {
            word.start: Mark(pin.colour, line, 1.4, above=line)
            for word in caption.words
            if held & set(word.tokens)
        }
        draw_strokes(figure, setting, place, marks)


def _underlines(caption: CaptionUnits, side: SideSeen, seen: Seen) -> dict[int, Mark]:
    if not side.answers:
        return {}
    values = word_values(caption, side.heat)
    return {
        word.start: Mark(
            sign_colour(value, seen.ends), group, _THICK * min(1.0, abs(value) / side.limit), value < 0
        )
        for group, (word, value) in enumerate(zip(caption.words, values, strict=True))
        if abs(value) >= _LEAST * side.limit
    }


def _draw_picture(axes: Axes, block: Block, at: int) -> None:
    picture = (block.pair.a, block.pair.b)[at]
    if not isinstance(picture, PictureUnits):
        return
    seen, side = block.seen, (block.seen.a, block.seen.b)[at]
    pixels = greyed(picture.pixels) if seen.grey else picture.pixels
    how: dict[str, Any] = {"opacity": seen.opacity, "smooth": seen.smooth, "ends": seen.ends}
    draw_heat(axes, pixels, side.heat, limit=side.limit, **how)
    _draw_outline(axes, picture, side.chosen, INK, "solid")
    taken: dict[int, int] = {}
    for pin in seen.pins:
        own = (pin.a, pin.b)[at]
        cells = own or pin.peaks[at]
        _draw_outline(axes, picture, cells, pin.colour, "solid" if own else "dashed")
        if cells:
            _draw_letter(axes, picture, pin, cells[0], taken.setdefault(cells[0], 0))
            taken[cells[0]] += 1


def _draw_outline(axes: Axes, picture: PictureUnits, cells: Sequence[int], colour: str, dashes: str) -> None:
    """The border of some cells on a pale casing, so that it shows on any picture."""
    wide, high = picture.width / picture.cols, picture.height / picture.rows
    for ink, thick, style in (("white", 2.6, "solid"), (colour, 1.3, dashes)):
        for (x0, y0), (x1, y1) in outline(cells, picture.cols):
            xs, ys = (x0 * wide, x1 * wide), (y0 * high, y1 * high)
            axes.plot(xs, ys, color=ink, linewidth=thick, linestyle=style, solid_capstyle="projecting")


def _draw_letter(axes: Axes, picture: PictureUnits, pin: Held, cell: int, nth: int) -> None:
    """A pin's letter at its first cell; those that begin at the same cell stand side by side."""
    row, col = divmod(cell, picture.cols)
    place = (col * picture.width / picture.cols, row * picture.height / picture.rows)
    box = {"facecolor": pin.colour, "edgecolor": "none", "pad": 1.4}
    style: dict[str, Any] = {
        "fontsize": TEXT - 2,
        "fontweight": "bold",
        "color": ink_on(pin.colour),
        "bbox": box,
    }
    axes.annotate(
        pin.letter,
        place,
        (2.5 + 10 * nth, -2.5),
        textcoords="offset points",
        ha="left",
        va="top",
        annotation_clip=False,
        **style,
    )
