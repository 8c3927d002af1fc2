from __future__ import annotations

from types import SimpleNamespace

import pytest
import torch

from pairlens.encoders.own_pools import embedding
from pairlens.errors import ModelError

UNITS = torch.arange(24.0).reshape(2, 4, 3)
MASK = torch.tensor([[1, 1, 1, 0], [1, 1, 0, 0]])


def test_the_mean_leaves_padding_out() -> None:
    assert torch.equal(embedding(UNITS, "mean"), UNITS.mean(1))
    wanted = torch.stack([UNITS[0, :3].mean(0), UNITS[1, :2].mean(0)])
    assert torch.equal(embedding(UNITS, "mean", MASK), wanted)


def test_first_and_last_stand_before_the_padding() -> None:
    assert torch.equal(embedding(UNITS, "first", MASK), UNITS[:, 0])
    assert torch.equal(embedding(UNITS, "last", MASK), torch.stack([UNITS[0, 2], UNITS[1, 1]]))
    assert torch.equal(embedding(UNITS, "last"), UNITS[:, 3])


def test_a_feature_map_is_pooled_over_its_cells() -> None:
    maps = torch.randn(2, 5, 3, 4)
    torch.testing.assert_close(embedding(maps, "mean"), maps.mean((2, 3)))


def test_the_librarys_objects_hold_units_and_embeddings() -> None:
    out = SimpleNamespace(last_hidden_state=UNITS, pooler_output=UNITS[:, 1])
    assert torch.equal(embedding(out, None), UNITS[:, 1])
    assert torch.equal(embedding(out, "first"), UNITS[:, 0])
    assert torch.equal(embedding((UNITS, None), "first"), UNITS[:, 0])


@pytest.mark.parametrize("out", [UNITS, UNITS[0, 0], {"a": 1}, torch.ones(2, 3, dtype=torch.long)])
def test_what_is_not_one_vector_each_is_refused(out: object) -> None:
    with pytest.raises(ModelError, match=r"not one vector \(batch, embed\).*pool='mean'"):
        embedding(out, None)
