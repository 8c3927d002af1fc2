"""Files from others: how much is read is known before it is read, and no path in a file leads out of its folder."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, NoReturn
from uuid import uuid4

from pairlens.cases.formats.place import Place, shown
from pairlens.errors import FileError


@dataclass(frozen=True)
class Limits:
    """How much is read from one file.

    Attributes:
        bytes: Of the file.
        lines: Lines, rows or entries.
        line: Bytes of one line.
        blob: Bytes of one explanation or picture.
        depth: Levels of lists and objects within each other.
    """

    bytes: int = 2**33
    lines: int = 2_000_000
    line: int = 2**28
    blob: int = 2**27
    depth: int = 64


LIMITS = Limits()
"""What holds unless a test says otherwise."""


def opened_size(path: Path, most: int) -> int:
    """The size of a file that is about to be read.

    Raises:
        FileError: It is not there, no plain file, or larger than `most` bytes.
    """
    try:
        status = path.stat()
    except (OSError, ValueError) as error:
        fault = error.strerror if isinstance(error, OSError) else error
        raise FileError(f"{path} cannot be read: {fault}.", "Check the path.") from None
    if not stat.S_ISREG(status.st_mode):
        raise FileError(f"{path} is no file.", "Give the path of a file.")
    if status.st_size > most:
        raise FileError(
            f"{path} has {status.st_size} bytes, more than {most}.", "Export fewer cases at once."
        )
    return status.st_size


def contents(path: Path, most: int) -> bytes:
    """The bytes of a file, no more than `most`.

    Raises:
        FileError: It cannot be read, or is larger.
    """
    opened_size(path, most)
    try:
        with path.open("rb") as file:
            found = file.read(most + 1)
    except OSError as error:
        raise FileError(f"{path} cannot be read: {error.strerror}.", "Check the path.") from None
    if len(found) > most:
        raise FileError(f"{path} grows while it is read.", "Try again when it is complete.")
    return found


def utf8(raw: bytes, place: Place) -> str:
    """Bytes as text.

    Raises:
        FileError: They are no UTF-8.
    """
    try:
        return raw.decode("utf-8-sig" if place.line in {None, 1} else "utf-8")
    except UnicodeDecodeError as error:
        raise place.error(f"This is no UTF-8 (byte {error.start}).", "Save the file as UTF-8.") from None


def lines(path: Path) -> Iterator[tuple[str, Place]]:
    """The lines of a text file that are not empty, each with its place.

    Raises:
        FileError: The file cannot be read, or is too large.
    """
    opened_size(path, LIMITS.bytes)
    with path.open("rb") as file:
        place, number = Place(path.name), 0
        while raw := file.readline(LIMITS.line + 1):
            number += 1
            place = place.on(number)
            if len(raw) > LIMITS.line:
                raise place.error(f"The line has more than {LIMITS.line} bytes.")
            if number > LIMITS.lines:
                raise place.error(f"There are more than {LIMITS.lines} lines.", "Export fewer cases at once.")
            if raw.strip():
                yield utf8(raw, place), place


def parsed(text: str, place: Place) -> Any:  # noqa: ANN401 - any JSON value
    """JSON, without NaN and not too deep.

    Raises:
        FileError: It is none.
    """

    def refuse(name: str) -> NoReturn:
        raise place.error(f"{name} is no JSON.", "Write null, or the number by name as text.")

    try:
        found = json.loads(text, parse_constant=refuse)
    except RecursionError:
        raise _deep(place) from None
    except FileError:
        raise
    except ValueError as error:  # also a number of too many digits
        raise place.error(f"This is no JSON: {error}.") from None
    _check_depth(found, place)
    return found


def beside(folder: Path, name: str, place: Place) -> Path:
    """A file that another one names, which must lie within that one's folder.

    Raises:
        FileError: The path is absolute or leads out of the folder, or there is no such file.
    """
    parts = PurePosixPath(name).parts
    foreign = any(char in name for char in "\\:\0")
    if not parts or foreign or name.startswith("/") or ".." in parts:
        raise place.error(
            f"The path {shown(name)} is not followed.", "Paths are relative to the file's folder, with “/”."
        )
    home = Path(os.path.realpath(folder))
    found = Path(os.path.realpath(home.joinpath(*parts)))
    if not found.is_relative_to(home):
        raise place.error(f"The path {shown(name)} leads out of the folder.", "Put the file itself there.")
    if not found.is_file():
        raise place.error(f"There is no file {shown(name)}.", "Copy the folder beside it as well.")
    return found


def unpacked(value: str, place: Place) -> bytes:
    """Bytes from base64.

    Raises:
        FileError: It is none, or too long.
    """
    if len(value) > LIMITS.blob * 4 // 3 + 4:
        raise place.error(f"It holds more than {LIMITS.blob} bytes.")
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        raise place.error("This is no base64.") from None


def packed(value: bytes) -> str:
    """Bytes as base64."""
    return base64.b64encode(value).decode()


def sha256(value: bytes) -> str:
    """The sha256 of some bytes, in hexadecimal."""
    return hashlib.sha256(value).hexdigest()


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A place to write to that becomes `path` when all has gone well; what is there stays whole until then.

    Raises:
        FileError: It cannot be written.
    """
    target = Path(os.path.realpath(path))
    if target.is_dir() or not target.parent.is_dir():
        fault = "is a folder" if target.is_dir() else "lies in a folder that does not exist"
        raise FileError(f"{path} {fault}.", "Give the path of a file in an existing folder.")
    half = target.with_name(f".{target.name[:64]}.{uuid4().hex}.part")
    try:
        yield half
        half.replace(target)
    except OSError as error:
        raise FileError(f"{path} cannot be written: {error.strerror}.", "Choose another folder.") from None
    finally:
        half.unlink(missing_ok=True)


def _deep(place: Place) -> FileError:
    return place.error(f"Lists and objects stand more than {LIMITS.depth} deep in each other.")


def _check_depth(value: object, place: Place) -> None:
    level: list[object] = [value]
    for _ in range(LIMITS.depth + 1):
        inner: list[object] = []
        for each in level:
            if isinstance(each, dict):
                inner += each.values()
            elif isinstance(each, list):
                inner += each
        if not inner:
            return
        level = inner
    raise _deep(place)
