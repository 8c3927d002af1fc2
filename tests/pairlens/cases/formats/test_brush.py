"""Painted regions: packed and unpacked, and equal to bytes that are worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from bundles import MODERATE
from pairlens.cases.formats.brush import packed, unpacked

MASKS = arrays(bool, array_shapes(min_dims=2, max_dims=2, max_side=12))


@MODERATE
@given(mask=MASKS)
def test_what_was_packed_is_unpacked(mask: np.ndarray) -> None:
    assert np.array_equal(unpacked(packed(mask), *mask.shape), mask)


def test_long_runs_are_cut() -> None:
    mask = np.zeros((300, 200), dtype=bool)
    mask[10:250] = np.random.default_rng(0).random((240, 200)) > 0.001
    assert np.array_equal(unpacked(packed(mask), 300, 200), mask)


def test_the_bytes_are_those_of_the_format() -> None:
    head = f"{8:032b}{7:05b}{2:04b}{3:04b}{7:04b}{15:04b}"
    text = f"{head}1{0:02b}{3:03b}{0:08b}1{0:02b}{3:03b}{255:08b}"
    text += "0" * (-len(text) % 8)
    assert packed(np.array([[False, True]])) == [int(text[i : i + 8], 2) for i in range(0, len(text), 8)]


def test_values_that_are_not_repeated_are_read() -> None:
    head = f"{4:032b}{7:05b}{2:04b}{3:04b}{7:04b}{15:04b}"
    text = f"{head}0{0:02b}{3:03b}" + "".join(f"{value:08b}" for value in (1, 2, 3, 9))
    text += "0" * (-len(text) % 8)
    assert unpacked([int(text[i : i + 8], 2) for i in range(0, len(text), 8)], 1, 1).tolist() == [[True]]


@MODERATE
@given(data=st.binary(max_size=40))
def test_what_is_no_region_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"cut off|another size"):
        unpacked(list(data[:8]), 2, 2)
