"""How the units that a module returns become one vector."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from jaxtyping import Float, Int
from torch import Tensor

from pairlens.errors import ModelError

Pool = str | Callable[..., Tensor] | None
"""A name from `POOLS`, a function of what a module returns, or None where it returns embeddings."""

POOLS = ("mean", "first", "last")
_MAP = 4
"""Axes of feature maps (batch, width, rows, cols); units have one less."""


def embedding(
    out: Any,  # noqa: ANN401 - whatever a module returns
    pool: Pool,
    mask: Int[Tensor, "batch units"] | None = None,
) -> Float[Tensor, "batch embed"]:
    """The embedding in what a module returns.

    Args:
        out: A tensor, or an object or tuple of transformers that holds one.
        pool: How its units become one vector.
        mask: Which units of a caption are no padding; None for pictures.

    Raises:
        ModelError: There is no such pooling, or the result is not one vector for each input.
    """
    if callable(pool):
        found: object = pool(out) if mask is None else pool(out, mask)
    elif pool is None:
        found = _tensor(out, "pooler_output")
    elif pool in POOLS:
        found = _pooled(_tensor(out, "last_hidden_state"), pool, mask)
    else:
        raise ModelError(
            f"There is no pooling {pool!r}.", f"Choose one of {', '.join(POOLS)}, or pass a function."
        )
    return _checked(found, pool)


def _tensor(out: object, name: str) -> object:
    named = getattr(out, name, None)
    if isinstance(out, Tensor) or named is None:
        return out[0] if isinstance(out, tuple) and len(out) else out
    return named


def _pooled(units: object, pool: str, mask: Int[Tensor, "batch units"] | None) -> object:
    if not isinstance(units, Tensor) or units.ndim not in (_MAP - 1, _MAP):
        return units
    units = units.flatten(2).transpose(1, 2) if units.ndim == _MAP else units
    if pool == "first":
        return units[:, 0]
    if mask is None:
        return units.mean(1) if pool == "mean" else units[:, -1]
    if pool == "mean":
        weights = mask.to(units)[:, :, None]
        return (units * weights).sum(1) / weights.sum(1)
    places = torch.arange(mask.shape[1], device=mask.device)
    last = (mask * places).argmax(1)
    return units[torch.arange(len(units), device=units.device), last]


def _checked(found: object, pool: Pool) -> Float[Tensor, "batch embed"]:
    if isinstance(found, Tensor) and found.ndim == 2 and found.is_floating_point():  # noqa: PLR2004 - batch, embed
        return found
    said = (
        f"a tensor of shape {tuple(found.shape)}"
        if isinstance(found, Tensor)
        else f"a {type(found).__name__}"
    )
    where = "The module returns" if pool is None else "The pooling gives"
    remedy = f"say how to pool: pool={POOLS[0]!r}, {POOLS[1]!r}, {POOLS[2]!r} or a function"
    raise ModelError(
        f"{where} {said}, not one vector (batch, embed) for each input.", f"Return that, or {remedy}."
    )
