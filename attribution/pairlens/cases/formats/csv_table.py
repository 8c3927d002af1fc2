"""CSV: a flat table that spreadsheets open, see `pairlens.cases.formats.table` for its columns.

It holds items and cases. It does not hold categories, the history of cases, explanations and pictures.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from pairlens.cases.formats import guard, table
from pairlens.cases.formats.blobs import checked
from pairlens.cases.formats.bundle import Bundle
from pairlens.cases.formats.place import Place
from pairlens.cases.formats.texts import neutral, restored
from pairlens.errors import FileError

ENDINGS = (".csv",)
_FIELDS = 10_000


def write(bundle: Bundle, path: Path, pictures: str | None = None) -> None:
    """Write a file.

    Cells that a spreadsheet would run are neutralised with an apostrophe, see `texts.neutral`.

    Args:
        bundle: What to write.
        path: Where to; what is there is replaced.
        pictures: "none" or None; CSV holds none.

    Raises:
        FileError: The file cannot be written.
        OptionError: `pictures` is something else.
    """
    checked(pictures, "none", ("none",))
    extras = table.extras(bundle)
    names = [*table.CASE, *table.SHOWN, *extras, *table.LAST]
    with guard.replacing(path) as half, half.open("x", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(names)
        for row in table.rows(bundle):
            told = row | {name: values.get(row["item"]) for name, values in extras.items()}
            writer.writerow([_cell(told[name]) for name in names])


def read(path: Path) -> Bundle:
    """Read a file that `write` wrote, or a table with the same columns.

    Raises:
        FileError: It is damaged, foreign or of another version.
    """
    text = guard.utf8(guard.contents(path, guard.LIMITS.bytes), Place(path.name))
    return table.bundle_of(_rows(text, path.name), path.name)


def _cell(value: object) -> object:
    return neutral(value) if isinstance(value, str) else value


def _rows(text: str, file: str) -> Iterator[table.Row]:
    before = csv.field_size_limit(guard.LIMITS.line)  # the limit is the interpreter's, so it is put back
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise FileError(f"{file} is no CSV: {error}.", "Save it as CSV with commas.") from None
    finally:
        csv.field_size_limit(before)
    names = _names(lines, file)
    for number, cells in enumerate(lines[1:], 1):
        place = Place(file, number, unit="row")
        if len(cells) != len(names):
            raise place.error(f"There are {len(cells)} cells, but {len(names)} columns.")
        yield {name: restored(cell) for name, cell in zip(names, cells, strict=True)}


def _names(lines: list[list[str]], file: str) -> list[str]:
    place = Place(file, 1)
    names = lines[0] if lines else []
    if len(names) > _FIELDS or len(set(names)) < len(names):
        raise place.error(f"Columns have names of their own, and there are at most {_FIELDS}.")
    if "item" not in names:
        raise place.error(
            "This is no table of cases: there is no column “item”.", "Give one that was exported."
        )
    return names
