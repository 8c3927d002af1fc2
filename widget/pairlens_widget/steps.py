"""The steps of a lesson: a text, and the state of the view that it speaks of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import traitlets

from pairlens import PairAttribution
from pairlens.errors import OptionError, PairlensError
from pairlens_widget import choices
from pairlens_widget.asked import block_of, sides, units_of
from pairlens_widget.bookmarks import Bookmark, bookmark

_BLOCKS = ("plus", "minus")


@dataclass(frozen=True, eq=False)
class Step:
    """One step: a text, and what is seen while it is read.

    What is left out is empty, so that a step shows the same wherever one comes from.

    Attributes:
        text: Plain text; an empty line begins a new paragraph.
        title: Its heading.
        tokens: What is selected in the caption: words of it, or a slice, index or indices into its tokens.
        patches: What is selected in the picture: a box as a tuple `(x0, y0, x1, y1)` in pixels of the picture as
            the model saw it, a mask or weights per cell or per pixel (cells that are at least half covered
            count), or a list of row-major cells.
        a: For pairs of one kind, instead of the two above: what is selected on the first side.
        b: The same for the second side.
        occurrence: Which one, counted from 0, when the words of `tokens` are in the caption more than once.
        pins: What is pinned: phrases, or dicts of `tokens`, `patches` (as above; `a` and `b` for pairs of one
            kind), and `name`, `colour`, `shown`, `plus` and `minus` as in `Explorer.pins`.
        focused_pin: Colour of the pin that is looked at instead of a selection.
        look: How numbers are drawn, as in `Explorer.look`.
        bookmark: Name of a bookmark of the explorer that the lesson is made of; the step shows that state, and
            what else is given replaces its parts.
        pair: The explanation that the step is about: one, or its place in the list that the lesson is made of.
            None stays with that of the step before.
    """

    text: str
    title: str = ""
    tokens: Any = field(default=None, kw_only=True)
    patches: Any = field(default=None, kw_only=True)
    a: Any = field(default=None, kw_only=True)
    b: Any = field(default=None, kw_only=True)
    occurrence: int | None = field(default=None, kw_only=True)
    pins: Sequence[Any] = field(default=(), kw_only=True)
    focused_pin: int | None = field(default=None, kw_only=True)
    look: Mapping[str, Any] = field(default_factory=dict, kw_only=True)
    bookmark: str | None = field(default=None, kw_only=True)
    pair: PairAttribution | int | None = field(default=None, kw_only=True)

    def about(self, pair: PairAttribution) -> Step:
        """The step itself, with its explanation filled in."""
        return replace(self, pair=pair)

    def wire(self, pair: PairAttribution, revision: str, marked: Bookmark | None) -> dict[str, Any]:
        """What the view is told: the texts, the scene (as a bookmark has it), and no quiz.

        Args:
            pair: The explanation that it is about.
            revision: Its name.
            marked: The bookmark that it begins with.
        """
        return {
            "title": self.title,
            "text": self.text,
            "scene": _scene(self, pair, revision, marked),
            "quiz": None,
        }


def named(index: int, step: object) -> str:
    """What errors call a step: "Step 3 (the black dog)"."""
    title = getattr(step, "title", "") if isinstance(step, Step) else ""
    return f"Step {index + 1}" + (f" ({title})" if title else "")


def wired(
    index: int, step: Step, pair: PairAttribution, revision: str, marked: Bookmark | None
) -> dict[str, Any]:
    """`step.wire`, whose errors name the step.

    Raises:
        PairlensError: The step names what is not there.
    """
    try:
        return step.wire(pair, revision, marked)
    except PairlensError as error:
        raise type(error)(f"{named(index, step)}: {error.cause}", error.remedy) from None
    except traitlets.TraitError as error:
        raise OptionError(f"{named(index, step)}: {error}", "Change the step.") from None


def _scene(step: Step, pair: PairAttribution, revision: str, marked: Bookmark | None) -> Bookmark:
    given = {key: getattr(step, key) for key in ("tokens", "patches", "a", "b")}
    has = sides(pair)
    foreign = [key for key, value in given.items() if value is not None and key not in has]
    if foreign:
        raise OptionError(f"This pair has no {foreign[0]}.", f"Name {' or '.join(has)}.")
    one = next((key for key in has if isinstance(given[key], str)), None)
    own = {
        key: units_of(given[key], side, step.occurrence if key == one else None)
        for key, side in has.items()
        if given[key] is not None
    }
    if step.pins:
        own["pins"] = [_pin(pin, pair) for pin in step.pins]
    more = {"focused_pin": step.focused_pin, "look": dict(step.look)}
    stated = {**own, **{name: value for name, value in more.items() if value not in (None, {})}}
    whole = {**(marked or {}), **stated, "name": "", "revision": revision}
    made = bookmark(whole, choices.keys(pair), revision)
    return {name: value for name, value in made.items() if name != "name"}


def _pin(pin: object, pair: PairAttribution) -> Any:  # noqa: ANN401 - what `pins` checks
    """A pin whose phrases and regions are units; what is no pin is left to be refused."""
    if isinstance(pin, str):
        return {**block_of({_words(pair): pin}, pair), "name": ""}
    if not isinstance(pin, Mapping):
        return pin
    made = {**pin, **block_of(pin, pair)}
    for name in _BLOCKS:
        if name in pin:
            made[name] = [block_of(part, pair) for part in pin[name]]
    return made


def _words(pair: PairAttribution) -> str:
    """The side that a bare phrase is looked for on: the caption, or the first of two."""
    return next(iter(sides(pair)))
