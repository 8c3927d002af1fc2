"""A caption set in lines on a matplotlib figure, chosen words underlined, whatever its script."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from matplotlib.figure import Figure
from matplotlib.font_manager import FontEntry, FontProperties, fontManager, get_font
from matplotlib.lines import Line2D
from matplotlib.textpath import text_to_path

from pairlens.words import word_spans

PLAIN = "DejaVu Sans"
_MISSING = "□"
_POINTS = 72
_LEADING = 1.75
_BASE = 0.62


@dataclass(frozen=True, slots=True)
class Mark:
    """How a chosen word is underlined; neighbours of one group are underlined in one stroke.

    Attributes:
        colour: Of the stroke.
        group: Neighbours of one group are joined.
        thick: Of the stroke, in points.
        dashed: Whether it is broken.
        above: How many such strokes stand above the word instead of below it, counted from 1; 0 is below.
    """

    colour: str
    group: int
    thick: float = 2.4
    dashed: bool = False
    above: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A word in its place.

    Attributes:
        text: What is drawn.
        start: Where the word starts in the caption.
        x: Its left edge, in inches from the left edge of the lines.
        width: How wide it is, in inches.
    """

    text: str
    start: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Setting:
    """A caption broken into lines.

    Attributes:
        lines: Pieces per line, as they are seen from left to right.
        font: What they are set in.
        leading: Distance of lines, in inches.
    """

    lines: tuple[tuple[Piece, ...], ...]
    font: FontProperties
    leading: float

    @property
    def height(self) -> float:
        """Height of all lines, in inches."""
        return len(self.lines) * self.leading


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    width: float
    gap: float
    leftward: bool | None


def legible(text: str) -> str:
    """The text with a box for each character that no installed font holds, less those never seen."""
    return "".join(_legible(char) for char in text)


def font_for(text: str, size: float) -> FontProperties:
    """A font, with the fonts behind it that the text's characters need."""
    families = dict.fromkeys([PLAIN, *(_family(char) or PLAIN for char in text)])
    return FontProperties(family=list(families), size=size)


def set_lines(text: str, width: float, size: float = 11) -> Setting:
    """Break a caption into lines.

    Words keep their distance as the caption has it. A caption that begins with a right-to-left script runs
    from the right, and runs of words of the other direction keep theirs.

    Args:
        text: The caption.
        width: Width of the lines, in inches; a longer word stands on a line of its own.
        size: Size of the letters, in points.
    """
    font = font_for(text, size)
    lines = _broken(_tokens(text, font), width)
    leftward = bool(_leftward(text))
    placed = tuple(_placed(_seen(line, leftward=leftward), width if leftward else 0.0) for line in lines)
    return Setting(placed, font, _LEADING * size / _POINTS)


def draw_lines(
    figure: Figure,
    setting: Setting,
    corner: tuple[float, float],
    *,
    marks: Mapping[int, Mark],
    inks: tuple[str, str],
    lit: Collection[int] | None = None,
) -> None:
    """Draw a set caption.

    Args:
        figure: Where to.
        setting: The caption in lines.
        corner: Upper left corner, in inches from the figure's lower left.
        marks: Underlines, by where a chosen word starts in the caption.
        inks: Colours of the chosen words (of all where none is), and of the others.
        lit: Where the chosen words start; None is those that are underlined.
    """
    chosen = marks if lit is None else lit
    wide, high = figure.get_size_inches()
    x, top = corner
    for row, line in enumerate(setting.lines):
        base = top - (row + _BASE) * setting.leading
        for piece in line:
            ink = inks[bool(chosen) and piece.start not in chosen]
            place = ((x + piece.x) / wide, base / high, piece.text)
            figure.text(*place, color=ink, fontproperties=setting.font, parse_math=False)
        _stroke(figure, line, (x, base - 0.24 * setting.leading), marks)


def draw_strokes(
    figure: Figure, setting: Setting, corner: tuple[float, float], marks: Mapping[int, Mark]
) -> None:
    """Draw strokes alone, below or above words of a set caption; see `draw_lines`."""
    x, top = corner
    for row, line in enumerate(setting.lines):
        base = top - (row + _BASE) * setting.leading
        for mark in set(marks.values()):
            own = {start: each for start, each in marks.items() if each == mark}
            height = (0.46 + 0.09 * mark.above) * setting.leading if mark.above else -0.24 * setting.leading
            _stroke(figure, line, (x, base + height), own)


def _stroke(
    figure: Figure, line: Sequence[Piece], at: tuple[float, float], marks: Mapping[int, Mark]
) -> None:
    """Strokes, joined across the gap between neighbours of one group."""
    wide, high = figure.get_size_inches()
    for index, here in enumerate(line):
        after = line[index + 1] if index + 1 < len(line) else here
        mark = marks.get(here.start)
        if mark is None:
            continue
        joined = after is not here and marks.get(after.start) == mark
        end = after.x if joined else here.x + here.width
        ends = [(at[0] + here.x) / wide, (at[0] + end) / wide]
        dashes: Any = (0, (1.6, 0.8)) if mark.dashed else "solid"
        stroke = Line2D(ends, [at[1] / high] * 2, color=mark.colour, linewidth=mark.thick, linestyle=dashes)
        figure.add_artist(stroke)


def _tokens(text: str, font: FontProperties) -> list[_Token]:
    space = measure("n n", font) - measure("nn", font)
    tokens = []
    for start, end in word_spans(text):
        word, gap = legible(text[start:end]), space * text[start - 1 : start].isspace()
        tokens.append(_Token(word, start, measure(word, font), gap, _leftward(word)))
    return tokens


def _broken(tokens: Sequence[_Token], width: float) -> list[list[_Token]]:
    lines: list[list[_Token]] = [[]]
    used = 0.0
    for token in tokens:
        if lines[-1] and used + token.gap + token.width > width:
            lines.append([])
            used = 0.0
        used += token.width + (token.gap if lines[-1] else 0.0)
        lines[-1].append(token)
    return lines


def _seen(line: Sequence[_Token], *, leftward: bool) -> list[_Token]:
    """A line's words as they are seen from left to right."""
    order: list[_Token] = []
    run: list[_Token] = []
    for index, token in enumerate(line):
        beside = [line[at].leftward for at in (index - 1, index + 1) if 0 <= at < len(line)]
        between = token.leftward is None and beside == [not leftward] * 2
        if between or token.leftward == (not leftward):
            run.insert(0, token)
        else:
            order += [*run, token]
            run = []
    order += run
    return order[::-1] if leftward else order


def _placed(line: Sequence[_Token], right: float) -> tuple[Piece, ...]:
    """Pieces side by side, from the left edge or, where `right` is given, up to it."""
    pieces: list[Piece] = []
    x = 0.0
    for index, token in enumerate(line):
        before = line[index - 1] if index else token
        later = max(before, token, key=lambda one: one.start)
        x += later.gap if index else 0.0
        pieces.append(Piece(token.text, token.start, x, token.width))
        x += token.width
    shift = right - x if right else 0.0
    return tuple(Piece(piece.text, piece.start, piece.x + shift, piece.width) for piece in pieces)


def _legible(char: str) -> str:
    if char.isspace() or _family(char):
        return char
    return "" if unicodedata.category(char) in {"Mn", "Me", "Cf", "Cc", "Cs"} else _MISSING


@lru_cache(maxsize=4096)
def _family(char: str) -> str | None:
    """An installed font family that holds a character: the plain one if it can be."""
    upright = {font.name: font.fname for font in fontManager.ttflist if _is_regular(font)}
    names = (PLAIN, *sorted(upright.keys() - {PLAIN}))
    return next((name for name in names if ord(char) in _held(upright.get(name, ""))), None)


def _is_regular(font: FontEntry) -> bool:
    drawn = "Last Resort" not in font.name  # its glyphs stand for kinds of characters, not for characters
    return drawn and font.style == "normal" and font.weight in {400, "normal", "regular"}


@lru_cache(maxsize=1024)
def _held(path: str) -> frozenset[int]:
    """The characters that a font file holds."""
    try:
        return frozenset(get_font(path).get_charmap())
    except (ValueError, RuntimeError, OSError):
        return frozenset()


def measure(text: str, font: FontProperties) -> float:
    """Width of a text in inches."""
    return float(text_to_path.get_text_width_height_descent(text, font, ismath=False)[0]) / _POINTS


def _leftward(text: str) -> bool | None:
    """Whether the first letter with a direction is of a right-to-left script; None where there is none."""
    directions = (unicodedata.bidirectional(char) for char in text)
    return next((way in {"R", "AL"} for way in directions if way in {"L", "R", "AL"}), None)
