"""A guided tour of explanations: steps with a text, some of which ask before they show."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import traitlets

from pairlens import PairAttribution
from pairlens.errors import OptionError
from pairlens_widget import choices
from pairlens_widget.bookmarks import Bookmark
from pairlens_widget.choosing import Choice
from pairlens_widget.export import write_page
from pairlens_widget.guided import Guided
from pairlens_widget.lesson_card import lesson_card
from pairlens_widget.lesson_wire import answer, as_text, shown_with
from pairlens_widget.steps import Step, named, wired
from pairlens_widget.syllabus import bookmarks_of, filled, listed


class Lesson(Guided):
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

    _uses = (*Guided._uses, "lesson")  # noqa: SLF001 - a lesson is an explorer

    step = traitlets.Int(0).tag(sync=True)
    answers = Choice().tag(sync=True)

    def __init__(
        self,
        subject: Any,  # noqa: ANN401 - checked here: an explanation, a list of them, or an explorer
        steps: Any,  # noqa: ANN401 - likewise: a list of steps
        title: str = "",
    ) -> None:
        self._title = str(title)
        self._steps = filled(listed(steps), subject)
        self._marks = bookmarks_of(subject)
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
            lesson=as_text(self._lesson, first),
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
        shown = shown_with(self._pairs)
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
        """Show an explanation of the lesson."""
        with self._following():  # what comes with the explanation is what is seen of the step
            super()._show(revision, chosen)

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
        return [answer(item, asking) for item in choices.items(proposal.value, "answers", "dicts")]

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
