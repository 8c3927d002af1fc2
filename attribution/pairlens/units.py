"""What the rows (text units) and columns (image units) of an explanation are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Int, UInt8

from pairlens.errors import PairlensError

NOWHERE = (-1, -1)
"""The character span of a unit that stands for no characters of the caption."""

TEXT_KINDS = ("content", "begin", "end", "padding", "class")


@dataclass(frozen=True, slots=True)
class Word:
    """One word, punctuation mark or emoji of a caption.

    Attributes:
        text: The characters as they stand in the caption.
        start: Where it begins in the caption, in characters.
        end: Where it ends, half-open.
        tokens: The content tokens that spell it, counted from 0 among content tokens.
    """

    text: str
    start: int
    end: int
    tokens: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CaptionUnits:
    """The rows of an explanation: every position of the text tower's context, in the model's order.

    Attributes:
        text: The caption exactly as given.
        kinds: "content", "begin", "end", "padding" or "class" per unit.
        ids: Token id per unit; -1 for a unit that the tower adds.
        pieces: Readable piece per unit; special units read "[begin]", "[end]", "[padding]", "[class]".
        spans: Half-open character span in `text` per unit; `(-1, -1)` for special units.
        words: The caption's words, each with its tokens.
    """

    text: str
    kinds: tuple[str, ...]
    ids: tuple[int, ...]
    pieces: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    words: tuple[Word, ...]

    def __post_init__(self) -> None:
        lengths = {"kinds": len(self.kinds), "ids": len(self.ids)}
        lengths |= {"pieces": len(self.pieces), "spans": len(self.spans)}
        if len(set(lengths.values())) != 1:
            raise PairlensError(f"The text units do not match: {lengths}.", "Give one of each per unit.")
        _check_kinds(self.kinds)
        _check_spans(self.kinds, self.spans, len(self.text))
        _check_words(self.words, self.kinds.count("content"))

    def __len__(self) -> int:
        return len(self.kinds)

    @property
    def content(self) -> Int[np.ndarray, " tokens"]:
        """Row numbers of the content units."""
        return np.flatnonzero(np.array([kind == "content" for kind in self.kinds], dtype=bool))

    @property
    def shape(self) -> tuple[int, ...]:
        """How the content units are laid out: (tokens,)."""
        return (self.kinds.count("content"),)

    @property
    def tokens(self) -> tuple[str, ...]:
        """The caption's own pieces, special units left out."""
        return tuple(self.pieces[row] for row in self.content)


@dataclass(frozen=True, slots=True, eq=False)
class PictureUnits:
    """The columns of an explanation: every unit of the image tower, in the model's order.

    Attributes:
        pixels: The picture exactly as the model saw it, crop included; uint8 (height, width, 3).
        kinds: "patch", "class", "register", … per unit; patches stand in row-major order.
        rows: Rows of the patch grid.
        cols: Columns of the patch grid.
    """

    pixels: UInt8[np.ndarray, "height width 3"]
    kinds: tuple[str, ...]
    rows: int
    cols: int

    def __post_init__(self) -> None:
        pixels = np.array(self.pixels, order="C")
        if pixels.dtype != np.uint8 or pixels.shape[2:] != (3,) or pixels.size == 0:
            found = f"{pixels.dtype} {pixels.shape}"
            raise PairlensError(f"The pixels are {found}.", "Give uint8 (height, width, 3).")
        patches = self.kinds.count("patch")
        if min(self.rows, self.cols) < 1 or patches != self.rows * self.cols:
            cause = f"{patches} patch units do not fill a grid of {self.rows} × {self.cols} cells."
            raise PairlensError(cause, "Give one unit of kind 'patch' per cell, row by row.")
        pixels.setflags(write=False)
        object.__setattr__(self, "pixels", pixels)

    def __len__(self) -> int:
        return len(self.kinds)

    @property
    def height(self) -> int:
        """Height of the picture in pixels."""
        return int(self.pixels.shape[0])

    @property
    def width(self) -> int:
        """Width of the picture in pixels."""
        return int(self.pixels.shape[1])

    @property
    def shape(self) -> tuple[int, ...]:
        """How the content units are laid out: (rows, cols)."""
        return self.rows, self.cols

    @property
    def content(self) -> Int[np.ndarray, " patches"]:
        """The patches, which are what a picture says itself; the other units are special."""
        return self.patches

    @property
    def patches(self) -> Int[np.ndarray, " patches"]:
        """Column numbers of the patch units, in the grid's row-major order."""
        return np.flatnonzero(np.array([kind == "patch" for kind in self.kinds], dtype=bool))


def _check_kinds(kinds: tuple[str, ...]) -> None:
    unknown = sorted(set(kinds) - set(TEXT_KINDS))
    if unknown:
        raise PairlensError(f"Unknown kinds of text unit: {unknown}.", f"Use {', '.join(TEXT_KINDS)}.")


def _check_spans(kinds: tuple[str, ...], spans: tuple[tuple[int, int], ...], length: int) -> None:
    for row, (kind, (start, end)) in enumerate(zip(kinds, spans, strict=True)):
        if kind != "content" and (start, end) == NOWHERE:
            continue
        if not 0 <= start <= end <= length:
            cause = (
                f"Text unit {row} ({kind}) has the span ({start}, {end}) in a caption of {length} characters."
            )
            raise PairlensError(cause, f"Spans lie inside the caption; special units have {NOWHERE}.")


def _check_words(words: tuple[Word, ...], tokens: int) -> None:
    for word in words:
        if any(not 0 <= token < tokens for token in word.tokens):
            cause = f"The word {word.text!r} names tokens {word.tokens}, but there are {tokens}."
            raise PairlensError(cause, "Count tokens from 0 among the content units.")
