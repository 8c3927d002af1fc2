"""Values that every table and file can hold."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from pairlens.errors import OptionError

Value = str | float | int | bool | None
"""What a column of the user's may hold."""


def plain(columns: Mapping[Any, Any]) -> dict[str, Value]:
    """Columns as plain values: numpy's numbers become Python's, NaN and infinite numbers become None.

    Raises:
        OptionError: A value is something else, or a column's name is no text.
    """
    return {_name(name): _value(name, value) for name, value in columns.items()}


def _name(name: object) -> str:
    if not isinstance(name, str) or not name:
        raise OptionError(f"A column is called {name!r}.", "Name columns with text.")
    return name


def _value(name: str, value: object) -> Value:
    found = value.item() if isinstance(value, np.generic) else value
    if isinstance(found, float) and not math.isfinite(found):
        return None
    if found is None or isinstance(found, str | float | int):  # a truth value is an int to Python
        return found
    raise OptionError(
        f"Column {name!r} holds a {type(value).__name__}.",
        "Columns hold text, numbers, truth values or None.",
    )
