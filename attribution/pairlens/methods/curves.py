"""A tower's embedding along the straight path from reference features to the input's features.

Two ways to the same numbers: `pairlens.methods.general_curve.GeneralCurve` differentiates whatever stands above the
cut; `pairlens.methods.one_read.OneReadCurve` is the closed form of a last block read at one position. Both answer the
same four questions. `push` gives one vector per unit (V_i, U_j of `pairlens.methods.jacobians`); `pull` gives their
products with given vectors, at the cost of one reverse pass for each.
"""

from __future__ import annotations

from functools import cached_property
from typing import Protocol, runtime_checkable

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from pairlens.quadrature import Nodes


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


def double(tensor: Float[Tensor, "*nodes embed"]) -> Float[np.ndarray, "*nodes embed"]:
    """Embeddings in float64 on the CPU; converted there, since not every device has that precision."""
    return tensor.detach().cpu().double().numpy()
