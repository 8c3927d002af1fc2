"""The linked view of one explanation, as a notebook widget."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import uuid4

import numpy as np
import traitlets

from pairlens import PairAttribution
from pairlens.card import card
from pairlens.errors import OptionError
from pairlens_widget import choices
from pairlens_widget.bookmarks import bookmarks
from pairlens_widget.carrying import carried
from pairlens_widget.comparing import Plan, compared, plans
from pairlens_widget.desk import CANCEL, Desk
from pairlens_widget.editing import Edit
from pairlens_widget.export import write_page
from pairlens_widget.looks import look
from pairlens_widget.payload import matrix_bytes, pair_payload, picture_bytes
from pairlens_widget.pins import focused, pins
from pairlens_widget.saving import save_view
from pairlens_widget.seeing import seen
from pairlens_widget.shelf import Shelf
from pairlens_widget.variants import Variants
from pairlens_widget.view import View

if TYPE_CHECKING:
    from pairlens_widget.question import (
        Question,
    )  # it imports torch, which looking at a finished one does without


class Choice(traitlets.List[Any]):
    """A list that also takes what numpy and `pair.indices` give."""

    _cast_types = (tuple, range, set, np.ndarray)


class Explorer(View):
    """Both sides of a pair, linked: point at a word and see where it met the picture, and the other way round.

    `Explorer(pair)` shows a finished explanation. `Explorer(encoder, image, caption, **options)` explains the
    pair first; arguments are those of `pairlens.explain`, picture first. `variants` are finished explanations of the
    same pair under other layers or methods, shown beside it as small maps. Two captions (`pairlens.Caption` twice)
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

    _uses: ClassVar[tuple[str, ...]] = ("export",)

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
        *,
        variants: Iterable[PairAttribution] = (),
        **options: Any,  # noqa: ANN401 - those of `pairlens.explain`, checked there
    ) -> None:
        self._desk = Desk(self)
        self._shelf = Shelf()
        self._compared = Variants(self._shelf)
        self._turn = threading.RLock()  # views speak on other threads, and answers come from another
        self._edit: Edit | None = None
        pair, question = _explained(subject, image, caption, options)
        self._took(pair)
        if question is not None:
            self._shelf.answers(self._revision, question.steady())
            self.set_trait("_live", self._said(self._revision))
        for variant in variants:
            self._compared.add(self._revision, self._shelf.put(variant))
        self.set_trait("_variants", self._compared.wire(self._revision))
        super().__init__()
        self.on_msg(self._hear)

    @property
    def question(self) -> Question | None:
        """What the explanation that is shown answers; None where it was handed over finished."""
        held = self._shelf.held(self._revision)
        return held.question if held else None

    def ask(
        self,
        *,
        caption: Any = None,  # noqa: ANN401 - text, or a side of either kind
        image: Any = None,  # noqa: ANN401 - everything that can be read as a picture
        layer: Any = None,  # noqa: ANN401 - as in `pairlens.explain`
        method: str | None = None,
        **options: Any,  # noqa: ANN401 - likewise
    ) -> PairAttribution:
        """Explain something else, and show it; what is left out stays as it is.

        Selections and pins are carried over as far as their words and patches are still there. Questions of the
        view that are not answered yet are given up.

        Args:
            caption: Another second argument.
            image: Another first argument.
            layer: Another layer, or a pair of them.
            method: Another method; options that it does not have are left out.
            options: Options of the method; None sets one back to what is usual.

        Returns:
            The new explanation, which is `pair` now.

        Raises:
            pairlens.errors.PairlensError: The explorer shows a finished explanation, or the question cannot be
                answered; the last explanation stays then.
        """
        question = self.question
        if question is None:
            raise OptionError(
                "This explorer shows a finished explanation.", "Write Explorer(encoder, image, caption)."
            )
        given = {"a": image, "b": caption}
        sources = {side: question.source(side, new) for side, new in given.items() if new is not None}
        made = question.changed(sources, layer, method, options)
        self._desk.cancel(CANCEL)
        pair = made.answer()
        self._take(pair, made)
        return pair

    def add_variants(
        self,
        *pairs: PairAttribution,
        layers: Iterable[Any] | None = None,
        methods: Iterable[str] | None = None,
        noise: bool | None = None,
    ) -> list[PairAttribution]:
        """Set explanations of the same pair beside the one that is shown, as a strip of small maps.

        Without arguments the encoder is asked for what the view's button asks for: layers over the whole depth, fast
        methods, and the noise floor. With any of `layers`, `methods` and `noise`, it is asked for these alone.

        Args:
            pairs: Finished explanations of the same picture and caption, under other layers or methods.
            layers: Layers as `pairlens.explain` takes them, several.
            methods: Names of methods.
            noise: Whether to explain with shuffled weights (`pairlens.randomised`), too.

        Returns:
            What was added.

        Raises:
            pairlens.errors.PairlensError: An explanation is not of the same words and patches, the explorer shows a
                finished explanation and has nobody to ask, or a question cannot be answered.
        """
        base, question = self._revision, self.question
        for pair in pairs:
            self._add_variant(base, pair)
        given = (layers, methods, noise)
        if pairs and given == (None, None, None):
            return list(pairs)
        if question is None:
            raise OptionError(
                "This explorer shows a finished explanation.",
                "Pass finished ones, or write Explorer(encoder, image, caption).",
            )
        if given != (None, None, None):
            layers, methods, noise = layers or (), methods or (), bool(noise)
        made = list(pairs)
        for plan, pair in compared(plans(question, self._beside(base), layers, methods, noise=noise)):
            self._add_variant(base, pair, plan)
            made.append(pair)
        return made

    def _beside(self, revision: str) -> list[PairAttribution]:
        """The explanation itself, and what is shown beside it."""
        found = map(self._shelf.find, self._compared.beside(revision) or [revision])
        return [pair for pair in found if pair is not None]

    def _add_variant(self, beside: str, pair: PairAttribution, plan: Plan | None = None) -> None:
        """Set an explanation beside another; noise answers no question that anybody would go on from."""
        question = plan.question.steady() if plan and not plan.noise else None
        with self._turn:
            self._compared.add(beside, self._shelf.put(pair, question))
            self.set_trait("_variants", self._compared.wire(self._revision))

    def close(self) -> None:
        """Take the view away and give up what it still asks."""
        self._desk.cancel()
        super().close()

    def to_html(self, path: str | Path, title: str | None = None) -> Path:
        """Write the view as one page that works from disk, without a kernel and without a network.

        What is selected and pinned now is selected and pinned when the page opens; variants come along.

        Args:
            path: Where to; an existing file is replaced.
            title: The page's title; None is the caption.

        Returns:
            The path written to.
        """
        revision = self._revision
        variants = self._compared.page(revision)
        return write_page(self.pair, path, self._chosen(), title, revision=revision, variants=variants)

    def save(
        self,
        path: str | Path,
        **options: Any,  # noqa: ANN401 - those of `pairlens_widget.saving.file_bytes`, checked there
    ) -> Path:
        """Write what is seen now; the suffix of the path says as what.

        `.pdf`, `.svg` and `.png` are figures at a width on paper: the caption with its underlines, the picture with
        its heat and outlines, the scale, the pins and the ledger, in the colours of the look. `.html` is the
        page, `.csv` the numbers of words and patches, `.npz` the whole explanation, `.tex` the words as LaTeX.

        Args:
            path: Where to; an existing file is replaced.
            options: Of figures: `width` is "column", "page" (as it is by default), "slide", millimetres, or text
                such as "3.3in"; `panels="pins"` draws each pin in a panel of its own, all on one scale; `dpi`
                (300) and `ledger` (True).

        Returns:
            The path written to.

        Raises:
            pairlens.errors.OptionError: There is no such file, or an option does not belong to it.
        """
        if Path(path).suffix.lower() == ".html" and not options:
            return self.to_html(path)
        return save_view(self.pair, self._chosen(), path, **options)

    def render_static(self) -> str:
        """What is seen now as HTML alone, for places that keep nothing else: no script, no style sheet, no address.

        The picture has its heat and its outlines in its pixels; the words are underlined; the ledger is a table.
        """
        return card(self.pair, seen(self.pair, self._chosen()))

    def _chosen(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in choices.names(self.pair)}

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
            now = {name: getattr(self, name) for name in choices.names(self.pair)}
            last = self._edit
            begun = last if last and last.goes_on(edit, self._revision, now) else Edit(edit, self.pair, now)
            old, replaced = self._revision, begun is last
            revision = self._shelf.put(pair, question.steady(), edit)
            self._show(revision, carried(begun.chosen, begun.pair, pair))
            chosen = {name: getattr(self, name) for name in choices.names(self.pair)}
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
            now = {name: getattr(self, name) for name in choices.names(self.pair)}
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
                for name, value in chosen.items():
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

    def _hear(self, _: object, content: dict[str, Any], buffers: list[memoryview]) -> None:
        self._desk.hear(content, buffers)

    def _needed(self) -> tuple[str, ...]:
        return (*self._uses, *(("live",) if self._live else ()))

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
        return (
            f'<div data-pairlens="{self._static_id}">{self.render_static()}<p><small>{note}</small></p></div>'
        )


def _explained(
    subject: Any,  # noqa: ANN401 - as in `Explorer`
    image: Any,  # noqa: ANN401 - likewise
    caption: Any,  # noqa: ANN401 - likewise
    options: dict[str, Any],
) -> tuple[PairAttribution, Question | None]:
    """The explanation given, or the one that an encoder makes of a picture and a caption, with the question."""
    if isinstance(subject, PairAttribution):
        if image is None and caption is None and not options:
            return subject, None
        raise OptionError(
            "A finished explanation has its picture and caption already.",
            "Write Explorer(pair), or Explorer(encoder, image, caption).",
        )
    if image is None or caption is None:
        raise OptionError(
            f"An Explorer shows an explanation, not a {type(subject).__name__} alone.",
            "Write Explorer(pair), or Explorer(encoder, image, caption).",
        )
    from pairlens.encoders.base import Encoder
    from pairlens_widget.question import Question

    if not isinstance(subject, Encoder):
        raise OptionError(
            f"An Explorer asks an encoder, not a {type(subject).__name__}.",
            "Make one with pairlens.load_encoder(…) or pairlens.wrap(…).",
        )
    question = Question.of(subject, image, caption, options)
    return question.answer(), question
