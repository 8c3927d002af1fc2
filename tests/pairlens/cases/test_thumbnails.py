from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

import samples
from pairlens.cases.thumbnails import quantised, thumbnail_of


def test_pictures_keep_their_shape_and_are_never_enlarged() -> None:
    wide = thumbnail_of(samples.oblong(), side=96)
    assert (wide.width, wide.height) == (96, 75)
    assert wide.heat.shape == (3, 5)
    dot = thumbnail_of(samples.tiny())
    assert (dot.width, dot.height) == (1, 1)
    assert Image.open(io.BytesIO(thumbnail_of(samples.large(), side=64).picture)).size == (64, 64)


@pytest.mark.parametrize("make", samples.SAMPLES.values(), ids=samples.SAMPLES)
def test_every_sample_has_a_tile_of_a_few_kilobytes(make) -> None:
    tile = thumbnail_of(make())
    assert 0 < len(tile.picture) < 12_000
    assert tile.heat.dtype == np.int8
    assert not tile.error


def test_where_everything_is_zero_the_heat_is_empty() -> None:
    tile = thumbnail_of(samples.zeros())
    assert (tile.limit, tile.phrase) == (0, "")
    assert not tile.heat.any()


def test_what_lowers_the_score_stays_below_zero() -> None:
    tile = thumbnail_of(samples.negative())
    heat = samples.negative().heatmap(tile.phrase)
    strong = np.abs(heat) > tile.limit / 20
    np.testing.assert_array_equal(np.sign(tile.heat)[strong], np.sign(heat)[strong])


def test_pairs_of_one_kind() -> None:
    assert thumbnail_of(samples.captions()).picture == b""
    both = thumbnail_of(samples.pictures())
    assert both.heat.shape == samples.pictures().a.shape
    assert (both.phrase, both.limit > 0) == ("", True)
    assert thumbnail_of(samples.turned()).phrase == thumbnail_of(samples.husky()).phrase


def test_values_beyond_the_end_of_the_scale_stay_at_its_end() -> None:
    assert quantised(np.array([[-3.0, -1, 0, 0.5, 1, 3]]), 1.0).tolist() == [[-127, -127, 0, 64, 127, 127]]
