"""The ends of the view's scales while they are locked: the same strength looks the same whatever is chosen."""

from __future__ import annotations

import math

import numpy as np
from jaxtyping import Float

from pairlens.captions import phrases_of
from pairlens.result import PairAttribution
from pairlens.units import CaptionUnits, PictureUnits

_MOST = 0.98


def locked_limit(pair: PairAttribution, side: int, chosen: int, *, robust: bool = False) -> float:
    """The end of a side's scale when some content units of the other side are chosen.

    Chosen words: the most that any word or phrase gives to a single word or cell. Chosen patches: the most, of
    either sign, that a single word or cell gets from that many of them.

    Args:
        pair: The explanation.
        side: 0 for the first, 1 for the second.
        chosen: How many content units of the other side are chosen.
        robust: Whether the largest fiftieth of the values is left beyond the end.
    """
    here, there = (pair.a, pair.b)[side], (pair.a, pair.b)[1 - side]
    grid = content_grid(pair, side)
    if isinstance(there, CaptionUnits):
        groups = [word.tokens for word in there.words] + [phrase.tokens for phrase in phrases_of(there)]
        given = [group_values(here, grid[:, list(own)].sum(axis=1)) for own in groups]
        return end_of(np.concatenate(given), robust=robust) if given else 0.0
    received = np.stack(
        [grid[list(group)].sum(axis=0) for group in _groups(here)] or [np.zeros(grid.shape[1])]
    )
    count = min(max(1, chosen), grid.shape[1])
    most = max(_most(received, count), _most(-received, count))
    largest = end_of(received.ravel())
    return most * end_of(received.ravel(), robust=True) / largest if robust and largest > 0 else most


def own_limit(
    side: CaptionUnits | PictureUnits, values: Float[np.ndarray, " units"], *, robust: bool = False
) -> float:
    """The end of a scale that fits what is chosen now.

    Args:
        side: Whose content units the values are of.
        values: One per content unit.
        robust: As in `locked_limit`.
    """
    return end_of(group_values(side, values), robust=robust)


def end_of(values: Float[np.ndarray, " values"], *, robust: bool = False) -> float:
    """The least end of a scale that all values, or all but the largest fiftieth, lie within.

    Args:
        values: Numbers of either sign.
        robust: Whether the largest fiftieth is left out; where the others are zero, it is not.
    """
    sizes = np.sort(np.abs(values))
    if not sizes.size:
        return 0.0
    within = float(sizes[math.ceil(_MOST * sizes.size) - 1]) if robust else 0.0
    return within or float(sizes[-1])


def group_values(
    side: CaptionUnits | PictureUnits, values: Float[np.ndarray, " units"]
) -> Float[np.ndarray, " groups"]:
    """The values of words or cells.

    Args:
        side: Whose content units the values are of.
        values: One per content unit.
    """
    return np.array([values[list(group)].sum() for group in _groups(side)], dtype=np.float64)


def _most(received: Float[np.ndarray, "groups units"], count: int) -> float:
    """The most that any group gets from so many units."""
    ordered = np.sort(np.maximum(received, 0), axis=1)[:, ::-1]
    return float(ordered[:, :count].sum(axis=1).max())


def content_grid(pair: PairAttribution, side: int) -> Float[np.ndarray, "here there"]:
    """Interactions of a side's content units (rows) with those of the other side.

    Args:
        pair: The explanation.
        side: 0 for the first, 1 for the second.
    """
    grid = pair.interactions[np.ix_(pair.b.content, pair.a.content)].astype(np.float64)
    return grid if side else grid.T


def _groups(side: CaptionUnits | PictureUnits) -> list[tuple[int, ...]]:
    """Content units that are seen as one: the pieces of a word, or a cell."""
    if isinstance(side, CaptionUnits):
        return [word.tokens for word in side.words]
    return [(cell,) for cell in range(side.rows * side.cols)]
