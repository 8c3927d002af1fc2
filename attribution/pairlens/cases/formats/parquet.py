"""Parquet: one line per case, in columns, see `pairlens.cases.formats.arrow`; categories stand in the file's metadata.

It holds everything, unless `pictures="none"`, except the order of the items. A file is read into memory as a whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from pairlens.cases.formats import arrow, codec, guard, table
from pairlens.cases.formats.blobs import checked
from pairlens.cases.formats.bundle import Bundle
from pairlens.cases.formats.fields import Fields
from pairlens.cases.formats.gathering import Gathering
from pairlens.cases.formats.optional import needed
from pairlens.cases.formats.place import Place
from pairlens.errors import FileError

_AT_ONCE = 64
_META = codec.NAME.encode()


def write(bundle: Bundle, path: Path, pictures: str | None = None) -> None:
    """Write a file.

    Args:
        bundle: What to write.
        path: Where to; what is there is replaced.
        pictures: "embed" (as usual) or "none".

    Raises:
        FileError: The file cannot be written.
        OptionError: pyarrow is not installed, or `pictures` is something else.
    """
    parquet = needed("pyarrow.parquet", "Parquet")
    embed = checked(pictures, "embed", ("embed", "none")) == "embed"
    schema = _schema(bundle)
    with guard.replacing(path) as half, parquet.ParquetWriter(half, schema) as writer:
        for rows in _batches(arrow.rows(bundle, embed=embed)):
            writer.write_batch(needed("pyarrow", "Parquet").RecordBatch.from_pylist(rows, schema=schema))


def read(path: Path) -> Bundle:
    """Read a file that `write` wrote, or a table with the same columns.

    Raises:
        FileError: It is damaged, foreign or of another version.
        OptionError: pyarrow is not installed.
    """
    parquet, lib = needed("pyarrow.parquet", "Parquet"), needed("pyarrow", "Parquet")
    guard.opened_size(path, guard.LIMITS.bytes)
    gathering = Gathering(path.name)
    try:
        with parquet.ParquetFile(path) as file:
            _head(file, path.name, gathering)
            arrow.take_all(_rows(file), path.name, gathering)
    except FileError:
        raise
    except (lib.ArrowException, OSError, ValueError, UnicodeDecodeError) as error:
        raise FileError(
            f"{path.name} is no Parquet file, or damaged: {error}.", "Copy or export it again."
        ) from None
    return gathering.bundle()


def _schema(bundle: Bundle) -> Any:  # noqa: ANN401 - pyarrow's
    lib = needed("pyarrow", "Parquet")
    types = {"string": lib.string(), "double": lib.float64(), "int64": lib.int64(), "bool": lib.bool_()}
    types["binary"] = lib.large_binary()
    columns = {name: types[kind] for name, kind in arrow.kinds(bundle).items()}
    columns["pictures"] = lib.list_(lib.struct({"sha256": lib.string(), "data": lib.large_binary()}))
    said = json.dumps([codec.category_out(each) for each in bundle.categories])
    return lib.schema(list(columns.items()), metadata={_META: str(codec.VERSION), "categories": said})


def _head(file: Any, name: str, gathering: Gathering) -> None:  # noqa: ANN401 - pyarrow's
    place = Place(name)
    unpacked = sum(
        file.metadata.row_group(index).total_byte_size for index in range(file.metadata.num_row_groups)
    )
    if file.metadata.num_rows > guard.LIMITS.lines or unpacked > guard.LIMITS.bytes:
        raise place.error(
            f"It unpacks to {file.metadata.num_rows} rows and {unpacked} bytes, which is too much."
        )
    if "item" not in file.schema_arrow.names:
        raise place.error(
            "This is no table of cases: there is no column “item”.", "Give one that was exported."
        )
    told = {key.decode(): value.decode() for key, value in (file.schema_arrow.metadata or {}).items()}
    if codec.NAME in told:
        version = told[codec.NAME]
        codec.check_version(int(version) if version.isdecimal() else version, place)
    listed = Fields({"categories": guard.parsed(told.get("categories", "[]"), place)}, place)
    for each, where in listed.entries("categories"):
        gathering.category(codec.category_in(each, where), where)


def _rows(file: Any) -> Iterator[table.Row]:  # noqa: ANN401 - pyarrow's
    wanted = [
        name
        for name in (*table.CASE, *table.LAST, "history", *arrow.BLOBS)
        if name in file.schema_arrow.names
    ]
    for batch in file.iter_batches(batch_size=_AT_ONCE, columns=wanted):
        yield from batch.to_pylist()


def _batches(rows: Iterator[table.Row]) -> Iterator[list[table.Row]]:
    while batch := list(islice(rows, _AT_ONCE)):
        yield batch
