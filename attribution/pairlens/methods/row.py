"""The derivative of what follows the attention in a last block: it acts on one row, so it is plain algebra.

    x1 = row + s1 ⊙ (Wo o + bo),   t = act(Wf LN2(x1) + bf),   x2 = x1 + s2 ⊙ (Wp t + bp),   y = Pᵀ LN(x2) + b

A pooling head has no row to add to, and the perceptron or the last norm may be missing. At node n a layer norm has the
derivative d ↦ γ/σ_n ⊙ (d - mean d - ẑ_n mean(ẑ_n ⊙ d)), which differs between nodes only by a factor and a rank-one
term. So the second matrix of the perceptron and the projection are applied once per unit (or vector), not once per unit
and node: their sums over the nodes go through.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass

import torch
from jaxtyping import Float
from torch import Tensor, nn

from pairlens.encoders.tower import Perceptron, RowWeights
from pairlens.methods.curves import jvp


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

    def first(self, count: int) -> NormAt:
        """The norm at the first inputs alone."""
        return NormAt(self.unit[:count], self.inverse[:count], self.gain)

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
    """The perceptron at some nodes, as a linear map of small changes.

    Args:
        weights: The perceptron.
        x: What goes into its norm.
    """

    def __init__(self, weights: Perceptron, x: Float[Tensor, "nodes width"]) -> None:
        self.outer = weights.outer
        self._inner = weights.inner
        self._norm = NormAt.of(weights.norm, x)
        before = torch.addmm(weights.inner_bias, weights.norm(x), weights.inner.T)
        after, self._slope = jvp(weights.act, (before,), (torch.ones_like(before),))
        self.value: Float[Tensor, "nodes width"] = torch.addmm(weights.outer_bias, after, weights.outer.T)

    def first(self, count: int) -> _MlpAt:
        """The perceptron at the first nodes alone."""
        part = copy.copy(self)
        parts = {"_norm": self._norm.first(count), "_slope": self._slope[:count], "value": self.value[:count]}
        vars(part).update(parts)
        return part

    def hidden(self, change: Float[Tensor, "n nodes width"]) -> Float[Tensor, "n nodes hidden"]:
        """Changes of the hidden layer."""
        return (self._norm.push(change) @ self._inner.T) * self._slope

    def back(self, hidden: Float[Tensor, "n nodes hidden"]) -> Float[Tensor, "n nodes width"]:
        """Gradients of the input from those of the hidden layer."""
        return self._norm.pull((hidden * self._slope) @ self._inner)


class RowMap:
    """What follows the attention, at some nodes of the path.

    Args:
        weights: The block's and the head's weights.
        attended: Attended values of all heads, o.
        row: The read unit before the block; None for a pooling head.
    """

    def __init__(
        self,
        weights: RowWeights,
        attended: Float[Tensor, "nodes inner"],
        row: Float[Tensor, "nodes width"] | None,
    ) -> None:
        self._w = weights
        x = torch.addmm(weights.out_bias, attended, weights.out.T)
        x = x if row is None else x + row
        self._mlp = None if weights.mlp is None else _MlpAt(weights.mlp, x)
        x = x if self._mlp is None else x + self._mlp.value
        self._final = None if weights.final_norm is None else NormAt.of(weights.final_norm, x)
        x = x if weights.final_norm is None else weights.final_norm(x)
        self.value: Float[Tensor, "nodes embed"] = x @ weights.projection + weights.projection_bias

    def first(self, count: int) -> RowMap:
        """What follows the attention at the first nodes alone."""
        part = copy.copy(self)
        mlp = None if self._mlp is None else self._mlp.first(count)
        final = None if self._final is None else self._final.first(count)
        vars(part).update({"_mlp": mlp, "_final": final, "value": self.value[:count]})
        return part

    def speed(
        self, o_dot: Float[Tensor, "nodes inner"], row_dot: Float[Tensor, " width"] | None
    ) -> Float[Tensor, "nodes embed"]:
        """Derivative at each node when the attended values and the row move as given."""
        x = o_dot @ self._w.out.T
        x = x if row_dot is None else x + row_dot
        x = x if self._mlp is None else x + self._mlp.hidden(x[None])[0] @ self._mlp.outer.T
        return (x if self._final is None else self._final.push(x)) @ self._w.projection

    def push(
        self,
        moves: Float[Tensor, "nodes units inner"],
        row_dot: Float[Tensor, " width"] | None,
        position: int | None,
        weights: Float[Tensor, " nodes"],
    ) -> Float[Tensor, "units embed"]:
        """Weighted sum over the nodes of each unit's derivative; only the unit at `position` moves the row."""
        x = moves.transpose(0, 1) @ self._w.out.T
        if position is not None and row_dot is not None:
            x[position] += row_dot
        t = None if self._mlp is None else self._mlp.hidden(x)
        factor = weights if self._final is None else weights * self._final.inverse[:, 0]
        total = self._summed(factor, x, t)
        if self._final is not None:
            unit = self._final.unit
            along = torch.einsum("nw,unw->un", unit, x)
            if t is not None and self._mlp is not None:
                along = along + torch.einsum("ni,uni->un", unit @ self._mlp.outer, t)
            total = total - total.mean(-1, keepdim=True) - (along * factor) @ unit / unit.shape[1]
            total = self._final.gain * total
        return total @ self._w.projection

    def pull(
        self, vectors: Float[Tensor, "vectors embed"], weights: Float[Tensor, " nodes"]
    ) -> tuple[Float[Tensor, "vectors nodes inner"], Float[Tensor, "vectors nodes width"]]:
        """Gradients, times the nodes' weights, of each vector's product with respect to attended values and row."""
        g = vectors @ self._w.projection.T
        if self._final is None:
            x = g[:, None] * weights[:, None]
            t = None if self._mlp is None else (g @ self._mlp.outer)[:, None] * weights[:, None]
        else:
            g = self._final.gain * g
            g = g - g.mean(-1, keepdim=True)
            factor = (weights * self._final.inverse[:, 0])[:, None]
            unit = self._final.unit
            along = (g @ unit.T / unit.shape[1])[..., None]
            x = (g[:, None] - along * unit) * factor
            mlp = self._mlp
            t = None if mlp is None else ((g @ mlp.outer)[:, None] - along * (unit @ mlp.outer)) * factor
        x = x if t is None or self._mlp is None else x + self._mlp.back(t)
        return x @ self._w.out, x

    def _summed(
        self,
        factor: Float[Tensor, " nodes"],
        x: Float[Tensor, "units nodes width"],
        t: Float[Tensor, "units nodes hidden"] | None,
    ) -> Float[Tensor, "units width"]:
        """Changes of x2, summed over the nodes."""
        total = torch.einsum("n,unw->uw", factor, x)
        if t is None or self._mlp is None:
            return total
        return total + torch.einsum("n,uni->ui", factor, t) @ self._mlp.outer.T
