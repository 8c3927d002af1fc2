"""The closed form of a last block that is read at one position.

At a node α of the path let h be the normed units, ḣ their derivative along the path (a layer norm acts unit by
unit), K and V keys and values, q the query of the read unit p, and P the softmax row of q·K_i/√d, head by head. The
attended value is o = Σ_i P_i V_i. If only unit i moves, then

    ȯ_i = P_i (ℓ_i (V_i - o) + V̇_i),    ℓ_i = q·K̇_i/√d,

because the softmax derivative of P_i contributes P_i ℓ_i (V_i - o) and the value itself P_i V̇_i. The read unit also
moves the query, which adds Σ_i P_i (q̇·K_i/√d)(V_i - o), and the residual. Everything after o acts on that one row.
So no unit needs a pass of its own. The algebra is ours; it states eq. 9 of Moeller et al. for this case exactly.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from pairlens.encoders.tower import OneRead
from pairlens.methods.curves import jvp
from pairlens.quadrature import Nodes

BATCH = 16
"""Nodes that are worked on at once; bounds the memory to a few copies of their features."""


@dataclass(frozen=True)
class _Row:
    """The state of the attention at some nodes of the path.

    Attributes:
        normed: h.
        normed_dot: ḣ.
        share: P.
        slope: ℓ.
        query_slope: q̇·K_i/√d.
        mixed: Σ_i P_i h_i, which the value weights turn into o.
        unit: The read unit itself.
    """

    normed: Float[Tensor, "nodes units width"]
    normed_dot: Float[Tensor, "nodes units width"]
    share: Float[Tensor, "nodes heads units"]
    slope: Float[Tensor, "nodes heads units"]
    query_slope: Float[Tensor, "nodes heads units"]
    mixed: Float[Tensor, "nodes heads width"]
    unit: Float[Tensor, "nodes width"]


class OneReadCurve:
    """The path through a block that is read at one position, and what follows it.

    Args:
        read: The block, taken apart.
        start: Reference features r.
        stop: Input features x.
    """

    def __init__(
        self, read: OneRead, start: Float[Tensor, "units width"], stop: Float[Tensor, "units width"]
    ) -> None:
        self._read = read
        self._start = start
        self._delta = stop - start

    @property
    def rounding(self) -> float:
        """Relative rounding error of one value."""
        return float(torch.finfo(self._delta.dtype).eps)

    @property
    def units(self) -> int:
        """Number of units."""
        return self._delta.shape[0]

    @torch.no_grad()
    def value(self, alphas: Float[np.ndarray, " nodes"]) -> Float[np.ndarray, "nodes embed"]:
        """Embedding at each position, float64."""
        parts = [self._tail(row) for row in self._rows(alphas)]
        return torch.cat(parts).double().cpu().numpy()

    @torch.no_grad()
    def speed(self, alphas: Float[np.ndarray, " nodes"]) -> Float[np.ndarray, "nodes embed"]:
        """Its derivative along the path, float64; no term per unit is formed."""
        parts = [self._speed(row) for row in self._rows(alphas)]
        return torch.cat(parts).double().cpu().numpy()

    @torch.no_grad()
    def push(self, nodes: Nodes) -> Float[Tensor, "units embed"]:
        """Integrated Jacobian times each unit's own change: each unit's ȯ_i pushed through the one row."""
        parts = []
        for row, weights in self._weighted(nodes):
            moves = self._moves(row).transpose(0, 1)
            residual = torch.zeros_like(self._delta)
            residual[self._read.position] = self._delta[self._read.position]
            columns = torch.vmap(lambda o, r, row=row: self._tail_jvp(row, o, r.expand_as(row.unit)))(
                moves, residual
            )
            parts.append(torch.einsum("n,une->ue", weights, columns))
        return torch.stack(parts).sum(0)

    def pull(self, nodes: Nodes, vectors: Float[Tensor, "vectors embed"]) -> Float[Tensor, "vectors units"]:
        """Products with given vectors, each pulled back through the one row and met with every ȯ_i."""
        total = self._delta.new_zeros(len(vectors), self.units)
        position = self._read.position
        for row, weights in self._weighted(nodes):
            with torch.no_grad():
                moves = self._moves(row)
            o = self._attended(row.mixed).detach().requires_grad_()
            unit = row.unit.detach().requires_grad_()
            with torch.enable_grad():
                out = self._read.tail(o, unit)
            seeds = vectors[:, None, :] * weights[:, None]
            back_o, back_unit = torch.autograd.grad(out, (o, unit), seeds, is_grads_batched=True)
            total += torch.einsum("vnd,nud->vu", back_o, moves)
            total[:, position] += back_unit.sum(1) @ self._delta[position]
        return total

    def _rows(self, alphas: Float[np.ndarray, " nodes"]) -> Iterator[_Row]:
        for i in range(0, len(alphas), BATCH):
            yield self._row(self._tensor(alphas[i : i + BATCH]))

    def _weighted(self, nodes: Nodes) -> Iterator[tuple[_Row, Float[Tensor, " nodes"]]]:
        for i, row in enumerate(self._rows(nodes.alphas)):
            yield row, self._tensor(nodes.weights[i * BATCH : (i + 1) * BATCH])

    @torch.no_grad()
    def _row(self, alphas: Float[Tensor, " nodes"]) -> _Row:
        read = self._read
        z = self._start + alphas[:, None, None] * self._delta
        h, h_dot = jvp(read.norm, (z,), (self._delta.expand_as(z),))
        q = torch.einsum("hdw,nw->nhd", read.query, h[:, read.position]) + read.query_bias
        q_dot = torch.einsum("hdw,nw->nhd", read.query, h_dot[:, read.position])
        scale = q.shape[-1] ** -0.5
        # The key weights are folded into the query: heads × width numbers instead of a key for every unit.
        folded = torch.einsum("nhd,hdw->nhw", q, read.key) * scale
        folded_dot = torch.einsum("nhd,hdw->nhw", q_dot, read.key) * scale
        share = torch.softmax(folded @ h.mT, -1)
        return _Row(h, h_dot, share, folded @ h_dot.mT, folded_dot @ h.mT, share @ h, z[:, read.position])

    def _attended(self, mixed: Float[Tensor, "nodes heads width"]) -> Float[Tensor, "nodes inner"]:
        values = torch.einsum("hdw,nhw->nhd", self._read.value, mixed) + self._read.value_bias
        return values.flatten(1)

    def _tail(self, row: _Row) -> Float[Tensor, "nodes embed"]:
        return self._read.tail(self._attended(row.mixed), row.unit)

    def _tail_jvp(
        self, row: _Row, o_dot: Float[Tensor, "nodes inner"], unit_dot: Float[Tensor, "nodes width"]
    ) -> Float[Tensor, "nodes embed"]:
        primals = (self._attended(row.mixed), row.unit)
        return jvp(self._read.tail, primals, (o_dot, unit_dot))[1]

    def _speed(self, row: _Row) -> Float[Tensor, "nodes embed"]:
        slope = row.share * (row.slope + row.query_slope)
        mixed = slope @ row.normed - slope.sum(-1, keepdim=True) * row.mixed + row.share @ row.normed_dot
        o_dot = torch.einsum("hdw,nhw->nhd", self._read.value, mixed).flatten(1)
        return self._tail_jvp(row, o_dot, self._delta[self._read.position].expand_as(row.unit))

    def _moves(self, row: _Row) -> Float[Tensor, "nodes units inner"]:
        """ȯ_i for every unit: how the attended value moves when only that unit does."""
        read = self._read
        weight = read.value.flatten(0, 1)
        centred = (row.normed @ weight.T).unflatten(-1, read.value.shape[:2])
        centred = centred - torch.einsum("hdw,nhw->nhd", read.value, row.mixed)[:, None]
        dot = (row.normed_dot @ weight.T).unflatten(-1, read.value.shape[:2])
        slope = (row.share * row.slope).mT[..., None]
        moves = slope * centred + row.share.mT[..., None] * dot
        query = (row.share * row.query_slope).mT[..., None]
        moves[:, read.position] += (query * centred).sum(1)
        return moves.flatten(2)

    def _tensor(self, numbers: Float[np.ndarray, " n"]) -> Float[Tensor, " n"]:
        return torch.as_tensor(numbers, dtype=self._delta.dtype, device=self._delta.device)
