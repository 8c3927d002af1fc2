"""Surface patterns of objects: how much of the accent colour each pixel takes, between 0 and 1."""

from __future__ import annotations

from functools import cache

import numpy as np
from jaxtyping import Float

Plane = Float[np.ndarray, "rows cols"]


@cache
def _grid(size: int) -> tuple[Plane, Plane]:
    y, x = np.mgrid[:size, :size].astype(np.float32) - np.float32(size / 2)
    return x, y


def pattern(name: str, size: int, period: float, rng: np.random.Generator) -> Plane:
    """A pattern over a square of `size` pixels.

    Args:
        name: "striped", "dotted" or "checked".
        size: Side of the square in pixels.
        period: Distance in pixels after which the pattern repeats, roughly.
        rng: Gives its turn and its phase.
    """
    turn = rng.choice((0.0, np.pi / 4, np.pi / 2)) + rng.uniform(-0.2, 0.2)
    phase = rng.uniform(0, period, 2)
    x, y = _grid(size)
    c, s = np.float32(np.cos(turn)), np.float32(np.sin(turn))
    u, v = x * c + y * s + np.float32(phase[0]), y * c - x * s + np.float32(phase[1])
    return _PATTERNS[name](u, v, np.float32(period))


def _soft(signed: Plane) -> Plane:
    """A step one pixel wide at zero of a signed distance in pixels."""
    return np.clip(signed + np.float32(0.5), 0, 1)


def _wave(u: Plane, period: np.float32) -> Plane:
    """Signed distance in pixels to the nearest of edges half a period apart."""
    return np.abs(np.mod(u, period) - period / 2) - period / 4


def _striped(u: Plane, v: Plane, period: np.float32) -> Plane:
    del v
    return _soft(_wave(u, period))


def _dotted(u: Plane, v: Plane, period: np.float32) -> Plane:
    cell = period * np.float32(1.15)
    du, dv = np.mod(u, cell) - cell / 2, np.mod(v, cell) - cell / 2
    return _soft(cell * np.float32(0.31) - np.hypot(du, dv))


def _checked(u: Plane, v: Plane, period: np.float32) -> Plane:
    cell = period * np.float32(1.5)
    a, b = _soft(_wave(u, cell)), _soft(_wave(v, cell))
    return a + b - 2 * a * b


_PATTERNS = {"striped": _striped, "dotted": _dotted, "checked": _checked}
