"""What a person may choose in the view, as plain data; anything else is refused with a reason."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping
from typing import Any

import traitlets

from pairlens import PairAttribution
from pairlens.naming import alike, kinds_of

_BY_KIND = {"caption": ("selected_tokens", "tokens"), "picture": ("selected_patches", "patches")}


def names(pair: PairAttribution) -> tuple[str, ...]:
    """The traits that this pair has: by what its sides are, or by side where both are of one kind."""
    return (*counts(pair), "pins", "focused_pin", "look", "bookmarks")


def counts(pair: PairAttribution) -> dict[str, int]:
    """The traits that hold a selection of this pair, and of how many content units."""
    return {trait: units for trait, _, units in _sides(pair)}


def absent(pair: PairAttribution) -> dict[str, list[int]]:
    """The traits of selections that this pair does not have, with the only value that they may have then."""
    every = ("selected_tokens", "selected_patches", "selected_a", "selected_b")
    return {trait: [] for trait in every if trait not in counts(pair)}


def keys(pair: PairAttribution) -> dict[str, int]:
    """The keys of a pin that hold its units, and of how many content units; the caption's first."""
    return {key: units for _, key, units in _sides(pair)}


def _sides(pair: PairAttribution) -> list[tuple[str, str, int]]:
    """Name of the trait, key of a pin and number of content units, per side."""
    kinds = kinds_of(pair.a, pair.b)
    units = (len(pair.a.content), len(pair.b.content))
    if alike(kinds):
        return [(f"selected_{key}", key, count) for key, count in zip("ab", units, strict=True)]
    both = [(*_BY_KIND[kind], count) for kind, count in zip(kinds, units, strict=True)]
    return sorted(both, reverse=True)


def selection(value: object, name: str, pair: PairAttribution) -> list[int]:
    """What a trait may be set to; nothing but an empty list where this pair does not have the trait.

    Raises:
        traitlets.TraitError: Something in `value` is not there, or the pair does not have the trait.
    """
    has = counts(pair)
    count = has.get(name)
    if count is None and indices(value, None, name):
        raise traitlets.TraitError(f"This pair has no {name}: set {' or '.join(has)}.")
    return indices(value, count, name)


def indices(value: object, count: int | None, name: str) -> list[int]:
    """Sorted whole numbers from 0 to `count - 1`, each once; without an upper end where it is None.

    Raises:
        traitlets.TraitError: Something in `value` is no such number.
    """
    return sorted({index(item, count, name) for item in items(value, name, "whole numbers")})


def items(value: object, name: str, what: str) -> list[Any]:
    """The members of a list that a person gave.

    Raises:
        traitlets.TraitError: `value` is no list.
    """
    if isinstance(value, str | bytes | Mapping) or not isinstance(value, Iterable):
        raise traitlets.TraitError(f"{name} is a list of {what}, not {value!r}.")
    return list(value)


def index(item: object, count: int | None, name: str) -> int:
    """A whole number from 0 to `count - 1`; without an upper end where it is None.

    Raises:
        traitlets.TraitError: `item` is no such number.
    """
    try:
        number = operator.index(item)  # type: ignore[arg-type] # whether it is one is asked here
    except TypeError:
        raise traitlets.TraitError(f"{name}: {item!r} is no whole number.") from None
    if isinstance(item, bool) or number < 0 or (count is not None and number >= count):
        limit = "" if count is None else f" to {count - 1}"
        raise traitlets.TraitError(f"{name}: {item!r} is not in the range 0{limit}.")
    return number
