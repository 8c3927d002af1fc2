"""Which pairs are shown, in which order; that the view finds the same is tested with it (js/tests/gallery)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import galleries
from pairlens.cases import MEASURES
from pairlens_widget.browsing.order import Query, folded, ordered
from pairlens_widget.browsing.where import where


def shown(**asked: Any) -> list[int]:
    query = Query(**{**asked, "where": where(asked.get("where", {}))})
    return ordered(galleries.rows(), galleries.said(), MEASURES, query)


def test_the_worse_end_comes_first_and_what_is_unknown_last() -> None:
    score = galleries.rows().measures["score"]
    found = shown(sort="score")
    assert set(found[-2:]) == {2, 5}
    assert list(score[found[:-2]]) == sorted(score[found[:-2]])
    best = shown(sort="score", worst_first=False)
    assert list(score[best[:-2]]) == sorted(score[best[:-2]], reverse=True)
    residual = galleries.rows().measures["residual"][shown(sort="residual")]
    assert list(residual) == sorted(residual, reverse=True)


def test_equal_numbers_stay_as_they_came() -> None:
    found = shown(sort="size")
    assert found == [7, 11, 2, 6, 10, 1, 5, 9, 0, 4, 8, 3]
    assert found.index(3) == len(found) - 1
    pair = [i for i in shown(sort="score") if i in {1, 7}]
    assert pair == [1, 7]


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ({"where": {"class": "dog"}}, [0, 5, 10]),
        ({"where": {"size": (1, 2)}}, [1, 2, 5, 6, 9, 10]),
        ({"where": {"size": (None, None)}}, [0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11]),
        ({"where": {"status": "skipped"}}, [0]),
        ({"where": {"label": ["nothing wrong", "missed_object"]}}, [0, 3]),
        ({"where": {"label": "wrong_object"}}, []),
        ({"where": {"indoors": "yes", "model": "one"}}, [2, 4, 8, 10]),
        ({"where": {"nothing": "x"}}, []),
        ({"where": {"nothing": (0, 1)}}, []),
        ({"search": "  husky   DOG "}, [5, 10]),
        ({"search": "später"}, [0]),
        ({"search": "11.PNG"}, [11]),
    ],
)
def test_what_fits(asked: dict[str, Any], wanted: list[int]) -> None:
    assert shown(**asked) == wanted


def test_the_form_of_letters_does_not_count() -> None:
    assert folded("ﬁg Ⅳ ÄÖ") == "fig iv äö"


def test_a_range_is_of_the_numbers_that_are_shown() -> None:
    """Rows are of 32 bits; an end that a person types is not."""
    score = galleries.rows().measures["score"]
    exact = float(score[0])
    assert 0 in shown(where={"score": (exact, exact)})
    assert 0 not in shown(where={"score": (np.nextafter(exact, 1), None)})
