"""Borrow a model for a computation and give it back as it came."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import nn
from torch.nn.attention import SDPBackend, sdpa_kernel


@contextmanager
def evaluating(model: nn.Module) -> Iterator[None]:
    """Put every module into evaluation mode, and back into the mode it had, errors included."""
    training = [module for module in model.modules() if module.training]
    for module in training:
        module.training = False
    try:
        yield
    finally:
        for module in training:
            module.training = True


@contextmanager
def differentiable() -> Iterator[None]:
    """Switch off fused attention, which has no forward-mode derivative, and restore the settings after."""
    fast = torch.backends.mha.get_fastpath_enabled()
    torch.backends.mha.set_fastpath_enabled(False)
    try:
        with sdpa_kernel(SDPBackend.MATH):
            yield
    finally:
        torch.backends.mha.set_fastpath_enabled(fast)


def _load_forward_mode() -> None:
    """Let torch load its forward-mode formulas now: from torch 2.14 on that warns of a deprecation of its own."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        one = torch.ones(1)
        torch.func.jvp(torch.sin, (one,), (one,))


_load_forward_mode()
