"""A store in PostgreSQL, which many people share."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

from pairlens.cases.errors import StoreDriverMissing, StoreError
from pairlens.cases.store import faults
from pairlens.cases.store.copying import copy

_LOCK = 0x50614C73
"""Number of the lock that writers hold in turn: the same in every Pairlens."""


class Postgres:
    """How a store is reached that is a database of PostgreSQL.

    Numbers of rows come from a sequence, which numbers before it is known who commits first. Writers hold one lock from
    before their first row until they have committed, so numbers become visible in their order and nobody who follows
    the changes misses one.

    Args:
        url: Its address.
        readonly: Whether nothing will be written.
        timeout: Seconds to wait for others who write, and for the server.

    Raises:
        StoreDriverMissing: The package that talks to it is not installed.
    """

    writing: dict[str, Any] = {"isolation_level": "READ COMMITTED"}  # noqa: RUF012 - SQLAlchemy's type; never changed

    def __init__(self, url: URL, *, readonly: bool, timeout: float) -> None:
        if find_spec("psycopg") is None:
            raise StoreDriverMissing(
                "PostgreSQL is reached through psycopg, which is not installed.",
                'Install it with: pip install "pairlens[postgres]".',
            )
        self.name = url.database or url.username or "PostgreSQL"
        self.url = url.set(drivername="postgresql").render_as_string(hide_password=True)
        self.notes: list[str] = []
        self._url, self._readonly, self._timeout = url, readonly, timeout

    def engine(self) -> Engine:
        """A pool of connections, in which a reader sees one moment."""
        engine = create_engine(
            self._url,
            isolation_level="REPEATABLE READ",
            pool_pre_ping=True,  # the server may have been started again
            max_overflow=-1,
            connect_args={"connect_timeout": max(2, round(self._timeout))},
        )
        event.listen(engine, "connect", self._set)
        return engine

    def begin_writing(self, connection: Connection) -> None:
        """Wait for the lock of the writers; the end of the transaction gives it back."""
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")

    def check_there(self) -> None:
        """Nothing to do: a server that is gone says so."""

    def version(self, connection: Connection) -> int:
        """The version of the schema; 0 before there is one."""
        if connection.exec_driver_sql("SELECT to_regclass('pairlens_versions')").scalar() is None:
            return 0
        return int(connection.exec_driver_sql("SELECT max(version) FROM pairlens_versions").scalar() or 0)

    def set_version(self, connection: Connection, version: int) -> None:
        """Write down the version of the schema, in the transaction that changes it."""
        connection.exec_driver_sql(
            "CREATE TABLE IF NOT EXISTS pairlens_versions (version integer PRIMARY KEY, at timestamptz DEFAULT now())"
        )
        connection.exec_driver_sql("INSERT INTO pairlens_versions (version) VALUES (%s)", (version,))

    def check(self, connection: Connection) -> None:
        """Nothing to do: the server looks after its files."""

    def keep_old(self, version: int) -> None:
        """Nothing to do: a step is one transaction, and the server's own backups are not ours to make."""

    def backup(self, connection: Connection, target: Path) -> None:
        """Copy what a transaction sees to a store in one file.

        Args:
            connection: The transaction.
            target: Where to; what is there is replaced.
        """
        copy(connection, target)

    def fault(self, error: BaseException) -> StoreError:
        """An error of the database, told as a cause and a remedy."""
        return faults.of_postgres(error, self.name)

    def _set(self, connection: Any, record: object) -> None:  # noqa: ANN401 - a connection of the driver's
        del record  # what the pool knows of the connection
        said = {
            "lock_timeout": f"{round(self._timeout * 1000)}ms",
            "synchronous_commit": "on",  # an administrator may have set it off, and an acknowledged change be lost
            "default_transaction_read_only": "on" if self._readonly else "off",
        }
        for name, value in said.items():
            connection.execute(f"SET SESSION {name} = '{value}'")
        connection.commit()
