"""Reading and writing a database: one transaction at a time, errors told, threads and forks survived."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import Pool

from pairlens.cases.errors import StoreClosed, StoreError, StoreLocked, StoreReadOnly


@runtime_checkable
class Backend(Protocol):
    """What differs between databases."""

    writing: dict[str, Any]
    url: str
    name: str
    notes: list[str]

    def engine(self) -> Engine:
        """A pool of connections."""

    def begin_writing(self, connection: Connection) -> None:
        """Wait until nobody else writes; until the end of the transaction nobody else will."""

    def check_there(self) -> None:
        """See that what was opened is still there."""

    def version(self, connection: Connection) -> int:
        """The version of the schema; 0 before there is one."""

    def set_version(self, connection: Connection, version: int) -> None:
        """Write down the version of the schema."""

    def check(self, connection: Connection) -> None:
        """Look for damage, as far as that is cheap."""

    def keep_old(self, version: int) -> None:
        """Keep a copy before the schema changes."""

    def backup(self, connection: Connection, target: Path) -> None:
        """Copy all of it to one file."""

    def fault(self, error: BaseException) -> StoreError:
        """An error of the database, told as a cause and a remedy."""


class Link:
    """The way to a database.

    Args:
        backend: Which one.
        readonly: Whether nothing is written.
        timeout: Seconds to wait for others who write.
    """

    def __init__(self, backend: Backend, *, readonly: bool, timeout: float) -> None:
        self.backend = backend
        self.readonly = readonly
        self._timeout = timeout
        self._inherited: list[Pool] = []
        self._closed = False
        self._start()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one moment.

        Raises:
            StoreError: The database cannot be read.
        """
        with self._told(), self._current().begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is on the disk when the block is left, or not there at all.

        Raises:
            StoreError: The database cannot be written.
        """
        if self.readonly:
            raise StoreReadOnly(
                f"{self.backend.name} was opened to be read only.", "Open it without readonly=True."
            )
        engine = self._current()
        with self._my_turn(), self._told():
            self.backend.check_there()
            with engine.execution_options(**self.backend.writing).begin() as connection:
                self.backend.begin_writing(connection)
                yield connection

    def close(self) -> None:
        """Let go of every connection."""
        if not self._closed and self._process == os.getpid():
            self._engine.dispose()
        self._closed = True

    def _start(self) -> None:
        self._process = os.getpid()
        self._engine = self.backend.engine()
        self._turn = threading.Lock()

    def _current(self) -> Engine:
        if self._closed:
            raise StoreClosed(f"{self.backend.name} is closed.", "Open the store again.")
        if self._process != os.getpid():
            # connections of the parent must be neither used nor closed here: closing them would end its transactions
            self._inherited.append(self._engine.pool)
            self._start()
        return self._engine

    @contextmanager
    def _my_turn(self) -> Iterator[None]:
        """Writers of one process queue here, where nobody starves; only then do they meet those of others."""
        if not self._turn.acquire(timeout=self._timeout):
            raise StoreLocked(
                f"Another thread writes to {self.backend.name} for longer than {self._timeout:g} s.",
                "Do it again in a moment.",
            )
        try:
            yield
        finally:
            self._turn.release()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise self.backend.fault(error.orig or error) from None
