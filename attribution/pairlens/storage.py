"""Explanations as files: an npz archive of plain arrays and one JSON header; nothing in it can run."""

from __future__ import annotations

import io
import json
import math
import os
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np
from jaxtyping import Shaped
from numpy.lib import format as npy

from pairlens.errors import FileError, PairlensError
from pairlens.result import PairAttribution
from pairlens.units import CaptionUnits, PictureUnits, Word

FORMAT = "pairlens explanation"
VERSION = 1

_ARRAYS = {"interactions": "<f4", "text_effects": "<f4", "image_effects": "<f4", "pixels": "|u1"}
_NUMBERS = ("baseline", "score", "residual", "natural_scale", "converged", "layers", "depths")
_FIELDS = (*_NUMBERS, "method", "settings", "model", "versions")
_CAPTION = ("text", "kinds", "ids", "pieces", "spans", "words")
_PICTURE = ("kinds", "rows", "cols")
_HEADER_BYTES = 2**24
_ARRAY_BYTES = 2**30
_NPY_HEAD = 2**14
_AGAIN = "Copy or download it again, or save the explanation anew."


def save(pair: PairAttribution, path: str | Path) -> None:
    """Write an explanation to a file; whoever reads the path sees the old file or the new one, never half.

    Args:
        pair: The explanation.
        path: Where to; what is there is replaced.

    Raises:
        FileError: The file cannot be written.
    """
    target = Path(os.path.realpath(path))
    if target.is_dir() or not target.parent.is_dir():
        fault = "is a folder" if target.is_dir() else "lies in a folder that does not exist"
        raise FileError(f"{path} {fault}.", "Give the path of a file in an existing folder.")
    half = target.with_name(f".{target.name[:64]}.{uuid4().hex}.part")
    try:
        _write(half, pair)
        half.replace(target)
    except OSError as error:
        raise FileError(f"{path} cannot be written: {error.strerror}.", "Choose another folder.") from None
    finally:
        half.unlink(missing_ok=True)


def load(path: str | Path) -> PairAttribution:
    """Read an explanation from a file that `save` wrote; bit for bit the same numbers.

    Args:
        path: The file.

    Raises:
        FileError: It is missing, damaged, no explanation, or of a newer version.
    """
    name = str(path)
    try:
        with zipfile.ZipFile(path) as archive:
            header = _header(archive, name)
            arrays = {array: _array(archive, array, header, name) for array in _ARRAYS}
    except zipfile.BadZipFile:
        raise (_damaged(name) if _is_zip(path) else _foreign(name)) from None
    except (zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise _damaged(name) from None
    except OSError as error:
        raise FileError(f"{name} cannot be read: {error.strerror or error}.", "Check the path.") from None
    return _build(header, arrays, name)


def _write(path: Path, pair: PairAttribution) -> None:
    header = json.dumps(_describe(pair), ensure_ascii=False).encode()
    arrays = {array: getattr(pair, array) for array in _ARRAYS if array != "pixels"}
    with path.open("xb") as file:
        np.savez_compressed(
            file,
            header=np.frombuffer(header, dtype=np.uint8),
            pixels=pair.picture.pixels,
            **arrays,
        )
        file.flush()
        os.fsync(file.fileno())


def _describe(pair: PairAttribution) -> dict[str, Any]:
    words = [[word.text, word.start, word.end, list(word.tokens)] for word in pair.words]
    caption = {key: getattr(pair.caption, key) for key in _CAPTION} | {"words": words}
    picture = {key: getattr(pair.picture, key) for key in _PICTURE} | {"shape": pair.picture.pixels.shape}
    plain = {key: getattr(pair, key) for key in _FIELDS}
    return {"format": FORMAT, "version": VERSION, "caption": caption, "picture": picture, **plain}


def _is_zip(path: str | Path) -> bool:
    with Path(path).open("rb") as file:
        return file.read(2) == b"PK"


def _damaged(name: str) -> FileError:
    return FileError(f"{name} is damaged or cut off.", _AGAIN)


def _foreign(name: str) -> FileError:
    return FileError(
        f"{name} is not an explanation saved by Pairlens.", "Give a file that pair.save(path) wrote."
    )


def _member(
    archive: zipfile.ZipFile, array: str, dtype: str, most: int, name: str
) -> Shaped[np.ndarray, "..."]:
    """Read one array; how much it holds is known, and checked, before anything is unpacked."""
    info = archive.getinfo(f"{array}.npy")
    if info.file_size > most + _NPY_HEAD:
        raise _damaged(name)
    stream = io.BytesIO(archive.read(info))
    try:
        version = npy.read_magic(stream)
        read_head = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
        shape, fortran, found = read_head(stream)
    except ValueError:
        raise _damaged(name) from None
    rest = stream.read()
    if fortran or found != np.dtype(dtype) or len(rest) != math.prod(shape) * found.itemsize:
        raise _damaged(name)
    return np.frombuffer(rest, dtype=found).reshape(shape)


def _header(archive: zipfile.ZipFile, name: str) -> dict[str, Any]:
    if "header.npy" not in archive.namelist():
        raise _foreign(name)
    raw = _member(archive, "header", "|u1", _HEADER_BYTES, name).tobytes()
    try:
        header = json.loads(raw)
    except (ValueError, RecursionError):
        raise _damaged(name) from None
    if not isinstance(header, dict) or header.get("format") != FORMAT:
        raise _foreign(name)
    if header.get("version") != VERSION:
        versions = f"format {header.get('version')}, this one reads {VERSION}"
        cause = f"{name} was written by another version of Pairlens ({versions})."
        raise FileError(cause, "Update with: pip install --upgrade pairlens.")
    return header


def _array(
    archive: zipfile.ZipFile, array: str, header: Mapping[str, Any], name: str
) -> Shaped[np.ndarray, "..."]:
    try:
        shape = _shape(array, header["caption"], header["picture"])
        size = math.prod(shape) * np.dtype(_ARRAYS[array]).itemsize
        values = _member(archive, array, _ARRAYS[array], min(size, _ARRAY_BYTES), name)
    except (KeyError, TypeError, ValueError):
        raise _damaged(name) from None
    if values.shape != shape:
        raise _damaged(name)
    return values


def _shape(array: str, caption: Mapping[str, Any], picture: Mapping[str, Any]) -> tuple[int, ...]:
    """The shape that the header promises for an array."""
    text, image = len(caption["kinds"]), len(picture["kinds"])
    pixels = tuple(int(side) for side in picture["shape"])
    units = {"interactions": (text, image), "text_effects": (text,), "image_effects": (image,)}
    return units.get(array, pixels)


def _build(header: Mapping[str, Any], arrays: Mapping[str, Any], name: str) -> PairAttribution:
    try:
        plain = {key: header[key] for key in _FIELDS}
        plain |= {key: tuple(plain[key]) for key in ("layers", "depths")}
        numbers = {key: values for key, values in arrays.items() if key != "pixels"}
        caption, picture = _caption(header["caption"]), _picture(header["picture"], arrays["pixels"])
        return PairAttribution(b=caption, a=picture, **numbers, **plain)
    except (KeyError, TypeError, AttributeError, IndexError, PairlensError, ValueError):
        raise _damaged(name) from None


def _caption(saved: Mapping[str, Any]) -> CaptionUnits:
    words = tuple(Word(text, start, end, tuple(tokens)) for text, start, end, tokens in saved["words"])
    spans = tuple((start, end) for start, end in saved["spans"])
    kinds, ids, pieces = (tuple(saved[key]) for key in ("kinds", "ids", "pieces"))
    return CaptionUnits(saved["text"], kinds, ids, pieces, spans, words)


def _picture(saved: Mapping[str, Any], pixels: Shaped[np.ndarray, "..."]) -> PictureUnits:
    return PictureUnits(pixels, tuple(saved["kinds"]), saved["rows"], saved["cols"])
