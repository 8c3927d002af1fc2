from __future__ import annotations

import numpy as np
import pytest

from pairlens import scenes
from pairlens.scenes.grammar import realise
from pairlens.scenes.meaning import Meaning, Mention

STAR_AND_HEART = Meaning((Mention("star", "red"), Mention("heart", "orange")))


def said(meaning: Meaning, seed: int) -> str:
    return realise(meaning, np.random.default_rng(seed)).text


def test_plain_words_come_out_plainly():
    sentence = realise(STAR_AND_HEART, np.random.default_rng(0), plainly=True)
    assert sentence.text == "a red star and an orange heart"
    assert [sentence.text[a:b] for a, b in sentence.spans] == ["red star", "orange heart"]


def test_one_meaning_has_many_phrasings():
    meaning = Meaning((Mention("cup", "red", "striped", "large"), Mention("ball", position="top left")))
    assert len({said(meaning, seed) for seed in range(60)}) > 30


@pytest.mark.parametrize("seed", range(20))
def test_equal_draws_differ_only_where_the_meanings_do(seed):
    swapped = Meaning((Mention("star", "orange"), Mention("heart", "red")))
    one, other = said(STAR_AND_HEART, seed), said(swapped, seed)
    assert sorted(one.replace("an ", "a ").split()) == sorted(other.replace("an ", "a ").split())
    assert one != other


@pytest.mark.parametrize("word", scenes.RELATIONS)
def test_every_relation_can_be_said(word):
    meaning = Meaning((Mention("star"), Mention("heart")), ((0, word, 1),))
    assert realise(meaning, np.random.default_rng(0), plainly=True).text == f"a star {word} a heart"


@pytest.mark.parametrize("word", scenes.POSITIONS)
def test_every_position_can_be_said(word):
    text = realise(Meaning((Mention("star", position=word),)), np.random.default_rng(0), plainly=True).text
    assert text.startswith("a star ")
    assert word.split()[0] in text or word == "centre"


def test_captions_are_short_enough_for_the_embedded_model():
    longest = max(
        len(scenes.sample(seed, "dev", objects=5).caption(seed, mentions=4).text.split())
        for seed in range(80)
    )
    assert longest < 40
