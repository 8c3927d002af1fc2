"""Load an open_clip model by name, and say what to fetch where that cannot be done."""

from __future__ import annotations

import warnings
from difflib import get_close_matches
from typing import Any

import open_clip
import torch

from pairlens.encoders.base import Encoder
from pairlens.errors import ModelError


def load_from_open_clip(name: str, pretrained: str | None, device: torch.device) -> Encoder:
    """An encoder for any open_clip model name, with its own preprocessing and tokenizer.

    Args:
        name: One of `open_clip.list_models()`, or "hf-hub:…" or "local-dir:…".
        pretrained: An open_clip tag, or the path of a checkpoint; None for random weights, with a warning.
        device: Where to compute.

    Raises:
        ModelError: There is no such model, or its weights, configuration or tokenizer cannot be had.
    """
    from pairlens.encoders.loading import wrap

    known = open_clip.list_models()
    if name not in known and ":" not in name:
        close = get_close_matches(name, [*known, "embedded", "embedded-llip"], n=3, cutoff=0.4)
        hint = f"Did you mean {', '.join(close)}? " if close else ""
        raise ModelError(
            f"There is no model {name!r}.", hint + 'Use "embedded", or a name from open_clip.list_models().'
        )
    random = pretrained is None and ":" not in name
    if random:
        warnings.warn(
            f"{name} was loaded without pretrained weights: they are random, and so is every explanation. "
            f"Pass pretrained=, e.g. one of {_tags(name)}.",
            stacklevel=3,
        )
    try:
        model, _, preprocess = open_clip.create_model_and_transforms(
            name, pretrained=pretrained, device=device, pretrained_text=False
        )
    except Exception as error:
        raise _not_fetched(name, pretrained, error) from error
    weights = " (random weights)" if random else f" ({pretrained})" if pretrained else ""
    return wrap(model, preprocess, _tokenizer_of(name), name=name + weights)


def _tokenizer_of(name: str) -> Any:  # noqa: ANN401 - one of several classes
    """open_clip's tokenizer for a model; some come from the Hugging Face hub."""
    try:
        return open_clip.get_tokenizer(name)
    except Exception as error:
        hub = _hub_name(name, "hf_tokenizer_name")
        raise ModelError(
            f"The tokenizer of {name} could not be loaded: {type(error).__name__}: {_first_line(error)} It was asked "
            f"of the Hugging Face repository {hub}.",
            f"On a machine with network access run `hf download {hub} --include 'tokenizer*' --include '*.json' "
            "--include '*.model'`, then copy its cache folder here; or pass a tokenizer that you hold to `wrap`.",
        ) from error


def _hub_name(name: str, part: str) -> str:
    """The repository that a part of a model's text tower comes from; empty where it comes from none."""
    scheme, _, repository = name.rpartition(":")
    if scheme:
        return repository
    found = (open_clip.get_model_config(name) or {}).get("text_cfg", {}).get(part, "")
    return str(found)


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [""])[0].rstrip(".") + "."


def _tags(name: str) -> list[str]:
    return list(open_clip.list_pretrained_tags_by_model(name))[:4]


def _not_fetched(name: str, pretrained: str | None, error: Exception) -> ModelError:
    """Say what was asked of whom, how to fetch it beforehand, and what needs nothing."""
    if pretrained is None:
        return _not_built(name, error)
    cause = f"The weights {pretrained!r} for {name} could not be loaded: {type(error).__name__}: {error}"
    asked = open_clip.get_pretrained_cfg(name, pretrained)
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


def _not_built(name: str, error: Exception) -> ModelError:
    """Say what a model needs even without weights: the configuration of a text tower from the hub."""
    hub = _hub_name(name, "hf_model_name")
    cause = f"{name} could not be built: {type(error).__name__}: {_first_line(error)}"
    if not hub:
        return ModelError(
            cause, 'See whether open_clip.create_model builds it; load_encoder("embedded") needs nothing.'
        )
    return ModelError(
        f"{cause} Its text tower is described in the Hugging Face repository {hub}.",
        f"On a machine with network access run `hf download {hub} config.json`, then copy its cache folder here. "
        'load_encoder("embedded") needs nothing.',
    )
