"""The derivative of what follows the attention in a last block: it acts on one row, so it is plain algebra.

    x1 = row + s1 ⊙ (Wo o + bo),   t = act(Wf LN2(x1) + bf),   x2 = x1 + s2 ⊙ (Wp t + bp),   y = Pᵀ LN(x2) + b

A pooling head has no row to add to, and the perceptron or the last norm may be missing. At node n a layer norm has the
derivative d ↦ γ/σ_n ⊙ (d - mean d - ẑ_n mean(ẑ_n ⊙ d)), which differs between nodes only by a factor and a rank-one
term. So the second matrix of the perceptron and the projection are applied once per unit (or vector), not once per unit
and node: their sums over the nodes go through. Everything is done for several paths at once; they do not meet.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import torch
from jaxtyping import Float, Int
from torch import Tensor, nn
from torch.nn.functional import linear

from pairlens.encoders.tower import Perceptron, RowWeights
from pairlens.methods.forward_mode import jvp

Pick = Callable[[Tensor], Tensor]
"""Chooses some paths and nodes of a tensor (paths, nodes, …)."""

At = tuple[Int[Tensor, " paths"], Int[Tensor, " paths"]]
"""Each path and its read unit, to index (paths, units, …) with."""

Map = TypeVar("Map")


def picked(whole: Map, pick: Pick, *names: str) -> Map:
    """A linear map at some of its paths and nodes: a copy whose named parts are chosen from; None stays None."""
    part = copy.copy(whole)
    for name in names:
        value = getattr(whole, name)
        chosen = pick(value) if isinstance(value, Tensor) else value and value.picked(pick)
        object.__setattr__(part, name, chosen)  # the maps are frozen for everybody else
    return part


@dataclass(frozen=True)
class NormAt:
    """A layer norm at some inputs, as a linear map of small changes.

    Attributes:
        unit: Normed inputs before gain and bias, ẑ.
        inverse: 1/σ.
        gain: γ.
    """

    unit: Float[Tensor, "*at width"]
    inverse: Float[Tensor, "*at 1"]
    gain: Float[Tensor, " width"]

    @classmethod
    def of(cls, norm: nn.LayerNorm, x: Float[Tensor, "*at width"]) -> NormAt:
        """The norm at `x`."""
        centred = x - x.mean(-1, keepdim=True)
        inverse = (centred.square().mean(-1, keepdim=True) + norm.eps).rsqrt()
        return cls(centred * inverse, inverse, norm.weight)

    def picked(self, pick: Pick) -> NormAt:
        """The norm at some of the inputs."""
        return picked(self, pick, "unit", "inverse")

    def push(self, change: Float[Tensor, "*n width"]) -> Float[Tensor, "*n width"]:
        """The change of the output."""
        return self.gain * self._project(change)

    def pull(self, gradient: Float[Tensor, "*n width"]) -> Float[Tensor, "*n width"]:
        """The gradient with respect to the input."""
        return self._project(self.gain * gradient)

    def _project(self, d: Float[Tensor, "*n width"]) -> Float[Tensor, "*n width"]:
        along = (self.unit * d).mean(-1, keepdim=True)
        return (d - d.mean(-1, keepdim=True) - self.unit * along) * self.inverse


class _MlpAt:
    """The perceptron at some nodes of some paths, as a linear map of small changes; n of them for each path.

    Args:
        weights: The perceptron.
        x: What goes into its norm.
    """

    def __init__(self, weights: Perceptron, x: Float[Tensor, "paths nodes width"]) -> None:
        self.outer = weights.outer
        self._inner = weights.inner
        self._norm = NormAt.of(weights.norm, x[:, None])
        before = linear(weights.norm(x), weights.inner, weights.inner_bias)
        after, slope = jvp(weights.act, (before,), (torch.ones_like(before),))
        self._slope = slope[:, None]
        self.value: Float[Tensor, "paths nodes width"] = linear(after, weights.outer, weights.outer_bias)

    def picked(self, pick: Pick) -> _MlpAt:
        """The perceptron at some of the paths and nodes."""
        apart = picked(self, pick, "value")
        return picked(apart, lambda x: pick(x[:, 0])[:, None], "_norm", "_slope")

    def hidden(self, change: Float[Tensor, "paths n nodes width"]) -> Float[Tensor, "paths n nodes hidden"]:
        """Changes of the hidden layer."""
        return (self._norm.push(change) @ self._inner.T) * self._slope

    def back(self, hidden: Float[Tensor, "paths n nodes hidden"]) -> Float[Tensor, "paths n nodes width"]:
        """Gradients of the input from those of the hidden layer."""
        return self._norm.pull((hidden * self._slope) @ self._inner)


class RowMap:
    """What follows the attention, at some nodes of some paths.

    Args:
        weights: The block's and the head's weights.
        attended: Attended values of all heads, o.
        row: The read unit before the block; None for a pooling head.
    """

    def __init__(
        self,
        weights: RowWeights,
        attended: Float[Tensor, "paths nodes inner"],
        row: Float[Tensor, "paths nodes width"] | None,
    ) -> None:
        self._w = weights
        x = linear(attended, weights.out, weights.out_bias)
        x = x if row is None else x + row
        self._mlp = None if weights.mlp is None else _MlpAt(weights.mlp, x)
        x = x if self._mlp is None else x + self._mlp.value
        self._final = None if weights.final_norm is None else NormAt.of(weights.final_norm, x)
        x = x if weights.final_norm is None else weights.final_norm(x)
        self.value: Float[Tensor, "paths nodes embed"] = x @ weights.projection + weights.projection_bias

    def picked(self, pick: Pick) -> RowMap:
        """What follows the attention at some of the paths and nodes."""
        return picked(self, pick, "_mlp", "_final", "value")

    def speed(
        self, o_dot: Float[Tensor, "paths nodes inner"], row_dot: Float[Tensor, "paths width"] | None
    ) -> Float[Tensor, "paths nodes embed"]:
        """Derivative at each node when the attended values and the row move as given."""
        x = o_dot @ self._w.out.T
        x = x if row_dot is None else x + row_dot[:, None]
        x = x if self._mlp is None else x + self._mlp.hidden(x[:, None])[:, 0] @ self._mlp.outer.T
        return (x if self._final is None else self._final.push(x)) @ self._w.projection

    def push(
        self,
        moves: Float[Tensor, "paths nodes units inner"],
        row_dot: Float[Tensor, "paths width"] | None,
        at: At | None,
        weights: Float[Tensor, " nodes"],
    ) -> Float[Tensor, "paths units embed"]:
        """Weighted sum over the nodes of each unit's derivative; only the read unit of each path moves the row.

        Args:
            moves: How the attended values move when one unit does.
            row_dot: How the row moves when the read unit does.
            at: The read unit of each path.
            weights: Of the nodes.
        """
        x = moves.transpose(1, 2) @ self._w.out.T
        if at is not None and row_dot is not None:
            x[at] += row_dot[:, None]
        t = None if self._mlp is None else self._mlp.hidden(x)
        factor = weights.expand(x.shape[0], -1)
        factor = factor if self._final is None else factor * self._final.inverse[..., 0]
        total = self._summed(factor, x, t)
        if self._final is not None:
            unit = self._final.unit
            along = torch.einsum("pnw,punw->pun", unit, x)
            if t is not None and self._mlp is not None:
                along = along + torch.einsum("pni,puni->pun", unit @ self._mlp.outer, t)
            total = total - total.mean(-1, keepdim=True) - (along * factor[:, None]) @ unit / unit.shape[-1]
            total = self._final.gain * total
        return total @ self._w.projection

    def pull(
        self, vectors: Float[Tensor, "paths vectors embed"], weights: Float[Tensor, " nodes"]
    ) -> tuple[Float[Tensor, "paths vectors nodes inner"], Float[Tensor, "paths vectors nodes width"]]:
        """Gradients, times the nodes' weights, of each vector's product with respect to attended values and row."""
        g, mlp = vectors @ self._w.projection.T, self._mlp
        if self._final is None:
            x = g[:, :, None] * weights[:, None]
            t = None if mlp is None else (g @ mlp.outer)[:, :, None] * weights[:, None]
        else:
            g = self._final.gain * g
            g = g - g.mean(-1, keepdim=True)
            factor = (weights[:, None] * self._final.inverse)[:, None]
            unit = self._final.unit
            along = (g @ unit.mT / unit.shape[-1])[..., None]
            x = (g[:, :, None] - along * unit[:, None]) * factor
            t = (
                None
                if mlp is None
                else ((g @ mlp.outer)[:, :, None] - along * (unit @ mlp.outer)[:, None]) * factor
            )
        x = x if t is None or mlp is None else x + mlp.back(t)
        return x @ self._w.out, x

    def _summed(
        self,
        factor: Float[Tensor, "paths nodes"],
        x: Float[Tensor, "paths units nodes width"],
        t: Float[Tensor, "paths units nodes hidden"] | None,
    ) -> Float[Tensor, "paths units width"]:
        """Changes of x2, summed over the nodes."""
        total = torch.einsum("pn,punw->puw", factor, x)
        if t is None or self._mlp is None:
            return total
        return total + torch.einsum("pn,puni->pui", factor, t) @ self._mlp.outer.T
