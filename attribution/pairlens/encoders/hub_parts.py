"""What every model of the `transformers` library has: features, a list of blocks, and a way to compute attention."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from jaxtyping import Float
from torch import Tensor, nn

from pairlens.errors import ModelError

REMEDY = (
    "Read here are CLIPModel, SiglipModel, Siglip2Model, AlignModel, ChineseCLIPModel, AltCLIPModel and models of "
    "their build. One tower alone, or two that belong to no such model: see pairlens.join."
)

_PLAIN = ("eager", "sdpa", None)
"""Implementations of attention that can be differentiated forward; None where a part has no attention."""


def pooled(out: Any) -> Float[Tensor, "batch embed"]:  # noqa: ANN401 - differs between versions
    """The embedding in what a model returns: itself in version 4 of transformers, in an object in version 5.

    Raises:
        ModelError: There is none.
    """
    found = out if isinstance(out, Tensor) else getattr(out, "pooler_output", None)
    if found is None and isinstance(out, tuple):  # the object as a tuple (config.return_dict)
        found = dict(enumerate(out)).get(1)
    if not isinstance(found, Tensor):
        raise ModelError(f"The features are a {type(out).__name__} without an embedding.", REMEDY)
    return found


def blocks_of(tower: nn.Module) -> Sequence[nn.Module]:
    """The blocks of a tower: its outermost list of modules.

    Raises:
        ModelError: It has none.
    """
    found = next(
        (module for module in tower.modules() if isinstance(module, nn.ModuleList) and len(module)), None
    )
    if found is None:
        raise ModelError(f"The {type(tower).__name__} has no list of blocks to cut between.", REMEDY)
    return tuple(found)


@contextmanager
def plain_attention(model: nn.Module) -> Iterator[None]:
    """Compute attention without fused kernels, which have no forward-mode derivative; restore the choice after."""
    configs = {
        id(config): config for module in model.modules() if (config := getattr(module, "config", None))
    }
    before = [(c, c._attn_implementation) for c in configs.values() if hasattr(c, "_attn_implementation")]  # noqa: SLF001 - has no public name
    fused = [config for config, kind in before if kind not in _PLAIN]
    try:
        for config in fused:
            config._attn_implementation = "sdpa" if getattr(model, "_supports_sdpa", False) else "eager"  # noqa: SLF001 - likewise
        yield
    finally:
        if fused:
            for config, kind in before:
                config._attn_implementation = kind  # noqa: SLF001 - likewise
