"""Keys of an annotator: the usual ones, one's own, and what clashes."""

from __future__ import annotations

import pytest

from pairlens.cases import CATEGORIES, Category
from pairlens.errors import OptionError
from pairlens_widget.annotating.keys import USUAL, hotkeys, keys_of


def test_the_usual_ones_leave_every_digit_to_the_labels() -> None:
    keys = keys_of(None, CATEGORIES)
    assert set(keys) == set(USUAL)
    assert keys["previous"] == [",", "["]
    assert hotkeys(CATEGORIES, keys) == list("123456789")


def test_ones_own_go_before_and_digits_fill_up_what_is_free() -> None:
    mine = [Category("a", "A"), Category("b", "B", hotkey="1"), Category("c", "C", hotkey="x")]
    keys = keys_of({"skip": "K", "nothing": "2", "help": ""}, mine)
    assert (keys["skip"], keys["help"]) == (["K"], [])
    assert hotkeys(mine, keys) == ["3", "1", "x"]


def test_labels_beyond_the_digits_have_no_key() -> None:
    many = [Category(f"k{i}", f"Name {i}") for i in range(11)]
    assert hotkeys(many, keys_of(None, many))[8:] == ["9", "", ""]


@pytest.mark.parametrize(
    ("keys", "hotkey", "said"),
    [
        ({"dance": "D"}, "", "no action 'dance'"),
        ({"skip": "Escape"}, "", "'Escape' is no key"),
        ({"skip": 7}, "", "is no text"),
        ({"skip": "p"}, "", "key of the explorer; it pins"),
        ({"skip": "U"}, "", "'U' would be the key of"),
        ({}, "s", "'S' would be the key of the label 'Mine'"),
        ({}, "bb", "the label 'Mine': 'bb' is no key"),
        ({}, "B", "opens bookmarks"),
    ],
)
def test_what_clashes_is_refused(keys: dict[str, str], hotkey: str, said: str) -> None:
    with pytest.raises(OptionError, match=said):
        keys_of(keys, [Category("mine", "Mine", hotkey=hotkey)])
