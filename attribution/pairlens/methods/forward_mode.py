"""Forward-mode derivatives of a part of a tower, and what it takes to get them."""

from __future__ import annotations

import warnings
from collections.abc import Callable

import torch
from jaxtyping import Float
from torch import Tensor

from pairlens.encoders.context import differentiable


def jvp(
    f: Callable[..., Tensor], primals: tuple[Tensor, ...], tangents: tuple[Tensor, ...]
) -> tuple[Tensor, Tensor]:
    """Value and forward-mode derivative of a function with one output."""
    with differentiable():
        both = torch.func.jvp(f, primals, tangents)
    return both[0], both[1]


def jvps(
    f: Callable[[Tensor], Tensor],
    z: Float[Tensor, "batch units width"],
    tangents: Float[Tensor, "tangents units width"],
) -> Float[Tensor, "tangents batch embed"]:
    """Forward-mode derivatives in many directions, the same for all of a batch, whose values are computed once."""
    with differentiable():
        return torch.func.vmap(lambda t: torch.func.jvp(f, (z,), (t.expand_as(z),))[1])(tangents)


@torch.no_grad()
def has_forward_mode(f: Callable[[Tensor], Tensor], z: Float[Tensor, "1 units width"]) -> bool:
    """Whether every operation of a function has a forward-mode derivative."""
    try:
        jvp(f, (z,), (torch.zeros_like(z),))
    except (NotImplementedError, RuntimeError):
        return False
    return True


@torch.no_grad()
def shares_values(f: Callable[[Tensor], Tensor], z: Float[Tensor, "1 units width"]) -> bool:
    """Whether `jvps` can be had of a function that has a forward mode, and says what `jvp` says."""
    tangents = torch.cat([z, z.flip(1)])
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # torch warns where it falls back to one direction after another
            found = jvps(f, z, tangents)[:, 0]
    except Exception:  # noqa: BLE001 - whatever a module does that vmap does not take: one by one serves as well
        return False
    each = jvp(f, (z.repeat(2, 1, 1),), (tangents,))[1]
    return torch.allclose(found, each, rtol=1e-3, atol=1e-5 * float(each.abs().max()))


def double_reverse(
    embed: Callable[[Tensor], Tensor],
    z: Float[Tensor, "batch units width"],
    tangent: Float[Tensor, "batch units width"],
) -> Float[Tensor, "batch embed"]:
    """A forward-mode product by two reverse passes: the derivative of vᵀJt with respect to v."""
    with differentiable(), torch.enable_grad():
        z = z.detach().requires_grad_()
        out = embed(z)
        v = torch.zeros_like(out, requires_grad=True)
        (gradient,) = torch.autograd.grad(out, z, v, create_graph=True)
        (product,) = torch.autograd.grad(gradient, v, tangent)
    return product.detach()


def saved_bytes(embed: Callable[[Tensor], Tensor], z: Float[Tensor, "1 units width"]) -> int:
    """Bytes that autograd keeps for one evaluation, views of one storage (the weights too) counted once."""
    storages: dict[int, int] = {}

    def note(tensor: Tensor) -> Tensor:
        if not isinstance(tensor, torch.nn.Parameter) and tensor._base is None:  # noqa: SLF001 - tells a view
            storage = tensor.untyped_storage()
            storages[storage.data_ptr()] = storage.nbytes()
        return tensor

    with torch.enable_grad(), torch.autograd.graph.saved_tensors_hooks(note, lambda tensor: tensor):
        embed(z.detach().requires_grad_())
    return sum(storages.values())
