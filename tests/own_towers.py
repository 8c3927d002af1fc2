"""Small towers of plain torch modules, as a person would write them, and how they are joined."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

import pairlens

WORDS = {
    word: i + 4 for i, word in enumerate(["a", "black", "dog", "on", "snow", "two", "cats", "red", "car"])
}
PADDING, BEGIN, END = 0, 1, 2


class Block(nn.Module):
    """A pre-norm transformer block."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.before = nn.LayerNorm(width)
        self.attention = nn.MultiheadAttention(width, heads, batch_first=True)
        self.between = nn.LayerNorm(width)
        self.inner, self.outer = nn.Linear(width, 2 * width), nn.Linear(2 * width, width)

    def forward(self, x: Tensor, hidden: Tensor | None = None) -> Tensor:
        h = self.before(x)
        x = x + self.attention(h, h, h, key_padding_mask=hidden, need_weights=False)[0]
        return x + self.outer(nn.functional.gelu(self.inner(self.between(x))))


class Eye(nn.Module):
    """Patches of 4 × 4 pixels behind a class token; returns units."""

    def __init__(self, width: int = 12, depth: int = 3) -> None:
        super().__init__()
        self.patches = nn.Conv2d(3, width, 4, stride=4)
        self.first = nn.Parameter(torch.randn(1, 1, width))
        self.positions = nn.Parameter(0.5 * torch.randn(1, 7, width))
        self.layers = nn.ModuleList(Block(width, 2) for _ in range(depth))
        self.project = nn.Linear(width, 6)

    def forward(self, pixels: Tensor) -> Tensor:
        x = self.patches(pixels).flatten(2).transpose(1, 2)
        x = torch.cat([self.first.expand(len(x), -1, -1), x], dim=1) + self.positions
        for layer in self.layers:
            x = layer(x)
        return self.project(x)


class Ear(nn.Module):
    """Token ids and a mask to units."""

    def __init__(self, width: int = 8, depth: int = 2) -> None:
        super().__init__()
        self.table = nn.Embedding(16, width)
        self.positions = nn.Parameter(0.5 * torch.randn(1, 9, width))
        self.layers = nn.ModuleList(Block(width, 2) for _ in range(depth))
        self.project = nn.Linear(width, 6)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        x = self.table(ids) + self.positions[:, : ids.shape[1]]
        for layer in self.layers:
            x = layer(x, mask == 0)
        return self.project(x)


def build(kind: type[nn.Module], seed: int = 0) -> Any:
    """A tower in float64, in evaluation mode."""
    torch.manual_seed(seed)
    module = kind().double().eval()
    with torch.no_grad():
        for name, parameter in module.named_parameters():
            if parameter.ndim > 1 and name.startswith("layers"):
                parameter.mul_(2)
    return module


def split(text: str) -> list[tuple[str, int]]:
    """The words of a caption and their ids."""
    return [(word, WORDS[word.lower()]) for word in text.split()]


def image_model(own: Any, **said: Any) -> pairlens.ImageModel:
    return pairlens.ImageModel(
        **{"module": own, "blocks": own.layers, "size": (8, 12), "pool": "first"} | said
    )


def text_model(own: Any, **said: Any) -> pairlens.TextModel:
    usual = {
        "module": own,
        "blocks": own.layers,
        "tokenizer": split,
        "context": 9,
        "padding": PADDING,
        "begin": BEGIN,
        "end": END,
        "pool": "mean",
        "masked": True,
    }
    return pairlens.TextModel(**usual | said)
