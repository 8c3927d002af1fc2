"""Writes down what a reviewer does, and knows what was said before: no widget, and no thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from pairlens.cases import Case, Change, Judgement, Store, StoreError, case_id
from pairlens.errors import OptionError, PairlensError
from pairlens_widget import choices
from pairlens_widget.annotating.book import Book
from pairlens_widget.annotating.deeds import Sides, applied, judgement_wire

Keep = Literal["bytes", "path", "nothing"]
ShowOthers = Literal["after", "never", "always"]


class Clerk:
    """One reviewer's way through a collection, and the store that keeps what they say.

    Args:
        book: The pairs and their cases.
        store: Where cases are kept.
        reviewer: Who judges.
        show_others: When what other reviewers submitted is told.
        keep: How original pictures are kept.
        sources: Original pictures, one for each pair of the collection, or None.
    """

    def __init__(
        self,
        book: Book,
        store: Store,
        reviewer: str,
        *,
        show_others: ShowOthers = "after",
        keep: Keep = "bytes",
        sources: Sequence[str | Path | bytes | None] | None = None,
    ) -> None:
        self.book = book
        self.store = store
        self.reviewer = reviewer
        self._show_others = show_others
        self._keep = keep
        self._sources = sources
        self._turn = threading.RLock()
        self._added: set[str] = set()
        self._seen = store.last_change

    def known(self, index: int) -> dict[str, Any]:
        """What is known of the case at a place of the way, as the view reads it.

        Raises:
            PairlensError: The pair cannot be read.
        """
        return self._wire(self.book.item(index).id, index)

    def write(self, wanted: Mapping[str, Any], base: str = "") -> dict[str, Any]:
        """Write down a deed; when this returns, it is in the store.

        A deed is done to the case as the store has it. So one that comes late or twice spoils nothing, and what
        others said of the same case meanwhile stays as far as the deed is not about it.

        Args:
            wanted: As the view sends it: `id`, `item`, `index`, `step`, `deed`.
            base: When the case was changed last, as far as the view knew.

        Returns:
            The case, `merged` (somebody else had changed it), `undo` and `redo`; or `refused`, why this very deed can
            never be written.

        Raises:
            StoreError: It cannot be written now.
        """
        with self._turn:
            try:
                case, merged = self._write(wanted, base)
            except StoreError:
                raise
            except PairlensError as error:
                return {"refused": f"{error.cause} {error.remedy}".strip()}
            self.book.note(case)
            return {**self._wire(case.item), "merged": merged, "undo": True, "redo": False}

    def back(self, way: Literal["undo", "redo"]) -> dict[str, Any]:
        """Take back what the reviewer did last, in whichever case, or do it again.

        Returns:
            `done` (False where there is nothing), and then the case with the judgement `before`; `undo` and `redo`.

        Raises:
            StoreError: It cannot be written.
        """
        with self._turn:
            case = self.store.undo(self.reviewer) if way == "undo" else self.store.redo(self.reviewer)
            can = self.can()
            if case is None:
                return {"done": False, **can}
            known = self.book.case(case.item)
            before = known.judgement if known else Judgement()
            self.book.note(case)
            return {"done": True, "before": judgement_wire(before), **self._wire(case.item), **can}

    def can(self) -> dict[str, bool]:
        """Whether there is anything to undo and to redo."""
        undo, redo = self.store.can_undo(self.reviewer), self.store.can_redo(self.reviewer)
        return {"undo": undo, "redo": redo}

    def news(self) -> list[dict[str, Any]]:
        """Cases of this reviewer that were changed elsewhere, or whose pairs have been read since this was asked last.

        Raises:
            StoreError: The store cannot be read.
        """
        items = dict.fromkeys(self.book.come())
        with self._turn:
            last = self.store.last_change
            if last > self._seen:
                touched = {change.item for _, change in self.store.changes(self._seen)
                           if change.reviewer == self.reviewer}  # fmt: skip
                cases = [self.store.case_of(item, self.reviewer) for item in touched]
                items |= dict.fromkeys(case.item for case in cases if case and self.book.note(case))
                self._seen = last
        return [self._wire(item) for item in items]

    def _write(self, wanted: Mapping[str, Any], base: str) -> tuple[Case, bool]:
        item, name = str(wanted["item"]), str(wanted["id"])
        now = self.store.case_of(item, self.reviewer)
        if now is not None and any(change.id == name for change in self.store.history(now.id)):
            return now, False  # it was written, and the answer got lost
        index = self._placed(item, wanted.get("index"))
        said = now.judgement if now else Judgement()
        judgement = applied(said, wanted["deed"], self._sides(index) if index >= 0 else None)
        self._add(item, index)
        change = Change(
            id=name,
            item=item,
            reviewer=self.reviewer,
            at=datetime.now(UTC),
            step=str(wanted.get("step", "")),
            judgement=judgement,
        )
        merged = now is not None and _when(now) != base
        return self.store.write(change), merged

    def _placed(self, item: str, hint: object) -> int:
        """Where an item stands; its pair may not have been read yet."""
        found = self.book.index(item)
        if found < 0 and isinstance(hint, int) and 0 <= hint < len(self.book):
            self.book.item(hint)
        return self.book.index(item)

    def _add(self, item: str, index: int) -> None:
        """Keep the pair that is judged, with its explanation."""
        if item in self._added:
            return
        if index < 0:
            self._there(item)
        elif self.book.collection.store is not self.store:
            place = self.book.place(index)
            held = self.book.item(index)
            self.store.add(
                self.book.collection.pair(place),
                name=held.picture.name if held.picture else "",
                measures=held.measures,
                columns=held.columns,
                source=self._sources[place] if self._sources is not None else None,
                keep=self._keep,
            )
        self._added.add(item)

    def _there(self, item: str) -> None:
        try:
            self.store.item(item)
        except OptionError:
            raise OptionError(
                "The pair that this was said of is not among these, nor in the store.",
                "Open the annotator with it, or save as a file.",
            ) from None

    def _sides(self, index: int) -> Sides:
        return choices.keys(self.book.collection.pair(self.book.place(index)))

    def _wire(self, item: str, index: int | None = None) -> dict[str, Any]:
        case = self.book.case(item)
        at = self.book.index(item) if index is None else index
        judgement = case.judgement if case else Judgement()
        sides = self._sides(at) if at >= 0 and judgement.evidence else None
        return {
            "index": at,
            "item": item,
            "judgement": judgement_wire(judgement, sides),
            "changed": _when(case) if case else "",
            "others": self._others(item, judgement),
        }

    def _others(self, item: str, own: Judgement) -> list[dict[str, Any]]:
        """What others submitted, once it may be seen."""
        mine = own.status == "submitted"
        if self._show_others == "never" or (self._show_others == "after" and not mine):
            return []
        return [
            {"reviewer": case.reviewer, "judgement": judgement_wire(case.judgement)}
            for case in self.store.cases(item=item, status="submitted")
            if case.id != case_id(item, self.reviewer)
        ]


def _when(case: Case) -> str:
    return case.changed.isoformat()
