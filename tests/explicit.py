"""A toy's image tower written out: every attention by hand, so that what is recorded can be held against it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor


@dataclass
class Step:
    """One attention: (heads, units, head) each, probabilities (heads, units, units)."""

    query: Tensor
    key: Tensor
    value: Tensor
    share: Tensor
    output: Tensor


def upper(
    visual: Any, x: Tensor, layer: int, own_value: int | None = None
) -> tuple[Tensor, list[Step], Tensor]:
    """From units (units, width) at a layer to embedding, attentions, and units before the pooling.

    In block `own_value` every unit attends to itself alone.
    """
    steps = []
    for index, block in enumerate(visual.transformer.resblocks):
        if index < layer:
            continue
        step = attend(block.attn, block.ln_1(x), own=index == own_value)
        steps.append(step)
        heads, units, head = step.output.shape
        side_by_side = step.output.permute(1, 0, 2).reshape(units, heads * head)
        x = x + block.ls_1(side_by_side @ block.attn.out_proj.weight.T + block.attn.out_proj.bias)
        x = x + block.ls_2(block.mlp(block.ln_2(x)))
    return finish(visual, x), steps, x


def finish(visual: Any, x: Tensor) -> Tensor:
    """Pooling, last norm and projection of units (…, units, width)."""
    if visual.pool_type == "tok":
        return visual.ln_post(x[..., 0, :]) @ visual.proj
    if visual.final_ln_after_pool:
        return visual.ln_post(x[..., 1:, :].mean(-2)) @ visual.proj
    return visual.ln_post(x)[..., 1:, :].mean(-2) @ visual.proj


def attend(attention: Any, h: Tensor, *, own: bool) -> Step:
    units, width = h.shape
    heads, head = attention.num_heads, width // attention.num_heads
    three = h @ attention.in_proj_weight.T + attention.in_proj_bias
    query, key, value = (part.reshape(units, heads, head).permute(1, 0, 2) for part in three.split(width, 1))
    share = torch.eye(units, dtype=h.dtype).repeat(heads, 1, 1)
    if not own:
        logits = torch.einsum("hqd,hkd->hqk", query, key) / head**0.5
        share = logits.exp() / logits.exp().sum(-1, keepdim=True)
    return Step(query, key, value, share, torch.einsum("hqk,hkd->hqd", share, value))
