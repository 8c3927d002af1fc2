"""The uninformative inputs that an explanation is measured against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from jaxtyping import Float, Int
from torch import Tensor

from pairlens.errors import OptionError

IMAGE_KINDS = ("mean", "blur", "noise")
TEXT_KINDS = ("padding",)


@dataclass(frozen=True)
class References:
    """What the path starts from, for each tower.

    The paper's code (exclip 1.1) takes a picture of zeros after normalisation and an end token behind padding. Here the
    text reference has the caption's length and is pooled where the caption is pooled; only then does the path end at
    the caption itself.

    Attributes:
        image: "mean" (the mean colour: zeros after normalisation), "blur" (the picture, heavily blurred), "noise"
            (seeded normal noise), or pixels as the model takes them, (1, 3, height, wide).
        text: "padding" (begin and end tokens in place, padding between), or token ids of the caption's shape.
    """

    image: Any = "mean"
    text: Any = "padding"

    @classmethod
    def of(cls, given: Any) -> References:  # noqa: ANN401 - checked here
        """The references that a person passed, or the usual ones.

        Raises:
            OptionError: It is something else.
        """
        if given is not None and not isinstance(given, References):
            raise OptionError(
                f"references is a {type(given).__name__}.", "Pass pairlens.References(image=…, text=…)."
            )
        return given or cls()

    def describe(self) -> dict[str, str]:
        """The kinds by name, explicit tensors as "given"."""
        return {side: value if isinstance(value, str) else "given" for side, value in vars(self).items()}


def reference_pixels(
    reference: Any,  # noqa: ANN401 - a name or pixels
    pixels: Float[Tensor, "1 3 height wide"],
) -> Float[Tensor, "1 3 height wide"]:
    """The picture that the path starts from.

    Args:
        reference: One of `IMAGE_KINDS`, or pixels as the model takes them.
        pixels: The picture that the path ends at.

    Raises:
        OptionError: There is no such kind, or the given pixels have another shape.
    """
    if isinstance(reference, Tensor):
        given = reference[None] if reference.ndim == pixels.ndim - 1 else reference
        if given.shape != pixels.shape:
            raise OptionError(
                f"The image reference has shape {tuple(reference.shape)}.",
                f"Pass pixels as the model takes them, {tuple(pixels.shape)}.",
            )
        return given.detach().to(pixels)
    if reference not in IMAGE_KINDS:
        raise OptionError(
            f"There is no image reference {reference!r}.",
            f"Choose one of {', '.join(IMAGE_KINDS)}, or pass pixels as a tensor.",
        )
    if reference == "noise":
        noise = torch.randn(pixels.shape, generator=torch.Generator().manual_seed(0))
        return noise.to(pixels)
    return torch.zeros_like(pixels) if reference == "mean" else _blurred(pixels)


def _blurred(pixels: Tensor) -> Tensor:
    """The picture blurred by a Gaussian of a sixteenth of its height, edges reflected."""
    from torchvision.transforms.functional import gaussian_blur

    sigma = pixels.shape[-2] / 16
    size = min(2 * round(2 * sigma) + 1, 2 * ((min(pixels.shape[-2:]) - 1) // 2) + 1)
    blurred: Tensor = gaussian_blur(pixels, [size, size], [sigma, sigma])
    return blurred


def reference_ids(
    reference: Any,  # noqa: ANN401 - a name or token ids
    blank: Int[Tensor, "1 context"],
) -> Int[Tensor, "1 context"]:
    """The caption that the path starts from.

    Args:
        reference: One of `TEXT_KINDS`, or token ids of the caption's shape.
        blank: The caption with padding in the place of its content.

    Raises:
        OptionError: There is no such kind, or the given ids have another shape.
    """
    if isinstance(reference, Tensor):
        return _checked_ids(reference, blank)
    if reference not in TEXT_KINDS:
        raise OptionError(
            f"There is no text reference {reference!r}.",
            f"Choose {', '.join(TEXT_KINDS)}, or pass token ids of the caption's shape as a tensor.",
        )
    return blank


def _checked_ids(ids: Tensor, like: Int[Tensor, "1 context"]) -> Int[Tensor, "1 context"]:
    ids = ids[None] if ids.ndim == 1 else ids
    if ids.shape != like.shape or ids.is_floating_point():
        raise OptionError(
            f"The text reference has shape {tuple(ids.shape)} and type {ids.dtype}.",
            f"Pass integer token ids of the caption's shape {tuple(like.shape)}.",
        )
    return ids.detach().to(device=like.device, dtype=like.dtype)
