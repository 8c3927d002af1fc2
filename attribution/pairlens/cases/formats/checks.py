"""What is looked at in every value that comes from a file."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, TypeVar

from pairlens.cases.formats.fields import Fields
from pairlens.cases.formats.place import Place, shown
from pairlens.errors import OptionError

VERSION = 1
NAME = "pairlens_cases"
"""The field in which a file says that it holds cases, and of which version."""

SHORT = 200
"""The most characters of an id, a label or a hotkey."""

_SHA = re.compile(r"[0-9a-f]{64}")
_Made = TypeVar("_Made")


def check_version(found: object, place: Place) -> None:
    """Refuse a version that this Pairlens does not read.

    Raises:
        FileError: It is another, or none.
    """
    if found is None:
        raise place.error(
            "This is no file of cases: it tells no version.", "Give one that Pairlens exported."
        )
    if isinstance(found, bool) or found != VERSION:
        fault = f"The cases are of version {shown(found)}; this Pairlens reads version {VERSION}."
        raise place.error(fault, "Update with: pip install --upgrade pairlens.")


def built(place: Place, make: type[_Made], **fields: Any) -> _Made:  # noqa: ANN401 - whatever the class takes
    """A value of our own; what its class refuses is said with its place.

    Raises:
        FileError: The class refuses it.
    """
    try:
        return make(**fields)
    except OptionError as error:
        raise place.error(error.cause, error.remedy) from None


def sha(found: Fields, name: str) -> str:
    """A field that holds 64 hexadecimal digits.

    Raises:
        FileError: It does not.
    """
    value = found.text(name, most=SHORT)
    if not _SHA.fullmatch(value):
        raise found.place.at(name).error(f"{shown(value)} is no id: ids are 64 hexadecimal digits.")
    return value


def plain(value: Mapping[str, Any], place: Place) -> dict[str, Any]:
    """An object of plain JSON, copied.

    Raises:
        FileError: There is a number in it that JSON has none for.
    """
    try:
        copied: dict[str, Any] = json.loads(json.dumps(dict(value), allow_nan=False))
    except (TypeError, ValueError, RecursionError):
        raise place.error("It holds what JSON cannot, such as NaN.") from None
    return copied
