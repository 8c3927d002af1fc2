"""A collection of pairs that somebody judges one after another, with the linked view of each; nothing is ever lost."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, ClassVar, get_args

import traitlets

from pairlens import PairAttribution
from pairlens.cases import Case, Category, Collection, Store
from pairlens.errors import OptionError, PairlensError
from pairlens_widget import choices
from pairlens_widget.annotating.answers import OPENING, WRITING
from pairlens_widget.annotating.book import Book
from pairlens_widget.annotating.card import cases_card
from pairlens_widget.annotating.clerk import Clerk, Keep, ShowOthers
from pairlens_widget.annotating.following import Follower
from pairlens_widget.annotating.keys import keys_of
from pairlens_widget.annotating.opening import categories_of, first_of, reviewer_of, setup_of, store_of
from pairlens_widget.desk import Desk
from pairlens_widget.guided import Guided


def _now(make: str) -> dict[str, Any]:
    """A trait that reads as the truth of the moment whenever a view asks for it, e.g. after a page was reloaded."""
    return {"sync": True, "to_json": lambda _, widget: getattr(widget, make)()}


class Annotator(Guided):
    """Judge one explained pair after another, by keyboard, beside its linked view.

    `Annotator(pairs, "failures.db")` opens at the first pair that is not decided. Every action is written to the
    store at once, and counts as saved only when it is there; what could not be written stays in the view and in the
    browser, is sent again as soon as that is possible, and can be saved as a file.

    Attributes:
        at: The place of the pair that is shown, counted from 0; set it to go there.

    Args:
        pairs: Explanations, paths of `.npz` files, a folder of them, a store, or a `pairlens.cases.Collection`.
        store: Path or address of the store that keeps the cases, or a `pairlens.cases.Store`; None is the store that
            the pairs lie in.
        reviewer: Who judges; None is the name of the system's user. Every reviewer has cases of their own.
        categories: What may be wrong; None takes what the store has, nine to start with. What is given is kept in
            the store.
        columns: The user's own columns, see `Collection.of`.
        order: Places in the collection, in the order in which they are gone through; the key of a measure, worst
            first; None is as they come.
        keys: Keys by action where they shall differ from the usual ones, such as `{"skip": "X"}`; see
            `pairlens_widget.annotating.keys.USUAL`.
        show_others: When what other reviewers submitted is shown: "after" one's own is submitted, "never", or "always".
        sources: The original picture of each pair, as path or bytes, or None; kept as `keep` says.
        keep: How original pictures are kept: "bytes", "path" or "nothing".

    Raises:
        pairlens.errors.OptionError: There are no pairs, nobody to judge, or keys and categories clash.
        pairlens.cases.StoreError: The store cannot be opened.
    """

    _uses: ClassVar[tuple[str, ...]] = (*Guided._uses, "annotate")  # noqa: SLF001 - an annotator is an explorer
    _main = traitlets.Unicode("annotate", read_only=True).tag(sync=True)

    at = traitlets.Int(0).tag(sync=True)
    _annotate = traitlets.Dict(read_only=True).tag(sync=True)
    _index = traitlets.Any(read_only=True).tag(**_now("_indexed"))
    _case = traitlets.Any(read_only=True).tag(**_now("_at_hand"))
    _can = traitlets.Any(read_only=True).tag(**_now("_possible"))

    def __init__(
        self,
        pairs: Any,  # noqa: ANN401 - everything that `Collection.of` takes
        store: str | Path | Store | None = None,
        *,
        reviewer: str | None = None,
        categories: Iterable[Category] | None = None,
        columns: Any = None,  # noqa: ANN401 - a data frame or a mapping
        order: str | Iterable[int] | None = None,
        keys: Mapping[str, object] | None = None,
        show_others: str = "after",
        sources: Sequence[str | Path | bytes | None] | None = None,
        keep: str = "bytes",
    ) -> None:
        for name, given, known in (("show_others", show_others, ShowOthers), ("keep", keep, Keep)):
            if given not in get_args(known):
                raise OptionError(f"{name}={given!r} is unknown.", f"Use one of {get_args(known)}.")
        who = reviewer_of(reviewer)
        with ExitStack() as opened:
            collection = Collection.of(pairs, columns=columns)
            if collection is not pairs:
                opened.callback(collection.close)
            if sources is not None and len(sources) != len(collection):
                raise OptionError(
                    f"sources= has {len(sources)} entries for {len(collection)} pairs.", "Give one for each."
                )
            kept = store_of(store, collection)
            if kept not in (store, collection.store):
                opened.callback(kept.close)
            self._categories = categories_of(kept, categories)
            asked = keys_of(keys, self._categories)
            book = Book(collection, order, kept.cases(reviewer=who))
            options: Any = {"show_others": show_others, "keep": keep, "sources": sources}
            self._clerk = Clerk(book, kept, who, **options)
            self._start, pair = first_of(book)
            self._ended = opened.pop_all()
        self._revisions: dict[int, str] = {}
        self._reading = threading.Lock()
        self._lanes = {"writing": Desk(self), "opening": Desk(self)}
        self.set_trait("_annotate", setup_of(self._clerk, self._categories, asked))
        self.on_msg(self._hear)  # a view may speak before the explorer is wholly made, on another thread
        super().__init__(pair)
        self._follower = Follower(self._look_round)

    @property
    def reviewer(self) -> str:
        """Who judges."""
        return self._clerk.reviewer

    @property
    def store(self) -> Store:
        """Where cases are kept."""
        return self._clerk.store

    @property
    def collection(self) -> Collection:
        """The pairs."""
        return self._clerk.book.collection

    @property
    def categories(self) -> tuple[Category, ...]:
        """What may be wrong."""
        return self._categories

    @property
    def case(self) -> Case | None:
        """What the reviewer says of the pair that is shown; None before anything was said."""
        return self._clerk.book.case(self._clerk.book.item(self.at).id)

    def close(self) -> None:
        """Take the view away, and let go of a store that was opened here. What is written stays written."""
        if not hasattr(self, "_follower"):  # it was refused before there was anything to take away
            return
        self._follower.close()
        for lane in self._lanes.values():
            lane.cancel([OPENING])
        super().close()
        self._ended.close()

    def render_static(self) -> str:
        """What was decided, as a table in HTML alone: no script, no style sheet, no address."""
        book = self._clerk.book
        rows = [(i, book.item(i), case) for i, case in book.cases() if case.status == "submitted"]
        return cases_card(rows, len(book), self._categories, self.store.name)

    def _took(self, pair: PairAttribution) -> None:
        """Hold the first pair, with its pins."""
        super()._took(pair)
        self._revisions[self._start] = self._revision
        with self._following():
            self.at = self._start
            self.pins = self._pins(self._start)

    def _indexed(self) -> dict[str, Any]:
        return self._clerk.book.wire()

    def _at_hand(self) -> dict[str, Any]:
        return self._clerk.known(self.at)

    def _possible(self) -> dict[str, bool]:
        try:
            return self._clerk.can()
        except (
            PairlensError
        ):  # a view opens also where the store has gone; it says so when something is written
            return {"undo": False, "redo": False}

    def _held(self, index: int) -> tuple[PairAttribution, str]:
        """The pair at a place, and what the view calls it.

        Raises:
            PairlensError: It cannot be read.
        """
        pair = self.collection.pair(self._clerk.book.place(index))
        with self._reading:
            revision = self._revisions.get(index)
            if revision is None or self._shelf.find(revision) is None:
                revision = self._revisions[index] = self._shelf.put(pair)
        return pair, revision

    def _pins(self, index: int) -> list[dict[str, Any]]:
        return [each["pin"] for each in self._clerk.known(index)["judgement"]["evidence"]]

    def _hear(self, widget: object, content: dict[str, Any], buffers: list[memoryview]) -> None:
        """What is written waits behind no file and no figure, and a pair that is fetched behind neither."""
        kind = content.get("question", {}).get("kind") if content.get("type") == "ask" else None
        lane = "opening" if kind == OPENING else "writing" if kind in WRITING else None
        if lane is not None:
            self._lanes[lane].hear(content, buffers)
            return
        super()._hear(widget, content, buffers)
        if content.get("type") == "cancel":
            self._lanes["opening"].hear(content)

    def _tell(self, cases: list[dict[str, Any]]) -> None:
        """Tell every view what became of cases."""
        self.send({"type": "told", "cases": cases})

    def _look_round(self) -> None:
        news = self._clerk.news()
        if news:
            self._tell(news)

    @traitlets.validate("at")
    def _check_at(self, proposal: traitlets.Bunch) -> int:
        last = len(self._clerk.book) - 1
        if not 0 <= proposal.value <= last:
            raise traitlets.TraitError(f"There is no pair {proposal.value}: pairs are 0 to {last}.")
        return int(proposal.value)

    @traitlets.observe("at")
    def _go(self, change: traitlets.Bunch) -> None:
        if self._followed:
            return
        pair, revision = self._held(change.new)
        empty: dict[str, list[int]] = {name: [] for name in choices.counts(pair)}
        self._show(revision, {**empty, "pins": self._pins(change.new), "focused_pin": None})

    def __repr__(self) -> str:
        return f"<Annotator of {len(self._clerk.book)} pairs, reviewer {self.reviewer!r}, {self.store.name}>"
