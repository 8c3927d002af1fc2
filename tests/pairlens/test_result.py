from __future__ import annotations

from collections.abc import Callable
from dataclasses import FrozenInstanceError
from typing import Any

import numpy as np
import pytest

import samples
from pairlens.errors import PairlensError, PhraseError, RegionError
from pairlens.result import PairAttribution

ALL = pytest.mark.parametrize("make", samples.SAMPLES.values(), ids=samples.SAMPLES)


@ALL
def test_the_ledger_adds_up(make: Callable[[], PairAttribution]) -> None:
    pair = make()
    total = sum(
        array.sum(dtype=float) for array in (pair.interactions, pair.text_effects, pair.image_effects)
    )
    assert total + pair.baseline + pair.residual == pytest.approx(pair.score, abs=1e-12)
    assert sum(row.value for row in pair.ledger.rows()) == pytest.approx(pair.score, abs=1e-12)
    assert pair.ledger.residual == pair.residual


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


def test_a_result_is_frozen_down_to_its_arrays() -> None:
    values = np.ones((77, 50), np.float32)
    pair = samples.pair(interactions=values, score=0.0)
    values[:] = 7
    assert pair.interactions.max() == 1
    for array in (pair.interactions, pair.text_effects, pair.image_effects, pair.matrix):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1
    with pytest.raises(FrozenInstanceError):
        pair.score = 1.0  # type: ignore[misc] # that it is refused is the test


def test_settings_are_a_copy() -> None:
    settings: dict[str, Any] = {"exact": True, "notes": ["one"]}
    pair = samples.pair(settings=settings)
    settings["notes"].append("two")
    assert pair.settings["notes"] == ["one"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"interactions": np.full((77, 50), np.nan)}, r"interactions holds nan at \(0, 0\)"),
        ({"score": float("nan")}, "score is nan"),
        ({"natural_scale": float("inf")}, "natural_scale is inf"),
        ({"settings": {"x": object()}}, "plain JSON"),
        ({"settings": {"x": float("nan")}}, "plain JSON"),
        ({"interactions": np.zeros((76, 50))}, r"shape \(76, 50\).*\(77, 50\)"),
        ({"interactions": np.zeros((50, 77))}, r"shape \(50, 77\).*text first"),
        ({"interactions": np.zeros(77), "score": 0.0}, r"shape \(77,\)"),
        ({"text_effects": np.zeros(50), "score": 0.0}, r"text_effects has shape \(50,\)"),
        ({"image_effects": np.zeros(()), "score": 0.0}, r"image_effects has shape \(\)"),
    ],
)
def test_terms_that_cannot_be_are_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(PairlensError, match=message):
        samples.pair(**changes)


def test_a_residual_that_contradicts_the_terms_is_refused() -> None:
    fields = {name: getattr(samples.husky(), name) for name in PairAttribution.__dataclass_fields__}
    assert PairAttribution(**fields).score == samples.husky().score
    with pytest.raises(PairlensError, match=r"residual is given as 0\.1"):
        PairAttribution(**{**fields, "residual": 0.1})


def test_it_shows_itself_in_one_line_as_text_and_as_html() -> None:
    pair = samples.trouble()
    assert "\n" not in repr(pair)
    bundle = pair._repr_mimebundle_(include=None, exclude=None)
    assert set(bundle) == {"text/plain", "text/html"}


def test_loading_and_viewing_need_neither_torch_nor_matplotlib(
    without: Callable[..., str], tmp_path: Any
) -> None:
    samples.husky().save(tmp_path / "x.npz")
    code = f"""
from pairlens.result import PairAttribution
pair = PairAttribution.load({str(tmp_path / "x.npz")!r})
print(pair.top_pairs(1)[0].phrase, len(pair._repr_mimebundle_()), pair.heatmap("black dog").shape)
"""
    assert without(code).strip() == "white husky 2 (7, 7)"


def test_plotting_needs_no_torch(without: Callable[..., str], tmp_path: Any) -> None:
    samples.husky().save(tmp_path / "x.npz")
    code = f"""
from pairlens.result import PairAttribution
PairAttribution.load({str(tmp_path / "x.npz")!r}).plot()
import sys; print("matplotlib.pyplot" in sys.modules)
"""
    assert without(code, "torch", "open_clip").strip() == "False"
