"""Explained pairs on their way into a store."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Literal, get_args

from pairlens.cases.item import Item, item_of
from pairlens.cases.plain import Value
from pairlens.cases.store import blobs, coding
from pairlens.errors import OptionError
from pairlens.result import PairAttribution
from pairlens.storage import pack
from pairlens.units import PictureUnits

Keep = Literal["bytes", "path", "nothing"]
"""What is kept of the picture as it came: its bytes, where it lies, or only its hash."""

Source = str | Path | bytes
"""A picture as it came."""


@dataclass(frozen=True)
class Parcel:
    """One pair, ready to be written.

    Attributes:
        item: What is told of it.
        row: The same, as the table has it.
        explanation: Hash of the explanation.
        blobs: Hash, begin and size of what is to be kept with it; they lie on a shelf.
    """

    item: Item
    row: dict[str, str]
    explanation: str
    blobs: tuple[tuple[str, int, int], ...]


class Shelf:
    """Bytes put aside until all pairs are ready, so that others need not wait while they are made.

    Args:
        file: Where they lie; may be a file that only this process sees.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def put(self, data: bytes) -> tuple[str, int, int]:
        """Put some bytes aside; returns their hash, begin and size."""
        begin = self._file.seek(0, os.SEEK_END)
        self._file.write(data)
        return blobs.digest(data), begin, len(data)

    def get(self, begin: int, size: int) -> bytes:
        """Bytes that were put aside."""
        self._file.seek(begin)
        return self._file.read(size)


@contextmanager
def shelf() -> Iterator[Shelf]:
    """A shelf in memory, and beyond 64 MiB in a temporary file."""
    with tempfile.SpooledTemporaryFile(max_size=2**26) as file:
        yield Shelf(file)


def parcel(
    onto: Shelf,
    pair: PairAttribution,
    *,
    name: str = "",
    measures: Mapping[str, float] | None = None,
    columns: Mapping[str, Value] | None = None,
    source: Source | None = None,
    keep: str = "bytes",
) -> Parcel:
    """Make a pair ready; see `Store.add`.

    Raises:
        OptionError: An option does not fit.
        PictureError: The source cannot be read.
    """
    _check(pair, source, keep)
    name = name or ("" if source is None or isinstance(source, bytes) else Path(source).name)
    item = item_of(pair, name=name, measures=measures, columns=columns)
    kept = [onto.put(pack(pair))]
    if source is not None:
        data = blobs.read(source)
        picture = onto.put(data) if keep == "bytes" else (blobs.digest(data), 0, 0)
        kept += [picture] * (keep == "bytes")
        path = os.path.abspath(source) if keep == "path" and not isinstance(source, bytes) else ""  # noqa: PTH100 - links stay
        item = coding.with_picture(item, {"source": picture[0], "path": path})
    return Parcel(item, coding.item_row(item), kept[0][0], tuple(kept))


def each(
    pairs: Iterable[PairAttribution], options: Mapping[str, Sequence[Any] | None]
) -> Iterator[tuple[PairAttribution, dict[str, Any]]]:
    """Pairs with what belongs to each of them.

    Args:
        pairs: The pairs.
        options: Name of an option of `parcel` to its values, one per pair; None gives none.

    Raises:
        OptionError: There are more or fewer values than pairs.
    """
    given = {name: list(values) for name, values in options.items() if values is not None}
    count = -1
    for count, pair in enumerate(pairs):
        if any(count >= len(values) for values in given.values()):
            raise _uneven(given)
        yield pair, {name: values[count] for name, values in given.items()}
    if any(len(values) != count + 1 for values in given.values()):
        raise _uneven(given)


def _uneven(given: Mapping[str, Sequence[Any]]) -> OptionError:
    said = ", ".join(f"{len(values)} {name}" for name, values in given.items())
    return OptionError(f"There are {said}, and another number of pairs.", "Give one value per pair.")


def _check(pair: PairAttribution, source: Source | None, keep: str) -> None:
    if keep not in get_args(Keep):
        raise OptionError(f"keep is {keep!r}.", f"Use {', '.join(get_args(Keep))}.")
    if keep == "path" and isinstance(source, bytes):
        raise OptionError("Bytes have no path to keep.", 'Give a path, or keep="bytes".')
    if source is not None and not any(isinstance(units, PictureUnits) for units in (pair.a, pair.b)):
        raise OptionError("A pair of two captions has no picture.", "Leave out source.")
