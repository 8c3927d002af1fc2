"""Scenes whose captions each name one part of the picture, several captions to a picture."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from data import LENGTH, LINKS, MENTIONS, Record, claims_of, looks_of, tokens_of
from pairlens.scenes import COLOURS, KINDS, SIDE, SIZES, TEXTURES, grammar, is_true
from pairlens.scenes.describe import Choice, is_clear, meaning_of
from pairlens.scenes.layout import invent
from pairlens.scenes.meaning import Meaning
from pairlens.scenes.render import render
from pairlens.scenes.scene import generator
from pairlens.scenes.world import MAX_OBJECTS, Plan, SceneObject

WORDINGS = 2
"""Captions of each object."""

SAID = MAX_OBJECTS * WORDINGS
"""Most captions of a scene; each comes with a contrary one."""

FIELDS: dict[str, tuple[tuple[int, ...], str]] = {
    "image": ((SIDE, SIDE, 3), "uint8"),
    "looks": ((MAX_OBJECTS, 4), "int8"),
    "places": ((MAX_OBJECTS, 2), "float32"),
    "tokens": ((SAID, 2, LENGTH), "int16"),
    "mentions": ((SAID, 2, MENTIONS, 5), "int8"),
    "links": ((SAID, 2, LINKS, 3), "int8"),
    "named": ((SAID,), "int8"),
}
"""As in `data.FIELDS`; `named` is the object that a caption names, -1 where there is no caption."""

_VALUES = {"kind": KINDS, "colour": tuple(COLOURS), "texture": TEXTURES, "size": tuple(SIZES)}
_ODDS = {"kind": 0.8, "colour": 0.75, "texture": 0.35, "size": 0.15}
_NEIGHBOUR_ODDS = 0.6
"""How often a contrary caption takes the changed word from another object of the same picture."""


def scene(seed: int, split: str = "train") -> Record:
    """One scene of two objects or more as arrays, with two captions of every object.

    Args:
        seed: Any integer from 0.
        split: Whose random stream to use.
    """
    rng = generator(seed, split, purpose=7)
    plan = invent(rng, int(rng.integers(2, MAX_OBJECTS + 1)))
    looks, places = looks_of(plan.objects)
    rows: Record = {
        name: np.zeros(shape, dtype) for name, (shape, dtype) in FIELDS.items() if name != "image"
    }
    rows["named"][:] = -1
    for k in range(WORDINGS * len(plan.objects)):
        _say(rows, k, plan, k % len(plan.objects), rng)
    return rows | {"image": render(plan)[0], "looks": looks, "places": places}


def texts_of(objects: tuple[SceneObject, ...], i: int, rng: np.random.Generator) -> tuple[Meaning, Meaning]:
    """A meaning that names object i and no other, and one like it that is false of the picture."""
    names = frozenset(name for name, odds in _ODDS.items() if rng.random() < odds)
    missing = ["kind", "colour"] if rng.random() < 0.5 else ["colour", "kind"]
    while not names & {"kind", "colour"} or not is_clear(Choice(((i, names),)), objects):
        names |= {missing.pop()}
    meaning = meaning_of(Choice(((i, names),)), objects)
    assert meaning is not None  # noqa: S101 - only relations can be unclear
    return meaning, _contrary(meaning, objects, rng)


def _contrary(meaning: Meaning, objects: tuple[SceneObject, ...], rng: np.random.Generator) -> Meaning:
    (mention,) = meaning.mentions
    said = [name for name in _VALUES if getattr(mention, name) is not None]
    while True:
        name = said[rng.integers(len(said))]
        values = _VALUES[name]
        if rng.random() < _NEIGHBOUR_ODDS:
            values = tuple(getattr(thing, name) for thing in objects)
        other = Meaning((replace(mention, **{name: values[rng.integers(len(values))]}),))
        if not is_true(other, objects):
            return other


def _say(rows: Record, k: int, plan: Plan, i: int, rng: np.random.Generator) -> None:
    """Write caption k of object i, and its contrary in the same words but for what differs."""
    words = int(rng.integers(2**31))
    for side, meaning in enumerate(texts_of(plan.objects, i, rng)):
        text = grammar.realise(meaning, np.random.default_rng(words)).text
        rows["tokens"][k, side] = tokens_of(text)
        rows["mentions"][k, side], rows["links"][k, side] = claims_of(meaning)
    rows["named"][k] = i
