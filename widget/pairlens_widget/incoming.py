"""Pictures that a view sends: bytes that anybody may have made."""

from __future__ import annotations

import io
import warnings

from PIL import Image, UnidentifiedImageError

from pairlens.errors import PictureError

LARGEST = 32 * 2**20
"""Most bytes; the view says the same before it sends any."""

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "AVIF")
"""What is read. Formats that run programs of their own (EPS) or that nobody pastes are not."""


def picture_of(data: bytes, name: str = "") -> Image.Image:
    """A picture from the bytes of a file.

    Args:
        data: The bytes.
        name: What the person's computer calls it.

    Raises:
        PictureError: They are no picture, or too many.
    """
    called = f"{name[:80]!r}" if name else "That"
    if len(data) > LARGEST:
        raise PictureError(
            f"{called} has {len(data) / 2**20:.0f} MB, more than {LARGEST // 2**20}.",
            "Scale the picture down first.",
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PictureError(
            f"{called} is larger than {Image.MAX_IMAGE_PIXELS:,} pixels.", "Scale it down first."
        ) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise PictureError(
            f"{called} is not a picture that can be read here.", "Convert it to PNG or JPEG."
        ) from None
    return picture
