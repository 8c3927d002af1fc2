"""A thread that looks round now and then, and ends with its object."""

from __future__ import annotations

import gc
import threading
from weakref import ref

from pairlens.cases import StoreLocked
from pairlens_widget.annotating.following import Follower


class Looker:
    def __init__(self) -> None:
        self.count = 0
        self.looked = threading.Event()

    def look(self) -> None:
        self.count += 1
        if self.count == 1:
            raise StoreLocked("It is locked.", "Wait.")
        self.looked.set()


def threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "pairlens-follow"]


def test_it_goes_on_after_an_error_until_it_is_closed() -> None:
    before = set(threads())
    looker = Looker()
    follower = Follower(looker.look, every=0.01)
    assert looker.looked.wait(10)
    (own,) = set(threads()) - before
    follower.close()
    own.join(10)
    assert not own.is_alive()


def test_it_keeps_nothing_alive() -> None:
    before = set(threads())
    looker = Looker()
    gone = ref(looker)
    Follower(looker.look, every=0.01)
    (own,) = set(threads()) - before
    assert looker.looked.wait(10)
    del looker
    gc.collect()
    own.join(10)
    assert gone() is None
    assert not own.is_alive()
