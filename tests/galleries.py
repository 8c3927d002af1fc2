"""Galleries for tests: pairs, a store of what was said of them, rows whose order is known, a view's questions."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np
import pytest

import samples
from pairlens import PairAttribution
from pairlens.cases import MEASURES, Case, Evidence, Judgement, Store
from pairlens.cases.rows import Rows
from pairlens_widget import Gallery
from pairlens_widget.browsing.order import Query, ordered
from pairlens_widget.browsing.where import where
from pairlens_widget.browsing.wire import columns_of, said_wire
from stores import change

PATIENCE = 20
THINGS = ("dog", "cat", "kite", "boat", "car")


def captions(count: int) -> list[str]:
    """Captions that are all different."""
    return [f"a black {THINGS[i % 5]} and a white husky, number {i}" for i in range(count)]


def pairs(count: int) -> list[PairAttribution]:
    """Explanations of different captions of one scene; the later, the smaller the residual."""
    return [samples.pair(text, seed=i, height=56, width=56) for i, text in enumerate(captions(count))]


def store(path: Path, count: int = 5) -> Path:
    """A store of so many pairs, three of which somebody judged."""
    with Store(path) as made:
        found = made.add_many(pairs(count), columns=[{"class": THINGS[i % 5]} for i in range(count)])
        pin = {"tokens": [1, 2], "patches": [3], "colour": 0}
        made.write(
            change(found[0], "The tail is missed", "ada", status="submitted", labels=("missed_object",))
        )
        made.write(change(found[1], reviewer="ada", status="submitted"))
        made.write(change(found[1], reviewer="bo", status="draft", evidence=(Evidence(pin=pin),)))
        made.write(change(found[2], reviewer="bo", status="skipped"))
    return path


def rows(count: int = 12) -> Rows:
    """Rows of every kind: unknown numbers, other writings, columns of numbers, texts and truth values."""
    random = np.random.default_rng(3)
    score = random.normal(0.2, 0.2, count).astype(np.float32)
    score[[2, 5]] = np.nan
    score[7] = score[1]
    empty = ("",) * count
    texts = ["A black Dog", "ein weißer Hund", "the ﬁg tree", "STRASSE", "İstanbul", *captions(count)][:count]
    return Rows(
        ids=tuple(map(str, range(count))),
        captions=tuple(texts),
        names=tuple(f"{i}.png" for i in range(count)),
        models=("one", "two") * (count // 2),
        methods=empty,
        errors=empty,
        remarks=empty,
        read=np.ones(count, dtype=bool),
        measures={"score": score, "residual": np.abs(random.normal(0, 1e-4, count)).astype(np.float32)},
        columns={
            "class": tuple(None if i == 4 else THINGS[i % 5] for i in range(count)),
            "size": tuple(None if i == 3 else i % 4 for i in range(count)),
            "indoors": tuple(bool(i % 3) for i in range(count)),
        },
        version=count,
    )


def case(index: int, reviewer: str = "ada", **judgement: Any) -> Case:
    """A case of a row."""
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return Case(
        id=f"{index} {reviewer}",
        item=str(index),
        reviewer=reviewer,
        created=at,
        changed=at,
        judgement=Judgement(**judgement),
    )


def said() -> dict[int, list[Case]]:
    """What was said of the rows."""
    return {
        0: [
            case(0, status="submitted", labels=("missed_object",)),
            case(0, "bo", status="skipped", note="Später"),
        ],
        3: [case(3, status="submitted", note="The TAIL")],
        6: [case(6, labels=("wrong_object",))],
    }


_QUERIES: tuple[dict[str, Any], ...] = (
    {},
    {"sort": "score"},
    {"sort": "score", "worst_first": False},
    {"sort": "residual"},
    {"sort": "size"},
    {"sort": "size", "worst_first": False},
    {"search": "DOG"},
    {"search": "fig"},
    {"search": "strasse"},
    {"search": "i̇stanbul"},
    {"search": "tail the"},
    {"search": "spÄter", "sort": "score"},
    {"where": {"class": ["dog", "cat"], "score": (0.1, None)}},
    {"where": {"label": "missed_object"}},
    {"where": {"label": "nothing wrong"}},
    {"where": {"status": ["undecided", "draft"]}, "sort": "residual", "worst_first": False},
    {"where": {"indoors": "no", "model": "two"}},
    {"where": {"size": (None, 2)}},
)


def agreed() -> dict[str, Any]:
    """Rows, and the order that Python finds for what is asked of them; the view must find the same."""
    found, told = rows(), said()
    numeric, texts = columns_of(found)
    heads = [{"key": key, "name": key, "sentence": "", "worse": None, "kind": "number"} for key in numeric]
    worse = {measure.key: measure.worse for measure in MEASURES}
    numbers = {
        key: [None if np.isnan(v) else float(np.float32(v)) for v in values]
        for key, values in numeric.items()
    }
    return {
        "table": {
            "heads": [{**head, "worse": worse.get(head["key"])} for head in heads],
            "captions": list(found.captions),
            "names": list(found.names),
            "numbers": numbers,
            "texts": texts,
            "said": said_wire(told),
        },
        "orders": [
            {"query": _asked(asked), "shown": ordered(found, told, MEASURES, _query(asked))}
            for asked in _QUERIES
        ],
    }


def _query(asked: dict[str, Any]) -> Query:
    return Query(**{**asked, "where": where(asked.get("where", {}))})


def _asked(asked: dict[str, Any]) -> dict[str, Any]:
    """As the view writes a query."""
    query = _query(asked)
    wanted = {key: each.get("texts", each) for key, each in query.where.items()}
    return {
        "sort": query.sort,
        "worstFirst": query.worst_first,
        "search": query.search,
        "where": wanted,
    }


class Asked:
    """A gallery, what a view asks it, and what it answers."""

    def __init__(self, gallery: Gallery, monkeypatch: pytest.MonkeyPatch) -> None:
        self.gallery = gallery
        self.buffers: list[bytes] = []
        self._ended: dict[str, tuple[dict[str, Any], list[bytes]]] = {}
        self._came = threading.Condition()
        monkeypatch.setattr(gallery, "send", self._send)

    def _send(self, content: dict[str, Any], buffers: Any = None) -> None:
        with self._came:
            if content["type"] in {"answer", "failed", "cancelled"}:
                self._ended[content["id"]] = content, list(buffers or ())
            self._came.notify_all()

    def begin(self, kind: str, **question: Any) -> str:
        """Ask, and wait for nothing."""
        number = str(uuid4())
        self.gallery._hear(None, {"type": "ask", "id": number, "question": {"kind": kind, **question}}, [])
        return number

    def ended(self, number: str) -> dict[str, Any]:
        """The last word: an answer's content, or what failed."""
        with self._came:
            assert self._came.wait_for(lambda: number in self._ended, PATIENCE)
        found, self.buffers = self._ended[number]
        return found["content"] if found["type"] == "answer" else found

    def ask(self, kind: str, **question: Any) -> dict[str, Any]:
        """Ask, and wait for the last word."""
        return self.ended(self.begin(kind, **question))
