from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import Tensor, nn

import pairlens
from pairlens.encoders.checking import check_derivatives
from pairlens.errors import ModelError
from toys import TOYS, build, encoder


class Deaf(nn.Module):
    """Does what a linear layer does, in a way that stops gradients."""

    def __init__(self, how: Callable[[Tensor], Tensor], inner: nn.Linear) -> None:
        super().__init__()
        self.how, self.inner = how, inner

    def forward(self, x: Tensor) -> Tensor:
        return self.inner(self.how(x))


def inference(x: Tensor) -> Tensor:
    with torch.inference_mode():
        return x * 1


def as_numbers(x: Tensor) -> Tensor:
    return torch.tensor(x.tolist(), dtype=x.dtype)


@pytest.mark.parametrize("how", [torch.detach, as_numbers, lambda x: x.round().long().to(x)])
@pytest.mark.parametrize("block", [0, 1])
def test_a_module_that_stops_gradients_is_named(how: Any, block: int) -> None:
    """The residual goes round it, so the whole has a gradient, and a wrong one."""
    model = build(TOYS[0])
    mlp = model.visual.transformer.resblocks[block].mlp
    mlp.c_fc = Deaf(how, mlp.c_fc)
    with pytest.raises(
        ModelError,
        match=rf"image tower, visual\.transformer\.resblocks\.{block}\.mlp\.c_fc \(a Deaf\) has no",
    ):
        pairlens.wrap(model)


def test_a_module_of_the_text_tower_is_named() -> None:
    model = build(TOYS[0])
    mlp = model.transformer.resblocks[1].mlp
    mlp.gelu = Deaf(torch.detach, nn.Linear(64, 64).double())
    with pytest.raises(ModelError, match=r"text tower, transformer\.resblocks\.1\.mlp\.gelu"):
        pairlens.wrap(model)


def test_a_module_that_cannot_run_with_gradients_is_named() -> None:
    model = build(TOYS[0])
    mlp = model.visual.transformer.resblocks[1].mlp
    mlp.c_fc = Deaf(inference, mlp.c_fc)
    with pytest.raises(ModelError, match=r"resblocks\.1\.mlp\.c_fc.* has no derivatives"):
        pairlens.wrap(model)


def test_a_function_without_a_way_back_is_refused() -> None:
    class OneWay(torch.autograd.Function):
        @staticmethod
        def forward(ctx: Any, x: Tensor) -> Tensor:
            del ctx
            return x * 2

    model = build(TOYS[0])
    model.visual.ln_post.register_forward_hook(lambda _, __, out: OneWay.apply(out))
    with pytest.raises(ModelError, match=r"In the image tower, no gradient comes back: .*backward"):
        pairlens.wrap(model)


def test_modules_that_look_at_shapes_only_are_let_through() -> None:
    class Positions(nn.Module):
        @torch.no_grad()
        def forward(self, x: Tensor) -> Tensor:
            return torch.linspace(0, 1, x.shape[-1], dtype=x.dtype)

    class Shifted(nn.Module):
        def __init__(self, inner: nn.Module) -> None:
            super().__init__()
            self.inner, self.positions = inner, Positions()

        def forward(self, x: Tensor) -> Tensor:
            return self.inner(x) + self.positions(self.inner(x))

    model = build(TOYS[0])
    mlp = model.visual.transformer.resblocks[0].mlp
    mlp.c_fc = Shifted(mlp.c_fc)
    assert pairlens.wrap(model).depth == (3, 2)


@pytest.mark.parametrize("broken", [False, True])
def test_the_model_is_left_as_it_came(broken: bool) -> None:  # noqa: FBT001 - a case
    model = build(TOYS[0]).train()
    model.logit_scale.requires_grad_(requires_grad=False)
    if broken:
        mlp = model.visual.transformer.resblocks[1].mlp
        mlp.c_fc = Deaf(inference, mlp.c_fc)
    before = {name: p.requires_grad for name, p in model.named_parameters()}
    try:
        pairlens.wrap(model)
    except ModelError:
        assert broken
    assert {name: p.requires_grad for name, p in model.named_parameters()} == before
    assert all(p.grad is None for p in model.parameters())
    assert all(m.training for m in model.modules())
    assert not any(m._forward_hooks or m._forward_pre_hooks for m in model.modules())


@pytest.mark.parametrize("toy", TOYS, ids=lambda t: t.name)
def test_every_toy_has_derivatives(toy: Any) -> None:
    check_derivatives(encoder(toy))
