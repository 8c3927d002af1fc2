"""An object from a file, read field by field; what is not as it should be is said with its place."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from pairlens.cases.formats.place import Place, shown

TEXT = 2**20
"""The most characters that a text may have."""

ENTRIES = 100_000
"""The most entries that a list or object may have."""

_NUMBERS = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}
_MISSING: Any = object()


class Fields:
    """The fields of one object.

    Args:
        value: What the file holds there.
        place: Where it stands.

    Raises:
        FileError: It is no object, or too large.
    """

    def __init__(self, value: object, place: Place) -> None:
        if not isinstance(value, Mapping):
            raise place.error(f"Here stands {shown(value)} instead of an object.")
        if len(value) > ENTRIES:
            raise place.error(f"There are {len(value)} fields, more than {ENTRIES}.")
        self.value: Mapping[str, Any] = value
        self.place = place

    def __contains__(self, name: str) -> bool:
        return self.value.get(name) is not None

    def get(self, name: str, default: Any = _MISSING) -> Any:  # noqa: ANN401 - any JSON value
        """A field as it stands; where it is missing or null, the default.

        Raises:
            FileError: It is missing and has no default.
        """
        found = self.value.get(name)
        if found is not None:
            return found
        if default is _MISSING:
            raise self.place.at(name).error("It is missing.")
        return default

    def text(self, name: str, default: str = _MISSING, *, most: int = TEXT) -> str:
        """A text."""
        return text(self.get(name, default), self.place.at(name), most=most)

    def number(self, name: str) -> float:
        """A number; NaN and infinite ones are written as text."""
        return number(self.get(name), self.place.at(name))

    def maybe_number(self, name: str) -> float | None:
        """A number or None."""
        return self.number(name) if name in self else None

    def whole(self, name: str, default: int = _MISSING, *, most: int = 2**31) -> int:
        """A whole number from 0."""
        found = self.get(name, default)
        if isinstance(found, bool) or not isinstance(found, int) or not 0 <= found <= most:
            raise self.place.at(name).error(f"{shown(found)} is no whole number from 0 to {most}.")
        return found

    def time(self, name: str) -> datetime:
        """A time with its time zone, in UTC."""
        return time(self.get(name), self.place.at(name))

    def inner(self, name: str) -> Fields:
        """An object within this one; an empty one where it is missing."""
        return Fields(self.get(name, {}), self.place.at(name))

    def entries(self, name: str) -> Iterator[tuple[Any, Place]]:
        """The entries of a list, each with its place; none where it is missing."""
        place = self.place.at(name)
        found = self.get(name, [])
        if not isinstance(found, list | tuple):
            raise place.error(f"Here stands {shown(found)} instead of a list.")
        if len(found) > ENTRIES:
            raise place.error(f"There are {len(found)} entries, more than {ENTRIES}.")
        return ((each, place.at(index)) for index, each in enumerate(found))


def text(value: object, place: Place, *, most: int = TEXT) -> str:
    """A text of bounded length.

    Raises:
        FileError: It is none.
    """
    if not isinstance(value, str):
        raise place.error(f"{shown(value)} is no text.")
    if len(value) > most:
        raise place.error(f"The text has {len(value)} characters, more than {most}.")
    return value


def number(value: object, place: Place) -> float:
    """A number, or the name of one that JSON has none for.

    Raises:
        FileError: It is none.
    """
    if isinstance(value, str) and value in _NUMBERS:
        return _NUMBERS[value]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise place.error(f"{shown(value)} is no number.")
    try:
        return float(value)
    except OverflowError:
        raise place.error("The number is too large.") from None


def number_out(value: float) -> float | str:
    """A number as JSON can hold it; NaN and infinite ones by name."""
    if math.isfinite(value):
        return float(value)
    return "NaN" if math.isnan(value) else ("Infinity" if value > 0 else "-Infinity")


def time(value: object, place: Place) -> datetime:
    """A time with its time zone, in UTC.

    Raises:
        FileError: It is none, or without a time zone.
    """
    try:
        found = datetime.fromisoformat(text(value, place, most=64))
        if found.tzinfo is not None:
            return found.astimezone(UTC)
    except (ValueError, OverflowError):
        found = None
    fault = "is no time" if found is None else "has no time zone"
    raise place.error(f"{shown(value)} {fault}.", 'Write times as "2026-03-01T12:00:00+00:00".')


def time_out(value: datetime) -> str:
    """A time as text, in UTC."""
    return value.astimezone(UTC).isoformat()
