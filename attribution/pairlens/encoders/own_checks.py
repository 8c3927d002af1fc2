"""What is tried of a person's own tower before it is explained."""

from __future__ import annotations

from collections.abc import Callable

import torch
from jaxtyping import Float
from torch import Tensor

from pairlens.encoders.tower import Inputs, TextTower, Tower, shortened
from pairlens.errors import ModelError, PairlensError


def tried(
    side: str, run: Callable[[Inputs], Float[Tensor, "batch embed"]], inputs: Inputs, what: str
) -> Float[Tensor, "1 embed"]:
    """The module's own output for the first of two inputs, run alone.

    Raises:
        ModelError: It does not take them, or its output for one depends on the other.
    """
    try:
        both, alone = run(inputs), run({name: tensor[:1] for name, tensor in inputs.items()})
    except PairlensError:
        raise
    except Exception as error:  # a person's module may raise anything
        raise ModelError(
            f"The {side} module does not take {what}: {type(error).__name__}: {error}.",
            "Pass a module that takes a batch of inputs; forward= says what else to call, and masked= whether a text "
            "module takes the mask too.",
        ) from error
    given = next(iter(inputs.values()))
    if len(both) != len(given) or not torch.allclose(
        both[:1], alone, rtol=1e-3, atol=1e-3 * float(alone.abs().max())
    ):
        raise ModelError(
            f"The {side} module's output for one input depends on the rest of the batch.",
            "Keep the first axis apart: pool over the units, and use no statistics of the batch.",
        )
    return alone


def check_slope(side: str, tower: Tower, inputs: Inputs) -> None:
    """Refuse a tower through which no derivative passes.

    Raises:
        ModelError: The embedding does not move with the features; it says at which block that begins.
    """
    if isinstance(tower, TextTower):
        inputs = shortened(inputs, tower.length(inputs))
    if _slope(tower, inputs, 0):
        return
    layer = next(k for k in range(tower.depth, -1, -1) if not _slope(tower, inputs, k))
    where = "behind its last block" if layer == tower.depth else f"in block {layer}"
    raise ModelError(
        f"The {side} module has no derivative {where}: the embedding does not move with the features there.",
        "Leave out detach, no_grad, rounding and NumPy between the blocks and the embedding.",
    )


def _slope(tower: Tower, inputs: Inputs, layer: int) -> bool:
    """Whether the embedding has a derivative with respect to the features that is not zero."""
    with torch.enable_grad():
        z = tower.features(inputs, layer).detach().requires_grad_()
        out = tower.stage(inputs, layer).embed(z)
        if not out.requires_grad:
            return False
        direction = torch.randn(out.shape, generator=torch.Generator().manual_seed(0)).to(out)
        (gradient,) = torch.autograd.grad((out * direction).sum(), z, allow_unused=True)
    return gradient is not None and bool((gradient != 0).any())
