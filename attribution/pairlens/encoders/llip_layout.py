"""The layout of the published Llip checkpoints, and a model built from one.

Facts of `facebookresearch/Llip` (its model definition, settings and evaluation script), which offers ViT-B/16 with 32
and ViT-G/14 with 64 mixture tokens as PyTorch files. E is the shared width, K the number of mixture tokens:

    visual.conv1.weight                  (width, 3, patch, patch)
    visual.class_embedding               (K, width); the mixture tokens, in front of the patches
    visual.positional_embedding          (K + patches, width)
    visual.ln_pre.*, visual.ln_post.*, visual.transformer.resblocks.N.{ln_1,attn,ln_2,mlp}.*
    token_embedding.weight, positional_embedding, transformer.resblocks.N.*, ln_final.*
    text_projection                      (text width, E); of the caption's end-token state, gives its vector
    q_proj                               (text width, E); of the same state, gives the queries
    k_proj, v_proj                       (K, width, E); one projection for each mixture token
    pred.out_proj                        (E, E); an older name is out_proj
    K_norm.*, Q_norm.*, V_norm.*         (E,); layer norms, in the ViT-G only
    logit_scale, logit_bias              scalars

Files saved in training hold all of it under "state_dict", and every name may begin with "module." (distributed) or
"_orig_mod." (compiled). What no tensor tells is an argument here: heads (published: 8 for the mixing, and heads of
width 64 in the towers, but 104 in the ViT-G's picture tower), the temperature (5), the activation (the sigmoid
approximation of GELU), and the proportions of a grid that is not square.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

from torch import Tensor

from pairlens.encoders.llip_model import PUBLISHED_TEMPERATURE, Llip
from pairlens.errors import ModelError

State = Mapping[str, Tensor]

WRAPPERS = ("_orig_mod.", "module.")
"""What names in a saved training run may begin with."""

OLDER = {"out_proj": "pred.out_proj"}
"""Names in older files, and what they are now."""

HEAD_WIDTHS = {1664: 104}
"""Widths of a picture tower whose attention heads are not 64 wide."""

NEEDED = (
    "visual.conv1.weight",
    "visual.class_embedding",
    "visual.positional_embedding",
    "token_embedding.weight",
    "positional_embedding",
    "text_projection",
    "q_proj",
    "k_proj",
    "v_proj",
    "pred.out_proj",
)
"""What sizes are read from; the rest is checked against the model that they give."""


def llip_from_state(
    stored: Mapping[str, Any],
    *,
    heads: int = 8,
    temperature: float = PUBLISHED_TEMPERATURE,
    quick_gelu: bool = True,
    image_head_width: int | None = None,
    text_head_width: int = 64,
    grid: tuple[int, int] | None = None,
) -> Llip:
    """A model from a checkpoint of the published layout, in evaluation mode; sizes are read from the tensors.

    Args:
        stored: Names and tensors, or a saved training run that holds them under "state_dict".
        heads: H, heads of the mixing.
        temperature: τ of the mixing.
        quick_gelu: Whether the towers use the sigmoid approximation of GELU.
        image_head_width: Width of an attention head of the picture tower; None for the published one of its size.
        text_head_width: Likewise of the text tower.
        grid: Rows and columns of patches; None for a square.

    Raises:
        ModelError: Names are missing or left over, or sizes contradict each other.
    """
    state = plain_names(stored)
    missing = [name for name in NEEDED if name not in state]
    if missing:
        raise ModelError(
            f"The checkpoint has no {', '.join(missing)}; it is not one of Llip.",
            "Names and shapes of the published layout are listed in pairlens.encoders.llip_layout.",
        )
    width = state["visual.conv1.weight"].shape[0]
    model = Llip(
        state["q_proj"].shape[1],
        _vision(state, image_head_width or HEAD_WIDTHS.get(width, 64), grid),
        _text(state, text_head_width),
        heads=heads,
        temperature=temperature,
        normed="K_norm.weight" in state,
        quick_gelu=quick_gelu,
        logit_bias=0.0 if "logit_bias" in state else None,
    )
    check_fits(model, state)
    model.load_state_dict(dict(state))
    return model.eval()


def plain_names(stored: Mapping[str, Any]) -> dict[str, Tensor]:
    """Tensors by their plain names: wrappers of training off, older names renewed.

    >>> list(plain_names({"state_dict": {"_orig_mod.module.out_proj": Tensor()}}))
    ['pred.out_proj']
    """
    state = dict(stored.get("state_dict", stored))
    for prefix in WRAPPERS * 2:
        state = {name.removeprefix(prefix): value for name, value in state.items()}
    state = {OLDER.get(name, name): value for name, value in state.items()}
    tokens = state.get("visual.class_embedding")
    if tokens is not None and tokens.ndim == 1:
        state["visual.class_embedding"] = tokens[None]
    return state


def check_fits(model: Llip, state: State) -> None:
    """Refuse a state that is not exactly the model's.

    Raises:
        ModelError: The first few names that are missing, left over or of another shape.
    """
    own = model.state_dict()
    faults = [f"{name} is missing" for name in own if name not in state]
    faults += [f"{name} is not part of the model" for name in state if name not in own]
    faults += [
        f"{name} has shape {tuple(state[name].shape)}, not {tuple(value.shape)}"
        for name, value in own.items()
        if name in state and state[name].shape != value.shape
    ]
    if faults:
        more = f" (and {len(faults) - 4} more)" if len(faults) > 4 else ""  # noqa: PLR2004 - enough to see what is wrong
        raise ModelError(
            f"The checkpoint does not fit: {'; '.join(faults[:4])}{more}.",
            "Names and shapes of the published layout are listed in pairlens.encoders.llip_layout.",
        )


def _vision(state: State, head_width: int, grid: tuple[int, int] | None) -> dict[str, Any]:
    width, _, patch, _ = state["visual.conv1.weight"].shape
    tokens = state["visual.class_embedding"].shape[0]
    patches = state["visual.positional_embedding"].shape[0] - tokens
    rows, cols = grid or (math.isqrt(max(0, patches)),) * 2
    if rows * cols != patches:
        raise ModelError(
            f"{patches} positions do not fill a grid of {rows} × {cols} patches.", "Say the grid with grid=."
        )
    _check_heads("picture", width, head_width)
    return {
        "image_size": (rows * patch, cols * patch),
        "patch_size": patch,
        "width": width,
        "layers": _layers(state, "visual.transformer.resblocks"),
        "tokens": tokens,
        "head_width": head_width,
        "mlp_ratio": _ratio(state, "visual.transformer.resblocks", width),
    }


def _text(state: State, head_width: int) -> dict[str, Any]:
    words, width = state["token_embedding.weight"].shape
    _check_heads("text", width, head_width)
    return {
        "context_length": state["positional_embedding"].shape[0],
        "vocab_size": words,
        "width": width,
        "heads": width // head_width,
        "layers": _layers(state, "transformer.resblocks"),
        "mlp_ratio": _ratio(state, "transformer.resblocks", width),
    }


def _check_heads(tower: str, width: int, head_width: int) -> None:
    if width % head_width:
        raise ModelError(
            f"The {tower} tower is {width} wide, which heads of width {head_width} do not divide.",
            "Say the width of its attention heads: image_head_width= or text_head_width=.",
        )


def _layers(state: State, prefix: str) -> int:
    """How many blocks there are; a gap in their numbers shows up as a missing name later."""
    found = [re.match(rf"{re.escape(prefix)}\.(\d+)\.", name) for name in state]
    return 1 + max((int(match[1]) for match in found if match), default=-1)


def _ratio(state: State, prefix: str, width: int) -> float:
    inner = state.get(f"{prefix}.0.mlp.c_fc.weight")
    return 4.0 if inner is None else (inner.shape[0] + 0.5) / width
