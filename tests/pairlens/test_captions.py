from __future__ import annotations

import numpy as np
import pytest

import samples
from pairlens.captions import caption_units, find, phrases_of, words_of
from pairlens.errors import PhraseError
from pairlens.words import word_spans


def phrases(text: str) -> list[str]:
    return [phrase.text for phrase in phrases_of(samples.caption(text))]


def test_each_token_belongs_to_one_word() -> None:
    words = words_of("a husky.", [(0, 1), (2, 5), (5, 7), (7, 8)])
    assert [(word.text, word.tokens) for word in words] == [("a", (0,)), ("husky", (1, 2)), (".", (3,))]


def test_a_token_over_two_words_belongs_to_the_one_it_covers_most() -> None:
    assert [word.tokens for word in words_of("ab cde", [(1, 6)])] == [(), (0,)]


def test_a_token_between_words_belongs_to_the_next_and_at_the_end_to_the_last() -> None:
    assert [word.tokens for word in words_of("ab cd ", [(2, 3), (5, 6), (6, 6)])] == [(), (0, 1, 2)]


def test_tokens_of_one_emoji_stay_together() -> None:
    words = words_of("a 🐶!", [(0, 1), (2, 3), (2, 3), (2, 3), (3, 4)])
    assert [word.tokens for word in words] == [(0,), (1, 2, 3), (4,)]


def test_no_token_is_lost_or_shared_whatever_the_spans() -> None:
    for seed in range(200):
        random = np.random.default_rng(seed)
        edges = np.sort(random.integers(0, 21, (15, 2)), axis=1)
        words = words_of("one two's 犬 🐶, three.", [(int(a), int(b)) for a, b in edges])
        assert sorted(token for word in words for token in word.tokens) == list(range(15))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (samples.HUSKY, ["white husky", "black dog", "running", "snow covered forest"]),
        ("a big red striped circle left of a small blue star", ["big red striped circle", "small blue star"]),
        ("a dog on the left", ["dog", "left"]),
        ("the running dog, the tall building", ["running dog", "tall building"]),
        ("dog", ["dog"]),
        ("of the", ["of", "the"]),
        ("...", []),
        (
            "ein weißer Husky neben einem schwarzen Hund",
            ["ein", "weißer", "Husky", "neben", "einem", "schwarzen", "Hund"],
        ),
        ("one two three four", ["one two three four"]),
        ("one two three four five", ["one", "two", "three", "four", "five"]),
        ("黒い犬", ["黒い犬"]),
    ],
)
def test_phrases_are_runs_between_function_words(text: str, expected: list[str]) -> None:
    assert phrases(text) == expected


def test_a_phrase_knows_its_place_and_tokens() -> None:
    phrase = phrases_of(samples.caption())[1]
    assert samples.HUSKY[phrase.start : phrase.end] == phrase.text == "black dog"
    assert phrase.tokens == (7, 8, 9)


@pytest.mark.parametrize("asked", ["black dog", "BLACK  Dog", " black\ndog ", "ｂｌａｃｋ dog"])
def test_case_spacing_and_width_do_not_matter(asked: str) -> None:
    assert find(samples.caption(), asked) == (7, 8, 9)


@pytest.mark.parametrize(
    ("text", "asked", "expected"),
    [
        ("the dog's bone", "dog", "dog"),
        ("the dog's bone", "dog's bone", "dog's bone"),
        ("黒い犬と猫", "犬", "犬"),
        ("a 🐶 and a 🐱", "🐱", "🐱"),
        ("see STRASSE", "straße", "STRASSE"),
        ("a cafe\u0301 here", "café", "cafe\u0301"),
    ],
)
def test_a_phrase_is_found_in_any_script(text: str, asked: str, expected: str) -> None:
    units = samples.caption(text)
    spans = [units.spans[units.content[token]] for token in find(units, asked)]
    assert text[spans[0][0] : spans[-1][1]] == expected


@pytest.mark.parametrize("asked", ["do", "blackdog", "dog black", "cat", "", " ", "husk", "dog dog"])
def test_parts_of_words_and_other_words_are_not_found(asked: str) -> None:
    with pytest.raises(PhraseError, match="not in the caption"):
        find(samples.caption(), asked)


def test_a_missing_phrase_names_the_words_and_a_close_match() -> None:
    with pytest.raises(PhraseError, match=r"Did you mean 'black dog'\?.* white husky and") as caught:
        find(samples.caption(), "blck dog")
    assert "'blck dog'" in caught.value.cause


def test_a_phrase_that_is_there_twice_asks_which() -> None:
    units = samples.caption("a dog and a dog")
    with pytest.raises(PhraseError, match=r"2 times.*occurrence=0 to 1"):
        find(units, "dog")
    assert [find(units, "a dog", which) for which in (0, 1)] == [(0, 1), (3, 4)]
    with pytest.raises(PhraseError, match="no occurrence 2"):
        find(units, "dog", 2)
    with pytest.raises(PhraseError, match="no occurrence -1"):
        find(units, "dog", -1)


def test_words_beyond_the_context_are_not_found_silently() -> None:
    with pytest.raises(PhraseError, match="tokenizer left it out"):
        find(samples.caption("one two three", context=4), "three")


def test_units_are_built_with_words() -> None:
    units = caption_units("a dog", ["begin", "content", "content", "end"], [1, 5, 6, 2], list("^ad$"), [
        (-1, -1), (0, 1), (2, 5), (-1, -1),
    ])  # fmt: skip
    assert [word.text for word in units.words] == ["a", "dog"]
    assert units.content.tolist() == [1, 2]


def test_samples_have_a_span_for_every_word() -> None:
    for make in samples.SAMPLES.values():
        pair = make()
        assert len(pair.words) == len(word_spans(pair.caption.text))
