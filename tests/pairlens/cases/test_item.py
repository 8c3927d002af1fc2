"""The same question about the same pair is the same item; anything else is another."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import samples
from pairlens import PairAttribution
from pairlens.cases.item import Item, item_of, pixels_hash
from pairlens.cases.plain import plain
from pairlens.errors import OptionError


def with_settings(pair: PairAttribution, **settings: object) -> PairAttribution:
    return replace(pair, settings={**pair.settings, **settings})


def test_what_an_answer_only_reports_makes_no_other_item() -> None:
    pair = samples.husky()
    other = replace(with_settings(pair, device="cuda:0", nodes=[3, 5], notes=["x"]), versions={"python": "4"})
    assert item_of(pair).id == item_of(other).id


def test_what_was_asked_makes_another_item() -> None:
    pair = samples.husky()
    others = [
        samples.pair(seed=1),
        with_settings(pair, steps=7),
        with_settings(pair, weights="sha256:0"),
        replace(pair, model="other"),
        replace(pair, method="occlusion"),
        replace(pair, layers=(1, 1)),
        samples.pair("a dog"),
    ]
    ids = {item_of(other).id for other in (pair, *others[1:])}
    assert len(ids) == len(others)
    assert item_of(others[0]).id == item_of(pair).id  # other numbers of the same pair


def test_it_tells_what_a_table_needs() -> None:
    item = item_of(
        samples.husky(), name="dogs.jpg", measures={"residual": np.float32(0.5)}, columns={"class": "dog"}
    )
    assert item.caption == samples.HUSKY
    assert item.picture is not None
    assert (item.picture.name, item.picture.rows, item.picture.width) == ("dogs.jpg", 7, 224)
    assert item.measures == {"residual": 0.5}
    assert type(item.measures["residual"]) is float
    assert item.columns == {"class": "dog"}


def test_pairs_of_one_kind_are_items_too() -> None:
    words, pictures = item_of(samples.captions()), item_of(samples.pictures())
    assert (words.picture, bool(words.caption)) == (None, True)
    assert pictures.picture is pictures.a
    assert pictures.caption == ""


def test_a_picture_is_known_by_its_pixels_and_its_shape() -> None:
    pixels = np.zeros((2, 8, 3), np.uint8)
    assert pixels_hash(pixels) == pixels_hash(pixels.copy(order="F"))
    assert pixels_hash(pixels) != pixels_hash(pixels.reshape(4, 4, 3))
    assert pixels_hash(pixels) != pixels_hash(pixels + np.uint8(1))


def test_columns_are_plain() -> None:
    made = plain({"a": np.int64(3), "b": np.float32(0.5), "c": None, "d": True, "e": float("nan"), "f": "x"})
    assert made == {"a": 3, "b": 0.5, "c": None, "d": True, "e": None, "f": "x"}
    assert [type(made[key]) for key in "ab"] == [int, float]


@pytest.mark.parametrize("columns", [{"a": [1]}, {"a": object()}, {1: "a"}, {"": "a"}, {"a": b"x"}])
def test_columns_that_no_table_holds_are_refused(columns: dict) -> None:
    with pytest.raises(OptionError, match="olumn"):
        plain(columns)


def test_an_item_needs_no_explanation_to_be_made() -> None:
    made = item_of(samples.husky())
    assert replace(made, columns={}) == Item(
        **{name: getattr(made, name) for name in made.__dataclass_fields__}
    )
