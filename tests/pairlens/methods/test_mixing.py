from __future__ import annotations

import numpy as np
import pytest
import torch

from pairlens.errors import OptionError
from pairlens.methods.mixing import mixed_ids, mixed_pixels


def test_a_grid_that_does_not_divide_the_picture_covers_every_pixel_once() -> None:
    pixels = torch.ones(1, 3, 8, 12)
    kept = ~torch.eye(15, dtype=torch.bool).reshape(15, 3, 5)
    batch = mixed_pixels({"pixels": pixels}, {"pixels": torch.zeros_like(pixels)}, kept)["pixels"]
    np.testing.assert_array_equal((1 - batch).sum(0), np.ones((3, 8, 12)))


def test_patchified_pictures_need_a_reader_that_mixes() -> None:
    patches = torch.zeros(1, 6, 48)
    with pytest.raises(OptionError, match="mixed"):
        mixed_pixels({"pixels": patches}, {"pixels": patches}, torch.ones(1, 2, 3, dtype=torch.bool))


def test_whatever_has_one_number_for_each_token_is_mixed_and_the_rest_is_repeated() -> None:
    inputs = {"ids": torch.tensor([[1, 5, 6, 2]]), "mask": torch.ones(1, 4), "size": torch.tensor([[3.0]])}
    kept = torch.tensor([[True, False, True, True], [True, True, False, True]])
    batch = mixed_ids(inputs, {"ids": torch.zeros(1, 4, dtype=torch.long)}, kept)
    assert batch["ids"].tolist() == [[1, 0, 6, 2], [1, 5, 0, 2]]
    assert batch["mask"].tolist() == [[1, 1, 1, 1]] * 2
    assert batch["size"].tolist() == [[3.0]] * 2
