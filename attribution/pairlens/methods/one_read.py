"""The closed form of a last block as one path: `OneReadPaths` of one, with what is known of it.

What a path was asked for is kept, so that a batch of paths can be asked together beforehand (`OneReadCurve.tell`) and
whoever then integrates one of them finds its values and speeds at hand.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import numpy as np
from jaxtyping import Float
from torch import Tensor

from pairlens.encoders.tower import OneRead
from pairlens.methods.curves import StraightPath
from pairlens.methods.one_read_paths import OneReadPaths
from pairlens.quadrature import Nodes

Rows = Float[np.ndarray, "nodes embed"]


class OneReadCurve(StraightPath):
    """The path through a block that is read at one position, and what follows it.

    Args:
        read: The block, taken apart.
        start: Reference features r.
        stop: Input features x.
    """

    def __init__(
        self, read: OneRead, start: Float[Tensor, "units width"], stop: Float[Tensor, "units width"]
    ) -> None:
        super().__init__(start, stop)
        self.read = read
        self._known: dict[tuple[str, bytes], Rows] = {}

    def value(self, alphas: Float[np.ndarray, " nodes"]) -> Float[np.ndarray, "nodes embed"]:
        """Embedding at each position, float64."""
        return self._found("value", alphas, lambda: self._alone.value(alphas)[0])

    def speed(self, alphas: Float[np.ndarray, " nodes"]) -> Float[np.ndarray, "nodes embed"]:
        """Its derivative along the path, float64; no term per unit is formed."""
        return self._found("speed", alphas, lambda: self._alone.speed(alphas)[0])

    def push(self, nodes: Nodes) -> Float[Tensor, "units embed"]:
        """Integrated Jacobian times each unit's own change: each unit's ȯ_i pushed through the one row."""
        return self._alone.push(nodes)[0]

    def pull(self, nodes: Nodes, vectors: Float[Tensor, "vectors embed"]) -> Float[Tensor, "vectors units"]:
        """Products with given vectors, each pulled back through the one row and met with every ȯ_i."""
        return self._alone.pull(nodes, vectors[None])[0]

    def tell(self, what: str, alphas: Float[np.ndarray, " nodes"], rows: Rows) -> None:
        """Let it know its "value" or "speed" at some positions."""
        self._known[what, alphas.tobytes()] = rows

    def _found(self, what: str, alphas: Float[np.ndarray, " nodes"], make: Callable[[], Rows]) -> Rows:
        key = what, alphas.tobytes()
        if key not in self._known:
            self._known[key] = make()
        return self._known[key]

    @cached_property
    def _alone(self) -> OneReadPaths:
        return OneReadPaths([self.read], [self.start], [self.stop])
