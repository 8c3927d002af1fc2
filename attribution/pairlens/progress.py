"""Tell whoever listens how far a computation is. Nobody listening costs nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[str, int, int], None]
"""Called with what is being done, how many parts are done, and of how many."""

_LISTENER: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Hear of every step inside the block. What the listener raises stops the computation, e.g. to cancel it.

    Args:
        listener: Called in the thread that computes.

    >>> with listening(lambda what, done, total: print(what, done, "of", total)):
    ...     tell("picture", 1, 3)
    picture 1 of 3
    """
    token = _LISTENER.set(listener)
    try:
        yield
    finally:
        _LISTENER.reset(token)


def tell(what: str, done: int, total: int) -> None:
    """Say how far a computation is.

    Args:
        what: A word for a person.
        done: Parts done.
        total: Parts in all.
    """
    listener = _LISTENER.get()
    if listener is not None:
        listener(what, done, total)
