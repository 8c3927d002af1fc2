"""A few nodes where they count: Gauss-Legendre in the length of the way that the embedding goes.

The speed of a trained tower has a bump in the middle of the path, tens of times its ends, and a plain rule of few nodes
misses it. Where the speed is known from an earlier, finer integral, of the same path or of a similar one, the position
is taken as a function of the distance travelled, in which the path runs evenly.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float

from pairlens.path import Integral
from pairlens.quadrature import Nodes, nodes

LEAST = 0.1
"""Of the mean speed, added everywhere: nowhere is left without a node because it was slow on a similar path."""


@dataclass(frozen=True, eq=False)
class Pace:
    """How far along the way the embedding is at each position of a path.

    Attributes:
        travelled: Share of the whole way, from 0 to 1, increasing.
        positions: The positions there, from 0 to 1.
    """

    travelled: Float[np.ndarray, " edges"]
    positions: Float[np.ndarray, " edges"]

    @classmethod
    def of(cls, integral: Integral) -> Pace | None:
        """The pace that an integral saw; None where it did not look at the speed."""
        if integral.speeds is None:
            return None
        weights = integral.nodes.weights
        mean = float(weights @ integral.speeds)
        ways = weights * (integral.speeds + LEAST * mean if mean > 0 else np.ones_like(weights))
        return cls(_shares(ways), _shares(weights))

    def nodes(self, steps: int) -> Nodes:
        """A rule of so many nodes; its weights sum to one.

        >>> even = Pace(np.linspace(0, 1, 5), np.linspace(0, 1, 5))
        >>> bool(np.allclose(even.nodes(3).alphas, nodes("gauss-legendre", 3).alphas))
        True
        """
        rule = nodes("gauss-legendre", steps)
        positions, slopes = _monotone(self.travelled, self.positions, rule.alphas)
        weights = rule.weights * slopes
        return Nodes(positions, weights / weights.sum())


def _shares(parts: Float[np.ndarray, " parts"]) -> Float[np.ndarray, " edges"]:
    edges = np.concatenate([[0.0], np.cumsum(parts)])
    shares: np.ndarray = edges / edges[-1]
    return shares


def _monotone(
    x: Float[np.ndarray, " edges"], y: Float[np.ndarray, " edges"], at: Float[np.ndarray, " n"]
) -> tuple[Float[np.ndarray, " n"], Float[np.ndarray, " n"]]:
    """Values and slopes of the cubic through increasing points that increases, too (Fritsch and Butland 1984)."""
    step, rise = np.diff(x), np.diff(y) / np.diff(x)
    slope = np.empty_like(y)
    slope[0], slope[-1] = rise[0], rise[-1]
    slope[1:-1] = 2 * rise[1:] * rise[:-1] / (rise[1:] + rise[:-1])
    i = np.clip(np.searchsorted(x, at) - 1, 0, len(step) - 1)
    t, low, high = (at - x[i]) / step[i], slope[i], slope[i + 1]
    values = y[i] + step[i] * (t**2 * (3 - 2 * t) * rise[i] + t * (1 - t) ** 2 * low - t**2 * (1 - t) * high)
    return values, 6 * t * (1 - t) * rise[i] + (1 - t) * (1 - 3 * t) * low + t * (3 * t - 2) * high
