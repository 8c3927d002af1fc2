"""The closed form of a last block that is read at one position.

At a node α of the path let h be the normed units, ḣ their derivative along the path (a layer norm acts unit by
unit), K and V keys and values, q the query of the read unit p, and P the softmax row of q·K_i/√d, head by head. The
attended value is o = Σ_i P_i V_i. If only unit i moves, then

    ȯ_i = P_i (ℓ_i (V_i - o) + V̇_i),    ℓ_i = q·K̇_i/√d,

because the softmax derivative of P_i contributes P_i ℓ_i (V_i - o) and the value itself P_i V̇_i. The read unit also
moves the query, which adds Σ_i P_i (q̇·K_i/√d)(V_i - o), and the residual; the query of a pooling head is a constant.
Everything after o acts on that one row. So no unit needs a pass of its own. The algebra is ours; it states eq. 9 of
Moeller et al. for this case exactly.

Along the path a unit is r + α(x - r), so up to the factor 1/σ of its norm everything is linear in α: the value
weights are applied to r and to x - r once, and not at every node.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor, nn

from pairlens.encoders.tower import OneRead
from pairlens.methods.curves import StraightPath, double
from pairlens.methods.row import NormAt, RowMap
from pairlens.quadrature import Nodes

BATCH = 16
"""Nodes that are worked on at once; bounds the memory to a few copies of their features."""


@dataclass(frozen=True)
class _State:
    """The attention at some nodes of the path.

    Attributes:
        alphas: α.
        normed: h.
        normed_dot: ḣ.
        inverse: 1/σ of the norm; 1 where there is none.
        along: mean(ẑ ⊙ ż) of the norm, how much a unit moves along itself; 0 where there is none.
        share: P.
        slope: ℓ.
        query_slope: q̇·K_i/√d; None where the query is a constant.
        mixed: Σ_i P_i h_i, which the value weights turn into o.
        row: What follows.
    """

    alphas: Float[Tensor, " nodes"]
    normed: Float[Tensor, "nodes units width"]
    normed_dot: Float[Tensor, "nodes units width"]
    inverse: Float[Tensor, "nodes units 1"]
    along: Float[Tensor, "nodes units 1"]
    share: Float[Tensor, "nodes heads units"]
    slope: Float[Tensor, "nodes heads units"]
    query_slope: Float[Tensor, "nodes heads units"] | None
    mixed: Float[Tensor, "nodes heads width"]
    row: RowMap

    def first(self, count: int) -> _State:
        """The attention at the first nodes alone."""
        parts = {name: value[:count] for name, value in vars(self).items() if isinstance(value, Tensor)}
        return replace(self, **parts, row=self.row.first(count))


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
        self._read = read
        self._last: tuple[Float[np.ndarray, " nodes"], _State] | None = None

    @torch.no_grad()
    def value(self, alphas: Float[np.ndarray, " nodes"]) -> Float[np.ndarray, "nodes embed"]:
        """Embedding at each position, float64."""
        return double(torch.cat([state.row.value for state, _ in self._states(alphas)]))

    @torch.no_grad()
    def speed(self, alphas: Float[np.ndarray, " nodes"]) -> Float[np.ndarray, "nodes embed"]:
        """Its derivative along the path, float64; no term per unit is formed."""
        return double(torch.cat([self._speed(state) for state, _ in self._states(alphas)]))

    @torch.no_grad()
    def push(self, nodes: Nodes) -> Float[Tensor, "units embed"]:
        """Integrated Jacobian times each unit's own change: each unit's ȯ_i pushed through the one row."""
        p = self._read.position
        parts = [
            state.row.push(self._moves(state), self._row_dot, p, self._tensor(nodes.weights[part]))
            for state, part in self._states(nodes.alphas)
        ]
        return torch.stack(parts).sum(0)

    @torch.no_grad()
    def pull(self, nodes: Nodes, vectors: Float[Tensor, "vectors embed"]) -> Float[Tensor, "vectors units"]:
        """Products with given vectors, each pulled back through the one row and met with every ȯ_i."""
        total = self._delta.new_zeros(len(vectors), self.units)
        p = self._read.position
        for state, part in self._states(nodes.alphas):
            back, back_row = state.row.pull(vectors, self._tensor(nodes.weights[part]))
            total += back.flatten(1) @ self._moves(state).transpose(0, 1).flatten(1).T
            if p is not None:
                total[:, p] += back_row.sum(1) @ self._delta[p]
        return total

    @property
    def _row_dot(self) -> Float[Tensor, " width"] | None:
        """How the row moves that the result is added to."""
        return None if self._read.position is None else self._delta[self._read.position]

    def _states(self, alphas: Float[np.ndarray, " nodes"]) -> Iterator[tuple[_State, slice]]:
        """The state at each batch of nodes; the last one is kept, for it is asked for more than once."""
        for i in range(0, len(alphas), BATCH):
            part = slice(i, i + BATCH)
            yield self._kept(alphas[part]), part

    def _kept(self, alphas: Float[np.ndarray, " nodes"]) -> _State:
        """The state at some nodes; taken from the last one if that begins with them."""
        count = len(alphas)
        if self._last is None or not np.array_equal(self._last[0][:count], alphas):
            self._last = alphas, self._state(self._tensor(alphas))
        state = self._last[1]
        return state if len(state.alphas) == count else state.first(count)

    def _state(self, alphas: Float[Tensor, " nodes"]) -> _State:
        read, p = self._read, self._read.position
        z = self._start + alphas[:, None, None] * self._delta
        h, h_dot, inverse, along = _normed(read.norm, z, self._delta)
        q, q_dot = self._query(h, h_dot)
        scale = q.shape[-1] ** -0.5
        # The key weights are folded into the query: heads × width numbers instead of a key for every unit.
        folded = torch.einsum("nhd,hdw->nhw", q, read.key) * scale
        share = torch.softmax(folded @ h.mT, -1)
        mixed = share @ h
        attended = torch.einsum("hdw,nhw->nhd", read.value, mixed) + read.value_bias
        row = RowMap(read.row, attended.flatten(1), None if p is None else z[:, p])
        moved = None if q_dot is None else torch.einsum("nhd,hdw->nhw", q_dot, read.key) * scale @ h.mT
        return _State(alphas, h, h_dot, inverse, along, share, folded @ h_dot.mT, moved, mixed, row)

    def _query(
        self, h: Float[Tensor, "nodes units width"], h_dot: Float[Tensor, "nodes units width"]
    ) -> tuple[Float[Tensor, "nodes heads head"], Float[Tensor, "nodes heads head"] | None]:
        """The query at each node, and its derivative where it is not a constant."""
        read, p = self._read, self._read.position
        if read.query is None or p is None:
            return read.query_bias.expand(len(h), -1, -1), None
        q = torch.einsum("hdw,nw->nhd", read.query, h[:, p]) + read.query_bias
        return q, torch.einsum("hdw,nw->nhd", read.query, h_dot[:, p])

    def _speed(self, state: _State) -> Float[Tensor, "nodes embed"]:
        slope = state.slope if state.query_slope is None else state.slope + state.query_slope
        slope = state.share * slope
        mixed = (
            slope @ state.normed - slope.sum(-1, keepdim=True) * state.mixed + state.share @ state.normed_dot
        )
        o_dot = torch.einsum("hdw,nhw->nhd", self._read.value, mixed).flatten(1)
        return state.row.speed(o_dot, self._row_dot)

    def _moves(self, state: _State) -> Float[Tensor, "nodes units inner"]:
        """ȯ_i for every unit: how the attended value moves when only that unit does."""
        heads = self._read.value.shape[:2]
        start, delta, shift = self._values
        unit = state.inverse * (start + state.alphas[:, None, None] * delta)
        dot = (state.inverse * (delta - unit * state.along)).unflatten(-1, heads)
        mixed = torch.einsum("hdw,nhw->nhd", self._read.value, state.mixed)
        centred = (unit + shift).unflatten(-1, heads) - mixed[:, None]
        slope = (state.share * state.slope).mT[..., None]
        moves = slope * centred + state.share.mT[..., None] * dot
        if state.query_slope is not None:
            query = (state.share * state.query_slope).mT[..., None]
            moves[:, self._read.position] += (query * centred).sum(1)
        return moves.flatten(2)

    @cached_property
    def _values(
        self,
    ) -> tuple[Float[Tensor, "units inner"], Float[Tensor, "units inner"], Float[Tensor, " inner"]]:
        """The value weights on both parts of the path, before division by σ, and on the norm's bias."""
        weight, norm = self._read.value.flatten(0, 1), self._read.norm
        if norm is None:
            return self._start @ weight.T, self._delta @ weight.T, weight.new_zeros(len(weight))
        gained = weight * norm.weight
        start, delta = (x - x.mean(-1, keepdim=True) for x in (self._start, self._delta))
        return start @ gained.T, delta @ gained.T, weight @ norm.bias


def _normed(
    norm: nn.LayerNorm | None, z: Float[Tensor, "nodes units width"], delta: Float[Tensor, "units width"]
) -> tuple[
    Float[Tensor, "nodes units width"],
    Float[Tensor, "nodes units width"],
    Float[Tensor, "nodes units 1"],
    Float[Tensor, "nodes units 1"],
]:
    """Normed units, their derivative along the path, 1/σ, and how much they move along themselves."""
    if norm is None:
        one = torch.ones_like(z[..., :1])
        return z, delta.expand_as(z), one, torch.zeros_like(one)
    at = NormAt.of(norm, z)
    along = (at.unit * delta).mean(-1, keepdim=True)
    return at.unit * norm.weight + norm.bias, at.push(delta.expand_as(z)), at.inverse, along
