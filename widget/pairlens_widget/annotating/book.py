"""Which pair is where, and what one reviewer has said of it so far."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from pairlens.cases import Case, Collection, Item
from pairlens.errors import OptionError, PairlensError

STATES = {"draft": 1, "submitted": 2, "skipped": 3}
"""How the view is told of the state of a case; 0 is one of which nothing was said."""


class Book:
    """The pairs in the order in which they are gone through, and the cases of one reviewer.

    Args:
        collection: The pairs.
        order: Which of them, in which order: places in the collection; None is all as they come, and the key of a
            measure begins with the worst.
        cases: What the reviewer said before.

    Raises:
        OptionError: The order names what is not there, or leaves nothing.
    """

    def __init__(self, collection: Collection, order: object, cases: Iterable[Case]) -> None:
        self.collection = collection
        self.places = _places(collection, order)
        self._cases = {case.item: case for case in cases}
        self._lock = threading.Lock()
        rows = collection.rows()
        self._version = rows.version
        self._ids = [rows.ids[place] for place in self.places]
        self._where: dict[str, int] = {}
        self._back = {place: index for index, place in enumerate(self.places)}
        for index, id_ in enumerate(self._ids):
            self._know(index, id_)

    def __len__(self) -> int:
        return len(self.places)

    def item(self, index: int) -> Item:
        """What is judged at a place of the way.

        Raises:
            OptionError: There is no such place.
            PairlensError: The pair cannot be read.
        """
        item = self.collection.item(self.place(index))
        with self._lock:
            self._know(index, item.id)
        return item

    def place(self, index: int) -> int:
        """The place in the collection."""
        if not 0 <= index < len(self.places):
            raise OptionError(f"There is no pair {index}.", f"There are {len(self.places)}, counted from 0.")
        return self.places[index]

    def index(self, item: str) -> int:
        """Where an item stands on the way, the first time; -1 where it does not, or is not read yet."""
        return self._where.get(item, -1)

    def case(self, item: str) -> Case | None:
        """What the reviewer says of an item; None before anything was said."""
        return self._cases.get(item)

    def cases(self) -> list[tuple[int, Case]]:
        """All cases of pairs on the way, in its order."""
        found = [(self.index(item), case) for item, case in list(self._cases.items())]
        return sorted(((index, case) for index, case in found if index >= 0), key=lambda each: each[0])

    def note(self, case: Case) -> bool:
        """Write down what a case is now; whether that is new."""
        with self._lock:
            known = self._cases.get(case.item)
            self._cases[case.item] = case
        return known != case

    def come(self) -> list[str]:
        """Items that have been read since this was asked last, and have a case."""
        rows, self._version = self.collection.changed(self._version)
        came = [self._back[row] for row in rows if row in self._back]
        new = [index for index in came if not self._ids[index]]
        found = self.collection.rows().ids if new else ()
        with self._lock:
            for index in new:
                self._know(index, found[self.places[index]])
        return [item for index in new if (item := self._ids[index]) in self._cases]

    def wire(self) -> dict[str, Any]:
        """The state and the labels of every pair, as the view reads them."""
        states = np.zeros(len(self), dtype=np.uint8)
        labels = []
        for index, id_ in enumerate(self._ids):
            case = self._cases.get(id_)
            if case is None or case.judgement.is_empty:
                continue
            states[index] = STATES[case.status]
            if case.labels:
                labels.append([index, list(case.labels)])
        return {"states": states.tobytes(), "labels": labels}

    def first(self, seconds: float = 2.0) -> int:
        """The first pair that is not decided and can be read; the first of all where every one is.

        Args:
            seconds: How long to look; pairs that lie in files have to be read to be known.
        """
        until = time.monotonic() + seconds
        for index in self._undecided():
            if time.monotonic() > until:
                return index
            try:
                case = self.case(self.item(index).id)
            except PairlensError:
                continue
            if case is None or case.status == "draft":
                return index
        return 0

    def _undecided(self) -> Iterator[int]:
        """Places whose case is not known to be decided."""
        for index, id_ in enumerate(self._ids):
            case = self._cases.get(id_)
            if case is None or case.status == "draft":
                yield index

    def _know(self, index: int, item: str) -> None:
        self._ids[index] = item
        if item:
            self._where.setdefault(item, index)


def _places(collection: Collection, order: object) -> list[int]:
    count = len(collection)
    if order is None:
        made = list(range(count))
    elif isinstance(order, str):
        made = _worst_first(collection, order)
    else:
        made = [_place(each, count) for each in _listed(order)]
    if not made:
        raise OptionError("There is nothing to annotate.", "Give at least one pair.")
    if len(set(made)) < len(made):
        raise OptionError("order= names a pair twice.", "Name each once.")
    return made


def _listed(order: object) -> Sequence[Any]:
    if not isinstance(order, Iterable):
        raise OptionError(
            f"order= is {order!r}.", "Give places in the collection, the key of a measure, or None."
        )
    return list(order)


def _place(each: object, count: int) -> int:
    whole = isinstance(each, int | np.integer) and not isinstance(each, bool)
    if not whole or not 0 <= int(each) < count:  # type: ignore[call-overload] # whole numbers only
        raise OptionError(f"order= names {each!r}.", f"There are {count} pairs, counted from 0.")
    return int(each)  # type: ignore[call-overload] # likewise


def _worst_first(collection: Collection, key: str) -> list[int]:
    measure = next((each for each in collection.measures if each.key == key), None)
    if measure is None:
        there = ", ".join(each.key for each in collection.measures)
        raise OptionError(f"There is no measure {key!r}.", f"There are {there}.")
    collection.wait()
    values = collection.rows().measures[key].astype(np.float64)
    by = values if measure.worse == "low" else -values
    return [int(place) for place in np.argsort(np.where(np.isnan(by), np.inf, by), kind="stable")]
