"""How each kind looks: parts in a unit frame (see `pairlens.scenes.shapes`), painted in order.

A part's tone says what paints it: "body" takes the object's colour and texture, "shade" and "light" are darker and
lighter than the colour, "ink" and "glow" contrast with it, and "hole" is cut out, so that what is behind shows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np

from pairlens.scenes.shapes import Outline, arc, curve, disc, joined, moved, poly, rounded, spikes

MIRRORED = frozenset({"moon", "fish", "car", "cup", "boat", "bird"})
"""Kinds that may look either way."""


@dataclass(frozen=True, slots=True)
class Part:
    """A polygon and what paints it."""

    tone: str
    outline: Outline


def _body(*outlines: Outline) -> list[Part]:
    return [Part("body", outline) for outline in outlines]


def _star() -> list[Part]:
    return _body(spikes(5, 0.46, 1.0))


def _heart() -> list[Part]:
    t = np.linspace(0, 2 * np.pi, 60)
    x = 16 * np.sin(t) ** 3
    y = -(13 * np.cos(t) - 5 * np.cos(2 * t) - 2 * np.cos(3 * t) - np.cos(4 * t))
    outline = np.stack([x, y], axis=1) / 17.2
    return [*_body(outline), Part("light", arc(-0.48, -0.4, 0.16, 0.12))]


def _ball() -> list[Part]:
    return [*_body(disc(0, 0, 0.95)), Part("light", arc(-0.36, -0.44, 0.2, 0.14))]


def _square() -> list[Part]:
    return _body(rounded(-0.76, -0.76, 0.76, 0.76, 0.06))


def _triangle() -> list[Part]:
    return _body(poly((0, -0.95), (0.92, 0.68), (-0.92, 0.68)))


def _ring() -> list[Part]:
    return [*_body(disc(0, 0, 0.95)), Part("hole", disc(0, 0, 0.42))]


def _cross() -> list[Part]:
    a, b = 0.3, 0.92
    return _body(
        poly(
            (-a, -b), (a, -b), (a, -a), (b, -a), (b, a), (a, a),
            (a, b), (-a, b), (-a, a), (-b, a), (-b, -a), (-a, -a),
        )
    )  # fmt: skip


def _moon() -> list[Part]:
    crescent = joined(arc(0, 0, 1, 1, 45.4, 314.6), arc(0.5, 0, 0.74, 0.74, 285.9, 74.1))
    return _body(moved(crescent, 0.16, 0, 0.97))


def _house() -> list[Part]:
    return [
        *_body(poly((-0.68, -0.1), (0.68, -0.1), (0.68, 0.78), (-0.68, 0.78))),
        Part("shade", poly((0.3, -0.5), (0.3, -0.84), (0.52, -0.84), (0.52, -0.3))),
        Part("shade", poly((0, -0.9), (0.92, -0.06), (-0.92, -0.06))),
        Part("glow", poly((-0.5, 0.1), (-0.16, 0.1), (-0.16, 0.42), (-0.5, 0.42))),
        Part("ink", joined(poly((0.48, 0.78), (0.12, 0.78)), arc(0.3, 0.36, 0.18, 0.18, 180, 360))),
    ]


def _tree() -> list[Part]:
    crown = (disc(0, -0.42, 0.52), disc(-0.42, 0.02, 0.42), disc(0.42, 0.02, 0.42), disc(0, 0.06, 0.42))
    trunk = poly((-0.14, 0.3), (0.14, 0.3), (0.2, 0.94), (-0.2, 0.94))
    return [Part("shade", trunk), *_body(*crown)]


def _fish() -> list[Part]:
    back = curve([(-0.42, 0), (-0.1, -0.8), (0.6, -0.76), (0.98, 0)])
    belly = curve([(0.98, 0), (0.6, 0.76), (-0.1, 0.8), (-0.42, 0)])
    return [
        Part("shade", poly((-0.36, 0), (-0.94, -0.56), (-0.8, 0), (-0.94, 0.56))),
        Part("shade", poly((0.0, -0.45), (0.18, -0.8), (0.5, -0.48))),
        *_body(joined(back, belly)),
        Part("glow", disc(0.58, -0.14, 0.15)),
        Part("ink", disc(0.6, -0.14, 0.08)),
    ]


def _car() -> list[Part]:
    cabin = poly((-0.52, -0.08), (-0.34, -0.56), (0.3, -0.56), (0.56, -0.08))
    return [
        *_body(rounded(-0.95, -0.14, 0.95, 0.4, 0.16), cabin),
        Part("glow", poly((-0.38, -0.1), (-0.26, -0.42), (-0.06, -0.42), (-0.06, -0.1))),
        Part("glow", poly((0.06, -0.1), (0.06, -0.42), (0.24, -0.42), (0.4, -0.1))),
        *(Part("ink", disc(x, 0.4, 0.26)) for x in (-0.5, 0.5)),
        *(Part("light", disc(x, 0.4, 0.1)) for x in (-0.5, 0.5)),
    ]


def _cup() -> list[Part]:
    return [
        Part("shade", disc(0.6, -0.02, 0.38)),
        Part("hole", disc(0.62, -0.02, 0.19)),
        *_body(joined(poly((-0.86, -0.6), (0.6, -0.6)), arc(-0.13, 0.26, 0.6, 0.5, 0, 180))),
        Part("shade", arc(-0.13, -0.6, 0.73, 0.16)),
    ]


def _flower() -> list[Part]:
    angles = np.radians(-90 + 60 * np.arange(6))
    petals = [disc(0.58 * float(np.cos(a)), 0.58 * float(np.sin(a)), 0.37) for a in angles]
    return [*_body(*petals, disc(0, 0, 0.5)), Part("glow", disc(0, 0, 0.27)), Part("ink", disc(0, 0, 0.1))]


def _mushroom() -> list[Part]:
    stem = curve([(-0.24, 0.1), (-0.2, 0.5), (-0.5, 0.9), (0, 0.9)])
    other = curve([(0, 0.9), (0.5, 0.9), (0.2, 0.5), (0.24, 0.1)])
    return [
        Part("glow", joined(stem, other)),
        *_body(joined(arc(0, 0.12, 0.92, 0.98, 180, 360), arc(0, 0.12, 0.92, 0.2, 0, 180))),
    ]


def _boat() -> list[Part]:
    return [
        Part("ink", poly((-0.1, -0.92), (0.0, -0.92), (0.0, 0.4), (-0.1, 0.4))),
        *_body(
            joined(
                poly((-0.96, 0.22), (0.96, 0.22)),
                curve([(0.96, 0.22), (0.8, 0.9), (-0.8, 0.9), (-0.96, 0.22)]),
            )
        ),
        Part("light", poly((0.06, -0.88), (0.78, 0.1), (0.06, 0.1))),
        Part("shade", poly((-0.16, -0.66), (-0.16, 0.1), (-0.7, 0.1))),
    ]


def _bird() -> list[Part]:
    return [
        Part("shade", poly((-0.4, 0.0), (-0.98, -0.34), (-0.86, 0.02), (-0.96, 0.26), (-0.4, 0.4))),
        Part("glow", poly((0.7, -0.5), (1.0, -0.3), (0.7, -0.16))),
        *_body(arc(-0.04, 0.18, 0.62, 0.52), disc(0.42, -0.32, 0.4)),
        Part("shade", curve([(-0.5, 0.0), (-0.3, 0.75), (0.35, 0.55), (0.3, 0.0)])),
        Part("glow", disc(0.52, -0.4, 0.12)),
        Part("ink", disc(0.55, -0.4, 0.065)),
    ]


def _cat() -> list[Part]:
    ears = (poly((-0.82, -0.9), (-0.2, -0.56), (-0.78, -0.1)), poly((0.82, -0.9), (0.2, -0.56), (0.78, -0.1)))
    return [
        *_body(*ears, arc(0, 0.12, 0.88, 0.74)),
        *(Part("glow", arc(x, 0.0, 0.2, 0.18)) for x in (-0.36, 0.36)),
        *(Part("ink", arc(x, 0.0, 0.085, 0.14)) for x in (-0.36, 0.36)),
        Part("ink", poly((-0.13, 0.28), (0.13, 0.28), (0, 0.43))),
        Part("ink", curve([(-0.3, 0.5), (-0.15, 0.66), (0.15, 0.66), (0.3, 0.5)])),
    ]


_DRAWERS: dict[str, Callable[[], list[Part]]] = {
    "star": _star, "heart": _heart, "ball": _ball, "square": _square, "triangle": _triangle, "ring": _ring,
    "cross": _cross, "moon": _moon, "house": _house, "tree": _tree, "fish": _fish, "car": _car, "cup": _cup,
    "flower": _flower, "mushroom": _mushroom, "boat": _boat, "bird": _bird, "cat": _cat,
}  # fmt: skip


@cache
def parts(kind: str) -> tuple[Part, ...]:
    """The parts of a kind, in painting order."""
    return tuple(_DRAWERS[kind]())
