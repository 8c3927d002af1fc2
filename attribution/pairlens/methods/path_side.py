"""One tower's path for one input, with what has been computed of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from jaxtyping import Float
from torch import Tensor

from pairlens.methods.curves import PathCurve
from pairlens.methods.growing import Growing
from pairlens.methods.how import How
from pairlens.path import Integral, size_of


@dataclass(eq=False)
class Side:
    """One tower's path for one input, with what has been computed of it.

    Attributes:
        curve: The path.
        closed_form: True if the curve is the closed form of a last block.
        known: f(r), where it is known from an earlier request.
        ahead: Positions that will be asked for first, where the curve does them best together with its ends.
        start: Embedding of the reference, f(r), float64.
        stop: Embedding of the input, f(x), float64.
    """

    curve: PathCurve
    closed_form: bool = False
    known: Float[np.ndarray, " embed"] | None = None
    ahead: tuple[float, ...] = ()
    start: Float[np.ndarray, " embed"] = field(init=False)
    stop: Float[np.ndarray, " embed"] = field(init=False)
    _integrals: dict[tuple[str, int | float], Integral] = field(default_factory=dict)
    _columns: dict[tuple[str, int | float], Tensor] = field(default_factory=dict)
    _pulled: dict[tuple[str, int | float], int] = field(default_factory=dict)
    _growing: dict[tuple[str, int | float], Growing] = field(default_factory=dict)

    def __post_init__(self) -> None:
        ends = [1.0] if self.known is not None else [0.0, 1.0]
        values = self.curve.value(np.array([*self.ahead, *ends]))
        self.start = values[-2] if self.known is None else self.known
        self.stop = values[-1]

    @property
    def path_name(self) -> str:
        """Which of the two ways to the numbers serves."""
        return "closed form" if self.closed_form else "general"

    @cached_property
    def change(self) -> float:
        """‖f(x) - f(r)‖."""
        return float(np.linalg.norm(self.stop - self.start))

    @cached_property
    def size(self) -> float:
        """What errors are relative to: the change, or ‖f(x)‖ where nothing changes."""
        return size_of(self.curve, self.start, self.stop)

    def integral(self, how: How) -> Integral:
        """The path integrated as asked, once."""
        if how.key not in self._integrals:
            spent = [known for key, known in self._integrals.items() if key[0] == "auto" and known.exhausted]
            # where one tolerance could not be met, a tighter one would only spend the same again
            self._integrals[how.key] = (
                spent[0]
                if spent and how.steps == "auto"
                else how.integrate(self.curve, (self.start, self.stop))
            )
        return self._integrals[how.key]

    def has_integral(self, how: How) -> bool:
        """Whether the path was integrated so."""
        return how.key in self._integrals

    def hold_integral(self, how: How, integral: Integral) -> None:
        """Keep an integral that was made elsewhere."""
        self._integrals[how.key] = integral

    def columns(self, how: How) -> Float[Tensor, "units embed"]:
        """The vector of each unit: V_i (image) or U_j (text)."""
        if how.key not in self._columns:
            self._columns[how.key] = self.curve.push(self.integral(how).nodes)
        return self._columns[how.key]

    def has_columns(self, how: How) -> bool:
        """Whether the vector of each unit is at hand."""
        return how.key in self._columns

    def hold(self, how: How, columns: Float[Tensor, "units embed"]) -> None:
        """Keep the vector of each unit that was computed elsewhere, with those of other paths."""
        self._columns[how.key] = columns
        self._growing.pop(how.key, None)

    def growing(self, how: How) -> Growing:
        """The vector of each unit as far as it was computed ahead."""
        if how.key not in self._growing:
            self._growing[how.key] = Growing(self.curve, self.integral(how).nodes)
        return self._growing[how.key]

    def products(self, how: How, vectors: Float[Tensor, "vectors embed"]) -> Float[Tensor, "vectors units"]:
        """⟨vector, V_i⟩ for every unit, without the V_i as long as that is cheaper.

        A reverse pass for each vector serves as long as there are fewer vectors than units. Once as many have been
        spent, the V_i are computed and kept, and every further caption costs one small product.
        """
        if self.by_columns(how, len(vectors)):
            return vectors @ self.columns(how).T
        self.count(how, len(vectors))
        return self.curve.pull(self.integral(how).nodes, vectors)

    def by_columns(self, how: How, vectors: int) -> bool:
        """Whether products with so many more vectors are cheaper, or as cheap, with the V_i themselves."""
        return self.has_columns(how) or self._pulled.get(how.key, 0) + vectors > self.curve.units

    def count(self, how: How, vectors: int) -> None:
        """Note that so many vectors were pulled back."""
        self._pulled[how.key] = self._pulled.get(how.key, 0) + vectors

    def counted(self, how: How) -> int:
        """How many vectors were pulled back."""
        return self._pulled.get(how.key, 0)
