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
from torch import Tensor, nn

from pairlens.encoders.tower import OneRead
from pairlens.methods.row import NormAt, RowMap
from pairlens.quadrature import Nodes

BATCH = 16
"""Nodes that are worked on at once; bounds the memory to a few copies of their features."""


@dataclass(frozen=True)
class _State:
    """The attention at some nodes of the path.

    Attributes:
        normed: h.
        normed_dot: ḣ.
        share: P.
        slope: ℓ.
        query_slope: q̇·K_i/√d.
        mixed: Σ_i P_i h_i, which the value weights turn into o.
        row: What follows.
    """

    normed: Float[Tensor, "nodes units width"]
    normed_dot: Float[Tensor, "nodes units width"]
    share: Float[Tensor, "nodes heads units"]
    slope: Float[Tensor, "nodes heads units"]
    query_slope: Float[Tensor, "nodes heads units"]
    mixed: Float[Tensor, "nodes heads width"]
    row: RowMap


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
        self._last: tuple[bytes, _State] | None = None

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
        return _double([state.row.value for state, _ in self._states(alphas)])

    @torch.no_grad()
    def speed(self, alphas: Float[np.ndarray, " nodes"]) -> Float[np.ndarray, "nodes embed"]:
        """Its derivative along the path, float64; no term per unit is formed."""
        return _double([self._speed(state) for state, _ in self._states(alphas)])

    @torch.no_grad()
    def push(self, nodes: Nodes) -> Float[Tensor, "units embed"]:
        """Integrated Jacobian times each unit's own change: each unit's ȯ_i pushed through the one row."""
        p = self._read.position
        parts = [
            state.row.push(self._moves(state), self._delta[p], p, self._tensor(nodes.weights[part]))
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
            total[:, p] += back_row.sum(1) @ self._delta[p]
        return total

    def _states(self, alphas: Float[np.ndarray, " nodes"]) -> Iterator[tuple[_State, slice]]:
        """The state at each batch of nodes; the last one is kept, for it is asked for more than once."""
        for i in range(0, len(alphas), BATCH):
            part = slice(i, i + BATCH)
            key = alphas[part].tobytes()
            if self._last is None or self._last[0] != key:
                self._last = key, self._state(self._tensor(alphas[part]))
            yield self._last[1], part

    def _state(self, alphas: Float[Tensor, " nodes"]) -> _State:
        read = self._read
        z = self._start + alphas[:, None, None] * self._delta
        h, h_dot = _normed(read.norm, z, self._delta)
        q = torch.einsum("hdw,nw->nhd", read.query, h[:, read.position]) + read.query_bias
        q_dot = torch.einsum("hdw,nw->nhd", read.query, h_dot[:, read.position])
        scale = q.shape[-1] ** -0.5
        # The key weights are folded into the query: heads × width numbers instead of a key for every unit.
        folded = torch.einsum("nhd,hdw->nhw", q, read.key) * scale
        folded_dot = torch.einsum("nhd,hdw->nhw", q_dot, read.key) * scale
        share = torch.softmax(folded @ h.mT, -1)
        mixed = share @ h
        attended = torch.einsum("hdw,nhw->nhd", read.value, mixed) + read.value_bias
        row = RowMap(read.row, attended.flatten(1), z[:, read.position])
        return _State(h, h_dot, share, folded @ h_dot.mT, folded_dot @ h.mT, mixed, row)

    def _speed(self, state: _State) -> Float[Tensor, "nodes embed"]:
        slope = state.share * (state.slope + state.query_slope)
        mixed = (
            slope @ state.normed - slope.sum(-1, keepdim=True) * state.mixed + state.share @ state.normed_dot
        )
        o_dot = torch.einsum("hdw,nhw->nhd", self._read.value, mixed).flatten(1)
        return state.row.speed(o_dot, self._delta[self._read.position])

    def _moves(self, state: _State) -> Float[Tensor, "nodes units inner"]:
        """ȯ_i for every unit: how the attended value moves when only that unit does."""
        read = self._read
        weight = read.value.flatten(0, 1)
        centred = (state.normed @ weight.T).unflatten(-1, read.value.shape[:2])
        centred = centred - torch.einsum("hdw,nhw->nhd", read.value, state.mixed)[:, None]
        dot = (state.normed_dot @ weight.T).unflatten(-1, read.value.shape[:2])
        slope = (state.share * state.slope).mT[..., None]
        moves = slope * centred + state.share.mT[..., None] * dot
        query = (state.share * state.query_slope).mT[..., None]
        moves[:, read.position] += (query * centred).sum(1)
        return moves.flatten(2)

    def _tensor(self, numbers: Float[np.ndarray, " n"]) -> Float[Tensor, " n"]:
        return torch.as_tensor(numbers, dtype=self._delta.dtype, device=self._delta.device)


def _normed(
    norm: nn.LayerNorm, z: Float[Tensor, "nodes units width"], delta: Float[Tensor, "units width"]
) -> tuple[Float[Tensor, "nodes units width"], Float[Tensor, "nodes units width"]]:
    """Normed units and their derivative along the path."""
    at = NormAt.of(norm, z)
    return at.unit * norm.weight + norm.bias, at.push(delta.expand_as(z))


def _double(parts: list[Tensor]) -> Float[np.ndarray, "nodes embed"]:
    return torch.cat(parts).double().cpu().numpy()
