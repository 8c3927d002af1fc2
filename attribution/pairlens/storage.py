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
from pairlens.header import FORMAT, VERSION, VERSION_OF_SIDES, arrays_of, build, describe, promised
from pairlens.result import PairAttribution

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
        return _read(path, name)
    except zipfile.BadZipFile:
        raise (_damaged(name) if _is_zip(path) else _foreign(name)) from None
    except OSError as error:
        raise FileError(f"{name} cannot be read: {error.strerror or error}.", "Check the path.") from None


def pack(pair: PairAttribution) -> bytes:
    """An explanation as the bytes of such a file; the same explanation gives the same bytes.

    Args:
        pair: The explanation.
    """
    made = io.BytesIO()
    _compress(made, pair)
    return made.getvalue()


def unpack(data: bytes, name: str) -> PairAttribution:
    """Read what `pack` made.

    Args:
        data: The bytes.
        name: What errors call them.

    Raises:
        FileError: They are damaged, no explanation, or of a newer version.
    """
    try:
        return _read(io.BytesIO(data), name)
    except zipfile.BadZipFile:
        raise (_damaged(name) if data[:2] == b"PK" else _foreign(name)) from None


def _read(source: str | Path | io.BytesIO, name: str) -> PairAttribution:
    try:
        with zipfile.ZipFile(source) as archive:
            header = _header(archive, name)
            arrays = _arrays(archive, header, name)
    except (zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise _damaged(name) from None
    return _build(header, arrays, name)


def _write(path: Path, pair: PairAttribution) -> None:
    with path.open("xb") as file:
        _compress(file, pair)
        file.flush()
        os.fsync(file.fileno())


def _compress(file: io.BufferedIOBase, pair: PairAttribution) -> None:
    header = json.dumps(describe(pair), ensure_ascii=False).encode("utf-8", "surrogatepass")
    np.savez_compressed(file, header=np.frombuffer(header, dtype=np.uint8), **arrays_of(pair))


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


def _arrays(archive: zipfile.ZipFile, header: Mapping[str, Any], name: str) -> dict[str, Any]:
    try:
        kept = promised(header, archive.namelist())
        return {array: _array(archive, array, *how, name) for array, how in kept.items()}
    except (KeyError, TypeError, ValueError):
        raise _damaged(name) from None


def _array(
    archive: zipfile.ZipFile, array: str, dtype: str, shape: tuple[int, ...], name: str
) -> Shaped[np.ndarray, "..."]:
    size = math.prod(shape) * np.dtype(dtype).itemsize
    values = _member(archive, array, dtype, min(size, _ARRAY_BYTES), name)
    if values.shape != shape:
        raise _damaged(name)
    return values


def _build(header: Mapping[str, Any], arrays: Mapping[str, Any], name: str) -> PairAttribution:
    try:
        return build(header, arrays)
    except (KeyError, TypeError, AttributeError, IndexError, PairlensError, ValueError):
        raise _damaged(name) from None
