"""Choices that were made in one explanation, in the terms of another."""

from __future__ import annotations

from typing import Any

import pytest

import samples
from pairlens_widget import Explorer
from pairlens_widget.carrying import carried
from pairlens_widget.shelf import KEPT

OLD = "a white husky and a black dog"


def chosen(**changes: Any) -> dict[str, Any]:
    plain = {"selected_tokens": [], "selected_patches": [], "pins": [], "focused_pin": None, "look": {}}
    return {**plain, "bookmarks": [], **changes}


def words(text: str, units: list[int]) -> list[str]:
    """The words whose tokens, all of them, are among the units."""
    return [word.text for word in samples.pair(text).words if set(word.tokens) <= set(units)]


@pytest.mark.parametrize(
    ("new", "kept"),
    [
        ("a white husky and a black dog running", ["black", "dog"]),
        ("one white husky and a black dog", ["black", "dog"]),
        ("a black dog", ["black", "dog"]),
        ("a white husky and a dog", ["dog"]),
        ("a white husky and a black cat", ["black"]),
        ("snow", []),
    ],
)
def test_words_that_are_still_there_stay_selected(new: str, kept: list[str]) -> None:
    old, now = samples.pair(OLD), samples.pair(new)
    found = carried(chosen(selected_tokens=list(old.indices("black dog"))), old, now)
    assert words(new, found["selected_tokens"]) == kept


def test_which_of_two_equal_words_is_told_by_their_order() -> None:
    old, new = samples.pair("a dog and a dog"), samples.pair("a small dog and a dog")
    second = list(old.indices("dog", occurrence=1))
    found = carried(chosen(selected_tokens=second), old, new)
    assert found["selected_tokens"] == list(new.indices("dog", occurrence=1))


def test_a_pin_goes_when_one_of_its_sides_has_nothing_left() -> None:
    old, new = samples.pair(OLD), samples.pair("a white husky")
    pins = [
        {"tokens": list(old.indices("husky")), "patches": [1], "colour": 0},
        {"tokens": list(old.indices("dog")), "patches": [1], "colour": 1},
        {"tokens": [], "patches": [3], "colour": 2, "name": "corner", "shown": False},
    ]
    found = carried(chosen(pins=pins, focused_pin=1), old, new)
    assert [pin["colour"] for pin in found["pins"]] == [0, 2]
    assert found["pins"][1] == pins[2]
    assert found["focused_pin"] is None


def test_what_is_added_to_a_pin_is_carried_with_it() -> None:
    old, new = samples.pair(OLD), samples.pair("so " + OLD)
    dog, husky = list(old.indices("dog")), list(old.indices("husky"))
    pin = {"tokens": dog, "patches": [], "colour": 0, "minus": [{"tokens": husky, "patches": []}]}
    found = carried(chosen(pins=[pin], focused_pin=0), old, new)
    assert found["pins"][0]["minus"] == [{"tokens": list(new.indices("husky")), "patches": []}]
    assert found["focused_pin"] == 0


def test_patches_stay_on_the_same_grid_only() -> None:
    old = samples.pair(OLD)
    assert carried(chosen(selected_patches=[3]), old, samples.pair(OLD, seed=1))["selected_patches"] == [3]
    other = samples.pair(OLD, rows=5, cols=5, height=160, width=160)
    assert carried(chosen(selected_patches=[3]), old, other)["selected_patches"] == []


def test_of_pairs_of_another_kind_nothing_but_the_look_is_kept() -> None:
    look = {"map": "green-purple"}
    found = carried(chosen(selected_tokens=[1], look=look, _seen="1"), samples.husky(), samples.captions())
    assert found["selected_tokens"] == []
    assert (found["look"], found["_seen"]) == (look, "1")


def test_the_oldest_explanation_is_let_go_and_one_that_is_kept_is_not() -> None:
    explorer = Explorer(samples.tiny())
    kept = explorer._shelf.put(samples.tiny())
    explorer._shelf.keep(kept)
    for _ in range(KEPT + 1):
        explorer._shelf.put(samples.tiny())
    assert explorer._shelf.find("1") is None
    assert explorer._shelf.find(kept) is not None
    explorer.close()
