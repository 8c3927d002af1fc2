"""Cases as lines of a flat table: what CSV, Parquet, pandas and datasets share.

The columns, one line per case, then one per item of which nobody has said anything (without `case` and `reviewer`):

- `case`, `item`: ids; `reviewer`; `status`; `labels` (keys as a JSON list); `severity` (1, 2, 3 or empty); `note`;
  `evidence` (a JSON list); `created`, `changed` (ISO 8601, UTC);
- to read, not to change: `caption`, `picture` (its name), `score`, `model`, `method`, and a column `measure.…` or
  `column.…` for each that an item has;
- `item_data`: the item as JSON; `version`: of this layout, 1.

Read back, the first group counts, and `item_data` for the item. `item` and `reviewer` are enough: what is left out or
empty is filled in, `changed` with the time of reading, so that what was said there counts as the newest.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from pairlens.cases.case import Case
from pairlens.cases.formats import codec, guard
from pairlens.cases.formats.bundle import Bundle
from pairlens.cases.formats.fields import Fields, time_out
from pairlens.cases.formats.gathering import Gathering
from pairlens.cases.formats.place import Place
from pairlens.cases.formats.texts import original, storable
from pairlens.cases.item import Item

Row = dict[str, Any]

CASE = ("case", "item", "reviewer", "status", "labels", "severity", "note", "evidence", "created", "changed")
SHOWN = ("caption", "picture", "score", "model", "method")
LAST = ("item_data", "version")
TEXTS = (*CASE[:5], *CASE[6:], "caption", "picture", "model", "method", "item_data")
_TOLD = ("reviewer", "note")
_JSON = ("labels", "evidence")


def rows(bundle: Bundle) -> Iterator[Row]:
    """The lines of the table; texts are such as every file can hold, missing values are None."""
    for case in bundle.cases:
        yield {**_case(case), **_item(bundle.item(case.item))}
    for item in bundle.unjudged:
        yield {**dict.fromkeys(CASE), "item": item.id, **_item(item)}


def extras(bundle: Bundle) -> dict[str, dict[str, Any]]:
    """Measures and columns to read: name of the column -> id of an item -> value, of one kind in each column."""
    found: dict[str, dict[str, Any]] = {}
    for item in bundle.items:
        for kind, values in (("measure", item.measures), ("column", item.columns)):
            for name, value in values.items():
                found.setdefault(storable(f"{kind}.{name}"), {})[item.id] = value
    return {name: _of_one_kind(found[name]) for name in found}


def bundle_of(table: Iterable[Row], file: str) -> Bundle:
    """What the lines of a table tell.

    Args:
        table: The lines.
        file: What errors call it.

    Raises:
        FileError: A line is not as it should be.
    """
    gathering, now = Gathering(file), datetime.now(UTC)
    for number, row in enumerate(table, 1):
        place = Place(file, number, unit="row")
        if number > guard.LIMITS.lines:
            raise place.error(
                f"There are more than {guard.LIMITS.lines} rows.", "Export fewer cases at once."
            )
        take(row, place, gathering, now)
    return gathering.bundle()


def take(row: Mapping[str, Any], place: Place, gathering: Gathering, now: datetime) -> None:
    """Add what one line tells.

    Raises:
        FileError: It is not as it should be.
    """
    found = Fields({name: value for name, value in row.items() if not _empty(value)}, place)
    codec.check_version(_whole(found.get("version", codec.VERSION)), place.at("version"))
    if "item_data" in found:
        told = guard.parsed(found.text("item_data", most=guard.LIMITS.line), place.at("item_data"))
        item = codec.item_in(told, place.at("item_data"))
        if found.text("item", item.id) != item.id:
            raise place.at("item").error("It is another item than item_data tells of.")
        gathering.same_item(item, place)
    if "reviewer" in found or "case" in found:
        gathering.case(codec.case_in(_told(found, now), place), place)
    elif "item_data" not in found:
        raise place.at("item_data").error("There is neither a reviewer nor an item.")


def _case(case: Case) -> Row:
    told = codec.case_out(case)
    texts = {name: storable(told[name]) for name in _TOLD}
    listed = {name: json.dumps(told[name]) for name in _JSON}
    return {**told, "case": told.pop("id"), **texts, **listed}


def _item(item: Item | None) -> Row:
    if item is None:
        return {**dict.fromkeys((*SHOWN, "item_data")), "version": codec.VERSION}
    picture = item.picture
    texts = {"caption": item.caption, "picture": picture.name if picture else ""}
    texts |= {"model": item.model, "method": item.method}
    return {
        **{name: storable(text) for name, text in texts.items()},
        "score": item.score,
        "item_data": json.dumps(codec.item_out(item)),
        "version": codec.VERSION,
    }


def _told(found: Fields, now: datetime) -> dict[str, Any]:
    """A case as `codec.case_in` reads it."""
    told = {name: found.get(name) for name in CASE if name in found}
    told |= {name: original(found.text(name), found.place.at(name)) for name in _TOLD if name in found}
    for name in _JSON:
        if name in found:
            told[name] = guard.parsed(found.text(name, most=guard.LIMITS.line), found.place.at(name))
    told["severity"] = _whole(told.get("severity"))
    told.setdefault("reviewer", "")
    told.setdefault("changed", time_out(now))
    told.setdefault("created", told["changed"])
    return {**told, "id": told.pop("case", None)}


def _empty(value: object) -> bool:
    """Whether a cell holds nothing: tables write that as an empty text or as NaN."""
    return value is None or value == "" or value != value  # noqa: PLR0124 - NaN alone differs from itself


def _whole(value: object) -> object:
    """A whole number that a table keeps as text or as 2.0."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 9:  # noqa: PLR2004 - a short number
        return int(value)
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _of_one_kind(values: dict[str, Any]) -> dict[str, Any]:
    kinds = {type(value) for value in values.values() if value is not None}
    if kinds <= {bool} or kinds == {str}:
        return {key: storable(value) if kinds == {str} else value for key, value in values.items()}
    if kinds <= {int, float}:
        return {key: _float(value) for key, value in values.items()}
    return {key: None if value is None else storable(str(value)) for key, value in values.items()}


def _float(value: float | None) -> float | None:
    try:
        return None if value is None else float(value)
    except OverflowError:
        return None
