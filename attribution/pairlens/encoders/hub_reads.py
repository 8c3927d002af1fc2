"""Closed forms in towers of the `transformers` library: a last block or a pooling head, read at one position.

The library writes the same block (norm, attention, norm, perceptron) out for every family. What has these parts and is
of the library's own classes is taken apart; `holds` then compares its value with the model's own forward pass.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import nn

from pairlens.encoders.closed_forms import Ending, hub_clip_block, hub_siglip_pool
from pairlens.encoders.cut_towers import Reads
from pairlens.encoders.hub_text import Position
from pairlens.encoders.tower import Inputs, OneRead, TextTower, Tower, shortened

_AGREE = 1e-4
_BLOCK = ("layer_norm1", "self_attn", "layer_norm2", "mlp")
_ATTENTION = ("q_proj", "k_proj", "v_proj", "out_proj", "num_heads")


def nothing_known(_: int, __: Inputs) -> None:
    """No closed form."""
    return


def head_of(vision: Any) -> nn.Module | None:  # noqa: ANN401 - an image tower of transformers
    """The pooling head of an image tower, where one attends to all units."""
    head = getattr(vision, "head", None)
    return head if isinstance(head, nn.Module) and hasattr(head, "probe") else None


def image_reads(model: Any, blocks: Sequence[nn.Module]) -> Reads:  # noqa: ANN401 - a dual encoder of transformers
    """The closed form of an image tower: its pooling head, or its last block read at the class token."""
    vision, depth = model.vision_model, len(blocks)
    norm, head = getattr(vision, "post_layernorm", None), head_of(vision)

    def reads(layer: int, inputs: Inputs) -> OneRead | None:
        if norm is None or not _all_seen(inputs.get("mask")) or not _theirs(model, vision):
            return None
        if head is not None:
            return (
                hub_siglip_pool(norm, head, Ending(None, None)) if layer == depth and _theirs(head) else None
            )
        if (
            layer != depth - 1
            or not _is_block(blocks[-1])
            or not hasattr(vision.embeddings, "class_embedding")
        ):
            return None
        return hub_clip_block(blocks[-1], 0, Ending(norm, model.visual_projection))

    return reads


def text_reads(model: Any, blocks: Sequence[nn.Module], position: Position | None) -> Reads:  # noqa: ANN401 - a dual encoder
    """The closed form of a text tower: its last block read at the end token, or at the last position (SigLIP)."""
    text, depth = model.text_model, len(blocks)
    norm = getattr(text, "final_layer_norm", None)
    ending = Ending(norm, getattr(text, "head", None) or getattr(model, "text_projection", None))

    def reads(layer: int, inputs: Inputs) -> OneRead | None:
        last = inputs["ids"].shape[1] - 1
        if norm is None or layer != depth - 1 or not _theirs(model, text) or not _is_block(blocks[-1]):
            return None
        if not _all_seen(inputs.get("attention_mask")) or (position and position(inputs["ids"]) != last):
            return None
        return hub_clip_block(blocks[-1], last, ending)

    return reads


def holds(tower: Tower, inputs: Inputs) -> bool:
    """Whether the closed forms of a tower give what its own forward pass gives, for these inputs and for zeros."""
    from pairlens.methods.one_read import OneReadCurve

    if isinstance(tower, TextTower):
        inputs = shortened(inputs, tower.length(inputs))
    with torch.no_grad():
        for layer in range(tower.depth + 1):
            stage: Any = tower.stage(inputs, layer)
            if stage.read is None:
                continue
            stop = tower.features(inputs, layer)
            own = stage.embed(torch.cat([stop / 2, stop])).double().cpu().numpy()
            ours = OneReadCurve(stage.read, stop[0] / 2, stop[0]).value(np.array([0.0, 1.0]))
            if not np.linalg.norm(ours - own) <= _AGREE * np.linalg.norm(own):
                return False
    return True


def _all_seen(mask: Any) -> bool:  # noqa: ANN401 - a tensor, or None
    return mask is None or bool((mask != 0).all())


def _theirs(*modules: object) -> bool:
    """Whether modules are the library's own; a subclass elsewhere may do anything."""
    return all(type(module).__module__.startswith("transformers.") for module in modules)


def _is_block(block: Any) -> bool:  # noqa: ANN401 - any module may stand there
    parts = [getattr(block, name, None) for name in _BLOCK]
    if any(part is None for part in parts):
        return False
    return _theirs(block, block.self_attn, block.mlp) and all(
        hasattr(block.self_attn, name) for name in _ATTENTION
    )
