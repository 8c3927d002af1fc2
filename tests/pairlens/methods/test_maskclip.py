from __future__ import annotations

import numpy as np
import pytest
import torch

import explicit
import pairlens
from firsts import close, pose
from toys import CAPTION, TOYS, encoder, picture


@pytest.mark.parametrize("toy", [TOYS[0], TOYS[1], TOYS[2], TOYS[5]], ids=lambda t: t.name)
@pytest.mark.parametrize("layer", [0, 2])
def test_every_cell_is_the_cosine_of_a_patch_that_kept_its_own_value(toy, layer: int) -> None:
    q = pose(toy, (layer, 0))
    visual = q.encoder.model.visual
    with torch.no_grad():
        _, _, units = explicit.upper(visual, q.x, layer, own_value=len(visual.transformer.resblocks) - 1)
        slow = torch.zeros(len(q.U), len(units), dtype=torch.float64)
        for i in range(1, len(units)):
            # a sequence of this unit alone
            dense = explicit.finish(visual, units[i].repeat(len(units), 1))
            slow[:, i] = q.U @ dense / dense.norm() / q.text_norm
    pair = q.explain("maskclip")
    close(pair, slow)
    assert pair.layers == (len(visual.transformer.resblocks), 0)
    assert pair.settings["changed"] == "last block"


def test_every_cell_lies_within_one() -> None:
    pair = pairlens.explain(encoder(TOYS[0]), picture(TOYS[0]), CAPTION, method="maskclip")
    assert np.abs(pair.matrix.sum(0)).max() <= 2


def test_an_attention_pooled_tower_keeps_its_blocks_and_reads_values() -> None:
    """A tower whose pooling is one attention: a sequence of one unit returns that unit's value."""
    from pairlens.methods.maskclip import _dense

    torch.manual_seed(0)
    attention = torch.nn.MultiheadAttention(8, 2, batch_first=True).eval()
    probe, units = torch.randn(1, 1, 8), torch.randn(5, 8)

    def embed(x):
        return attention(probe.expand(len(x), -1, -1), x, x)[0][:, 0]

    weight, bias = attention.in_proj_weight[16:], attention.in_proj_bias[16:]
    with torch.no_grad():
        values = attention.out_proj(units @ weight.T + bias)
        torch.testing.assert_close(_dense(embed, units, [0, 3]), values[[0, 3]])
