"""Get an encoder: by name, or around a model that a person already holds."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import torch
from torch import nn

from pairlens.encoders.base import Encoder
from pairlens.encoders.checking import Wrapping, check_derivatives, check_weights
from pairlens.errors import ModelError

FAMILIES = {
    "pairlens": "pairlens.encoders.llip",
    "open_clip": "pairlens.encoders.open_clip",
    "transformers": "pairlens.encoders.hub",
    "clip": "pairlens.encoders.openai",
}
"""Top-level package that a model's class comes from, and the module whose `encoder_of` reads it."""


def load_encoder(
    name: str, pretrained: str | None = None, *, device: str | torch.device | None = None
) -> Encoder:
    """An encoder by name.

    Args:
        name: "embedded" or "embedded-llip" (they ship with Pairlens and need no network), any open_clip model name,
            e.g. "ViT-B-16", or "hf:" and a Hugging Face repository or local folder, e.g. "hf:kakaobrain/align-base".
        pretrained: Which weights: an open_clip tag such as "laion2b_s34b_b88k", or the path of a checkpoint.
        device: Where to compute; by default a CUDA device where there is one, else the CPU.

    Raises:
        ModelError: There is no such model, or its weights cannot be had.
    """
    place = torch.device(device) if device is not None else _best_device()
    if name == "embedded":
        return _embedded(place)
    if name.startswith("hf:"):
        from pairlens.encoders.hub_loading import load_from_hub

        return load_from_hub(name.removeprefix("hf:"), pretrained, place)
    if name == "embedded-llip":
        return _embedded_llip(place)
    from pairlens.encoders.open_clip_loading import load_from_open_clip

    return load_from_open_clip(name, pretrained, place)


def wrap(
    model: Any,  # noqa: ANN401 - checked
    preprocess: Any = None,  # noqa: ANN401 - a callable or a processor
    tokenizer: Any = None,  # noqa: ANN401 - checked
    *,
    name: str | None = None,
    default_layer: tuple[int, int] | None = None,
    unknown: Callable[[str], tuple[str, ...]] | None = None,
) -> Encoder:
    """An encoder around a model that you hold. The model is used where it is and left as it came.

    A model in half precision is copied to float32 for the path (the copy belongs to the encoder).

    Args:
        model: A dual encoder of a family that is read here; see the README's table.
        preprocess: PIL picture to pixels, or a transformers processor (which brings its tokenizer); may be None if you
            pass preprocessed tensors.
        tokenizer: The model's own; None means the processor's, or open_clip's standard byte-pair tokenizer where that
            will do.
        name: What to call it.
        default_layer: Layers (image, text) to attribute to; by default the input of each tower's last block.
        unknown: Words of a caption that the model never saw, where that is known.

    Raises:
        ModelError: It is not a model that can be read here, its weights hold NaN, its own output is not what its
            towers give when they are run block by block, or a module has no derivatives.
    """
    packages = [kind.__module__.split(".")[0] for kind in type(model).__mro__]
    home = next((FAMILIES[package] for package in packages if package in FAMILIES), None)
    if home is None or not isinstance(model, nn.Module):
        raise ModelError(
            f"The model is a {type(model).__name__}, which cannot be read here.",
            f"Pass a dual encoder from one of: {', '.join(FAMILIES)}; e.g. open_clip.create_model('ViT-B-32'). "
            "Towers of your own go through pairlens.join.",
        )
    check_weights(model)
    asked = Wrapping(
        preprocess, tokenizer, name or type(model).__name__, default_layer, unknown or (lambda _: ())
    )
    encoder: Encoder = import_module(home).encoder_of(model, asked)
    check_derivatives(encoder)
    return encoder


def _best_device() -> torch.device:
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def _embedded(device: torch.device) -> Encoder:
    from pairlens.encoders import embedded

    return _shipped("embedded", embedded.load_embedded(), embedded.read_config(), device)


def _embedded_llip(device: torch.device) -> Encoder:
    from pairlens.encoders import embedded_llip

    return _shipped("embedded-llip", embedded_llip.load_llip(), embedded_llip.read_config(), device)


def _shipped(name: str, parts: tuple[Any, Any, Any], config: dict[str, Any], device: torch.device) -> Encoder:
    """An encoder around a model that ships with Pairlens; both know the same words."""
    from pairlens.encoders.embedded import unknown_words

    model, preprocess, tokenizer = parts
    image, text = config["default_layer"]
    return wrap(
        model.to(device), preprocess, tokenizer, name=name, default_layer=(image, text), unknown=unknown_words
    )
