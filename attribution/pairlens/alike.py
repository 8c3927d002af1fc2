"""Regions of two pictures that met: each the part of its picture that answers most to the other."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from jaxtyping import Bool, Float, Float32

from pairlens.regions import cells_of, connected_region

_SEEDS = 32
"""Pairs of cells from which regions are grown, at most."""

_TURNS = 12
"""How often the two regions are found anew from each other, at most; most settle in three."""

Found = tuple[tuple[int, ...], tuple[int, ...], float, float]
"""Cells of the first picture, cells of the second, the sum of their interactions, and their focus."""


def region_pairs(matrix: Float32[np.ndarray, "rows_b cols_b rows_a cols_a"], sign: int) -> Iterator[Found]:
    """Pairs of connected regions of one sign, no two of which share cells in both pictures.

    Grown from the strongest pair of cells that is not in any yet: the second picture's region is what hangs
    together round the peak of its answer to the first picture's region, at half its height or more, and the
    other way round, in turn until both stay as they are. Answers are averaged over 3 × 3 neighbours first:
    single cells of two pictures rarely meet, things of several cells do.

    Args:
        matrix: Interactions of cells; the second picture's axes first.
        sign: 1 for what raises the score, -1 for what lowers it.

    Yields:
        Row-major cells of both regions, the sum of their interactions, and which part of what the first
        region has of that sign on the whole second picture lies in the second region.
    """
    values = matrix.astype(np.float64)
    left = values * sign
    taken: list[tuple[Bool[np.ndarray, "rows cols"], Bool[np.ndarray, "rows cols"]]] = []
    for _ in range(_SEEDS):
        seed = np.unravel_index(int(left.argmax()), left.shape)
        if left[seed] <= 0:
            return
        left[seed] = 0
        a, b = _settled(values, (int(seed[2]), int(seed[3])), sign)
        if not a.any() or not b.any():
            continue
        left[np.ix_(*_box(b), *_box(a))] = 0
        found = _measured(values, a, b, sign)
        if found[2] * sign > 0 and not any((a & one).any() and (b & two).any() for one, two in taken):
            taken.append((a, b))
            yield found


def _settled(
    values: Float[np.ndarray, "rows_b cols_b rows_a cols_a"], start: tuple[int, int], sign: int
) -> tuple[Bool[np.ndarray, "rows_a cols_a"], Bool[np.ndarray, "rows_b cols_b"]]:
    """The regions that answer to each other, from one cell of the first picture."""
    a = np.zeros(values.shape[2:], dtype=bool)
    a[start] = True
    b = _answer(values[:, :, a].sum(axis=2), sign)
    for _ in range(_TURNS):
        before = a, b
        a = _answer(values[b].sum(axis=0), sign)
        b = _answer(values[:, :, a].sum(axis=2), sign)
        if np.array_equal(a, before[0]) and np.array_equal(b, before[1]):
            break
    return a, b


def _answer(heat: Float[np.ndarray, "rows cols"], sign: int) -> Bool[np.ndarray, "rows cols"]:
    """What hangs together round the smoothed peak of one sign; nothing where there is none of it."""
    smooth = _smooth(heat)
    row, col = divmod(int((smooth * sign).argmax()), heat.shape[1])
    if smooth[row, col] * sign <= 0:
        return np.zeros(heat.shape, dtype=bool)
    return connected_region(smooth, (row, col))


def _smooth(heat: Float[np.ndarray, "rows cols"]) -> Float[np.ndarray, "rows cols"]:
    """Means over each cell and its neighbours, those beyond the edge left out."""
    return _around(heat) / _around(np.ones(heat.shape))


def _around(heat: Float[np.ndarray, "rows cols"]) -> Float[np.ndarray, "rows cols"]:
    """Sums over each cell and its eight neighbours."""
    down = heat.copy()
    down[1:] += heat[:-1]
    down[:-1] += heat[1:]
    across = down.copy()
    across[:, 1:] += down[:, :-1]
    across[:, :-1] += down[:, 1:]
    return across


def _measured(
    values: Float[np.ndarray, "rows_b cols_b rows_a cols_a"],
    a: Bool[np.ndarray, "rows_a cols_a"],
    b: Bool[np.ndarray, "rows_b cols_b"],
    sign: int,
) -> Found:
    answer = values[:, :, a].sum(axis=2)
    of_sign = np.maximum(answer * sign, 0.0)
    focus = float(of_sign[b].sum()) / max(float(of_sign.sum()), np.finfo(np.float64).tiny)
    return cells_of(a), cells_of(b), float(answer[b].sum()), focus


def _box(region: Bool[np.ndarray, "rows cols"]) -> tuple[np.ndarray, np.ndarray]:
    """Rows and columns of the smallest box round a region: no further seed is sought there."""
    rows, cols = np.flatnonzero(region.any(axis=1)), np.flatnonzero(region.any(axis=0))
    return np.arange(rows[0], rows[-1] + 1), np.arange(cols[0], cols[-1] + 1)
