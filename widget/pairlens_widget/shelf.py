"""Explanations that a view can go back to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING

from pairlens import PairAttribution

if TYPE_CHECKING:
    from pairlens_widget.question import Question

KEPT = 50
"""How many explanations are held; more than a view's own memory holds, so that what it asks for is there."""


@dataclass(frozen=True, eq=False)
class Held:
    """An explanation that is held.

    Attributes:
        pair: The explanation.
        question: What it answers; None where it was handed over finished.
        edit: What a person was changing when it came; all explanations of one edit are one step to them.
    """

    pair: PairAttribution
    question: Question | None = None
    edit: str | None = None


class Shelf:
    """Explanations by revision, the oldest let go first."""

    def __init__(self) -> None:
        self._held: dict[str, Held] = {}
        self._kept: set[str] = set()
        self._numbers = count(1)

    def put(self, pair: PairAttribution, question: Question | None = None, edit: str | None = None) -> str:
        """Keep an explanation; its revision."""
        revision = str(next(self._numbers))
        self._held[revision] = Held(pair, question, edit)
        loose = [each for each in self._held if each not in self._kept]
        for each in loose[:-KEPT]:
            del self._held[each]
        return revision

    def answers(self, revision: str, question: Question) -> None:
        """Say what an explanation answers."""
        self._held[revision] = replace(self._held[revision], question=question)

    def keep(self, revision: str) -> None:
        """Never let go of an explanation."""
        self._kept.add(revision)

    def drop(self, revision: str) -> None:
        """Let go of an explanation, unless it is never to be let go of."""
        if revision not in self._kept:
            self._held.pop(revision, None)

    def held(self, revision: str) -> Held | None:
        """What is held under a revision, or None where it was let go or never was."""
        return self._held.get(revision)

    def find(self, revision: str) -> PairAttribution | None:
        """The explanation of a revision, or None where it was let go or never was."""
        held = self._held.get(revision)
        return held.pair if held else None
