"""Small unnamed marks behind the objects: scribbles, ticks and dots, so that a picture is never quite empty."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float

from pairlens.scenes.paint import Patch, coverage, stroke
from pairlens.scenes.shapes import curve, disc
from pairlens.scenes.world import COLOURS, SIDE

_HUES = np.array(list(COLOURS.values()), dtype=np.float32)


def mark(rng: np.random.Generator) -> Patch:
    """One mark somewhere in the picture, at most 33 pixels wide and far smaller in area than any object."""
    size = 33
    left, top = (int(v) for v in rng.integers(-8, SIDE - size + 8, 2))
    colour = _HUES[rng.integers(len(_HUES))] * np.float32(0.7) + np.float32(50)
    alpha = _shape(rng, size) * np.float32(0.8)
    return Patch(left, top, np.broadcast_to(colour, (size, size, 3)).astype(np.float32), alpha)


def _shape(rng: np.random.Generator, size: int) -> Float[np.ndarray, "rows cols"]:
    style = rng.integers(3)
    if style == 0:
        return stroke(curve([(float(x), float(y)) for x, y in rng.uniform(2, size - 2, (4, 2))]), 1.6, size)
    if style == 1:
        middle, reach = rng.uniform(8, size - 8, 2), rng.uniform(-5, 5, 2)
        return stroke(np.stack([middle - reach, middle + reach]), 1.8, size)
    spots = [
        disc(float(x), float(y), float(r))
        for x, y, r in rng.uniform((6, 6, 1), (size - 6, size - 6, 2.4), (3, 3))
    ]
    return coverage([(True, spot) for spot in spots], size)
