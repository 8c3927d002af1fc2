"""Small pictures for a gallery: what the model saw, and the heat of its strongest phrase as a few bytes."""

from __future__ import annotations

import io
from dataclasses import dataclass, field

import numpy as np
from jaxtyping import Float, Int8
from PIL import Image

from pairlens.card import strongest_phrase
from pairlens.result import PairAttribution
from pairlens.units import CaptionUnits, PictureUnits

SIDE = 144
"""Most pixels of a thumbnail's longer side."""

STEPS = 127
"""What stands for the end of the scale in a heat of small integers."""

_QUALITY = 85


@dataclass(frozen=True, eq=False)
class Thumbnail:
    """One tile.

    Attributes:
        picture: A JPEG file; empty for two captions, and for a pair that cannot be read.
        width: Of it, in pixels.
        height: Likewise.
        heat: int8 (rows, cols): the phrase's heat map, -127 to 127 for -limit to limit; (0, 0) without a picture.
        limit: End of the scale, in units of the cosine; 0 where everything is zero.
        phrase: The strongest phrase as it stands in the caption; empty if there is none.
        start: Where it begins in the caption, in characters.
        end: Where it ends, half-open.
        error: Why the pair cannot be read; empty if it can.
    """

    picture: bytes = b""
    width: int = 0
    height: int = 0
    heat: Int8[np.ndarray, "rows cols"] = field(default_factory=lambda: np.zeros((0, 0), dtype=np.int8))
    limit: float = 0.0
    phrase: str = ""
    start: int = 0
    end: int = 0
    error: str = ""


def thumbnail_of(pair: PairAttribution, side: int = SIDE) -> Thumbnail:
    """A pair as a tile.

    Of two pictures the first is shown, with what it has with all of the second; two captions have no picture.

    Args:
        pair: The explanation.
        side: Most pixels of the longer side.
    """
    picture = next((units for units in (pair.a, pair.b) if isinstance(units, PictureUnits)), None)
    if picture is None:
        return Thumbnail()
    kinds = {type(pair.a), type(pair.b)}
    phrase = strongest_phrase(pair) if CaptionUnits in kinds else None
    heat = pair.heatmap(phrase.tokens) if phrase else _heat(pair, picture)
    small = _small(picture, side)
    limit = float(np.abs(heat).max())
    return Thumbnail(
        picture=_jpeg(small),
        width=small.width,
        height=small.height,
        heat=quantised(heat, limit),
        limit=limit,
        phrase=phrase.text if phrase else "",
        start=phrase.start if phrase else 0,
        end=phrase.end if phrase else 0,
    )


def quantised(heat: Float[np.ndarray, "rows cols"], limit: float) -> Int8[np.ndarray, "rows cols"]:
    """Values on a scale from -limit to limit as whole numbers from -127 to 127."""
    if not limit > 0:
        return np.zeros(heat.shape, dtype=np.int8)
    return np.rint(np.clip(heat / limit, -1, 1) * STEPS).astype(np.int8)


def _heat(pair: PairAttribution, picture: PictureUnits) -> Float[np.ndarray, "rows cols"]:
    """Without a phrase: what the whole other picture meets; nothing where no word does."""
    alike = isinstance(pair.a, PictureUnits) and isinstance(pair.b, PictureUnits)
    return pair.given_b() if alike else np.zeros(picture.shape)


def _small(picture: PictureUnits, side: int) -> Image.Image:
    whole = Image.fromarray(picture.pixels)
    whole.thumbnail((side, side), Image.Resampling.BOX)
    return whole


def _jpeg(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, format="JPEG", quality=_QUALITY, subsampling=0)
    return buffer.getvalue()
