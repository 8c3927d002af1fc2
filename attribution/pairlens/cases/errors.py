"""What a store raises: always the cause, then the remedy; whatever it was, no half of a change is left behind."""

from __future__ import annotations

from pairlens.errors import PairlensError


class StoreError(PairlensError):
    """A store that cannot do what was asked of it."""


class StoreReadOnly(StoreError):  # noqa: N818 - a StoreError, named for what is the matter
    """Something was to be written, and the file, its folder, the account or the store itself allows reading only."""


class StoreLocked(StoreError):  # noqa: N818 - a StoreError, named for what is the matter
    """Somebody else was writing for longer than the store waits."""


class StoreFull(StoreError):  # noqa: N818 - a StoreError, named for what is the matter
    """There is no room left where the store is kept."""


class StoreCorrupt(StoreError):  # noqa: N818 - a StoreError, named for what is the matter
    """The file is damaged, or is something else than a store."""


class StoreNewer(StoreError):  # noqa: N818 - a StoreError, named for what is the matter
    """The store was written by a newer Pairlens."""


class StoreUnreachable(StoreError):  # noqa: N818 - a StoreError, named for what is the matter
    """The file or the server that keeps the store cannot be reached."""


class StoreDriverMissing(StoreUnreachable):
    """The package that talks to the server is not installed."""


class StoreClosed(StoreError):  # noqa: N818 - a StoreError, named for what is the matter
    """The store was closed."""
