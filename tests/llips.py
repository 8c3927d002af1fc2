"""Small Llips with seeded random weights, and a slow Llip whose mixture weights stand still."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

import torch
from open_clip.tokenizer import SimpleTokenizer
from torch import Tensor

import pairlens
from pairlens.encoders.base import Encoder
from pairlens.encoders.llip_model import Llip

IMAGE = {"image_size": (8, 12), "patch_size": 4, "width": 24, "layers": 3, "tokens": 5, "head_width": 8}
TEXT = {"context_length": 9, "vocab_size": 49408, "width": 16, "heads": 2, "layers": 2}


@dataclass(frozen=True)
class Small:
    """One small Llip.

    Attributes:
        name: The case's name in test reports.
        image: Options of the image tower.
        options: Options of the model.
        seed: Of the weights.
    """

    name: str
    image: dict[str, Any] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)
    seed: int = 0


SMALL = (
    Small("plain"),
    Small("norms and bias", options={"normed": True, "logit_bias": -10.0, "quick_gelu": True}, seed=1),
    Small("one token", image={"tokens": 1}, options={"temperature": 2.0}, seed=2),
    Small("square", image={"image_size": 12, "layers": 1}, options={"heads": 2}, seed=3),
)


def build(small: Small, dtype: torch.dtype = torch.float64) -> Llip:
    """The model, in evaluation mode."""
    torch.manual_seed(small.seed)
    model = Llip(16, IMAGE | small.image, TEXT, **{"heads": 4, "temperature": 0.7} | small.options)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if name.endswith("bias") and parameter.ndim:
                parameter.normal_(0, 0.2)  # open_clip starts with zeros, which would hide an error
            elif "embedding" in name:
                parameter.normal_(0, 0.5)
            elif parameter.ndim > 1:
                parameter.mul_(3)
    return model.to(dtype).eval()


@cache
def _tokenizer() -> SimpleTokenizer:
    return SimpleTokenizer()


@cache
def _encoder(index: int) -> Encoder:
    return pairlens.wrap(build(SMALL[index]), tokenizer=_tokenizer(), name=SMALL[index].name)


def encoder(small: Small) -> Encoder:
    """The small Llip, ready to be asked, with nothing kept of earlier requests."""
    ready = _encoder(SMALL.index(small))
    ready.forget()
    return ready


def picture(model: Llip, seed: int = 0) -> Tensor:
    """Seeded pixels (1, 3, height, wide) as the model takes them."""
    noise = torch.randn(1, 3, *model.visual.image_size, generator=torch.Generator().manual_seed(seed))
    return noise.to(model.k_proj.dtype)


def weights_by_hand(model: Llip, pixels: Tensor, ids: Tensor) -> Tensor:
    """The mixture weights (heads, tokens), head by head and token by token as the paper has them."""
    read = model.visual(pixels)[0]
    query = model.Q_norm(model.states(ids)[0] @ model.q_proj).reshape(model.heads, -1)
    rows = []
    for head, q in enumerate(query):
        keys = [
            model.K_norm(row @ model.k_proj[k]).reshape(model.heads, -1)[head] for k, row in enumerate(read)
        ]
        powers = torch.stack([torch.exp(key @ q / model.pred.temperature) for key in keys])
        rows.append(powers / powers.sum())
    return torch.stack(rows)


class Frozen:
    """A Llip as `reference` asks a model: with a picture vector, because the mixture weights stand still."""

    def __init__(self, model: Llip, weights: Tensor) -> None:
        self._model, self._weights = model, weights.detach()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)

    def encode_image(self, pixels: Tensor) -> Tensor:
        """The mixture, head by head and token by token."""
        model = self._model
        heads = []
        for head in range(model.heads):
            parts = [
                self._weights[head, k]
                * model.V_norm(row @ model.v_proj[k]).unflatten(-1, (model.heads, -1))[:, head]
                for k, row in enumerate(model.visual(pixels).unbind(1))
            ]
            heads.append(torch.stack(parts).sum(0))
        return torch.cat(heads, -1) @ model.pred.out_proj
