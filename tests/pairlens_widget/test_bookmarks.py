from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from traitlets import TraitError

import samples
from pairlens_widget import Explorer
from pairlens_widget.bookmarks import Sides, bookmarks

WHOLE = {
    "name": "the dog",
    "tokens": [5, 6],
    "patches": [],
    "pins": [{"tokens": [1], "patches": [], "colour": 2}],
    "focused_pin": 2,
    "look": {"grey": True},
    "revision": "3",
}


def _sides(revision: str) -> Sides:
    """Explanation 3 is still held, no other is."""
    return {"tokens": 9, "patches": 4} if revision == "3" else {"tokens": None, "patches": None}


@pytest.fixture
def explorer() -> Iterator[Explorer]:
    made = Explorer(samples.husky())
    yield made
    made.close()


def test_a_whole_bookmark_stays_as_it_is() -> None:
    assert bookmarks([WHOLE], _sides, "1") == [WHOLE]


def test_what_is_left_out_is_plain_and_of_the_explanation_that_is_shown() -> None:
    made = bookmarks([{"name": "start"}], _sides, "3")
    assert made == [
        {
            "name": "start",
            "tokens": [],
            "patches": [],
            "pins": [],
            "focused_pin": None,
            "look": {},
            "revision": "3",
        }
    ]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("start", "list of dicts"),
        ([3], "is a dict"),
        ([{"tokens": [9]}], "not in the range 0 to 8"),
        ([{"patches": [0.5]}], "no whole number"),
        ([{"pins": [{"tokens": [9]}]}], "tokens of a pin"),
        ([{"focused_pin": 0}], "no pin has the colour"),
        ([{"look": {"colour": "red"}}], "no colour"),
        ([{"title": "start"}], "it has no title"),
        ([{"name": 3}], "is text"),
    ],
)
def test_what_is_not_there_is_refused_with_a_reason(bad: Any, reason: str) -> None:
    with pytest.raises(TraitError, match=reason):
        bookmarks(bad, _sides, "3")


def test_of_an_explanation_that_is_no_longer_held_every_unit_might_have_been_there() -> None:
    made = bookmarks([{"tokens": [400], "pins": [{"patches": [9000]}], "revision": "2"}], _sides, "3")
    assert made[0]["tokens"] == [400]
    with pytest.raises(TraitError, match="range"):
        bookmarks([{"tokens": [-1], "revision": "2"}], _sides, "3")


def test_they_are_a_trait_that_python_sets_and_reads(explorer: Explorer) -> None:
    explorer.bookmarks = [{"name": "dog", "tokens": [5], "look": {"panel": "matrix"}}]
    assert explorer.bookmarks[0]["revision"] == "1"
    assert explorer.bookmarks[0]["look"] == {"panel": "matrix"}
    before = explorer.bookmarks
    with pytest.raises(TraitError):
        explorer.bookmarks = [{"tokens": [99]}]
    assert explorer.bookmarks == before


def test_a_bookmark_keeps_its_own_explanation_when_a_shorter_one_is_shown(explorer: Explorer) -> None:
    explorer.bookmarks = [{"name": "forest", "tokens": [16]}]
    shorter = explorer._shelf.put(samples.pair("a dog"))
    explorer._show(shorter)
    assert (explorer.bookmarks[0]["tokens"], explorer.bookmarks[0]["revision"]) == ([16], "1")
    with pytest.raises(TraitError, match="range"):
        explorer.bookmarks = [{"tokens": [16], "revision": shorter}]


def test_what_the_view_says_of_bookmarks_is_taken_as_it_is(explorer: Explorer) -> None:
    explorer.set_state({"bookmarks": [{**WHOLE, "revision": "1"}], "_seen": "1"})
    assert explorer.bookmarks == [{**WHOLE, "revision": "1"}]
