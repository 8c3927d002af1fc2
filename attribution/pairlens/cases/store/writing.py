"""Changes on their way into a store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select

from pairlens.cases.store.heads import batches
from pairlens.cases.store.schema import CHANGES, ITEMS
from pairlens.errors import OptionError

_SAME = ("item", "reviewer", "kind", "own_step", "of", "body")
"""What must be equal in a change that is written a second time; a retry may have another time."""


def append(connection: Connection, rows: Sequence[Mapping[str, str]], name: str) -> None:
    """Write changes, each once.

    Args:
        connection: A transaction that writes.
        rows: As `coding.change_row` makes them.
        name: What errors call the store.

    Raises:
        OptionError: An item is not there, or another change has the same id.
    """
    _check_items(connection, {row["item"] for row in rows}, name)
    fresh = _fresh(connection, rows, name)
    if fresh:
        connection.execute(insert(CHANGES), fresh)


def _check_items(connection: Connection, ids: Iterable[str], name: str) -> None:
    for batch in batches(ids):
        found = set(connection.execute(select(ITEMS.c.id).where(ITEMS.c.id.in_(batch))).scalars())
        missing = next((each for each in batch if each not in found), None)
        if missing is not None:
            raise OptionError(f"{name} has no item {missing[:80]!r}.", "Add the pair first: store.add(pair).")


def _fresh(connection: Connection, rows: Sequence[Mapping[str, str]], name: str) -> list[dict[str, Any]]:
    """Those that are not there yet, each once."""
    there: dict[str, Mapping[str, Any]] = {}
    for batch in batches(row["id"] for row in rows):
        asked = select(CHANGES).where(CHANGES.c.id.in_(batch))
        there |= {row.id: row._mapping for row in connection.execute(asked)}  # noqa: SLF001 - how SQLAlchemy names it
    fresh = []
    for row in rows:
        if row["id"] not in there:
            there[row["id"]] = row
            fresh.append(dict(row))
        elif any(there[row["id"]][field] != row[field] for field in _SAME):
            raise OptionError(
                f"{name} has another change with the id {row['id']}.", "Give each change its own id."
            )
    return fresh
