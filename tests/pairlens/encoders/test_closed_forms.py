"""Each closed form against the general path through the very same modules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import timm
import torch
from torch import nn

from pairlens.encoders.closed_forms import (
    Ending,
    coca_pool,
    hub_clip_block,
    hub_siglip_pool,
    resnet_pool,
    timm_block,
    timm_pool,
)
from pairlens.encoders.tower import MeanRead, OneRead
from pairlens.methods.general_curve import GeneralCurve
from pairlens.methods.mean_read import MeanReadCurve
from pairlens.methods.one_read import OneReadCurve
from pairlens.methods.one_read_paths import OneReadPaths
from pairlens.quadrature import nodes

UNITS, WIDTH, EMBED = 5, 16, 6


def seeded(module: nn.Module) -> Any:
    """Double precision, evaluation mode, and weights that are large enough to matter, biases included."""
    generator = torch.Generator().manual_seed(3)
    module = module.double().eval()
    with torch.no_grad():
        for parameter in module.parameters():
            scale = 1 / parameter.shape[-1] ** 0.5 if parameter.ndim > 1 else 0.3
            parameter.add_(torch.randn(parameter.shape, generator=generator, dtype=torch.float64) * scale)
    return module


def timm_trunk(**options: Any) -> Any:
    sizes = {
        "img_size": 8,
        "patch_size": 4,
        "embed_dim": WIDTH,
        "depth": 1,
        "num_heads": 2,
        "num_classes": EMBED,
    }
    return seeded(timm.models.vision_transformer.VisionTransformer(**(sizes | options)))


def siglip_head(activation: str) -> tuple[Any, Any]:
    from transformers import SiglipVisionConfig
    from transformers.models.siglip.modeling_siglip import SiglipMultiheadAttentionPoolingHead

    config = SiglipVisionConfig(
        hidden_size=WIDTH, intermediate_size=24, num_attention_heads=4, hidden_act=activation
    )
    return seeded(SiglipMultiheadAttentionPoolingHead(config)), seeded(nn.LayerNorm(WIDTH))


def clip_layer() -> Any:
    from transformers import CLIPVisionConfig
    from transformers.models.clip.modeling_clip import CLIPEncoderLayer

    config = CLIPVisionConfig(hidden_size=WIDTH, intermediate_size=24, num_attention_heads=4)
    config._attn_implementation = "sdpa"  # the eager one rounds its softmax to float32
    return seeded(CLIPEncoderLayer(config))


def pool_case() -> tuple[OneRead | None, Callable[..., torch.Tensor]]:
    trunk = timm_trunk(global_pool="map", class_token=False)
    read = timm_pool(trunk.norm, trunk.attn_pool, Ending(trunk.fc_norm, trunk.head))
    return read, lambda z: trunk.forward_head(trunk.norm(z))


def block_case() -> tuple[OneRead | None, Callable[..., torch.Tensor]]:
    trunk = timm_trunk(init_values=0.5, qkv_bias=False)
    read = timm_block(trunk.blocks[0], 0, Ending(trunk.norm, trunk.head))
    return read, lambda z: trunk.forward_head(trunk.norm(trunk.blocks[0](z)))


def siglip_case() -> tuple[OneRead | None, Callable[..., torch.Tensor]]:
    head, norm = siglip_head("gelu_pytorch_tanh")
    return hub_siglip_pool(norm, head, Ending(None, None)), lambda z: head(norm(z))


def coca_case() -> tuple[OneRead | None, Callable[..., torch.Tensor]]:
    from open_clip.transformer import AttentionalPooler

    pooler, norm = seeded(AttentionalPooler(8, WIDTH, n_head=2, n_queries=3)), seeded(nn.LayerNorm(8))
    return coca_pool(pooler, Ending(norm, None)), lambda z: norm(pooler(z))[:, 0]


def clip_case() -> tuple[OneRead | None, Callable[..., torch.Tensor]]:
    block, norm = clip_layer(), seeded(nn.LayerNorm(WIDTH))
    projection = seeded(nn.Linear(WIDTH, EMBED, bias=False))
    return hub_clip_block(block, 0, Ending(norm, projection)), lambda z: projection(
        norm(block(z, None)[:, 0])
    )


def resnet_case() -> tuple[MeanRead | None, Callable[..., torch.Tensor]]:
    from open_clip.modified_resnet import AttentionPool2d

    pool = seeded(AttentionPool2d(2, WIDTH, 4, EMBED))
    with torch.no_grad():
        pool.positional_embedding.copy_(pool.positional_embedding[:1] * torch.arange(1, 6)[:, None])
    return resnet_pool(pool), lambda z: pool(z.mT.unflatten(-1, (2, 2)))


CASES = [resnet_case, pool_case, block_case, siglip_case, coca_case, clip_case]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.__name__)
def test_the_closed_form_equals_the_general_path(case: Callable[..., Any]) -> None:
    read, embed = case()
    assert read is not None
    generator = torch.Generator().manual_seed(0)
    start, stop = torch.randn(2, UNITS, WIDTH, generator=generator, dtype=torch.float64)
    if isinstance(read, MeanRead):
        start, stop = start[1:], stop[1:]
    curve = MeanReadCurve if isinstance(read, MeanRead) else OneReadCurve
    closed, general = curve(read, start, stop), GeneralCurve(embed, start, stop)
    alphas, rule = np.array([0.0, 0.3, 1.0]), nodes("gauss-legendre", 3)
    np.testing.assert_allclose(closed.value(alphas), general.value(alphas), atol=1e-10)
    np.testing.assert_allclose(closed.speed(alphas), general.speed(alphas), atol=1e-10)
    pushed = general.push(rule)
    torch.testing.assert_close(closed.push(rule), pushed, atol=1e-10, rtol=1e-8)
    vectors = torch.randn(2, pushed.shape[1], generator=generator, dtype=torch.float64)
    torch.testing.assert_close(closed.pull(rule, vectors), vectors @ pushed.T, atol=1e-10, rtol=1e-8)


def test_what_is_not_of_the_exact_kind_takes_the_general_path() -> None:
    normed = timm_trunk(qk_norm=True)
    assert timm_block(normed.blocks[0], 0, Ending(normed.norm, normed.head)) is None
    plain = timm_trunk()
    plain.blocks[0].__class__ = type("Other", (type(plain.blocks[0]),), {})
    assert timm_block(plain.blocks[0], 0, Ending(plain.norm, plain.head)) is None
    assert timm_block(timm_trunk().blocks[0], 0, Ending(plain.norm, nn.Sequential())) is None
    layer = clip_layer()
    layer.self_attn.q_proj = nn.Sequential(layer.self_attn.q_proj)
    assert hub_clip_block(layer, 0, Ending(None, None)) is None
    assert coca_pool(nn.Identity(), Ending(None, None)) is None


@pytest.mark.parametrize("case", [c for c in CASES if c is not resnet_case], ids=lambda c: c.__name__)
@pytest.mark.parametrize("lengths", [(5, 5, 5), (5, 3, 4)], ids=str)
def test_several_paths_at_once_are_each_what_they_are_alone(
    case: Callable[..., Any], lengths: tuple[int, ...]
) -> None:
    """Units that fill a path up to the longest must make no difference, wherever the paths are read."""
    read, _ = case()
    generator = torch.Generator().manual_seed(0)
    width = read.key.shape[-1]
    ends = [torch.randn(2, n, width, generator=generator, dtype=torch.float64) for n in lengths]
    reads = [read if read.position is None else replace(read, position=n - 1) for n in lengths]
    alone = [OneReadCurve(r, *end) for r, end in zip(reads, ends, strict=True)]
    stack = OneReadPaths(reads, *zip(*ends, strict=True))
    alphas, rule = np.array([0.0, 0.3, 1.0]), nodes("gauss-legendre", 3)
    vectors = torch.randn(3, 2, len(read.row.projection_bias), generator=generator, dtype=torch.float64)
    for chosen in ([0, 1, 2], [2, 0]):
        some = stack.only(chosen)
        pushed, pulled = some.push(rule), some.pull(rule, vectors[chosen])
        for i, k in enumerate(chosen):
            curve, n = alone[k], lengths[k]
            np.testing.assert_allclose(some.value(alphas)[i], curve.value(alphas), atol=1e-12)
            np.testing.assert_allclose(some.speed(alphas)[i], curve.speed(alphas), atol=1e-12)
            torch.testing.assert_close(pushed[i, :n], curve.push(rule), atol=1e-12, rtol=1e-10)
            torch.testing.assert_close(pulled[i, :, :n], curve.pull(rule, vectors[k]), atol=1e-12, rtol=1e-10)
            assert not pushed[i, n:].any()
            assert not pulled[i, :, n:].any()
