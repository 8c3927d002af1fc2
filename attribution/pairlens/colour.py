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

Ends = tuple[tuple[Rgb, Rgb], tuple[Rgb, Rgb]]
"""The colours of both signs, against first: faint, and at the end of the scale."""

MAPS: dict[str, Ends] = {
    "orange-blue": (AGAINST, FOR),
    "green-purple": (((214, 140, 255), (128, 30, 170)), ((120, 214, 90), (14, 124, 40))),
    "yellow-violet": (((164, 140, 255), (84, 32, 190)), ((255, 222, 60), (206, 140, 0))),
}
"""Colour maps by name; each stays apart for every common colour blindness. The view has the same."""

PINS = ("#2db298", "#b836d9", "#d9ad00", "#548c00", "#7cadf7", "#6e6e76")
"""Colours of pins, by slot, as in the view; the letter says the same again."""


def ends_of(name: str = "orange-blue", *, flipped: bool = False) -> Ends:
    """The colours of a map's ends, against first.

    Args:
        name: One of `MAPS`.
        flipped: Whether the two signs change colours.
    """
    low, high = MAPS[name]
    return (high, low) if flipped else (low, high)


def diverging(
    values: Float[np.ndarray, "*shape"], limit: float, ends: Ends = MAPS["orange-blue"]
) -> UInt8[np.ndarray, "*shape 4"]:
    """Colour and opacity of values on a scale from -limit to limit; beyond it they stay at its end.

    Args:
        values: Numbers of any shape.
        limit: End of the scale; where it is 0, everything is empty.
        ends: Colours of both signs, against first.

    Returns:
        RGBA; the opacity grows from 0 at zero to 255 at the ends.
    """
    signed = np.clip(values / limit, -1, 1)[..., None] if limit > 0 else np.zeros((*values.shape, 1))
    strength = np.abs(signed)
    faint, deep = (np.where(signed < 0, *pair) for pair in zip(*ends, strict=True))
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


def blended(
    heat: Float[np.ndarray, "rows cols"], height: int, width: int
) -> Float[np.ndarray, "height width"]:
    """Values per pixel, linear between the cells' middles."""
    plane = Image.fromarray(heat.astype(np.float32))
    return np.asarray(plane.resize((width, height), Image.Resampling.BILINEAR), dtype=np.float64)


def greyed(pixels: UInt8[np.ndarray, "height width 3"]) -> UInt8[np.ndarray, "height width 3"]:
    """A picture without its colours."""
    luma = np.rint(pixels @ np.array([0.2126, 0.7152, 0.0722])).astype(np.uint8)
    return np.repeat(luma[..., None], 3, axis=-1)


def painted(
    pixels: UInt8[np.ndarray, "height width 3"],
    heat: Float[np.ndarray, "rows cols"],
    limit: float,
    *,
    opacity: float = 0.85,
    least: int = 224,
    ends: Ends = MAPS["orange-blue"],
    smooth: bool = False,
) -> UInt8[np.ndarray, "tall wide 3"]:
    """The picture with a heat map over it.

    Args:
        pixels: The picture as the model saw it.
        heat: One number per cell.
        limit: End of the colour scale.
        opacity: Opacity at the ends of the scale; zero is always clear.
        least: A picture whose shorter side has fewer pixels is enlarged by a whole factor to reach it.
        ends: Colours of both signs, against first.
        smooth: Whether neighbouring cells are blended.
    """
    factor = max(1, -(-least // min(pixels.shape[:2])))
    large = pixels.repeat(factor, axis=0).repeat(factor, axis=1).astype(np.float64)
    values = (blended if smooth else spread)(heat, *large.shape[:2])
    over = diverging(values, limit, ends).astype(np.float64)
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


def ink_on(colour: str) -> str:
    """Black or white, whichever reads better on a colour; as in the view.

    Args:
        colour: As CSS writes it, six digits.
    """
    red, green, blue = ((int(colour[at : at + 2], 16) / 255) ** 2.2 for at in (1, 3, 5))
    return "#111111" if 0.2126 * red + 0.7152 * green + 0.0722 * blue > _DARK else "#ffffff"


_DARK = 0.18
