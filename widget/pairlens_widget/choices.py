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
    return (*counts(pair), "pins")


def counts(pair: PairAttribution) -> dict[str, int]:
    """The traits that hold a selection of this pair, and of how many content units."""
    return {trait: units for trait, _, units in _sides(pair)}


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
    if isinstance(value, str | bytes | Mapping) or not isinstance(value, Iterable):
        raise traitlets.TraitError(f"{name} is a list of whole numbers, not {value!r}.")
    return sorted({_index(item, count, name) for item in value})


def pins(value: object, sides: Mapping[str, int]) -> list[dict[str, Any]]:
    """Pins with their units on either side and their colour; what was left out is filled in.

    Args:
        value: What was given.
        sides: The keys that hold units, and how many there are; see `keys`.

    Raises:
        traitlets.TraitError: `value` is no list of pins, or a pin names what is not there.
    """
    if isinstance(value, str | bytes | Mapping) or not isinstance(value, Iterable):
        raise traitlets.TraitError(f"pins is a list of dicts, not {value!r}.")
    made = [_pin(item, sides) for item in value]
    taken = [pin["colour"] for pin in made if pin["colour"] is not None]
    if len(set(taken)) < len(taken):
        raise traitlets.TraitError(f"Each pin has a colour of its own, but these are given: {taken}.")
    free = (slot for slot in range(len(made)) if slot not in taken)
    return [pin if pin["colour"] is not None else {**pin, "colour": next(free)} for pin in made]


def _pin(item: object, sides: Mapping[str, int]) -> dict[str, Any]:
    one, two = sides
    if not isinstance(item, Mapping):
        raise traitlets.TraitError(f"A pin is a dict of {one} and {two}, not {item!r}.")
    unknown = sorted(map(str, set(item) - {one, two, "colour"}))
    if unknown:
        raise traitlets.TraitError(f"A pin has {one}, {two} and colour; it has no {', '.join(unknown)}.")
    colour = item.get("colour")
    pin: dict[str, Any] = {
        key: indices(item.get(key, ()), count, f"{key} of a pin") for key, count in sides.items()
    }
    if not any(pin.values()):
        singular = {"tokens": "token", "patches": "patch"}
        what = " or ".join(singular.get(key, f"unit of {key}") for key in sides)
        raise traitlets.TraitError(f"A pin holds at least one {what}.")
    return {**pin, "colour": None if colour is None else _index(colour, None, "colour of a pin")}


def _index(item: object, count: int | None, name: str) -> int:
    try:
        number = operator.index(item)  # type: ignore[arg-type] # whether it is one is asked here
    except TypeError:
        raise traitlets.TraitError(f"{name}: {item!r} is no whole number.") from None
    if isinstance(item, bool) or number < 0 or (count is not None and number >= count):
        limit = "" if count is None else f" to {count - 1}"
        raise traitlets.TraitError(f"{name}: {item!r} is not in the range 0{limit}.")
    return number
