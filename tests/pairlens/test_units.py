from __future__ import annotations

from collections.abc import Callable
from dataclasses import FrozenInstanceError
from typing import Any

import numpy as np
import pytest

import samples
from pairlens.errors import PairlensError
from pairlens.units import CaptionUnits, PictureUnits, Word

NOWHERE = (-1, -1)


def units(**changes: object) -> CaptionUnits:
    fields: dict[str, Any] = {
        "text": "a dog",
        "kinds": ("begin", "content", "content", "end"),
        "ids": (1, 5, 6, 2),
        "pieces": ("[begin]", "a", "dog", "[end]"),
        "spans": (NOWHERE, (0, 1), (2, 5), NOWHERE),
        "words": (Word("a", 0, 1, (0,)), Word("dog", 2, 5, (1,))),
    }
    return CaptionUnits(**{**fields, **changes})


def test_content_rows_are_those_of_the_caption_itself() -> None:
    assert units().content.tolist() == [1, 2]
    assert len(units()) == 4


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"ids": (1, 2)}, "do not match"),
        ({"kinds": ("begin", "content", "word", "end")}, "word"),
        ({"spans": (NOWHERE, (0, 1), (2, 6), NOWHERE)}, r"unit 2 .*\(2, 6\).* 5 characters"),
        ({"spans": (NOWHERE, (0, 1), NOWHERE, NOWHERE)}, "unit 2"),
        ({"words": (Word("dog", 2, 5, (2,)),)}, "'dog'"),
    ],
)
def test_units_that_do_not_fit_are_refused(changes: dict[str, object], message: str) -> None:
    with pytest.raises(PairlensError, match=message):
        units(**changes)


def test_patches_are_found_among_other_units() -> None:
    seen = PictureUnits(np.zeros((4, 6, 3), np.uint8), ("class", *["patch"] * 6, "register"), 2, 3)
    assert seen.patches.tolist() == [1, 2, 3, 4, 5, 6]
    assert (seen.height, seen.width, len(seen)) == (4, 6, 8)


def test_pixels_are_copied_and_read_only() -> None:
    pixels = np.zeros((2, 2, 3), np.uint8)
    seen = PictureUnits(pixels, ("patch",), 1, 1)
    pixels[:] = 9
    assert seen.pixels.max() == 0
    with pytest.raises(ValueError, match="read-only"):
        seen.pixels[0] = 1
    with pytest.raises(FrozenInstanceError):
        seen.rows = 2  # type: ignore[misc] # that it is refused is the test


@pytest.mark.parametrize(("rows", "cols"), [(2, 3), (0, 0), (-1, -6), (1, 5)])
def test_a_grid_that_the_patches_do_not_fill_is_refused(rows: int, cols: int) -> None:
    with pytest.raises(PairlensError, match="grid"):
        PictureUnits(np.zeros((4, 6, 3), np.uint8), ("patch",) * 4, rows, cols)


def test_pixels_of_another_kind_are_refused(without: Callable[..., str]) -> None:
    code = """
import numpy as np
from pairlens.units import PictureUnits
for pixels in (np.zeros((2, 2, 3)), np.zeros((2, 2, 4), np.uint8), np.zeros((2, 2), np.uint8), np.zeros((0, 2,
3), np.uint8)):
    try:
        PictureUnits(pixels, ("patch",), 1, 1)
    except ValueError as error:
        print(error)
"""
    assert without(code).count("Give uint8 (height, width, 3).") == 4


def test_samples_have_77_rows_and_a_class_unit() -> None:
    pair = samples.husky()
    assert len(pair.caption) == 77
    assert pair.picture.kinds[:2] == ("class", "patch")
    assert not pair.interactions[np.array(pair.caption.kinds) == "padding"].any()
