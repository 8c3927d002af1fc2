"""Small dual encoders of the `transformers` library with random weights, and processors that go with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace
from typing import Any

import numpy as np
import torch
import transformers

import hub_tokenizers
import pairlens
from pairlens.encoders.base import Encoder

VISION = {
    "hidden_size": 24,
    "intermediate_size": 40,
    "num_hidden_layers": 3,
    "num_attention_heads": 3,
    "image_size": 16,
    "patch_size": 4,
}
TEXT = {
    "hidden_size": 16,
    "intermediate_size": 24,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "vocab_size": 49408,
    "max_position_embeddings": 9,
}
BERT = TEXT | {"vocab_size": 200, "max_position_embeddings": 40, "pad_token_id": 0}


@dataclass(frozen=True)
class HubToy:
    """One small model.

    Attributes:
        name: The case's name in test reports.
        make: The model, in the library's own initialisation.
        tokenizer: Its tokenizer.
        processor: Its image processor.
        default: Default layers (image, text).
        closed: Whether the default layers (image, text) are served by the closed form.
    """

    name: str
    make: Callable[[], Any]
    tokenizer: Callable[[], Any]
    processor: Callable[[], Any]
    default: tuple[int, int]
    closed: tuple[bool, bool]


def clip(**text: Any) -> Any:
    config = transformers.CLIPConfig(
        text_config=TEXT | {"bos_token_id": 49406, "eos_token_id": 49407} | text,
        vision_config=VISION,
        projection_dim=7,
    )
    return transformers.CLIPModel(config)


def siglip() -> Any:
    text = TEXT | {"vocab_size": 200, "projection_size": 24, "max_position_embeddings": 16}
    config = transformers.SiglipConfig(text_config=text, vision_config=VISION)
    return transformers.SiglipModel(config)


def siglip2() -> Any:
    vision = {k: v for k, v in VISION.items() if k != "image_size"} | {"num_patches": 16}
    text = TEXT | {"vocab_size": 200, "projection_size": 24, "max_position_embeddings": 16}
    config = transformers.Siglip2Config(text_config=text, vision_config=vision)
    return transformers.Siglip2Model(config)


def align() -> Any:
    vision = {
        "image_size": 32,
        "width_coefficient": 0.2,
        "depth_coefficient": 0.3,
        "depth_divisor": 4,
        "in_channels": [32, 16, 24],
        "out_channels": [16, 24, 40],
        "kernel_sizes": [3, 3, 5],
        "strides": [1, 2, 2],
        "num_block_repeats": [1, 2, 2],
        "expand_ratios": [1, 6, 6],
        "depthwise_padding": [],
        "hidden_dim": 8,
    }
    text = BERT | {"max_position_embeddings": 64}
    config = transformers.AlignConfig(text_config=text, vision_config=vision, projection_dim=8)
    return transformers.AlignModel(config)


def chinese_clip() -> Any:
    config = transformers.ChineseCLIPConfig(text_config=BERT, vision_config=VISION, projection_dim=7)
    return transformers.ChineseCLIPModel(config)


def alt_clip() -> Any:
    text = BERT | {"pad_token_id": 1, "project_dim": 12, "vocab_size": 400}
    config = transformers.AltCLIPConfig(text_config=text, vision_config=VISION, projection_dim=7)
    return transformers.AltCLIPModel(config)


def _sentence_pieces() -> Any:
    """The published SigLIP checkpoints use no attention mask: padding takes part."""
    tokenizer = hub_tokenizers.t5()
    tokenizer.model_input_names = ["input_ids"]
    return tokenizer


def _clip_pixels() -> Any:
    return transformers.CLIPImageProcessor(size={"shortest_edge": 16}, crop_size={"height": 16, "width": 16})


def _siglip_pixels() -> Any:
    return transformers.SiglipImageProcessor(size={"height": 16, "width": 16})


def _patches() -> Any:
    return transformers.Siglip2ImageProcessor(patch_size=4, max_num_patches=18)


def _align_pixels() -> Any:
    return transformers.EfficientNetImageProcessor(
        size={"height": 40, "width": 40},
        crop_size={"height": 32, "width": 32},
        do_center_crop=True,
        rescale_factor=1 / 127.5,
        rescale_offset=True,
        do_normalize=False,
        include_top=False,
    )


def _chinese_pixels() -> Any:
    return transformers.ChineseCLIPImageProcessor(
        size={"height": 16, "width": 16}, crop_size={"height": 16, "width": 16}
    )


TOYS = (
    HubToy("CLIP", clip, hub_tokenizers.clip, _clip_pixels, (2, 1), (True, True)),
    HubToy("SigLIP", siglip, _sentence_pieces, _siglip_pixels, (3, 1), (True, True)),
    HubToy("SigLIP 2", siglip2, _sentence_pieces, _patches, (3, 1), (False, True)),
    HubToy("ALIGN", align, hub_tokenizers.bert, _align_pixels, (2, 1), (False, False)),
    HubToy("Chinese-CLIP", chinese_clip, hub_tokenizers.bert, _chinese_pixels, (2, 1), (True, False)),
    HubToy("AltCLIP", alt_clip, hub_tokenizers.roberta, _clip_pixels, (2, 1), (True, False)),
)


def build(toy: HubToy, dtype: torch.dtype = torch.float64, seed: int = 0) -> Any:
    """The toy's model in evaluation mode; no bias, norm or running mean is at a value that would hide an error."""
    torch.manual_seed(seed)
    model = toy.make().eval()
    with torch.no_grad():
        for name, tensor in model.named_parameters():
            if name.endswith("bias"):
                tensor.normal_(0, 0.2)
            elif tensor.ndim == 1 and "norm" in name.lower():
                tensor.uniform_(0.5, 1.5)
            elif "embedding" in name or tensor.ndim > 1:
                tensor.normal_(0, 0.5 if "embedding" in name else 1.2 * tensor[0].numel() ** -0.5)
        for name, tensor in model.named_buffers():
            if name.endswith("running_mean"):
                tensor.normal_(0, 0.1)
            elif name.endswith("running_var"):
                tensor.uniform_(0.5, 1.5)
    return model.to(dtype)


def photo(seed: int = 0) -> np.ndarray:
    """Seeded noise, wider than tall."""
    return np.random.default_rng(seed).integers(0, 256, (30, 50, 3), dtype=np.uint8)


def processor(toy: HubToy) -> Any:
    """Both processors in one, as `AutoProcessor` gives them."""
    return SimpleNamespace(image_processor=toy.processor(), tokenizer=_tokenizer(toy.tokenizer))


@cache
def _tokenizer(make: Callable[[], Any]) -> Any:
    return make()


@cache
def encoder(toy: HubToy, dtype: torch.dtype = torch.float64) -> Encoder:
    """The toy, ready to be asked."""
    return pairlens.wrap(build(toy, dtype), processor(toy), name=toy.name)
