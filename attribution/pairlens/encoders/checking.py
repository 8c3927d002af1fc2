"""What is checked of every model before it is explained, and what a person said when wrapping it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from jaxtyping import Float
from torch import Tensor, nn

from pairlens.encoders.base import Encoder
from pairlens.encoders.derivatives import check_side
from pairlens.encoders.hashing import UNUSED
from pairlens.encoders.tower import ImageTower, Inputs, TextTower, Tower, shortened
from pairlens.errors import ModelError

AGREE = 1e-3
"""Most relative difference between a tower's own output and ours; float32 rounding stays below 1e-5."""


@dataclass(frozen=True)
class Wrapping:
    """What a person passed to `pairlens.wrap` beside the model.

    Attributes:
        preprocess: PIL picture to pixels, or a processor that holds it; None if only tensors are passed.
        tokenizer: The model's own; None for the family's usual one.
        name: What to call the encoder.
        default_layer: Layers (image, text); None for the family's usual ones.
        unknown: Words of a caption that the model never saw.
    """

    preprocess: Any
    tokenizer: Any
    name: str
    default_layer: tuple[int, int] | None
    unknown: Callable[[str], tuple[str, ...]]


def check_weights(model: nn.Module) -> None:
    """Refuse a model whose weights cannot give numbers.

    Raises:
        ModelError: Some weight is NaN or infinite.
    """
    for name, parameter in model.named_parameters():
        if not name.startswith(UNUSED) and not bool(torch.isfinite(parameter).all()):
            raise ModelError(
                f"The weights hold NaN or infinite values, first in {name}.",
                "Load the checkpoint again, or one saved before the training diverged.",
            )


def full_precision(model: nn.Module) -> tuple[Any, tuple[str, ...]]:
    """The model itself, or a float32 copy of one in half precision, and a note that says so."""
    half = {p.dtype for p in model.parameters()} & {torch.float16, torch.bfloat16}
    if not half:
        return model, ()
    kinds = ", ".join(sorted(str(kind).removeprefix("torch.") for kind in half))
    return copy.deepcopy(model).float(), (f"computed on a float32 copy of {kinds} weights",)


def through(tower: Tower, inputs: Inputs, layer: int) -> Float[Tensor, "batch embed"]:
    """An embedding by way of a cut."""
    if isinstance(tower, TextTower):
        inputs = shortened(inputs, tower.length(inputs))
    return tower.stage(inputs, layer).embed(tower.features(inputs, layer))


def check_tower(side: str, tower: Tower, inputs: Inputs, own: Float[Tensor, "batch embed"]) -> None:
    """Compare a tower, cut in the middle, with the model's own output for the same inputs.

    Raises:
        ModelError: They differ.
    """
    difference = float((own - through(tower, inputs, tower.depth // 2)).norm() / own.norm())
    if not difference <= AGREE:
        raise ModelError(
            f"The {side} tower's own output differs from its blocks run one by one, by {difference:.1e} of its size.",
            "Its class was changed in a way that cannot be read here; wrap an unmodified model.",
        )


def check_widths(image: Float[Tensor, "batch embed"], text: Float[Tensor, "batch other"]) -> None:
    """Refuse towers that do not meet in one space.

    Raises:
        ModelError: Their embeddings differ in width.
    """
    if image.shape[-1] != text.shape[-1]:
        raise ModelError(
            f"The image embedding has {image.shape[-1]} numbers and the text embedding {text.shape[-1]}.",
            "A dual encoder needs towers that end in one shared space; add or repair a projection.",
        )


def check_derivatives(encoder: Encoder) -> None:
    """Run noise and a short caption through the towers and back, and name a module that has no derivatives.

    Raises:
        ModelError: There is such a module.
    """
    with encoder.borrowed():
        inputs = {kind: _example(encoder, kind) for kind in ("picture", "caption") if _reads(encoder, kind)}
        if encoder.hold is not None:
            inputs["picture"] = encoder.hold(inputs["picture"], inputs["caption"]).inputs
        for kind, given in inputs.items():
            side = "image" if kind == "picture" else "text"
            check_side(encoder.model, side, encoder.half(kind).tower, given)


def _reads(encoder: Encoder, kind: str) -> bool:
    return (encoder.image if kind == "picture" else encoder.text) is not None


def _example(encoder: Encoder, kind: str) -> Inputs:
    half = encoder.half(kind)
    tower = half.tower
    noise = torch.Generator().manual_seed(0)
    source = torch.randn(1, 3, *tower.size, generator=noise) if isinstance(tower, ImageTower) else "a photo"
    return encoder.placed(half.reader.read(source)[0])
