"""Borrow a model for a computation and give it back as it came."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import nn
from torch.nn.attention import SDPBackend, sdpa_kernel

from pairlens.errors import ModelError


@contextmanager
def evaluating(model: nn.Module) -> Iterator[None]:
    """Put every module into evaluation mode, and back into the mode it had, errors included."""
    training = [module for module in _modules(model) if module.training]
    for module in training:
        module.training = False
    try:
        yield
    finally:
        for module in training:
            module.training = True


def _modules(model: nn.Module) -> Iterator[nn.Module]:
    """All modules, each once. torch's own walk also spells out their names, which is most of its time."""
    seen, open_ends = {model}, [model]
    while open_ends:
        module = open_ends.pop()
        yield module
        inner = [child for child in module._modules.values() if child is not None and child not in seen]  # noqa: SLF001 - `children()` is the slow walk
        seen.update(inner)
        open_ends += inner


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


@contextmanager
def enough_memory(device: torch.device) -> Iterator[None]:
    """Say what to do where a device's memory does not do.

    Raises:
        ModelError: It ran out.
    """
    try:
        yield
    except torch.OutOfMemoryError as error:
        raise ModelError(
            f"The memory of {device} ran out.",
            'Free what else is on it, choose a later layer or a smaller picture, or load the model with device="cpu".',
        ) from error


def _load_forward_mode() -> None:
    """Let torch load its forward-mode formulas now: from torch 2.14 on that warns of a deprecation of its own."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        one = torch.ones(1)
        torch.func.jvp(torch.sin, (one,), (one,))


_load_forward_mode()
