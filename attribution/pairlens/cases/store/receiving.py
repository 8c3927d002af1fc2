"""What comes from a file of cases, written in one transaction: all of it, or after an error nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import insert

from pairlens.cases.case import Change
from pairlens.cases.categories import Category, checked
from pairlens.cases.item import Item
from pairlens.cases.store import coding, writing
from pairlens.cases.store.adding import Parcel, Shelf, shelf
from pairlens.cases.store.items import put
from pairlens.cases.store.schema import CATEGORIES
from pairlens.cases.store.store import Store

Received = tuple[Item, bytes, Sequence[bytes]]
"""An item, the bytes of its explanation, and its pictures as they came."""


def receive(
    store: Store,
    items: Iterable[Received],
    changes: Sequence[Change],
    categories: Sequence[Category] | None = None,
) -> None:
    """Write items, changes and categories.

    Args:
        store: Where to.
        items: With all that is told of them; what is there already only learns what is new.
        changes: Of cases whose items are there or among `items`.
        categories: The new list; None leaves the old one.

    Raises:
        OptionError: A field cannot be kept, or an item of a change is missing.
        StoreError: They cannot be written.
    """
    rows = [coding.change_row(change) for change in changes]
    listed = None if categories is None else coding.categories_text(checked(categories))
    with shelf() as aside:
        parcels = [_parcel(aside, *each) for each in items]
        with store._link.writing() as connection:  # noqa: SLF001 - one transaction for what has three doors
            for parcel in parcels:
                put(connection, aside, parcel)
            writing.append(connection, rows, store.name)
            if listed is not None:
                connection.execute(insert(CATEGORIES).values(at=coding.now(), body=listed))


def _parcel(aside: Shelf, item: Item, explanation: bytes, pictures: Sequence[bytes]) -> Parcel:
    kept = tuple(aside.put(data) for data in (explanation, *pictures))
    return Parcel(item, coding.item_row(item), kept[0][0], kept)
