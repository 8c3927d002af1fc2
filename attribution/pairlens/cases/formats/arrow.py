"""Cases as columns of Arrow: what Parquet files and datasets share.

Beside the columns of `pairlens.cases.formats.table`: `history`, a JSON list of the case's changes; `explanation`, the
bytes of its file, and `pictures`, a list of the item's pictures as they came, each with its `sha256` and `data`. These
two stand at the first line of each item.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from pairlens.cases.formats import codec, guard, table
from pairlens.cases.formats.bundle import Bundle
from pairlens.cases.formats.fields import Fields
from pairlens.cases.formats.gathering import Gathering
from pairlens.cases.formats.place import Place

BLOBS = ("explanation", "pictures")


def rows(bundle: Bundle, *, embed: bool) -> Iterator[table.Row]:
    """The lines of the table, with measures and columns.

    Args:
        bundle: What to tell.
        embed: Whether explanations and pictures are told too.
    """
    extras = table.extras(bundle)
    told: set[str] = set()
    for row in table.rows(bundle):
        name = row["item"]
        row |= {column: values.get(name) for column, values in extras.items()}
        changes = [codec.change_out(change) for change in bundle.changes(row["case"] or "")]
        row["history"] = json.dumps(changes) if changes else None
        yield row | _blobs(bundle, name if embed and name not in told else "")
        told.add(name)


def kinds(bundle: Bundle) -> dict[str, str]:
    """Name of a column -> "string", "double", "int64", "bool" or "binary"; `pictures` is left out."""
    found = dict.fromkeys((*table.CASE, *table.SHOWN, "history", "item_data"), "string")
    found |= {"score": "double", "severity": "int64", "version": "int64", "explanation": "binary"}
    return found | {name: _kind(values.values()) for name, values in table.extras(bundle).items()}


def take_all(lines: Iterable[table.Row], file: str, gathering: Gathering) -> None:
    """Add what lines tell.

    Raises:
        FileError: A line is not as it should be.
    """
    now, size = datetime.now(UTC), 0
    for number, row in enumerate(lines, 1):
        place = Place(file, number, unit="row")
        table.take(row, place, gathering, now)
        found = Fields(row, place)
        if "history" in found:
            listed = guard.parsed(found.text("history", most=guard.LIMITS.line), place.at("history"))
            for each, where in Fields({"history": listed}, place).entries("history"):
                gathering.change(codec.change_in(each, where), where)
        size += _take_blobs(found, gathering)
        if size > guard.LIMITS.bytes:
            raise place.error(f"Explanations and pictures take more than {guard.LIMITS.bytes} bytes.")


def _blobs(bundle: Bundle, name: str) -> dict[str, Any]:
    item = bundle.item(name)
    if item is None:
        return {"explanation": None, "pictures": None}
    sources = dict.fromkeys(side.source for side in (item.a, item.b) if side.source in bundle.pictures)
    return {
        "explanation": bundle.explanations.get(name),
        "pictures": [{"sha256": source, "data": bundle.pictures[source]} for source in sources] or None,
    }


def _take_blobs(found: Fields, gathering: Gathering) -> int:
    size = 0
    if "explanation" in found:
        data = _bytes(found.get("explanation"), found.place.at("explanation"))
        gathering.explanations[codec.sha(found, "item")] = lambda: data
        size += len(data)
    for each, where in found.entries("pictures"):
        picture = Fields(each, where)
        kept = _bytes(picture.get("data"), where.at("data"))
        gathering.picture(codec.sha(picture, "sha256"), lambda kept=kept: kept, where)  # type: ignore[misc]  # the default binds it
        size += len(kept)
    return size


def _bytes(value: object, place: Place) -> bytes:
    if not isinstance(value, bytes) or len(value) > guard.LIMITS.blob:
        raise place.error(f"Here stand no bytes, or more than {guard.LIMITS.blob}.")
    return value


def _kind(values: Iterable[object]) -> str:
    found = {type(value) for value in values if value is not None}
    if not found:
        return "string"
    return "bool" if found == {bool} else "double" if found == {float} else "string"
