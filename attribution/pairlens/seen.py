"""What is seen of an explanation at a time: choices, the numbers that answer them, and how they are drawn.

The linked view makes it of what a person chose; figures, cards and LaTeX draw it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float

from pairlens.colour import MAPS, Ends
from pairlens.naming import side_names
from pairlens.regions import place_words
from pairlens.summary import one_line
from pairlens.units import CaptionUnits, PictureUnits

_LONG = 30


@dataclass(frozen=True, slots=True, eq=False)
class SideSeen:
    """One side.

    Attributes:
        chosen: Content units that are chosen on it: tokens, or row-major cells.
        heat: What each of its content units has with what is chosen on the other side; zero where nothing is.
        limit: End of the scale of `heat`.
    """

    chosen: tuple[int, ...]
    heat: Float[np.ndarray, "*shape"]
    limit: float

    @property
    def answers(self) -> bool:
        """Whether there is anything to draw."""
        return self.limit > 0 and bool(self.heat.any())


@dataclass(frozen=True, slots=True)
class Held:
    """A pin: units of both sides under a colour and a letter.

    Attributes:
        letter: What stands for it on a picture.
        colour: As CSS writes it.
        name: What it is called.
        value: Its sum.
        a: Content units that it holds on the first side.
        b: Those on the second.
        peaks: Where it holds no cells of a picture, the cells round the peak of its heat; of either side.
    """

    letter: str
    colour: str
    name: str
    value: float
    a: tuple[int, ...]
    b: tuple[int, ...]
    peaks: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """Both sides, what is pinned, and how it is drawn.

    Attributes:
        a: The first side.
        b: The second side.
        name: What is chosen, in words; empty where nothing is.
        value: Sum of what is chosen.
        said: The same in a sentence.
        pins: What is held beside it.
        ends: Colours of the scale.
        opacity: Of the heat at the ends of the scale.
        smooth: Whether neighbouring cells are blended.
        grey: Whether pictures are drawn without their colours.
    """

    a: SideSeen
    b: SideSeen
    name: str
    value: float
    said: str
    pins: tuple[Held, ...] = ()
    ends: Ends = MAPS["orange-blue"]
    opacity: float = 0.85
    smooth: bool = False
    grey: bool = False


def units_name(
    sides: tuple[CaptionUnits | PictureUnits, CaptionUnits | PictureUnits], index: int, units: Sequence[int]
) -> str:
    """What some content units of a side are called; empty for none.

    Args:
        sides: Both sides.
        index: Which of them.
        units: Its content units.
    """
    side = sides[index]
    if not units:
        return ""
    if isinstance(side, CaptionUnits):
        return words_name(side, units)
    kinds = ("caption" if isinstance(each, CaptionUnits) else "picture" for each in sides)
    whose = side_names((next(kinds), next(kinds)))[index]
    if len(units) == side.rows * side.cols:
        return f"the whole {whose}"
    if len(units) == 1:
        row, col = divmod(units[0], side.cols)
        return f"patch in row {row + 1}, column {col + 1}"
    place = place_words(units, side.rows, side.cols)
    return f"{len(units)} patches {'over' if place.endswith('picture') else 'at the'} {place}"


def words_name(caption: CaptionUnits, tokens: Sequence[int]) -> str:
    """The chosen words, or pieces of words, as the caption has them."""
    spans = sorted(caption.spans[caption.content[token]] for token in tokens)
    text, end = "", spans[0][0]
    for start, stop in spans:
        between = caption.text[end:start]
        text += between if between.isspace() or not between else " … "
        text += caption.text[max(start, end) : stop]
        end = max(end, stop)
    whole = len(set(tokens)) == len(caption.content)
    return "all words" if whole and len(text) > _LONG else one_line(text)


def word_values(caption: CaptionUnits, values: Float[np.ndarray, " tokens"]) -> list[float]:
    """Sum over each word's tokens."""
    return [float(values[list(word.tokens)].sum()) for word in caption.words]


def outline(cells: Sequence[int], cols: int) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The border of some cells as straight lines, each ((x, y), (x, y)) in cells.

    Args:
        cells: Row-major numbers.
        cols: Columns of the grid.
    """
    inside = {divmod(cell, cols) for cell in cells}
    across = {(row + (by > 0), col) for row, col in inside for by in (-1, 1) if (row + by, col) not in inside}
    down = {(col + (by > 0), row) for row, col in inside for by in (-1, 1) if (row, col + by) not in inside}
    lines = [((start, edge), (end, edge)) for edge, start, end in _joined(across)]
    return lines + [((edge, start), (edge, end)) for edge, start, end in _joined(down)]


def _joined(edges: set[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Edges of length 1, (line, start), joined where one begins as another ends: (line, start, end)."""
    runs: list[tuple[int, int, int]] = []
    for line, start in sorted(edges):
        if runs and runs[-1][0] == line and runs[-1][2] == start:
            runs[-1] = (line, runs[-1][1], start + 1)
        else:
            runs.append((line, start, start + 1))
    return runs
