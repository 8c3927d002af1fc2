"""Outlines: polygons in a unit frame, where the object's circle has radius 1 and y points down."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from jaxtyping import Float

Outline = Float[np.ndarray, "_ 2"]  # a list holds outlines of different lengths


def poly(*points: tuple[float, float]) -> Outline:
    """A polygon through the given corners."""
    return np.array(points, dtype=np.float64)


def arc(cx: float, cy: float, rx: float, ry: float, start: float = 0.0, stop: float = 360.0) -> Outline:
    """Points along an ellipse from `start` to `stop` degrees, clockwise on the screen from three o'clock."""
    t = np.radians(np.linspace(start, stop, max(8, int(abs(stop - start) / 9))))
    return np.stack([cx + rx * np.cos(t), cy + ry * np.sin(t)], axis=1)


def disc(cx: float, cy: float, r: float) -> Outline:
    """A circle."""
    return arc(cx, cy, r, r)


def spikes(points: int, inner: float, outer: float) -> Outline:
    """A star with its first point up."""
    t = np.radians(-90 + np.arange(2 * points) * 180 / points)
    r = np.where(np.arange(2 * points) % 2 == 0, outer, inner)
    return np.stack([r * np.cos(t), r * np.sin(t)], axis=1)


def joined(*pieces: Outline) -> Outline:
    """One polygon through all pieces in turn."""
    return np.concatenate(pieces)


def moved(outline: Outline, dx: float, dy: float, scale: float = 1.0) -> Outline:
    """The outline scaled about the origin, then shifted."""
    return outline * scale + np.array([dx, dy])


def rounded(x0: float, y0: float, x1: float, y1: float, r: float) -> Outline:
    """A rectangle with round corners of radius `r`."""
    return joined(
        arc(x1 - r, y0 + r, r, r, -90, 0),
        arc(x1 - r, y1 - r, r, r, 0, 90),
        arc(x0 + r, y1 - r, r, r, 90, 180),
        arc(x0 + r, y0 + r, r, r, 180, 270),
    )


def curve(points: Sequence[tuple[float, float]], steps: int = 14) -> Outline:
    """A cubic Bézier curve; its four control points as given."""
    p = np.array(points)
    t = np.linspace(0, 1, steps)[:, None]
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    return sum((w * q for w, q in zip(weights, p, strict=True)), start=np.zeros((steps, 2)))
