"""The open_clip family: its own vision transformers and classic text towers, and what else it builds."""

from __future__ import annotations

from typing import Any

import torch
from open_clip.model import CLIP
from open_clip.tokenizer import SimpleTokenizer
from open_clip.transformer import VisionTransformer
from torch import nn

from pairlens.encoders.base import Encoder
from pairlens.encoders.checking import Wrapping, check_tower, check_widths, full_precision
from pairlens.encoders.classic import ClassicTextTower, VisionTransformerTower
from pairlens.encoders.context import evaluating
from pairlens.encoders.preparing import Captions, Pixels, check_tokenizer, normalisation
from pairlens.encoders.tower import ImageTower, TextTower
from pairlens.errors import ModelError

_REMEDY = (
    "Supported here: open_clip vision transformers with class-token or average pooling and the classic causal "
    "text tower pooled at its end token (ViT-B-32, ViT-B-16, ViT-L-14 and their kin)."
)


def encoder_of(model: nn.Module, asked: Wrapping) -> Encoder:
    """An encoder around an open_clip model.

    Raises:
        ModelError: It cannot be read here.
    """
    held, notes = full_precision(model)
    image, text = image_tower(held), text_tower(held)
    words = check_tokenizer(SimpleTokenizer() if asked.tokenizer is None else asked.tokenizer)
    _check_vocabulary(words, held)
    pixels = Pixels(image, asked.preprocess, *normalisation(asked.preprocess, held.visual))
    encoder = Encoder(
        name=asked.name,
        model=held,
        image=image,
        text=text,
        pixels=pixels,
        captions=Captions(text, words),
        default_layer=asked.default_layer or (max(0, image.depth - 1), max(0, text.depth - 1)),
        unknown=asked.unknown,
        notes=notes,
    )
    _check(encoder)
    return encoder


def image_tower(model: Any) -> ImageTower:  # noqa: ANN401 - any open_clip model
    """The model's image tower."""
    visual = getattr(model, "visual", None)
    if not isinstance(visual, VisionTransformer):
        raise ModelError(
            f"The model is a {type(model).__name__} with a {type(visual).__name__} image tower, which cannot be read "
            "here.",
            _REMEDY,
        )
    if visual.attn_pool is not None or visual.pool_type not in {"tok", "avg"}:
        pooling = "attention" if visual.attn_pool is not None else visual.pool_type
        raise ModelError(f"The image tower pools by {pooling!r}, which is not read here.", _REMEDY)
    return VisionTransformerTower(visual)


def text_tower(model: Any) -> TextTower:  # noqa: ANN401 - any open_clip model
    """The model's text tower."""
    if not isinstance(model, CLIP):
        raise ModelError(f"The model is a {type(model).__name__}, which cannot be read here.", _REMEDY)
    if model.text_pool_type not in {"argmax", "eos"}:
        raise ModelError(
            f"The text tower pools by {model.text_pool_type!r}, which is not read here.", _REMEDY
        )
    return ClassicTextTower(model)


def _check_vocabulary(tokenizer: SimpleTokenizer, model: CLIP) -> None:
    rows = model.token_embedding.num_embeddings
    if tokenizer.vocab_size > rows:
        raise ModelError(
            f"The tokenizer knows {tokenizer.vocab_size} tokens, but the model's table has {rows} rows.",
            "Pass the tokenizer that the model was trained with.",
        )


def _check(encoder: Encoder) -> None:
    """Run a blank picture and a short caption both ways: the model's own, and cut in the middle as we do."""
    model: Any = encoder.model
    image, text = encoder.half("picture"), encoder.half("caption")
    pixels = encoder.placed({"pixels": torch.zeros(1, 3, *model.visual.image_size)})
    ids = encoder.placed(text.reader.read("a photo")[0])
    with torch.no_grad(), evaluating(model):
        own = model.encode_image(pixels["pixels"]), model.encode_text(ids["ids"])
        check_widths(*own)
        check_tower("image", image.tower, pixels, own[0])
        check_tower("text", text.tower, ids, own[1])
