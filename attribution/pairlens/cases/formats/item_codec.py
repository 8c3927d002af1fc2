"""Items as plain JSON, and back."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from pairlens.cases.formats.checks import plain, sha
from pairlens.cases.formats.fields import ENTRIES, Fields, number, number_out, text
from pairlens.cases.formats.place import Place, shown
from pairlens.cases.item import Item, Side
from pairlens.cases.plain import Value

_PIXELS = 2**26


def item_out(item: Item) -> dict[str, Any]:
    """An item as JSON."""
    return {
        "id": item.id,
        "a": vars(item.a),
        "b": vars(item.b),
        "model": item.model,
        "weights": item.weights,
        "layers": list(item.layers),
        "method": item.method,
        "settings": dict(item.settings),
        "versions": dict(item.versions),
        "score": number_out(item.score),
        "measures": {name: number_out(value) for name, value in item.measures.items()},
        "columns": {name: _value_out(value) for name, value in item.columns.items()},
    }


def item_in(value: object, place: Place) -> Item:
    """An item from JSON.

    Raises:
        FileError: It is none.
    """
    found = Fields(value, place)
    layers = [_layer(each, where) for each, where in found.entries("layers")]
    if len(layers) != 2:  # noqa: PLR2004 - one of each side
        raise place.at("layers").error("Layers are two whole numbers, one of each side.")
    measures, columns, versions = (found.inner(name) for name in ("measures", "columns", "versions"))
    return Item(
        id=sha(found, "id"),
        a=_side_in(found.inner("a")),
        b=_side_in(found.inner("b")),
        model=found.text("model"),
        weights=found.text("weights", ""),
        layers=(layers[0], layers[1]),
        method=found.text("method"),
        settings=plain(found.inner("settings").value, place.at("settings")),
        versions={name: versions.text(name) for name in versions.value},
        score=found.number("score"),
        measures={name: measures.number(name) for name in measures.value},
        columns={name: _value_in(each, columns.place.at(name)) for name, each in columns.value.items()},
    )


def _side_in(found: Fields) -> Side:
    kind = found.text("kind")
    if kind not in {"caption", "picture"}:
        raise found.place.at("kind").error(f"{shown(kind)} is neither a caption nor a picture.")
    fields: dict[str, Any] = {name: found.text(name, "") for name in ("text", "name", "path")}
    fields |= {name: sha(found, name) if found.get(name, "") else "" for name in ("sha256", "source")}
    fields |= {name: found.whole(name, 0, most=_PIXELS) for name in ("width", "height", "rows", "cols")}
    if max(fields["width"] * fields["height"], fields["rows"] * fields["cols"]) > _PIXELS:
        raise found.place.error(f"The picture has more than {_PIXELS} pixels or patches.")
    return Side(kind=kind, **fields)


def _layer(value: object, place: Place) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > ENTRIES:
        raise place.error(f"{shown(value)} is no layer.")
    return value


def _value_out(value: Value) -> Value | dict[str, str]:
    """A column's value; a number that JSON has none for is told from the text that spells it."""
    if isinstance(value, float) and not math.isfinite(value):
        return {"number": str(number_out(value))}
    return value


def _value_in(value: object, place: Place) -> Value:
    if isinstance(value, Mapping):
        return number(Fields(value, place).get("number"), place)
    if value is None or isinstance(value, int | float):
        return value
    return text(value, place)
