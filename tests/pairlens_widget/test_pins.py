"""Sums and differences of selections, their names, and which of them is looked at."""

from __future__ import annotations

import json
from typing import Any

import pytest
import traitlets

import samples
from pairlens_widget import Explorer
from pairlens_widget.pins import focused, pins

SIDES = {"tokens": 3, "patches": 4}
DOG: dict[str, Any] = {"tokens": [1, 2], "patches": [], "colour": 0}


def test_a_difference_keeps_what_is_added_and_what_is_taken_away() -> None:
    made = pins([{"tokens": [1], "plus": [{"patches": (2, 0)}], "minus": [{"tokens": [0]}]}], SIDES)
    assert made == [
        {
            "tokens": [1],
            "patches": [],
            "colour": 0,
            "plus": [{"tokens": [], "patches": [0, 2]}],
            "minus": [{"tokens": [0], "patches": []}],
        }
    ]


def test_everything_may_have_something_taken_away() -> None:
    [pin] = pins([{"minus": [{"tokens": [0], "patches": [1]}]}], SIDES)
    assert pin["tokens"] == pin["patches"] == []
    assert "plus" not in pin


def test_what_is_plain_is_left_out_so_that_a_pin_always_reads_the_same() -> None:
    [pin] = pins([{"tokens": [1, 2], "name": "", "shown": True, "plus": [], "minus": ()}], SIDES)
    assert pin == DOG
    [named] = pins([{**DOG, "name": "the dog", "shown": False}], SIDES)
    assert named == {**DOG, "name": "the dog", "shown": False}
    assert pins([named], SIDES) == [named]
    json.dumps(named)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ({"minus": [{"tokens": [3]}]}, r"3 is not in the range 0 to 2"),
        ({"minus": [[1]]}, "A part of a pin is a dict of tokens and patches"),
        ({"plus": {"tokens": [1]}}, "plus is a list of dicts"),
        ({"plus": [{}]}, "at least one token or patch"),
        ({"tokens": [1], "name": 3}, "name of a pin is text"),
        ({"tokens": [1], "shown": "no"}, "shown of a pin is True or False"),
        ({"tokens": [1], "times": []}, "it has no times"),
    ],
)
def test_other_parts_are_refused_with_a_reason(bad: dict[str, Any], reason: str) -> None:
    with pytest.raises(traitlets.TraitError, match=reason):
        pins([bad], SIDES)


def test_only_a_pin_that_is_there_can_be_looked_at() -> None:
    held = pins([DOG, {"patches": [1], "colour": 4}], SIDES)
    assert focused(None, held) is None
    assert focused(4, held) == 4
    for bad in (1, "0", True, 4.5):
        with pytest.raises(traitlets.TraitError, match=r"focused_pin|no pin has the colour"):
            focused(bad, held)


def test_an_explorer_holds_sums_and_says_which_one_is_looked_at() -> None:
    explorer = Explorer(samples.husky())
    explorer.pins = [{"tokens": [1]}, {"tokens": [2], "minus": [{"tokens": [1]}], "name": "rest"}]
    explorer.focused_pin = 1
    with pytest.raises(traitlets.TraitError, match="no pin has the colour 7"):
        explorer.focused_pin = 7
    assert explorer.focused_pin == 1
    with pytest.raises(traitlets.TraitError, match="not in the range"):
        explorer.pins = [{"minus": [{"patches": [49]}]}]
    assert [pin.get("name") for pin in explorer.pins] == [None, "rest"]
    explorer.close()
