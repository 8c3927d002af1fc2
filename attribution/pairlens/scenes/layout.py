"""Inventing plans: which objects, how they look and where they lie."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pairlens.scenes.backgrounds import BACKGROUNDS
from pairlens.scenes.kinds import MIRRORED
from pairlens.scenes.world import COLOURS, KINDS, MAX_OBJECTS, SIDE, SIZES, TEXTURES, Plan, SceneObject

_COLOURS = tuple(COLOURS)
_COUNT_ODDS = (0.08, 0.2, 0.36, 0.2, 0.16)
_TEXTURE_ODDS = (0.46, 0.18, 0.18, 0.18)
_REPEAT = 0.25
_TRIES = 40


def invent(rng: np.random.Generator, objects: int | None = None) -> Plan:
    """A random plan.

    Args:
        rng: Source of everything random.
        objects: How many objects, 1 to `MAX_OBJECTS`; None draws it.
    """
    count = objects or 1 + int(rng.choice(MAX_OBJECTS, p=_COUNT_ODDS))
    things: list[SceneObject] | None = None
    while things is None:
        things = _things(rng, count)
    back = BACKGROUNDS[rng.integers(len(BACKGROUNDS))]
    clutter = int(rng.integers(0, 9)) if rng.random() < 0.7 else 0
    return Plan(tuple(things), back, int(rng.integers(2**31)), clutter)


def fits(thing: SceneObject, others: Sequence[SceneObject]) -> bool:
    """Whether an object lies inside the picture and hides, or is hidden by, no more than a rim of any other."""
    edge = 0.97 * thing.radius
    if not (edge <= thing.x <= SIDE - edge and edge <= thing.y <= SIDE - edge):
        return False
    return all(
        np.hypot(thing.x - other.x, thing.y - other.y)
        >= thing.radius + other.radius - 0.5 * min(thing.radius, other.radius)
        for other in others
    )


def _things(rng: np.random.Generator, count: int) -> list[SceneObject] | None:
    things: list[SceneObject] = []
    for _ in range(count):
        thing = _placed(rng, things)
        if thing is None:
            return None
        things.append(thing)
    return things


def _placed(rng: np.random.Generator, others: list[SceneObject]) -> SceneObject | None:
    kind, colour = _look(rng, others)
    texture = TEXTURES[rng.choice(len(TEXTURES), p=_TEXTURE_ODDS)]
    size = "large" if rng.random() < 0.55 else "small"
    radius = float(rng.uniform(*SIZES[size]))
    turn = float(rng.uniform(-0.22, 0.22))
    mirrored = kind in MIRRORED and bool(rng.random() < 0.5)
    grain = int(rng.integers(2**31))
    for x, y in rng.uniform(radius, SIDE - radius, (_TRIES, 2)):
        thing = SceneObject(kind, colour, texture, size, float(x), float(y), radius, turn, mirrored, grain)
        if fits(thing, others):
            return thing
    return None


def _look(rng: np.random.Generator, others: list[SceneObject]) -> tuple[str, str]:
    """A kind and a colour that no other object has together; either alone is often repeated on purpose."""
    taken = {(other.kind, other.colour) for other in others}
    while True:
        kind, colour = KINDS[rng.integers(len(KINDS))], _COLOURS[rng.integers(len(_COLOURS))]
        if others and rng.random() < _REPEAT:
            kind = others[rng.integers(len(others))].kind
        if others and rng.random() < _REPEAT:
            colour = others[rng.integers(len(others))].colour
        if (kind, colour) not in taken:
            return kind, colour
