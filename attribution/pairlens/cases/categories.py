"""What can go wrong between a caption and a picture: categories to start with; the list is the user's to edit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pairlens.errors import OptionError

_KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


@dataclass(frozen=True)
class Category:
    """One way to go wrong.

    Attributes:
        key: What is written down: small letters, digits, "_" and "-".
        name: What a person reads.
        definition: One or two sentences that decide the doubtful cases.
        hotkey: The key that gives the label; empty gives it the next digit that is free.

    Raises:
        OptionError: The key cannot be written down, or there is no name.
    """

    key: str
    name: str
    definition: str = ""
    hotkey: str = ""

    def __post_init__(self) -> None:
        if not _KEY.fullmatch(self.key):
            raise OptionError(
                f"{self.key!r} is no key of a category.", 'Use small letters, digits, "_" and "-".'
            )
        if not self.name.strip():
            raise OptionError(f"The category {self.key!r} has no name.", "Give it one that people read.")


CATEGORIES: tuple[Category, ...] = (
    Category(
        "wrong_object",
        "Wrong object",
        "A phrase meets something else than what it names, although what it names is there.",
    ),
    Category(
        "missed_object",
        "Missed object",
        "What a phrase names is in the picture and meets nothing: its region stays empty or negative.",
    ),
    Category(
        "attribute_binding",
        "Attribute bound to the wrong object",
        "The thing is right, but its colour, size or texture is found on another thing.",
    ),
    Category(
        "relation_ignored",
        "Relation ignored",
        "Words such as “left of”, “on” or “behind” carry nothing, or the score stays when they are turned round.",
    ),
    Category(
        "correlated_context",
        "Correlated context",
        "A phrase meets what usually stands beside the thing (water for a boat), not the thing.",
    ),
    Category(
        "unusual_scene",
        "Unusual scene",
        "The thing is missed because its place, pose, material or style is rare.",
    ),
    Category(
        "partial_coverage",
        "Partial coverage",
        "A phrase meets one part of the thing, and the rest of it is left out.",
    ),
    Category(
        "caption_wrong",
        "Caption wrong",
        "The caption does not say what is in the picture: the fault is in the data, not in the model.",
    ),
    Category(
        "explanation_doubtful",
        "Explanation doubtful",
        "The map is not to be trusted: a large residual, special units that hold nearly all, methods that disagree.",
    ),
)
"""Nine to start with."""


def checked(categories: Iterable[object]) -> tuple[Category, ...]:
    """A list of categories in which every key, name and hotkey is there once.

    Raises:
        OptionError: There are none, something in the list is no category, or something is there twice.
    """
    given = tuple(categories)
    found = tuple(each for each in given if isinstance(each, Category))
    if not found or len(found) < len(given):
        raise OptionError("There are no categories to choose from.", "Give pairlens.cases.Category objects.")
    for what in ("key", "name", "hotkey"):
        values = [value for each in found if (value := getattr(each, what))]
        twice = sorted({value for value in values if values.count(value) > 1})
        if twice:
            raise OptionError(f"Two categories have the {what} {twice[0]!r}.", f"Give each {what} once.")
    return found
