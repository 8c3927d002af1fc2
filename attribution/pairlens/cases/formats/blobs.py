"""Explanations and pictures beside a file of cases, inside it, or left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from pairlens.cases.formats import guard
from pairlens.cases.formats.fields import Fields
from pairlens.cases.formats.place import Place
from pairlens.errors import FileError, OptionError

Pictures = Literal["embed", "folder", "none"]
"""What becomes of explanations and pictures: inside the file, in a folder beside it, or left out."""

Kind = Literal["explanations", "pictures"]


def checked(pictures: str | None, usual: Pictures, allowed: tuple[str, ...] = get_args(Pictures)) -> Pictures:
    """What becomes of explanations and pictures.

    Args:
        pictures: What was asked for; None takes what is usual.
        usual: What the format does unasked.
        allowed: What the format can do.

    Raises:
        OptionError: The format cannot do it.
    """
    chosen: Any = usual if pictures is None else pictures
    if chosen not in allowed:
        raise OptionError(
            f"This format knows no pictures={chosen!r}.", f"Use {', '.join(map(repr, allowed))} or None."
        )
    return chosen


def folder_of(path: Path) -> Path:
    """The folder beside a file that holds what belongs to it."""
    return path.with_name(f"{path.stem}_files")


@dataclass(frozen=True)
class Putter:
    """Puts explanations and pictures where a file's reader will find them.

    Attributes:
        path: The file of cases.
        how: What becomes of them.
    """

    path: Path
    how: Pictures

    def put(self, kind: Kind, name: str, data: bytes) -> dict[str, str]:
        """Keep some bytes.

        Args:
            kind: What they are.
            name: Their name, without ending: letters and digits only.
            data: The bytes.

        Returns:
            What `took` needs to find them again.
        """
        told = {"sha256": guard.sha256(data)}
        if self.how == "embed":
            return {**told, "base64": guard.packed(data)}
        return {
            **told,
            "path": self.file(kind, f"{name}{'.npz' if kind == 'explanations' else ending(data)}", data),
        }

    def file(self, kind: Kind, name: str, data: bytes) -> str:
        """Write a file into the folder; its path as seen from the file of cases."""
        folder = folder_of(self.path) / kind
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FileError(f"{folder} cannot be made: {error.strerror}.", "Choose another place.") from None
        with guard.replacing(folder / name) as half:
            half.write_bytes(data)
        return (folder / name).relative_to(self.path.parent).as_posix()


def took(value: object, folder: Path, place: Place) -> Callable[[], bytes]:
    """How to get some bytes that a file of cases tells of; they are looked at once, to see that they are whole.

    Raises:
        FileError: They are missing, damaged or elsewhere.
    """
    found = Fields(value, place)
    promised = found.text("sha256", most=64)
    if "base64" in found:
        data = guard.unpacked(found.text("base64", most=2 * guard.LIMITS.blob), place.at("base64"))
        _whole(data, promised, place)
        return lambda: data
    path = guard.beside(folder, found.text("path", most=4096), place.at("path"))

    def fetch() -> bytes:
        read = guard.contents(path, guard.LIMITS.blob)
        _whole(read, promised, place)
        return read

    fetch()
    return fetch


def ending(picture: bytes) -> str:
    """The ending of a picture file's name, by its first bytes; ".bin" if they are not known."""
    known = {b"\x89PNG": ".png", b"\xff\xd8\xff": ".jpg", b"GIF8": ".gif", b"RIFF": ".webp", b"BM": ".bmp"}
    return next((end for start, end in known.items() if picture.startswith(start)), ".bin")


def _whole(data: bytes, promised: str, place: Place) -> None:
    if guard.sha256(data) != promised:
        raise place.error(
            "What it names is damaged or another: its sha256 differs.", "Copy or export it again."
        )
