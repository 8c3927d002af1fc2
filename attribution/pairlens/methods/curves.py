"""A tower's embedding along the straight path from reference features to the input's features.

Two ways to the same numbers: `GeneralCurve` differentiates whatever stands above the cut;
`pairlens.methods.one_read.OneReadCurve` is the closed form of a last block read at one position. Both answer the
same four questions. `push` gives one vector per unit (V_i, U_j of `pairlens.methods.jacobians`); `pull` gives their
products with given vectors, at the cost of one reverse pass for each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Protocol, TypeVar, runtime_checkable

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from pairlens.encoders.context import differentiable
from pairlens.errors import ModelError
from pairlens.progress import tell
from pairlens.quadrature import Nodes

Result = TypeVar("Result")

BUDGET = 128 * 2**20
"""Bytes that the values saved for one batch of nodes may take."""


@runtime_checkable
class PathCurve(Protocol):
    """One tower's path, ready to be integrated and attributed to its units."""

    @property
    def rounding(self) -> float:
        """Relative rounding error of one value."""
        ...

    @property
    def units(self) -> int:
        """Number of units."""
        ...

    def value(self, alphas: Float[np.ndarray, " nodes"]) -> Float[np.ndarray, "nodes embed"]:
        """Embedding at each position, float64."""
        ...

    def speed(self, alphas: Float[np.ndarray, " nodes"]) -> Float[np.ndarray, "nodes embed"]:
        """Its derivative along the path, float64."""
        ...

    def push(self, nodes: Nodes) -> Float[Tensor, "units embed"]:
        """Integrated Jacobian times each unit's own change: Σ_k w_k J(α_k) (x - r)_i."""
        ...

    def pull(self, nodes: Nodes, vectors: Float[Tensor, "vectors embed"]) -> Float[Tensor, "vectors units"]:
        """Products of the given vectors with what `push` returns, without forming it."""
        ...


class StraightPath:
    """What every curve knows of its path: r + α (x - r).

    Args:
        start: Reference features r.
        stop: Input features x.
    """

    def __init__(self, start: Float[Tensor, "units width"], stop: Float[Tensor, "units width"]) -> None:
        self.start, self.stop = start, stop

    @property
    def rounding(self) -> float:
        """Relative rounding error of one value."""
        return float(torch.finfo(self.stop.dtype).eps)

    @property
    def units(self) -> int:
        """Number of units."""
        return len(self.stop)

    @cached_property
    def _delta(self) -> Float[Tensor, "units width"]:
        return self.stop - self.start

    def _tensor(self, numbers: Float[np.ndarray, " n"]) -> Float[Tensor, " n"]:
        """Numbers where the features lie, in their precision."""
        return torch.tensor(numbers, dtype=self.stop.dtype, device=self.stop.device)


class GeneralCurve(StraightPath):
    """The path through any differentiable part of a tower.

    Args:
        embed: Features (batch, units, width) to embedding (batch, embed); batch entries do not interact.
        start: Reference features r.
        stop: Input features x.
        forward_mode: Set to False for modules without forward-mode derivatives; then reverse passes serve.
    """

    def __init__(
        self,
        embed: Callable[[Tensor], Tensor],
        start: Float[Tensor, "units width"],
        stop: Float[Tensor, "units width"],
        *,
        forward_mode: bool = True,
    ) -> None:
        super().__init__(start, stop)
        self._embed = embed
        self._forward_mode = forward_mode
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
        if not self._forward_mode or self._width < self.units:
            return self._push_in_reverse(nodes)
        return self._fitting(lambda: self._push(nodes))

    def _push(self, nodes: Nodes) -> Float[Tensor, "units embed"]:
        tangents = torch.diag_embed(self._delta.T).permute(1, 2, 0)
        parts = tangents.split(self._per_batch())
        sums: list[Tensor] = []
        for k, (alpha, weight) in enumerate(zip(nodes.alphas, nodes.weights, strict=True)):
            products = [weight * self._jvp_at(alpha, part) for part in parts]
            sums = [a + b for a, b in zip(sums, products, strict=True)] if sums else products
            tell("units", k + 1, len(nodes))
        return torch.cat(sums)

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
        return self.pull(nodes, torch.eye(self._width, dtype=self._delta.dtype, device=self._delta.device)).T

    @cached_property
    def _width(self) -> int:
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
        return _double_reverse(self._embed, z, tangent)

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


def saved_bytes(embed: Callable[[Tensor], Tensor], z: Float[Tensor, "1 units width"]) -> int:
    """Bytes that autograd keeps for one evaluation, views of one storage (the weights too) counted once."""
    storages: dict[int, int] = {}

    def note(tensor: Tensor) -> Tensor:
        if not isinstance(tensor, torch.nn.Parameter) and tensor._base is None:  # noqa: SLF001 - tells a view
            storage = tensor.untyped_storage()
            storages[storage.data_ptr()] = storage.nbytes()
        return tensor

    with torch.enable_grad(), torch.autograd.graph.saved_tensors_hooks(note, lambda tensor: tensor):
        embed(z.detach().requires_grad_())
    return sum(storages.values())


def jvp(
    f: Callable[..., Tensor], primals: tuple[Tensor, ...], tangents: tuple[Tensor, ...]
) -> tuple[Tensor, Tensor]:
    """Value and forward-mode derivative of a function with one output."""
    with differentiable():
        both = torch.func.jvp(f, primals, tangents)
    return both[0], both[1]


def _double_reverse(
    embed: Callable[[Tensor], Tensor],
    z: Float[Tensor, "batch units width"],
    tangent: Float[Tensor, "batch units width"],
) -> Float[Tensor, "batch embed"]:
    """A forward-mode product by two reverse passes: the derivative of vᵀJt with respect to v."""
    with differentiable(), torch.enable_grad():
        z = z.detach().requires_grad_()
        out = embed(z)
        v = torch.zeros_like(out, requires_grad=True)
        (gradient,) = torch.autograd.grad(out, z, v, create_graph=True)
        (product,) = torch.autograd.grad(gradient, v, tangent)
    return product.detach()


def double(tensor: Float[Tensor, "*nodes embed"]) -> Float[np.ndarray, "*nodes embed"]:
    """Embeddings in float64 on the CPU; converted there, since not every device has that precision."""
    return tensor.detach().cpu().double().numpy()
