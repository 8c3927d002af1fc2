"""The slow, obvious version that the fast one must equal: dense Jacobians of the model's own forward pass.

Nothing here uses Pairlens' encoders or methods. The model is run whole, with a hook that puts the path's features in
at the cut; torch.func.jacrev gives the whole Jacobian (embed, units, width), and the dense tensor is summed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn.attention import SDPBackend, sdpa_kernel


def features(model: Any, tower: str, inputs: Tensor, layer: int) -> Tensor:
    """What enters block `layer` (or the pooling, at the tower's depth) for a batch of inputs."""
    seen: list[Tensor] = []
    with _at_cut(model, tower, layer, seen.append), torch.no_grad():
        _run(model, tower, inputs)
    return seen[0]


def upper(model: Any, tower: str, inputs: Tensor, layer: int) -> Callable[[Tensor], Tensor]:
    """The embedding as a function of the features (units, width) at the cut."""

    def run(z: Tensor) -> Tensor:
        with _at_cut(model, tower, layer, lambda _: z[None]):
            return _run(model, tower, inputs)[0]

    return run


def integrated_jacobian(f: Callable[[Tensor], Tensor], start: Tensor, stop: Tensor, nodes: Any) -> Tensor:
    """Σ_k w_k ∂f/∂z at start + α_k (stop - start): (embed, units, width)."""
    jacobian = torch.func.jacrev(f)
    terms = [
        w * jacobian(start + a * (stop - start)) for a, w in zip(nodes.alphas, nodes.weights, strict=True)
    ]
    return torch.stack(terms).sum(0)


def attribution(
    model: Any, pixels: Tensor, blank: Tensor, ids: Tensor, blank_ids: Tensor, layers: Any, rules: Any
) -> Any:
    """Every term of the cosine, as float64 arrays: interactions, text and image effects, baseline, score."""
    x, r = features(model, "image", torch.cat([pixels, blank]), layers[0])
    y, s = features(model, "text", torch.cat([ids, blank_ids]), layers[1])
    f, g = upper(model, "image", pixels, layers[0]), upper(model, "text", ids, layers[1])
    with sdpa_kernel(SDPBackend.MATH):
        Jf = integrated_jacobian(f, r, x, rules[0])
        Jg = integrated_jacobian(g, s, y, rules[1])
    # the dense tensor of eq. 10, (text unit, text width, image unit, image width), then its sum over widths
    dense = torch.einsum("ejb,eia->jbia", Jg, Jf)
    pairs = torch.einsum("jb,jbia,ia->ji", y - s, dense, x - r)
    norm = f(x).norm() * g(y).norm()
    text = torch.einsum("ejb,jb,e->j", Jg, y - s, f(r))
    image = torch.einsum("eia,ia,e->i", Jf, x - r, g(s))
    values = [pairs, text, image, g(s) @ f(r), g(y) @ f(x)]
    return [np.asarray((v / norm).detach()) for v in values]


def _run(model: Any, tower: str, inputs: Tensor) -> Tensor:
    if tower == "image":
        return model.encode_image(inputs)
    eot = inputs[0].argmax() if model.text_pool_type == "argmax" else int((inputs[0] == 49407).nonzero()[0])
    x = model.token_embedding(inputs) + model.positional_embedding
    x = model.transformer(x, attn_mask=model.attn_mask)
    return model.ln_final(x)[:, eot] @ model.text_projection


class _at_cut:  # noqa: N801 - reads as a context manager
    """Look at, or replace, what enters a block; hooks are gone afterwards."""

    def __init__(self, model: Any, tower: str, layer: int, act: Callable[[Tensor], Tensor | None]) -> None:
        self._transformer = model.visual.transformer if tower == "image" else model.transformer
        self._layer, self._act = layer, act

    def __enter__(self) -> None:
        blocks = self._transformer.resblocks
        if self._layer < len(blocks):
            self._hook = blocks[self._layer].register_forward_pre_hook(lambda _, args: self._swap(args))
        else:
            self._hook = self._transformer.register_forward_hook(lambda _, __, out: self._swap((out,))[0])

    def __exit__(self, *_: object) -> None:
        self._hook.remove()

    def _swap(self, args: tuple[Tensor, ...]) -> tuple[Tensor, ...]:
        new = self._act(args[0])
        return args if new is None else (new, *args[1:])
