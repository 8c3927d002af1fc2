"""The linked view of one explanation, as a notebook widget."""

from __future__ import annotations

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
from pairlens_widget.export import bundle, write_page
from pairlens_widget.payload import matrix_bytes, pair_payload, picture_bytes


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
        selected_tokens: Indices into `pair.tokens` of what is kept in the caption.
        selected_patches: Row-major cells of the grid that are kept in the picture.
        selected_a: For pairs of one kind, instead of the two above: what is kept on the first side, as indices
            into the tokens of `pair.a` or row-major cells of its grid.
        selected_b: The same for the second side.
        pins: Selections held for comparison: dicts of `tokens`, `patches` (as above; `a` and `b` for pairs of
            one kind) and `colour`, the slot that gives a pin its colour and letter. Set without `colour`, it
            gets a free one.

    Raises:
        pairlens.errors.OptionError: The arguments are neither a finished explanation nor an encoder with a
            picture and a caption.
        traitlets.TraitError: A trait is set to something that is not there; nothing changes then.
    """

    _esm = bundle(
        "widget.js"
    )  # as text: anywidget watches a path, and the watch would keep every explorer alive

    _pair = traitlets.Dict(read_only=True).tag(sync=True)
    _matrix = traitlets.Bytes(read_only=True).tag(sync=True)
    _picture_a = traitlets.Bytes(read_only=True).tag(sync=True)
    _picture_b = traitlets.Bytes(read_only=True).tag(sync=True)
    _static_id = traitlets.Unicode(read_only=True).tag(sync=True)
    selected_tokens = Choice().tag(sync=True)
    selected_patches = Choice().tag(sync=True)
    selected_a = Choice().tag(sync=True)
    selected_b = Choice().tag(sync=True)
    pins = Choice().tag(sync=True)

    def __init__(
        self,
        subject: Any,  # noqa: ANN401 - an explanation, or any encoder
        image: Any = None,  # noqa: ANN401 - everything that can be read as a picture
        caption: Any = None,  # noqa: ANN401 - text, or a side of either kind
        **options: Any,  # noqa: ANN401 - those of `pairlens.explain`, checked there
    ) -> None:
        self.pair = _explained(subject, image, caption, options)
        super().__init__()

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
        return choices.pins(proposal.value, choices.keys(self.pair))

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
