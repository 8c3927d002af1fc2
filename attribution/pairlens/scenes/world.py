"""What the drawn world holds: its words, its objects, and what "left of" means in it.

A `Plan` says everything about a picture before it is drawn. Lengths are pixels, the origin is the picture's
top left corner, x grows to the right and y downwards.
"""

from __future__ import annotations

from dataclasses import dataclass

SIDE = 224
"""Width and height of every picture, in pixels."""

MAX_AREA = 0.1
"""No object covers more than this share of the picture."""

KINDS = (
    "star", "heart", "ball", "square", "triangle", "ring", "cross", "moon", "house",
    "tree", "fish", "car", "cup", "flower", "mushroom", "boat", "bird", "cat",
)  # fmt: skip

COLOURS: dict[str, tuple[int, int, int]] = {
    "red": (214, 40, 46),
    "orange": (244, 130, 26),
    "yellow": (250, 211, 44),
    "green": (52, 158, 68),
    "blue": (40, 98, 214),
    "purple": (126, 56, 168),
    "pink": (246, 140, 184),
    "brown": (124, 76, 40),
    "black": (34, 34, 40),
    "white": (246, 246, 242),
}

TEXTURES = ("plain", "striped", "dotted", "checked")

SIZES: dict[str, tuple[float, float]] = {"small": (18.0, 23.0), "large": (31.0, 41.0)}
"""Range of an object's radius for each size word; nothing lies between the two ranges."""

POSITIONS = (
    "left", "right", "top", "bottom", "centre", "top left", "top right", "bottom left", "bottom right",
)  # fmt: skip

RELATIONS = ("left of", "right of", "above", "below")

MAX_OBJECTS = 5

_NEAR = 0.36 * SIDE
_FAR = SIDE - _NEAR
_CLEAR = 0.11 * SIDE


@dataclass(frozen=True, slots=True)
class SceneObject:
    """One named thing in a picture.

    Attributes:
        kind: One of `KINDS`.
        colour: A key of `COLOURS`.
        texture: One of `TEXTURES`.
        size: A key of `SIZES`.
        x: Centre, pixels from the left edge.
        y: Centre, pixels from the top edge.
        radius: The object stays within this distance of its centre, in pixels.
        angle: Turn, in radians, clockwise on the screen.
        mirrored: Whether it is drawn as in a mirror (a fish that swims to the left).
        grain: Seed of what makes it an individual: shade of its colour, phase of its texture.
    """

    kind: str
    colour: str
    texture: str
    size: str
    x: float
    y: float
    radius: float
    angle: float = 0.0
    mirrored: bool = False
    grain: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """A picture before it is drawn: its objects from back to front, and what lies behind them.

    Attributes:
        objects: What captions speak about; later ones are painted over earlier ones.
        background: A name from `pairlens.scenes.backgrounds.BACKGROUNDS`.
        seed: Seed of the background's and the clutter's details.
        clutter: How many small unnamed marks lie behind the objects.
    """

    objects: tuple[SceneObject, ...]
    background: str
    seed: int
    clutter: int = 0


def positions(thing: SceneObject) -> frozenset[str]:
    """Every position word that is true of an object's centre.

    >>> sorted(positions(SceneObject("star", "red", "plain", "small", x=30, y=20, radius=18)))
    ['left', 'top', 'top left']
    """
    across = "left" if thing.x < _NEAR else "right" if thing.x > _FAR else ""
    down = "top" if thing.y < _NEAR else "bottom" if thing.y > _FAR else ""
    if across and down:
        return frozenset((across, down, f"{down} {across}"))
    return frozenset((across or down or "centre",))


def relation_between(a: SceneObject, b: SceneObject, axis: str) -> str | None:
    """How `a` lies to `b` along "x" or "y": a word from `RELATIONS`, or None where it is not clear.

    Clear means that the centres are at least 0.11 of the picture's side apart.
    """
    gap = b.x - a.x if axis == "x" else b.y - a.y
    if abs(gap) < _CLEAR:
        return None
    before, after = RELATIONS[:2] if axis == "x" else RELATIONS[2:]
    return before if gap > 0 else after


def holds(relation: str, a: SceneObject, b: SceneObject) -> bool:
    """Whether `a` is left of, right of, above or below `b`."""
    return relation_between(a, b, "x" if relation in RELATIONS[:2] else "y") == relation
