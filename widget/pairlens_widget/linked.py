"""Which explanation a view shows, and what crosses to the browser for it."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import traitlets

from pairlens import PairAttribution
from pairlens.errors import OptionError
from pairlens_widget import choices
from pairlens_widget.carrying import carried
from pairlens_widget.choosing import Chosen
from pairlens_widget.editing import Edit
from pairlens_widget.payload import matrix_bytes, pair_payload, picture_bytes
from pairlens_widget.shelf import Shelf
from pairlens_widget.variants import Variants

if TYPE_CHECKING:
    from pairlens_widget.question import (
        Question,
    )  # it imports torch, which looking at a finished one does without


class Linked(Chosen):
    """A view that shows one explanation of several that it holds, and carries over what is chosen to the next.

    Args:
        pair: The explanation to begin with.
        question: What it answers; None where it was handed over finished.
        variants: Finished explanations of the same pair, shown beside it.

    Raises:
        pairlens.errors.OptionError: A variant is not of the same words and patches.
    """

    _pair = traitlets.Dict(read_only=True).tag(sync=True)
    _matrix = traitlets.Bytes(read_only=True).tag(sync=True)
    _picture_a = traitlets.Bytes(read_only=True).tag(sync=True)
    _picture_b = traitlets.Bytes(read_only=True).tag(sync=True)
    _seen = traitlets.Unicode().tag(sync=True)  # the revision that what the view sends is about
    _variants = traitlets.List[Any](read_only=True).tag(sync=True)
    _live = traitlets.Dict(allow_none=True, default_value=None, read_only=True).tag(sync=True)
    _lesson = traitlets.Dict(allow_none=True, default_value=None, read_only=True).tag(sync=True)

    def __init__(
        self,
        pair: PairAttribution,
        question: Question | None = None,
        variants: Iterable[PairAttribution] = (),
    ) -> None:
        self._shelf = Shelf()
        self._compared = Variants(self._shelf)
        self._turn = threading.RLock()  # views speak on other threads, and answers come from another
        self._edit: Edit | None = None
        self._took(pair)
        if question is not None:
            self._shelf.answers(self._revision, question.steady())
            self.set_trait("_live", self._said(self._revision))
        for variant in variants:
            self._compared.add(self._revision, self._shelf.put(variant))
        self.set_trait("_variants", self._compared.wire(self._revision))
        super().__init__()

    @property
    def question(self) -> Question | None:
        """What the explanation that is shown answers; None where it was handed over finished."""
        held = self._shelf.held(self._revision)
        return held.question if held else None

    def _took(self, pair: PairAttribution) -> None:
        """Hold the first explanation; the traits that are made of it wait until they are asked for."""
        revision = self._shelf.put(pair)
        self.set_trait("pair", pair)
        self.set_trait("_revision", revision)
        self._seen = revision

    def _take(self, pair: PairAttribution, question: Question, edit: str | None = None) -> str:
        """Hold and show another explanation, with what is chosen carried over.

        Args:
            pair: The explanation.
            question: What it answers.
            edit: What a person is changing; steps of one edit replace each other.

        Returns:
            Its revision.
        """
        with self._turn:
            now = self._chosen()
            last = self._edit
            begun = last if last and last.goes_on(edit, self._revision, now) else Edit(edit, self.pair, now)
            old, replaced = self._revision, begun is last
            revision = self._shelf.put(pair, question.steady(), edit)
            self._show(revision, carried(begun.chosen, begun.pair, pair))
            chosen = self._chosen()
            self._edit = begun.at(revision, chosen) if edit else None
            if replaced and not any(bookmark["revision"] == old for bookmark in self.bookmarks):
                self._shelf.drop(old)
        return revision

    def _said(self, revision: str) -> dict[str, Any] | None:
        """What the view is told of the question that an explanation answers."""
        held = self._shelf.held(revision)
        if held is None or held.question is None:
            return None
        return {**held.question.said(), "edit": held.edit, "draft": bool(held.pair.settings.get("draft"))}

    def _show(self, revision: str, chosen: Mapping[str, Any] | None = None) -> None:
        """Show an explanation of the shelf, in the view and in Python, in one step.

        Args:
            revision: Which.
            chosen: Values of traits that are already in its terms; None carries over what is chosen now.
        """
        pair = self._shelf.find(revision)
        if pair is None:
            raise OptionError(f"Explanation {revision} is no longer held.", "Ask for it again.")
        if chosen is None:
            now = self._chosen()
            chosen = carried(now, self.pair, pair)
        with self._turn, self.hold_sync():
            self.set_trait("pair", pair)
            for name, made in (
                ("_pair", pair_payload(pair)),
                ("_matrix", matrix_bytes(pair)),
                ("_picture_a", picture_bytes(pair.a)),
                ("_picture_b", picture_bytes(pair.b)),
                ("_live", self._said(revision)),
                ("_variants", self._compared.wire(revision)),
                ("_revision", revision),
            ):
                self.set_trait(name, made)
            with self.hold_trait_notifications():
                for name, value in {**choices.absent(pair), **chosen}.items():
                    setattr(self, name, value)

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take what the view sends. What it chose in an explanation that has since been replaced is carried over."""
        with self._turn:
            seen = sync_data.get("_seen", self._seen)
            old = self._shelf.find(seen)
            if seen != self._revision and old is not None:
                sync_data = carried(sync_data, old, self.pair)
            elif seen != self._revision:
                lost = {*choices.names(self.pair)} - {"look"}  # nobody knows any more what they were about
                sync_data = {name: value for name, value in sync_data.items() if name not in lost}
            super().set_state(sync_data)

    @traitlets.default("_pair")
    def _make_pair(self) -> dict[str, Any]:
        return pair_payload(self.pair)

    @traitlets.default("_matrix")
    def _make_matrix(self) -> bytes:
        return matrix_bytes(self.pair)

    @traitlets.default("_picture_a")
    def _make_picture_a(self) -> bytes:
        return picture_bytes(self.pair.a)

    @traitlets.default("_picture_b")
    def _make_picture_b(self) -> bytes:
        return picture_bytes(self.pair.b)
