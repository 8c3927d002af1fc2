from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from traitlets import TraitError

import samples
from pairlens_widget import Explorer


def test_choices_can_be_set_read_and_observed(explorer: Explorer) -> None:
    seen: list[Any] = []
    explorer.observe(lambda change: seen.append(change.new), "selected_tokens")
    explorer.selected_tokens = explorer.pair.indices("black dog")
    assert explorer.selected_tokens == list(explorer.pair.indices("black dog")) == seen[0]


def test_choices_take_what_numpy_gives(explorer: Explorer) -> None:
    explorer.selected_patches = np.flatnonzero(explorer.pair.heatmap("black dog") > 0.005)
    assert explorer.selected_patches
    assert all(type(cell) is int for cell in explorer.selected_patches)


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("selected_tokens", [99]),
        ("selected_tokens", "dog"),
        ("selected_patches", [49]),
        ("selected_patches", [0.5]),
        ("pins", [{"tokens": [99]}]),
        ("pins", [3]),
    ],
)
def test_a_wrong_choice_is_refused_and_changes_nothing(explorer: Explorer, name: str, bad: object) -> None:
    explorer.selected_tokens, explorer.selected_patches, explorer.pins = [1], [2], [{"tokens": [3]}]
    before = {key: getattr(explorer, key) for key in ("selected_tokens", "selected_patches", "pins")}
    with pytest.raises(TraitError):
        setattr(explorer, name, bad)
    assert {key: getattr(explorer, key) for key in before} == before


@pytest.mark.parametrize("make", [samples.captions, samples.pictures])
def test_pairs_of_one_kind_are_chosen_by_side(make: Callable[[], Any]) -> None:
    explorer = Explorer(make())
    explorer.selected_a, explorer.selected_b = [2, 1], np.array([3])
    explorer.pins = [{"a": [1]}, {"b": (0, 2)}]
    assert (explorer.selected_a, explorer.selected_b) == ([1, 2], [3])
    assert explorer.pins[1] == {"a": [], "b": [0, 2], "colour": 1}
    with pytest.raises(TraitError, match="selected_a or selected_b"):
        explorer.selected_tokens = [1]
    with pytest.raises(TraitError, match="selected_b"):
        explorer.selected_b = [99]
    with pytest.raises(TraitError, match="A pin has a, b, colour"):
        explorer.pins = [{"tokens": [1]}]
    explorer.close()


def test_a_picture_with_a_caption_is_not_chosen_by_side(explorer: Explorer) -> None:
    with pytest.raises(TraitError, match="selected_tokens or selected_patches"):
        explorer.selected_a = [0]
    explorer.selected_a = []


def test_the_caption_may_come_first() -> None:
    explorer = Explorer(samples.turned())
    explorer.selected_tokens, explorer.selected_patches = [16], [48]
    with pytest.raises(TraitError, match="selected_tokens"):
        explorer.selected_tokens = [17]
    explorer.close()
