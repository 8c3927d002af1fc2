"""Every configuration that open_clip lists, shrunk: fewer and narrower blocks, small pictures, all else as it is.

What would come from a hub (the configuration of a Hugging Face text tower, a tokenizer) is replaced by one of the same
class, built here. The rest of the way is open_clip's own: its factory, its adapters, timm's own model functions.
"""

from __future__ import annotations

import copy
import logging
from types import SimpleNamespace
from typing import Any

import open_clip
import pytest
import timm
import torch
from open_clip import factory, hf_model, timm_model
from open_clip.tokenizer import HFTokenizer, get_clean_fn

import hub_tokenizers

HUB = {
    "roberta-base": "roberta",
    "xlm-roberta-base": "xlm_roberta",
    "xlm-roberta-large": "xlm_roberta",
    "google/mt5-base": "t5",
    "google/mt5-xl": "t5",
    "facebook/nllb-200-distilled-600M": "nllb",
    "facebook/nllb-200-distilled-1.3B": "nllb",
    "bert-base-uncased": "bert",
    "facebook/xlm-v-base": "xlm_roberta",
}
"""Which stand-in a name on the hub gets; SigLIP's tokenizers are T5's and Gemma's."""


def small_config(name: str) -> dict[str, Any]:
    """The configuration of a listed model, shrunk."""
    config = copy.deepcopy(open_clip.get_model_config(name))
    vision, text = config["vision_cfg"], config["text_cfg"]
    config["embed_dim"] = 16
    if not text.get("hf_model_name"):
        text |= {"width": 16, "heads": 2, "layers": 2}
        text["vocab_size"] = min(text.get("vocab_size", 49408), 49408)
    if "multimodal_cfg" in config:
        config["multimodal_cfg"] |= {
            "width": 16,
            "heads": 2,
            "layers": 1,
            "n_queries": 4,
            "attn_pooler_heads": 2,
        }
    if vision.get("timm_model_name"):
        config["embed_dim"] = 64  # the trunk's width, for those that have no projection
        if text.get("proj_type") == "none":
            text["width"] = 64
        return config
    if isinstance(vision["layers"], list):
        vision |= {"layers": [1, 2, 1, 1], "width": 8, "image_size": 64}
        return config
    vision |= {
        "layers": 2,
        "width": 32,
        "head_width": 16,
        "mlp_ratio": 2.0,
        "image_size": 3 * vision["patch_size"],
    }
    if vision.get("attentional_pool"):
        vision |= {"attn_pooler_heads": 2, "attn_pooler_queries": 4}
    return config


def small_trunk(name: str) -> dict[str, Any]:
    """Arguments that shrink a timm model and leave its architecture."""
    if name.startswith("convnext"):
        return {"depths": (1, 2, 1, 1), "dims": (8, 16, 24, 32)}
    if name.startswith("swin"):
        return {"depths": (1, 2, 1, 1), "embed_dim": 16, "num_heads": (1, 2, 2, 4)}
    if name.startswith("fastvit"):
        stages = 5 if name[len("fastvit_mci") :][0] in "34" else 4
        return {"layers": (1, 2, 1, 1, 1)[:stages], "embed_dims": (32, 32, 32, 64, 64)[:stages]}
    if name.startswith("vitamin") or "_mci_" in name:
        return {"depth": 2}
    return {"depth": 2, "embed_dim": 64, "num_heads": 2}


def small_hub_config(name: str, **_: Any) -> Any:
    """The configuration of a text tower from the hub, of its own class."""
    import transformers

    kind = HUB[name]
    if kind == "t5":
        return transformers.MT5Config(
            vocab_size=99, d_model=16, d_kv=8, d_ff=24, num_layers=2, num_heads=2, num_decoder_layers=1
        )
    if kind == "nllb":
        return transformers.M2M100Config(
            vocab_size=99,
            d_model=16,
            encoder_layers=2,
            decoder_layers=1,
            encoder_attention_heads=2,
            decoder_attention_heads=2,
            encoder_ffn_dim=24,
            decoder_ffn_dim=24,
            max_position_embeddings=80,
        )
    build = transformers.RobertaConfig if kind == "roberta" else transformers.XLMRobertaConfig
    return build(
        vocab_size=400,
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=24,
        max_position_embeddings=90,
    )


class OfflineTokenizer(HFTokenizer):
    """open_clip's wrapper around a tokenizer that is already there."""

    def __init__(
        self, name: str, context_length: int = 77, clean: str = "whitespace", **options: Any
    ) -> None:
        kind = HUB.get(name, "gemma" if "SigLIP2" in name else "t5")
        self.tokenizer = getattr(hub_tokenizers, kind)()
        if "SigLIP" in name and kind == "t5":
            self.tokenizer.pad_token = "</s>"  # noqa: S105 - as those on the hub have it
        self.tokenizer_mode = options.get("tokenizer_mode") or ""
        self.strip_sep_token = options.get("strip_sep_token", False)
        self.context_length = context_length
        self.clean_fn = get_clean_fn(clean)


def shrink(monkeypatch: pytest.MonkeyPatch, name: str, size: tuple[int, int] | None = None) -> None:
    """Let open_clip build a listed model small and without a network.

    Args:
        monkeypatch: Gives everything back after the test.
        name: One of `open_clip.list_models()`.
        size: Height and width of its pictures; None for those of the configuration, or three by three patches.
    """
    config = small_config(name)
    if size is not None:
        square = isinstance(config["vision_cfg"].get("layers"), list)  # a ModifiedResNet takes no other
        config["vision_cfg"]["image_size"] = size[0] if square else size
    monkeypatch.setitem(factory._MODEL_CONFIGS, name, config)
    monkeypatch.setattr(factory, "HFTokenizer", OfflineTokenizer)
    # the class itself is everybody's; open_clip's name for it is replaced
    monkeypatch.setattr(hf_model, "AutoConfig", SimpleNamespace(from_pretrained=small_hub_config))
    build = timm.create_model

    def create(trunk: str, **options: Any) -> Any:
        sized = size is not None and trunk.startswith(("vit", "eva", "swin"))
        return build(trunk, **options, **small_trunk(trunk), **({"img_size": size} if sized else {}))

    monkeypatch.setattr(timm_model.timm, "create_model", create)


def model(
    monkeypatch: pytest.MonkeyPatch, name: str, size: tuple[int, int] | None = None, gain: float = 1.2
) -> Any:
    """A listed model, small, in float64 and evaluation mode, with weights that make its outputs differ."""
    shrink(monkeypatch, name, size)
    monkeypatch.setattr(logging.getLogger(), "disabled", True)
    torch.manual_seed(0)
    built = open_clip.create_model(name, pretrained_text=False)
    with torch.no_grad():
        for key, tensor in [*built.named_parameters(), *built.named_buffers()]:
            fill(key, tensor, gain)
    return built.double().eval()


def fill(key: str, tensor: torch.Tensor, gain: float = 1.2) -> None:
    """Libraries start with biases of zero, scales of 1e-6 and small weights, which would hide errors."""
    if not tensor.is_floating_point() or "mask" in key or "rope" in key:
        return
    if key.endswith(("bias", "running_mean")):
        tensor.normal_(0, 0.2)
    elif tensor.ndim < 2:
        tensor.uniform_(0.5, 1.5)
    elif "embed" in key and tensor.ndim < 4:
        tensor.normal_(0, 0.5)
    else:
        tensor.normal_(0, gain * (len(tensor) / tensor.numel()) ** 0.5)
