"""The path through any differentiable part of a tower, by forward products and reverse passes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TypeVar

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from pairlens.errors import ModelError
from pairlens.methods.curves import StraightPath, double
from pairlens.methods.forward_mode import double_reverse, jvp, jvps, saved_bytes
from pairlens.progress import tell
from pairlens.quadrature import Nodes

Result = TypeVar("Result")

BUDGET = 128 * 2**20
"""Bytes that the values saved for one batch of nodes may take."""


class GeneralCurve(StraightPath):
    """The path through any differentiable part of a tower.

    Args:
        embed: Features (batch, units, width) to embedding (batch, embed); batch entries do not interact.
        start: Reference features r.
        stop: Input features x.
        forward_mode: Set to False for modules without forward-mode derivatives; then reverse passes serve.
        shared: Whether the products at one position can share its values; see `shares_values`.
    """

    def __init__(
        self,
        embed: Callable[[Tensor], Tensor],
        start: Float[Tensor, "units width"],
        stop: Float[Tensor, "units width"],
        *,
        forward_mode: bool = True,
        shared: bool = False,
    ) -> None:
        super().__init__(start, stop)
        self._embed = embed
        self._forward_mode, self._shared = forward_mode, shared
        self._node_bytes: int | None = None
        self._budget = BUDGET

    def value(self, alphas: Float[np.ndarray, " nodes"]) -> Float[np.ndarray, "nodes embed"]:
        """Embedding at each position, float64."""
        with torch.no_grad():
            parts = self._fitting(lambda: [self._embed(self._at(part)) for part in self._batches(alphas)])
        return double(torch.cat(parts))

    def speed(self, alphas: Float[np.ndarray, " nodes"]) -> Float[np.ndarray, "nodes embed"]:
        """Its derivative along the path, float64: one forward-mode product a node."""
        return double(torch.cat(self._fitting(lambda: self._speeds(alphas))))

    def _speeds(self, alphas: Float[np.ndarray, " nodes"]) -> list[Float[Tensor, "part embed"]]:
        parts: list[Tensor] = []
        done = 0
        for part in self._batches(alphas):
            parts.append(self._jvp(self._at(part), self._delta.expand(len(part), -1, -1)))
            done += len(part)
            tell("path", done, len(alphas))
        return parts

    def push(self, nodes: Nodes) -> Float[Tensor, "units embed"]:
        """Integrated Jacobian times each unit's own change, at each node.

        One forward-mode product per unit or one reverse pass per embedding dimension, whichever are fewer.
        """
        if self.in_reverse:
            return self._push_in_reverse(nodes)
        return self._fitting(lambda: self._push(nodes))

    def _push(self, nodes: Nodes) -> Float[Tensor, "units embed"]:
        moved = self._delta.ne(0).any(1).nonzero()[:, 0]  # the others, such as a begin token, change nothing
        if len(moved) == 0:
            return self._delta.new_zeros(self.units, self.width)
        tangents = torch.diag_embed(self._delta.T).permute(1, 2, 0)[moved]
        found = self._push_together(nodes, tangents) if self._shared else self._push_each(nodes, tangents)
        return found.new_zeros(self.units, found.shape[1]).index_copy(0, moved, found)

    def _push_each(
        self, nodes: Nodes, tangents: Float[Tensor, "moved units width"]
    ) -> Float[Tensor, "moved embed"]:
        parts = tangents.split(self._per_batch())
        sums: list[Tensor] = []
        for k, (alpha, weight) in enumerate(zip(nodes.alphas, nodes.weights, strict=True)):
            products = [weight * self._jvp_at(alpha, part) for part in parts]
            sums = [a + b for a, b in zip(sums, products, strict=True)] if sums else products
            tell("units", k + 1, len(nodes))
        return torch.cat(sums)

    @torch.no_grad()
    def _push_together(
        self, nodes: Nodes, tangents: Float[Tensor, "moved units width"]
    ) -> Float[Tensor, "moved embed"]:
        """As many positions and units at once as memory is meant for: small towers are mostly calls."""
        room = self._per_batch()
        size = max(1, room // self.units)
        sums: Tensor | float = 0.0
        for i in range(0, len(nodes), size):
            z, weights = self._at(nodes.alphas[i : i + size]), self._tensor(nodes.weights[i : i + size])
            products = [jvps(self._embed, z, part) for part in tangents.split(max(1, room // len(z)))]
            sums = sums + torch.einsum("une,n->ue", torch.cat(products), weights)
            tell("units", i + len(z), len(nodes))
        return torch.as_tensor(sums)

    def pull(self, nodes: Nodes, vectors: Float[Tensor, "vectors embed"]) -> Float[Tensor, "vectors units"]:
        """Products with given vectors: one reverse pass per vector and node."""
        return self._fitting(lambda: self._pull(nodes, vectors))

    def _pull(self, nodes: Nodes, vectors: Float[Tensor, "vectors embed"]) -> Float[Tensor, "vectors units"]:
        total = self._delta.new_zeros(len(vectors), self.units)
        done = 0
        for alphas, weights in zip(self._batches(nodes.alphas), self._batches(nodes.weights), strict=True):
            z = self._at(alphas).requires_grad_()
            with torch.enable_grad():
                out = self._embed(z)
            seeds = vectors[:, None, :] * self._tensor(weights)[:, None]
            for i, seed in enumerate(seeds):
                (gradient,) = torch.autograd.grad(out, z, seed, retain_graph=i + 1 < len(seeds))
                total[i] += (gradient * self._delta).sum((0, 2))
                done += len(alphas)
                tell("products", done, len(nodes) * len(vectors))
        return total

    def _push_in_reverse(self, nodes: Nodes) -> Float[Tensor, "units embed"]:
        return self.pull(nodes, torch.eye(self.width, dtype=self._delta.dtype, device=self._delta.device)).T

    @property
    def in_reverse(self) -> bool:
        """Whether `push` takes reverse passes."""
        return not self._forward_mode or self.width < self.units

    @cached_property
    def width(self) -> int:
        """Embedding dimensions."""
        return int(self.value(np.zeros(1)).shape[1])

    def _jvp_at(
        self, alpha: float, tangents: Float[Tensor, "batch units width"]
    ) -> Float[Tensor, "batch embed"]:
        return self._jvp(self._at(np.full(len(tangents), alpha)), tangents)

    def _jvp(
        self, z: Float[Tensor, "batch units width"], tangent: Float[Tensor, "batch units width"]
    ) -> Float[Tensor, "batch embed"]:
        with torch.no_grad():
            if self._forward_mode:
                return jvp(self._embed, (z,), (tangent,))[1]
        return double_reverse(self._embed, z, tangent)

    def _at(self, alphas: Float[np.ndarray, " nodes"]) -> Float[Tensor, "nodes units width"]:
        return self.start + self._tensor(alphas)[:, None, None] * self._delta

    def _batches(self, numbers: Float[np.ndarray, " nodes"]) -> Iterator[Float[np.ndarray, " part"]]:
        size = self._per_batch()
        for i in range(0, len(numbers), size):
            yield numbers[i : i + size]

    def _per_batch(self) -> int:
        if self._node_bytes is None:
            self._node_bytes = saved_bytes(self._embed, self._at(np.zeros(1)))
        return max(1, self._budget // max(1, self._node_bytes))

    def _fitting(self, work: Callable[[], Result]) -> Result:
        """Do the work, anew in batches of half the size as often as the device's memory does not do."""
        while True:
            try:
                return work()
            except torch.OutOfMemoryError as error:
                size = 1 if self._node_bytes is None else self._per_batch()
                if self._node_bytes is None or size == 1:
                    raise ModelError(
                        f"One evaluation of the part above the cut does not fit into the memory of "
                        f"{self._delta.device}.",
                        'Use a later layer, a smaller picture, or load the model with device="cpu".',
                    ) from error
                self._budget = (size // 2) * max(1, self._node_bytes)
