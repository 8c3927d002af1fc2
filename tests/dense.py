"""The slow, obvious version for any module: dense Jacobians of its own forward pass, with a hook at the cut.

Nothing here uses Pairlens' encoders or methods. The module is run whole; a hook puts the path's features in at a block
(or takes the last block's output), torch.func.jacrev gives the whole Jacobian, and the dense tensor is summed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.attention import SDPBackend, sdpa_kernel

Run = Callable[[Any], Tensor]


def vectors(
    run: Run,
    blocks: Sequence[nn.Module],
    layer: int,
    inputs: Any,
    blank: Any,
    nodes: int,
    *,
    channels_last: bool = False,
) -> np.ndarray:
    """Each unit's vector (units, embed), by a Gauss rule of so many nodes between the features of blank and inputs.

    Features are (1, units, width), (units, 1, width), (1, width, rows, cols) or, with `channels_last`, (1, rows, cols,
    width); units come in row-major order.
    """
    stop, start = (entering(run, blocks, layer, x) for x in (inputs, blank))

    def above(z: Tensor) -> Tensor:
        with at(blocks, layer, lambda _: z):
            return run(inputs)[0]

    total: Any = 0
    with sdpa_kernel(SDPBackend.MATH):
        for position, weight in zip(*np.polynomial.legendre.leggauss(nodes), strict=True):
            z = start + (position + 1) / 2 * (stop - start)
            total = total + weight / 2 * torch.func.jacrev(above)(z) * (stop - start)
    maps = stop.ndim == 4 and not channels_last
    per_unit = total.sum(2)[:, 0].flatten(1) if maps else total.sum(-1).flatten(1)
    return per_unit.T.detach().numpy()


def entering(run: Run, blocks: Sequence[nn.Module], layer: int, inputs: Any) -> Tensor:
    """What enters block `layer`, or what the last block returns."""
    seen: list[Tensor] = []
    with at(blocks, layer, seen.append), torch.no_grad():
        run(inputs)
    return seen[0].clone()


@contextmanager
def at(blocks: Sequence[nn.Module], layer: int, act: Callable[[Tensor], Tensor | None]) -> Iterator[None]:
    """Look at, or replace, what stands at the cut."""

    def before(_: nn.Module, args: Any, named: Mapping[str, Any]) -> Any:
        name = None if args else next(iter(named))
        new = act(args[0] if name is None else named[name])
        if new is None:
            return None
        return ((new, *args[1:]), named) if name is None else (args, {**named, name: new})

    def after(_: nn.Module, __: Any, out: Any) -> Any:
        new = act(out[0] if isinstance(out, tuple) else out)
        if new is None:
            return None
        return (new, *out[1:]) if isinstance(out, tuple) else new

    if layer < len(blocks):
        hook = blocks[layer].register_forward_pre_hook(before, with_kwargs=True)
    else:
        hook = blocks[-1].register_forward_hook(after)
    try:
        yield
    finally:
        hook.remove()
