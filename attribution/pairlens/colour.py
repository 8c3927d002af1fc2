"""One symmetric diverging scale whose zero is empty: orange for, blue against, whatever eyes one has."""

from __future__ import annotations

import io

import numpy as np
from jaxtyping import Float, UInt8
from PIL import Image

Rgb = tuple[int, int, int]

FOR: tuple[Rgb, Rgb] = ((255, 170, 64), (214, 72, 0))
"""What raises the score: faint, and at the end of the scale."""

AGAINST: tuple[Rgb, Rgb] = ((96, 176, 255), (0, 84, 196))
"""What lowers the score: faint, and at the end of the scale."""


def diverging(values: Float[np.ndarray, "*shape"], limit: float) -> UInt8[np.ndarray, "*shape 4"]:
    """Colour and opacity of values on a scale from -limit to limit; beyond it they stay at its end.

    Args:
        values: Numbers of any shape.
        limit: End of the scale; where it is 0, everything is empty.

    Returns:
        RGBA; the opacity grows from 0 at zero to 255 at the ends.
    """
    signed = np.clip(values / limit, -1, 1)[..., None] if limit > 0 else np.zeros((*values.shape, 1))
    strength = np.abs(signed)
    faint, deep = (np.where(signed < 0, *pair) for pair in zip(AGAINST, FOR, strict=True))
    rgba = np.concatenate([faint + (deep - faint) * strength, 255 * strength], axis=-1)
    return np.asarray(np.rint(rgba), dtype=np.uint8)


def spread(
    heat: Float[np.ndarray, "rows cols"], height: int, width: int
) -> Float[np.ndarray, "height width"]:
    """Each pixel's cell value; cells stay crisp, and a pixel that a cell edge cuts goes with its middle."""
    rows, cols = heat.shape
    down = ((np.arange(height) + 0.5) * rows / height).astype(int)
    across = ((np.arange(width) + 0.5) * cols / width).astype(int)
    return heat[np.ix_(down, across)]


def painted(
    pixels: UInt8[np.ndarray, "height width 3"],
    heat: Float[np.ndarray, "rows cols"],
    limit: float,
    *,
    opacity: float = 0.85,
    least: int = 224,
) -> UInt8[np.ndarray, "tall wide 3"]:
    """The picture with a heat map over it.

    Args:
        pixels: The picture as the model saw it.
        heat: One number per cell.
        limit: End of the colour scale.
        opacity: Opacity at the ends of the scale; zero is always clear.
        least: A picture whose shorter side has fewer pixels is enlarged by a whole factor to reach it.
    """
    factor = max(1, -(-least // min(pixels.shape[:2])))
    large = pixels.repeat(factor, axis=0).repeat(factor, axis=1).astype(np.float64)
    over = diverging(spread(heat, *large.shape[:2]), limit).astype(np.float64)
    alpha = over[..., 3:] / 255 * opacity
    return np.rint(large * (1 - alpha) + over[..., :3] * alpha).astype(np.uint8)


def png_of(pixels: UInt8[np.ndarray, "height width channels"]) -> bytes:
    """Pixels as a PNG file."""
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, format="PNG", optimize=True)
    return buffer.getvalue()


def css(colour: Rgb) -> str:
    """A colour as CSS writes it."""
    return "#{:02x}{:02x}{:02x}".format(*colour)
