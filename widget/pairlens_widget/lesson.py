"""A guided tour of explanations: steps with a text, some of which ask before they show."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import traitlets

from pairlens import PairAttribution
from pairlens.errors import OptionError
from pairlens.units import CaptionUnits, PictureUnits
from pairlens_widget import choices
from pairlens_widget.bookmarks import Bookmark
from pairlens_widget.explorer import Choice, Explorer
from pairlens_widget.export import write_page
from pairlens_widget.lesson_card import lesson_card
from pairlens_widget.payload import matrix_bytes, pair_payload, picture_bytes
from pairlens_widget.steps import Step, named, wired

_ORDER = ("step", "guess", "score", "overlap", "share", "tries", "right", "shown")
_ANSWER: dict[str, type] = {
    "step": int,
    "score": float,
    "overlap": float,
    "tries": int,
    "right": bool,
    "shown": bool,
}


class Lesson(Explorer):
    """Steps that each show a state of the view, with a text; a person goes through them, and may explore at each.

    `Lesson(pair, [Step("…", tokens="black dog"), Quiz("…", ask="region", tokens="white husky")])` is shown and
    exported like an `Explorer`. Steps may be about explanations of their own (`Step(…, pair=…)`).

    Attributes:
        step: The step that is shown, counted from 0; set it to go there.
        answers: What was answered in the quizzes, one dict for each that was tried: `step` (from 0), `guess`
            (cells or tokens), `score` (0 to 1, see `Quiz.enough`), `overlap` (with the answer, intersection over
            union), `share` (of the positive attribution, where that is what counts, else None), `tries`, `right`,
            and `shown` (whether the answer was asked for). Set it to [] to start again.

    Raises:
        pairlens.errors.OptionError: There are no steps, or one of them names what is not there.
    """

    _uses = (*Explorer._uses, "lesson")  # noqa: SLF001 - a lesson is an explorer

    step = traitlets.Int(0).tag(sync=True)
    answers = Choice().tag(sync=True)

    def __init__(
        self,
        subject: Any,  # noqa: ANN401 - checked here: an explanation, a list of them, or an explorer
        steps: Any,  # noqa: ANN401 - likewise: a list of steps
        title: str = "",
    ) -> None:
        self._title = str(title)
        self._steps = _filled(_listed(steps), subject)
        self._marks = _bookmarks(subject)
        self._followed = 0
        super().__init__(self._steps[0].pair)

    def close(self) -> None:
        """Take the lesson away."""
        if hasattr(self, "_shelf"):  # else it was refused before there was anything to take away
            super().close()

    def to_html(self, path: str | Path, title: str | None = None) -> Path:
        """Write the lesson as one page that works from disk, without a kernel and without a network.

        It opens at the first step, with nothing answered.

        Args:
            path: Where to; an existing file is replaced.
            title: The page's title; None is the lesson's.

        Returns:
            The path written to.
        """
        first = self._scene(0)["revision"]
        chosen = {**self._values(0), "step": 0, "answers": []}
        return write_page(
            self._pairs[first],
            path,
            chosen,
            title or self._title or None,
            revision=first,
            lesson=_as_text(self._lesson, first),
            still=self.render_static(),
        )

    def _took(self, pair: PairAttribution) -> None:
        """Hold the explanations of all steps, and open at the first."""
        super()._took(pair)
        self._shelf.keep(self._revision)
        self._pairs = {self._revision: pair}
        revisions = {id(pair): self._revision}
        for step in self._steps:
            if id(step.pair) not in revisions:
                revisions[id(step.pair)] = revision = self._shelf.put(step.pair)
                self._shelf.keep(revision)
                self._pairs[revision] = step.pair
        wires = [
            wired(i, step, step.pair, revisions[id(step.pair)], self._mark(i, step))
            for i, step in enumerate(self._steps)
        ]
        shown = _shown_with(self._pairs)
        self.set_trait("_lesson", {"title": self._title, "steps": wires, **shown})
        for name, value in self._values(0).items():
            setattr(self, name, value)

    def _mark(self, index: int, step: Step) -> Bookmark | None:
        """The bookmark that a step begins with."""
        if step.bookmark is None:
            return None
        if step.bookmark not in self._marks:
            there = ", ".join(map(repr, self._marks)) or "none"
            raise OptionError(
                f"{named(index, step)}: there is no bookmark {step.bookmark!r}.",
                f"The explorer that the lesson is made of has: {there}.",
            )
        return self._marks[step.bookmark][0]

    def _scene(self, index: int) -> Bookmark:
        return self._lesson["steps"][index]["scene"]

    def _values(self, index: int) -> dict[str, Any]:
        """The values of traits that show a step."""
        scene = self._scene(index)
        pair = self._pairs[scene["revision"]]
        units = dict(zip(choices.counts(pair), (scene[key] for key in choices.keys(pair)), strict=True))
        return {**units, **{name: scene[name] for name in ("pins", "focused_pin", "look")}}

    def _show(self, revision: str, chosen: Mapping[str, Any] | None = None) -> None:
        """Show an explanation of the lesson; a selection that the pair does not have is let go."""
        with self._following():  # what comes with the explanation is what is seen of the step
            super()._show(revision, chosen)
        has = choices.counts(self.pair)
        for name in ("selected_tokens", "selected_patches", "selected_a", "selected_b"):
            if name not in has:
                setattr(self, name, [])

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take what the view sends; it has gone to its step already."""
        with self._following():
            super().set_state(sync_data)

    @contextmanager
    def _following(self) -> Iterator[None]:
        """While another step comes with its state, it needs none of ours."""
        self._followed += 1
        try:
            yield
        finally:
            self._followed -= 1

    @traitlets.validate("step")
    def _check_step(self, proposal: traitlets.Bunch) -> int:
        if not 0 <= proposal.value < len(self._steps):
            raise traitlets.TraitError(
                f"There is no step {proposal.value}: steps are 0 to {len(self._steps) - 1}."
            )
        return int(proposal.value)

    @traitlets.observe("step")
    def _go(self, change: traitlets.Bunch) -> None:
        if self._followed:
            return
        chosen = self._values(change.new)
        revision = self._scene(change.new)["revision"]
        if revision != self._revision:
            self._show(revision, chosen)
            return
        with self.hold_sync(), self.hold_trait_notifications():
            for name, value in chosen.items():
                setattr(self, name, value)

    @traitlets.validate("answers")
    def _check_answers(self, proposal: traitlets.Bunch) -> list[dict[str, Any]]:
        asking = [i for i, step in enumerate(self._lesson["steps"]) if step["quiz"]]
        return [_answer(item, asking) for item in choices.items(proposal.value, "answers", "dicts")]

    def __repr__(self) -> str:
        return f"Lesson({self._title!r}, {len(self._steps)} steps)"

    def render_static(self) -> str:
        """The lesson as HTML alone: what its first step is about, and the texts of all steps."""
        return lesson_card(self._steps, self._title)

    def _static_html(self) -> str:
        """The steps' texts, for whoever opens the notebook where nothing runs."""
        note = "Run the cell to take the lesson."
        return (
            f'<div data-pairlens="{self._static_id}">{self.render_static()}<p><small>{note}</small></p></div>'
        )


def _listed(steps: object) -> list[Step]:
    if isinstance(steps, Step | str) or not isinstance(steps, Iterable):
        raise OptionError("The steps of a lesson are a list.", 'Write [Step("…"), Quiz("…", …)].')
    made = list(steps)
    if not made:
        raise OptionError("A lesson has at least one step.", 'Write [Step("…")].')
    for i, step in enumerate(made):
        if not isinstance(step, Step):
            raise OptionError(
                f"{named(i, step)} is no step but a {type(step).__name__}.", 'Write Step("…") or Quiz("…").'
            )
    return made


def _filled(steps: Sequence[Step], subject: object) -> list[Any]:
    """The steps, each with the explanation that it is about."""
    pairs, marks = _pairs(subject), _bookmarks(subject)
    made, now = [], pairs[0]
    for i, step in enumerate(steps):
        if step.pair is not None:
            now = _pair(i, step, pairs)
        elif step.bookmark in marks:
            now = marks[step.bookmark][1]
        made.append(step.about(now))
    return made


def _pairs(subject: object) -> list[PairAttribution]:
    if isinstance(subject, Explorer):
        return [subject.pair]
    listed = [subject] if isinstance(subject, PairAttribution) else subject
    pairs = list(listed) if isinstance(listed, Sequence) else []
    if not pairs or not all(isinstance(pair, PairAttribution) for pair in pairs):
        raise OptionError(
            f"A lesson is about explanations, not about a {type(subject).__name__}.",
            "Give a finished explanation, a list of them, or an Explorer.",
        )
    return pairs


def _pair(index: int, step: Step, pairs: Sequence[PairAttribution]) -> PairAttribution:
    if isinstance(step.pair, PairAttribution):
        return step.pair
    whole = isinstance(step.pair, int | np.integer) and not isinstance(step.pair, bool)
    if not whole or not 0 <= step.pair < len(pairs):  # type: ignore[operator] # whole numbers only
        raise OptionError(
            f"{named(index, step)}: pair={step.pair!r} is no explanation.",
            f"Give an explanation, or its place in the list: 0 to {len(pairs) - 1}.",
        )
    return pairs[step.pair]  # type: ignore[index] # likewise


def _bookmarks(subject: object) -> dict[str, tuple[Bookmark, PairAttribution]]:
    """The bookmarks of an explorer by name, each with its explanation, as long as that is held."""
    if not isinstance(subject, Explorer):
        return {}
    found = [(mark, subject._shelf.find(mark["revision"])) for mark in subject.bookmarks]  # noqa: SLF001 - a lesson is an explorer
    return {mark["name"]: (mark, pair) for mark, pair in found if pair is not None}


def _shown_with(pairs: Mapping[str, PairAttribution]) -> dict[str, Any]:
    """All explanations where there are several, for the model itself holds only the one that is shown now.

    Every picture is there once; explanations name theirs by their place.
    """
    pictures: list[bytes] = []

    def place(side: CaptionUnits | PictureUnits) -> int | None:
        data = picture_bytes(side)
        if not data:
            return None
        if data not in pictures:
            pictures.append(data)
        return pictures.index(data)

    made = [
        {
            "revision": revision,
            "pair": pair_payload(pair),
            "matrix": matrix_bytes(pair),
            "pictures": {"a": place(pair.a), "b": place(pair.b)},
        }
        for revision, pair in pairs.items()
        if len(pairs) > 1
    ]
    return {"explanations": made, "pictures": pictures}


def _as_text(lesson: Mapping[str, Any], first: str) -> dict[str, Any]:
    """What `_lesson` holds, with its bytes as JSON can hold them; without the explanation that the page has anyway."""
    explanations = [
        {**each, "matrix": base64.b64encode(each["matrix"]).decode()}
        for each in lesson["explanations"]
        if each["revision"] != first
    ]
    pictures = [f"data:image/png;base64,{base64.b64encode(data).decode()}" for data in lesson["pictures"]]
    return {**lesson, "explanations": explanations, "pictures": pictures}


def _answer(item: object, asking: Sequence[int]) -> dict[str, Any]:
    """An answer, whole.

    Raises:
        traitlets.TraitError: It is no answer, or not to a quiz of this lesson.
    """
    if not isinstance(item, Mapping) or set(item) != set(_ORDER):
        raise traitlets.TraitError(f"An answer is a dict of {', '.join(_ORDER)}, not {item!r}.")
    if item["step"] not in asking:
        raise traitlets.TraitError(f"Step {item['step']!r} is no quiz: quizzes are steps {list(asking)}.")
    guess = choices.indices(item["guess"], None, "guess of an answer")
    made = {name: kind(item[name]) for name, kind in _ANSWER.items()}
    share = None if item["share"] is None else float(item["share"])
    return {name: {**made, "guess": guess, "share": share}[name] for name in _ORDER}
