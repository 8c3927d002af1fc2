"""What crosses to a gallery's view: rows column by column, tiles, pairs with their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Any

import numpy as np
from jaxtyping import Float32

from pairlens.cases import Case, Collection
from pairlens.cases.columns import numbers
from pairlens.cases.plain import Value
from pairlens.cases.rows import Rows
from pairlens.cases.thumbnails import Thumbnail

Said = Mapping[int, Sequence[Case]]
"""Cases by the place of what they judge; those that say nothing are none."""

Numbers = Sequence[float] | Float32[np.ndarray, " pairs"]
"""A column of them, NaN where one is not known."""

Wire = tuple[dict[str, Any], bytes]
"""Plain JSON, and the numbers: float32, column after column."""


def rows_wire(collection: Collection, rows: Rows, at: Sequence[int] | None = None) -> Wire:
    """Rows as the view reads them.

    Args:
        collection: Whose measures they are.
        rows: All that is known.
        at: Which rows; None is all.
    """
    numeric, texts = columns_of(rows)
    chosen = range(len(rows)) if at is None else at
    wire = {
        "version": rows.version,
        "total": len(rows),
        "at": at,
        "heads": _heads(collection, numeric, texts),
        "captions": [rows.captions[i] for i in chosen],
        "names": [rows.names[i] for i in chosen],
        "errors": [rows.errors[i] for i in chosen],
        "read": "all" if rows.read.all() else [int(rows.read[i]) for i in chosen],
        "texts": {name: [values[i] for i in chosen] for name, values in texts.items()},
        "numbers": [*numeric],
    }
    return wire, b"".join(_floats(values, at) for values in numeric.values())


def columns_of(rows: Rows) -> tuple[dict[str, Numbers], dict[str, list[str | None]]]:
    """Columns of numbers, and columns of texts."""
    own = {name: numbers(values) for name, values in rows.columns.items()}
    numeric: dict[str, Numbers] = {**rows.measures}
    numeric |= {name: values for name, values in own.items() if values is not None}
    texts = {name: values for name, values in rows.columns.items() if own[name] is None}
    texts |= {name: values for name, values in _told(rows).items() if name not in numeric}
    return numeric, {name: [_text(value) for value in values] for name, values in texts.items()}


def said_wire(said: Said) -> list[Any]:
    """What reviewers said, as pairs of a place and a list."""
    return [[index, [_case(case) for case in cases]] for index, cases in said.items()]


def tile_of(collection: Collection, index: int) -> tuple[dict[str, Any], bytes, bytes]:
    """A pair's tile as the view reads it: plain JSON, the picture, the heat."""
    tile = collection.thumbnail(index)
    if tile.error:
        return tile_wire(tile, "")
    item = collection.item(index)
    first = item.a.text if item.a.kind == item.b.kind == "caption" else ""
    return tile_wire(tile, item.caption, first)


def tile_wire(tile: Thumbnail, caption: str, first: str = "") -> tuple[dict[str, Any], bytes, bytes]:
    """A tile as the view reads it: plain JSON, the picture, the heat.

    Args:
        tile: The tile.
        caption: By which the phrase's place is counted in UTF-16 units, as browsers count.
        first: Of two captions the first, which stands where a picture would.
    """
    offsets = [
        *accumulate((len(char.encode("utf-16-le", "surrogatepass")) // 2 for char in caption), initial=0)
    ]
    known = 0 <= tile.start <= tile.end < len(offsets)
    rows, cols = tile.heat.shape
    wire = {
        "width": tile.width,
        "height": tile.height,
        "rows": rows,
        "cols": cols,
        "limit": tile.limit,
        "start": offsets[tile.start] if known else 0,
        "end": offsets[tile.end] if known else 0,
        "first": first,
        "error": tile.error,
    }
    return wire, tile.picture, tile.heat.tobytes()


def _told(rows: Rows) -> dict[str, tuple[Value, ...]]:
    """Models and methods, where there are several."""
    told = {"model": rows.models, "method": rows.methods}
    return {name: values for name, values in told.items() if len(set(values) - {""}) > 1}


def _heads(collection: Collection, numeric: Iterable[str], texts: Iterable[str]) -> list[dict[str, Any]]:
    measures = {measure.key: measure for measure in collection.measures}
    heads = []
    for key in numeric:
        measure = measures.get(key)
        told = (measure.name, measure.sentence, measure.worse) if measure else (key, "", None)
        heads.append(
            dict(zip(("name", "sentence", "worse"), told, strict=True)) | {"key": key, "kind": "number"}
        )
    return heads + [{"key": key, "name": key, "sentence": "", "worse": None, "kind": "text"} for key in texts]


def _case(case: Case) -> dict[str, Any]:
    judgement = case.judgement
    return {
        "reviewer": case.reviewer,
        "status": case.status,
        "labels": list(case.labels),
        "severity": judgement.severity,
        "note": judgement.note,
    }


def _text(value: Value) -> str | None:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return None if value is None else str(value)


def _floats(values: Numbers, at: Sequence[int] | None) -> bytes:
    column = np.asarray(values, dtype="<f4")
    return (column if at is None else column[list(at)]).tobytes()
