"""What is asked of the pairs of a gallery: texts of a column, or a range of its numbers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

import traitlets

LABEL, STATUS = OF_CASES = ("label", "status")
"""Columns that are made of what reviewers said."""

RANGE = 2

Where = dict[str, Any]
"""By column: {"texts": [...]}, or {"from": number or None, "to": number or None}."""


def where(value: object) -> Where:
    """What was asked, as the view reads it.

    Args:
        value: By column a text, a list of texts, or a tuple (from, to) of numbers of which either may be None.

    Raises:
        traitlets.TraitError: It is something else.
    """
    if not isinstance(value, Mapping):
        raise traitlets.TraitError(f"where is a dict of columns, not {value!r}.")
    return {_name(key): _wanted(key, wanted) for key, wanted in value.items()}


def plain(found: Where) -> dict[str, Any]:
    """The same as a person writes it."""
    return {
        key: list(wanted["texts"]) if "texts" in wanted else (wanted["from"], wanted["to"])
        for key, wanted in found.items()
    }


def _name(key: object) -> str:
    if not isinstance(key, str):
        raise traitlets.TraitError(f"A column of where is called by its name, not {key!r}.")
    return key


def _wanted(key: object, value: object) -> dict[str, Any]:
    if isinstance(value, str):
        return {"texts": [value]}
    if isinstance(value, tuple) and len(value) == RANGE and all(map(_is_end, value)):
        return {"from": value[0], "to": value[1]}
    if isinstance(value, Iterable) and not isinstance(value, Mapping):
        texts = list(value)
        if texts and all(isinstance(text, str) for text in texts):
            return {"texts": texts}
    raise traitlets.TraitError(
        f"where[{key!r}] is a text, a list of texts, or a tuple (from, to) of numbers or None; not {value!r}."
    )


def _is_end(value: object) -> bool:
    if value is None:
        return True
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and math.isfinite(value)  # type: ignore[arg-type] # it is a number here
