"""Named states of the view: what is selected, pinned and looked at, how it is drawn, and of which explanation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import traitlets

from pairlens_widget.choices import indices, items
from pairlens_widget.looks import look
from pairlens_widget.pins import focused, pins

Bookmark = dict[str, Any]

Sides = Mapping[str, int | None]
"""Keys that hold units, and how many there are, where that is known."""


def bookmarks(value: object, sides: Callable[[str], Sides], revision: str) -> list[Bookmark]:
    """Bookmarks, each whole.

    Args:
        value: What was given.
        sides: For the revision that a bookmark is of, the keys that hold units, and how many there are; see
            `choices.keys`. Without a number where that explanation is no longer held.
        revision: The explanation that a bookmark is of if it does not say so.

    Raises:
        traitlets.TraitError: `value` is no list of bookmarks, or one names what is not there.
    """
    return [
        bookmark(item, sides(_revision(item, revision)), revision)
        for item in items(value, "bookmarks", "dicts")
    ]


def bookmark(item: object, sides: Sides, revision: str) -> Bookmark:
    """One state, whole: what was left out is empty.

    Raises:
        traitlets.TraitError: It names what is not there.
    """
    if not isinstance(item, Mapping):
        raise traitlets.TraitError(f"A bookmark is a dict, not {item!r}.")
    keys = ("name", *sides, "pins", "focused_pin", "look", "revision")
    unknown = sorted(map(str, set(item) - set(keys)))
    if unknown:
        raise traitlets.TraitError(f"A bookmark has {', '.join(keys)}; it has no {', '.join(unknown)}.")
    name = item.get("name", "")
    if not isinstance(name, str):
        raise traitlets.TraitError(f"The name of a bookmark is text, not {name!r}.")
    held = pins(item.get("pins", ()), sides)
    return {
        "name": name,
        **{key: indices(item.get(key, ()), count, f"{key} of a bookmark") for key, count in sides.items()},
        "pins": held,
        "focused_pin": focused(item.get("focused_pin"), held),
        "look": look(item.get("look", {})),
        "revision": _revision(item, revision),
    }


def _revision(item: object, shown: str) -> str:
    return str(item.get("revision", shown)) if isinstance(item, Mapping) else shown
