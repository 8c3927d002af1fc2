"""What a caption claims, apart from its words, and whether that is true of a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

from pairlens.scenes.world import SceneObject, holds, positions


@dataclass(frozen=True, slots=True)
class Mention:
    """One named thing; None where the caption says nothing.

    Attributes:
        kind: A word from `KINDS`; None is "thing".
        colour: A key of `COLOURS`.
        texture: A word from `TEXTURES`.
        size: A key of `SIZES`.
        position: A word from `POSITIONS`.
    """

    kind: str | None = None
    colour: str | None = None
    texture: str | None = None
    size: str | None = None
    position: str | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """All that a caption claims.

    Attributes:
        mentions: The things it names, in the order of the words.
        relations: (i, relation, j): mention i is left of, right of, above or below mention j.
    """

    mentions: tuple[Mention, ...]
    relations: tuple[tuple[int, str, int], ...] = ()


def fits_mention(mention: Mention, thing: SceneObject) -> bool:
    """Whether everything that a mention says is so of an object.

    >>> fits_mention(Mention(kind="star", position="left"), SceneObject("star", "red", "plain", "small", 30, 112, 20))
    True
    """
    said = (mention.kind, mention.colour, mention.texture, mention.size)
    seen = (thing.kind, thing.colour, thing.texture, thing.size)
    if any(word is not None and word != truth for word, truth in zip(said, seen, strict=True)):
        return False
    return mention.position is None or mention.position in positions(thing)


def named_by(mention: Mention, objects: Sequence[SceneObject]) -> tuple[int, ...]:
    """Indices of all objects that a mention fits."""
    return tuple(i for i, thing in enumerate(objects) if fits_mention(mention, thing))


def is_true(meaning: Meaning, objects: Sequence[SceneObject]) -> bool:
    """Whether different objects can be found for all mentions so that every relation holds.

    >>> red = SceneObject("star", "red", "plain", "small", 40, 100, 20)
    >>> blue = SceneObject("heart", "blue", "plain", "large", 160, 100, 32)
    >>> claim = Meaning((Mention("star"), Mention("heart")), ((0, "left of", 1),))
    >>> is_true(claim, (red, blue)), is_true(claim, (blue,))
    (True, False)
    """
    candidates = [named_by(mention, objects) for mention in meaning.mentions]
    if not all(candidates):
        return False
    return any(
        all(i in fitting for i, fitting in zip(chosen, candidates, strict=True))
        and all(holds(word, objects[chosen[i]], objects[chosen[j]]) for i, word, j in meaning.relations)
        for chosen in permutations(range(len(objects)), len(candidates))
    )
