"""A picture cut into a list of patches, and put together again."""

from __future__ import annotations

from collections.abc import Mapping
from math import isqrt

import torch
from jaxtyping import Float
from torch import Tensor

from pairlens.encoders.tower import Inputs


def blank_square(patch: int, patches: int) -> Float[Tensor, "1 3 side side"]:
    """A blank square picture of at most so many patches."""
    side = patch * isqrt(patches)
    return torch.zeros(1, 3, side, side)


def patched(pixels: Float[Tensor, "1 3 height wide"], patch: int) -> Inputs:
    """A picture as patches in row-major order, each (row, column, channel) as the model wants it; none is padded.

    >>> {name: tuple(tensor.shape) for name, tensor in patched(torch.zeros(1, 3, 4, 6), 2).items()}
    {'pixels': (1, 6, 12), 'mask': (1, 6), 'shapes': (1, 2)}
    """
    rows, cols = (int(side) // patch for side in pixels.shape[-2:])
    cells = pixels.reshape(1, 3, rows, patch, cols, patch).permute(0, 2, 4, 3, 5, 1)
    mask = torch.ones(1, rows * cols, dtype=torch.int32, device=pixels.device)
    shapes = torch.tensor([[rows, cols]], device=pixels.device)
    return {"pixels": cells.reshape(1, rows * cols, -1), "mask": mask, "shapes": shapes}


def joined(inputs: Inputs, patch: int) -> Float[Tensor, "1 3 height wide"]:
    """The picture that `patched` or the processor cut up, padding left out."""
    rows, cols = grid_in(inputs)
    cells = inputs["pixels"][:, : rows * cols].reshape(1, rows, cols, patch, patch, 3)
    return cells.permute(0, 5, 1, 3, 2, 4).reshape(1, 3, rows * patch, cols * patch)


def grid_in(inputs: Mapping[str, Int[Tensor, "..."] | Tensor]) -> tuple[int, int]:
    """Rows and columns of the picture's patches."""
    rows, cols = (int(side) for side in inputs["shapes"][0])
    return rows, cols
