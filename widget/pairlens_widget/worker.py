"""A thread that does one thing after another, for whoever shares an encoder."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from weakref import WeakKeyDictionary

Job = Callable[[], None]

PATIENCE = 10.0
"""Seconds that an idle thread waits for more before it ends; starting one anew costs torch some milliseconds."""


class Worker:
    """Does jobs in the order in which they come, in a thread that is there only while there is work."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._jobs: deque[Job] = deque()
        self._change = threading.Condition()
        self._thread: threading.Thread | None = None

    def do(self, job: Job) -> None:
        """Have a job done, after those that came before it."""
        with self._change:
            self._jobs.append(job)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="pairlens", daemon=True)
                self._thread.start()
            self._change.notify()

    def _work(self) -> None:
        while (job := self._next()) is not None:
            try:
                job()
            except Exception:
                logging.getLogger("pairlens").exception("A job of the view failed")
            del job  # an idle thread holds on to nothing

    def _next(self) -> Job | None:
        with self._change:
            if not self._change.wait_for(lambda: self._jobs, self._patience):
                self._thread = None
                return None
            return self._jobs.popleft()


_WORKERS: WeakKeyDictionary[object, Worker] = WeakKeyDictionary()
_LOCK = threading.Lock()


def worker_of(owner: object) -> Worker:
    """The one worker of an encoder; it goes when the encoder does."""
    with _LOCK:
        return _WORKERS.setdefault(owner, Worker())
