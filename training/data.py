"""Training examples: scenes as arrays, true captions, contrary captions, and what they claim as integers."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import chain

import numpy as np
from jaxtyping import Int
from open_clip.tokenizer import SimpleTokenizer

from pairlens.encoders.embedded import tokenizer
from pairlens.scenes import COLOURS, KINDS, POSITIONS, RELATIONS, SIZES, TEXTURES, grammar, is_true
from pairlens.scenes.describe import Choice, choose, meaning_of
from pairlens.scenes.layout import invent
from pairlens.scenes.meaning import Meaning, Mention
from pairlens.scenes.render import render
from pairlens.scenes.scene import generator
from pairlens.scenes.sets import Contrast, contrast_from
from pairlens.scenes.world import MAX_OBJECTS, SIDE, Plan, SceneObject

CAPTIONS = 6
"""Captions kept with each scene; each comes with a contrary one."""

LENGTH = 40
"""Longest caption in tokens, begin and end included (the grammar's longest has fewer)."""

MENTIONS, LINKS = 4, 2

CONTRAST_ODDS = 0.4
SWAP_ODDS = 0.6
TURN_ODDS = 0.4
PLACE_ODDS = 0.5
KIND_ODDS = {"attribute": 0.25, "kind": 0.15, "relation": 0.35, "order": 0.25}
"""How often contrary captions are made in which way."""

FIELDS: dict[str, tuple[tuple[int, ...], str]] = {
    "image": ((SIDE, SIDE, 3), "uint8"),
    "looks": ((MAX_OBJECTS, 4), "int8"),
    "places": ((MAX_OBJECTS, 2), "float32"),
    "tokens": ((CAPTIONS, 2, LENGTH), "int16"),
    "mentions": ((CAPTIONS, 2, MENTIONS, 5), "int8"),
    "links": ((CAPTIONS, 2, LINKS, 3), "int8"),
}
"""Shape and type of what one scene gives: token ids are positions in `vocabulary()`; -1 means unsaid, -2 no object."""

_WORDS = {
    "kind": KINDS,
    "colour": tuple(COLOURS),
    "texture": TEXTURES,
    "size": tuple(SIZES),
    "position": POSITIONS,
}
_NUMBERS = {name: {word: i for i, word in enumerate(words)} for name, words in _WORDS.items()}
_RELATIONS = {word: i for i, word in enumerate(RELATIONS)}
_OPPOSITE = {"left of": "right of", "right of": "left of", "above": "below", "below": "above"}

Record = dict[str, np.ndarray]


@cache
def vocabulary() -> tuple[int, ...]:
    """Ids of all tokens that captions can hold, ascending; begin and end are the last two, padding the first."""
    texts = [
        *KINDS, *COLOURS, *grammar.THINGS, *grammar.OPENINGS, "a an and with is as well , .",
        *chain.from_iterable(grammar.KIND_WORDS.values()),
        *(w for t in (grammar.SIZE_WORDS, grammar.TEXTURE_WORDS, grammar.TEXTURE_TAILS, grammar.RELATION_WORDS,
                      grammar.POSITION_WORDS) for words in t.values() for w in words),
    ]  # fmt: skip
    speaker = tokenizer()
    ids = set(chain.from_iterable(map(speaker.encode, texts)))
    return tuple(sorted(ids | {0, speaker.sot_token_id, speaker.eot_token_id}))


@cache
def _pieces(word: str) -> tuple[int, ...]:
    places = {token: i for i, token in enumerate(vocabulary())}
    return tuple(places[token] for token in _speaker().encode(word))


@cache
def _speaker() -> SimpleTokenizer:
    return tokenizer()


def content_of(text: str) -> list[int]:
    """Token positions in `vocabulary()` of a caption's words."""
    return list(chain.from_iterable(_pieces(word) for word in re.findall(r"[a-z]+|[.,]", text)))


def tokens_of(text: str) -> Int[np.ndarray, "length"]:
    """Token positions in `vocabulary()`, as open_clip's tokenizer would give them, padded with 0."""
    last, content = len(vocabulary()) - 1, content_of(text)
    row = np.zeros(LENGTH, dtype=np.int16)
    row[: len(content) + 2] = [last - 1, *content, last]
    return row


def looks_of(objects: tuple[SceneObject, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Attributes as numbers (kind, colour, texture, size), and centres in pixels."""
    looks, places = (
        np.full((MAX_OBJECTS, 4), -2, dtype=np.int8),
        np.full((MAX_OBJECTS, 2), np.nan, dtype=np.float32),
    )
    for i, thing in enumerate(objects):
        looks[i] = [_NUMBERS[name][getattr(thing, name)] for name in ("kind", "colour", "texture", "size")]
        places[i] = thing.x, thing.y
    return looks, places


def claims_of(meaning: Meaning) -> tuple[np.ndarray, np.ndarray]:
    """A meaning as numbers: mentions (kind, colour, texture, size, position) and links (i, relation, j)."""
    mentions, links = np.full((MENTIONS, 5), -1, dtype=np.int8), np.full((LINKS, 3), -1, dtype=np.int8)
    for i, mention in enumerate(meaning.mentions):
        mentions[i] = [numbers.get(getattr(mention, name), -1) for name, numbers in _NUMBERS.items()]
    for row, (i, word, j) in zip(links, meaning.relations, strict=False):
        row[:] = i, _RELATIONS[word], j
    return mentions, links


def pair(seed: int, split: str = "train") -> tuple[Record, Record]:
    """Two scenes for training; every other pair differs in one thing only.

    Args:
        seed: Any integer from 0.
        split: Whose random stream to use.
    """
    rng = generator(seed, split)
    plan, contrast = invent(rng), None
    if seed % 2:
        contrast = _contrast(plan, rng)
    other = contrast.plans[1] if contrast else invent(rng)
    mirrored = Contrast((other, plan), contrast.choice) if contrast else None
    return record(plan, rng, contrast), record(other, rng, mirrored)


def record(plan: Plan, rng: np.random.Generator, contrast: Contrast | None = None) -> Record:
    """One scene as arrays; a contrast with another scene gives its first two captions."""
    looks, places = looks_of(plan.objects)
    rows: Record = {
        name: np.zeros(shape, dtype) for name, (shape, dtype) in FIELDS.items() if name != "image"
    }
    for k in range(CAPTIONS):
        said = _contrary(contrast, plan, rng, k)
        rows["tokens"][k] = _in_words(said, rng)
        for side, meaning in enumerate(said):
            rows["mentions"][k, side], rows["links"][k, side] = claims_of(meaning)
    return rows | {"image": render(plan)[0], "looks": looks, "places": places}


def _in_words(said: tuple[Meaning, Meaning], rng: np.random.Generator) -> Int[np.ndarray, "2 length"]:
    """Both meanings in the same words but for what differs, in words that are short enough."""
    while True:
        words = int(rng.integers(2**31))
        texts = [grammar.realise(meaning, np.random.default_rng(words)).text for meaning in said]
        contents = [content_of(text) for text in texts]
        if max(map(len, contents)) <= LENGTH - 2:
            return np.stack([tokens_of(text) for text in texts])


def _contrary(
    contrast: Contrast | None, plan: Plan, rng: np.random.Generator, k: int
) -> tuple[Meaning, Meaning]:
    """A true meaning and one that is false here."""
    if contrast is None or k >= CAPTIONS // 2:
        contrast = _contrast(plan, rng) if rng.random() < CONTRAST_ODDS else None
    if contrast is not None:
        both = _said_of(contrast, rng)
        if both is not None:
            return both
    meaning = None
    while meaning is None:
        meaning = meaning_of(choose(plan.objects, rng), plan.objects)
    return meaning, _falsified(meaning, plan, rng)


def _contrast(plan: Plan, rng: np.random.Generator) -> Contrast | None:
    return contrast_from(plan, str(rng.choice(list(KIND_ODDS), p=list(KIND_ODDS.values()))), rng)


def _said_of(contrast: Contrast, rng: np.random.Generator) -> tuple[Meaning, Meaning] | None:
    """What to say of both plans; where two things changed places, at times where one or both of them lie."""
    choice, (here, there) = contrast.choice, contrast.plans
    if choice.links and rng.random() < PLACE_ODDS:
        said = tuple((i, names | {"position"}) for i, names in choice.said[: 1 + int(rng.integers(2))])
        placed = meaning_of(Choice(said), here.objects), meaning_of(Choice(said), there.objects)
        if placed[0] and placed[1] and not is_true(placed[1], here.objects):
            return placed[0], placed[1]
    both = meaning_of(choice, here.objects), meaning_of(choice, there.objects)
    return (both[0], both[1]) if both[0] and both[1] else None


def _falsified(meaning: Meaning, plan: Plan, rng: np.random.Generator) -> Meaning:
    while True:
        other = _mutated(meaning, rng)
        if not is_true(other, plan.objects):
            return other


def _mutated(meaning: Meaning, rng: np.random.Generator) -> Meaning:
    """The meaning with one word changed, two words swapped, or its relations turned round."""
    if meaning.relations and rng.random() < TURN_ODDS:
        return replace(meaning, relations=tuple((i, _OPPOSITE[word], j) for i, word, j in meaning.relations))
    mentions = list(meaning.mentions)
    i = int(rng.integers(len(mentions)))
    said = [name for name in _WORDS if getattr(mentions[i], name) is not None]
    name = said[rng.integers(len(said))]
    partners = [
        j
        for j, other in enumerate(mentions)
        if j != i and getattr(other, name) not in (None, getattr(mentions[i], name))
    ]
    if partners and rng.random() < SWAP_ODDS:
        j = partners[rng.integers(len(partners))]
        mentions[i], mentions[j] = _swapped(mentions[i], mentions[j], name)
    else:
        mentions[i] = replace(mentions[i], **{name: _WORDS[name][rng.integers(len(_WORDS[name]))]})
    return replace(meaning, mentions=tuple(mentions))


def _swapped(a: Mention, b: Mention, name: str) -> tuple[Mention, Mention]:
    return replace(a, **{name: getattr(b, name)}), replace(b, **{name: getattr(a, name)})
