"""The strongest pairs of an explanation: of a phrase and a region, of two phrases, or of two regions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

import numpy as np
from jaxtyping import Float, Float32

from pairlens.alike import region_pairs
from pairlens.captions import Phrase, phrases_of
from pairlens.errors import OptionError, PairlensError
from pairlens.regions import Box, cells_box, cells_of, connected_region, place_words
from pairlens.units import CaptionUnits, PictureUnits


@dataclass(frozen=True, slots=True)
class Part:
    """One end of a strong pair.

    Attributes:
        kind: "caption" for a phrase, "picture" for a region.
        text: The phrase as it stands in the caption, or where the region lies, in words.
        units: The phrase's content tokens, or the region's cells, row-major; both counted from 0.
        box: The smallest box round a region, `(x0, y0, x1, y1)` in pixels, half-open; None for a phrase.
    """

    kind: str
    text: str
    units: tuple[int, ...]
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class TopPair:
    """What of the first side met what of the second most strongly.

    A region's cells are joined by edges. Beside a phrase they are of one sign and at least half as strong as
    their peak; of two pictures, this holds for means over 3 × 3 cells (see `alike.region_pairs`).

    Attributes:
        a: The phrase or region of the first side.
        b: That of the second side.
        value: Sum of their interactions, in units of the cosine.
        share: `value / |score|`, so that its sign still says for or against; 0 when the score is 0.
        focus: Of what the leading end (the phrase; for pairs of one kind, `a`) has of that sign on the whole
            other side, the part that lies in the other end.
    """

    a: Part
    b: Part
    value: float
    share: float
    focus: float

    @property
    def phrase(self) -> str:
        """The phrase as it stands in the caption."""
        return self._only("caption").text

    @property
    def tokens(self) -> tuple[int, ...]:
        """The phrase's content tokens, counted from 0 among content tokens."""
        return self._only("caption").units

    @property
    def cells(self) -> tuple[int, ...]:
        """The region's cells, row-major."""
        return self._only("picture").units

    @property
    def box(self) -> Box:
        """The smallest box round the region, `(x0, y0, x1, y1)` in pixels, half-open."""
        return cast("Box", self._only("picture").box)

    @property
    def place(self) -> str:
        """Where the region lies, in words."""
        return self._only("picture").text

    def _only(self, kind: str) -> Part:
        found = [part for part in (self.a, self.b) if part.kind == kind]
        if len(found) != 1:
            cause = "Both ends of this pair are of one kind."
            raise PairlensError(cause, "Read its a and b, each with text, units and box.")
        return found[0]


def top_pairs(
    matrix: Float32[np.ndarray, "*content"],
    a: CaptionUnits | PictureUnits,
    b: CaptionUnits | PictureUnits,
    score: float,
    *,
    n: int = 5,
    sign: int | None = None,
) -> list[TopPair]:
    """The strongest pairs, by absolute value.

    With a picture and a caption, each phrase gives at most one region for and one against: the cells round
    its peak. Of two captions, every two phrases are a pair. Of two pictures, see `alike.region_pairs`.

    Args:
        matrix: Interactions without special units, the second side's axes first.
        a: The first side.
        b: The second side.
        score: What shares are shares of.
        n: At most how many.
        sign: 1 for pairs that raise the score only, -1 for pairs that lower it only.

    Raises:
        OptionError: `n` is negative, or `sign` is neither 1, -1 nor None.
    """
    if n < 0 or sign not in {1, -1, None}:
        cause = f"Strongest pairs cannot be listed for n={n}, sign={sign!r}."
        raise OptionError(cause, "Give n of 0 or more, and sign=1, sign=-1 or no sign.")
    signs = (1, -1) if sign is None else (sign,)
    found = (top for s in signs for top in _found(matrix, a, b, s, score))
    return sorted(found, key=lambda top: -abs(top.value))[:n]


def _found(
    matrix: Float32[np.ndarray, "*content"],
    a: CaptionUnits | PictureUnits,
    b: CaptionUnits | PictureUnits,
    sign: int,
    score: float,
) -> Iterator[TopPair]:
    if isinstance(a, CaptionUnits) and isinstance(b, CaptionUnits):
        return _phrase_pairs(matrix, a, b, sign, score)
    if isinstance(a, PictureUnits) and isinstance(b, PictureUnits):
        return _region_pairs(matrix, a, b, sign, score)
    if isinstance(a, PictureUnits) and isinstance(b, CaptionUnits):
        return _mixed(matrix, b, a, sign, score)
    words_first = np.moveaxis(matrix, -1, 0)
    tops = _mixed(words_first, a, b, sign, score)  # type: ignore[arg-type] # the only case that is left
    return (TopPair(top.b, top.a, top.value, top.share, top.focus) for top in tops)


def _mixed(
    matrix: Float32[np.ndarray, "tokens rows cols"],
    caption: CaptionUnits,
    picture: PictureUnits,
    sign: int,
    score: float,
) -> Iterator[TopPair]:
    for phrase in phrases_of(caption):
        heat = matrix[list(phrase.tokens)].sum(axis=0, dtype=np.float64)
        yield from _region(phrase, heat, sign, picture, score)


def _region(
    phrase: Phrase, heat: Float[np.ndarray, "rows cols"], sign: int, picture: PictureUnits, score: float
) -> Iterator[TopPair]:
    """The region round the phrase's peak of one sign, if it has one."""
    strength = np.maximum(heat * sign, 0.0)
    row, col = divmod(int(strength.argmax()), picture.cols)
    if strength[row, col] == 0:
        return
    region = connected_region(heat, (row, col))
    value = float(heat[region].sum())
    ends = _place(cells_of(region), picture), _phrase(phrase)
    yield TopPair(*ends, value, _share(value, score), abs(value) / float(strength.sum()))


def _phrase_pairs(
    matrix: Float32[np.ndarray, "tokens_b tokens_a"],
    a: CaptionUnits,
    b: CaptionUnits,
    sign: int,
    score: float,
) -> Iterator[TopPair]:
    """Every two phrases whose interactions add up to something of one sign."""
    for one in phrases_of(a):
        answer = matrix[:, list(one.tokens)].sum(axis=1, dtype=np.float64)
        total = float(np.maximum(answer * sign, 0.0).sum())
        for other in phrases_of(b):
            inside = answer[list(other.tokens)]
            value = float(inside.sum())
            if value * sign > 0:
                focus = float(np.maximum(inside * sign, 0.0).sum()) / total
                yield TopPair(_phrase(one), _phrase(other), value, _share(value, score), focus)


def _region_pairs(
    matrix: Float32[np.ndarray, "rows_b cols_b rows_a cols_a"],
    a: PictureUnits,
    b: PictureUnits,
    sign: int,
    score: float,
) -> Iterator[TopPair]:
    for cells_a, cells_b, value, focus in region_pairs(matrix, sign):
        yield TopPair(_place(cells_a, a), _place(cells_b, b), value, _share(value, score), focus)


def _phrase(phrase: Phrase) -> Part:
    return Part("caption", phrase.text, phrase.tokens)


def _place(cells: tuple[int, ...], picture: PictureUnits) -> Part:
    return Part("picture", place_words(cells, picture.rows, picture.cols), cells, cells_box(cells, picture))


def _share(value: float, score: float) -> float:
    return value / abs(score) if score else 0.0
