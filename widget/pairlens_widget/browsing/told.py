"""What reviewers said of the pairs of a gallery, by their places; read anew only where something was written."""

from __future__ import annotations

import threading
from typing import Any

from pairlens.cases import Case, Store
from pairlens.cases.rows import Rows

ByPlace = dict[int, list[Case]]


class Told:
    """Follows the cases of a store. Everything may be asked from several threads.

    Args:
        store: Where they are; None is nowhere.
        reviewer: Whose count; None is everybody's.
    """

    def __init__(self, store: Store | None, reviewer: str | None) -> None:
        self.store, self.reviewer = store, reviewer
        self._cases: list[Case] = []
        self._at, self._known = -1, -1
        self._places: dict[str, int] = {}
        self._lock = threading.Lock()

    def moved(self) -> int:
        """The number of the last change, by which a view knows whether it has seen everything.

        Raises:
            StoreError: The store cannot be read.
        """
        return 0 if self.store is None else self.store.last_change

    def of(self, rows: Rows) -> ByPlace:
        """Cases that say something, by the place of what they judge.

        Raises:
            StoreError: The store cannot be read.
        """
        if self.store is None:
            return {}
        with self._lock:
            self._read(self.store)
            if self._known != rows.version:
                self._places = {item: index for index, item in enumerate(rows.ids) if item}
                self._known = rows.version
            found: ByPlace = {}
            for case in self._cases:
                index = self._places.get(case.item)
                if index is not None:
                    found.setdefault(index, []).append(case)
            return found

    def pins(self, item: str) -> list[Any]:
        """The pins that show what is wrong with an item: those of the first reviewer who set any.

        Raises:
            StoreError: The store cannot be read.
        """
        if self.store is None:
            return []
        cases = self.store.cases(item=item, reviewer=self.reviewer)
        found = ([dict(each.pin) for each in case.judgement.evidence] for case in cases)
        return next((pins for pins in found if pins), [])

    def _read(self, store: Store) -> None:
        now = store.last_change
        if now == self._at:
            return
        cases = store.cases(reviewer=self.reviewer)
        self._cases = [case for case in cases if not case.judgement.is_empty]
        self._at = now  # what was written meanwhile is read again, which harms nobody
