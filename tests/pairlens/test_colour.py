from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from pairlens.colour import AGAINST, FOR, css, diverging, painted, png_of, spread


def test_zero_is_clear_and_the_ends_are_full() -> None:
    colours = diverging(np.array([-2.0, -1.0, 0.0, 1.0, 2.0]), 1.0)
    assert colours[:, 3].tolist() == [255, 255, 0, 255, 255]
    assert tuple(colours[0, :3]) == tuple(colours[1, :3]) == AGAINST[1]
    assert tuple(colours[4, :3]) == tuple(colours[3, :3]) == FOR[1]


def test_both_sides_grow_alike() -> None:
    values = np.arange(-10, 11) / 10
    alpha = diverging(values, 1.0)[:, 3]
    np.testing.assert_array_equal(alpha, alpha[::-1])
    assert (np.diff(alpha[10:].astype(int)) > 0).all()


def test_a_scale_without_length_is_clear() -> None:
    assert not diverging(np.array([[-1.0, 0.0, 3.0]]), 0.0)[..., 3].any()


def linear(colour: tuple[int, int, int]) -> np.ndarray:
    share = np.array(colour) / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


@pytest.mark.parametrize(
    "loss",
    [
        # Viénot, Brettel & Mollon 1999: linear RGB as protanopes and deuteranopes see it
        [[0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]],
        [[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]],
    ],
)
def test_for_and_against_stay_apart_without_red_or_green_cones(loss: list[list[float]]) -> None:
    for ends in zip(FOR, AGAINST, strict=True):
        seen = [np.array(loss) @ linear(colour) for colour in ends]
        assert np.abs(seen[0] - seen[1]).max() > 0.3


def test_cells_stay_crisp_and_cover_the_picture() -> None:
    heat = np.arange(6.0).reshape(2, 3)
    np.testing.assert_array_equal(spread(heat, 4, 6), heat.repeat(2, axis=0).repeat(2, axis=1))
    assert set(spread(heat, 5, 7).ravel()) == set(range(6))
    assert spread(heat, 1, 1).shape == (1, 1)
    assert spread(np.array([[0.0], [1.0]]), 3, 1)[:, 0].tolist() == [0, 1, 1]


def test_a_painted_picture_is_itself_where_the_heat_is_zero() -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (300, 240, 3), dtype=np.uint8)
    over = painted(pixels, np.array([[0.0, 1.0]]), 1.0, opacity=1.0)
    np.testing.assert_array_equal(over[:, :120], pixels[:, :120])
    assert (over[:, 120:] == FOR[1]).all()


def test_a_small_picture_is_enlarged_by_whole_pixels() -> None:
    pixels = np.array([[[1, 2, 3], [4, 5, 6]]], np.uint8)
    over = painted(pixels, np.zeros((1, 1)), 0.0, least=10)
    assert over.shape == (10, 20, 3)
    np.testing.assert_array_equal(over[::10, ::10], pixels)


def test_pixels_survive_as_png() -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (5, 4, 3), dtype=np.uint8)
    with Image.open(io.BytesIO(png_of(pixels))) as picture:
        np.testing.assert_array_equal(np.asarray(picture), pixels)


def test_css_colours_are_hexadecimal() -> None:
    assert css((0, 84, 196)) == "#0054c4"
