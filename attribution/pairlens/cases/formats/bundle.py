"""What a file of cases holds, as plain values: every format writes it and reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from pairlens.cases.case import Case, Change
from pairlens.cases.categories import Category
from pairlens.cases.item import Item
from pairlens.errors import FileError


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """Items and cases on their way from one place to another.

    Attributes:
        items: The explained pairs, in order. A case may stand without its item: whoever takes it in must know it.
        cases: What was said of them.
        history: Every change of these cases, oldest first; empty where a format holds none.
        categories: What the labels mean; empty where a format holds none.
        explanations: Id of an item -> bytes of the npz that `PairAttribution.save` writes. May be read when asked.
        pictures: sha256 of a picture as it came -> its bytes. May be read when asked.

    Raises:
        FileError: Something is there twice.
    """

    items: tuple[Item, ...] = ()
    cases: tuple[Case, ...] = ()
    history: tuple[Change, ...] = ()
    categories: tuple[Category, ...] = ()
    explanations: Mapping[str, bytes] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _once("item", (item.id for item in self.items))
        _once("case", (case.id for case in self.cases))
        _once("change", (change.id for change in self.history))
        _once("category", (category.key for category in self.categories))

    @property
    def unjudged(self) -> tuple[Item, ...]:
        """The items of which nobody has said anything."""
        judged = {case.item for case in self.cases}
        return tuple(item for item in self.items if item.id not in judged)

    def item(self, item_id: str) -> Item | None:
        """The item of an id, or None if the bundle does not hold it."""
        return self._by_id.get(item_id)

    def position(self, item_id: str) -> int:
        """Where an item stands among the items, counted from 0."""
        return self._order[item_id]

    def changes(self, case_id: str) -> tuple[Change, ...]:
        """The history of a case, oldest first."""
        return self._by_case.get(case_id, ())

    @cached_property
    def _by_id(self) -> dict[str, Item]:
        return {item.id: item for item in self.items}

    @cached_property
    def _order(self) -> dict[str, int]:
        return {item.id: position for position, item in enumerate(self.items)}

    @cached_property
    def _by_case(self) -> dict[str, tuple[Change, ...]]:
        grouped: dict[str, list[Change]] = {}
        for change in self.history:
            grouped.setdefault(change.case, []).append(change)
        return {case: tuple(changes) for case, changes in grouped.items()}


class Later(Mapping[str, bytes]):
    """Bytes by name that are fetched when they are asked for, so that a large collection need not fit in memory.

    Args:
        names: What there is.
        fetch: Gives the bytes of a name.
    """

    def __init__(self, names: Iterable[str], fetch: Callable[[str], bytes]) -> None:
        self._names = dict.fromkeys(names)
        self._fetch = fetch

    def __getitem__(self, name: str) -> bytes:
        if name not in self._names:
            raise KeyError(name)
        return self._fetch(name)

    def __contains__(self, name: object) -> bool:
        return name in self._names  # asking whether it is there must not fetch it

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def case_of(changes: Iterable[Change]) -> Case:
    """The case that a history tells of.

    Args:
        changes: All of one case, in the order in which they were written; at least one.
    """
    told = sorted(changes, key=_time)
    first, last = told[0], told[-1]
    return Case(
        id=last.case,
        item=last.item,
        reviewer=last.reviewer,
        created=first.at,
        changed=last.at,
        judgement=last.judgement,
    )


def _time(change: Change) -> datetime:
    return change.at


def _once(what: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for each in ids:
        if each in seen:
            raise FileError(f"The {what} {each!r} is there twice.", "Leave one of them out.")
        seen.add(each)
