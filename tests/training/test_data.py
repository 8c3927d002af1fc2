from __future__ import annotations

import numpy as np
import pytest

import data
from pairlens import scenes
from pairlens.encoders.embedded import tokenizer


@pytest.fixture(scope="module")
def drawn():
    return [record for seed in range(24) for record in data.pair(seed, "dev")]


def test_every_field_has_the_shape_and_type_that_the_pool_expects(drawn):
    for record in drawn:
        assert {name: (a.shape, a.dtype.name) for name, a in record.items()} == data.FIELDS


def test_tokens_are_those_of_the_tokenizer():
    vocabulary = np.array(data.vocabulary())
    texts = [scenes.sample(seed, "dev").caption(seed).text for seed in range(50)]
    expected = tokenizer()(texts).numpy()[:, : data.LENGTH]
    assert (vocabulary[np.stack([data.tokens_of(text) for text in texts])] == expected).all()


def test_padding_comes_first_and_the_end_last_so_that_pooling_finds_it():
    speaker = tokenizer()
    assert data.vocabulary()[0] == 0
    assert data.vocabulary()[-2:] == (speaker.sot_token_id, speaker.eot_token_id)


def test_contrary_captions_differ_from_the_true_ones(drawn):
    for record in drawn:
        assert (record["tokens"][:, 0] != record["tokens"][:, 1]).any(axis=1).all()


def test_the_same_seed_gives_the_same_pair(drawn):
    again = data.pair(0, "dev")[0]
    assert all(np.array_equal(again[name], drawn[0][name], equal_nan=name == "places") for name in again)


def test_odd_seeds_often_give_two_scenes_that_share_a_background(drawn):
    corner = [record["image"][:2, :2] for record in drawn]
    alike = [(corner[i] == corner[i + 1]).all() for i in range(2, len(corner), 4)]
    assert sum(alike) > len(alike) / 3
