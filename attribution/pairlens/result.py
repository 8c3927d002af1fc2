"""One explanation: which units of a caption met which units of a picture, and by how much."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from jaxtyping import Float, Float32

from pairlens.captions import Phrase, phrases_of
from pairlens.errors import PairlensError
from pairlens.ledger import Ledger
from pairlens.naming import kinds_of, special_kinds
from pairlens.pairs import TopPair, top_pairs
from pairlens.selecting import Selection, given, tokens_of
from pairlens.units import CaptionUnits, PictureUnits, Word

if TYPE_CHECKING:
    import matplotlib.figure
    import pandas  # noqa: ICN001 - the shape checker finds the class by its full name

Side = TypeVar("Side", CaptionUnits, PictureUnits)

_SLACK = 1e-4


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class PairAttribution:
    """How a picture and a caption came to their score, split by pairs of units.

    Arguments come picture first; arrays come **text first**. All terms are divided by `|f(x)| |g(y)|`
    already, so they add to the cosine: `score = interactions.sum() + text_effects.sum() + image_effects.sum()
    + baseline + residual`. Arrays are copied and read-only.

    Attributes:
        interactions: float32 (text units, image units), special units included, in the model's order.
        text_effects: float32 (text units,): what each text unit adds whatever the picture.
        image_effects: float32 (image units,): what each image unit adds whatever the caption.
        baseline: Score of the two references.
        score: The cosine of picture and caption.
        residual: What the parts leave over.
        natural_scale: `|f(x) − f(r)| |g(y) − g(s)| / (|f(x)| |g(y)|)`, what the residual is measured against.
        converged: Whether the method reached the tolerance that was asked for.
        a: What the columns are: the first argument's units, usually the picture as the model saw it.
        b: What the rows are: the second argument's units, usually the caption.
        layers: The blocks whose inputs were attributed to: (first argument, second argument).
        depths: How many blocks each tower has, in the same order.
        method: Name of the method.
        settings: What it was asked and what it used (nodes, rule, errors, references, notes); plain JSON.
        model: Name of the encoder.
        versions: Name and version of each package that computed this.
        standard_error: float32 like `interactions`: of each of them, where the method samples (1.96 of it is a 95 %
            interval); None where it does not.
    """

    interactions: Float[np.ndarray, "text image"]
    text_effects: Float[np.ndarray, " text"]
    image_effects: Float[np.ndarray, " image"]
    baseline: float
    score: float
    residual: float
    natural_scale: float
    converged: bool
    a: CaptionUnits | PictureUnits
    b: CaptionUnits | PictureUnits
    layers: tuple[int, int]
    depths: tuple[int, int]
    method: str
    settings: Mapping[str, Any]
    model: str
    versions: Mapping[str, str]
    standard_error: Float[np.ndarray, "text image"] | None = None

    def __post_init__(self) -> None:
        for name, array in _arrays(vars(self)).items():
            self._keep(name, array)
        if self.standard_error is not None:
            self._keep(
                "standard_error", _array("standard_error", self.standard_error, self.interactions.shape)
            )
        for name in ("baseline", "score", "residual", "natural_scale"):
            self._keep(name, _number(name, getattr(self, name)))
        self._keep("converged", bool(self.converged))
        self._keep("settings", _plain(self.settings))
        self._keep("versions", dict(self.versions))
        _check_sum(self.residual, self.ledger)

    @classmethod
    def assemble(cls, **fields: Any) -> PairAttribution:  # noqa: ANN401 - the constructor's own fields
        """Build a result without its residual, which is what the other terms leave of the score.

        Args:
            fields: Everything that the constructor takes but `residual`.
        """
        ledger = _ledger(fields)
        return cls(**fields, residual=ledger.residual)

    def _keep(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)

    def __repr__(self) -> str:
        from pairlens.summary import short

        return f"<PairAttribution {short(self)}, {self.model}, layers {self.layers}>"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """Draw itself as a cell's last line: a static picture in HTML, a summary as text."""
        del include, exclude  # the notebook chooses among what it gets
        from pairlens.card import card
        from pairlens.summary import summary

        return {"text/plain": summary(self), "text/html": card(self)}

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

    @cached_property
    def ledger(self) -> Ledger:
        """Where the whole score went; adds up."""
        return _ledger(vars(self))

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

    def to_dataframe(self, *, special: bool = False) -> "pandas.DataFrame":
        """One line per pair of units; see `pairlens.frames.to_dataframe`."""
        from pairlens.frames import to_dataframe

        return to_dataframe(self, special=special)

    def plot(
        self,
        phrase: Selection | Sequence[Selection] | None = None,
        **options: Any,  # noqa: ANN401 - the options of pairlens.plot.plot
    ) -> "matplotlib.figure.Figure":
        """Draw it with matplotlib; see `pairlens.plot.plot`."""
        from pairlens.plot import plot

        return plot(self, phrase, **options)

    def save(self, path: str | Path) -> None:
        """Write it to a file that holds no pickle; see `pairlens.storage`."""
        from pairlens.storage import save

        save(self, path)

    @classmethod
    def load(cls, path: str | Path) -> PairAttribution:
        """Read what `save` wrote; see `pairlens.storage`."""
        from pairlens.storage import load

        return load(path)


def _ledger(fields: Mapping[str, Any]) -> Ledger:
    return Ledger.of(
        **_arrays(fields),
        content=fields["b"].content,
        patches=fields["a"].content,
        baseline=float(fields["baseline"]),
        score=float(fields["score"]),
        natural_scale=float(fields["natural_scale"]),
        exact=bool(fields["settings"].get("exact", True)),
        kinds=kinds_of(fields["a"], fields["b"]),
        special=(special_kinds(fields["a"]), special_kinds(fields["b"])),
    )


def _arrays(fields: Mapping[str, Any]) -> dict[str, Float32[np.ndarray, "..."]]:
    """The three arrays, checked against the units, as read-only float32 copies."""
    rows, cols = len(fields["b"]), len(fields["a"])
    shapes = {"interactions": (rows, cols), "text_effects": (rows,), "image_effects": (cols,)}
    return {name: _array(name, fields[name], shape) for name, shape in shapes.items()}


def _array(name: str, values: object, shape: tuple[int, ...]) -> Float32[np.ndarray, "..."]:
    array = np.array(values, dtype=np.float32, order="C")
    if array.shape != shape:
        cause = f"{name} has shape {array.shape}, but the units ask for {shape}."
        raise PairlensError(cause, "Arrays come text first: (text units, image units).")
    if not np.isfinite(array).all():
        where = tuple(int(i) for i in np.argwhere(~np.isfinite(array))[0])
        cause = f"{name} holds {array[where]} at {where}."
        raise PairlensError(cause, "Look for NaN or infinite numbers in the model's weights or the picture.")
    array.setflags(write=False)
    return array


def _number(name: str, value: float) -> float:
    if not math.isfinite(value):
        cause = f"{name} is {value}."
        raise PairlensError(cause, "Look for NaN or infinite numbers in the model's weights or the picture.")
    return float(value)


def _plain(settings: Mapping[str, Any]) -> dict[str, Any]:
    try:
        copied: dict[str, Any] = json.loads(json.dumps(dict(settings), allow_nan=False))
    except (TypeError, ValueError) as error:
        raise PairlensError(
            f"The settings are not plain JSON: {error}.", "Use numbers, text and lists."
        ) from None
    return copied


def _check_sum(residual: float, ledger: Ledger) -> None:
    size = abs(ledger.score) + abs(ledger.residual) + ledger.natural_scale
    if abs(residual - ledger.residual) > _SLACK * max(size, 1.0):
        cause = f"The residual is given as {residual:.3g}, but the other terms leave {ledger.residual:.3g}."
        raise PairlensError(cause, "Divide every term by |f(x)| |g(y)|, or use PairAttribution.assemble.")
