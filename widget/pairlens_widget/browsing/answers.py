"""Answers to what a gallery's view asks: rows, tiles that came into sight, a pair that is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from pairlens_widget.browsing.wire import rows_wire, tile_wire
from pairlens_widget.desk import KINDS, Asked, Kind
from pairlens_widget.payload import matrix_bytes, pair_payload, picture_bytes

if TYPE_CHECKING:
    from pairlens_widget.gallery import Gallery

_HERE = "pairlens_widget.browsing.answers"
TILES = "tiles"
MOST_TILES = 200

KINDS.update({kind: Kind(f"{_HERE}:{kind}") for kind in ("rows", TILES, "open")})


def rows(asked: Asked) -> tuple[dict[str, Any], list[bytes]]:
    """Rows that have come to be known since a version, and what reviewers said."""
    gallery = _gallery(asked)
    collection = gallery.collection
    since = int(asked.question["since"])
    known = collection.rows()
    said = gallery._said(known)  # noqa: SLF001 - the gallery's own answer
    at = None if since <= 0 else [i for i in collection.changed(since)[0] if i < len(known)]
    wire, numbers = rows_wire(collection, known, said, at)
    return wire, [numbers]


def tiles(asked: Asked) -> tuple[dict[str, Any], list[bytes]]:
    """Small pictures with their heat."""
    collection = _gallery(asked).collection
    indices = [int(index) for index in asked.question["indices"]][:MOST_TILES]
    captions = collection.rows().captions
    made, buffers = [], []
    for done, index in enumerate(indices):
        asked.tell("drawing tiles", done, len(indices))  # stops here if they were scrolled past
        wire, picture, heat = tile_wire(collection.thumbnail(index), captions[index])
        made.append(wire)
        buffers += [picture, heat]
    return {"tiles": made}, buffers


def open(asked: Asked) -> tuple[dict[str, Any], list[bytes]]:  # noqa: A001 - the name of the question
    """A pair with its numbers, its pictures, and the pins that show what is wrong with it."""
    gallery = _gallery(asked)
    index = int(asked.question["index"])
    pair = gallery.collection.pair(index)
    numbers = [matrix_bytes(pair), picture_bytes(pair.a), picture_bytes(pair.b)]
    return {"pair": pair_payload(pair), "pins": gallery._pins(index)}, numbers  # noqa: SLF001 - likewise


def _gallery(asked: Asked) -> Gallery:
    return cast("Gallery", asked.explorer)
