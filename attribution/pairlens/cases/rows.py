"""What is known of each pair of a collection, column by column; it grows while the pairs are being read."""

from __future__ import annotations

import math
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from jaxtyping import Bool, Float32, Shaped

from pairlens.cases.columns import Columns, numbers, row_of
from pairlens.cases.item import Item
from pairlens.cases.measures import Measure
from pairlens.cases.plain import Value


@dataclass(frozen=True)
class Progress:
    """How far the reading is.

    Attributes:
        read: Pairs of which everything is known, damaged ones among them.
        total: All pairs.
        damaged: Pairs that cannot be read.
    """

    read: int
    total: int
    damaged: int

    @property
    def is_done(self) -> bool:
        """Whether there is nothing left to read."""
        return self.read >= self.total


@dataclass(frozen=True, eq=False)
class Rows:
    """A snapshot of everything by which a collection is sorted, filtered and searched; columns of one length.

    Attributes:
        ids: Ids of the items; empty for a pair that has not been read yet, or cannot be.
        captions: Captions, likewise.
        names: What pictures are called.
        models: Names of the encoders.
        methods: Names of the methods.
        errors: Why a pair cannot be read; empty if it can.
        remarks: What kept a measure of it from being computed; empty if nothing.
        read: Pairs of which everything is known, damaged ones among them.
        measures: float32 by key, NaN where a number is not known.
        columns: The user's own, by name.
        version: Grows with every row that comes to be known.
    """

    ids: tuple[str, ...]
    captions: tuple[str, ...]
    names: tuple[str, ...]
    models: tuple[str, ...]
    methods: tuple[str, ...]
    errors: tuple[str, ...]
    remarks: tuple[str, ...]
    read: Bool[np.ndarray, " pairs"]
    measures: Mapping[str, Float32[np.ndarray, " pairs"]]
    columns: Mapping[str, tuple[Value, ...]]
    version: int

    def __len__(self) -> int:
        return len(self.ids)


class Table:
    """The rows while they are being read; safe from several threads."""

    def __init__(self, names: list[str], measures: tuple[Measure, ...], columns: Columns) -> None:
        count = len(names)
        keys = [measure.key for measure in measures]
        told = {key: numbers(columns[key]) for key in keys if key in columns}
        given = {key: values for key, values in told.items() if values is not None}
        self.measures = measures
        self.columns = {name: values for name, values in columns.items() if name not in given}
        self._given = {key: np.array(values, dtype=np.float32) for key, values in given.items()}
        self._items: list[Item | None] = [None] * count
        self._names = names
        self._errors, self._remarks = [""] * count, [""] * count
        self._numbers = {key: np.full(count, np.nan, dtype=np.float32) for key in keys} | self._given
        self._read = np.zeros(count, dtype=bool)
        self._log: list[int] = []
        self._last: Rows | None = None
        self._scored = False
        self._lock = threading.Lock()

    def put(self, index: int, item: Item, remark: str = "", *, whole: bool = True) -> None:
        """Write down what is known of a pair.

        Args:
            index: Which.
            item: The item, with its measures; what the user's columns say goes before.
            remark: What kept a measure from being computed.
            whole: Whether nothing more is to come.
        """
        with self._lock:
            self._items[index], self._remarks[index] = item, remark
            for key, value in item.measures.items():
                if key not in self._given:
                    self._column(key)[index] = value
            self._logged(index, whole=whole)

    def put_all(self, items: Sequence[Item], whole: Sequence[bool]) -> None:
        """Write down what is known of every pair before one is read, such as what a store tells.

        Args:
            items: One for each pair.
            whole: Whether nothing more is to come, for each.
        """
        with self._lock:
            self._items[:] = items
            self._scored = True
            for key in dict.fromkeys(["score", *(key for item in items for key in item.measures)]):
                if key not in self._given:
                    nothing = [item.score if key == "score" else math.nan for item in items]
                    values = [item.measures.get(key, none) for item, none in zip(items, nothing, strict=True)]
                    self._column(key)[:] = values
            self._read[:] = whole
            self._log.extend(range(len(items)))

    def fail(self, index: int, why: str) -> None:
        """Write down that a pair cannot be read. What was known of it before stays."""
        with self._lock:
            if self._items[index] is None:
                self._errors[index] = why
            else:
                self._remarks[index] = why
            self._logged(index, whole=True)

    def item(self, index: int) -> Item | None:
        """What is known of a pair, with its measures and the user's columns; None if nothing yet."""
        with self._lock:
            item = self._items[index]
            if item is None:
                return None
            found = {key: float(values[index]) for key, values in self._given.items()}
            said = {**item.columns, **row_of(self.columns, index)}
            score = {"score": item.score} if self._scored else {}
            return replace(item, measures={**score, **item.measures, **found}, columns=said)

    def is_read(self, index: int) -> bool:
        """Whether nothing more is to come of a pair."""
        return bool(self._read[index])

    def progress(self) -> Progress:
        """How far the reading is."""
        with self._lock:
            return Progress(int(self._read.sum()), len(self._read), sum(map(bool, self._errors)))

    def since(self, version: int) -> tuple[list[int], int]:
        """Which rows were written since a version, each once, and the version that this is."""
        with self._lock:
            return sorted(set(self._log[version:])), len(self._log)

    def snapshot(self) -> Rows:
        """All that is known now; the same object for as long as nothing more is."""
        with self._lock:
            if self._last is None or self._last.version != len(self._log):
                self._last = self._snapshot()
            return self._last

    def _snapshot(self) -> Rows:
        items, names = list(self._items), self._names
        return Rows(
            ids=tuple(item.id if item else "" for item in items),
            captions=tuple(item.caption if item else "" for item in items),
            names=tuple(_name(item) or name for item, name in zip(items, names, strict=True)),
            models=tuple(item.model if item else "" for item in items),
            methods=tuple(item.method if item else "" for item in items),
            errors=tuple(self._errors),
            remarks=tuple(self._remarks),
            read=_frozen(self._read),
            measures={key: _frozen(values) for key, values in self._numbers.items()},
            columns={**_stored(items, self.columns), **self.columns},
            version=len(self._log),
        )

    def _column(self, key: str) -> Float32[np.ndarray, " pairs"]:
        if key not in self._numbers:  # a store may know of measures of its own
            self._numbers[key] = np.full(len(self._items), np.nan, dtype=np.float32)
        return self._numbers[key]

    def _logged(self, index: int, *, whole: bool) -> None:
        self._read[index] |= whole
        self._log.append(index)


def _frozen(values: Shaped[np.ndarray, " pairs"]) -> Shaped[np.ndarray, " pairs"]:
    copy = values.copy()
    copy.setflags(write=False)  # it is everybody's
    return copy


def _name(item: Item | None) -> str:
    return item.picture.name if item and item.picture else ""


def _stored(items: list[Item | None], own: Mapping[str, object]) -> Columns:
    """Columns that the items bring along, e.g. from a store; the user's own go before."""
    names = dict.fromkeys(name for item in items if item for name in item.columns if name not in own)
    return {name: tuple(item.columns.get(name) if item else None for item in items) for name in names}
