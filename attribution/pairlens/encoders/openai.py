"""Models of OpenAI's `clip` package: the weights are read into open_clip's classes, whose towers are known here.

The package builds fp16 weights and works with the batch second. Its state dict says everything about the architecture
(Radford et al. 2021, arXiv 2103.00020; open_clip reads the same files), so the user's model is only read, never run in
another precision, hooked or changed. What the copy gives is compared with the model's own output in its own classes.
"""

from __future__ import annotations

import copy
from typing import Any

import torch
from open_clip.model import build_model_from_openai_state_dict
from open_clip.tokenizer import SimpleTokenizer
from torch import nn

from pairlens.encoders import open_clip
from pairlens.encoders.base import Encoder
from pairlens.encoders.checking import Wrapping, check_tower
from pairlens.encoders.context import evaluating
from pairlens.errors import ModelError

_REMEDY = "Pass a model that clip.load or clip.model.build_model made."


def encoder_of(model: nn.Module, asked: Wrapping) -> Encoder:
    """An encoder around a model of OpenAI's `clip` package; it computes on a float32 copy.

    Raises:
        ModelError: Its weights are not those of such a model, or the tokenizer is another.
    """
    held = converted(model)
    tokenizer = _tokenizer(asked.tokenizer)
    words = Wrapping(asked.preprocess, tokenizer, asked.name, asked.default_layer, asked.unknown)
    encoder = open_clip.encoder_of(held, words)
    encoder.notes = (*encoder.notes, *_notes(model))
    _check(encoder, model)
    return encoder


def converted(model: nn.Module) -> nn.Module:
    """The same model in open_clip's classes, on the same device; the given one is only read.

    Raises:
        ModelError: The weights do not fit.
    """
    state = {name: tensor.detach().float() for name, tensor in model.state_dict().items()}
    try:
        held = build_model_from_openai_state_dict(dict(state)).float()
        held.load_state_dict({name: state[name] for name in held.state_dict()})
    except (KeyError, RuntimeError, AssertionError) as error:
        raise ModelError(
            f"The weights of this {type(model).__name__} are not those of an OpenAI CLIP: {error}.", _REMEDY
        ) from error
    moved: nn.Module = held.to(next(model.parameters()).device)
    return moved


def _notes(model: nn.Module) -> tuple[str, ...]:
    half = {p.dtype for p in model.parameters()} & {torch.float16, torch.bfloat16}
    kinds = ", ".join(sorted(str(kind).removeprefix("torch.") for kind in half))
    return (f"computed on a float32 copy of {kinds} weights",) if half else ()


def _tokenizer(given: Any) -> SimpleTokenizer:  # noqa: ANN401 - checked here
    """open_clip's byte-pair tokenizer, which is the package's own: same merges, same cleaning.

    Raises:
        ModelError: Another tokenizer was passed.
    """
    if isinstance(given, SimpleTokenizer):
        return given
    home = getattr(given, "__module__", None) or type(given).__module__
    if given is None or home.partition(".")[0] == "clip":
        return SimpleTokenizer()
    raise ModelError(
        f"The tokenizer is a {type(given).__name__}, but OpenAI's models have one of their own.",
        "Pass clip.tokenize, or leave it out.",
    )


def _check(encoder: Encoder, model: nn.Module) -> None:
    """Compare the copy with the model's own classes in float32, for random pixels and a caption."""
    image: Any = encoder.image
    text = encoder.half("caption")
    seed = torch.Generator().manual_seed(0)
    pixels = encoder.placed({"pixels": torch.randn(1, 3, *image.size, generator=seed)})
    ids = encoder.placed(text.reader.read("a photo")[0])
    own: Any = copy.deepcopy(model).float()
    with torch.no_grad(), evaluating(own), evaluating(encoder.model):
        check_tower("image", image, pixels, own.encode_image(pixels["pixels"]))
        check_tower("text", text.tower, ids, own.encode_text(ids["ids"]))
