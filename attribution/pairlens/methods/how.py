"""How a path is integrated: what a person may set, checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from pairlens.errors import OptionError
from pairlens.methods.curves import PathCurve
from pairlens.path import CAP, FIRST_TRIES, Ends, Integral, adaptive, fixed, meets
from pairlens.quadrature import Nodes, nodes


@dataclass(frozen=True)
class How:
    """Settings of the quadrature; `of` checks what a person wrote.

    Attributes:
        steps: Nodes on the path, or "auto".
        rule: One of `pairlens.quadrature.RULES`; `auto` uses Gauss-Legendre.
        tol: Relative error asked for, of each tower's summed vector and of the score against its natural scale.
        cap: Most evaluations of one tower's derivative that "auto" may cost.
    """

    steps: int | Literal["auto"] = "auto"
    rule: str = "gauss-legendre"
    tol: float = 1e-3
    cap: int = CAP

    @classmethod
    def of(
        cls,
        steps: Any = "auto",  # noqa: ANN401 - all are checked here
        rule: Any = "gauss-legendre",  # noqa: ANN401 - likewise
        tol: Any = 1e-3,  # noqa: ANN401 - likewise
        cap: Any = CAP,  # noqa: ANN401 - likewise
    ) -> How:
        """Settings from what a person wrote.

        Raises:
            OptionError: A value that the quadrature does not take.
        """
        if steps != "auto":
            nodes(rule, steps)
        elif rule != "gauss-legendre":
            raise OptionError(
                f'steps="auto" bisects Gauss-Legendre panels and takes no rule={rule!r}.',
                "Give a number of steps with that rule.",
            )
        if not (isinstance(tol, int | float) and 0 < tol < 1):
            raise OptionError(
                f"tol={tol!r} is not a relative error.", "Use e.g. 1e-3, or 1e-5 for measuring."
            )
        if isinstance(cap, bool) or not isinstance(cap, int) or cap < 1:
            raise OptionError(f"cap={cap!r} is not a number of evaluations.", "Use an integer from 1 up.")
        return cls(steps, rule, float(tol), cap)

    @property
    def key(self) -> tuple[str, int | float]:
        """What tells one integral of a path from another."""
        return ("auto", self.tol) if self.steps == "auto" else (self.rule, int(self.steps))

    @property
    def first(self) -> tuple[float, ...]:
        """The positions that an integral asks for first, if they are few."""
        rule = self.tries[0]
        return tuple(rule.alphas.tolist()) if len(rule) <= FIRST_TRIES[-1] else ()

    @property
    def tries(self) -> tuple[Nodes, ...]:
        """The rules that are tried on the whole path in turn; "auto" bisects it where none of them will do."""
        if isinstance(self.steps, str):
            return tuple(nodes("gauss-legendre", steps) for steps in FIRST_TRIES)
        return (nodes(self.rule, self.steps),)

    def enough(self, curve: PathCurve, rule: Nodes, ends: Ends) -> bool:
        """Whether one of the `tries` is the path's integral."""
        return not isinstance(self.steps, str) or meets(curve, rule, self.tol, ends)

    def integrate(self, curve: PathCurve, ends: Ends) -> Integral:
        """Integrate a path, whose values at its ends are known, with these settings."""
        if isinstance(self.steps, str):
            return adaptive(curve, self.tol, self.cap, ends)
        return fixed(curve, nodes(self.rule, self.steps), ends)

    def tighter(self) -> How:
        """A tenth of the tolerance."""
        return How(self.steps, self.rule, self.tol / 10, self.cap)
