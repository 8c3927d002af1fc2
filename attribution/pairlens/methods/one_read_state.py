"""The attention of a last block that is read at one position, at some nodes of some paths; see `one_read_paths`."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from jaxtyping import Float
from torch import Tensor, nn

from pairlens.methods.row import At, NormAt, Pick, RowMap, picked


@dataclass(frozen=True)
class State:
    """The attention at some nodes of the paths.

    Attributes:
        alphas: α, the same for all paths.
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
    normed: Float[Tensor, "paths nodes units width"]
    normed_dot: Float[Tensor, "paths nodes units width"]
    inverse: Float[Tensor, "paths nodes units 1"]
    along: Float[Tensor, "paths nodes units 1"]
    share: Float[Tensor, "paths nodes heads units"]
    slope: Float[Tensor, "paths nodes heads units"]
    query_slope: Float[Tensor, "paths nodes heads units"] | None
    mixed: Float[Tensor, "paths nodes heads width"]
    row: RowMap

    def first(self, count: int) -> State:
        """The attention at the first nodes alone."""
        return picked(self.at(lambda x: x[:, :count]), lambda x: x[:count], "alphas")

    def at(self, pick: Pick) -> State:
        """The attention at some of the paths, or nodes."""
        return picked(self, pick, *(name for name in vars(self) if name != "alphas"))


def rows(x: Float[Tensor, "paths nodes units width"], at: At) -> Float[Tensor, "paths nodes width"]:
    """The read unit of each path."""
    return x.transpose(1, 2)[at]


def normed(
    norm: nn.LayerNorm | None,
    z: Float[Tensor, "paths nodes units width"],
    delta: Float[Tensor, "paths 1 units width"],
) -> tuple[
    Float[Tensor, "paths nodes units width"],
    Float[Tensor, "paths nodes units width"],
    Float[Tensor, "paths nodes units 1"],
    Float[Tensor, "paths nodes units 1"],
]:
    """Normed units, their derivative along the path, 1/σ, and how much they move along themselves."""
    if norm is None:
        one = torch.ones_like(z[..., :1])
        return z, delta.expand_as(z), one, torch.zeros_like(one)
    at = NormAt.of(norm, z)
    along = (at.unit * delta).mean(-1, keepdim=True)
    return at.unit * norm.weight + norm.bias, at.push(delta.expand_as(z)), at.inverse, along
