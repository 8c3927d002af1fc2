"""What a lesson is made of: its steps, each with the explanation that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from pairlens import PairAttribution
from pairlens.errors import OptionError
from pairlens_widget.bookmarks import Bookmark
from pairlens_widget.explorer import Explorer
from pairlens_widget.steps import Step, named


def listed(steps: object) -> list[Step]:
    """The steps that a person gave.

    Raises:
        OptionError: They are no list, there are none, or something else is among them.
    """
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


def filled(steps: Sequence[Step], subject: object) -> list[Any]:
    """The steps, each with the explanation that it is about: its own, that of its bookmark, else the last step's.

    Args:
        steps: The steps, of which some say what they are about (`pair`, `bookmark`).
        subject: An explanation, a list of them, or an explorer.

    Raises:
        OptionError: The subject is something else, or a step names an explanation that is not there.
    """
    pairs, marks = _pairs(subject), bookmarks_of(subject)
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


def bookmarks_of(subject: object) -> dict[str, tuple[Bookmark, PairAttribution]]:
    """The bookmarks of an explorer by name, each with its explanation, as long as that is held."""
    if not isinstance(subject, Explorer):
        return {}
    found = [(mark, subject._shelf.find(mark["revision"])) for mark in subject.bookmarks]  # noqa: SLF001 - a lesson is an explorer
    return {mark["name"]: (mark, pair) for mark, pair in found if pair is not None}
