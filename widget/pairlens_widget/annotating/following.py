"""Follows a store that others write to as well: another notebook, another process, another person."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from weakref import WeakMethod

from pairlens.errors import PairlensError

EVERY = 2.0
"""Seconds between two looks; a look that finds nothing costs well under a millisecond."""


class Follower:
    """Calls a method now and then, in a thread that ends with the object that the method belongs to.

    Args:
        look: The method; held weakly.
        every: Seconds between two calls.
    """

    def __init__(self, look: Callable[[], None], every: float = EVERY) -> None:
        self._look = WeakMethod(look)
        self._every = every
        self._end = threading.Event()
        threading.Thread(target=self._run, name="pairlens-follow", daemon=True).start()

    def close(self) -> None:
        """Look no longer."""
        self._end.set()

    def _run(self) -> None:
        while not self._end.wait(self._every):
            look = self._look()
            if look is None:
                return
            try:
                look()
            except PairlensError as error:  # said when something is written; it may be over by then
                logging.getLogger("pairlens").debug("The store could not be followed: %s", error)
            del look
