"""Explanations of one pair under other layers or methods, which a view shows beside each other."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np

from pairlens import PairAttribution
from pairlens.errors import OptionError
from pairlens.units import CaptionUnits, PictureUnits
from pairlens_widget.payload import matrix_bytes, pair_payload
from pairlens_widget.shelf import Shelf

SHUFFLED = "weights are shuffled"
"""What the notes of an explanation say where its model's weights were; see `pairlens.randomised`."""


class Variants:
    """Which explanations of a shelf stand beside each other. Each belongs to one group."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._groups: list[list[str]] = []
        self._sent: dict[str, dict[str, Any]] = {}

    def add(self, beside: str, revision: str) -> None:
        """Set an explanation beside another of the same picture and caption.

        Raises:
            OptionError: They are not of the same units.
        """
        one, two = self._shelf.find(beside), self._shelf.find(revision)
        if one is None or two is None:
            raise OptionError("The explanation to compare with is no longer held.", "Ask for it again.")
        check_alike(one, two)
        group = self._group(beside)
        if group is None:
            group = [beside]
            self._groups.append(group)
        group.append(revision)

    def beside(self, revision: str) -> list[str]:
        """Revisions of all that stand beside an explanation, itself included; none where it stands alone."""
        group = [each for each in self._group(revision) or () if self._shelf.find(each) is not None]
        return self._ordered(group) if len(group) > 1 else []

    def wire(self, revision: str) -> list[dict[str, Any]]:
        """What the view is told of those beside an explanation; see `VariantWire` in `js/src/host.ts`."""
        group = self.beside(revision)
        self._sent = {each: self._sent.get(each) or self._made(each) for each in group}
        return [self._sent[each] for each in group]

    def page(self, revision: str) -> list[dict[str, Any]]:
        """The same for an exported page, which holds the explanation itself and all pictures already."""
        return [
            {**each, "matrix": base64.b64encode(each["matrix"]).decode()}
            if each["revision"] != revision
            else {name: each[name] for name in ("revision", "noise")}
            for each in self.wire(revision)
        ]

    def _group(self, revision: str) -> list[str] | None:
        return next((group for group in self._groups if revision in group), None)

    def _ordered(self, group: list[str]) -> list[str]:
        """By layer for the method that there is most of; then the other methods as they came; noise at the end."""
        pairs = {revision: self._pair(revision) for revision in group}
        methods = [pair.method for pair in pairs.values() if not is_noise(pair)] or [""]
        usual = max(methods, key=methods.count)

        def rank(revision: str) -> tuple[Any, ...]:
            pair = pairs[revision]
            other = pair.method != usual
            return is_noise(pair), other, (0, 0) if other else pair.layers

        return sorted(group, key=rank)

    def _pair(self, revision: str) -> PairAttribution:
        pair = self._shelf.find(revision)
        assert pair is not None, "the group holds what the shelf holds"  # noqa: S101 - says so to mypy, too
        return pair

    def _made(self, revision: str) -> dict[str, Any]:
        pair = self._pair(revision)
        return {
            "revision": revision,
            "noise": is_noise(pair),
            "pair": pair_payload(pair),
            "matrix": matrix_bytes(pair),
        }


def is_noise(pair: PairAttribution) -> bool:
    """Whether the model's weights were shuffled: what a method makes of nothing."""
    return any(SHUFFLED in note for note in pair.settings.get("notes", ()))


def check_alike(one: PairAttribution, two: PairAttribution) -> None:
    """See that two explanations are about the same words and the same patches.

    Raises:
        OptionError: They are not; says what differs.
    """
    for name, a, b in (("first", one.a, two.a), ("second", one.b, two.b)):
        what = _difference(a, b)
        if what:
            raise OptionError(
                f"The {name} sides of two explanations differ: {what}.",
                "Variants explain the same picture and caption, e.g. with another layer= or method=.",
            )


def _difference(a: CaptionUnits | PictureUnits, b: CaptionUnits | PictureUnits) -> str:
    if isinstance(a, CaptionUnits) and isinstance(b, CaptionUnits):
        if a.text != b.text:
            return f"{a.text!r} is not {b.text!r}"
        return "" if a.tokens == b.tokens else "the caption is cut into other tokens"
    if isinstance(a, PictureUnits) and isinstance(b, PictureUnits):
        if a.shape != b.shape:
            return f"a grid of {a.rows} × {a.cols} patches is not one of {b.rows} × {b.cols}"
        return "" if np.array_equal(a.pixels, b.pixels) else "they show other pictures"
    return "one is a caption, the other a picture"
