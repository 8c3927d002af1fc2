"""The list to start with, and the guide that explains it to annotators."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from pairlens.cases.categories import CATEGORIES, Category, checked
from pairlens.errors import OptionError

DOCS = Path(__file__).parents[3] / "docs"


@pytest.mark.parametrize("category", CATEGORIES, ids=lambda each: each.key)
def test_the_guide_defines_and_draws_each(category: Category) -> None:
    guide = (DOCS / "annotating.md").read_text()
    assert f"### {category.name}\n\n{category.definition}\n" in guide
    assert f"](categories/{category.key}.png)" in guide
    with Image.open(DOCS / "categories" / f"{category.key}.png") as drawn:
        assert min(drawn.size) > 300


def test_no_drawing_is_left_over() -> None:
    drawn = {path.stem for path in (DOCS / "categories").glob("*.png")}
    assert drawn == {category.key for category in CATEGORIES}


def test_the_list_to_start_with_is_one_that_is_accepted() -> None:
    assert checked(CATEGORIES) == CATEGORIES


@pytest.mark.parametrize("key", ["", "Wrong Object", "a" * 65, "-a", "a\n", "é", "=1"])
def test_a_key_is_plain(key: str) -> None:
    with pytest.raises(OptionError, match="key of a category"):
        Category(key, "Name")


def test_a_category_has_a_name() -> None:
    with pytest.raises(OptionError, match="no name"):
        Category("a", "  ")


@pytest.mark.parametrize(
    ("first", "second", "what"),
    [
        (Category("a", "A"), Category("a", "B"), "key 'a'"),
        (Category("a", "A"), Category("b", "A"), "name 'A'"),
        (Category("a", "A", hotkey="x"), Category("b", "B", hotkey="x"), "hotkey 'x'"),
    ],
)
def test_nothing_is_there_twice(first: Category, second: Category, what: str) -> None:
    with pytest.raises(OptionError, match=what):
        checked([first, second])


def test_without_hotkeys_none_collide() -> None:
    assert len(checked([Category("a", "A"), Category("b", "B")])) == 2


@pytest.mark.parametrize("none", [[], ["wrong_object"]])
def test_there_is_something_to_choose_from(none: list) -> None:
    with pytest.raises(OptionError, match="no categories"):
        checked(none)
