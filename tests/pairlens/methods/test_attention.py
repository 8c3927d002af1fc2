from __future__ import annotations

import numpy as np
import pytest
import torch

import explicit
import pairlens
from firsts import close, pose
from toys import CAPTION, TOYS, encoder, picture


@pytest.mark.parametrize("toy", [TOYS[0], TOYS[3], TOYS[5], TOYS[9]], ids=lambda t: t.name)
@pytest.mark.parametrize("layer", [0, -1], ids=["first block", "last block"])
def test_every_cell_is_the_recursion_on_attentions_written_out(toy, layer: int) -> None:
    layer %= encoder(toy).depth[0]
    q = pose(toy, (layer, 0))
    z = q.x.clone().requires_grad_()
    embedding, steps, _ = explicit.upper(q.encoder.model.visual, z, layer)
    slow = []
    for u in q.U:
        gradients = torch.autograd.grad(embedding @ u, [s.share for s in steps], retain_graph=True)
        R = np.eye(len(q.x))
        for step, gradient in zip(steps, gradients, strict=True):
            positive = np.clip(gradient.numpy() * step.share.detach().numpy(), 0, None)
            R = R + positive.mean(0) @ R
        slow.append(R[0] - np.eye(len(q.x))[0])
    close(q.explain("attention"), np.array(slow) / q.norms)


def test_numbers_that_are_no_parts_of_the_score_stand_alone() -> None:
    pair = pose(TOYS[0], (0, 0)).explain("attention")
    assert pair.settings["additive"] is False
    assert not pair.text_effects.any()
    assert not pair.image_effects.any()
    assert pair.baseline == 0
    assert pair.residual == pytest.approx(pair.score - pair.interactions.sum(dtype=float), abs=1e-6)


def test_a_pooling_query_is_the_last_attention() -> None:
    from pairlens.methods.attention import flow

    torch.manual_seed(0)
    block, pool = torch.rand(1, 2, 4, 4).softmax(-1), torch.rand(1, 3, 1, 4).softmax(-1)
    gradients = [torch.randn_like(block), torch.randn_like(pool)]
    first, last = ((g * s).clamp(min=0)[0].mean(0) for g, s in zip(gradients, (block, pool), strict=True))
    expected = (last @ (torch.eye(4) + first))[0]
    torch.testing.assert_close(flow([block, pool], gradients, None), expected)


def test_the_model_is_left_as_it_came() -> None:
    from torch.nn import functional

    before = functional.scaled_dot_product_attention
    e = encoder(TOYS[0])
    pairlens.explain(e, picture(TOYS[0]), CAPTION, layer=0, method="attention")
    assert functional.scaled_dot_product_attention is before
    assert all(p.grad is None for p in e.model.parameters())


def test_a_caption_can_be_the_explained_side() -> None:
    e = encoder(TOYS[0])
    pair = pairlens.explain(
        e, pairlens.Caption("a dog"), pairlens.Caption("a black dog"), layer=0, method="attention"
    )
    assert pair.matrix.shape == (3, 2)
    assert pair.matrix.any()
