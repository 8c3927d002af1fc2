"""Hundreds to tens of thousands of explained pairs: sorted, filtered, searched, and opened where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import traitlets

from pairlens import PairAttribution
from pairlens.cases import CATEGORIES, Collection, Store
from pairlens.errors import OptionError
from pairlens_widget.browsing.answers import TILES
from pairlens_widget.browsing.asking import checked_sort, checked_where
from pairlens_widget.browsing.card import tiles_card
from pairlens_widget.browsing.order import Query, ordered
from pairlens_widget.browsing.page import write_gallery
from pairlens_widget.browsing.told import Told
from pairlens_widget.browsing.where import plain, where
from pairlens_widget.choices import indices
from pairlens_widget.desk import Desk
from pairlens_widget.displayed import Displayed

if TYPE_CHECKING:
    from pairlens_widget.annotator import Annotator

HEIGHTS = (200, 4000)


class Gallery(Displayed):
    """Explained pairs as a wall of tiles, worst first by any measure; each opens its linked view in place.

    `Gallery(pairs)` takes explanations, files, a folder, or a store. Nothing but small rows crosses to the browser at
    first; pictures follow as they come into sight, numbers when a pair is opened. Pairs that lie in files are read
    in the background, and the wall is there at once.

    Attributes:
        sort: Key of what is sorted by: a measure ("score", "residual", "special", "rank", "pointing", "energy",
            "disagreement"), or one of the user's columns; empty is the order in which they came.
        worst_first: Whether the worse end comes first; of a column of which neither end is worse, the higher.
        search: Words that the caption, the picture's name or a note contains.
        opened: Place of the pair that is open, counted from 0 in the collection; None is the wall.
        chosen: Places of the pairs that were chosen, to be handed on.

    Args:
        pairs: Explanations, paths of `.npz` files, a folder of them, a store, or a `pairlens.cases.Collection`.
        store: Path or address of a store whose cases are shown with the pairs, or a `pairlens.cases.Store`; None is
            the store that the pairs lie in, if they lie in one.
        reviewer: Whose cases are shown; None is everybody's.
        columns: The user's own, see `pairlens.cases.Collection.of`.
        truth: Where phrases truly are, likewise.
        others: Other explanations of the same pairs, likewise.
        sort: As above.
        height: Of the wall, in pixels.

    Raises:
        pairlens.errors.OptionError: There is nothing to show, or a setting is out of range.
        pairlens.cases.StoreError: The store cannot be opened.
    """

    _main = traitlets.Unicode("gallery", read_only=True).tag(sync=True)
    _uses: ClassVar[tuple[str, ...]] = ("gallery", "export")

    sort = traitlets.Unicode("").tag(sync=True)
    worst_first = traitlets.Bool(True).tag(sync=True)  # noqa: FBT003 - a trait's default
    search = traitlets.Unicode("").tag(sync=True)
    opened = traitlets.Int(None, allow_none=True).tag(sync=True)
    chosen = traitlets.List[Any]().tag(sync=True)
    _where = traitlets.Dict().tag(sync=True)
    _about = traitlets.Dict(read_only=True).tag(sync=True)

    question = None
    """What `Desk` asks of an explorer: nothing here asks an encoder."""

    def __init__(
        self,
        pairs: Any,  # noqa: ANN401 - everything that `Collection.of` takes
        store: str | Path | Store | None = None,
        *,
        reviewer: str | None = None,
        columns: Any = None,  # noqa: ANN401 - a data frame or a mapping
        truth: Sequence[Any] | None = None,
        others: Any = None,  # noqa: ANN401 - as pairs
        sort: str = "",
        height: int = 640,
    ) -> None:
        self._lanes: dict[str, Desk] = {}
        self._own = self._opens = False  # what was not begun is closed, too
        if not HEIGHTS[0] <= height <= HEIGHTS[1]:
            raise OptionError(
                f"height={height} is out of range.", f"Use {HEIGHTS[0]} to {HEIGHTS[1]} pixels."
            )
        self.collection = Collection.of(pairs, columns=columns, truth=truth, others=others)
        self._own = not isinstance(pairs, Collection)
        self._opens = store is not None and not isinstance(store, Store)
        try:
            self.store = _store(store, self.collection)
            self._begin(sort, reviewer, height)
        except Exception:
            self._let_go()
            raise

    def _begin(self, sort: str, reviewer: str | None, height: int) -> None:
        self.told = Told(self.store, reviewer)
        self.reviewer = reviewer
        self._lanes = {TILES: Desk(self), "": Desk(self)}
        categories = self.store.categories if self.store is not None else CATEGORIES
        labels = {each.key: each.name for each in categories}
        self.set_trait(
            "_about", {"total": len(self.collection), "height": height, "labels": labels, "title": ""}
        )
        checked_sort(sort, self.collection)
        super().__init__()
        self.sort = sort
        self.on_msg(self._hear)

    @property
    def where(self) -> dict[str, Any]:
        """What is asked of the pairs, by column: texts of which one must be there, or a tuple (from, to).

        "label" and "status" ("submitted", "draft", "skipped", "undecided") are columns, too.

        Raises:
            traitlets.TraitError: It is set to something else; nothing changes then.
        """
        return plain(self._where)

    @where.setter
    def where(self, value: object) -> None:
        self._where = checked_where(where(value), self.collection)

    @property
    def shown(self) -> list[int]:
        """Places of the pairs that fit what is asked, in the order in which they stand, as far as they are read."""
        rows = self.collection.rows()
        query = Query(self.sort, self.worst_first, self.search, self._where)
        return ordered(rows, self.told.of(rows), self.collection.measures, query)

    @property
    def pair(self) -> PairAttribution | None:
        """The explanation that is open; None where none is."""
        return None if self.opened is None else self.collection.pair(self.opened)

    def annotate(self, store: str | Path | Store | None = None, **options: Any) -> Annotator:  # noqa: ANN401 - those of `Annotator`
        """Judge what was chosen, or else what is shown, one after another.

        Args:
            store: Where cases are kept; None is the gallery's own store.
            options: Those of `Annotator`.

        Raises:
            OptionError: Neither was a store named, nor do the pairs lie in one; or an option does not fit.
            StoreError: The store cannot be opened.
        """
        from pairlens_widget.annotator import Annotator

        where = store if store is not None else self.store
        if where is None:
            raise OptionError(
                "Nobody knows where to keep the cases.", 'Write gallery.annotate("failures.db").'
            )
        options.setdefault("reviewer", self.reviewer)
        return Annotator(self.collection, where, order=list(self.chosen) or self.shown, **options)

    def to_html(
        self, path: str | Path, indices: Iterable[int] | None = None, *, title: str | None = None
    ) -> Path:
        """Write some of the pairs, with their linked views and what was said of them, as one page that works offline.

        Args:
            path: Where to; an existing file is replaced.
            indices: Places of the pairs; None is what was chosen, or else what is shown.
            title: Of the page.

        Returns:
            The path written to.

        Raises:
            pairlens.errors.OptionError: There are none, or more than 2,000.
            pairlens.errors.PairlensError: A pair cannot be read, or the file cannot be written.
        """
        chosen = list(self.chosen) or self.shown if indices is None else [int(index) for index in indices]
        return write_gallery(self, path, chosen, title)

    def render_static(self) -> str:
        """The first tiles as HTML alone: no script, no style sheet, no address."""
        return tiles_card(self.collection, self.shown)

    def close(self) -> None:
        """Take the view away, stop reading, and close what was opened here."""
        for lane in self._lanes.values():
            lane.cancel()
        super().close()
        self._let_go()

    def _let_go(self) -> None:
        if self._own:
            self.collection.close()
        store = getattr(self, "store", None)  # there is none yet where opening it failed
        if self._opens and store is not None:
            store.close()

    def _hear(self, _: object, content: dict[str, Any], buffers: list[memoryview]) -> None:
        """What is opened does not wait behind tiles."""
        if content.get("type") == "cancel":
            for lane in self._lanes.values():
                lane.hear(content)
            return
        kind = content.get("question", {}).get("kind")
        self._lanes[TILES if kind == TILES else ""].hear(content, buffers)

    @traitlets.validate("sort")
    def _check_sort(self, proposal: traitlets.Bunch) -> str:
        return checked_sort(str(proposal.value), self.collection)

    @traitlets.validate("opened")
    def _check_opened(self, proposal: traitlets.Bunch) -> int | None:
        if proposal.value is None:
            return None
        if not 0 <= proposal.value < len(self.collection):
            raise traitlets.TraitError(
                f"There is no pair {proposal.value}: there are {len(self.collection)}, counted from 0."
            )
        return int(proposal.value)

    @traitlets.validate("chosen")
    def _check_chosen(self, proposal: traitlets.Bunch) -> list[int]:
        return indices(proposal.value, len(self.collection), "chosen")

    @traitlets.validate("_where")
    def _check_where(self, proposal: traitlets.Bunch) -> dict[str, Any]:
        return where(plain(proposal.value))

    def __repr__(self) -> str:
        return f"Gallery({self.collection!r})"


def _store(given: str | Path | Store | None, collection: Collection) -> Store | None:
    """The store whose cases are shown, which nothing is written to."""
    if given is None:
        own: Store | None = collection.store
        return own
    return given if isinstance(given, Store) else Store(given, readonly=True)
