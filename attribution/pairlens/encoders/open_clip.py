"""The open_clip family: `CLIP`, `CustomTextCLIP` and `CoCa`, whatever their towers and tokenizer."""

from __future__ import annotations

from typing import Any

import torch
from open_clip.coca_model import CoCa
from open_clip.model import CLIP, CustomTextCLIP
from torch import nn

from pairlens.encoders.base import Encoder
from pairlens.encoders.checking import Wrapping, check_tower, check_widths, full_precision
from pairlens.encoders.context import evaluating
from pairlens.encoders.open_clip_images import image_tower
from pairlens.encoders.open_clip_texts import text_half
from pairlens.encoders.preparing import Pixels, normalisation
from pairlens.errors import ModelError


def encoder_of(model: nn.Module, asked: Wrapping) -> Encoder:
    """An encoder around an open_clip model.

    Raises:
        ModelError: It cannot be read here.
    """
    if not isinstance(model, CLIP | CustomTextCLIP | CoCa):
        raise ModelError(
            f"The model is a {type(model).__name__}, which cannot be read here.",
            "Pass open_clip's CLIP, CustomTextCLIP or CoCa, as open_clip.create_model returns them.",
        )
    held, notes = full_precision(model)
    with torch.no_grad(), evaluating(held):
        image, shown = image_tower(held.visual)
        text, captions = text_half(held, asked.tokenizer)
    encoder = Encoder(
        name=asked.name,
        model=held,
        image=image,
        text=text,
        pixels=Pixels(image, asked.preprocess, *normalisation(asked.preprocess, held.visual)),
        captions=captions,
        default_layer=asked.default_layer or (shown, max(0, text.depth - 1)),
        unknown=asked.unknown,
        notes=notes,
    )
    _check(encoder)
    return encoder


def _check(encoder: Encoder) -> None:
    """Run noise and a short caption both ways: the model's own, and cut in the middle as we do."""
    model: Any = encoder.model
    image: Any = encoder.image
    text = encoder.half("caption")
    # a blank picture has an embedding of zeros in some untrained networks
    noise = torch.randn(1, 3, *image.size, generator=torch.Generator().manual_seed(0))
    pixels = encoder.placed({"pixels": noise})
    ids = encoder.placed(text.reader.read("a photo")[0])
    with torch.no_grad(), evaluating(model):
        own = (
            model.encode_image(pixels["pixels"], normalize=False).flatten(1),
            model.encode_text(ids["ids"], normalize=False),
        )
        check_widths(*own)
        check_tower("image", image, pixels, own[0])
        check_tower("text", text.tower, ids, own[1])
