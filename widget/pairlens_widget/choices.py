"""What a person may choose in the view, as plain data; anything else is refused with a reason."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping
from typing import Any

import traitlets

_KEYS = {"tokens", "patches", "colour"}


def indices(value: object, count: int, name: str) -> list[int]:
    """Sorted whole numbers from 0 to `count - 1`, each once.

    Raises:
        traitlets.TraitError: Something in `value` is no such number.
    """
    if isinstance(value, str | bytes | Mapping) or not isinstance(value, Iterable):
        raise traitlets.TraitError(f"{name} is a list of whole numbers, not {value!r}.")
    return sorted({_index(item, count, name) for item in value})


def pins(value: object, tokens: int, patches: int) -> list[dict[str, Any]]:
    """Pins with their tokens, patches and colour; what was left out is filled in.

    Raises:
        traitlets.TraitError: `value` is no list of pins, or a pin names what is not there.
    """
    if isinstance(value, str | bytes | Mapping) or not isinstance(value, Iterable):
        raise traitlets.TraitError(f"pins is a list of dicts, not {value!r}.")
    made = [_pin(item, tokens, patches) for item in value]
    taken = [pin["colour"] for pin in made if pin["colour"] is not None]
    if len(set(taken)) < len(taken):
        raise traitlets.TraitError(f"Each pin has a colour of its own, but these are given: {taken}.")
    free = (slot for slot in range(len(made)) if slot not in taken)
    return [pin if pin["colour"] is not None else {**pin, "colour": next(free)} for pin in made]


def _pin(item: object, tokens: int, patches: int) -> dict[str, Any]:
    if not isinstance(item, Mapping):
        raise traitlets.TraitError(f"A pin is a dict of tokens and patches, not {item!r}.")
    unknown = sorted(map(str, set(item) - _KEYS))
    if unknown:
        raise traitlets.TraitError(f"A pin has tokens, patches and colour; it has no {', '.join(unknown)}.")
    colour = item.get("colour")
    pin = {
        "tokens": indices(item.get("tokens", ()), tokens, "tokens of a pin"),
        "patches": indices(item.get("patches", ()), patches, "patches of a pin"),
        "colour": None if colour is None else _index(colour, None, "colour of a pin"),
    }
    if not pin["tokens"] and not pin["patches"]:
        raise traitlets.TraitError("A pin holds at least one token or patch.")
    return pin


def _index(item: object, count: int | None, name: str) -> int:
    try:
        number = operator.index(item)  # type: ignore[arg-type]
    except TypeError:
        raise traitlets.TraitError(f"{name}: {item!r} is no whole number.") from None
    if isinstance(item, bool) or number < 0 or (count is not None and number >= count):
        limit = "" if count is None else f" to {count - 1}"
        raise traitlets.TraitError(f"{name}: {item!r} is not in the range 0{limit}.")
    return number
