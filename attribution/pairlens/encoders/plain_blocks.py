"""open_clip's plain residual attention block: run, run at one position only, and taken apart."""

from __future__ import annotations

from typing import Any

import torch
from open_clip.transformer import (
    LayerNorm,
    LayerNormFp32,
    LayerScale,
    QuickGELU,
    ResidualAttentionBlock,
)
from torch import Tensor, nn

from pairlens.encoders.tower import OneRead, Perceptron, RowWeights


@torch.no_grad()
def one_read(
    block: ResidualAttentionBlock,
    position: int,
    final_norm: nn.LayerNorm,
    projection: Tensor | None,
    bias: Tensor | None = None,
) -> OneRead:
    """Take a residual attention block apart that is read at one position.

    Args:
        block: The block; the caller has checked that it is the plain kind (`is_plain`).
        position: Index of the unit that is read.
        final_norm: The layer norm that follows the block.
        projection: What follows the norm, (width, embed); None for nothing.
        bias: What is added to that, (embed,).
    """
    attention, mlp = block.attn, block.mlp
    heads = attention.num_heads
    query, key, value = attention.in_proj_weight.unflatten(0, (3, heads, -1))
    query_bias, _, value_bias = attention.in_proj_bias.unflatten(0, (3, heads, -1))
    weight = block.ln_1.weight
    projection = torch.eye(len(weight)).to(weight) if projection is None else projection.detach()
    row = RowWeights(
        *_scaled(attention.out_proj, block.ls_1),
        Perceptron(
            block.ln_2,
            mlp.c_fc.weight.detach(),
            mlp.c_fc.bias.detach(),
            mlp.gelu,
            *_scaled(mlp.c_proj, block.ls_2),
        ),
        final_norm,
        projection,
        projection.new_zeros(projection.shape[1]) if bias is None else bias.detach(),
    )
    return OneRead(block.ln_1, query, query_bias, key, value, value_bias, position, row)


def _scaled(linear: nn.Linear, scale: nn.Module) -> tuple[Tensor, Tensor]:
    """Weight and bias of a linear map followed by a layer scale or by nothing."""
    weight, bias = linear.weight.detach(), linear.bias.detach()
    if isinstance(scale, LayerScale):
        return scale.gamma[:, None] * weight, scale.gamma * bias
    return weight, bias


def is_plain(block: Any, final_norm: nn.Module) -> bool:  # noqa: ANN401 - any module may stand there
    """True for the exact block whose algebra `one_read` states; anything else takes the general path."""
    if type(block) is not ResidualAttentionBlock or hasattr(block, "ln_1_kv"):
        return False
    attention = block.attn
    norms = (block.ln_1, block.ln_2, final_norm)
    return (
        type(attention) is nn.MultiheadAttention
        and attention.in_proj_weight is not None
        and attention.in_proj_bias is not None
        and attention.bias_k is None
        and not attention.add_zero_attn
        and all(type(norm) in {LayerNorm, LayerNormFp32, nn.LayerNorm} for norm in norms)
        and type(block.mlp.gelu) in {nn.GELU, QuickGELU}
        and all(type(scale) in {LayerScale, nn.Identity} for scale in (block.ls_1, block.ls_2))
    )


def run(blocks: nn.ModuleList, x: Tensor, mask: Tensor | None) -> Tensor:
    """Run blocks on (batch, units, width), whichever order of axes they were built for."""
    for block in blocks:
        attention = getattr(block, "attn", None)
        first = getattr(attention, "batch_first", True)
        x = block(x, attn_mask=mask) if first else block(x.transpose(0, 1), attn_mask=mask).transpose(0, 1)
    return x


def run_at(blocks: nn.ModuleList, x: Tensor, mask: Tensor | None, position: int) -> Tensor:
    """What `run` has at one position, (batch, width); the last block, a plain one, is computed there alone."""
    last: Any = blocks[-1]
    x = run(blocks[:-1], x, mask)
    normed, row = last.ln_1(x), slice(position, position + 1)
    asked, given = normed[:, row], normed
    if not last.attn.batch_first:
        asked, given = asked.transpose(0, 1), given.transpose(0, 1)
    seen = None if mask is None else mask[row]
    attended = last.attn(asked, given, given, need_weights=False, attn_mask=seen)[0]
    read = x[:, row] + last.ls_1(attended if last.attn.batch_first else attended.transpose(0, 1))
    found: Tensor = (read + last.ls_2(last.mlp(last.ln_2(read))))[:, 0]
    return found
