from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from traitlets import TraitError

import samples
from pairlens.result import PairAttribution
from pairlens_widget.choices import counts, indices, keys, names, selection
from pairlens_widget.pins import pins


def test_indices_come_back_sorted_and_once() -> None:
    assert indices((3, 1, 3), 4, "tokens") == [1, 3]
    assert indices(np.array([2, 0]), 4, "tokens") == [0, 2]
    assert all(type(i) is int for i in indices(np.array([2, 0]), 4, "tokens"))


@pytest.mark.parametrize("bad", [[4], [-1], [1.5], ["1"], [True], [None], "12", {"a": 1}, 3])
def test_what_is_no_index_is_refused_by_name(bad: object) -> None:
    with pytest.raises(TraitError, match="selected_tokens"):
        indices(bad, 4, "selected_tokens")


SIDES = {"tokens": 4, "patches": 9}


def test_pins_are_filled_in_and_get_the_first_free_colour() -> None:
    made = pins([{"tokens": [1]}, {"patches": [0], "colour": 0}, {"tokens": (2,), "patches": ()}], SIDES)
    assert made == [
        {"tokens": [1], "patches": [], "colour": 1},
        {"tokens": [], "patches": [0], "colour": 0},
        {"tokens": [2], "patches": [], "colour": 2},
    ]


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ([{}], "at least one"),
        ([{"tokens": [9]}], "tokens of a pin"),
        ([{"patches": [9]}], "patches of a pin"),
        ([{"tokens": [1], "colour": -1}], "colour of a pin"),
        ([{"tokens": [1], "size": 2}], "it has no size"),
        ([{"tokens": [1], "name": 3}], "name of a pin is text"),
        ([{"tokens": [1], "minus": [{"patches": [9]}]}], "patches of a pin"),
        ([{"tokens": [1], "colour": 2}, {"tokens": [2], "colour": 2}], "colour of its own"),
        ([[1]], "a dict"),
        ("pins", "a list"),
    ],
)
def test_what_is_no_pin_is_refused_with_a_reason(bad: object, message: str) -> None:
    with pytest.raises(TraitError, match=message):
        pins(bad, SIDES)


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (samples.husky, {"selected_tokens": 17, "selected_patches": 49}),
        (samples.turned, {"selected_tokens": 17, "selected_patches": 49}),
        (samples.captions, {"selected_a": 17, "selected_b": 10}),
        (samples.pictures, {"selected_a": 49, "selected_b": 40}),
    ],
)
def test_a_pair_has_the_traits_that_fit_its_sides(
    make: Callable[[], PairAttribution], expected: dict[str, int]
) -> None:
    pair = make()
    assert counts(pair) == expected
    assert names(pair) == (*expected, "pins", "focused_pin", "look", "bookmarks")
    assert list(keys(pair)) == [name.removeprefix("selected_") for name in expected]
    for name, count in expected.items():
        assert selection([count - 1], name, pair) == [count - 1]


def test_pins_of_two_captions_hold_units_of_either() -> None:
    assert pins([{"b": [1]}], {"a": 3, "b": 2}) == [{"a": [], "b": [1], "colour": 0}]
    with pytest.raises(TraitError, match="at least one unit of a or unit of b"):
        pins([{}], {"a": 3, "b": 2})
