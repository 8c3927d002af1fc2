from __future__ import annotations

import threading

import pytest
import timm
import torch
from torch import nn
from torch.nn import functional
from transformers import CLIPVisionConfig, CLIPVisionModel

from pairlens.methods.attending import attending

ORIGINALS = functional.scaled_dot_product_attention, functional.multi_head_attention_forward


def untouched() -> bool:
    return (functional.scaled_dot_product_attention, functional.multi_head_attention_forward) == ORIGINALS


@pytest.mark.parametrize("mask", ["none", "bool", "float", "causal"])
@pytest.mark.parametrize("scale", [None, 0.3])
def test_the_plain_softmax_equals_the_fused_one(mask: str, scale) -> None:
    torch.manual_seed(0)
    q, k, v = torch.randn(2, 3, 5, 4), torch.randn(2, 3, 5, 4), torch.randn(2, 3, 5, 6)
    masks = {
        "bool": {"attn_mask": torch.rand(5, 5) < 0.7},
        "float": {"attn_mask": torch.randn(5, 5)},
        "causal": {"is_causal": True},
    }
    options = {**masks.get(mask, {}), "scale": scale}
    if mask == "bool":
        options["attn_mask"] |= torch.eye(5, dtype=torch.bool)
    fused = functional.scaled_dot_product_attention(q, k, v, **options)
    with attending() as seen:
        plain = functional.scaled_dot_product_attention(q, k, v, **options)
    torch.testing.assert_close(plain, fused)
    torch.testing.assert_close(seen[0].share.sum(-1), torch.ones(2, 3, 5))
    torch.testing.assert_close(seen[0].share @ seen[0].value, seen[0].output)


def test_grouped_queries_share_their_keys() -> None:
    torch.manual_seed(0)
    q, k, v = torch.randn(1, 4, 5, 8), torch.randn(1, 2, 5, 8), torch.randn(1, 2, 5, 8)
    fused = functional.scaled_dot_product_attention(q, k, v, enable_gqa=True)
    with attending():
        torch.testing.assert_close(functional.scaled_dot_product_attention(q, k, v, enable_gqa=True), fused)


@pytest.mark.parametrize("need_weights", [False, True])
def test_a_multihead_attention_comes_by_whether_or_not_it_is_asked_for_weights(*, need_weights: bool) -> None:
    torch.manual_seed(0)
    module, x = nn.MultiheadAttention(12, 3, batch_first=True).eval(), torch.randn(2, 5, 12)
    output, weights = module(x, x, x, need_weights=need_weights)
    with attending() as seen:
        again, shares = module(x, x, x, need_weights=need_weights)
    torch.testing.assert_close(again, output)
    assert len(seen) == 1
    if need_weights:
        torch.testing.assert_close(shares, weights)


def test_torch_own_fast_path_comes_by() -> None:
    torch.manual_seed(0)
    layer, x = nn.TransformerEncoderLayer(12, 3, batch_first=True).eval(), torch.randn(2, 5, 12)
    with torch.no_grad():
        fast = layer(x)
        with attending() as seen:
            torch.testing.assert_close(layer(x), fast)
    assert len(seen) == 1
    assert torch.backends.mha.get_fastpath_enabled()


def test_towers_of_timm_and_transformers_come_by() -> None:
    torch.manual_seed(0)
    vit = timm.create_model(
        "vit_tiny_patch16_224", img_size=32, depth=2, global_pool="map", class_token=False, pretrained=False
    ).eval()
    pixels = torch.randn(1, 3, 32, 32)
    sizes = {"hidden_size": 16, "intermediate_size": 16, "num_attention_heads": 2, "num_hidden_layers": 2}
    clip = CLIPVisionModel(
        CLIPVisionConfig(image_size=32, patch_size=16, attn_implementation="sdpa", **sizes)
    ).eval()
    with torch.no_grad():
        plain = vit(pixels), clip(pixels).pooler_output
        with attending() as timms:
            torch.testing.assert_close(vit(pixels), plain[0])
        with attending() as hubs:
            torch.testing.assert_close(clip(pixels).pooler_output, plain[1])
    assert [a.share.shape[-2:] for a in timms] == [(4, 4), (4, 4), (1, 4)]
    assert [a.share.shape[-2:] for a in hubs] == [(5, 5), (5, 5)]


def test_probabilities_can_be_changed() -> None:
    q = torch.randn(1, 3, 4)
    with attending(lambda k, share: torch.eye(3).expand_as(share) if k == 1 else share):
        first = functional.scaled_dot_product_attention(q, q, q)
        second = functional.scaled_dot_product_attention(q, q, q)
    torch.testing.assert_close(second, q)
    assert not torch.allclose(first, q)


def test_probabilities_have_gradients() -> None:
    q = torch.randn(1, 3, 4, requires_grad=True)
    with attending() as seen:
        out = functional.scaled_dot_product_attention(q, q, q)
    (gradient,) = torch.autograd.grad(out[0, 0, 0], seen[0].share)
    torch.testing.assert_close(gradient[0, 0], q[0, :, 0].detach())


def test_everything_is_as_it_was_afterwards_errors_included() -> None:
    def fail() -> None:
        assert not untouched()
        raise RuntimeError("on purpose")

    with pytest.raises(RuntimeError, match="on purpose"), attending():
        fail()
    assert untouched()
    assert torch.backends.mha.get_fastpath_enabled()


def test_one_inside_another_sees_its_own() -> None:
    q = torch.randn(1, 3, 4)
    with attending() as outer:
        functional.scaled_dot_product_attention(q, q, q)
        with attending() as inner:
            functional.scaled_dot_product_attention(q, q, q)
        assert not untouched()
    assert (len(outer), len(inner)) == (1, 1)
    assert untouched()


def test_other_threads_are_left_alone_and_may_overlap() -> None:
    q = torch.randn(1, 3, 4)
    inside, leave, counts = threading.Event(), threading.Event(), []

    def other() -> None:
        with attending() as seen:
            inside.set()
            leave.wait(5)
            functional.scaled_dot_product_attention(q, q, q)
            counts.append(len(seen))

    thread = threading.Thread(target=other)
    thread.start()
    inside.wait(5)
    functional.scaled_dot_product_attention(q, q, q)
    with attending() as mine:
        functional.scaled_dot_product_attention(q, q, q)
    leave.set()
    thread.join()
    assert counts == [1]
    assert len(mine) == 1
    assert untouched()
