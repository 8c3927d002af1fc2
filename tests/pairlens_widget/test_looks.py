"""How numbers are drawn, as a person types it."""

from __future__ import annotations

import pytest
import traitlets

import samples
from pairlens_widget import Explorer
from pairlens_widget.looks import CHOICES, PLAIN, look


def test_only_what_differs_is_kept_in_one_order() -> None:
    assert look({}) == {}
    assert look(PLAIN) == {}
    made = look({"opacity": 0.5, "map": "green-purple", "locked": True, "robust": True})
    assert list(made.items()) == [("robust", True), ("map", "green-purple"), ("opacity", 0.5)]


def test_every_word_of_a_choice_is_taken_and_the_first_is_plain() -> None:
    for name, words in CHOICES.items():
        assert PLAIN[name] == words[0]
        assert [look({name: word}) for word in words[1:]] == [{name: word} for word in words[1:]]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("robust", "A look is a dict"),
        ({"colour": "red"}, r"A look has locked, .*; it has no colour"),
        (
            {"map": "rainbow"},
            "map of a look is one of orange-blue, green-purple, yellow-violet, not 'rainbow'",
        ),
        ({"map": ["orange-blue"]}, "map of a look is one of"),
        ({"opacity": 2}, "a number from 0 to 1, not 2"),
        ({"opacity": float("nan")}, "a number from 0 to 1"),
        ({"opacity": True}, "a number from 0 to 1, not True"),
        ({"flipped": 1}, "flipped of a look is True or False, not 1"),
        ({"panel": "chart"}, "panel of a look is one of picture, matrix, table"),
    ],
)
def test_anything_else_is_refused_with_a_reason(bad: object, reason: str) -> None:
    with pytest.raises(traitlets.TraitError, match=reason):
        look(bad)


def test_an_explorer_keeps_its_look_when_a_bad_one_is_given() -> None:
    explorer = Explorer(samples.husky())
    explorer.look = {"flipped": True, "grey": False}
    with pytest.raises(traitlets.TraitError, match="opacity"):
        explorer.look = {"opacity": -1}
    assert explorer.look == {"flipped": True}
    explorer.close()
