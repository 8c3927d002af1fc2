"""The linked view of one explanation, as a notebook widget."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

import anywidget
import numpy as np
import traitlets

import pairlens
from pairlens import PairAttribution
from pairlens.card import card
from pairlens.errors import OptionError
from pairlens_widget import choices
from pairlens_widget.bookmarks import bookmarks
from pairlens_widget.carrying import carried
from pairlens_widget.desk import Desk
from pairlens_widget.export import bundle, write_page
from pairlens_widget.looks import look
from pairlens_widget.payload import matrix_bytes, pair_payload, picture_bytes
from pairlens_widget.pins import focused, pins
from pairlens_widget.shelf import Shelf


class Choice(traitlets.List[Any]):
    """A list that also takes what numpy and `pair.indices` give."""

    _cast_types = (tuple, range, set, np.ndarray)


class Explorer(anywidget.AnyWidget):
    """Both sides of a pair, linked: point at a word and see where it met the picture, and the other way round.

    `Explorer(pair)` shows a finished explanation. `Explorer(encoder, image, caption, **options)` explains the
    pair first; arguments are those of `pairlens.explain`, picture first. Two captions (`pairlens.Caption` twice)
    stand one above the other, two pictures (`pairlens.Picture` twice) side by side.

    The matrix crosses to the browser once; pointing at things never asks Python. Several views of one
    explorer share what is selected and pinned, but not what is pointed at.

    Attributes:
        pair: The explanation that is shown; observe it to hear of new ones.
        selected_tokens: Indices into `pair.tokens` of what is kept in the caption.
        selected_patches: Row-major cells of the grid that are kept in the picture.
        selected_a: For pairs of one kind, instead of the two above: what is kept on the first side, as indices
            into the tokens of `pair.a` or row-major cells of its grid.
        selected_b: The same for the second side.
        pins: Selections held for comparison: dicts of `tokens`, `patches` (as above; `a` and `b` for pairs of
            one kind) and `colour`, the slot that gives a pin its colour and letter. Set without `colour`, it
            gets a free one. Where they are not plain also `name`, `shown` (False hides it), and `plus` and
            `minus`: lists of further units (dicts as above) that are added and taken away.
        focused_pin: Colour of the pin that is looked at instead of a selection, or None.
        look: How numbers are drawn, where it differs from `pairlens_widget.looks.PLAIN`.
        bookmarks: Named states: dicts of `name`, units as in a pin, `pins`, `focused_pin`, `look` and
            `revision` (the explanation that it is of; set without it, the one that is shown).

    Raises:
        pairlens.errors.OptionError: The arguments are neither a finished explanation nor an encoder with a
            picture and a caption.
        traitlets.TraitError: A trait is set to something that is not there; nothing changes then.
    """

    _esm = bundle(
        "widget.js"
    )  # as text: anywidget watches a path, and the watch would keep every explorer alive

    pair = traitlets.Instance(PairAttribution, read_only=True)
    _pair = traitlets.Dict(read_only=True).tag(sync=True)
    _matrix = traitlets.Bytes(read_only=True).tag(sync=True)
    _picture_a = traitlets.Bytes(read_only=True).tag(sync=True)
    _picture_b = traitlets.Bytes(read_only=True).tag(sync=True)
    _static_id = traitlets.Unicode(read_only=True).tag(sync=True)
    _revision = traitlets.Unicode(read_only=True).tag(sync=True)
    _seen = traitlets.Unicode().tag(sync=True)  # the revision that what the view sends is about
    _variants = traitlets.List[Any](read_only=True).tag(sync=True)
    _live = traitlets.Dict(allow_none=True, default_value=None, read_only=True).tag(sync=True)
    _lesson = traitlets.Dict(allow_none=True, default_value=None, read_only=True).tag(sync=True)
    selected_tokens = Choice().tag(sync=True)
    selected_patches = Choice().tag(sync=True)
    selected_a = Choice().tag(sync=True)
    selected_b = Choice().tag(sync=True)
    pins = Choice().tag(sync=True)
    focused_pin = traitlets.Any(None).tag(sync=True)
    look = traitlets.Dict().tag(sync=True)
    bookmarks = Choice().tag(sync=True)

    def __init__(
        self,
        subject: Any,  # noqa: ANN401 - an explanation, or any encoder
        image: Any = None,  # noqa: ANN401 - everything that can be read as a picture
        caption: Any = None,  # noqa: ANN401 - text, or a side of either kind
        **options: Any,  # noqa: ANN401 - those of `pairlens.explain`, checked there
    ) -> None:
        self._shelf = Shelf()
        self._took(_explained(subject, image, caption, options))
        super().__init__()
        self._desk = Desk(self)
        self.on_msg(self._hear)

    def to_html(self, path: str | Path, title: str | None = None) -> Path:
        """Write the view as one page that works from disk, without a kernel and without a network.

        What is selected and pinned now is selected and pinned when the page opens.

        Args:
            path: Where to; an existing file is replaced.
            title: The page's title; None is the caption.

        Returns:
            The path written to.
        """
        return write_page(
            self.pair, path, {name: getattr(self, name) for name in choices.names(self.pair)}, title
        )

    def _took(self, pair: PairAttribution) -> None:
        """Hold the first explanation; the traits that are made of it wait until they are asked for."""
        revision = self._shelf.put(pair)
        self.set_trait("pair", pair)
        self.set_trait("_revision", revision)
        self._seen = revision

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
            now = {name: getattr(self, name) for name in choices.names(self.pair)}
            chosen = carried(now, self.pair, pair)
        with self.hold_sync():
            self.set_trait("pair", pair)
            for name, made in (
                ("_pair", pair_payload(pair)),
                ("_matrix", matrix_bytes(pair)),
                ("_picture_a", picture_bytes(pair.a)),
                ("_picture_b", picture_bytes(pair.b)),
                ("_revision", revision),
            ):
                self.set_trait(name, made)
            with self.hold_trait_notifications():
                for name, value in chosen.items():
                    setattr(self, name, value)

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take what the view sends. What it chose in an explanation that has since been replaced is carried over."""
        seen = sync_data.get("_seen", self._seen)
        old = self._shelf.find(seen)
        if seen != self._revision and old is not None:
            sync_data = carried(sync_data, old, self.pair)
        super().set_state(sync_data)

    def _hear(self, _: object, content: dict[str, Any], buffers: list[memoryview]) -> None:
        self._desk.hear(content, buffers)

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

    @traitlets.default("_static_id")
    def _make_static_id(self) -> str:
        return uuid4().hex

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

    def __repr__(self) -> str:
        return f"Explorer({self.pair!r})"

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict[str, Any], dict[str, Any]] | None:  # noqa: ANN401 - anywidget's own
        """The widget, and beside it a static picture for whoever cannot show widgets."""
        made = super()._repr_mimebundle_(**options)
        return made and ({**made[0], "text/html": self._static_html()}, made[1])

    def _ipython_display_(self) -> None:
        """Show the static picture and the widget as two outputs; the widget hides the picture while it lives.

        JupyterLab prefers a widget to every other form, and for a notebook that was reopened without its
        kernel it shows nothing but "Loading widget…". The picture needs an output of its own to be seen then.
        """
        from IPython.display import display

        made = self._repr_mimebundle_()
        if made is None:
            return
        data, metadata = made
        static = {"text/html": data.pop("text/html"), "text/plain": "Explorer, as first shown"}
        display(static, raw=True)  # type: ignore[no-untyped-call] # IPython ships it without types
        display(data, metadata=metadata, raw=True)  # type: ignore[no-untyped-call] # likewise

    def _static_html(self) -> str:
        """The explanation's own picture, labelled as what it is."""
        note = "As first shown. Run the cell to explore it."
        return f'<div data-pairlens="{self._static_id}">{card(self.pair)}<p><small>{note}</small></p></div>'


def _explained(
    subject: Any,  # noqa: ANN401 - as in `Explorer`
    image: Any,  # noqa: ANN401 - likewise
    caption: Any,  # noqa: ANN401 - likewise
    options: dict[str, Any],
) -> PairAttribution:
    """The explanation given, or the one that an encoder makes of a picture and a caption."""
    if isinstance(subject, PairAttribution):
        if image is None and caption is None and not options:
            return subject
        raise OptionError(
            "A finished explanation has its picture and caption already.",
            "Write Explorer(pair), or Explorer(encoder, image, caption).",
        )
    if image is None or caption is None:
        raise OptionError(
            f"An Explorer shows an explanation, not a {type(subject).__name__} alone.",
            "Write Explorer(pair), or Explorer(encoder, image, caption).",
        )
    return pairlens.explain(subject, image, caption, **options)
