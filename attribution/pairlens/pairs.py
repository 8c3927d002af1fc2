"""The strongest phrase–region pairs of an explanation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float

from pairlens.captions import Phrase
from pairlens.errors import OptionError
from pairlens.regions import Box, cells_box, cells_of, connected_region, place_words
from pairlens.units import PictureUnits


@dataclass(frozen=True, slots=True)
class TopPair:
    """A phrase, and the region of the picture that met it most strongly.

    Attributes:
        phrase: The phrase as it stands in the caption.
        tokens: Its content tokens, counted from 0 among content tokens.
        cells: The region's cells, row-major: joined by edges, of one sign, at least half as strong as the
            peak.
        box: The smallest box round them, `(x0, y0, x1, y1)` in pixels, half-open.
        value: Sum of the phrase's interactions with those cells, in units of the cosine.
        share: `value / |score|`, so that its sign still says for or against; 0 when the score is 0.
        focus: What part of the phrase's attribution of that sign, over the whole picture, lies in the region.
        place: Where the region lies, in words.
    """

    phrase: str
    tokens: tuple[int, ...]
    cells: tuple[int, ...]
    box: Box
    value: float
    share: float
    focus: float
    place: str


def top_pairs(
    matrix: Float[np.ndarray, "tokens rows cols"],
    phrases: Sequence[Phrase],
    picture: PictureUnits,
    score: float,
    *,
    n: int = 5,
    sign: int | None = None,
) -> list[TopPair]:
    """The strongest phrase–region pairs, by absolute value.

    Each phrase gives at most one region for and one against: the cells round its peak.

    Args:
        matrix: Interactions of tokens and cells; text first.
        phrases: The phrases to try.
        picture: What the model saw, and its grid.
        score: What shares are shares of.
        n: At most how many.
        sign: 1 for pairs that raise the score only, -1 for pairs that lower it only.

    Raises:
        OptionError: `n` is negative, or `sign` is neither 1, -1 nor None.
    """
    if n < 0 or sign not in {1, -1, None}:
        cause = f"Strongest pairs cannot be listed for n={n}, sign={sign!r}."
        raise OptionError(cause, "Give n of 0 or more, and sign=1, sign=-1 or no sign.")
    heats = [(phrase, matrix[list(phrase.tokens)].sum(axis=0, dtype=np.float64)) for phrase in phrases]
    signs = (1, -1) if sign is None else (sign,)
    found = (top for phrase, heat in heats for s in signs for top in _region(phrase, heat, s, picture, score))
    return sorted(found, key=lambda top: -abs(top.value))[:n]


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
    cells = cells_of(region)
    yield TopPair(
        phrase=phrase.text,
        tokens=phrase.tokens,
        cells=cells,
        box=cells_box(cells, picture),
        value=value,
        share=value / abs(score) if score else 0.0,
        focus=abs(value) / float(strength.sum()),
        place=place_words(cells, picture.rows, picture.cols),
    )
