"""The closed form of an attention-pooling head that is read at the mean of its units.

With N units z_i the head attends from t_0 = mean(z) + p_0 to t_0 and all t_i = z_i + p_i; there is no norm, so all of
it is linear up to the softmax. If only unit i moves, by δ_i, then t_i moves by δ_i and t_0 by δ_i/N, the query by
q̇_i = Wq δ_i/N, and with a_i = q·(Wk δ_i)/√d and v_i = Wv δ_i

    ȯ_i = P_i (a_i (V_i - o) + v_i) + P_0/N (a_i (V_0 - o) + v_i) + Σ_t P_t (q̇_i·K_t/√d)(V_t - o).

The last sum is q̇_i C with the same C = Σ_t P_t K_t (V_t - o)ᵀ/√d for all units. The algebra is ours; it states eq. 9
of Moeller et al. for this head exactly.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from pairlens.encoders.tower import MeanRead
from pairlens.methods.curves import StraightPath, double
from pairlens.methods.row import RowMap
from pairlens.quadrature import Nodes

Heads = Float[Tensor, "*n heads head"]


class MeanReadCurve(StraightPath):
    """The path through such a head.

    Args:
        read: The head, taken apart.
        start: Reference features r.
        stop: Input features x.
    """

    def __init__(
        self, read: MeanRead, start: Float[Tensor, "units width"], stop: Float[Tensor, "units width"]
    ) -> None:
        super().__init__(start, stop)
        self._read = read

    @torch.no_grad()
    def value(self, alphas: Float[np.ndarray, " nodes"]) -> Float[np.ndarray, "nodes embed"]:
        """Embedding at each position, float64."""
        return double(torch.cat([self._row(float(alpha)).value[0] for alpha in alphas]))

    @torch.no_grad()
    def speed(self, alphas: Float[np.ndarray, " nodes"]) -> Float[np.ndarray, "nodes embed"]:
        """Its derivative along the path, float64."""
        sums = [self._row(float(a)).speed(self._moves(float(a)).sum(0)[None, None], None) for a in alphas]
        return double(torch.cat(sums)[:, 0])

    @torch.no_grad()
    def push(self, nodes: Nodes) -> Float[Tensor, "units embed"]:
        """Integrated Jacobian times each unit's own change."""
        parts = [
            self._row(float(a)).push(
                self._moves(float(a))[None, None], None, None, self.start.new_tensor([w])
            )
            for a, w in zip(nodes.alphas, nodes.weights, strict=True)
        ]
        return torch.cat(parts).sum(0)

    @torch.no_grad()
    def pull(self, nodes: Nodes, vectors: Float[Tensor, "vectors embed"]) -> Float[Tensor, "vectors units"]:
        """Products with given vectors, each pulled back through the one row and met with every ȯ_i."""
        total = self._delta.new_zeros(len(vectors), self.units)
        for a, w in zip(nodes.alphas, nodes.weights, strict=True):
            back, _ = self._row(float(a)).pull(vectors[None], self.start.new_tensor([w]))
            total += back[0, :, 0] @ self._moves(float(a)).T
        return total

    def _attention(
        self, alpha: float
    ) -> tuple[Float[Tensor, "heads tokens"], Float[Tensor, "heads head"], Heads, Heads]:
        """Attention row, query, keys and values of the mean and the units at a position of the path."""
        keys, values = (start + alpha * delta for start, delta in self._tokens)
        query = self._query[0] + alpha * self._query[1]
        share = torch.softmax(torch.einsum("hd,thd->ht", query, keys) * self._scale, -1)
        return share, query, keys, values

    def _row(self, alpha: float) -> RowMap:
        share, _, _, values = self._attention(alpha)
        attended = torch.einsum("ht,thd->hd", share, values)
        return RowMap(self._read.row, attended.flatten()[None, None], None)

    def _moves(self, alpha: float) -> Float[Tensor, "units inner"]:
        """ȯ_i for every unit."""
        share, query, keys, values = self._attention(alpha)
        centred = values - torch.einsum("ht,thd->hd", share, values)
        key, value, asked = self._changes
        slope = (torch.einsum("hd,ihd->ih", query, key) * self._scale)[..., None]
        own = share[:, 1:].T[..., None]
        mean = (share[:, 0] / self.units)[:, None]
        moves = own * (slope * centred[1:] + value) + mean * (slope * centred[0] + value)
        crossed = torch.einsum("ht,thd,the->hde", share, keys, centred) * self._scale
        return (moves + torch.einsum("ihd,hde->ihe", asked, crossed)).flatten(1)

    @property
    def _scale(self) -> float:
        return float(self._read.query.shape[1] ** -0.5)

    @cached_property
    def _changes(self) -> tuple[Heads, Heads, Heads]:
        """Wk δ_i, Wv δ_i and Wq δ_i/N of every unit."""
        read = self._read
        key, value, query = (_by_head(w, self._delta) for w in (read.key, read.value, read.query))
        return key, value, query / self.units

    @cached_property
    def _query(self) -> tuple[Float[Tensor, "heads head"], Float[Tensor, "heads head"]]:
        """The query at the reference, and its change along the whole path."""
        read = self._read
        start = self.start.mean(0) + read.positions[0]
        return _by_head(read.query, start) + read.query_bias, _by_head(read.query, self._delta.mean(0))

    @cached_property
    def _tokens(self) -> tuple[tuple[Heads, Heads], tuple[Heads, Heads]]:
        """Keys and values of the mean and the units at the reference, and their changes along the whole path."""
        read = self._read
        start = torch.cat([self.start.mean(0, keepdim=True), self.start]) + read.positions
        delta = torch.cat([self._delta.mean(0, keepdim=True), self._delta])
        keys = _by_head(read.key, start), _by_head(read.key, delta)
        return keys, (_by_head(read.value, start) + read.value_bias, _by_head(read.value, delta))


def _by_head(weight: Float[Tensor, "heads head width"], x: Float[Tensor, "*n width"]) -> Heads:
    return torch.einsum("hdw,...w->...hd", weight, x)
