"""Pictures in: whatever a person hands over, as the 8-bit RGB picture that a viewer would show."""

from __future__ import annotations

import os
import struct
import warnings
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Shaped, UInt8
from PIL import Image, ImageOps, UnidentifiedImageError

from pairlens.errors import PictureError

_WHITE = (255, 255, 255, 255)
_DEEP = 65535
_BYTE = 255
_CHANNELS = (1, 3, 4)
_AXES = 3
_FILM = {"GIF", "WEBP", "PNG", "AVIF"}
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, struct.error, zlib.error, MemoryError)
"""What Pillow's readers raise on bytes that do not make sense."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A picture, and what was done to show it.

    Attributes:
        picture: 8-bit RGB, upright, on white where it was transparent.
        notes: One short sentence per conversion that a person should know of.
    """

    picture: Image.Image
    notes: tuple[str, ...] = ()


def read_picture(source: object) -> Opened:
    """Read a picture as a viewer would show it.

    Args:
        source: A path, a PIL picture, or an array (height, width), (height, width, 1), (height, width, 3) or
            (height, width, 4) of uint8, uint16 or floating point in [0, 1]. Of an animated file the first
            frame is read; of a PIL picture, the frame that it is at.

    Raises:
        PictureError: It is missing, no picture, damaged, empty, too large, or an array of another kind.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's remarks on files that it can read all the same
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        return _opened(source)


def _opened(source: object) -> Opened:
    if isinstance(source, Image.Image):
        return _converted(source, _frame_notes(source))
    if isinstance(source, np.ndarray):
        return _converted(_from_array(source), ())
    if isinstance(source, str | os.PathLike):
        return _read_file(Path(os.fsdecode(source)))
    cause = f"A picture cannot be read from an object of type {type(source).__name__}."
    raise PictureError(cause, "Give a path, a PIL picture, an array or a preprocessed tensor.")


def _read_file(path: Path) -> Opened:
    _check_file(path)
    try:
        with Image.open(path) as picture:
            return _converted(picture, _frame_notes(picture), str(path))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        cause = f"{path} is larger than {Image.MAX_IMAGE_PIXELS:,} pixels."
        raise PictureError(cause, "Scale it down first; the model sees a few hundred pixels of it.") from None
    except UnidentifiedImageError:
        cause = f"{path} is not a picture that Pillow can read."
        raise PictureError(cause, "Convert it to PNG or JPEG (HEIC and SVG are not read).") from None
    except PermissionError:
        raise PictureError(f"{path} may not be read.", "Change its permissions, or copy it.") from None
    except _BROKEN as error:
        raise _damaged(str(path), error) from None


def _check_file(path: Path) -> None:
    if str(path).startswith(("http:/", "https:/")):
        raise PictureError(f"{path} is an address, not a file.", "Download the picture and give its path.")
    try:
        found, folder, empty = path.exists(), path.is_dir(), path.is_file() and path.stat().st_size == 0
    except (OSError, ValueError) as error:
        raise PictureError(f"{str(path)!r} cannot be looked up: {error}.", "Check the path.") from None
    if not found:
        where = "" if path.is_absolute() else f" (looked for from {Path.cwd()})"
        raise PictureError(f"There is no file {path}{where}.", "Check the path.")
    if folder:
        raise PictureError(f"{path} is a folder.", "Give the path of one picture in it.")
    if empty:
        raise PictureError(f"{path} is empty (0 bytes).", "Download or copy it again.")


def _damaged(name: str, error: Exception) -> PictureError:
    cause = f"{name} is damaged or cut off ({error})."
    return PictureError(cause, "Download or copy it again, or open and save it with another program.")


def _frame_notes(picture: Image.Image) -> tuple[str, ...]:
    frames = int(getattr(picture, "n_frames", 1))
    if frames == 1:
        return ()
    which = f"frame {picture.tell() + 1} of {frames}"
    if picture.format in _FILM:
        return (f"The picture is animated: {which} is used.",)
    return (f"The file holds several pictures: {which} is used.",) if picture.format == "TIFF" else ()


def _converted(picture: Image.Image, notes: tuple[str, ...], name: str = "The picture") -> Opened:
    if 0 in picture.size:
        raise PictureError(
            f"{name} has no pixels: {picture.width} × {picture.height}.", "Give another picture."
        )
    try:
        picture.load()
    except _BROKEN as error:
        raise _damaged(name, error) from None
    upright = _upright(picture)
    flat, more = _flat(upright)
    turned = ("Turned upright as its EXIF orientation says.",) if upright is not picture else ()
    return Opened(flat, (*notes, *turned, *more))


def _upright(picture: Image.Image) -> Image.Image:
    """The picture turned as its EXIF orientation says; itself where there is nothing to turn."""
    try:
        orientation = picture.getexif().get(0x0112, 1)
        return (ImageOps.exif_transpose(picture) or picture) if orientation in range(2, 9) else picture
    except _BROKEN:
        return picture  # viewers ignore broken EXIF data too


def _flat(picture: Image.Image) -> tuple[Image.Image, tuple[str, ...]]:
    """An 8-bit RGB copy, and notes on what that took."""
    if picture.mode.startswith("I"):
        return _scaled(np.asarray(picture, dtype=np.int64), _DEEP), ("Scaled from 16 to 8 bits.",)
    if picture.mode == "F":
        return _scaled(np.asarray(picture, dtype=np.float64), 1), ("Scaled from [0, 1] to 8 bits.",)
    if picture.has_transparency_data:
        ground = Image.new("RGBA", picture.size, _WHITE)
        straight = picture.convert("LA") if picture.mode == "La" else picture
        ground.alpha_composite(straight.convert("RGBA"))
        return ground.convert("RGB"), ("Transparent parts are shown on white.",)
    notes = ("Converted from CMYK without its colour profile.",) if picture.mode == "CMYK" else ()
    return (picture.copy() if picture.mode == "RGB" else picture.convert("RGB")), notes


def _scaled(values: Shaped[np.ndarray, "..."], top: int) -> Image.Image:
    """A picture from numbers in [0, top]."""
    low, high = values.min(), values.max()
    if not (low >= 0 and high <= top):
        cause = f"The picture's values run from {low:g} to {high:g}, not within 0 to {top}."
        raise PictureError(cause, f"Scale them to 0 to {top}, or give 8-bit values as uint8.")
    levels = np.rint(values * (_BYTE / top)).astype(np.uint8)
    return Image.fromarray(levels).convert("RGBA" if levels.shape[2:] == (4,) else "RGB")


def _from_array(values: Shaped[np.ndarray, "..."]) -> Image.Image:
    values = values[:, :, 0] if values.shape[2:] == (1,) else values
    _check_array(values)
    if values.dtype == np.uint8:
        return Image.fromarray(np.ascontiguousarray(values))
    if values.dtype == np.uint16:
        return _scaled(values.astype(np.int64), _DEEP)
    return _scaled(values.astype(np.float64), 1)


def _check_array(values: Shaped[np.ndarray, "..."]) -> None:
    if values.ndim not in (2, 3) or values.shape[2:] not in ((), *((n,) for n in _CHANNELS)):
        first = values.ndim == _AXES and values.shape[0] in _CHANNELS
        remedy = "Move its channels last with array.transpose(1, 2, 0)." if first else "Give one picture."
        cause = f"An array of shape {values.shape} is not (height, width, channels) with 1, 3 or 4 channels."
        raise PictureError(cause, remedy)
    if 0 in values.shape:
        raise PictureError(f"The array has no pixels: {values.shape}.", "Give another picture.")
    if values.dtype not in (np.uint8, np.uint16) and not np.issubdtype(values.dtype, np.floating):
        cause = f"An array of {values.dtype} could mean several things."
        raise PictureError(cause, "Give uint8 (0 to 255), uint16 (0 to 65535) or floating point in [0, 1].")
    if not np.isfinite(values).all():
        raise PictureError("The array holds NaN or infinite numbers.", "Give floating point in [0, 1].")


def pixels_of(picture: Image.Image) -> UInt8[np.ndarray, "height width 3"]:
    """The pixels of an RGB picture."""
    return np.asarray(picture.convert("RGB"), dtype=np.uint8)
