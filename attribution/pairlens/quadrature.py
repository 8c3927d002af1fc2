"""Rules that replace an integral over [0, 1] by a weighted sum of a few values."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from jaxtyping import Float

from pairlens.errors import OptionError

RULES = ("gauss-legendre", "midpoint", "right")


@dataclass(frozen=True)
class Nodes:
    """Where the path is looked at, and how much each look counts.

    Attributes:
        alphas: Positions on the path, 0 at the reference and 1 at the input.
        weights: Their weights; over the whole path they sum to one.
    """

    alphas: Float[np.ndarray, " nodes"]
    weights: Float[np.ndarray, " nodes"]

    def __len__(self) -> int:
        return len(self.alphas)

    def on(self, start: float, stop: float) -> Nodes:
        """The same rule moved from [0, 1] to [start, stop]."""
        width = stop - start
        return Nodes(start + width * self.alphas, width * self.weights)

    @classmethod
    def join(cls, parts: list[Nodes]) -> Nodes:
        """The nodes of several panels as one list."""
        return cls(np.concatenate([p.alphas for p in parts]), np.concatenate([p.weights for p in parts]))


def nodes(rule: str, steps: Any) -> Nodes:  # noqa: ANN401 - checked here, so that the error is ours
    """The nodes of one rule on [0, 1].

    `right` is the convention of the paper's reference code: α = 1/N, 2/N, …, 1 (Moeller et al., eq. 9).
    It converges like 1/N; Gauss-Legendre is exact for polynomials of degree 2N - 1.

    Args:
        rule: One of `RULES`.
        steps: Number of nodes, at least one.

    Raises:
        OptionError: The rule does not exist, or the number of steps is not a positive integer.

    >>> nodes("right", 4).alphas.tolist()
    [0.25, 0.5, 0.75, 1.0]
    >>> g = nodes("gauss-legendre", 3)
    >>> bool(abs((g.weights * g.alphas**5).sum() - 1 / 6) < 1e-15)
    True
    """
    if rule not in RULES:
        raise OptionError(f"There is no quadrature rule {rule!r}.", f"Choose one of {', '.join(RULES)}.")
    if isinstance(steps, bool) or not isinstance(steps, int | np.integer) or steps < 1:
        raise OptionError(f"steps={steps!r} is not a number of nodes.", 'Use "auto" or an integer from 1 up.')
    if rule == "gauss-legendre":
        return _gauss_legendre(int(steps))
    shift = 0.5 if rule == "midpoint" else 1.0
    return Nodes((np.arange(steps) + shift) / steps, np.full(steps, 1 / steps))


@lru_cache(maxsize=64)
def _gauss_legendre(steps: int) -> Nodes:
    """Kept, since every request asks for the same few; its arrays are read-only."""
    x, w = np.polynomial.legendre.leggauss(steps)
    made = Nodes((x + 1) / 2, w / 2)
    for array in (made.alphas, made.weights):
        array.setflags(write=False)
    return made
