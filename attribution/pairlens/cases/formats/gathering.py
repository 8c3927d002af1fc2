"""What has been read of a file so far; nothing of it is handed over before all of it is sound."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from pairlens.cases.case import Case, Change
from pairlens.cases.categories import Category
from pairlens.cases.formats import guard
from pairlens.cases.formats.bundle import Bundle, Later, case_of
from pairlens.cases.formats.codec import item_out
from pairlens.cases.formats.place import Place, shown
from pairlens.cases.item import Item

Fetch = Callable[[], bytes]
_Kept = TypeVar("_Kept")


class Gathering:
    """Collects the parts of a bundle and refuses what is there twice.

    Args:
        file: Name of the file, for errors.
    """

    def __init__(self, file: str) -> None:
        self._file = Place(file)
        self._items: dict[str, Item] = {}
        self._positions: dict[str, int] = {}
        self._cases: dict[str, Case] = {}
        self._changes: dict[str, Change] = {}
        self._categories: dict[str, Category] = {}
        self.explanations: dict[str, Fetch] = {}
        self._pictures: dict[str, Fetch] = {}

    def item(self, item: Item, place: Place, position: int = 0) -> None:
        """An item that must be new, and its place among the items."""
        _new(self._items, item.id, item, "item", place)
        self._positions[item.id] = position

    def same_item(self, item: Item, place: Place) -> None:
        """An item that may have been told before, if it was the same."""
        if not _alike(self._items.setdefault(item.id, item), item):
            raise place.error(f"The item {item.id} is told differently elsewhere in the file.")

    def case(self, case: Case, place: Place) -> None:
        """A case that must be new."""
        _new(self._cases, case.id, case, "case", place)

    def change(self, change: Change, place: Place) -> None:
        """A change that must be new."""
        _new(self._changes, change.id, change, "change", place)

    def category(self, category: Category, place: Place) -> None:
        """A category that must be new."""
        _new(self._categories, category.key, category, "category", place)

    def picture(self, name: str, fetch: Fetch, place: Place) -> None:
        """A picture under the sha256 of its bytes."""
        if guard.sha256(fetch()) != name:
            raise place.error(f"{shown(name)} is not the sha256 of its picture.")
        self._pictures[name] = fetch

    def bundle(self) -> Bundle:
        """All of it. A case of which only changes were told is what they make of it."""
        alone: dict[str, list[Change]] = {}
        for change in self._changes.values():
            if change.case not in self._cases:
                alone.setdefault(change.case, []).append(change)
        told = [case_of(changes) for changes in alone.values()]
        return Bundle(
            items=tuple(sorted(self._items.values(), key=lambda item: self._positions.get(item.id, 0))),
            cases=(*self._cases.values(), *told),
            history=tuple(self._changes.values()),
            categories=tuple(self._categories.values()),
            explanations=_later(self.explanations),
            pictures=_later(self._pictures),
        )


def _later(fetches: dict[str, Fetch]) -> Later:
    return Later(fetches, lambda name: fetches[name]())


def _new(kept: dict[str, _Kept], key: str, value: _Kept, what: str, place: Place) -> None:
    if key in kept:
        raise place.error(f"The {what} {shown(key)} is there twice.", "Leave one of them out.")
    kept[key] = value


def _alike(one: Item, other: Item) -> bool:
    return one is other or item_out(one) == item_out(other)  # NaN is not equal to itself, its name is
