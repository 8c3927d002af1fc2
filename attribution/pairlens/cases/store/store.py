"""The store of failure cases, as people use it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import func, insert, select

from pairlens.cases.case import Case, Change, Status, case_id
from pairlens.cases.categories import CATEGORIES as NINE
from pairlens.cases.categories import Category, checked
from pairlens.cases.store import coding
from pairlens.cases.store.heads import AT_ONCE, heads
from pairlens.cases.store.judging import Judging
from pairlens.cases.store.schema import CATEGORIES, CHANGES, DESCRIPTIONS, ITEMS
from pairlens.cases.store.undoing import NOTHING


class Store(Judging):
    """Explained pairs and what people say of them: one file, or a database that many share.

    Rows are added and never altered, so the whole history stays. When a method that writes returns, what it wrote is on
    the disk; when it raises, nothing of it is. Several threads and several processes may use one store at once.

    Args:
        place: A path (SQLite), or the address of a database such as "postgresql://user@host/name".
        readonly: Whether to look only: nothing is made, migrated or written.
        timeout: Seconds to wait for others who write.

    Raises:
        StoreUnreachable: The folder, the file (with `readonly`) or the server is not there.
        StoreReadOnly: It cannot be written, and `readonly` was not asked for.
        StoreCorrupt: It is damaged, or no store.
        StoreNewer: It was written by a newer Pairlens.
        OptionError: The place is no path and no address.
    """

    def case(self, id: str) -> Case | None:  # noqa: A002 - the field's name
        """One case as it is now; None if nothing was ever said in it."""
        with self._link.reading() as connection:
            found = heads(connection, CHANGES.c.case_id == coding.key("case's id", id))
        return next(iter(coding.cases_from(found)), None)

    def case_of(self, item_id: str, reviewer: str) -> Case | None:
        """A reviewer's case of an item; None if the reviewer has never said anything of it."""
        return self.case(case_id(coding.key("item's id", item_id), coding.key("reviewer", reviewer)))

    def cases(
        self,
        *,
        reviewer: str | None = None,
        status: Status | None = None,
        label: str | None = None,
        item: str | None = None,
        text: str | None = None,
    ) -> list[Case]:
        """Cases as they are now, in the order in which they were begun; cases that were emptied again are among them.

        Args:
            reviewer: Whose.
            status: "draft", "submitted" or "skipped".
            label: A category's key that they have.
            item: Id of the item that they judge.
            text: What their note, the item's caption or the name of its picture contains, in large or small letters.

        Raises:
            StoreError: They cannot be read.
        """
        where = [CHANGES.c.reviewer == coding.key("reviewer", reviewer)] if reviewer is not None else []
        where += [CHANGES.c.item == coding.key("item's id", item)] if item is not None else []
        with self._link.reading() as connection:
            rows = heads(connection, *where)
        found = coding.cases_from(rows)
        found = [
            case
            for case in found
            if status in {None, case.status} and (label is None or label in case.labels)
        ]
        return found if text is None else self._telling(found, text.casefold())

    def history(self, case_id: str) -> list[Change]:
        """All changes of a case, from the first to the last."""
        asked = (
            select(CHANGES)
            .where(CHANGES.c.case_id == coding.key("case's id", case_id))
            .order_by(CHANGES.c.seq)
        )
        with self._link.reading() as connection:
            return coding.changes_from(connection.execute(asked).all())

    def changes(self, since: int = 0) -> Iterator[tuple[int, Change]]:
        """Changes of all cases with their numbers, in the order in which they were written; none is ever missed.

        Args:
            since: The number after which to begin, such as the last that was seen. Numbers grow, and may leave gaps.

        Raises:
            StoreError: They cannot be read.
        """
        asked = select(CHANGES).order_by(CHANGES.c.seq).limit(AT_ONCE)
        while True:
            with self._link.reading() as connection:
                rows = connection.execute(asked.where(CHANGES.c.seq > since)).all()
            for row, change in zip(rows, coding.changes_from(rows), strict=True):
                since = row.seq
                yield since, change
            if len(rows) < AT_ONCE:
                return

    @property
    def last_change(self) -> int:
        """The number of the last change; 0 before there is one."""
        with self._link.reading() as connection:
            return connection.execute(select(func.max(CHANGES.c.seq))).scalar() or 0

    @property
    def reviewers(self) -> list[str]:
        """Everybody who ever said something, in the order in which they began."""
        first = func.min(CHANGES.c.seq)
        asked = select(CHANGES.c.reviewer).group_by(CHANGES.c.reviewer).order_by(first)
        with self._link.reading() as connection:
            return list(connection.execute(asked).scalars())

    def tally(self, reviewer: str | None = None) -> dict[str, Any]:
        """How far the work is.

        Args:
            reviewer: Whose cases are counted; by default everybody's.

        Returns:
            "items"; "submitted", "draft" and "skipped" cases, where a draft that says nothing is none; "undecided"
            items, which have no such case; and "labels": in how many submitted cases each key stands.
        """
        where = [CHANGES.c.reviewer == coding.key("reviewer", reviewer)] if reviewer is not None else []
        with self._link.reading() as connection:
            items = connection.execute(select(func.count()).select_from(ITEMS)).scalar_one()
            rows = heads(connection, *where)
        rows = [row for row in rows if row.body != NOTHING]
        said = coding.loads(row.body for row in rows)
        by_status = Counter(each["status"] for each in said)
        labels = Counter(key for each in said if each["status"] == "submitted" for key in each["labels"])
        return {
            "items": items,
            **{status: by_status[status] for status in ("submitted", "draft", "skipped")},
            "undecided": items - len({row.item for row in rows}),
            "labels": dict(labels),
        }

    @property
    def categories(self) -> tuple[Category, ...]:
        """What labels stand for; nine to start with."""
        asked = select(CATEGORIES.c.body).order_by(CATEGORIES.c.seq.desc()).limit(1)
        with self._link.reading() as connection:
            body = connection.execute(asked).scalar()
        return NINE if body is None else coding.categories_from(body)

    def set_categories(self, categories: Iterable[Category]) -> None:
        """Change what labels stand for; cases keep the labels that they have, and earlier lists are kept too.

        Args:
            categories: All of them, in the order in which they are shown.

        Raises:
            OptionError: There are none, or a key, name or hotkey is there twice.
            StoreError: They cannot be written.
        """
        body = coding.categories_text(checked(categories))
        with self._link.writing() as connection:
            connection.execute(insert(CATEGORIES).values(at=coding.now(), body=body))

    def _telling(self, cases: list[Case], text: str) -> list[Case]:
        """Those whose note, caption or picture's name contains a text."""
        with self._link.reading() as connection:
            rows = connection.execute(select(ITEMS.c.id, ITEMS.c.body)).all()
            named = connection.execute(select(DESCRIPTIONS.c.item, DESCRIPTIONS.c.picture)).all()
        told = {row.id: _told(body["a"], body["b"]) for row, body in _with(rows, "body")}
        for row, picture in _with(named, "picture"):
            told[row.item] += _told(picture)
        return [case for case in cases if text in f"{case.judgement.note}\n{told[case.item]}".casefold()]


def _with(rows: Sequence[Any], column: str) -> Iterable[tuple[Any, Any]]:
    """Rows, each with the value of a column of JSON."""
    return zip(rows, coding.loads(getattr(row, column) for row in rows), strict=True)


def _told(*sides: Mapping[str, str]) -> str:
    return "".join(f"{side.get('text', '')}\n{side.get('name', '')}\n" for side in sides)
