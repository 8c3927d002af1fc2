"""One explanation: which units of a caption met which units of a picture, and by how much."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from jaxtyping import Float

from pairlens.fields import (
    check_sum,
    checked_array,
    checked_arrays,
    checked_number,
    ledger_of,
    plain_settings,
)
from pairlens.ledger import Ledger
from pairlens.reading import Readable
from pairlens.selecting import Selection
from pairlens.units import CaptionUnits, PictureUnits

if TYPE_CHECKING:
    import matplotlib.figure
    import pandas  # noqa: ICN001 - the shape checker finds the class by its full name


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class PairAttribution(Readable):
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
        for name, array in checked_arrays(vars(self)).items():
            self._keep(name, array)
        if self.standard_error is not None:
            self._keep(
                "standard_error",
                checked_array("standard_error", self.standard_error, self.interactions.shape),
            )
        for name in ("baseline", "score", "residual", "natural_scale"):
            self._keep(name, checked_number(name, getattr(self, name)))
        self._keep("converged", bool(self.converged))
        self._keep("settings", plain_settings(self.settings))
        self._keep("versions", dict(self.versions))
        check_sum(self.residual, self.ledger)

    @classmethod
    def assemble(cls, **fields: Any) -> PairAttribution:  # noqa: ANN401 - the constructor's own fields
        """Build a result without its residual, which is what the other terms leave of the score.

        Args:
            fields: Everything that the constructor takes but `residual`.
        """
        ledger = ledger_of(fields)
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

    @cached_property
    def ledger(self) -> Ledger:
        """Where the whole score went; adds up."""
        return ledger_of(vars(self))

    def to_dataframe(self, *, special: bool = False) -> "pandas.DataFrame":
        """One line per pair of units; see `pairlens.frames.to_dataframe`."""
        from pairlens.frames import to_dataframe

        return to_dataframe(self, special=special)

    def to_csv(self, path: str | Path | None = None) -> str:
        """The numbers as CSV, one line per word and patch; see `pairlens.tables.to_csv`."""
        from pairlens.tables import to_csv

        return to_csv(self, path)

    def to_latex(
        self,
        phrase: Selection | None = None,
        **options: Any,  # noqa: ANN401 - the options of pairlens.latex.to_latex
    ) -> str:
        """The words as LaTeX, underlined by value; see `pairlens.latex.to_latex`."""
        from pairlens.latex import to_latex

        return to_latex(self, phrase, **options)

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
