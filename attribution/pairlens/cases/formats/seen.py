"""Pictures as the model saw them, from the explanations of a bundle; and its regions as pixels."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from jaxtyping import Bool

from pairlens.cases.case import Evidence
from pairlens.cases.formats.bundle import Bundle
from pairlens.cases.item import Item, Side
from pairlens.errors import FileError
from pairlens.result import PairAttribution
from pairlens.storage import unpack
from pairlens.units import PictureUnits

Box = tuple[float, float, float, float]


def explanation_of(data: bytes) -> PairAttribution:
    """An explanation from the bytes of its file.

    Raises:
        FileError: They are damaged, or no explanation.
    """
    return unpack(data, "An explanation")


def pictures_of(bundle: Bundle, item: Item) -> dict[str, bytes]:
    """The pictures of an item as the model saw them: their sha256 (of the pixels) -> PNG.

    Raises:
        FileError: The bundle has no explanation of it, or a damaged one.
    """
    if item.id not in bundle.explanations:
        cause = f"There is no explanation of {item.id}, and so no picture as the model saw it."
        raise FileError(cause, 'Keep explanations in the store, or export with pictures="none".')
    pair = explanation_of(bundle.explanations[item.id])
    sides = ((item.a, pair.a), (item.b, pair.b))
    return {side.sha256: _png(units) for side, units in sides if isinstance(units, PictureUnits)}


def pictures_in(item: Item) -> list[tuple[str, Side]]:
    """The sides of an item that are pictures, each with the key under which pins hold its patches."""
    sides = [("a", item.a), ("b", item.b)]
    found = [(key, side) for key, side in sides if side.kind == "picture"]
    return found if len(found) > 1 else [("patches", side) for _, side in found]


def cells_in(evidence: Evidence, key: str, side: Side) -> list[int]:
    """The patches of a picture that evidence holds, row by row; what is added counts, what is taken away does not."""
    blocks = [evidence.pin, *_blocks(evidence.pin.get("plus"))]
    held = {cell for block in blocks for cell in _whole(block.get(key))}
    return sorted(cell for cell in held if 0 <= cell < side.rows * side.cols)


def cells_mask(cells: Iterable[int], side: Side) -> Bool[np.ndarray, "height width"]:
    """The pixels of some patches; a pixel that the grid cuts belongs to the patch that has most of it."""
    grid = np.zeros((side.rows, side.cols), dtype=bool)
    grid.flat[list(cells)] = True
    down = ((np.arange(side.height) + 0.5) * side.rows / side.height).astype(int)
    across = ((np.arange(side.width) + 0.5) * side.cols / side.width).astype(int)
    return grid[np.ix_(down, across)]


def box_mask(box: Box, side: Side) -> Bool[np.ndarray, "height width"]:
    """The pixels whose middle lies in a box."""
    x0, y0, x1, y1 = box
    down, across = np.arange(side.height) + 0.5, np.arange(side.width) + 0.5
    return np.outer((down >= y0) & (down < y1), (across >= x0) & (across < x1))


def mask_cells(mask: Bool[np.ndarray, "height width"], side: Side) -> list[int]:
    """The patches of which a mask covers at least half."""
    from pairlens.regions import cell_means

    covered = cell_means(np.asarray(mask, dtype=np.float64), side.rows, side.cols)
    return [int(cell) for cell in np.flatnonzero(covered >= 0.5 - 1e-9)]


def mask_box(mask: Bool[np.ndarray, "height width"]) -> Box | None:
    """The smallest box around a mask's pixels, half-open; None round nothing."""
    down, across = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    if not len(down):
        return None
    return float(across[0]), float(down[0]), float(across[-1] + 1), float(down[-1] + 1)


def region(evidence: Evidence, key: str, side: Side) -> tuple[Box, Bool[np.ndarray, "height width"]] | None:
    """The region of a picture that evidence shows: its box and its pixels; None without one.

    The box is that of the evidence, where it lies in the picture and belongs to its only picture, and else the one
    around its patches.
    """
    cells = cells_in(evidence, key, side)
    box = _inside(evidence.box, side) if key == "patches" else None
    if cells:
        mask = cells_mask(cells, side)
        return box or mask_box(mask) or (0.0, 0.0, float(side.width), float(side.height)), mask
    return None if box is None else (box, box_mask(box, side))


def _inside(box: Box | None, side: Side) -> Box | None:
    """A box cut to the picture; None where nothing of it lies there."""
    if box is None or not all(np.isfinite(box)):
        return None
    x0, y0 = max(box[0], 0.0), max(box[1], 0.0)
    x1, y1 = min(box[2], float(side.width)), min(box[3], float(side.height))
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None


def _png(units: PictureUnits) -> bytes:
    from PIL import Image

    file = io.BytesIO()
    Image.fromarray(np.asarray(units.pixels)).save(file, format="PNG")
    return file.getvalue()


def _blocks(value: Any) -> list[Mapping[str, Any]]:  # noqa: ANN401 - whatever a pin holds
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list | tuple) else []


def _whole(value: Any) -> list[int]:  # noqa: ANN401 - whatever a pin holds
    found = value if isinstance(value, list | tuple) else []
    return [each for each in found if isinstance(each, int) and not isinstance(each, bool)]
