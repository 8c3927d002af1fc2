from __future__ import annotations

import numpy as np
import pytest
from traitlets import TraitError

from pairlens_widget.choices import indices, pins


def test_indices_come_back_sorted_and_once() -> None:
    assert indices((3, 1, 3), 4, "tokens") == [1, 3]
    assert indices(np.array([2, 0]), 4, "tokens") == [0, 2]
    assert all(type(i) is int for i in indices(np.array([2, 0]), 4, "tokens"))


@pytest.mark.parametrize("bad", [[4], [-1], [1.5], ["1"], [True], [None], "12", {"a": 1}, 3])
def test_what_is_no_index_is_refused_by_name(bad: object) -> None:
    with pytest.raises(TraitError, match="selected_tokens"):
        indices(bad, 4, "selected_tokens")


def test_pins_are_filled_in_and_get_the_first_free_colour() -> None:
    made = pins([{"tokens": [1]}, {"patches": [0], "colour": 0}, {"tokens": (2,), "patches": ()}], 4, 9)
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
        ([{"tokens": [1], "name": "x"}], "it has no name"),
        ([{"tokens": [1], "colour": 2}, {"tokens": [2], "colour": 2}], "colour of its own"),
        ([[1]], "a dict"),
        ("pins", "a list"),
    ],
)
def test_what_is_no_pin_is_refused_with_a_reason(bad: object, message: str) -> None:
    with pytest.raises(TraitError, match=message):
        pins(bad, 4, 9)
