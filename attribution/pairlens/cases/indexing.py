"""Reads the pairs of a collection one after the other, in the background, and measures them."""

from __future__ import annotations

import math
import threading
import weakref
from collections.abc import Callable, Sequence
from dataclasses import replace

from pairlens.cases.gathering import gathering
from pairlens.cases.item import Item, item_of
from pairlens.cases.measures import Beside, measured
from pairlens.cases.rows import Progress, Table
from pairlens.cases.sources import Source
from pairlens.cases.truth import Truth
from pairlens.errors import PairlensError
from pairlens.result import PairAttribution

_ALONE = ("residual", "special")
"""Measures that every explanation tells by itself; a store that lacks them is read."""


class Index:
    """Fills the table of a collection.

    Args:
        source: Where the explanations come from.
        table: What is filled.
        truth: For each pair where its phrases truly are, or None; None if that is known of no pair.
        others: Other explanations of the same pairs, or None.
    """

    def __init__(
        self, source: Source, table: Table, truth: Sequence[Truth | None] | None, others: Source | None
    ) -> None:
        self._source, self._table, self._truth, self._others = source, table, truth, others
        self._seen: list[Callable[[Progress], object]] = []
        self._closed, self._done = threading.Event(), threading.Event()

    def begin(self) -> None:
        """Write down what is known at once, and have the rest read by a thread."""
        with gathering():
            known = self._source.known()
            if known is not None:
                self._table.put_all(known, self._whole(known))
        if self._table.progress().is_done:
            self._done.set()
            return
        args = (weakref.ref(self), self._closed, self._done, len(self._source))
        threading.Thread(target=_read_all, args=args, name="pairlens-collection", daemon=True).start()

    def load(self, index: int) -> PairAttribution:
        """One explanation; its row is filled on the way.

        Raises:
            PairlensError: It cannot be read.
        """
        pair = self._source.load(index)
        if not self._table.is_read(index):
            self._describe(index, pair)
        return pair

    def read(self, index: int) -> None:
        """Have a row known, whatever it takes; what goes wrong is written there."""
        try:
            self.load(index)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one file must not stop the others
            self._table.fail(index, str(error) or type(error).__name__)

    def truth(self, index: int) -> Truth | None:
        """Where the pair's phrases truly are; None if nobody knows."""
        return self._truth[index] if self._truth is not None else None

    def observe(self, told: Callable[[Progress], object]) -> Callable[[], None]:
        """Call somebody after each pair that was read; what is returned stops it."""
        self._seen.append(told)
        return lambda: self._seen.remove(told) if told in self._seen else None

    def wait(self, seconds: float | None) -> bool:
        """Whether everything was read before the time was over."""
        return self._done.wait(seconds)

    def close(self) -> None:
        """Stop reading."""
        self._closed.set()
        self._source.close()

    def tell(self) -> None:
        """Tell those who want to know how far the reading is."""
        progress = self._table.progress()
        for told in tuple(self._seen):
            told(progress)

    def is_read(self, index: int) -> bool:
        """Whether nothing more is to come of a row."""
        return self._table.is_read(index)

    def _whole(self, items: Sequence[Item]) -> list[bool]:
        """Whether all measures are known of each, so that its explanation need not be read."""
        if self._truth is not None or self._others is not None:
            return [False] * len(items)
        wanted = {*_ALONE} & {measure.key for measure in self._table.measures}
        return [wanted <= item.measures.keys() for item in items]

    def _describe(self, index: int, pair: PairAttribution) -> None:
        known = self._table.item(index)
        found, remark = self._measured(index, pair)
        if known is None:
            item = item_of(pair, name=self._source.name(index), measures=found)
        else:
            new = {key: value for key, value in found.items() if not math.isnan(value)}
            item = replace(known, measures={**found, **known.measures, **new})
        self._table.put(index, item, remark)

    def _measured(self, index: int, pair: PairAttribution) -> tuple[dict[str, float], str]:
        other, wrong = None, ""
        if self._others is not None:
            try:
                other = self._others.load(index)
            except PairlensError as error:
                wrong = f"The other explanation: {error}"
        found, remark = measured(pair, Beside(self.truth(index), other), self._table.measures)
        return found, f"{remark} {wrong}".strip()


def _read_all(index: weakref.ref[Index], closed: threading.Event, done: threading.Event, count: int) -> None:
    """Read one after the other; a collection that nobody holds any more is let go."""
    for at in range(count):
        here = index()
        if here is None or closed.is_set():
            return
        if not here.is_read(at):
            here.read(at)
            here.tell()
        del here
    done.set()
