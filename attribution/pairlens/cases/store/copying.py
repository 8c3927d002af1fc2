"""A store of any kind, copied to one file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import URL, Connection, insert, select

from pairlens.cases.store.link import Link
from pairlens.cases.store.migrations import migrate
from pairlens.cases.store.schema import METADATA
from pairlens.cases.store.sqlite import Sqlite

_ROWS = 100
"""Read at once; a row may be a picture."""


def copy(source: Connection, target: Path) -> None:
    """Write what a transaction sees to a store in one file; numbers of rows stay.

    Args:
        source: The transaction.
        target: Where to; what is there is replaced.
    """
    with _half(target) as half:
        backend = Sqlite(URL.create("sqlite", database=str(half)), readonly=False, timeout=10)
        link = Link(backend, readonly=False, timeout=10)
        try:
            migrate(link)
            with link.writing() as connection:
                _copy(source, connection)
        finally:
            link.close()
        half.replace(target)


def _copy(source: Connection, into: Connection) -> None:
    for table in METADATA.sorted_tables:
        asked = select(table).execution_options(yield_per=_ROWS)
        for rows in source.execute(asked).mappings().partitions():
            into.execute(insert(table), [dict(row) for row in rows])


@contextmanager
def _half(target: Path) -> Iterator[Path]:
    """A name beside a file, under which the file is written before it is complete."""
    half = target.with_name(f".{target.name[:64]}.{uuid4().hex}.part")
    try:
        yield half
    finally:
        for end in ("", "-wal", "-shm", "-journal"):
            half.with_name(half.name + end).unlink(missing_ok=True)
