"""The linked view of one explanation, as a notebook widget."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from pairlens import PairAttribution
from pairlens.errors import OptionError
from pairlens_widget.comparing import Plan, compared, plans
from pairlens_widget.desk import CANCEL, Desk
from pairlens_widget.stills import Still
from pairlens_widget.subject import explained


class Explorer(Still):
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
        super().__init__(*explained(subject, image, caption, options), variants)
        self.on_msg(self._hear)

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

    def _hear(self, _: object, content: dict[str, Any], buffers: list[memoryview]) -> None:
        self._desk.hear(content, buffers)

    def _needed(self) -> tuple[str, ...]:
        return (*self._uses, *(("live",) if self._live else ()))

    def __repr__(self) -> str:
        return f"Explorer({self.pair!r})"
