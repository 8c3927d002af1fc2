"""How numbers are drawn in the view, as plain data; anything else is refused with a reason."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import traitlets

CHOICES: dict[str, tuple[str, ...]] = {
    "map": ("orange-blue", "green-purple", "yellow-violet"),
    "panel": ("picture", "matrix", "table"),
    "order": ("reading", "strength"),
}
"""Parts of a look that are one of several words; the first is the plain one."""

PLAIN: dict[str, Any] = {
    "locked": True,
    "robust": False,
    "flipped": False,
    "map": "orange-blue",
    "opacity": 0.85,
    "smooth": False,
    "grey": False,
    "pieces": False,
    "special": False,
    "panel": "picture",
    "order": "reading",
}
"""The look that a view opens with: one scale for all selections (`locked`), which ends at the largest value
(`robust`: where all but the largest fiftieth lie); orange for "for" (`flipped`: against); crisp cells (`smooth`)
of `opacity` 0 to 1 over the picture in its own colours (`grey`); words and not word pieces (`pieces`), without
special units (`special`); in the main place the picture, the matrix or a table (`panel`), the matrix's patches in
reading `order` or by strength."""


def look(value: object) -> dict[str, Any]:
    """What differs from the plain look, in its order.

    Raises:
        traitlets.TraitError: Something in `value` is no part of a look, or not what that part may be.
    """
    if not isinstance(value, Mapping):
        raise traitlets.TraitError(f"A look is a dict, not {value!r}.")
    unknown = sorted(map(str, set(value) - set(PLAIN)))
    if unknown:
        raise traitlets.TraitError(f"A look has {', '.join(PLAIN)}; it has no {', '.join(unknown)}.")
    made = {name: _part(name, value.get(name, plain)) for name, plain in PLAIN.items()}
    return {name: part for name, part in made.items() if part != PLAIN[name]}


def _part(name: str, value: Any) -> Any:  # noqa: ANN401 - a truth value, a word or a number
    if name in CHOICES:
        if value not in CHOICES[name]:
            raise traitlets.TraitError(
                f"{name} of a look is one of {', '.join(CHOICES[name])}, not {value!r}."
            )
        return value
    if name == "opacity":
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not math.isfinite(value) or not 0 <= value <= 1:
            raise traitlets.TraitError(f"opacity of a look is a number from 0 to 1, not {value!r}.")
        return value
    if not isinstance(value, bool):
        raise traitlets.TraitError(f"{name} of a look is True or False, not {value!r}.")
    return value
