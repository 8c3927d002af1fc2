"""What people said, wherever it is kept: cases, the items that they judge, and what the labels mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pairlens.cases.case import Case
from pairlens.cases.categories import CATEGORIES, Category
from pairlens.cases.item import Item
from pairlens.errors import OptionError


@dataclass(frozen=True)
class Said:
    """Submitted cases with what they are about.

    Attributes:
        cases: The submitted ones; drafts and skipped ones are no judgements.
        items: By id.
        categories: What labels mean; keys that nobody defined any more stand at the end, under their own name.
    """

    cases: tuple[Case, ...]
    items: Mapping[str, Item]
    categories: tuple[Category, ...]

    def by_item(self) -> dict[str, list[Case]]:
        """The cases of each item that was judged."""
        found: dict[str, list[Case]] = {}
        for case in self.cases:
            found.setdefault(case.item, []).append(case)
        return found


def said_in(source: Any, reviewers: Iterable[str] | None = None) -> Said:  # noqa: ANN401 - checked here
    """What was submitted.

    Args:
        source: A `Store`, a `Bundle`, or cases in any iterable.
        reviewers: Whose; None is everybody's.

    Raises:
        OptionError: It holds no cases.
    """
    held = source.cases if hasattr(source, "cases") else source
    listed = held() if callable(held) else held
    if not isinstance(listed, Iterable):
        raise OptionError(f"A {type(source).__name__} holds no cases.", "Give a store, a bundle or cases.")
    given = tuple(listed)
    if not all(isinstance(case, Case) for case in given):
        raise OptionError("There is something that is no case.", "Give a store, a bundle or cases.")
    wanted = None if reviewers is None else set(reviewers)
    kept = tuple(
        case for case in given if case.status == "submitted" and (wanted is None or case.reviewer in wanted)
    )
    about = getattr(source, "items", ())
    items = {item.id: item for item in (about() if callable(about) else about)}
    return Said(kept, items, _categories(getattr(source, "categories", ()) or CATEGORIES, kept))


def _categories(known: Iterable[Category], cases: Iterable[Case]) -> tuple[Category, ...]:
    named = {category.key: category for category in known}
    used = dict.fromkeys(key for case in cases for key in case.labels)
    return (*named.values(), *(Category(key, key) for key in used if key not in named))
