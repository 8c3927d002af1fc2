"""The vectors of a path's units, computed a little at a time."""

from __future__ import annotations

from time import perf_counter

import torch
from jaxtyping import Float
from torch import Tensor

from pairlens.methods.curves import PathCurve
from pairlens.methods.general_curve import GeneralCurve
from pairlens.quadrature import Nodes

PATIENCE = 0.05
"""Seconds that one step should take: as long may a question wait that comes in between."""


class Growing:
    """What `PathCurve.push` returns, in steps; see `pairlens.methods.curves`.

    Where push takes reverse passes, a step is a few of them at one node; elsewhere it is a node.

    Args:
        curve: The path.
        nodes: Nodes of the path.
    """

    def __init__(self, curve: PathCurve, nodes: Nodes) -> None:
        self._curve, self._nodes = curve, nodes
        self._node = 0
        self._rows: list[Tensor] = []
        self._total: Tensor | None = None
        self._size = 4
        reverse = curve if isinstance(curve, GeneralCurve) and curve.in_reverse else None
        self._seeds = None if reverse is None else torch.eye(reverse.width).to(reverse.stop)
        self._width = 1 if self._seeds is None else len(self._seeds)

    @property
    def left(self) -> float:
        """What is left to do, as a number of vectors pulled back along the whole path."""
        done, total = self.told
        return (self._curve.units if self._seeds is None else self._width) * (1 - done / total)

    @property
    def done(self) -> bool:
        """Whether all is computed."""
        return self._node == len(self._nodes)

    @property
    def told(self) -> tuple[int, int]:
        """Parts done, and parts in all."""
        return self._node * self._width + sum(map(len, self._rows)), len(self._nodes) * self._width

    def columns(self) -> Float[Tensor, "units embed"]:
        """The vectors, once all is computed."""
        if self._total is None or not self.done:
            raise RuntimeError("The vectors are not all computed yet.")
        return self._total

    def step(self) -> None:
        """Compute a little more."""
        k = self._node
        here = Nodes(self._nodes.alphas[k : k + 1], self._nodes.weights[k : k + 1])
        if self._seeds is None:
            self._add(self._curve.push(here))
            return
        since, first = perf_counter(), sum(map(len, self._rows))
        seeds = self._seeds[first : first + self._size]
        self._rows.append(self._curve.pull(here, seeds))
        self._size = max(
            1, min(2 * self._size, int(len(seeds) * PATIENCE / max(perf_counter() - since, 1e-6)))
        )
        if first + len(seeds) == self._width:
            self._add(torch.cat(self._rows).T)
            self._rows = []

    def _add(self, columns: Float[Tensor, "units embed"]) -> None:
        self._total = columns if self._total is None else self._total + columns
        self._node += 1
