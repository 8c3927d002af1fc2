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

Many paths of small towers are bound by what it takes to call an operation, so several run as one. Captions differ in
length: paths are filled up to the longest, and units that fill up are never attended to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np
import torch
from jaxtyping import Bool, Float
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence

from pairlens.encoders.tower import OneRead
from pairlens.methods.curves import double
from pairlens.methods.one_read_state import State, normed, rows
from pairlens.methods.row import At, RowMap, picked
from pairlens.quadrature import Nodes

BATCH = 16
"""Nodes of each path that are worked on at once; bounds the memory to a few copies of their features."""


class OneReadPaths:
    """Paths through one block that is read at one position of each, and what follows it.

    Args:
        reads: The block of each path, taken apart; they differ in the position alone.
        starts: Reference features r of each.
        stops: Input features x of each.
    """

    def __init__(
        self,
        reads: Sequence[OneRead],
        starts: Sequence[Float[Tensor, "_ width"]],
        stops: Sequence[Float[Tensor, "_ width"]],
    ) -> None:
        self._read = reads[0]
        one = all(
            start is starts[0] for start in starts
        )  # the usual reference of pictures is the same for all
        self._start = starts[0][None] if one else pad_sequence(list(starts), batch_first=True)
        self._stop = pad_sequence(list(stops), batch_first=True) if len(stops) > 1 else stops[0][None]
        self._lengths = [len(stop) for stop in stops]
        self._positions = [read.position for read in reads]
        self._last: tuple[Float[np.ndarray, " nodes"], State] | None = None

    def __len__(self) -> int:
        return len(self._lengths)

    def only(self, paths: Sequence[int]) -> OneReadPaths:
        """Some of the paths, with what is known of them."""
        if len(paths) == len(self):
            return self
        chosen = torch.tensor(paths, device=self._stop.device)
        names = ["_stop"] if len(self._start) == 1 else ["_stop", "_start"]
        part = picked(self, lambda x: x[chosen], *names)
        for cached in ("_delta", "_values", "_at", "_beyond"):
            vars(part).pop(cached, None)
        vars(part).update(
            _lengths=[self._lengths[i] for i in paths],
            _positions=[self._positions[i] for i in paths],
            _last=self._last and (self._last[0], self._last[1].at(lambda x: x[chosen])),
        )
        return part

    @torch.no_grad()
    def value(self, alphas: Float[np.ndarray, " nodes"]) -> Float[np.ndarray, "paths nodes embed"]:
        """Embedding at each position, float64."""
        return double(torch.cat([state.row.value for state, _ in self._states(alphas)], 1))

    @torch.no_grad()
    def speed(self, alphas: Float[np.ndarray, " nodes"]) -> Float[np.ndarray, "paths nodes embed"]:
        """Its derivative along each path, float64; no term per unit is formed."""
        return double(torch.cat([self._speed(state) for state, _ in self._states(alphas)], 1))

    @torch.no_grad()
    def push(self, nodes: Nodes) -> Float[Tensor, "paths units embed"]:
        """Integrated Jacobian times each unit's own change: each unit's ȯ_i pushed through the one row.

        Units that fill a path up have zeros.
        """
        parts = [
            state.row.push(self._moves(state), self._row_dot, self._at, self._tensor(nodes.weights[part]))
            for state, part in self._states(nodes.alphas)
        ]
        return torch.stack(parts).sum(0)

    @torch.no_grad()
    def pull(
        self, nodes: Nodes, vectors: Float[Tensor, "paths vectors embed"]
    ) -> Float[Tensor, "paths vectors units"]:
        """Products of what `push` returns with vectors, each pulled back through the one row and met with every ȯ_i."""
        total = self._stop.new_zeros(*vectors.shape[:2], self._stop.shape[1])
        for state, part in self._states(nodes.alphas):
            back, back_row = state.row.pull(vectors, self._tensor(nodes.weights[part]))
            total += back.flatten(2) @ self._moves(state).transpose(1, 2).flatten(2).mT
            if self._at is not None and self._row_dot is not None:
                own = back_row.sum(2) @ self._row_dot[..., None]
                total.transpose(1, 2)[self._at] += own[..., 0]
        return total

    @cached_property
    def _delta(self) -> Float[Tensor, "paths units width"]:
        """What changes along each path, x - r."""
        return self._stop - self._start

    @cached_property
    def _at(self) -> At | None:
        """The read unit of each path; None for a pooling head."""
        positions = [position for position in self._positions if position is not None]
        place = self._stop.device
        return (
            (torch.arange(len(self), device=place), torch.tensor(positions, device=place))
            if positions
            else None
        )

    @cached_property
    def _beyond(self) -> Bool[Tensor, "paths 1 1 units"] | None:
        """Which units fill a path up; None where none does."""
        longest, place = self._stop.shape[1], self._stop.device
        if min(self._lengths) == longest:
            return None
        ends = torch.tensor(self._lengths, device=place)
        return (torch.arange(longest, device=place) >= ends[:, None])[:, None, None]

    @property
    def _row_dot(self) -> Float[Tensor, "paths width"] | None:
        """How the row moves that the result is added to."""
        return None if self._at is None else self._delta[self._at]

    def _tensor(self, numbers: Float[np.ndarray, " n"]) -> Float[Tensor, " n"]:
        return torch.tensor(numbers, dtype=self._stop.dtype, device=self._stop.device)

    def _states(self, alphas: Float[np.ndarray, " nodes"]) -> Iterator[tuple[State, slice]]:
        """The state at each batch of nodes; the last one is kept, for it is asked for more than once."""
        for i in range(0, len(alphas), BATCH):
            part = slice(i, i + BATCH)
            yield self._kept(alphas[part]), part

    def _kept(self, alphas: Float[np.ndarray, " nodes"]) -> State:
        """The state at some nodes; taken from the last one if that begins with them."""
        count = len(alphas)
        if self._last is None or not np.array_equal(self._last[0][:count], alphas):
            self._last = None  # its memory goes before the next one's comes
            self._last = alphas, self._state(self._tensor(alphas))
        state = self._last[1]
        return state if len(state.alphas) == count else state.first(count)

    def _state(self, alphas: Float[Tensor, " nodes"]) -> State:
        read, at = self._read, self._at
        z = self._start[:, None] + alphas[:, None, None] * self._delta[:, None]
        h, h_dot, inverse, along = normed(read.norm, z, self._delta[:, None])
        q, q_dot = self._query(h, h_dot)
        scale = q.shape[-1] ** -0.5
        # The key weights are folded into the query: heads × width numbers instead of a key for every unit.
        folded = torch.einsum("pnhd,hdw->pnhw", q, read.key) * scale
        logits = folded @ h.mT
        share = torch.softmax(
            logits if self._beyond is None else logits.masked_fill(self._beyond, -torch.inf), -1
        )
        mixed = share @ h
        attended = torch.einsum("hdw,pnhw->pnhd", read.value, mixed) + read.value_bias
        row = RowMap(read.row, attended.flatten(2), None if at is None else rows(z, at))
        moved = None if q_dot is None else torch.einsum("pnhd,hdw->pnhw", q_dot, read.key) * scale @ h.mT
        return State(alphas, h, h_dot, inverse, along, share, folded @ h_dot.mT, moved, mixed, row)

    def _query(
        self, h: Float[Tensor, "paths nodes units width"], h_dot: Float[Tensor, "paths nodes units width"]
    ) -> tuple[Float[Tensor, "paths nodes heads head"], Float[Tensor, "paths nodes heads head"] | None]:
        """The query at each node, and its derivative where it is not a constant."""
        read, at = self._read, self._at
        if read.query is None or at is None:
            return read.query_bias.expand(*h.shape[:2], -1, -1), None
        q, q_dot = (torch.einsum("hdw,pnw->pnhd", read.query, rows(x, at)) for x in (h, h_dot))
        return q + read.query_bias, q_dot

    def _speed(self, state: State) -> Float[Tensor, "paths nodes embed"]:
        slope = state.slope if state.query_slope is None else state.slope + state.query_slope
        slope = state.share * slope
        mixed = (
            slope @ state.normed - slope.sum(-1, keepdim=True) * state.mixed + state.share @ state.normed_dot
        )
        o_dot = torch.einsum("hdw,pnhw->pnhd", self._read.value, mixed).flatten(2)
        return state.row.speed(o_dot, self._row_dot)

    def _moves(self, state: State) -> Float[Tensor, "paths nodes units inner"]:
        """ȯ_i for every unit: how the attended value moves when only that unit does."""
        heads = self._read.value.shape[:2]
        start, delta, shift = self._values
        unit = state.inverse * (start[:, None] + state.alphas[:, None, None] * delta[:, None])
        dot = (state.inverse * (delta[:, None] - unit * state.along)).unflatten(-1, heads)
        mixed = torch.einsum("hdw,pnhw->pnhd", self._read.value, state.mixed)
        centred = (unit + shift).unflatten(-1, heads) - mixed[:, :, None]
        slope = (state.share * state.slope).mT[..., None]
        moves = slope * centred + state.share.mT[..., None] * dot
        if state.query_slope is not None and self._at is not None:
            query = (state.share * state.query_slope).mT[..., None]
            moves.transpose(1, 2)[self._at] += (query * centred).sum(2)
        return moves.flatten(3)

    @cached_property
    def _values(
        self,
    ) -> tuple[
        Float[Tensor, "starts units inner"], Float[Tensor, "paths units inner"], Float[Tensor, " inner"]
    ]:
        """The value weights on both parts of the path, before division by σ, and on the norm's bias."""
        weight, norm = self._read.value.flatten(0, 1), self._read.norm
        if norm is None:
            return self._start @ weight.T, self._delta @ weight.T, weight.new_zeros(len(weight))
        gained = weight * norm.weight
        start, delta = (x - x.mean(-1, keepdim=True) for x in (self._start, self._delta))
        return start @ gained.T, delta @ gained.T, weight @ norm.bias
