"""One self-contained page of many pairs: a wall of tiles, and the linked view of each behind it."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pairlens.cases.rows import Rows
from pairlens.errors import FileError, OptionError
from pairlens_widget.browsing.card import tiles_card
from pairlens_widget.browsing.wire import rows_wire, said_wire, tile_of
from pairlens_widget.export import document, page_data

if TYPE_CHECKING:
    from pairlens_widget.gallery import Gallery

MOST = 2000
"""Pairs on one page; each takes a tenth of a megabyte or more."""


def write_gallery(gallery: Gallery, path: str | Path, indices: Sequence[int], title: str | None) -> Path:
    """Write the page.

    Args:
        gallery: Whose pairs.
        path: Where to; an existing file is replaced.
        indices: Places of the pairs, in the order in which they shall stand.
        title: Of the page.

    Raises:
        OptionError: There are none, or more than a page can hold.
        FileError: The file cannot be written.
    """
    if not 0 < len(indices) <= MOST:
        raise OptionError(f"A page of {len(indices)} pairs cannot be made.", f"Choose 1 to {MOST} of them.")
    target = Path(path)
    name = title or f"{len(indices)} pairs"
    data = _data(gallery, indices, title or "")
    still = f"<h2>{escape(name)}</h2>{tiles_card(gallery.collection, indices)}"
    text = document(name, still, data, ["gallery", "export"])
    try:
        target.write_text(text, encoding="utf-8", errors="replace", newline="\n")
    except OSError as error:
        raise FileError(f"{path} cannot be written: {error.strerror}.", "Choose another folder.") from None
    return target


def _data(gallery: Gallery, indices: Sequence[int], title: str) -> dict[str, Any]:
    collection = gallery.collection
    for index in indices:
        collection.item(index)  # what was not read yet is read now
    rows = collection.rows()
    said = gallery.told.of(rows)
    here = {index: place for place, index in enumerate(indices)}
    told = {here[index]: cases for index, cases in said.items() if index in here}
    wire, numbers = rows_wire(collection, _only(rows, indices))
    tiles, pairs = [], []
    for index in indices:
        made, picture, heat = tile_of(collection, index)
        tiles.append({**made, "picture": _address(picture), "heat": _text(heat)})
        pairs.append(page_data(collection.pair(index), {"pins": gallery.told.pins(rows.ids[index])}))
    return {
        "main": "gallery",
        "about": {**gallery._about, "total": len(indices), "title": title},  # noqa: SLF001 - the gallery's own page
        "query": {"sort": gallery.sort, "worstFirst": gallery.worst_first},
        "gallery": {**wire, "bytes": _text(numbers), "said": said_wire(told)},
        "tiles": tiles,
        "pairs": pairs,
    }


def _only(rows: Rows, indices: Sequence[int]) -> Rows:
    """The rows of some pairs, as if there were no others."""
    some = list(indices)

    def pick(values: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(values[i] for i in some)

    return Rows(
        **{
            name: pick(getattr(rows, name))
            for name in ("ids", "captions", "names", "models", "methods", "errors", "remarks")
        },
        read=rows.read[some],
        measures={key: values[some] for key, values in rows.measures.items()},
        columns={key: pick(values) for key, values in rows.columns.items()},
        version=1,
    )


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _address(picture: bytes) -> str:
    return f"data:image/jpeg;base64,{_text(picture)}" if picture else ""
