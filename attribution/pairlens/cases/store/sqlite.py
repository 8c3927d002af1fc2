"""A store in one file. A change is on the disk when it is acknowledged: every commit waits for it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from pairlens.cases.errors import StoreCorrupt, StoreError, StoreReadOnly, StoreUnreachable
from pairlens.cases.store import faults, places
from pairlens.cases.store.schema import APPLICATION, SMALL

_AGAIN = "Give another path, or keep the file as it is and go on from a backup."

_MAGIC = b"SQLite format 3\0"


class Sqlite:
    """How a store is reached that is one file.

    Args:
        url: Its address.
        readonly: Whether nothing will be written.
        timeout: Seconds to wait for others who write.

    Raises:
        StoreError: There is no such file, it is no store, or it cannot be written.
    """

    writing: dict[str, Any] = {"writing": True}  # noqa: RUF012 - SQLAlchemy's type; never changed

    def __init__(self, url: URL, *, readonly: bool, timeout: float) -> None:
        self.path = places.file_of(url)
        self.name = self.path.name
        self.url = f"sqlite:///{self.path}"
        self.notes: list[str] = []
        self._vfs = url.query.get("vfs")
        self._readonly, self._timeout = readonly, timeout
        self._immutable = False
        self._network = places.is_network(places.file_system(self.path))
        self._look()
        self._prepare()
        self._identity = self._found()

    def engine(self) -> Engine:
        """A pool of connections; `execution_options(writing=True)` begins as a writer."""
        engine = create_engine(
            "sqlite://", creator=self._connect, poolclass=QueuePool, pool_size=4, max_overflow=-1
        )
        event.listen(engine, "begin", _begin)
        return engine

    def begin_writing(self, connection: Connection) -> None:
        """Nothing more to do: the transaction began as a writer's."""

    def check_there(self) -> None:
        """See that the file is still the one that was opened; what is written to a deleted file is lost.

        Raises:
            StoreUnreachable: It is not.
        """
        if self._found() != self._identity:
            raise StoreUnreachable(
                f"{self.path} was moved, deleted or replaced while it was open.",
                "Put it back where it was, or close this store and open it where it is.",
            )

    def version(self, connection: Connection) -> int:
        """The version of the schema; 0 before there is one."""
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())

    def set_version(self, connection: Connection, version: int) -> None:
        """Write down the version of the schema, in the transaction that changes it."""
        connection.exec_driver_sql(f"PRAGMA user_version = {version}")
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")

    def check(self, connection: Connection) -> None:
        """Look for damaged pages; blobs are left out, they are checked by their hash when they are read.

        Raises:
            StoreCorrupt: There are some.
        """
        for table in SMALL:
            said = connection.exec_driver_sql(f"PRAGMA quick_check('{table.name}')").scalar()
            if said != "ok":
                raise StoreCorrupt(f"{self.name} is damaged ({said}).", faults.REMEDIES[StoreCorrupt])

    def keep_old(self, version: int) -> None:
        """Copy the file before its schema changes.

        Args:
            version: Of the schema, for the copy's name.
        """
        copy = self.path.with_name(f"{self.path.name}.v{version}.backup")
        if not copy.exists():
            self._copy(copy)
        self.notes.append(f"The store as it was before this version of Pairlens is in {copy.name}.")

    def backup(self, connection: Connection, target: Path) -> None:
        """Copy all of it, as it is at one moment, to one file.

        Args:
            connection: Not needed: SQLite copies pages.
            target: Where to; what is there is replaced.
        """
        del connection
        self._copy(target)

    def _copy(self, target: Path) -> None:
        half = target.with_name(f".{target.name[:64]}.{uuid4().hex}.part")
        try:
            with closing(self._connect()) as source, closing(sqlite3.connect(half)) as copy:
                source.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
            with half.open("rb+") as file:
                os.fsync(file.fileno())
            half.replace(target)
        finally:
            half.unlink(missing_ok=True)

    def fault(self, error: BaseException) -> StoreError:
        """An error of the database, told as a cause and a remedy."""
        return faults.of_sqlite(error, self.name)

    def _found(self) -> tuple[int, int]:
        try:
            found = self.path.stat()
        except OSError:
            return (0, 0)
        # numbers of files are not to be trusted where they come over a network
        return (1, 1) if self._network else (found.st_dev, found.st_ino)

    def _look(self) -> None:
        """Refuse what is no file of ours before SQLite touches it."""
        path = self.path
        if path.is_dir():
            raise StoreUnreachable(f"{path} is a folder.", "Give the path of a file, such as failures.db.")
        if not path.parent.is_dir():
            raise StoreUnreachable(f"There is no folder {path.parent}.", "Make it, or give another path.")
        if self._readonly and not path.exists():
            raise StoreUnreachable(
                f"There is no file {path}.", "Check the path; without readonly=True it is made."
            )
        if not self._readonly and not os.access(path if path.exists() else path.parent, os.W_OK):
            raise StoreReadOnly(f"{path} cannot be written.", faults.REMEDIES[StoreReadOnly])
        if path.exists() and not _is_sqlite(path):
            raise StoreCorrupt(f"{path} is no store: its first bytes are of something else.", _AGAIN)

    def _connect(self) -> sqlite3.Connection:
        mode = "ro" if self._readonly else "rwc"
        words = (
            f"?mode={mode}" + (f"&vfs={self._vfs}" if self._vfs else "") + "&immutable=1" * self._immutable
        )
        connection = sqlite3.connect(
            f"file:{quote(str(self.path))}{words}",
            uri=True,
            timeout=self._timeout,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            self._set(connection)
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _set(self, connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        # a rollback journal's deletion must reach the disk too; WAL has nothing that EXTRA would add
        connection.execute("PRAGMA synchronous = EXTRA")
        if self._readonly:
            connection.execute("PRAGMA query_only = ON")

    def _prepare(self) -> None:
        """See whose file it is, and choose the journal."""
        try:
            with closing(self._connect()) as connection:
                self._check_owner(connection)
                if not self._readonly:
                    self._choose_journal(connection)
        except sqlite3.Error as error:
            if not self._may_be_still():
                raise self.fault(error) from None
            self._immutable = True
            self.notes.append(
                "Neither the file nor its folder can be written: what others write is not seen."
            )
            with closing(self._connect()) as connection:
                self._check_owner(connection)

    def _may_be_still(self) -> bool:
        """Whether the file can be read as one that nobody is writing to."""
        log = self.path.with_name(f"{self.path.name}-wal")
        return self._readonly and not self._immutable and not (log.exists() and log.stat().st_size)

    def _check_owner(self, connection: sqlite3.Connection) -> None:
        owner = connection.execute("PRAGMA application_id").fetchone()[0]
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if owner != APPLICATION and (tables or self._readonly):
            raise StoreCorrupt(f"{self.path} is a database of another program.", _AGAIN)

    def _choose_journal(self, connection: sqlite3.Connection) -> None:
        if self._network:
            connection.execute("PRAGMA journal_mode = DELETE")
            self.notes.append(
                "The file lies on a network: a rollback journal is kept, and writing is slower."
            )
        elif not self._has_shared_log(connection):
            with suppress(sqlite3.OperationalError):
                connection.execute("PRAGMA journal_mode = DELETE")
            self.notes.append("This file system has no shared memory: a rollback journal is kept instead.")

    def _has_shared_log(self, connection: sqlite3.Connection) -> bool:
        """Whether a write-ahead log works here: asked for, granted, and seen by a second connection."""
        try:
            if connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
                return False
            with closing(self._connect()) as second:
                second.execute("SELECT count(*) FROM sqlite_master").fetchone()
                second.execute("BEGIN IMMEDIATE")
                second.execute("ROLLBACK")
        except sqlite3.OperationalError as error:
            # somebody who writes just now, or a full disk, says nothing about shared memory
            if error.sqlite_errorname.startswith(("SQLITE_IOERR_SHM", "SQLITE_CANTOPEN", "SQLITE_PROTOCOL")):
                return False
            raise
        return True


def _is_sqlite(path: Path) -> bool:
    """Whether a file begins like one of SQLite's; an empty one may become one."""
    with path.open("rb") as file:
        begin = file.read(len(_MAGIC))
    return begin in {b"", _MAGIC}


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
