"""Answers to what a gallery's view asks: rows, tiles that came into sight, a pair that is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from pairlens.cases import StoreError
from pairlens.cases.rows import Rows
from pairlens_widget.browsing.wire import rows_wire, said_wire, tile_of
from pairlens_widget.desk import KINDS, Asked, Kind
from pairlens_widget.payload import matrix_bytes, pair_payload, picture_bytes

if TYPE_CHECKING:
    from pairlens_widget.gallery import Gallery

_HERE = "pairlens_widget.browsing.answers"
TILES = "tiles"
MOST_TILES = 200

KINDS.update({kind: Kind(f"{_HERE}:{kind}") for kind in ("rows", TILES, "open")})


def rows(asked: Asked) -> tuple[dict[str, Any], list[bytes]]:
    """Rows that have come to be known since a version, and what reviewers said if anything was since a change.

    Where the cases cannot be read, the rows come all the same, with the reason.
    """
    gallery = _gallery(asked)
    since, heard = int(asked.question["since"]), int(asked.question["heard"])
    new = gallery.collection.changed(max(since, 0))[0]
    if since >= 0 and not new:
        return {"rows": None, **_said(gallery, heard, None)}, []
    known = gallery.collection.rows()
    wire, numbers = rows_wire(gallery.collection, known, None if since < 0 else new)
    return {"rows": wire, **_said(gallery, heard, known)}, [numbers]


def _said(gallery: Gallery, heard: int, known: Rows | None) -> dict[str, Any]:
    """What reviewers said, where it or the rows are new to the view; None where they are not."""
    try:
        moved = gallery.told.moved()
        if known is None and moved == heard:
            return {"said": None, "heard": heard, "trouble": ""}
        said = said_wire(gallery.told.of(known or gallery.collection.rows()))
    except StoreError as error:
        return {"said": None, "heard": heard, "trouble": str(error)}
    return {"said": said, "heard": moved, "trouble": ""}


def tiles(asked: Asked) -> tuple[dict[str, Any], list[bytes]]:
    """Small pictures with their heat."""
    collection = _gallery(asked).collection
    indices = [int(index) for index in asked.question["indices"]][:MOST_TILES]
    made, buffers = [], []
    for done, index in enumerate(indices):
        asked.tell("drawing tiles", done, len(indices))  # stops here if they were scrolled past
        wire, picture, heat = tile_of(collection, index)
        made.append(wire)
        buffers += [picture, heat]
    return {"tiles": made}, buffers


def open(asked: Asked) -> tuple[dict[str, Any], list[bytes]]:  # noqa: A001 - the name of the question
    """A pair with its numbers, its pictures, and the pins that show what is wrong with it."""
    gallery = _gallery(asked)
    index = int(asked.question["index"])
    pair = gallery.collection.pair(index)
    numbers = [matrix_bytes(pair), picture_bytes(pair.a), picture_bytes(pair.b)]
    pins = gallery.told.pins(gallery.collection.item(index).id)
    return {"pair": pair_payload(pair), "pins": pins}, numbers


def _gallery(asked: Asked) -> Gallery:
    return cast("Gallery", asked.explorer)
