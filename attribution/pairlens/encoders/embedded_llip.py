"""The embedded Llip: a small one, trained on drawn scenes whose captions each name one part of a picture.

It ships beside the embedded model, reads pictures and captions as that one does, and knows the same words.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from open_clip.tokenizer import SimpleTokenizer
from open_clip.transform import image_transform

from pairlens.encoders.embedded import WEIGHTS, read_state, tokenizer
from pairlens.encoders.llip_layout import check_fits
from pairlens.encoders.llip_model import Llip


def read_config(path: Path = WEIGHTS / "llip.json") -> dict[str, Any]:
    """The architecture and the preprocessing, as in the JSON file beside the weights."""
    config: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return config


def build(config: dict[str, Any], vocab_size: int | None = None) -> Llip:
    """The model with fresh weights; `vocab_size` shortens its token table, as training does."""
    parts = dict(config["model"])
    text = parts.pop("text_cfg") | ({} if vocab_size is None else {"vocab_size": vocab_size})
    return Llip(**parts, text_cfg=text)


def load_llip(
    weights: Path = WEIGHTS / "llip.safetensors",
) -> tuple[Llip, Callable[[Any], torch.Tensor], SimpleTokenizer]:
    """The embedded Llip, ready for use.

    Args:
        weights: The weights file; another one of the same architecture may be tried.

    Returns:
        The model (float32, on the CPU, in evaluation mode), its preprocessing (PIL picture to a tensor of shape
        (3, 224, 224)), and its tokenizer (text to ids of shape (1, 48)).

    Raises:
        ModelError: The weights file is missing, damaged, or of another architecture.
    """
    config = read_config()
    model, state = build(config), read_state(weights, config["model"]["text_cfg"]["vocab_size"])
    check_fits(model, state)
    model.load_state_dict(state)
    settings = {name: tuple(values) for name, values in config["preprocess"].items()}
    size = config["model"]["vision_cfg"]["image_size"]
    return model.eval(), image_transform(size, is_train=False, **settings), tokenizer()
