"""From one version of the schema to the next: a list of steps, each in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import Connection

from pairlens.cases.errors import StoreCorrupt, StoreNewer, StoreReadOnly
from pairlens.cases.store.link import Link
from pairlens.cases.store.schema import METADATA

Step = Callable[[Connection], None]


def first(connection: Connection) -> None:
    """Version 1: items, blobs, descriptions, changes, categories."""
    METADATA.create_all(connection)


STEPS: tuple[Step, ...] = (first,)
"""Step n makes version n + 1 of version n. Once there is a second, `first` must still make the tables of version 1."""


def migrate(link: Link, steps: Sequence[Step] = STEPS) -> None:
    """Bring a store to the version that this Pairlens knows.

    Args:
        link: The way to it.
        steps: All steps since the beginning.

    Raises:
        StoreNewer: It is of a version that is not known here.
        StoreReadOnly: It is older, and must not be written.
    """
    with link.reading() as connection:
        version = _known(link, connection, steps)
    if version == len(steps):
        return
    if link.readonly:
        raise _older(link, version)
    if version:
        link.backend.keep_old(version)
    for number in range(version, len(steps)):
        _take(link, number, steps)


def _take(link: Link, number: int, steps: Sequence[Step]) -> None:
    with link.writing() as connection:
        # another process may have taken the step while this one waited for its turn
        if _known(link, connection, steps) == number:
            steps[number](connection)
            link.backend.set_version(connection, number + 1)


def _known(link: Link, connection: Connection, steps: Sequence[Step]) -> int:
    version = link.backend.version(connection)
    if version > len(steps):
        raise StoreNewer(
            f"{link.backend.name} has version {version}; this Pairlens knows {len(steps)}.",
            "Update with: pip install --upgrade pairlens.",
        )
    return version


def _older(link: Link, version: int) -> StoreReadOnly | StoreCorrupt:
    if not version:
        return StoreCorrupt(f"{link.backend.name} holds no store.", "Open it once without readonly=True.")
    return StoreReadOnly(
        f"{link.backend.name} has the older version {version}.", "Open it once without readonly=True."
    )
