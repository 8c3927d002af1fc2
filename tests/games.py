"""Interaction indices of small games by their textbook definitions, a loop over every coalition."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain, combinations
from math import factorial
from typing import Any

import numpy as np
import torch

import pairlens
from pairlens.methods.coalitions import all_masks
from toys import CAPTION, Toy, encoder, picture

Game = Callable[[frozenset[Any]], float]


def coalitions(players: list[Any]) -> Any:
    """Every subset."""
    return map(frozenset, chain.from_iterable(combinations(players, k) for k in range(len(players) + 1)))


def second_difference(v: Game, i: Any, j: Any, rest: frozenset[Any]) -> float:
    return v(rest | {i, j}) - v(rest | {i}) - v(rest | {j}) + v(rest)


def shapley(v: Game, players: list[Any], i: Any, j: Any) -> float:
    """Grabisch & Roubens 1999: weights t! (n - t - 2)! / (n - 1)!."""
    n, others = len(players), [p for p in players if p not in (i, j)]
    return sum(
        factorial(len(t)) * factorial(n - len(t) - 2) / factorial(n - 1) * second_difference(v, i, j, t)
        for t in coalitions(others)
    )


def banzhaf(v: Game, players: list[Any], i: Any, j: Any, p: float) -> float:
    """The expectation when every other player stays with probability p."""
    others = [player for player in players if player not in (i, j)]
    return sum(
        p ** len(t) * (1 - p) ** (len(others) - len(t)) * second_difference(v, i, j, t)
        for t in coalitions(others)
    )


class PairGame:
    """The cosine of a toy's picture and caption with some cells and tokens taken away; encoded by the model itself."""

    def __init__(self, toy: Toy, grid: tuple[int, int], caption: str = CAPTION) -> None:
        self.encoder = encoder(toy)
        self.model = self.encoder.model
        self.pixels = picture(toy)
        self.ids = self.encoder.captions.read(caption)[0]["ids"]
        self.tokens = [("token", k) for k in range(int(self.ids[0].argmax()) - 1)]
        self.grid = grid
        self.cells = [("cell", k) for k in range(grid[0] * grid[1])]
        self._known: dict[Any, np.ndarray] = {}

    @property
    def players(self) -> list[Any]:
        return self.tokens + self.cells

    def __call__(self, coalition: frozenset[Any]) -> float:
        text = frozenset(k for kind, k in coalition if kind == "token")
        image = frozenset(k for kind, k in coalition if kind == "cell")
        return float(self.text(text) @ self.image(image))

    def text(self, kept: frozenset[int]) -> np.ndarray:
        ids = self.ids.clone()
        for _, k in self.tokens:
            if k not in kept:
                ids[0, 1 + k] = 0
        return self._unit(("text", kept), lambda: self.model.encode_text(ids))

    def image(self, kept: frozenset[int]) -> np.ndarray:
        pixels = self.pixels.clone()
        height, wide = pixels.shape[2] // self.grid[0], pixels.shape[3] // self.grid[1]
        for _, k in self.cells:
            row, col = divmod(k, self.grid[1])
            if k not in kept:
                pixels[..., row * height : (row + 1) * height, col * wide : (col + 1) * wide] = 0
        return self._unit(("image", kept), lambda: self.model.encode_image(pixels))

    def _unit(self, key: Any, encode: Any) -> np.ndarray:
        if key not in self._known:
            vector = encode()[0].detach().numpy()
            self._known[key] = vector / np.linalg.norm(vector)
        return self._known[key]

    def explain(self, method: str, **options: Any) -> pairlens.PairAttribution:
        return pairlens.explain(
            self.encoder, self.pixels, CAPTION, method=method, groups=self.grid, **options
        )

    def matrix(self, index: Callable[..., float], *options: Any) -> np.ndarray:
        """An index for every pair across sides, tokens first."""
        return np.array(
            [[index(self, self.players, j, i, *options) for i in self.cells] for j in self.tokens]
        )


def table(players: int, embed: int, seed: int) -> torch.Tensor:
    """A seeded random game: linear, pairs and triples."""
    g = torch.Generator().manual_seed(seed)
    z = all_masks(players).double()
    pairs = torch.einsum("mi,mj->mij", z, z).flatten(1)
    triples = torch.einsum("mi,mj,mk->mijk", z, z, z).flatten(1)
    parts = [(z, 1.0), (pairs, 0.4), (triples, 0.1)]
    return sum(
        size * part @ torch.randn(part.shape[1], embed, generator=g, dtype=torch.float64)
        for part, size in parts
    )


def looked_up(found: torch.Tensor) -> Any:
    """A game whose coalitions are all known."""
    bits = 2 ** torch.arange(int(np.log2(len(found))))
    return lambda masks: found[(masks.long() * bits).sum(1)]
