"""Blocks and pooling heads of other libraries, taken apart for the closed form where they are of its exact kind.

Each function returns None for anything else, and then the general path serves. Only exact types are taken apart: a
subclass, an adapter or a norm inside the attention may do anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from jaxtyping import Float
from torch import Tensor, nn

from pairlens.encoders.tower import MeanRead, OneRead, Perceptron, RowWeights

Module = Any
"""Modules of other libraries, whose attributes are theirs."""


@dataclass(frozen=True)
class Ending:
    """What follows the last block or the pooling, on the one row.

    Attributes:
        norm: A layer norm, or nothing.
        projection: A linear map, or nothing.
    """

    norm: nn.Module | None
    projection: nn.Module | None

    @property
    def known(self) -> bool:
        """Whether the closed form can state it."""
        norm = self.norm is None or _is_norm(self.norm) or type(self.norm) is nn.Identity
        return norm and (self.projection is None or type(self.projection) in {nn.Linear, nn.Identity})


def timm_pool(norm: nn.Module, pool: Module, ending: Ending) -> OneRead | None:
    """Timm's `AttentionPoolLatent` (SigLIP's head) behind the trunk's last norm."""
    from timm.layers.attention_pool import AttentionPoolLatent

    if type(pool) is not AttentionPoolLatent or not _is_norm_or_nothing(norm) or not ending.known:
        return None
    plain = pool.pos_embed is None and pool.latent_len == 1 and type(pool.k_norm) is nn.Identity
    if not plain or pool.mlp is None or not _is_norm(pool.norm):
        return None
    with torch.no_grad():
        query = pool.q_norm(pool.q(pool.latent[0, 0]).unflatten(-1, (pool.num_heads, -1)))
    key, value = pool.kv.weight.detach().unflatten(0, (2, pool.num_heads, -1))
    value_bias = _bias(pool.kv).unflatten(0, (2, pool.num_heads, -1))[1]
    mlp = _perceptron(pool.norm, pool.mlp.fc1, pool.mlp.act, pool.mlp.fc2)
    return _pooled(_norm_or_none(norm), query, key, value, value_bias, _row(pool.proj, mlp, ending))


def torch_pool(
    norm: nn.Module, query: Float[Tensor, " width"], attention: Module, mlp: Perceptron | None, ending: Ending
) -> OneRead | None:
    """An `nn.MultiheadAttention` with a constant query behind a layer norm (transformers' SigLIP, CoCa)."""
    if type(attention) is not nn.MultiheadAttention or not _is_norm_or_nothing(norm) or not ending.known:
        return None
    if attention.bias_k is not None or attention.add_zero_attn or attention.in_proj_bias is None:
        return None
    heads = attention.num_heads
    weights = _projections(attention)
    biases = attention.in_proj_bias.detach().chunk(3)
    constant = (weights[0] @ query.detach() + biases[0]).unflatten(0, (heads, -1))
    key, value = (w.unflatten(0, (heads, -1)) for w in weights[1:])
    row = _row(attention.out_proj, mlp, ending)
    return _pooled(_norm_or_none(norm), constant, key, value, biases[2].unflatten(0, (heads, -1)), row)


def hub_siglip_pool(norm: nn.Module, head: Module, ending: Ending) -> OneRead | None:
    """The pooling head of transformers' SigLIP models, behind the tower's last norm."""
    mlp = _perceptron(head.layernorm, head.mlp.fc1, head.mlp.activation_fn, head.mlp.fc2)
    return torch_pool(norm, head.probe[0, 0], head.attention, mlp, ending)


def coca_pool(pooler: Module, ending: Ending) -> OneRead | None:
    """open_clip's `AttentionalPooler`, read at its first query."""
    from open_clip.transformer import AttentionalPooler

    if type(pooler) is not AttentionalPooler:
        return None
    with torch.no_grad():
        query = pooler.ln_q(pooler.query)[0]
    return torch_pool(pooler.ln_k, query, pooler.attn, None, ending)


def resnet_pool(pool: Module) -> MeanRead | None:
    """The attention pooling of CLIP's ResNets (open_clip's `AttentionPool2d`), read at its mean."""
    from open_clip.modified_resnet import AttentionPool2d

    if type(pool) is not AttentionPool2d:
        return None
    heads = pool.num_heads
    query, key, value = (
        x.weight.detach().unflatten(0, (heads, -1)) for x in (pool.q_proj, pool.k_proj, pool.v_proj)
    )
    query_bias, value_bias = (_bias(x).unflatten(0, (heads, -1)) for x in (pool.q_proj, pool.v_proj))
    row = _row(pool.c_proj, None, Ending(None, None))
    return MeanRead(pool.positional_embedding.detach(), query, query_bias, key, value, value_bias, row)


def timm_block(block: Module, position: int, ending: Ending) -> OneRead | None:
    """Timm's plain vision transformer block, read at one unit."""
    from timm.layers.attention import Attention
    from timm.layers.layer_scale import LayerScale
    from timm.models.vision_transformer import Block

    if type(block) is not Block or type(block.attn) is not Attention or not ending.known:
        return None
    attention, heads = block.attn, block.attn.num_heads
    inside = (attention.q_norm, attention.k_norm, getattr(attention, "norm", nn.Identity()), block.mlp.norm)
    scales = (block.ls1, block.ls2)
    if any(type(module) is not nn.Identity for module in inside) or not (
        _is_norm(block.norm1) and _is_norm(block.norm2)
    ):
        return None
    if any(type(scale) not in {LayerScale, nn.Identity} for scale in scales):
        return None
    query, key, value = attention.qkv.weight.detach().unflatten(0, (3, heads, -1))
    query_bias, _, value_bias = _bias(attention.qkv).unflatten(0, (3, heads, -1))
    mlp = _perceptron(block.norm2, block.mlp.fc1, block.mlp.act, block.mlp.fc2, block.ls2)
    row = _row(attention.proj, mlp, ending, block.ls1)
    return OneRead(_norm_or_none(block.norm1), query, query_bias, key, value, value_bias, position, row)


def hub_clip_block(block: Module, position: int, ending: Ending) -> OneRead | None:
    """A pre-norm block of transformers' CLIP and its kin, read at one unit."""
    attention, heads = block.self_attn, block.self_attn.num_heads
    linear = (attention.q_proj, attention.k_proj, attention.v_proj, attention.out_proj)
    before, between = block.layer_norm1, block.layer_norm2
    if (
        not ending.known
        or any(type(x) is not nn.Linear for x in linear)
        or not (_is_norm(before) and _is_norm(between))
    ):
        return None
    query, key, value = (x.weight.detach().unflatten(0, (heads, -1)) for x in linear[:3])
    query_bias, value_bias = (_bias(x).unflatten(0, (heads, -1)) for x in (linear[0], linear[2]))
    mlp = _perceptron(between, block.mlp.fc1, block.mlp.activation_fn, block.mlp.fc2)
    row = _row(attention.out_proj, mlp, ending)
    return OneRead(before, query, query_bias, key, value, value_bias, position, row)


def _pooled(
    norm: nn.LayerNorm | None, query: Tensor, key: Tensor, value: Tensor, value_bias: Tensor, row: RowWeights
) -> OneRead:
    return OneRead(norm, None, query.detach(), key, value, value_bias, None, row)


def _row(out: Module, mlp: Perceptron | None, ending: Ending, scale: Module = None) -> RowWeights:
    weight, bias = _scaled(out, scale)
    width = len(weight)
    if isinstance(ending.projection, nn.Linear):
        projection, shift = ending.projection.weight.detach().T, _bias(ending.projection)
    else:
        projection, shift = torch.eye(width).to(weight), weight.new_zeros(width)
    return RowWeights(weight, bias, mlp, _norm_or_none(ending.norm), projection, shift)


def _perceptron(norm: Module, inner: Module, act: Module, outer: Module, scale: Module = None) -> Perceptron:
    return Perceptron(norm, inner.weight.detach(), _bias(inner), act, *_scaled(outer, scale))


def _scaled(linear: Module, scale: Module) -> tuple[Tensor, Tensor]:
    """Weight and bias of a linear map followed by a layer scale or by nothing."""
    gamma = getattr(scale, "gamma", None)
    weight, bias = linear.weight.detach(), _bias(linear)
    return (weight, bias) if gamma is None else (gamma.detach()[:, None] * weight, gamma.detach() * bias)


def _projections(attention: nn.MultiheadAttention) -> tuple[Tensor, Tensor, Tensor]:
    """Query, key and value weights, packed or apart."""
    if attention.in_proj_weight is not None:
        query, key, value = attention.in_proj_weight.detach().chunk(3)
        return query, key, value
    apart: Any = attention
    return apart.q_proj_weight.detach(), apart.k_proj_weight.detach(), apart.v_proj_weight.detach()


def _bias(linear: Module) -> Tensor:
    zeros: Tensor = linear.weight.new_zeros(len(linear.weight))
    return zeros if linear.bias is None else linear.bias.detach()


def _is_norm(module: Module) -> bool:
    """A layer norm over the width with gain and bias; libraries' own subclasses differ in precision only."""
    names = {"LayerNorm", "LayerNormFp32"}
    return (
        isinstance(module, nn.LayerNorm)
        and type(module).__name__ in names
        and module.weight is not None
        and module.bias is not None
    )


def _is_norm_or_nothing(module: nn.Module) -> bool:
    return type(module) is nn.Identity or _is_norm(module)


def _norm_or_none(module: nn.Module | None) -> nn.LayerNorm | None:
    return module if isinstance(module, nn.LayerNorm) else None
