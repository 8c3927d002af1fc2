"""Tiles as still HTML, for who opens a notebook or a page where nothing runs."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from html import escape
from time import monotonic

import numpy as np
from PIL import Image

from pairlens.cases import Collection
from pairlens.cases.thumbnails import STEPS, Thumbnail
from pairlens.colour import diverging
from pairlens.errors import PairlensError

SHOWN = 12
"""Tiles of a still picture."""

PATIENCE = 1.0
"""Seconds that a still picture may take: a view waits for it, and files may lie far away."""

_OPACITY = 0.85
_TILE = "width:132px;margin:0;font-size:12px;line-height:1.35;overflow-wrap:anywhere"
_WALL = "display:flex;flex-wrap:wrap;gap:12px"


def tiles_card(
    collection: Collection, indices: Sequence[int], most: int = SHOWN, patience: float = PATIENCE
) -> str:
    """The first tiles, each with its caption.

    Args:
        collection: Whose pairs.
        indices: Which, in order.
        most: How many of them.
        patience: Seconds after which no further one is begun.
    """
    began, made = monotonic(), []
    for index in indices[:most]:
        made.append(_tile(collection, index))
        if monotonic() - began > patience:
            break
    left = len(indices) - len(made)
    more = f"<p>… and {left:,} more.</p>" if left > 0 else ""
    return f'<div style="{_WALL}">{"".join(made)}</div>{more}'


def _tile(collection: Collection, index: int) -> str:
    tile = collection.thumbnail(index)
    try:
        item = collection.item(index)
        text = item.caption or (item.picture.name if item.picture else "")
    except PairlensError as error:
        text = str(error)
    picture = f'<img alt="" width="132" src="{_address(tile)}">' if tile.picture else ""
    return f'<figure style="{_TILE}">{picture}<figcaption dir="auto">{escape(text)}</figcaption></figure>'


def _address(tile: Thumbnail) -> str:
    """The picture with its heat in its pixels."""
    with Image.open(io.BytesIO(tile.picture)) as picture:
        below = picture.convert("RGBA")
    if tile.heat.size and tile.limit > 0:
        colours = diverging(tile.heat.astype(np.float64), float(STEPS))
        colours[..., 3] = np.rint(colours[..., 3] * _OPACITY)
        heat = Image.fromarray(colours, "RGBA").resize(below.size, Image.Resampling.NEAREST)
        below = Image.alpha_composite(below, heat)
    buffer = io.BytesIO()
    below.convert("RGB").save(buffer, "JPEG", quality=80)
    return "data:image/jpeg;base64," + base64.b64encode(buffer.getvalue()).decode()
