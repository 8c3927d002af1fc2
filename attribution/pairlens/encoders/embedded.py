"""The embedded model: a small CLIP, trained on drawn scenes, that ships with Pairlens and needs no network.

It is an ordinary `open_clip.model.CLIP` with open_clip's own tokenizer. Only the rows of its token table that occur in
training captions are stored; every other row is their mean, so that an unknown word acts like an average word
instead of like noise. `unknown_words` says which words those are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import torch
from jaxtyping import Float, Int
from open_clip.model import CLIP
from open_clip.tokenizer import SimpleTokenizer
from open_clip.transform import image_transform
from safetensors.torch import load_file

from pairlens.errors import ModelError

WEIGHTS = Path(__file__).parents[1] / "weights"

_TABLE = "token_embedding.weight"
_IDS = "token_ids"


def read_config(path: Path = WEIGHTS / "embedded.json") -> dict[str, Any]:
    """The architecture and the preprocessing, as in the JSON file beside the weights."""
    config: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return config


def build(config: dict[str, Any], vocab_size: int | None = None) -> CLIP:
    """The model with fresh weights; `vocab_size` shortens its token table, as training does."""
    parts = config["model"]
    text = parts["text_cfg"] | ({} if vocab_size is None else {"vocab_size": vocab_size})
    return CLIP(embed_dim=parts["embed_dim"], vision_cfg=dict(parts["vision_cfg"]), text_cfg=text)


def tokenizer() -> SimpleTokenizer:
    """open_clip's tokenizer at the embedded model's context length."""
    return SimpleTokenizer(context_length=read_config()["model"]["text_cfg"]["context_length"])


def load_embedded(
    weights: Path = WEIGHTS / "embedded.safetensors",
) -> tuple[CLIP, Callable[[Any], torch.Tensor], SimpleTokenizer]:
    """The embedded model, ready for use.

    Args:
        weights: The weights file; another one of the same architecture may be tried.

    Returns:
        The model (float32, on the CPU, in evaluation mode), its preprocessing (PIL picture to a tensor of shape
        (3, 224, 224): shortest side to 224 pixels, centre crop, normalised; a drawn scene passes unscaled), and
        its tokenizer (text to ids of shape (1, 48)).

    Raises:
        ModelError: The weights file is missing or damaged.
    """
    config = read_config()
    model = build(config)
    model.load_state_dict(read_state(weights, model.vocab_size))
    size = config["model"]["vision_cfg"]["image_size"]
    preprocess = image_transform(
        size, is_train=False, **{k: tuple(v) for k, v in config["preprocess"].items()}
    )
    return model.eval(), preprocess, tokenizer()


def unknown_words(text: str) -> tuple[str, ...]:
    """The words of a caption, in order and each once, that the embedded model has never seen.

    A word counts as unknown when any of its pieces never occurred in training.

    >>> unknown_words("a red star and a red zeppelin")
    ('zeppelin',)
    """
    known, encode = _known_ids(), _tokenizer().encode
    words = dict.fromkeys(re.findall(r"[^\W_]+(?:'[^\W_]+)?", text))
    return tuple(word for word in words if not known.issuperset(encode(word)))


def expand(
    rows: Float[torch.Tensor, "known width"], ids: Int[torch.Tensor, "known"], vocab_size: int
) -> Float[torch.Tensor, "vocabulary width"]:
    """The full token table: known rows in place, everything else their mean."""
    table = rows.mean(dim=0, keepdim=True).repeat(vocab_size, 1)
    table[ids.long()] = rows
    return table


def read_state(path: Path, vocab_size: int) -> dict[str, torch.Tensor]:
    """Weights as they ship (half precision, known rows of the token table only), as a model takes them.

    Args:
        path: A safetensors file.
        vocab_size: Rows of the full token table.

    Raises:
        ModelError: The file is missing or damaged.
    """
    stored = _read(path)
    ids = stored.pop(_IDS)
    state = {name: value.float() for name, value in stored.items()}
    state[_TABLE] = expand(state[_TABLE], ids, vocab_size)
    return state


def _read(path: Path) -> dict[str, torch.Tensor]:
    try:
        return load_file(path)
    except Exception as error:  # safetensors raises its own types, which differ between versions
        raise ModelError(
            f"The weights that ship with Pairlens cannot be read from {path} ({error}).",
            "Reinstall pairlens, or write them anew with the scripts in training/.",
        ) from error


@cache
def _tokenizer() -> SimpleTokenizer:
    return tokenizer()


@cache
def _known_ids() -> frozenset[int]:
    return frozenset(_read(WEIGHTS / "embedded.safetensors")[_IDS].tolist())
