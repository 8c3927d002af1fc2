"""Words for meanings: several phrasings each, and where in the caption every named thing stands."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float

from pairlens.scenes.meaning import Meaning, Mention

Draws = Float[np.ndarray, "draws"]

KIND_WORDS: dict[str, tuple[str, ...]] = {
    "ball": ("ball", "circle"), "square": ("square", "box"), "ring": ("ring", "donut"), "cross": ("cross", "plus"),
    "moon": ("moon", "crescent"), "cup": ("cup", "mug"), "boat": ("boat", "ship"),
    "mushroom": ("mushroom", "toadstool"),
    "cat": ("cat", "kitten"), "house": ("house", "cottage"), "flower": ("flower", "blossom"),
}  # fmt: skip
"""Words for a kind, where there are others than its name."""

SIZE_WORDS = {"small": ("small", "little", "tiny"), "large": ("large", "big", "huge")}
TEXTURE_WORDS = {
    "plain": ("plain",),
    "striped": ("striped", "stripy"),
    "dotted": ("dotted", "spotted"),
    "checked": ("checked", "checkered"),
}
TEXTURE_TAILS = {
    "plain": ("without a pattern",),
    "striped": ("with stripes",),
    "dotted": ("with dots", "with spots"),
    "checked": ("with checks",),
}
RELATION_WORDS = {
    "left of": ("left of", "to the left of", "on the left of"),
    "right of": ("right of", "to the right of", "on the right of"),
    "above": ("above", "over"),
    "below": ("below", "under", "beneath"),
}
POSITION_WORDS = {
    "left": ("on the left", "on the left side", "at the left"),
    "right": ("on the right", "on the right side", "at the right"),
    "top": ("at the top", "near the top"),
    "bottom": ("at the bottom", "near the bottom"),
    "centre": ("in the middle", "in the centre"),
    **{
        f"{y} {x}": (f"in the {y} {x}", f"in the {y} {x} corner")
        for y in ("top", "bottom")
        for x in ("left", "right")
    },
}
OPENINGS = ("a picture of ", "a drawing of ", "there is ", "here is ", "we see ", "this picture shows ")
THINGS = ("thing", "object", "shape")

_DRAWS_PER_MENTION = 8


@dataclass(frozen=True, slots=True)
class Sentence:
    """A caption and, for each mention, the characters `start` to `end` that name the thing, article left out."""

    text: str
    spans: tuple[tuple[int, int], ...]


def realise(meaning: Meaning, rng: np.random.Generator, *, plainly: bool = False) -> Sentence:
    """Put a meaning into words.

    Meanings of the same form use up the same random numbers, so from equal generators come captions
    that differ only where the meanings do.

    Args:
        meaning: What to say.
        rng: Chooses among phrasings.
        plainly: The first word for everything, adjectives before the noun, no opening.
    """
    draws = rng.random((len(meaning.mentions) + 1, _DRAWS_PER_MENTION))
    if plainly:
        draws[:] = 0.999
    frame, per_mention = draws[0], draws[1:]
    pieces = [_opening(meaning, frame)]
    marks: list[tuple[int, int]] = []
    for i, mention in enumerate(meaning.mentions):
        phrase = _phrase(mention, per_mention[i])
        pieces.append(_before(meaning, i, frame) + _article(phrase))
        start = sum(map(len, pieces))
        pieces.append(phrase)
        marks.append((start, start + len(phrase)))
        pieces.append(_where(mention, per_mention[i]))
    return Sentence("".join(pieces) + ("." if frame[1] < 0.15 else ""), tuple(marks))


def _choose(words: tuple[str, ...], draw: float, first: float = 0.5) -> str:
    """The first word with probability `first`, else one of the others."""
    if len(words) == 1 or draw >= 1 - first:
        return words[0]
    return words[1 + int(draw / (1 - first) * (len(words) - 1))]


def _opening(meaning: Meaning, frame: Draws) -> str:
    if frame[0] >= 0.45 or _uses_verb(meaning, frame):
        return ""
    return OPENINGS[int(frame[0] / 0.45 * len(OPENINGS))]


def _uses_verb(meaning: Meaning, frame: Draws) -> bool:
    return bool(meaning.relations) and bool(frame[2] < 0.35)


def _before(meaning: Meaning, i: int, frame: Draws) -> str:
    """What joins mention i to the one before it."""
    if i == 0:
        return ""
    for first, relation, second in meaning.relations:
        if (first, second) == (i - 1, i):
            return f" {'is ' if _uses_verb(meaning, frame) else ''}{_choose(RELATION_WORDS[relation], frame[3])} "
    if i < len(meaning.mentions) - 1 and not any(first == i for first, _, _ in meaning.relations):
        return ", "
    return _choose((" and ", ", and ", " with ", " as well as "), frame[4], 0.7)


def _article(phrase: str) -> str:
    return "an " if phrase[0] in "aeiou" else "a "


def _phrase(mention: Mention, draws: Draws) -> str:
    noun = _noun(mention, draws[0])
    tail = mention.texture is not None and draws[1] < 0.25
    size = [_choose(SIZE_WORDS[mention.size], draws[2])] if mention.size else []
    texture = [_choose(TEXTURE_WORDS[mention.texture], draws[3], 0.7)] if mention.texture and not tail else []
    colour = [mention.colour] if mention.colour else []
    middle = colour + texture if draws[4] < 0.2 else texture + colour
    words = " ".join([*size, *middle, noun])
    return (
        f"{words} {_choose(TEXTURE_TAILS[mention.texture], draws[5])}" if tail and mention.texture else words
    )


def _noun(mention: Mention, draw: float) -> str:
    if mention.kind is None:
        return _choose(THINGS, draw)
    return _choose(KIND_WORDS.get(mention.kind, (mention.kind,)), draw, 0.75)


def _where(mention: Mention, draws: Draws) -> str:
    return f" {_choose(POSITION_WORDS[mention.position], draws[6])}" if mention.position else ""
