"""A thread that does one thing after another, for whoever shares an encoder."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from weakref import WeakKeyDictionary

Job = Callable[[], None]

PATIENCE = 10.0
"""Seconds that an idle thread waits for more before it ends; starting one anew costs torch some milliseconds."""


class Worker:
    """Does jobs in the order in which they come, in a thread that is there only while there is work.

    Args:
        patience: Seconds that it waits for more.
    """

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._jobs: deque[Job] = deque()
        self._spare: deque[Iterator[object]] = deque()
        self._change = threading.Condition()
        self._thread: threading.Thread | None = None

    def do(self, job: Job) -> None:
        """Have a job done, after those that came before it."""
        with self._change:
            self._jobs.append(job)
            self._wake()

    def spare(self, steps: Iterator[object]) -> None:
        """Take one step after another whenever there is no job to do."""
        with self._change:
            self._spare.append(steps)
            self._wake()

    def _wake(self) -> None:
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
            if not self._change.wait_for(lambda: self._jobs or self._spare, self._patience):
                self._thread = None
                return None
            return self._jobs.popleft() if self._jobs else partial(self._step, self._spare.popleft())

    def _step(self, steps: Iterator[object]) -> None:
        """Take a step; what raises an error is not gone on with."""
        try:
            next(steps)
        except StopIteration:
            return
        with self._change:
            self._spare.appendleft(steps)


_WORKERS: WeakKeyDictionary[object, Worker] = WeakKeyDictionary()
_LOCK = threading.Lock()


def worker_of(owner: object) -> Worker:
    """The one worker of an encoder; it goes when the encoder does."""
    with _LOCK:
        return _WORKERS.setdefault(owner, Worker())
