"""The explained pairs of a store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select

from pairlens.cases.item import Item
from pairlens.cases.plain import Value, plain
from pairlens.cases.store import blobs, coding
from pairlens.cases.store.adding import Parcel, Shelf, Source, each, parcel, shelf
from pairlens.cases.store.heads import batches
from pairlens.cases.store.opened import Opened
from pairlens.cases.store.schema import DESCRIPTIONS, ITEMS
from pairlens.errors import OptionError
from pairlens.result import PairAttribution
from pairlens.storage import unpack

_NOTHING = object()


class Items(Opened):
    """The part of a `Store` that keeps explained pairs."""

    def add(
        self,
        pair: PairAttribution,
        *,
        name: str = "",
        measures: Mapping[str, float] | None = None,
        columns: Mapping[str, Value] | None = None,
        source: Source | None = None,
        keep: str = "bytes",
    ) -> Item:
        """Keep an explained pair; one that is there already is there once, and only learns what is new of it.

        Args:
            pair: The explanation; all of it is kept.
            name: What a person calls the picture; by default the file's name of `source`.
            measures: Named numbers; what is not finite counts as not known.
            columns: What you say of it: text, numbers, truth values or None by name.
            source: The picture as it came, before the model's crop: a path, or the bytes of a file. Of two pictures
                the first.
            keep: "bytes" keeps the source itself, "path" where it lies, "nothing" only its hash.

        Returns:
            The item as it is kept, with all that is known of it.

        Raises:
            OptionError: An option does not fit.
            PictureError: The source cannot be read.
            StoreError: It cannot be written; nothing of it is kept then.
        """
        with shelf() as aside:
            options: dict[str, Any] = {
                "name": name,
                "measures": measures,
                "columns": columns,
                "source": source,
            }
            ready = parcel(aside, pair, keep=keep, **options)
            return self._write(aside, [ready])[0]

    def add_many(
        self,
        pairs: Iterable[PairAttribution],
        *,
        names: Sequence[str] | None = None,
        measures: Sequence[Mapping[str, float]] | None = None,
        columns: Sequence[Mapping[str, Value]] | None = None,
        sources: Sequence[Source | None] | None = None,
        keep: str = "bytes",
    ) -> list[Item]:
        """Keep many explained pairs in one transaction: all of them, or after an error none.

        Args:
            pairs: The explanations; taken one by one before anything is written, so nobody waits for them.
            names: As in `add`, one per pair; likewise the others.
            measures: Likewise.
            columns: Likewise.
            sources: Likewise; None where there is none.
            keep: As in `add`, for all.

        Returns:
            The items, in the order of the pairs.

        Raises:
            OptionError: An option does not fit, or there are more or fewer values than pairs.
            PictureError: A source cannot be read.
            StoreError: They cannot be written.
        """
        options: dict[str, Any] = {"name": names, "measures": measures, "columns": columns, "source": sources}
        with shelf() as aside:
            ready = [parcel(aside, pair, keep=keep, **given) for pair, given in each(pairs, options)]
            return self._write(aside, ready)

    def describe(
        self,
        item_id: str,
        *,
        measures: Mapping[str, float] | None = None,
        columns: Mapping[str, Value] | None = None,
    ) -> Item:
        """Tell more of an item; what was told before stays, and by the same name the latest counts.

        Args:
            item_id: Its id.
            measures: As in `add`.
            columns: As in `add`.

        Returns:
            The item with all that is known of it.

        Raises:
            OptionError: There is no such item, or a value cannot be kept.
            StoreError: It cannot be written.
        """
        told = {"measures": coding.known(measures or {}), "columns": plain(columns or {})}
        with self._link.writing() as connection:
            self._known(connection, [item_id])
            _describe(connection, item_id, told)
            return self._known(connection, [item_id])[0]

    def items(self, ids: Iterable[str] | None = None) -> list[Item]:
        """The items with all that is known of them.

        Args:
            ids: Which, in this order; by default all, in the order in which they were added.

        Raises:
            OptionError: There is no such item.
            StoreError: They cannot be read.
        """
        with self._link.reading() as connection:
            return _all(connection) if ids is None else self._known(connection, list(ids))

    def item(self, id: str) -> Item:  # noqa: A002 - the field's name
        """One item.

        Args:
            id: Its id.

        Raises:
            OptionError: There is no such item.
            StoreError: It cannot be read.
        """
        return self.items([id])[0]

    def explanation(self, item_id: str) -> PairAttribution:
        """The explanation of an item, bit for bit as it was added.

        Args:
            item_id: Its id.

        Raises:
            OptionError: There is no such item.
            StoreCorrupt: It is damaged.
            StoreError: It cannot be read.
        """
        asked = select(ITEMS.c.explanation).where(ITEMS.c.id == coding.key("item's id", item_id))
        with self._link.reading() as connection:
            sha256 = connection.execute(asked).scalar()
            data = blobs.get(connection, sha256) if sha256 else None
        if data is None:
            raise self._no_item(item_id)
        return unpack(data, f"The explanation of {item_id[:12]} in {self.name}")

    def picture(self, sha256: str) -> bytes:
        """A picture as it came, byte for byte.

        Args:
            sha256: Its hash, such as `item.picture.source`.

        Raises:
            OptionError: It is not kept here; of a picture that was added with `keep="path"` the item knows the path,
                which is never opened here.
            StoreCorrupt: It is damaged.
            StoreError: It cannot be read.
        """
        with self._link.reading() as connection:
            data = blobs.get(connection, coding.key("picture's hash", sha256))
        if data is None:
            raise OptionError(
                f"{self.name} does not hold the picture {sha256[:12]}.",
                'Read it from item.picture.path, or add the pair with its source and keep="bytes".',
            )
        return data

    def _write(self, aside: Shelf, parcels: Sequence[Parcel]) -> list[Item]:
        with self._link.writing() as connection:
            for ready in parcels:
                put(connection, aside, ready)
            return self._known(connection, [ready.item.id for ready in parcels])

    def _known(self, connection: Connection, ids: Sequence[str]) -> list[Item]:
        found: dict[str, Item] = {}
        for batch in batches(dict.fromkeys(coding.key("item's id", one) for one in ids)):
            found |= _found(connection, batch)
        missing = next((each for each in ids if each not in found), None)
        if missing is not None:
            raise self._no_item(missing)
        return [found[each] for each in ids]

    def _no_item(self, item_id: str) -> OptionError:
        return OptionError(
            f"{self.name} has no item {item_id[:80]!r}.", "Add the pair first: store.add(pair)."
        )


def put(connection: Connection, aside: Shelf, ready: Parcel) -> None:
    """Write one pair, or what is new of it.

    Args:
        connection: A transaction that writes.
        aside: Where its bytes lie.
        ready: The pair.
    """
    """Write one pair that was made ready, or what is new of one that is there."""
    for sha256, begin, size in ready.blobs:
        if not blobs.has(connection, sha256):
            blobs.put(connection, sha256, aside.get(begin, size))
    there = _found(connection, [ready.item.id]).get(ready.item.id)
    if there is None:
        connection.execute(insert(ITEMS).values(**ready.row, explanation=ready.explanation))
    elif any((news := _news(there, ready.item)).values()):
        _describe(connection, there.id, news)


def _news(there: Item, given: Item) -> dict[str, Any]:
    """What an item that is added again tells beyond what is known."""
    known, told = coding.known(there.measures), coding.known(given.measures)
    named = {name: getattr(given.picture, name, "") for name in ("name", "source", "path")}
    return {
        "measures": {name: value for name, value in told.items() if known.get(name, "") != value},
        "columns": {k: v for k, v in given.columns.items() if there.columns.get(k, _NOTHING) != v},
        "picture": {k: v for k, v in named.items() if v and not getattr(there.picture, k)},
    }


def _describe(connection: Connection, item_id: str, told: Mapping[str, Any]) -> None:
    texts = {name: coding.dumps(told.get(name, {})) for name in ("measures", "columns", "picture")}
    connection.execute(insert(DESCRIPTIONS).values(item=item_id, at=coding.now(), **texts))


def _all(connection: Connection) -> list[Item]:
    rows = connection.execute(select(ITEMS).order_by(ITEMS.c.seq)).all()
    later = connection.execute(select(DESCRIPTIONS).order_by(DESCRIPTIONS.c.seq)).all()
    return list(_merged(rows, later).values())


def _found(connection: Connection, ids: Sequence[str]) -> dict[str, Item]:
    rows = connection.execute(select(ITEMS).where(ITEMS.c.id.in_(ids))).all()
    asked = select(DESCRIPTIONS).where(DESCRIPTIONS.c.item.in_(ids)).order_by(DESCRIPTIONS.c.seq)
    return _merged(rows, connection.execute(asked).all())


def _merged(rows: Sequence[Any], later: Iterable[Any]) -> dict[str, Item]:
    found = coding.items_from(rows)
    for row in later:
        found[row.item] = coding.described(found[row.item], row)
    return found
