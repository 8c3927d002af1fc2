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

Wire = tuple[dict[str, Any], bytes]
"""Plain JSON, and the numbers: float32, column after column."""


def rows_wire(collection: Collection, rows: Rows, said: Said, at: Sequence[int] | None = None) -> Wire:
    """Rows as the view reads them.

    Args:
        collection: Whose measures they are.
        rows: All that is known.
        said: What reviewers said.
        at: Which rows; None is all.
    """
    own = {name: numbers(values) for name, values in rows.columns.items()}
    columns: dict[str, Any] = {
        **rows.measures,
        **{name: values for name, values in own.items() if values is not None},
    }
    texts: dict[str, Sequence[Value]] = {
        name: values for name, values in rows.columns.items() if own[name] is None
    }
    texts |= {name: values for name, values in _told(rows).items() if name not in columns}
    chosen = range(len(rows)) if at is None else at
    wire = {
        "version": rows.version,
        "total": len(rows),
        "at": at,
        "heads": _heads(collection, columns, texts),
        "captions": [rows.captions[i] for i in chosen],
        "names": [rows.names[i] for i in chosen],
        "errors": [rows.errors[i] for i in chosen],
        "read": "all" if rows.read.all() else [int(rows.read[i]) for i in chosen],
        "texts": {name: [_text(values[i]) for i in chosen] for name, values in texts.items()},
        "numbers": [*columns],
        "said": said_wire(said),
    }
    return wire, b"".join(_floats(values, at) for values in columns.values())


def said_wire(said: Said) -> list[Any]:
    """What reviewers said, as pairs of a place and a list."""
    return [[index, [_case(case) for case in cases]] for index, cases in said.items()]


def tile_wire(tile: Thumbnail, caption: str) -> tuple[dict[str, Any], bytes, bytes]:
    """A tile as the view reads it: plain JSON, the picture, the heat.

    Args:
        tile: The tile.
        caption: By which the phrase's place is counted in UTF-16 units, as browsers count.
    """
    offsets = [
        *accumulate((len(char.encode("utf-16-le", "surrogatepass")) // 2 for char in caption), initial=0)
    ]
    known = 0 <= tile.start <= tile.end < len(offsets)
    rows, cols = tile.heat.shape
    wire = {
        "rows": rows,
        "cols": cols,
        "limit": tile.limit,
        "start": offsets[tile.start] if known else 0,
        "end": offsets[tile.end] if known else 0,
        "error": tile.error,
    }
    return wire, tile.picture, tile.heat.tobytes()


def _told(rows: Rows) -> dict[str, Sequence[Value]]:
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


def _floats(values: Sequence[float] | Float32[np.ndarray, " pairs"], at: Sequence[int] | None) -> bytes:
    column = np.asarray(values, dtype="<f4")
    return (column if at is None else column[list(at)]).tobytes()
