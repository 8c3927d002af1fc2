"""Inputs in which some units are those of a reference: what a coalition looks like to a tower."""

from __future__ import annotations

from collections.abc import Callable

import torch
from jaxtyping import Bool
from torch import Tensor

from pairlens.encoders.tower import Inputs
from pairlens.errors import OptionError

Mixing = Callable[[Inputs, Inputs, Tensor], Inputs]
"""Inputs, reference inputs and who stays, to a batch of inputs; see `pairlens.methods.players.Players.of`."""


def mixed_ids(inputs: Inputs, blank: Inputs, kept: Bool[Tensor, "masks ids"]) -> Inputs:
    """Captions whose other tokens are those of the reference; whatever has one number for each token follows."""
    here = kept.to(inputs["ids"].device)
    shape = inputs["ids"].shape
    return {
        name: torch.where(here, tensor, blank.get(name, tensor))
        if tensor.shape == shape
        else tensor.expand(len(kept), *tensor.shape[1:])
        for name, tensor in inputs.items()
    }


def mixed_pixels(inputs: Inputs, blank: Inputs, kept: Bool[Tensor, "masks rows cols"]) -> Inputs:
    """Pictures whose other cells are those of the reference; a pixel belongs to the cell that its corner lies in.

    Raises:
        OptionError: The picture is not given as (1, channels, height, wide).
    """
    pixels = inputs["pixels"]
    if pixels.ndim != 4:  # noqa: PLR2004 - batch, channels, height, wide
        raise OptionError(
            f"Pictures of shape {tuple(pixels.shape)} cannot be perturbed here.",
            'Give their reader a method mixed(inputs, blank, kept), or use method="jacobians".',
        )
    here = kept.to(pixels.device)
    rows, cols = (
        torch.arange(side, device=pixels.device) * cells // side
        for side, cells in zip(pixels.shape[2:], kept.shape[1:], strict=True)
    )
    stays = here[:, rows][:, :, cols][:, None]
    rest = {k: t.expand(len(kept), *t.shape[1:]) for k, t in inputs.items() if k != "pixels"}
    return {**rest, "pixels": torch.where(stays, pixels, blank["pixels"])}
