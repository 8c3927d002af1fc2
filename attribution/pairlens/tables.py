"""The numbers between words and patches as a CSV file, safe to open with a spreadsheet."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from pairlens.naming import alike, kinds_of
from pairlens.result import PairAttribution
from pairlens.units import CaptionUnits, PictureUnits

_FORMULA = frozenset("=+-@\t\r\uff1d\uff0b\uff0d\uff20")


def to_csv(pair: PairAttribution, path: str | Path | None = None) -> str:
    """The numbers in long form: one line per word and patch, words outermost, special units left out.

    A picture and a caption have the columns `word_index`, `word`, `row`, `col` (the cell), `x0`, `y0`, `x1`,
    `y1` (its box in pixels of the picture as the model saw it, half-open) and `value`, in units of the cosine.
    All are counted from 0. Pairs of one kind have the columns of both sides in turn, ending in `_a` and `_b`,
    the second side's units outermost. `to_dataframe` has the same per word piece, and special units if asked.

    A spreadsheet takes a cell that begins with "=", "+", "-" or "@" for a formula. A word that begins so and
    goes on is written with an apostrophe before it, which spreadsheets and people read as "this is text"; take
    it away where the exact word matters, or find the word by its `word_index` in `pair.words`.

    Args:
        pair: The explanation.
        path: Where to write it, as UTF-8; None writes nothing.

    Returns:
        The text of the file.
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerows(_lines(pair))
    text = file.getvalue()
    if path is not None:
        Path(path).write_text(text, encoding="utf-8", newline="")
    return text


def plain_cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula and that stands on one line."""
    text = "".join("\ufffd" if unicodedata.category(char) in {"Cc", "Cs"} else char for char in text)
    return f"'{text}" if len(text) > 1 and text[0] in _FORMULA else text


def _lines(pair: PairAttribution) -> Iterator[Sequence[object]]:
    kinds = kinds_of(pair.a, pair.b)
    first_outside = not alike(kinds) and isinstance(pair.a, CaptionUnits)
    sums = _sums(pair).T if first_outside else _sums(pair)
    outer, inner = (pair.a, pair.b) if first_outside else (pair.b, pair.a)
    endings = ("_b", "_a") if alike(kinds) else ("", "")
    heads = [[name + end for name in _names(side)] for side, end in zip((outer, inner), endings, strict=True)]
    columns = list(_units(inner))
    turned = alike(kinds)  # the first side's columns come first
    yield [*heads[turned], *heads[not turned], "value"]
    for one, row in zip(_units(outer), sums, strict=True):
        for other, value in zip(columns, row, strict=True):
            yield [*(other if turned else one), *(one if turned else other), _number(value)]


def _sums(pair: PairAttribution) -> np.ndarray:
    """Sums over the tokens of words; rows are units of the second side, columns of the first."""
    grid = pair.interactions[np.ix_(pair.b.content, pair.a.content)].astype(np.float64)
    for axis, side in enumerate((pair.b, pair.a)):
        if isinstance(side, CaptionUnits):
            groups = [list(word.tokens) for word in side.words if word.tokens]
            sums = [grid.take(own, axis).sum(axis) for own in groups]
            grid = np.stack(sums, axis) if sums else grid.take([], axis)
    return grid


def _names(side: CaptionUnits | PictureUnits) -> list[str]:
    if isinstance(side, CaptionUnits):
        return ["word_index", "word"]
    return ["row", "col", "x0", "y0", "x1", "y1"]


def _units(side: CaptionUnits | PictureUnits) -> Iterator[list[object]]:
    if isinstance(side, CaptionUnits):
        for index, word in enumerate(side.words):
            if word.tokens:
                yield [index, plain_cell(word.text)]
        return
    high, wide = side.height / side.rows, side.width / side.cols
    for cell in range(side.rows * side.cols):
        row, col = divmod(cell, side.cols)
        edges = (col * wide, row * high, (col + 1) * wide, (row + 1) * high)
        yield [row, col, *map(_number, edges)]


def _number(value: float) -> str:
    return f"{value:.9g}"
