from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import samples
from pairlens.errors import PhraseError, RegionError
from pairlens.result import PairAttribution

ALL = pytest.mark.parametrize("make", samples.SAMPLES.values(), ids=samples.SAMPLES)


@ALL
def test_the_whole_heat_map_is_the_matrix_summed_over_tokens(make: Callable[[], PairAttribution]) -> None:
    pair = make()
    every = tuple(range(len(pair.tokens)))
    expected = pair.matrix.sum(axis=0, dtype=np.float64)
    for phrase in (None, slice(None), every):
        np.testing.assert_allclose(pair.heatmap(phrase), expected, rtol=0, atol=1e-15)
    assert pair.heatmap().sum() == pytest.approx(pair.ledger.content_patch, abs=1e-9)
    assert pair.heatmap().shape == (pair.picture.rows, pair.picture.cols)


@ALL
def test_heat_maps_of_parts_add_up(make: Callable[[], PairAttribution]) -> None:
    pair = make()
    for seed in range(10):
        chosen = np.random.default_rng(seed).random(len(pair.tokens)) < 0.5
        parts = [tuple(np.flatnonzero(mask)) for mask in (chosen, ~chosen) if mask.any()]
        np.testing.assert_allclose(sum(pair.heatmap(part) for part in parts), pair.heatmap(), atol=1e-12)


@ALL
def test_token_scores_of_complementary_boxes_add_up(make: Callable[[], PairAttribution]) -> None:
    pair = make()
    whole = pair.token_scores((0, 0, pair.picture.width, pair.picture.height))
    np.testing.assert_allclose(whole, pair.matrix.sum(axis=(1, 2), dtype=np.float64), atol=1e-12)
    for seed in range(10):
        x = float(np.random.default_rng(seed).uniform(0.1, 0.9)) * pair.picture.width
        left = pair.token_scores((0, 0, x, pair.picture.height))
        right = pair.token_scores((x, 0, pair.picture.width, pair.picture.height))
        np.testing.assert_allclose(left + right, whole, atol=1e-12)


@ALL
def test_a_phrase_and_a_region_meet_in_the_same_number(make: Callable[[], PairAttribution]) -> None:
    pair = make()
    for top in pair.top_pairs(9):
        mask = np.isin(np.arange(pair.picture.rows * pair.picture.cols), top.cells)
        scores = pair.token_scores(mask.reshape(pair.picture.rows, pair.picture.cols))
        assert scores[list(top.tokens)].sum() == pytest.approx(top.value, abs=1e-9)


def test_the_matrix_is_the_interactions_without_special_units_in_row_major_order() -> None:
    pair = samples.oblong()
    assert pair.matrix.shape == (17, 3, 5)
    assert pair.matrix.dtype == np.float32
    assert pair.matrix[4, 2, 3] == pair.interactions[1 + 4, 1 + 2 * 5 + 3]


def test_special_units_anywhere_are_left_out_of_the_matrix() -> None:
    plain = samples.pair(class_unit=False)
    assert plain.matrix.shape == (17, 7, 7)
    assert plain.matrix[0, 0, 0] == plain.interactions[1, 0]


def test_tokens_words_and_phrases_count_alike() -> None:
    pair = samples.husky()
    assert pair.tokens[:5] == ("a", "whi", "te", "hus", "ky")
    assert [pair.tokens[t] for t in pair.words[2].tokens] == ["hus", "ky"]
    assert pair.indices("white husky") == pair.phrases[0].tokens == (1, 2, 3, 4)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        (3, (3,)), (-1, (16,)), (np.int64(2), (2,)), (slice(1, 3), (1, 2)), ([4, 2, 4], (4, 2)),
        (np.array([0, 1]), (0, 1)), (range(2), (0, 1)), (slice(-2, None), (15, 16)),
    ],
)  # fmt: skip
def test_indices_count_as_python_does(phrase: Any, expected: tuple[int, ...]) -> None:
    assert samples.husky().indices(phrase) == expected


@pytest.mark.parametrize(
    "phrase",
    [
        17,
        -18,
        [0, 99],
        slice(5, 5),
        [],
        True,
        [True, False],
        np.array([1.5]),
        np.array([True]),
        np.array(1.5),
        np.ones((2, 2), int),
    ],
)
def test_indices_that_select_nothing_sensible_are_refused(phrase: Any) -> None:
    with pytest.raises(PhraseError, match=r"tokens 0 to 16|whole numbers from 0 to 16"):
        samples.husky().indices(phrase)


def test_an_occurrence_of_indices_makes_no_sense() -> None:
    with pytest.raises(PhraseError, match="occurrence"):
        samples.husky().indices(3, occurrence=0)


def test_a_second_occurrence_has_its_own_heat_map() -> None:
    pair = samples.pair("a dog and a dog")
    np.testing.assert_array_equal(pair.heatmap("dog", 1), pair.heatmap(4))


def test_a_box_outside_the_picture_is_refused() -> None:
    with pytest.raises(RegionError, match="224 pixels wide"):
        samples.husky().token_scores((0, 0, 225, 10))
