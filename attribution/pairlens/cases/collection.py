"""Many explained pairs that can be sorted and looked through, wherever they lie; read in the background."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from pairlens.cases.columns import columns_of
from pairlens.cases.indexing import Index
from pairlens.cases.item import Item
from pairlens.cases.keeping import Kept
from pairlens.cases.measures import MEASURES, Measure, checked
from pairlens.cases.rows import Progress, Rows, Table
from pairlens.cases.sources import Source, source_of
from pairlens.cases.thumbnails import Thumbnail, thumbnail_of
from pairlens.cases.truth import Truth
from pairlens.errors import OptionError, PairlensError
from pairlens.result import PairAttribution

PAIRS = 8
"""How many explanations are kept at hand, each of about a megabyte."""

THUMBNAILS = 4096
"""How many thumbnails are, each of about three kilobytes."""


class Collection:
    """Explained pairs in a fixed order; made by `Collection.of`.

    Everything may be asked from several threads. A pair that is damaged is a row with an error; the others stay
    as they are.

    Attributes:
        measures: What the rows can be sorted by.
    """

    def __init__(
        self,
        source: Source,
        *,
        columns: Any = None,  # noqa: ANN401 - a data frame or a mapping, checked
        truth: Sequence[Truth | None] | None = None,
        others: Source | None = None,
        measures: Iterable[Measure] = MEASURES,
    ) -> None:
        count = len(source)
        _check_length("truth", truth, count)
        _check_length("others", others, count)
        self.measures = checked(measures)
        self._source = source
        names = [source.name(index) for index in range(count)]
        self._table = Table(names, self.measures, columns_of(columns, count))
        self._pairs: Kept[int, PairAttribution] = Kept(PAIRS)
        self._thumbnails: Kept[int, Thumbnail] = Kept(THUMBNAILS)
        self._index = Index(source, self._table, truth, others)
        self._index.begin()

    @classmethod
    def of(
        cls,
        source: Any,  # noqa: ANN401 - everything that explanations may come from
        *,
        columns: Any = None,  # noqa: ANN401 - a data frame or a mapping
        truth: Sequence[Truth | None] | None = None,
        others: Any = None,  # noqa: ANN401 - as source
        measures: Iterable[Measure] = MEASURES,
    ) -> Collection:
        """A collection of whatever holds explanations.

        Args:
            source: Explanations or paths of `.npz` files, in any iterable; a folder of them; a store, its path or its
                URL; another collection. None among explanations is a pair that was skipped.
            columns: The user's own: a pandas DataFrame, or names with a value for each pair. Numbers under the key of
                a measure ("rank") are that measure.
            truth: For each pair, boxes or masks by phrase (`pairlens.cases.truth`), or None; a sequence that makes
                them when asked will do.
            others: Explanations of the same pairs in the same order, by another method or model: they give the
                measure "disagreement".
            measures: What to sort by; `MEASURES` and your own.

        Raises:
            OptionError: It holds no explanations, or columns, truth and others are not as many.
            FileError: There is no such file or folder.
        """
        if isinstance(source, Collection):
            if columns is None and truth is None and others is None and measures is MEASURES:
                return source
            source = source._source  # noqa: SLF001 - its own
        else:
            source = source_of(source)
        if isinstance(others, Collection):
            others = others._source  # noqa: SLF001 - its own
        elif others is not None:
            others = source_of(others)
        return cls(source, columns=columns, truth=truth, others=others, measures=measures)

    def __len__(self) -> int:
        return len(self._source)

    def __iter__(self) -> Iterator[PairAttribution]:
        """Every explanation in order, none of them kept.

        Raises:
            PairlensError: One cannot be read.
        """
        for index in range(len(self)):
            yield self._index.load(index)

    def __repr__(self) -> str:
        progress = self.progress
        told = "" if progress.is_done else f", {progress.read} read so far"
        damaged = f", {progress.damaged} cannot be read" if progress.damaged else ""
        return f"<Collection of {len(self)} pairs{told}{damaged}>"

    @property
    def store(self) -> Any:  # noqa: ANN401 - a Store, whose import takes sqlalchemy
        """The store that the pairs lie in; None if they lie elsewhere."""
        return getattr(self._source, "store", None)

    def pair(self, index: int) -> PairAttribution:
        """One explanation; the last few are at hand.

        Raises:
            PairlensError: It cannot be read.
            IndexError: There is no such pair.
        """
        found = self._pairs.get(self._checked(index))
        return found if found is not None else self._pairs.put(index, self._index.load(index))

    def item(self, index: int) -> Item:
        """What describes a pair, with its measures and the user's columns; it is read if it has not been.

        Raises:
            PairlensError: It cannot be read.
            IndexError: There is no such pair.
        """
        if not self._table.is_read(self._checked(index)):
            self._index.read(index)
        item = self._table.item(index)
        if item is None:
            self._index.load(index)  # says what is wrong
            raise PairlensError(f"Pair {index} cannot be read.", "Read the collection again.")
        return item

    def truth(self, index: int) -> Truth | None:
        """Where the pair's phrases truly are; None if nobody knows."""
        return self._index.truth(self._checked(index))

    def rows(self) -> Rows:
        """Everything that is known of every pair now; quick, also while pairs are being read."""
        return self._table.snapshot()

    def changed(self, version: int) -> tuple[list[int], int]:
        """Which rows have come to be known since a version of `rows()`, and the version that this is."""
        return self._table.since(version)

    def thumbnail(self, index: int) -> Thumbnail:
        """A pair as a tile; one that cannot be read says why."""
        return self.thumbnails([index])[0]

    def thumbnails(self, indices: Iterable[int]) -> list[Thumbnail]:
        """Tiles of the pairs that are on the screen; made when they are asked for, and kept.

        Raises:
            IndexError: There is no such pair.
        """
        return [self._tile(self._checked(index)) for index in indices]

    @property
    def progress(self) -> Progress:
        """How far the reading in the background is."""
        return self._table.progress()

    def observe(self, told: Callable[[Progress], object]) -> Callable[[], None]:
        """Be told of progress, from the thread that reads: after each pair.

        Args:
            told: Called with the progress.

        Returns:
            Call it to be told no longer.
        """
        return self._index.observe(told)

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until every pair is read.

        Args:
            seconds: At most how long.

        Returns:
            Whether that is so.
        """
        return self._index.wait(seconds)

    def close(self) -> None:
        """Stop reading, and close a store that was opened for this."""
        self._index.close()

    def __enter__(self) -> Collection:  # noqa: PYI034 - the shape checker cannot read Self
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _checked(self, index: int) -> int:
        if not 0 <= index < len(self):
            raise IndexError(f"There is no pair {index}: there are {len(self)}, counted from 0.")
        return index

    def _tile(self, index: int) -> Thumbnail:
        kept = self._thumbnails.get(index)
        if kept is not None:
            return kept
        try:
            pair = self._pairs.get(index)
            return self._thumbnails.put(
                index, thumbnail_of(self._index.load(index) if pair is None else pair)
            )
        except (PairlensError, OSError) as error:
            return Thumbnail(error=str(error))


def _check_length(name: str, given: Any, count: int) -> None:  # noqa: ANN401 - anything with a length
    if given is not None and len(given) != count:
        raise OptionError(
            f"{name}= has {len(given)} entries for {count} pairs.", "Give one for each, in their order."
        )
