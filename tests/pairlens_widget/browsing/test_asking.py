"""Slips of the finger are said."""

from __future__ import annotations

from typing import Any

import pytest
import traitlets

import galleries
from pairlens.cases import Collection
from pairlens_widget.browsing.asking import checked_sort, checked_where
from pairlens_widget.browsing.where import where


@pytest.fixture(scope="module")
def collection() -> Collection:
    return Collection.of(galleries.pairs(3), columns={"class": ["a", "b", "a"], "size": [1, None, 3]})


@pytest.mark.parametrize("sort", ["", "score", "disagreement", "size"])
def test_what_may_be_sorted_by(collection: Collection, sort: str) -> None:
    assert checked_sort(sort, collection) == sort


@pytest.mark.parametrize(
    ("sort", "cause"),
    [("clas", "There is no column 'clas'"), ("class", "'class' holds no numbers"), ("label", "no column")],
)
def test_what_may_not(collection: Collection, sort: str, cause: str) -> None:
    with pytest.raises(traitlets.TraitError, match=cause) as caught:
        checked_sort(sort, collection)
    assert "'size'" in str(caught.value)


@pytest.mark.parametrize(
    "asked", [{"class": "a"}, {"label": "x", "status": ["draft"]}, {"size": (1, None), "rank": (None, 3)}]
)
def test_what_may_be_asked(collection: Collection, asked: dict[str, Any]) -> None:
    assert checked_where(where(asked), collection) == where(asked)


@pytest.mark.parametrize(
    ("asked", "cause"),
    [
        ({"clas": "a"}, "There is no column 'clas'"),
        ({"size": "1"}, "'size' holds numbers"),
        ({"class": (1, 2)}, "'class' holds texts"),
        ({"label": (1, 2)}, "'label' holds texts"),
    ],
)
def test_what_may_not_be(collection: Collection, asked: dict[str, Any], cause: str) -> None:
    with pytest.raises(traitlets.TraitError, match=cause):
        checked_where(where(asked), collection)
