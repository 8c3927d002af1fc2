"""Get an encoder: by name, or around a model that a person already holds."""

from __future__ import annotations

import copy
import warnings
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn

from pairlens.encoders.base import Encoder
from pairlens.encoders.context import evaluating
from pairlens.encoders.open_clip import ClassicTextTower, VisionTransformerTower
from pairlens.encoders.preparing import Captions, Pixels, check_tokenizer, normalisation
from pairlens.errors import ModelError

_AGREE = 1e-3
"""Most relative difference between a tower's own output and ours; float32 rounding stays below 1e-5."""


def load_encoder(
    name: str, pretrained: str | None = None, *, device: str | torch.device | None = None
) -> Encoder:
    """An encoder by name.

    Args:
        name: "embedded" (ships with Pairlens, needs no network), or any open_clip model name, e.g. "ViT-B-16".
        pretrained: Which weights: an open_clip tag such as "laion2b_s34b_b88k", or the path of a checkpoint.
        device: Where to compute; by default a CUDA device where there is one, else the CPU.

    Raises:
        ModelError: There is no such model, or its weights cannot be had.
    """
    place = torch.device(device) if device is not None else _best_device()
    if name == "embedded":
        return _embedded(place)
    return _from_open_clip(name, pretrained, place)


def wrap(
    model: Any,  # noqa: ANN401 - checked
    preprocess: Callable[[Any], Tensor] | None = None,
    tokenizer: Any = None,  # noqa: ANN401 - checked
    *,
    name: str | None = None,
    default_layer: tuple[int, int] | None = None,
    unknown: Callable[[str], tuple[str, ...]] | None = None,
) -> Encoder:
    """An encoder around a model that you hold. The model is used where it is and left as it came.

    A model in half precision is copied to float32 for the path (the copy belongs to the encoder).

    Args:
        model: An open_clip `CLIP` with a vision transformer and the classic text tower.
        preprocess: PIL picture to pixels; may be None if you pass preprocessed tensors.
        tokenizer: open_clip's byte-pair tokenizer; None means its standard one.
        name: What to call it.
        default_layer: Layers (image, text) to attribute to; by default the input of each tower's last block.
        unknown: Words of a caption that the model never saw, where that is known.

    Raises:
        ModelError: It is not a model that can be read here, its weights hold NaN, or its own output is not what its
            towers give when they are run block by block.
    """
    from open_clip.model import CLIP
    from open_clip.tokenizer import SimpleTokenizer
    from open_clip.transformer import VisionTransformer

    if not isinstance(model, CLIP) or not isinstance(model.visual, VisionTransformer):
        inner = f" with a {type(model.visual).__name__} image tower" if hasattr(model, "visual") else ""
        raise ModelError(
            f"The model is a {type(model).__name__}{inner}, which cannot be read here.",
            "Pass an open_clip CLIP model with a vision transformer, such as open_clip.create_model('ViT-B-32').",
        )
    _check_weights(model)
    held, notes = _full_precision(model)
    image, text = VisionTransformerTower(held.visual), ClassicTextTower(held)
    words = check_tokenizer(SimpleTokenizer() if tokenizer is None else tokenizer)
    _check_vocabulary(words, held)
    mean, std = normalisation(preprocess, model.visual)
    encoder = Encoder(
        name=name or type(model).__name__,
        model=held,
        image=image,
        text=text,
        pixels=Pixels(image, preprocess, mean, std),
        captions=Captions(text, words),
        default_layer=default_layer or (max(0, image.depth - 1), max(0, text.depth - 1)),
        unknown=unknown or (lambda _: ()),
        notes=notes,
    )
    _check_towers(encoder)
    return encoder


def _best_device() -> torch.device:
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def _embedded(device: torch.device) -> Encoder:
    from pairlens.encoders import embedded

    model, preprocess, tokenizer = embedded.load_embedded()
    image, text = embedded.read_config()["default_layer"]
    return wrap(
        model.to(device),
        preprocess,
        tokenizer,
        name="embedded",
        default_layer=(image, text),
        unknown=embedded.unknown_words,
    )


def _from_open_clip(name: str, pretrained: str | None, device: torch.device) -> Encoder:
    import open_clip

    known = open_clip.list_models()
    if name not in known and ":" not in name:
        from difflib import get_close_matches

        close = get_close_matches(name, [*known, "embedded"], n=3, cutoff=0.4)
        hint = f"Did you mean {', '.join(close)}? " if close else ""
        raise ModelError(
            f"There is no model {name!r}.", hint + 'Use "embedded", or a name from open_clip.list_models().'
        )
    if pretrained is None:
        warnings.warn(
            f"{name} was loaded without pretrained weights: they are random, and so is every explanation. "
            f"Pass pretrained=, e.g. one of {_tags(name)}.",
            stacklevel=3,
        )
    try:
        model, _, preprocess = open_clip.create_model_and_transforms(
            name, pretrained=pretrained, device=device
        )
    except Exception as error:
        raise _not_fetched(name, pretrained, error) from error
    label = f"{name} ({pretrained or 'random weights'})"
    return wrap(model, preprocess, open_clip.get_tokenizer(name), name=label)


def _tags(name: str) -> list[str]:
    import open_clip

    return list(open_clip.list_pretrained_tags_by_model(name))[:4]


def _not_fetched(name: str, pretrained: str | None, error: Exception) -> ModelError:
    """Say what was asked of whom, how to fetch it beforehand, and what needs nothing."""
    import open_clip

    cause = f"The weights {pretrained!r} for {name} could not be loaded: {type(error).__name__}: {error}"
    asked = open_clip.get_pretrained_cfg(name, pretrained) if pretrained else {}
    if not asked:
        return ModelError(
            cause.rstrip(".") + ".",
            f"open_clip knows these weights for {name}: {', '.join(_tags(name)) or 'none'}. A path to a checkpoint "
            'file works too, and load_encoder("embedded") needs nothing.',
        )
    hub, url = asked.get("hf_hub", "").strip("/"), asked.get("url", "")
    source = f"the Hugging Face repository {hub}" if hub else url
    fetch = f"run `hf download {hub}`" if hub else f"download {url}"
    return ModelError(
        f"{cause.rstrip('.')}. They were asked of {source}.",
        f"On a machine with network access {fetch}, then either copy its cache folder here or pass the checkpoint "
        'file\'s path as pretrained=. load_encoder("embedded") needs nothing.',
    )


def _check_weights(model: nn.Module) -> None:
    for name, parameter in model.named_parameters():
        if not bool(torch.isfinite(parameter).all()):
            raise ModelError(
                f"The weights hold NaN or infinite values, first in {name}.",
                "Load the checkpoint again, or one saved before the training diverged.",
            )


def _full_precision(model: nn.Module) -> tuple[Any, tuple[str, ...]]:
    half = {p.dtype for p in model.parameters()} & {torch.float16, torch.bfloat16}
    if not half:
        return model, ()
    kinds = ", ".join(sorted(str(kind).removeprefix("torch.") for kind in half))
    return copy.deepcopy(model).float(), (f"computed on a float32 copy of {kinds} weights",)


def _check_vocabulary(tokenizer: Any, model: Any) -> None:  # noqa: ANN401
    rows = model.token_embedding.num_embeddings
    if tokenizer.vocab_size > rows:
        raise ModelError(
            f"The tokenizer knows {tokenizer.vocab_size} tokens, but the model's table has {rows} rows.",
            "Pass the tokenizer that the model was trained with.",
        )


def _check_towers(encoder: Encoder) -> None:
    """Run a blank picture and a short caption both ways: the model's own, and cut in the middle as we do."""
    model: Any = encoder.model
    pixels = encoder.place(torch.zeros(1, 3, *encoder.image.size))
    ids = encoder.place(encoder.captions.read("a photo"))
    layers = tuple(k // 2 for k in encoder.depth)
    length, position = encoder.text.length(ids), encoder.text.position(ids)
    with torch.no_grad(), evaluating(model):
        own = {"image": model.encode_image(pixels), "text": model.encode_text(ids)}
        cut = {
            "image": encoder.image.stage(layers[0]).embed(encoder.image.features(pixels, layers[0])),
            "text": encoder.text.stage(layers[1], length, position).embed(
                encoder.text.features(ids, layers[1], length)
            ),
        }
    for side, whole in own.items():
        difference = float((whole - cut[side]).norm() / whole.norm())
        if not difference <= _AGREE:
            raise ModelError(
                f"The {side} tower's own output differs from its blocks run one by one, by {difference:.1e} of its "
                "size.",
                "Its class was changed in a way that cannot be read here; wrap an unmodified open_clip model.",
            )
