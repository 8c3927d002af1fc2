from __future__ import annotations

import numpy as np
import pytest

from pairlens.words import atom_spans, is_punctuation, word_spans


def words(text: str) -> list[str]:
    return [text[a:b] for a, b in word_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a white husky.", ["a", "white", "husky", "."]),
        ("  spaced\t\nout  ", ["spaced", "out"]),
        ("the dog's snow-covered coat", ["the", "dog's", "snow-covered", "coat"]),
        ("don’t - stop", ["don’t", "-", "stop"]),
        ("'quoted' words'", ["'", "quoted", "'", "words", "'"]),
        ("3.5 or 1,000.", ["3.5", "or", "1,000", "."]),
        ("wait... what?!", ["wait", "...", "what", "?", "!"]),
        ("naïve cafe\u0301", ["naïve", "cafe\u0301"]),
        ("黒い犬と猫", ["黒", "い", "犬", "と", "猫"]),
        ("שלום, עולם", ["שלום", ",", "עולם"]),
        ("می\u200cروم", ["می\u200cروم"]),
        ("हिन्दी भाषा", ["हिन्दी", "भाषा"]),
        ("a🐶🐶b", ["a", "🐶", "🐶", "b"]),
        ("👩🏽\u200d🚀❤️", ["👩🏽\u200d🚀", "❤️"]),
        ("🇫🇷🇩🇪", ["🇫🇷", "🇩🇪"]),
        ("\u202ehidden\u202c", ["hidden"]),
        ("", []),
        ("   ", []),
    ],
)
def test_a_text_is_split_as_people_read_it(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_compounds_come_apart_into_atoms() -> None:
    text = "the dog's 3.5"
    assert [text[a:b] for a, b in atom_spans(text)] == ["the", "dog", "'", "s", "3", ".", "5"]


def test_only_marks_are_punctuation() -> None:
    marks = [word for word in words("a dog's “bone”, 3.5 🐶 🇫🇷 犬 <b> & $ ©") if is_punctuation(word)]
    assert marks == ["“", "”", ",", "<", ">", "&", "$"]


def test_spans_are_ordered_apart_and_leave_nothing_visible_out() -> None:
    letters = list("ab1 '-.,é\u0301犬かש🐶\u200d🏽🇫\u00ad\t<")
    for seed in range(300):
        text = "".join(np.random.default_rng(seed).choice(letters, 12))
        spans = word_spans(text)
        ends = [0, *(edge for span in spans for edge in span)]
        assert ends == sorted(ends), text
        assert all(a < b for a, b in spans), text
        left = set(range(len(text))) - {i for a, b in spans for i in range(a, b)}
        assert not any(text[i].isalnum() for i in left), text
