"""Explanations that a view can go back to."""

from __future__ import annotations

from itertools import count

from pairlens import PairAttribution

KEPT = 50
"""How many explanations are held; more than a view's own memory holds, so that what it asks for is there."""


class Shelf:
    """Explanations by revision, the oldest let go first."""

    def __init__(self) -> None:
        self._pairs: dict[str, PairAttribution] = {}
        self._numbers = count(1)

    def put(self, pair: PairAttribution) -> str:
        """Keep an explanation; its revision."""
        revision = str(next(self._numbers))
        self._pairs[revision] = pair
        while len(self._pairs) > KEPT:
            del self._pairs[next(iter(self._pairs))]
        return revision

    def find(self, revision: str) -> PairAttribution | None:
        """The explanation of a revision, or None where it was let go or never was."""
        return self._pairs.get(revision)
