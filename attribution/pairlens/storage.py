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
from pairlens.naming import USUAL, kind_of, kinds_of
from pairlens.result import PairAttribution
from pairlens.units import CaptionUnits, PictureUnits, Word

FORMAT = "pairlens explanation"
VERSION = 1
"""Of a picture and a caption, in that order: every version of Pairlens reads it."""

VERSION_OF_SIDES = 2
"""Of pairs of one kind, or with the caption first: each side says what it is."""

_ARRAYS = {"interactions": "<f4", "text_effects": "<f4", "image_effects": "<f4"}
_PIXELS = {"pixels": "|u1", "pixels_a": "|u1", "pixels_b": "|u1"}
_OPTIONAL = {"standard_error": "<f4"}
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
            arrays = {
                array: _array(archive, array, header, name) for array in (*_ARRAYS, *_pixels_of(header))
            }
            there = [array for array in _OPTIONAL if f"{array}.npy" in archive.namelist()]
            arrays |= {array: _array(archive, array, header, name) for array in there}
    except zipfile.BadZipFile:
        raise (_damaged(name) if _is_zip(path) else _foreign(name)) from None
    except (zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise _damaged(name) from None
    except OSError as error:
        raise FileError(f"{name} cannot be read: {error.strerror or error}.", "Check the path.") from None
    return _build(header, arrays, name)


def _write(path: Path, pair: PairAttribution) -> None:
    header = json.dumps(_describe(pair), ensure_ascii=False).encode()
    arrays = {array: getattr(pair, array) for array in _ARRAYS}
    arrays |= {array: getattr(pair, array) for array in _OPTIONAL if getattr(pair, array) is not None}
    with path.open("xb") as file:
        np.savez_compressed(
            file,
            header=np.frombuffer(header, dtype=np.uint8),
            **_pixels(pair),
            **arrays,
        )
        file.flush()
        os.fsync(file.fileno())


def _pixels(pair: PairAttribution) -> dict[str, Any]:
    """Each picture's pixels under the name that its array has in the file."""
    sides = {"a": pair.a, "b": pair.b}
    found = {f"pixels_{key}": side.pixels for key, side in sides.items() if isinstance(side, PictureUnits)}
    return {"pixels": found["pixels_a"]} if kinds_of(pair.a, pair.b) == USUAL else found


def _describe(pair: PairAttribution) -> dict[str, Any]:
    a, b = _described(pair.a), _described(pair.b)
    plain = {key: getattr(pair, key) for key in _FIELDS}
    if kinds_of(pair.a, pair.b) == USUAL:
        return {"format": FORMAT, "version": VERSION, "caption": b, "picture": a, **plain}
    sides = {"a": {"kind": kind_of(pair.a), **a}, "b": {"kind": kind_of(pair.b), **b}}
    return {"format": FORMAT, "version": VERSION_OF_SIDES, **sides, **plain}


def _described(side: CaptionUnits | PictureUnits) -> dict[str, Any]:
    if isinstance(side, PictureUnits):
        return {key: getattr(side, key) for key in _PICTURE} | {"shape": side.pixels.shape}
    words = [[word.text, word.start, word.end, list(word.tokens)] for word in side.words]
    return {key: getattr(side, key) for key in _CAPTION} | {"words": words}


def _sides(header: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Both sides as saved, each with its kind, whichever version wrote them."""
    if header["version"] == VERSION:
        return {"a": {**header["picture"], "kind": "picture"}, "b": {**header["caption"], "kind": "caption"}}
    return {"a": header["a"], "b": header["b"]}


def _pixels_of(header: Mapping[str, Any]) -> dict[str, str]:
    """Name of the array of pixels, to the side that it belongs to."""
    if header["version"] == VERSION:
        return {"pixels": "a"}
    return {f"pixels_{key}": key for key in "ab" if _kind(header, key) == "picture"}


def _kind(header: Mapping[str, Any], key: str) -> object:
    side = header.get(key)
    return side.get("kind") if isinstance(side, dict) else None


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
    if header.get("version") not in (VERSION, VERSION_OF_SIDES):
        versions = f"format {header.get('version')}, this one reads {VERSION} and {VERSION_OF_SIDES}"
        cause = f"{name} was written by another version of Pairlens ({versions})."
        raise FileError(cause, "Update with: pip install --upgrade pairlens.")
    return header


def _array(
    archive: zipfile.ZipFile, array: str, header: Mapping[str, Any], name: str
) -> Shaped[np.ndarray, "..."]:
    try:
        shape = _shape(array, header)
        dtype = (_ARRAYS | _PIXELS | _OPTIONAL)[array]
        size = math.prod(shape) * np.dtype(dtype).itemsize
        values = _member(archive, array, dtype, min(size, _ARRAY_BYTES), name)
    except (KeyError, TypeError, ValueError):
        raise _damaged(name) from None
    if values.shape != shape:
        raise _damaged(name)
    return values


def _shape(array: str, header: Mapping[str, Any]) -> tuple[int, ...]:
    """The shape that the header promises for an array."""
    sides, pixels = _sides(header), _pixels_of(header)
    if array in pixels:
        return tuple(int(side) for side in sides[pixels[array]]["shape"])
    text, image = len(sides["b"]["kinds"]), len(sides["a"]["kinds"])
    units: dict[str, tuple[int, ...]] = {"text_effects": (text,), "image_effects": (image,)}
    units |= {"interactions": (text, image), "standard_error": (text, image)}
    return units[array]


def _build(header: Mapping[str, Any], arrays: Mapping[str, Any], name: str) -> PairAttribution:
    try:
        plain = {key: header[key] for key in _FIELDS}
        plain |= {key: tuple(plain[key]) for key in ("layers", "depths")}
        numbers = {key: values for key, values in arrays.items() if key not in _PIXELS}
        pixels = {side: arrays[array] for array, side in _pixels_of(header).items()}
        sides = {key: _side(saved, pixels.get(key)) for key, saved in _sides(header).items()}
        return PairAttribution(a=sides["a"], b=sides["b"], **numbers, **plain)
    except (KeyError, TypeError, AttributeError, IndexError, PairlensError, ValueError):
        raise _damaged(name) from None


def _side(saved: Mapping[str, Any], pixels: Shaped[np.ndarray, "..."] | None) -> CaptionUnits | PictureUnits:
    return _caption(saved) if pixels is None else _picture(saved, pixels)


def _caption(saved: Mapping[str, Any]) -> CaptionUnits:
    words = tuple(Word(text, start, end, tuple(tokens)) for text, start, end, tokens in saved["words"])
    spans = tuple((start, end) for start, end in saved["spans"])
    kinds, ids, pieces = (tuple(saved[key]) for key in ("kinds", "ids", "pieces"))
    return CaptionUnits(saved["text"], kinds, ids, pieces, spans, words)


def _picture(saved: Mapping[str, Any], pixels: Shaped[np.ndarray, "..."]) -> PictureUnits:
    return PictureUnits(pixels, tuple(saved["kinds"]), saved["rows"], saved["cols"])
