"""Cases as they are now: the latest change of each, found by an index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from pairlens.cases.store.schema import CHANGES

AT_ONCE = 500
"""Values in one question: databases allow so many."""


def heads(connection: Connection, *where: ColumnElement[bool]) -> Sequence[Any]:
    """The last change of every case, with `created` beside it, in the order in which cases were begun.

    Args:
        connection: Where to look.
        where: What every change of such a case fulfils: its reviewer, its item, its case.
    """
    latest = (
        select(
            func.max(CHANGES.c.seq).label("seq"),
            func.min(CHANGES.c.seq).label("begun"),
            func.min(CHANGES.c.at).label("created"),
        )
        .where(*where)
        .group_by(CHANGES.c.case_id)
        .subquery()
    )
    asked: Select[Any] = (
        select(CHANGES, latest.c.created).join(latest, CHANGES.c.seq == latest.c.seq).order_by(latest.c.begun)
    )
    return connection.execute(asked).all()


def batches(values: Iterable[str]) -> Iterator[list[str]]:
    """Values in lists that are short enough for one question."""
    rest = iter(values)
    while batch := list(islice(rest, AT_ONCE)):
        yield batch
