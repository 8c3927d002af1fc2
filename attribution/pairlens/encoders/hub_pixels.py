"""Read pictures through an image processor of the `transformers` library, or through any callable."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jaxtyping import Float
from PIL import Image
from torch import Tensor

from pairlens.encoders.preparing import Pixels, Triple
from pairlens.encoders.tower import ImageTower
from pairlens.errors import ModelError

Reads = Callable[[ImageTower], Pixels]
GREY = 128
_LINEAR = 0.02
"""How far the colour of a grey picture may lie from the line between black and white; resizing rounds."""


def image_processor(preprocess: Any) -> Any:  # noqa: ANN401 - a processor, a callable or None
    """The image processor in what a person passed: its own part of a joint processor, or the thing itself."""
    return getattr(preprocess, "image_processor", preprocess)


def is_processor(preprocess: object) -> bool:
    """Whether it is an image processor of transformers and not just a callable."""
    return hasattr(preprocess, "preprocess") and hasattr(preprocess, "model_input_names")


@dataclass(frozen=True)
class Processed:
    """An image processor as a function of one picture.

    Attributes:
        processor: Of transformers.
    """

    processor: Any

    def __call__(self, picture: Image.Image) -> Float[Tensor, "3 height wide"]:
        """Pixels as the model takes them."""
        pixels: Tensor = self.processor(images=picture, return_tensors="pt")["pixel_values"][0]
        return pixels


def pixels_reader(processor: Any, config: Any, *, fixed: bool) -> tuple[tuple[int, int], Reads]:  # noqa: ANN401 - of transformers
    """The size in pixels that a tower takes, and how to make the reader of its pictures.

    Args:
        processor: An image processor, a callable from PIL picture to pixels, or None.
        config: The image tower's configuration.
        fixed: Whether the tower takes that configuration's size only; else the processor's word is taken.

    Raises:
        ModelError: The processor makes pictures of another size than the tower takes.
    """
    side = config.image_size
    own = (side, side) if isinstance(side, int) else (int(side[0]), int(side[1]))
    if processor is None:
        grey: Triple = (0.5, 0.5, 0.5)
        return own, lambda tower: Pixels(tower, None, grey, grey)
    make = Processed(processor) if is_processor(processor) else processor
    made = tuple(make(Image.new("RGB", own[::-1])).shape[-2:])
    if fixed and made != own:
        raise ModelError(
            f"The image processor makes pictures of {made[0]} × {made[1]} pixels, but the model takes "
            f"{own[0]} × {own[1]}.",
            "Pass the processor that belongs to the model (AutoProcessor.from_pretrained with the same name).",
        )
    mean, std = colours(make, own)
    return made, lambda tower: Pixels(tower, make, mean, std)


def colours(make: Callable[[Image.Image], Tensor], size: tuple[int, int]) -> tuple[Triple, Triple]:
    """The mean and deviation per channel that a preprocessing takes off, from what it makes of black and of white.

    However it says so (a rescaling, an offset, a normalisation, or none), colours in [0, 1] are `pixels * std + mean`.

    Args:
        make: PIL picture to pixels.
        size: Height and width of a picture to try.

    Raises:
        ModelError: It does something else to colours, so the picture that the model sees cannot be shown.
    """
    black, grey, white = (
        make(Image.new("RGB", size[::-1], (tone,) * 3)).double().flatten(1).median(1).values
        for tone in (0, GREY, 255)
    )
    scale = white - black
    off = (black + scale * (GREY / 255) - grey).abs()
    if not bool((scale.abs() > 0).all() and (off <= _LINEAR * scale.abs()).all()):
        raise ModelError(
            "The preprocessing does not scale colours evenly, so what the model sees cannot be shown.",
            "Preprocess the picture yourself and pass the pixels as a tensor.",
        )
    red, green, blue = (-black / scale).tolist()
    std = (1 / scale).tolist()
    return (red, green, blue), (std[0], std[1], std[2])
