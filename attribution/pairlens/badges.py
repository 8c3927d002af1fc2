"""Pins on paper: a letter on a colour, a name cut to what fits, a sum."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from pairlens.colour import ink_on
from pairlens.drawing import INK, TEXT
from pairlens.lettering import font_for, legible, measure
from pairlens.seen import Held
from pairlens.summary import signed

PIN_ROW = 0.2
"""Height of a pin's line, in inches."""

_BADGE = 0.15


def draw_pin(figure: Figure, pin: Held, corner: tuple[float, float], wide: float) -> None:
    """A pin's letter, name and sum, on a line.

    Args:
        figure: Where to.
        pin: Which.
        corner: Upper left corner, in inches from the figure's upper left.
        wide: How wide the line is.
    """
    left = draw_badge(figure, pin, (corner[0], corner[1] + (PIN_ROW - _BADGE) / 2))
    draw_named(figure, pin.name, signed(pin.value), (left, corner[1], corner[0] + wide))


def draw_badge(figure: Figure, pin: Held, corner: tuple[float, float]) -> float:
    """A pin's letter on its colour; where the text behind it begins."""
    width, height = figure.get_size_inches()
    left, top = corner
    wide = max(_BADGE, measure(pin.letter, font_for(pin.letter, TEXT)) + 0.04)
    square = (left / width, 1 - (top + _BADGE) / height)
    figure.add_artist(
        Rectangle(square, wide / width, _BADGE / height, facecolor=pin.colour, edgecolor="none")
    )
    at = ((left + wide / 2) / width, 1 - (top + _BADGE / 2) / height)
    style: dict[str, Any] = {"ha": "center", "va": "center_baseline", "fontweight": "bold"}
    figure.text(*at, pin.letter, color=ink_on(pin.colour), fontsize=TEXT - 1.5, **style)
    return left + wide + 0.07


def draw_named(figure: Figure, name: str, value: str, place: tuple[float, float, float]) -> None:
    """A name on the left, cut to what fits, and a number on the right.

    Args:
        figure: Where to.
        name: Any text.
        value: The number as it is shown.
        place: Left edge, top and right edge, in inches from the figure's upper left.
    """
    width, height = figure.get_size_inches()
    left, top, right = place
    middle = 1 - (top + PIN_ROW / 2) / height
    style: dict[str, Any] = {"va": "center_baseline", "color": INK, "parse_math": False}
    figure.text(right / width, middle, value, ha="right", fontsize=TEXT, **style)
    font = font_for(name, TEXT)
    room = right - left - 0.1 - measure(value, font)
    figure.text(left / width, middle, shortened(name, room, TEXT), fontproperties=font, **style)


def shortened(text: str, room: float, size: float) -> str:
    """A text, cut to what fits.

    Args:
        text: Any text.
        room: How wide it may be, in inches.
        size: Of its letters, in points.
    """
    font, cut = font_for(text, size), legible(text)
    while len(cut) > 1 and measure(cut, font) > room:
        cut = cut[:-2] + "…"
    return cut
