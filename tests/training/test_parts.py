from __future__ import annotations

import numpy as np
import pytest

import data
import parts
from pairlens import scenes
from pairlens.scenes import grammar
from pairlens.scenes.layout import invent
from pairlens.scenes.meaning import named_by
from pairlens.scenes.scene import generator


@pytest.fixture(scope="module")
def drawn():
    return [parts.scene(seed, "dev") for seed in range(12)]


def test_every_field_has_the_shape_and_type_that_the_pool_expects(drawn):
    for record in drawn:
        assert {name: (a.shape, a.dtype.name) for name, a in record.items()} == parts.FIELDS


def test_every_thing_is_named_by_two_captions(drawn):
    for record in drawn:
        there = int((record["looks"][:, 0] != -2).sum())
        assert there >= 2
        assert sorted(record["named"][record["named"] >= 0]) == sorted([*range(there)] * 2)
        empty = record["named"] < 0
        assert (record["tokens"][empty] == 0).all()
        assert (record["tokens"][~empty, :, 0] == len(data.vocabulary()) - 2).all()


def test_a_caption_names_its_thing_alone_and_its_contrary_is_false():
    rng = np.random.default_rng(0)
    for seed in range(60):
        objects = invent(generator(seed, "dev"), 3).objects
        meaning, contrary = parts.texts_of(objects, 1, rng)
        assert named_by(meaning.mentions[0], objects) == (1,)
        assert scenes.is_true(meaning, objects)
        assert not scenes.is_true(contrary, objects)
        assert sum(a != b for a, b in zip(_said(meaning), _said(contrary), strict=True)) == 1


def test_wordings_of_one_thing_differ():
    rng = np.random.default_rng(1)
    objects = invent(generator(3, "dev"), 3).objects
    said = {grammar.realise(parts.texts_of(objects, 0, rng)[0], rng).text for _ in range(20)}
    assert len(said) > 10


def _said(meaning):
    (mention,) = meaning.mentions
    return mention.kind, mention.colour, mention.texture, mention.size
