"""What the tests of first-order methods share: the question, posed without Pairlens' methods."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

import pairlens
import reference
from pairlens.quadrature import nodes
from toys import CAPTION, Toy, encoder, picture

STEPS = 3


@dataclass
class Posed:
    """A toy's question: features x and r, the function above the cut, U_j by dense Jacobians, and the norms."""

    encoder: Any
    pixels: Tensor
    layers: tuple[int, int]
    x: Tensor
    r: Tensor
    f: Any
    U: Tensor
    score: float
    norms: float
    text_norm: float

    def explain(self, method: str, **options: Any) -> pairlens.PairAttribution:
        return pairlens.explain(
            self.encoder, self.pixels, CAPTION, layer=self.layers, method=method, steps=STEPS, **options
        )


def pose(toy: Toy, layers: tuple[int, int]) -> Posed:
    e, pixels = encoder(toy), picture(toy)
    inputs = e.captions.read(CAPTION)[0]
    ids, blank = inputs["ids"], e.captions.reference("padding", inputs)["ids"]
    x, r = reference.features(e.model, "image", torch.cat([pixels, torch.zeros_like(pixels)]), layers[0])
    y, s = reference.features(e.model, "text", torch.cat([ids, blank]), layers[1])
    f, g = (
        reference.upper(e.model, "image", pixels, layers[0]),
        reference.upper(e.model, "text", ids, layers[1]),
    )
    with torch.nn.attention.sdpa_kernel(torch.nn.attention.SDPBackend.MATH):
        Jg = reference.integrated_jacobian(g, s, y, nodes("gauss-legendre", STEPS))
    U = torch.einsum("ejb,jb->je", Jg, y - s)
    with torch.no_grad():
        fx, gy = f(x), g(y)
    norms = float(fx.norm() * gy.norm())
    return Posed(e, pixels, layers, x, r, f, U.detach(), float(fx @ gy) / norms, norms, float(gy.norm()))


def close(pair: pairlens.PairAttribution, slow: Tensor | np.ndarray, tolerance: float = 1e-6) -> None:
    """Compare every unit's number, special ones included, with what a test worked out (text, image)."""
    expected = np.asarray(slow)
    scale = np.abs(expected).max()
    assert scale > 0, "nothing to compare"
    np.testing.assert_allclose(pair.interactions, expected, atol=tolerance * scale)
