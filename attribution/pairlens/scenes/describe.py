"""Choosing what to say of a picture, so that every phrase names exactly one object."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pairlens.scenes.meaning import Meaning, Mention, named_by
from pairlens.scenes.world import SceneObject, positions, relation_between

_MENTION_ODDS = (0.34, 0.34, 0.22, 0.1)
_RELATION_ODDS = 0.45
_ODDS = {"kind": 0.93, "colour": 0.75, "texture": 0.3, "size": 0.22, "position": 0.24}


@dataclass(frozen=True, slots=True)
class Choice:
    """What a caption speaks about, whatever the objects look like.

    Attributes:
        said: For each mention, the object's index and the names of the attributes that are said.
        links: (i, axis, j): how mention i lies to mention j along "x" or "y" is said.
    """

    said: tuple[tuple[int, frozenset[str]], ...]
    links: tuple[tuple[int, str, int], ...] = ()


def mention_of(thing: SceneObject, attributes: frozenset[str], where: str | None = None) -> Mention:
    """The mention that says the given attributes of an object, and where it lies if "position" is among them."""
    return Mention(
        kind=thing.kind if "kind" in attributes else None,
        colour=thing.colour if "colour" in attributes else None,
        texture=thing.texture if "texture" in attributes else None,
        size=thing.size if "size" in attributes else None,
        position=(where or max(sorted(positions(thing)), key=len)) if "position" in attributes else None,
    )


def meaning_of(choice: Choice, objects: Sequence[SceneObject]) -> Meaning | None:
    """What a choice means for these objects; None where a relation that it speaks of is not clear."""
    mentions = tuple(mention_of(objects[i], attributes) for i, attributes in choice.said)
    relations: list[tuple[int, str, int]] = []
    for i, axis, j in choice.links:
        word = relation_between(objects[choice.said[i][0]], objects[choice.said[j][0]], axis)
        if word is None:
            return None
        relations.append((i, word, j))
    return Meaning(mentions, tuple(relations))


def is_clear(choice: Choice, objects: Sequence[SceneObject]) -> bool:
    """Whether every mention names exactly the object that it is about."""
    return all(named_by(mention_of(objects[i], attributes), objects) == (i,) for i, attributes in choice.said)


def choose(
    objects: Sequence[SceneObject],
    rng: np.random.Generator,
    *,
    mentions: int | None = None,
    attributes: frozenset[str] | None = None,
    relation: bool | None = None,
) -> Choice:
    """Choose objects, attributes and relations to speak about.

    Args:
        objects: The picture's objects.
        rng: Source of everything random.
        mentions: How many objects to name; None draws 1 to 4. Never more than there are.
        attributes: What to say of each; None draws. More is said where a phrase would fit two objects.
        relation: Whether to say how the first two lie to each other, where that is clear; None draws.
    """
    count = min(mentions or 1 + int(rng.choice(4, p=_MENTION_ODDS)), len(objects))
    picked = [int(i) for i in rng.permutation(len(objects))[:count]]
    related = bool(rng.random() < _RELATION_ODDS) if relation is None else relation
    links = _links(objects, picked, rng) if related else ()
    said = []
    for order, i in enumerate(picked):
        wanted = _draw(objects[i], rng) if attributes is None else attributes
        if any(order in (first, second) for first, _, second in links):
            wanted -= {"position"}
        said.append((i, _enough(i, wanted, objects, rng)))
    return Choice(tuple(said), links)


def _links(
    objects: Sequence[SceneObject], picked: list[int], rng: np.random.Generator
) -> tuple[tuple[int, str, int], ...]:
    links = []
    for first in range(0, len(picked) - 1, 2):
        axes = ("x", "y") if rng.random() < 0.5 else ("y", "x")
        a, b = objects[picked[first]], objects[picked[first + 1]]
        clear = [axis for axis in axes if relation_between(a, b, axis)]
        if clear:
            links.append((first, clear[0], first + 1))
    return tuple(links)


def _draw(thing: SceneObject, rng: np.random.Generator) -> frozenset[str]:
    draws = dict(zip(_ODDS, rng.random(len(_ODDS)), strict=True))
    if thing.texture == "plain":
        draws["texture"] *= 4
    else:
        draws["texture"] *= 0.6
    chosen = {name for name, odds in _ODDS.items() if draws[name] < odds}
    return frozenset(chosen if chosen & {"kind", "colour"} else chosen | {"colour"})


def _enough(
    i: int, wanted: frozenset[str], objects: Sequence[SceneObject], rng: np.random.Generator
) -> frozenset[str]:
    """The attributes wanted, and as many more as it takes to fit no other object."""
    missing = ["kind", "colour"] if rng.random() < 0.5 else ["colour", "kind"]
    while len(named_by(mention_of(objects[i], wanted), objects)) > 1:
        wanted |= {missing.pop()}
    return wanted
