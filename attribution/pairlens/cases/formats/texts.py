"""Texts in tables: what a spreadsheet would run, or UTF-8 cannot hold, is written another way and read back exactly."""

from __future__ import annotations

import json
import re
import unicodedata

from pairlens.cases.formats.place import Place

_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""What a spreadsheet takes for a formula, and what looks like our answer to it."""

_QUOTED = 'json:"'


def neutral(text: str) -> str:
    """A text that no spreadsheet runs.

    One that begins with "=", "+", "-", "@", a tab or a line's end gets an apostrophe before it, which spreadsheets and
    people read as "this is text"; so does one that already looks like that.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def restored(text: str) -> str:
    """The text that `neutral` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def storable(text: str) -> str:
    """A text that every file can hold: one with control characters or lone surrogates as `json:` and a JSON string."""
    if text.startswith(_QUOTED) or any(_spoils(char) for char in text):
        return f"json:{json.dumps(text)}".replace("\x7f", "\\u007f")
    return text


def original(text: str, place: Place) -> str:
    """The text that `storable` was given.

    Raises:
        FileError: It begins like a JSON string and is none.
    """
    if not text.startswith(_QUOTED):
        return text
    try:
        found = json.loads(text.removeprefix("json:"))
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, str):
        raise place.error("What follows “json:” is no JSON string.")
    return found


def _spoils(char: str) -> bool:
    return char not in "\t\n\r" and unicodedata.category(char) in {"Cc", "Cs"}
