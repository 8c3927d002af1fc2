"""An open store: what it is, where it is, and how it is closed."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from pairlens.cases.errors import StoreError, StoreFull, StoreUnreachable
from pairlens.cases.store import faults
from pairlens.cases.store.link import Backend, Link
from pairlens.cases.store.migrations import migrate
from pairlens.cases.store.places import url_of
from pairlens.errors import OptionError

_Self = TypeVar("_Self", bound="Opened")


class Opened:
    """The part of a `Store` that has nothing to do with what is in it.

    Args:
        place: A path (SQLite), or the address of a database such as "postgresql://user@host/name".
        readonly: Whether to look only: nothing is made, migrated or written.
        timeout: Seconds to wait for others who write.

    Raises:
        StoreUnreachable: The folder, the file (with `readonly`) or the server is not there.
        StoreReadOnly: It cannot be written, and `readonly` was not asked for.
        StoreCorrupt: It is damaged, or no store.
        StoreNewer: It was written by a newer Pairlens.
        OptionError: The place is no path and no address.
    """

    def __init__(self, place: str | Path, *, readonly: bool = False, timeout: float = 10.0) -> None:
        if not timeout > 0:
            raise OptionError(f"The timeout is {timeout}.", "Give seconds above 0.")
        backend = _backend(place, readonly=readonly, timeout=timeout)
        self._link = Link(backend, readonly=readonly, timeout=timeout)
        try:
            migrate(self._link)
            with self._link.reading() as connection:
                backend.check(connection)
        except StoreError:
            self._link.close()
            raise

    @property
    def url(self) -> str:
        """The address, without a password."""
        return self._link.backend.url

    @property
    def name(self) -> str:
        """What a person calls it: the name of the file or of the database."""
        return self._link.backend.name

    @property
    def readonly(self) -> bool:
        """Whether nothing can be written."""
        return self._link.readonly

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person should know about how it is kept, sentence by sentence; mostly empty."""
        return tuple(self._link.backend.notes)

    def backup(self, path: str | Path) -> None:
        """Copy all of it, as it is at one moment, to one file that `Store(path)` opens; others may go on writing.

        Args:
            path: Where to; what is there is replaced.

        Raises:
            StoreUnreachable: The path is a folder, the store itself, or lies in a folder that does not exist.
            StoreFull: There is no room for it.
        """
        target = Path(os.path.realpath(path))
        if target.is_dir() or not target.parent.is_dir() or str(target) == os.path.realpath(self._file):
            raise StoreUnreachable(
                f"No copy can be written to {path}.", "Give the path of another file in an existing folder."
            )
        try:
            with self._link.reading() as connection:
                self._link.backend.backup(connection, target)
        except OSError as error:
            raise StoreFull(
                f"{path} cannot be written: {error.strerror}.", faults.REMEDIES[StoreFull]
            ) from None

    def close(self) -> None:
        """Let go of the file or the server; closing twice does no harm."""
        self._link.close()

    def __enter__(self: _Self) -> _Self:  # noqa: PYI019 - the shape checker does not know Self
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Store {self.url}{', read only' * self.readonly}>"

    @property
    def _file(self) -> str:
        return self.url.removeprefix("sqlite:///")


def _backend(place: str | Path, *, readonly: bool, timeout: float) -> Backend:
    url = url_of(place)
    if url.drivername == "sqlite":
        from pairlens.cases.store.sqlite import Sqlite

        return Sqlite(url, readonly=readonly, timeout=timeout)
    from pairlens.cases.store.postgres import Postgres

    return Postgres(url, readonly=readonly, timeout=timeout)
