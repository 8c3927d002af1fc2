"""One explanation: which units of a caption met which units of a picture, and by how much."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, SupportsIndex, TypeVar

import numpy as np
from jaxtyping import Float, Float32

from pairlens.captions import Phrase, find, phrases_of
from pairlens.errors import PairlensError, PhraseError
from pairlens.ledger import Ledger
from pairlens.pairs import TopPair, top_pairs
from pairlens.regions import region_weights
from pairlens.units import CaptionUnits, PictureUnits, Word

if TYPE_CHECKING:
    import matplotlib.figure
    import pandas  # noqa: ICN001 - the shape checker finds the class by its full name

Selection = str | slice | SupportsIndex | Sequence[SupportsIndex] | np.ndarray
"""What a person may give for a phrase: words of the caption, or indices into `pair.tokens`."""

Side = TypeVar("Side", CaptionUnits, PictureUnits)

_SLACK = 1e-4
_LINE = 60


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

    def __post_init__(self) -> None:
        for name, array in _arrays(vars(self)).items():
            self._keep(name, array)
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
        rows, cols = self.picture.rows, self.picture.cols
        text = self.caption.text if len(self.caption.text) <= _LINE else self.caption.text[: _LINE - 1] + "…"
        size = f"{len(self.tokens)} tokens × {rows}×{cols} cells"
        return (
            f"<PairAttribution {text!r}: score {self.score:+.3f}, {size}, {self.model}, layers {self.layers}>"
        )

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
            raise PairlensError(f"This pair has {count} {name}s.", "Read pair.a and pair.b.")
        return found[0]

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

    def indices(self, phrase: Selection, occurrence: int | None = None) -> tuple[int, ...]:
        """Content tokens of a phrase, counted as in `tokens`.

        Args:
            phrase: Words of the caption (case and spacing do not matter), or a slice, index or indices into
                `tokens`.
            occurrence: Which one, counted from 0, when the words are there more than once.

        Raises:
            PhraseError: The phrase is not there, is there more than once, or an index is out of range.
        """
        if isinstance(phrase, str):
            return find(self.caption, phrase, occurrence)
        if occurrence is not None:
            raise PhraseError("Indices already say which tokens are meant.", "Leave occurrence= out.")
        return _positions(phrase, len(self.tokens))

    def heatmap(
        self, phrase: Selection | None = None, occurrence: int | None = None
    ) -> Float[np.ndarray, "rows cols"]:
        """Sum over a phrase's tokens of their interactions with each cell.

        Args:
            phrase: As in `indices`; None is the whole caption, special units left out.
            occurrence: As in `indices`.

        Returns:
            float64 (rows, cols), in units of the cosine.
        """
        chosen = slice(None) if phrase is None else list(self.indices(phrase, occurrence))
        return np.asarray(np.sum(self.matrix[chosen], axis=0, dtype=np.float64))

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
        """
        weights = region_weights(region, self.picture)
        scores: np.ndarray = np.einsum("trc,rc->t", self.matrix, weights, dtype=np.float64)
        return scores

    def top_pairs(self, n: int = 5, sign: int | None = None) -> list[TopPair]:
        """The `n` strongest phrase–region pairs, by absolute value.

        Args:
            n: At most how many.
            sign: 1 for pairs that raise the score only, -1 for pairs that lower it only.
        """
        return top_pairs(self.matrix, self.phrases, self.picture, self.score, n=n, sign=sign)

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


def _positions(phrase: Selection, count: int) -> tuple[int, ...]:
    if isinstance(phrase, slice):
        chosen: list[Any] = list(range(count)[phrase])
    else:
        listed = phrase.tolist() if isinstance(phrase, np.ndarray) else phrase
        chosen = list(listed) if isinstance(listed, Iterable) else [listed]
    whole = [index for index in chosen if isinstance(index, int | np.integer) and not isinstance(index, bool)]
    if not whole or len(whole) != len(chosen):
        raise PhraseError(
            f"{phrase!r} selects no token.", f"Give words, or whole numbers from 0 to {count - 1}."
        )
    outside = [index for index in whole if not -count <= index < count]
    if outside:
        raise PhraseError(f"There is no token {outside[0]}.", f"The caption has tokens 0 to {count - 1}.")
    return tuple(dict.fromkeys(int(index) % count for index in whole))
