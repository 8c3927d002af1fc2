"""OpenAI's `clip` package as tests import it, and small models of it with random weights."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

import packaging.version
import torch

if "pkg_resources" not in sys.modules:  # the package reads one version number with it; new setuptools lack it
    stub = ModuleType("pkg_resources")
    stub.packaging = packaging
    sys.modules["pkg_resources"] = stub

import clip
from clip.model import CLIP, build_model

__all__ = ["CLIP", "build_model", "clip", "half", "network"]

TEXT = {
    "context_length": 9,
    "vocab_size": 49408,
    "transformer_width": 64,
    "transformer_heads": 1,
    "transformer_layers": 2,
}
VISION = {"image_resolution": 16, "vision_layers": 3, "vision_width": 128, "vision_patch_size": 4}
RESNET = {
    "image_resolution": 64,
    "vision_layers": (1, 1, 1, 1),
    "vision_width": 16,
    "vision_patch_size": None,
}


def network(parts: dict[str, Any], seed: int = 0, **text: Any) -> CLIP:
    """A small model in float32, in evaluation mode; biases and norms are random so that none can be forgotten."""
    torch.manual_seed(seed)
    model = CLIP(8, **parts, **TEXT | text)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if name.endswith("bias"):
                parameter.normal_(0, 0.2)
            elif "embedding" in name:
                parameter.normal_(0, 0.5)
            elif parameter.ndim > 1:
                parameter.mul_(2)
            elif "bn" in name or "downsample" in name:
                parameter.uniform_(0.5, 1.5)
    return model.eval()


def half(model: CLIP) -> CLIP:
    """The model as the package builds it for use: fp16 weights."""
    return build_model(dict(model.state_dict()))
