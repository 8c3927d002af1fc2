"""What the user says of every pair of a collection, one value for each: class, split, retrieval rank and the like."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pairlens.cases.plain import Value, plain
from pairlens.errors import OptionError

Columns = dict[str, tuple[Value, ...]]
"""By name, one value for each pair."""


def columns_of(given: Any, count: int) -> Columns:  # noqa: ANN401 - a data frame, a mapping or None; checked here
    """The user's columns as plain values.

    Args:
        given: A pandas DataFrame, or a mapping from names to sequences; None is none.
        count: How many pairs there are.

    Raises:
        OptionError: A column has another length, or holds what no table can hold.
    """
    if given is None:
        return {}
    if not hasattr(given, "items"):
        raise OptionError(
            f"A {type(given).__name__} has no columns.", "Give a DataFrame, or names with lists."
        )
    found: Columns = {}
    for name, values in given.items():
        column = _listed(name, values)
        if len(column) != count:
            cause = f"Column {name!r} has {len(column)} values for {count} pairs."
            raise OptionError(cause, "Give one for each pair, in their order.")
        found[name] = tuple(plain({name: value})[name] for value in column)
    return found


def numbers(values: Iterable[Value]) -> list[float] | None:
    """A column as numbers, NaN where it has none; None where it holds anything else."""
    found = []
    for value in values:
        if isinstance(value, str | bool):
            return None
        found.append(float("nan") if value is None else float(value))
    return found


def row_of(columns: Mapping[str, tuple[Value, ...]], index: int) -> dict[str, Value]:
    """What the columns say of one pair."""
    return {name: values[index] for name, values in columns.items()}


def _listed(name: object, values: Any) -> list[Any]:  # noqa: ANN401 - any sequence
    if hasattr(values, "notna"):  # a Series: its kinds of "missing" are all none
        present = values.notna()
        values = [value if there else None for value, there in zip(values, present, strict=True)]
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise OptionError(f"Column {name!r} is one {type(values).__name__}.", "Give a value for each pair.")
    return [value.isoformat() if hasattr(value, "isoformat") else value for value in values]
