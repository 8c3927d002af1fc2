"""Selections that are held in the view, as plain data; anything else is refused with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import traitlets

from pairlens_widget.choices import index, indices, items

Pin = dict[str, Any]
"""Units on either side and a colour; and, where they are not plain, name, shown, plus and minus."""

_MORE = ("colour", "name", "shown", "plus", "minus")


def pins(value: object, sides: Mapping[str, int | None]) -> list[Pin]:
    """Pins with their units on either side and their colour; what was left out is filled in.

    What is plain is left out: an empty name, `shown=True`, nothing added and nothing taken away. So a pin
    always reads the same, whoever made it.

    Args:
        value: What was given.
        sides: The keys that hold units, and how many there are (None: unknown); see `choices.keys`.

    Raises:
        traitlets.TraitError: `value` is no list of pins, or a pin names what is not there.
    """
    made = [_pin(item, sides) for item in items(value, "pins", "dicts")]
    taken = [pin["colour"] for pin in made if pin["colour"] is not None]
    if len(set(taken)) < len(taken):
        raise traitlets.TraitError(f"Each pin has a colour of its own, but these are given: {taken}.")
    free = (slot for slot in range(len(made)) if slot not in taken)
    return [pin if pin["colour"] is not None else {**pin, "colour": next(free)} for pin in made]


def focused(value: object, held: Iterable[Pin]) -> int | None:
    """The colour of the pin that is looked at, or None.

    Raises:
        traitlets.TraitError: No pin has this colour.
    """
    if value is None:
        return None
    colours = [pin["colour"] for pin in held]
    if value not in colours:
        raise traitlets.TraitError(f"focused_pin: no pin has the colour {value!r}; there are {colours}.")
    return index(value, None, "focused_pin")


def _pin(item: object, sides: Mapping[str, int | None]) -> Pin:
    one, two = sides
    if not isinstance(item, Mapping):
        raise traitlets.TraitError(f"A pin is a dict of {one} and {two}, not {item!r}.")
    unknown = sorted(map(str, set(item) - {one, two, *_MORE}))
    if unknown:
        raise traitlets.TraitError(
            f"A pin has {one}, {two}, {', '.join(_MORE[:-1])} and {_MORE[-1]}; it has no {', '.join(unknown)}."
        )
    more = {
        name: [_block(part, sides) for part in items(item.get(name, ()), name, "dicts")] for name in _MORE[3:]
    }
    block = _block(item, sides)
    if not any(map(_holds, (block, *more["plus"], *more["minus"]))):
        singular = {"tokens": "token", "patches": "patch"}
        what = " or ".join(singular.get(key, f"unit of {key}") for key in sides)
        raise traitlets.TraitError(f"A pin holds at least one {what}.")
    colour, name, shown = item.get("colour"), item.get("name", ""), item.get("shown", True)
    if not isinstance(name, str):
        raise traitlets.TraitError(f"The name of a pin is text, not {name!r}.")
    if not isinstance(shown, bool):
        raise traitlets.TraitError(f"shown of a pin is True or False, not {shown!r}.")
    return {
        **block,
        "colour": None if colour is None else index(colour, None, "colour of a pin"),
        **({"name": name} if name else {}),
        **({} if shown else {"shown": False}),
        **{name: blocks for name, blocks in more.items() if blocks},
    }


def _block(item: object, sides: Mapping[str, int | None]) -> dict[str, list[int]]:
    if not isinstance(item, Mapping):
        raise traitlets.TraitError(f"A part of a pin is a dict of {' and '.join(sides)}, not {item!r}.")
    return {key: indices(item.get(key, ()), count, f"{key} of a pin") for key, count in sides.items()}


def _holds(block: Mapping[str, list[int]]) -> bool:
    return any(block.values())
