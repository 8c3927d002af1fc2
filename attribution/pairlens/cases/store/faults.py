"""What databases raise, told as a cause and a remedy."""

from __future__ import annotations

import sqlite3

from pairlens.cases.errors import (
    StoreCorrupt,
    StoreError,
    StoreFull,
    StoreLocked,
    StoreReadOnly,
    StoreUnreachable,
)

_SQLITE: tuple[tuple[tuple[str, ...], type[StoreError]], ...] = (
    (("SQLITE_FULL", "SQLITE_IOERR_SHMSIZE", "SQLITE_IOERR_WRITE"), StoreFull),
    (("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PROTOCOL"), StoreLocked),
    (("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH"), StoreReadOnly),
    (
        ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT", "SQLITE_IOERR_SHORT_READ", "SQLITE_ERROR"),
        StoreCorrupt,
    ),
)
"""SQLite's names of errors by how they begin; whatever is not there is a file that cannot be reached."""

_POSTGRES: tuple[tuple[tuple[str, ...], type[StoreError]], ...] = (
    (("53100", "53200", "54"), StoreFull),
    (("55P03", "57014", "40"), StoreLocked),
    (("25006", "42501"), StoreReadOnly),
    (("XX001", "XX002", "42P01", "42703"), StoreCorrupt),
)
"""SQLSTATEs by how they begin; whatever is not there is a server that cannot be reached."""

REMEDIES: dict[type[StoreError], str] = {
    StoreFull: "Make room there and do it again: nothing of it was written.",
    StoreLocked: "Do it again in a moment, or close the program that holds it.",
    StoreReadOnly: "Allow writing there, or open it with readonly=True to look at it.",
    StoreCorrupt: "Keep the file as it is and go on from a backup (store.backup).",
    StoreUnreachable: "Check the path or the address, then do it again: nothing of it was written.",
}


def of_sqlite(error: BaseException, name: str) -> StoreError:
    """An error of SQLite's.

    Args:
        error: What was raised.
        name: What a person calls the store.
    """
    code = str(getattr(error, "sqlite_errorname", ""))
    if not isinstance(error, sqlite3.Error):
        return _told(StoreUnreachable, name, error)
    if not code and isinstance(error, sqlite3.DatabaseError) and "not a database" in str(error):
        return _told(StoreCorrupt, name, error)
    return _told(_kind(code, _SQLITE), name, error)


def of_postgres(error: BaseException, name: str) -> StoreError:
    """An error of PostgreSQL's.

    Args:
        error: What was raised.
        name: What a person calls the store.
    """
    return _told(_kind(str(getattr(error, "sqlstate", None) or ""), _POSTGRES), name, error)


def _kind(code: str, kinds: tuple[tuple[tuple[str, ...], type[StoreError]], ...]) -> type[StoreError]:
    return next((kind for begins, kind in kinds if code.startswith(begins)), StoreUnreachable)


_SAID: dict[type[StoreError], str] = {
    StoreFull: "There is no room left for",
    StoreLocked: "Somebody else is writing to",
    StoreReadOnly: "Nothing can be written to",
    StoreCorrupt: "Damaged:",
    StoreUnreachable: "This store cannot be reached:",
}


def _told(kind: type[StoreError], name: str, error: BaseException) -> StoreError:
    why = " ".join(str(error).split())
    return kind(f"{_SAID[kind]} {name} ({why}).", REMEDIES[kind])
