"""Real sizes of the `transformers` families with random weights, one explanation each at the usual layers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
import transformers

import hub_models
import hub_tokenizers
import pairlens
from toys import CAPTION


def _align_pixels() -> Any:
    return transformers.EfficientNetImageProcessor(
        do_center_crop=True,
        rescale_factor=1 / 127.5,
        rescale_offset=True,
        do_normalize=False,
        include_top=False,
    )


def _alt_clip() -> Any:
    """Six of its 24 text blocks: the others are alike, and make two gigabytes."""
    return transformers.AltCLIPModel(transformers.AltCLIPConfig(text_config={"num_hidden_layers": 6}))


REAL = {
    "CLIP": (
        lambda: transformers.CLIPModel(transformers.CLIPConfig()),
        transformers.CLIPImageProcessor,
        hub_tokenizers.clip,
        ((77, 50), (7, 7), ("closed form", "closed form")),
    ),
    "SigLIP": (
        lambda: transformers.SiglipModel(transformers.SiglipConfig()),
        transformers.SiglipImageProcessor,
        hub_models._sentence_pieces,
        ((64, 196), (14, 14), ("closed form", "closed form")),
    ),
    "SigLIP 2": (
        lambda: transformers.Siglip2Model(transformers.Siglip2Config()),
        transformers.Siglip2ImageProcessor,
        hub_models._sentence_pieces,
        ((64, 256), (13, 19), ("general", "closed form")),
    ),
    "ALIGN": (
        lambda: transformers.AlignModel(transformers.AlignConfig()),
        _align_pixels,
        hub_tokenizers.bert,
        ((7, 81), (9, 9), ("general", "general")),
    ),
    "Chinese-CLIP": (
        lambda: transformers.ChineseCLIPModel(transformers.ChineseCLIPConfig()),
        transformers.ChineseCLIPImageProcessor,
        hub_tokenizers.bert,
        ((7, 50), (7, 7), ("closed form", "general")),
    ),
    "AltCLIP": (
        _alt_clip,
        transformers.CLIPImageProcessor,
        hub_tokenizers.roberta,
        ((7, 50), (7, 7), ("closed form", "general")),
    ),
}
"""How to make the model, its image processor and its tokenizer, and what the result's shape, grid and paths are."""


@pytest.mark.slow
@pytest.mark.parametrize("name", REAL)
def test_a_real_size_accounts_for_the_score(name: str) -> None:
    model, processor, tokenizer, (shape, grid, paths) = REAL[name]
    pair = explained(model, processor, tokenizer)
    assert pair.interactions.shape == shape
    assert (pair.picture.rows, pair.picture.cols) == grid
    assert tuple(pair.settings["path"].values()) == paths
    assert [word.text for word in pair.words] == CAPTION.split()
    assert pair.converged
    assert abs(pair.residual) <= 1e-3 * pair.natural_scale
    assert pair.natural_scale > 0.01


def explained(model: Callable[[], Any], processor: Callable[[], Any], tokenizer: Callable[[], Any]) -> Any:
    torch.manual_seed(0)
    e = pairlens.wrap(model().eval(), processor(), tokenizer())
    pixels = np.random.default_rng(0).integers(0, 256, (300, 450, 3), dtype=np.uint8)
    return pairlens.explain(e, pixels, CAPTION)
