"""Pairs to annotate, and an annotator whose questions are asked without a browser."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

import samples
from pairlens import PairAttribution
from pairlens_widget import Annotator

THINGS = ("dog", "cat", "kite", "boat", "car")
PLACES = ("in the snow", "near a red house", "under a tree", "on a wooden bench")
PATIENCE = 20


def captions(count: int) -> list[str]:
    """Captions that are all different, and short."""
    return [f"a black {THINGS[i % 5]} {PLACES[i % 4]} and a white husky number {i + 1}" for i in range(count)]


def pairs(count: int) -> list[PairAttribution]:
    """Explanations of different captions of one scene."""
    return [samples.pair(text, seed=i) for i, text in enumerate(captions(count))]


class Asked:
    """An annotator, what a view asks it, and what it answers."""

    def __init__(self, annotator: Annotator, monkeypatch: pytest.MonkeyPatch) -> None:
        self.annotator = annotator
        self.told: list[dict[str, Any]] = []
        self.buffers: dict[str, list[bytes]] = {}
        self._ended: dict[str, dict[str, Any]] = {}
        self._came = threading.Condition()
        monkeypatch.setattr(annotator, "send", self._send)

    def _send(self, content: dict[str, Any], buffers: Any = None) -> None:
        with self._came:
            if content["type"] == "told":
                self.told += content["cases"]
            elif content["type"] in {"answer", "failed", "cancelled"}:
                self._ended[content["id"]] = content
                self.buffers[content["id"]] = list(buffers or ())
            self._came.notify_all()

    def ask(self, kind: str, **question: Any) -> dict[str, Any]:
        """Ask, and wait for the last word: an answer's content, or what failed."""
        number = str(uuid4())
        self.annotator._hear(None, {"type": "ask", "id": number, "question": {"kind": kind, **question}}, [])
        with self._came:
            assert self._came.wait_for(lambda: number in self._ended, PATIENCE)
        found = self._ended[number]
        self.last = number
        return found["content"] if found["type"] == "answer" else found

    def do(
        self, index: int, *, base: str = "", name: str = "", step: str = "", **deed: Any
    ) -> dict[str, Any]:
        """Do something to a case, as the view does it."""
        item = self.annotator._clerk.book.item(index).id
        change = {"id": name or str(uuid4()), "item": item, "index": index, "step": step, "deed": deed}
        return self.ask("write", change=change, base=base)

    def wait_told(self, count: int) -> list[dict[str, Any]]:
        """What the views were told, once it is so many cases."""
        with self._came:
            assert self._came.wait_for(lambda: len(self.told) >= count, PATIENCE), self.told
        return self.told


def annotator(folder: Path, count: int = 5, **options: Any) -> Annotator:
    """An annotator of a few pairs, whose store lies in a folder."""
    return Annotator(pairs(count), folder / "failures.db", reviewer="ada", **options)
