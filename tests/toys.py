"""Small dual encoders with seeded random weights, described as a list of cases."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

import torch
from open_clip.model import CLIP, CLIPTextCfg, CLIPVisionCfg
from open_clip.tokenizer import SimpleTokenizer

import pairlens
from pairlens.encoders.base import Encoder

CAPTION = "a black dog on snow"


@dataclass(frozen=True)
class Toy:
    """One small dual encoder.

    Attributes:
        name: The case's name in test reports.
        image: Options of the image tower.
        text: Options of the text tower.
        embed: Embedding width.
        gain: Factor on all weight matrices; above one the path gets hard.
        quick: Use the sigmoid approximation of GELU.
        seed: Of the weights.
    """

    name: str
    image: dict[str, Any] = field(default_factory=dict)
    text: dict[str, Any] = field(default_factory=dict)
    embed: int = 7
    gain: float = 1.0
    quick: bool = False
    seed: int = 0


TOYS = (
    Toy("plain"),
    Toy("average pooling", image={"pool_type": "avg"}),
    Toy("norm after average", image={"pool_type": "avg", "final_ln_after_pool": True}, seed=1),
    Toy("wide grid", image={"image_size": (8, 16), "width": 16, "head_width": 16}, seed=2),
    Toy("tall grid", image={"image_size": (20, 4), "layers": 1}, text={"layers": 1}, seed=3),
    Toy("layer scale", image={"ls_init_value": 0.3}, text={"ls_init_value": 0.5}, embed=12, seed=4),
    Toy("quick gelu", quick=True, text={"heads": 4, "width": 24}, seed=5),
    Toy("end id", text={"pool_type": "eos", "eos_id": 49407}, seed=6),
    Toy("not causal", text={"no_causal_mask": True}, seed=7),
    Toy("deep", image={"layers": 5}, text={"layers": 4}, seed=8),
    Toy("large weights", gain=1.4, seed=9),
)

IMAGE = {"layers": 3, "width": 24, "head_width": 8, "patch_size": 4, "image_size": (8, 12)}
TEXT = {"layers": 2, "width": 16, "heads": 2, "context_length": 9, "vocab_size": 49408}


def build(toy: Toy, dtype: torch.dtype = torch.float64) -> CLIP:
    """The toy's model, in evaluation mode."""
    torch.manual_seed(toy.seed)
    model = CLIP(
        toy.embed, CLIPVisionCfg(**IMAGE | toy.image), CLIPTextCfg(**TEXT | toy.text), quick_gelu=toy.quick
    )
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            # open_clip initialises biases to zero, which would hide an error in their treatment
            if name.endswith("bias"):
                parameter.normal_(0, 0.2)
            elif parameter.ndim > 1 and "embedding" not in name:
                parameter.mul_(3 * toy.gain)
            elif "embedding" in name:
                parameter.normal_(0, 0.5)
    return model.to(dtype).eval()


@cache
def _tokenizer() -> SimpleTokenizer:
    return SimpleTokenizer()


@cache
def _encoder(index: int, dtype: torch.dtype) -> Encoder:
    toy = TOYS[index]
    return pairlens.wrap(build(toy, dtype), tokenizer=_tokenizer(), name=toy.name)


def encoder(toy: Toy, dtype: torch.dtype = torch.float64) -> Encoder:
    """The toy, ready to be asked, with nothing kept of earlier requests."""
    ready = _encoder(TOYS.index(toy), dtype)
    ready.forget()
    return ready


def picture(toy: Toy, seed: int = 0, dtype: torch.dtype = torch.float64) -> torch.Tensor:
    """Seeded pixels (1, 3, height, wide) as the toy takes them."""
    size = (IMAGE | toy.image)["image_size"]
    return torch.randn(1, 3, *size, generator=torch.Generator().manual_seed(seed)).to(dtype)
