"""What may be asked of the pairs, and how it crosses."""

from __future__ import annotations

from typing import Any

import pytest
import traitlets

from pairlens_widget.browsing.where import plain, where


@pytest.mark.parametrize(
    ("asked", "crosses", "reads"),
    [
        ("dog", {"texts": ["dog"]}, ["dog"]),
        (["dog", "cat"], {"texts": ["dog", "cat"]}, ["dog", "cat"]),
        (("a", "b"), {"texts": ["a", "b"]}, ["a", "b"]),
        ((0.5, None), {"from": 0.5, "to": None}, (0.5, None)),
        ((None, None), {"from": None, "to": None}, (None, None)),
        ((0, 1), {"from": 0, "to": 1}, (0, 1)),
    ],
)
def test_texts_and_ranges(asked: Any, crosses: Any, reads: Any) -> None:
    found = where({"x": asked})
    assert found == {"x": crosses}
    assert plain(found) == {"x": reads}
    assert where(plain(found)) == found


@pytest.mark.parametrize(
    "asked",
    [
        [],
        {},
        3,
        None,
        (1, 2, 3),
        (float("nan"), 1),
        (None, float("inf")),
        (True, 2),
        ["a", 1],
        [0.1, 0.2],
        b"x",
    ],
)
def test_anything_else_is_refused_with_the_column(asked: Any) -> None:
    with pytest.raises(traitlets.TraitError, match=r"where\['size'\] is a text, a list"):
        where({"size": asked})


@pytest.mark.parametrize("asked", [None, "dog", ["dog"], 3])
def test_it_is_a_dict_of_columns(asked: Any) -> None:
    with pytest.raises(traitlets.TraitError, match="dict of columns"):
        where(asked)


def test_columns_are_called_by_their_names() -> None:
    with pytest.raises(traitlets.TraitError, match="by its name, not 3"):
        where({3: "x"})
