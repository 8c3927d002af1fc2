"""The derivative of what follows the attention in a last block: it acts on one row, so it is plain algebra.

    x1 = row + s1 ⊙ (Wo o + bo),   t = act(Wf LN2(x1) + bf),   x2 = x1 + s2 ⊙ (Wp t + bp),   y = Pᵀ LN(x2)

At node n a layer norm has the derivative d ↦ γ/σ_n ⊙ (d - mean d - ẑ_n mean(ẑ_n ⊙ d)), which differs between nodes only
by a factor and a rank-one term. So the second matrix of the perceptron and the projection are applied once per unit
(or vector), not once per unit and node: their sums over the nodes go through.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from jaxtyping import Float
from torch import Tensor, nn

from pairlens.encoders.tower import RowWeights
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

    def push(self, change: Float[Tensor, "*n width"]) -> Float[Tensor, "*n width"]:
        """The change of the output."""
        return self.gain * self._project(change)

    def pull(self, gradient: Float[Tensor, "*n width"]) -> Float[Tensor, "*n width"]:
        """The gradient with respect to the input."""
        return self._project(self.gain * gradient)

    def _project(self, d: Float[Tensor, "*n width"]) -> Float[Tensor, "*n width"]:
        along = (self.unit * d).mean(-1, keepdim=True)
        return (d - d.mean(-1, keepdim=True) - self.unit * along) * self.inverse


class RowMap:
    """What follows the attention, at some nodes of the path.

    Args:
        weights: The block's and the head's weights.
        attended: Attended values of all heads, o.
        row: The read unit before the block.
    """

    def __init__(
        self, weights: RowWeights, attended: Float[Tensor, "nodes inner"], row: Float[Tensor, "nodes width"]
    ) -> None:
        self._w = weights
        x1 = row + torch.addmm(weights.out_bias, attended, weights.out.T)
        self._norm = NormAt.of(weights.norm, x1)
        before = torch.addmm(weights.inner_bias, weights.norm(x1), weights.inner.T)
        after, self._slope = jvp(weights.act, (before,), (torch.ones_like(before),))
        x2 = x1 + torch.addmm(weights.outer_bias, after, weights.outer.T)
        self._final = NormAt.of(weights.final_norm, x2)
        self.value: Float[Tensor, "nodes embed"] = weights.final_norm(x2) @ weights.projection

    def speed(
        self, o_dot: Float[Tensor, "nodes inner"], row_dot: Float[Tensor, " width"]
    ) -> Float[Tensor, "nodes embed"]:
        """Derivative at each node when the attended values and the row move as given."""
        x1, t = self._inner(o_dot[None], row_dot)
        return self._final.push(x1 + t @ self._w.outer.T)[0] @ self._w.projection

    def push(
        self,
        moves: Float[Tensor, "nodes units inner"],
        row_dot: Float[Tensor, " width"],
        position: int,
        weights: Float[Tensor, " nodes"],
    ) -> Float[Tensor, "units embed"]:
        """Weighted sum over the nodes of each unit's derivative; only the unit at `position` moves the row."""
        residual = torch.zeros(moves.shape[1], 1, len(row_dot), dtype=moves.dtype, device=moves.device)
        residual[position] = row_dot
        x1, t = self._inner(moves.transpose(0, 1), residual)
        factor = weights * self._final.inverse[:, 0]
        total = torch.einsum("n,unw->uw", factor, x1) + torch.einsum("n,uni->ui", factor, t) @ self._w.outer.T
        unit = self._final.unit
        along = torch.einsum("nw,unw->un", unit, x1) + torch.einsum("ni,uni->un", unit @ self._w.outer, t)
        total = total - total.mean(-1, keepdim=True) - (along * factor) @ unit / unit.shape[1]
        return (self._final.gain * total) @ self._w.projection

    def pull(
        self, vectors: Float[Tensor, "vectors embed"], weights: Float[Tensor, " nodes"]
    ) -> tuple[Float[Tensor, "vectors nodes inner"], Float[Tensor, "vectors nodes width"]]:
        """Gradients, times the nodes' weights, of each vector's product with respect to attended values and row."""
        g = self._final.gain * (vectors @ self._w.projection.T)
        g = g - g.mean(-1, keepdim=True)
        factor = (weights * self._final.inverse[:, 0])[:, None]
        unit = self._final.unit
        along = (g @ unit.T / unit.shape[1])[..., None]
        x2 = (g[:, None] - along * unit) * factor
        t = ((g @ self._w.outer)[:, None] - along * (unit @ self._w.outer)) * (factor * self._slope)
        x1 = x2 + self._norm.pull(t @ self._w.inner)
        return x1 @ self._w.out, x1

    def _inner(
        self, o_dot: Float[Tensor, "n nodes inner"], row_dot: Float[Tensor, "*n width"]
    ) -> tuple[Float[Tensor, "n nodes width"], Float[Tensor, "n nodes hidden"]]:
        """Changes of x1 and of t."""
        x1 = o_dot @ self._w.out.T + row_dot
        return x1, (self._norm.push(x1) @ self._w.inner.T) * self._slope
