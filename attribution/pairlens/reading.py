"""What a person asks of an explanation: its sides, and sums over phrases and regions."""

from __future__ import annotations

from functools import cached_property
from typing import TypeVar

import numpy as np
from jaxtyping import Float, Float32

from pairlens.captions import Phrase, phrases_of
from pairlens.errors import PairlensError
from pairlens.pairs import TopPair, top_pairs
from pairlens.selecting import Selection, given, tokens_of
from pairlens.units import CaptionUnits, PictureUnits, Word

Side = TypeVar("Side", CaptionUnits, PictureUnits)


class Readable:
    """The questions; the fields that they are put to are those of `pairlens.PairAttribution`."""

    interactions: Float[np.ndarray, "text image"]
    score: float
    a: CaptionUnits | PictureUnits
    b: CaptionUnits | PictureUnits

    @property
    def caption(self) -> CaptionUnits:
        """The caption's units.

        Raises:
            PairlensError: The pair is of two captions or two pictures; read `a` and `b`.
        """
        return self._only(CaptionUnits, "caption")

    @property
    def picture(self) -> PictureUnits:
        """The picture's units, and the picture as the model saw it.

        Raises:
            PairlensError: The pair is of two captions or two pictures; read `a` and `b`.
        """
        return self._only(PictureUnits, "picture")

    def _only(self, kind: type[Side], name: str) -> Side:
        found = [side for side in (self.a, self.b) if isinstance(side, kind)]
        if len(found) != 1:
            count = "two" if found else "no"
            remedy = "Read pair.a and pair.b; sum with pair.given_a(selection) or pair.given_b(selection)."
            raise PairlensError(f"This pair has {count} {name}s.", remedy)
        return found[0]

    def _caption_at(self, side: str | None) -> CaptionUnits:
        if side is None:
            return self.caption
        found = {"a": self.a, "b": self.b}.get(side)
        if not isinstance(found, CaptionUnits):
            raise PairlensError(f"There is no caption on side {side!r}.", 'Sides are "a" and "b".')
        return found

    @cached_property
    def matrix(self) -> Float32[np.ndarray, "*content"]:
        """Interactions without special units, as (tokens, rows, cols) for a picture and a caption.

        Pairs of one kind: (tokens of b, tokens of a), or (rows of b, cols of b, rows of a, cols of a).
        """
        chosen = self.interactions[np.ix_(self.b.content, self.a.content)]
        grid = chosen.reshape(*self.b.shape, *self.a.shape)
        grid.setflags(write=False)
        return np.asarray(grid)

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """The caption's own pieces, special units left out; phrase indices count in it."""
        return tuple(self.caption.pieces[row] for row in self.caption.content)

    @property
    def words(self) -> tuple[Word, ...]:
        """The caption's words, each with its tokens."""
        return self.caption.words

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        """Runs of words between function words and punctuation."""
        return phrases_of(self.caption)

    def indices(
        self, phrase: Selection, occurrence: int | None = None, *, side: str | None = None
    ) -> tuple[int, ...]:
        """Content tokens of a phrase, counted as in `tokens`.

        Args:
            phrase: Words of the caption (case and spacing do not matter), or a slice, index or indices into
                `tokens`.
            occurrence: Which one, counted from 0, when the words are there more than once.
            side: "a" or "b", to say which of two captions is meant.

        Raises:
            PhraseError: The phrase is not there, is there more than once, or an index is out of range.
            PairlensError: There is no caption on that side, or there are two and `side` does not say which.
        """
        return tokens_of(self._caption_at(side), phrase, occurrence)

    def given_a(
        self, selection: object = None, occurrence: int | None = None
    ) -> Float[np.ndarray, "*second_shape"]:
        """What the second side's units have with what is selected on the first side.

        Args:
            selection: Of a caption: words, a slice or indices, as in `indices`. Of a picture: a box or a mask,
                as in `token_scores`. None is all of it, special units left out.
            occurrence: Which one, when a phrase is in the caption more than once.

        Returns:
            float64 in the shape of the second side: (tokens,) of a caption, (rows, cols) of a picture; in
            units of the cosine.

        Raises:
            PhraseError: The phrase is not there, is there more than once, or an index is out of range.
            RegionError: The region does not fit the picture.
        """
        return given(self.matrix, self.a, selection, occurrence, leading=False)

    def given_b(
        self, selection: object = None, occurrence: int | None = None
    ) -> Float[np.ndarray, "*first_shape"]:
        """What the first side's units have with what is selected on the second side; see `given_a`.

        Args:
            selection: As in `given_a`, of the second side.
            occurrence: As in `given_a`.

        Returns:
            float64 in the shape of the first side: (tokens,) of a caption, (rows, cols) of a picture; in
            units of the cosine.
        """
        return given(self.matrix, self.b, selection, occurrence, leading=True)

    def heatmap(
        self, phrase: Selection | None = None, occurrence: int | None = None
    ) -> Float[np.ndarray, "rows cols"]:
        """Sum over a phrase's tokens of their interactions with each cell.

        Args:
            phrase: As in `indices`; None is the whole caption, special units left out.
            occurrence: As in `indices`.

        Returns:
            float64 (rows, cols), in units of the cosine.

        Raises:
            PairlensError: The pair is of two captions or two pictures; use `given_a` or `given_b`.
        """
        return (self.given_b if self.caption is self.b else self.given_a)(phrase, occurrence)

    def token_scores(self, region: object) -> Float[np.ndarray, " tokens"]:
        """Sum over a region's cells of their interactions with each of the caption's tokens.

        Args:
            region: A box `(x0, y0, x1, y1)` in pixels of the picture as the model saw it, half-open,
                area-weighted at the cells that it cuts; or a mask or weights per cell `(rows, cols)` or per
                pixel `(height, width)`.

        Returns:
            float64 (tokens,), in units of the cosine.

        Raises:
            RegionError: The region does not fit the picture.
            PairlensError: The pair is of two captions or two pictures; use `given_a` or `given_b`.
        """
        return (self.given_a if self.picture is self.a else self.given_b)(region)

    def top_pairs(self, n: int = 5, sign: int | None = None) -> list[TopPair]:
        """The `n` strongest pairs of phrase and region (or of two phrases, or two regions), by absolute value.

        Args:
            n: At most how many.
            sign: 1 for pairs that raise the score only, -1 for pairs that lower it only.
        """
        return top_pairs(self.matrix, self.a, self.b, self.score, n=n, sign=sign)
