from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import samples
from pairlens.errors import RegionError
from pairlens.regions import box_weights, cell_means, cells_box, connected_region, place_words, region_weights

PICTURE = samples.picture(rows=3, cols=5, height=100, width=128)


def slow_weights(box: tuple[float, float, float, float], fine: int = 20) -> np.ndarray:
    """The same by counting points, cell by cell."""
    x0, y0, x1, y1 = box
    x = (np.arange(5 * fine) + 0.5) * 128 / (5 * fine)
    y = (np.arange(3 * fine) + 0.5) * 100 / (3 * fine)
    inside = ((y >= y0) & (y < y1))[:, None] & ((x >= x0) & (x < x1))[None]
    return inside.reshape(3, fine, 5, fine).mean(axis=(1, 3))


@pytest.mark.parametrize("seed", range(30))
def test_a_box_weighs_each_cell_by_area(seed: int) -> None:
    random = np.random.default_rng(seed)
    x, y = np.sort(random.uniform(0, 128, 2)), np.sort(random.uniform(0, 100, 2))
    box = (float(x[0]), float(y[0]), float(x[1]), float(y[1]))
    np.testing.assert_allclose(box_weights(box, PICTURE), slow_weights(box), atol=0.11)
    area = (x[1] - x[0]) * (y[1] - y[0])
    assert box_weights(box, PICTURE).sum() * (128 / 5) * (100 / 3) == pytest.approx(area)


@pytest.mark.parametrize("seed", range(20))
def test_boxes_that_share_an_edge_add_up(seed: int) -> None:
    random = np.random.default_rng(seed)
    x, y = random.uniform(1, 127), random.uniform(1, 99)
    whole = [(0, 0, x, y), (x, 0, 128, y), (0, y, x, 100), (x, y, 128, 100)]
    np.testing.assert_allclose(
        sum(region_weights(box, PICTURE) for box in whole), np.ones((3, 5)), atol=1e-12
    )


def test_x_comes_first_and_boxes_are_half_open() -> None:
    picture = samples.picture(rows=2, cols=2, height=4, width=4)
    np.testing.assert_array_equal(region_weights((2, 0, 4, 2), picture), [[0, 1], [0, 0]])
    np.testing.assert_array_equal(region_weights(np.array([0, 0, 3, 1]), picture), [[0.5, 0.25], [0, 0]])


@pytest.mark.parametrize(
    ("region", "message"),
    [
        (
            (0, 0, 129, 10),
            r"\(0, 0, 129, 10\) reaches outside.* 128 pixels wide and 100 high.*x first, half-open",
        ),
        ((0, 0, 10, 101), "outside"),
        ((-1, 0, 10, 10), "outside"),
        ((10, 0, 5, 10), "reversed"),
        ((0, 10, 5, 5), "reversed"),
        ((5, 5, 5, 10), "empty"),
        ((0, 0, np.nan, 10), "NaN"),
        ((0, 0, np.inf, 10), "infinite"),
        (np.full((3, 5), np.nan), "NaN"),
        ((0, 0, 10), r"shape \(3,\)"),
        (np.ones((5, 3)), r"\(5, 3\).*\(3, 5\).*\(100, 128\)"),
        (7, r"shape \(\)"),
        ("black dog", "no region"),
        (None, "NaN|no region"),
        ([[1, 2], [3]], "no region"),
    ],
)
def test_a_region_that_does_not_fit_says_why(region: Any, message: str) -> None:
    with pytest.raises(RegionError, match=message):
        region_weights(region, PICTURE)


def test_masks_per_cell_pass_and_masks_per_pixel_are_averaged() -> None:
    cells = np.zeros((3, 5), bool)
    cells[2, 4] = True
    np.testing.assert_array_equal(region_weights(cells, PICTURE), cells)
    pixels = np.zeros((100, 128))
    pixels[:50, :64] = 1
    np.testing.assert_allclose(
        region_weights(pixels, PICTURE), box_weights((0, 0, 64, 50), PICTURE), atol=1e-12
    )


def test_means_over_cells_keep_the_total() -> None:
    values = np.random.default_rng(0).normal(size=(11, 7))
    assert cell_means(values, 3, 5).mean() == pytest.approx(values.mean())
    np.testing.assert_allclose(cell_means(values, 11, 7), values)


def test_a_region_is_joined_by_edges_and_has_one_sign() -> None:
    heat = np.array([[9, 5, 0, 5], [4, -9, 9, 0], [5, 0, 0, 5.0]])
    expected = np.array([[1, 1, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]], bool)
    np.testing.assert_array_equal(connected_region(heat, (0, 0)), expected)
    np.testing.assert_array_equal(connected_region(-heat, (0, 0)), expected)
    assert connected_region(heat, (1, 1)).sum() == 1


def test_a_region_winds_through_the_grid() -> None:
    heat = np.array([[1, 1, 1], [0, 0, 1], [1, 1, 1.0]])
    np.testing.assert_array_equal(connected_region(heat, (0, 0)), heat > 0)


def test_a_peak_of_zero_is_a_region_of_itself() -> None:
    assert connected_region(np.zeros((2, 3)), (1, 2)).sum() == 1


def test_a_box_round_cells_is_in_pixels_x_first() -> None:
    assert cells_box([0], PICTURE) == pytest.approx((0, 0, 25.6, 100 / 3))
    assert cells_box([8, 13], PICTURE) == pytest.approx((76.8, 100 / 3, 102.4, 100))


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ([0], "upper left"), ([3, 4], "top"), ([7], "upper right"), ([24], "left"), ([27, 28], "centre"),
        ([31], "right"), ([56], "lower left"), ([60], "bottom"), ([63, 62], "lower right"),
        (range(64), "the whole picture"), (range(50), "most of the picture"),
    ],
)  # fmt: skip
def test_places_have_names(cells: Any, words: str) -> None:
    assert place_words(list(cells), 8, 8) == words


def test_the_only_cell_is_the_whole_picture() -> None:
    assert place_words([0], 1, 1) == "the whole picture"
