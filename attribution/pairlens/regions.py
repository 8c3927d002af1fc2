"""Places on the picture: from boxes and masks to weights of cells, and from cells back to boxes and words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from jaxtyping import Bool, Float

from pairlens.errors import RegionError
from pairlens.units import PictureUnits

Box = tuple[float, float, float, float]
"""`(x0, y0, x1, y1)` in pixels of the picture as the model saw it: x to the right, y down, half-open."""

_ROW_WORDS = ("upper", "", "lower")
_COL_WORDS = ("left", "", "right")
_WHOLE = 0.6


def region_weights(region: object, picture: PictureUnits) -> Float[np.ndarray, "rows cols"]:
    """How much of each cell a region covers.

    Args:
        region: A box `(x0, y0, x1, y1)` in pixels of the picture as the model saw it, half-open,
            area-weighted at the cells that it cuts; or a mask or weights per cell `(rows, cols)`; or per
            pixel `(height, width)`, averaged over each cell.
        picture: What the model saw, and its grid.

    Raises:
        RegionError: The region does not fit the picture, is empty or is not finite.
    """
    numbers = _numbers(region)
    if numbers.shape == (4,):
        x0, y0, x1, y1 = (float(number) for number in numbers)
        return box_weights((x0, y0, x1, y1), picture)
    if numbers.shape == (picture.rows, picture.cols):
        return numbers
    if numbers.shape == (picture.height, picture.width):
        return cell_means(numbers, picture.rows, picture.cols)
    raise RegionError(
        f"A region of shape {numbers.shape} does not fit.",
        f"Give a box (x0, y0, x1, y1) in pixels, a mask per cell ({picture.rows}, {picture.cols}) "
        f"or a mask per pixel ({picture.height}, {picture.width}).",
    )


def box_weights(box: Box, picture: PictureUnits) -> Float[np.ndarray, "rows cols"]:
    """Share of each cell's area inside a box; cells need not be whole pixels wide.

    Raises:
        RegionError: The box is reversed, empty or reaches outside the picture.
    """
    _check_box(box, picture)
    x0, y0, x1, y1 = box
    down = _overlaps(y0, y1, picture.height, picture.rows)
    across = _overlaps(x0, x1, picture.width, picture.cols)
    return np.outer(down, across)


def cell_means(
    values: Float[np.ndarray, "height width"], rows: int, cols: int
) -> Float[np.ndarray, "rows cols"]:
    """Mean over each cell of a value per pixel; pixels that a cell cuts count by area."""
    down = _means(values.shape[0], rows)
    across = _means(values.shape[1], cols)
    means: np.ndarray = down @ np.asarray(values, dtype=np.float64) @ across.T
    return means


def connected_region(
    heat: Float[np.ndarray, "rows cols"], peak: tuple[int, int]
) -> Bool[np.ndarray, "rows cols"]:
    """The peak and what hangs together with it (by edges) at half its height or more, on its side of zero."""
    height = float(heat[peak])
    high = heat * np.sign(height) >= max(abs(height) / 2, np.finfo(np.float64).tiny)
    region = np.zeros(heat.shape, dtype=bool)
    region[peak] = high[peak] = True
    grown = _grow(region) & high
    while not np.array_equal(grown, region):
        region, grown = grown, _grow(grown) & high
    return region


def cells_of(mask: Bool[np.ndarray, "rows cols"]) -> tuple[int, ...]:
    """Row-major numbers of the chosen cells."""
    return tuple(int(cell) for cell in np.flatnonzero(mask))


def cells_box(cells: Sequence[int], picture: PictureUnits) -> Box:
    """The smallest box round some cells, in pixels.

    Args:
        cells: Row-major numbers of cells; at least one.
        picture: What the model saw, and its grid.
    """
    rows, cols = np.divmod(np.asarray(cells), picture.cols)
    x0, x1 = cols.min() * picture.width / picture.cols, (cols.max() + 1) * picture.width / picture.cols
    y0, y1 = rows.min() * picture.height / picture.rows, (rows.max() + 1) * picture.height / picture.rows
    return float(x0), float(y0), float(x1), float(y1)


def place_words(cells: Sequence[int], rows: int, cols: int) -> str:
    """Where some cells lie, in words, such as "upper left", "centre" or "most of the picture".

    Args:
        cells: Row-major numbers of cells; at least one.
        rows: Rows of the grid.
        cols: Columns of the grid.
    """
    if len(cells) == rows * cols:
        return "the whole picture"
    if len(cells) > _WHOLE * rows * cols:
        return "most of the picture"
    down, across = np.divmod(np.asarray(cells), cols)
    row = int(3 * (float(down.mean()) + 0.5) / rows)
    col = int(3 * (float(across.mean()) + 0.5) / cols)
    if row != 1 and col == 1:
        return "top" if row == 0 else "bottom"
    return f"{_ROW_WORDS[row]} {_COL_WORDS[col]}".strip() or "centre"


def _numbers(region: object) -> Float[np.ndarray, "..."]:
    try:
        numbers = np.array(region, dtype=np.float64)
    except (TypeError, ValueError):
        raise RegionError(
            f"{region!r} is no region.", "Give a box (x0, y0, x1, y1) in pixels, or a mask as an array."
        ) from None
    if not np.isfinite(numbers).all():
        raise RegionError("The region holds NaN or infinite numbers.", "Give finite pixels or weights.")
    return numbers


def _check_box(box: Box, picture: PictureUnits) -> None:
    x0, y0, x1, y1 = box
    size = f"The picture is {picture.width} pixels wide and {picture.height} high as the model saw it; "
    rule = "boxes are (x0, y0, x1, y1), x first, half-open"
    shown = "(" + ", ".join(f"{number:g}" for number in box) + ")"
    if x0 >= x1 or y0 >= y1:
        fault = "reversed" if x0 > x1 or y0 > y1 else "empty"
        raise RegionError(f"The box {shown} is {fault}.", f"{size}{rule}, with x0 < x1 and y0 < y1.")
    if x0 < 0 or y0 < 0 or x1 > picture.width or y1 > picture.height:
        raise RegionError(f"The box {shown} reaches outside the picture.", f"{size}{rule}.")


def _overlaps(low: float, high: float, size: int, cells: int) -> Float[np.ndarray, " cells"]:
    """Share of each of `cells` equal parts of [0, size] that lies in [low, high]."""
    edges = np.clip(np.arange(cells + 1) * size / cells, low, high)
    return np.diff(edges) * cells / size


def _means(pixels: int, cells: int) -> Float[np.ndarray, "cells pixels"]:
    """Rows of weights that average pixels over cells."""
    weights = [_overlaps(i * pixels / cells, (i + 1) * pixels / cells, pixels, pixels) for i in range(cells)]
    return np.stack(weights) * cells / pixels


def _grow(region: Bool[np.ndarray, "rows cols"]) -> Bool[np.ndarray, "rows cols"]:
    """The region and its neighbours by edges."""
    grown = region.copy()
    grown[1:] |= region[:-1]
    grown[:-1] |= region[1:]
    grown[:, 1:] |= region[:, :-1]
    grown[:, :-1] |= region[:, 1:]
    return grown
