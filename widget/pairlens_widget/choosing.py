"""What a person chooses in a view, as traits: what is set to something that is not there is refused whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import traitlets

from pairlens import PairAttribution
from pairlens_widget import choices
from pairlens_widget.bookmarks import bookmarks
from pairlens_widget.looks import look
from pairlens_widget.pins import focused, pins
from pairlens_widget.shelf import Shelf
from pairlens_widget.view import View


class Choice(traitlets.List[Any]):
    """A list that also takes what numpy and `pair.indices` give."""

    _cast_types = (tuple, range, set, np.ndarray)


class Chosen(View):
    """A view of an explanation with what is selected, pinned, looked at and bookmarked in it.

    The traits are those that `pairlens_widget.Explorer` tells of. A subclass holds explanations on `_shelf` and says
    which one is shown.

    Raises:
        traitlets.TraitError: A trait is set to something that is not there; nothing changes then.
    """

    _shelf: Shelf

    pair = traitlets.Instance(PairAttribution, read_only=True)
    _revision = traitlets.Unicode(read_only=True).tag(sync=True)
    selected_tokens = Choice().tag(sync=True)
    selected_patches = Choice().tag(sync=True)
    selected_a = Choice().tag(sync=True)
    selected_b = Choice().tag(sync=True)
    pins = Choice().tag(sync=True)
    focused_pin = traitlets.Any(None).tag(sync=True)
    look = traitlets.Dict().tag(sync=True)
    bookmarks = Choice().tag(sync=True)

    def _chosen(self) -> dict[str, Any]:
        """What is chosen now, by the names of the traits that this pair has."""
        return {name: getattr(self, name) for name in choices.names(self.pair)}

    @traitlets.validate("selected_tokens", "selected_patches", "selected_a", "selected_b")
    def _check_selection(self, proposal: traitlets.Bunch) -> list[int]:
        return choices.selection(proposal.value, proposal.trait.name, self.pair)

    @traitlets.validate("pins")
    def _check_pins(self, proposal: traitlets.Bunch) -> list[dict[str, Any]]:
        return pins(proposal.value, choices.keys(self.pair))

    @traitlets.validate("focused_pin")
    def _check_focused_pin(self, proposal: traitlets.Bunch) -> int | None:
        return focused(proposal.value, self.pins)

    @traitlets.validate("look")
    def _check_look(self, proposal: traitlets.Bunch) -> dict[str, Any]:
        return look(proposal.value)

    @traitlets.validate("bookmarks")
    def _check_bookmarks(self, proposal: traitlets.Bunch) -> list[dict[str, Any]]:
        return bookmarks(proposal.value, self._sides_of, self._revision)

    def _sides_of(self, revision: str) -> Mapping[str, int | None]:
        """The keys that hold units in an explanation, and how many there are, where it is still held."""
        pair = self._shelf.find(revision)
        return dict.fromkeys(choices.keys(self.pair)) if pair is None else choices.keys(pair)

    @traitlets.observe("pins")
    def _let_go_of_focus(self, change: traitlets.Bunch) -> None:
        if self.focused_pin not in (None, *(pin["colour"] for pin in change.new)):
            self.focused_pin = None
