"""Every model that open_clip lists goes through `load_encoder`; what is small here is said in `open_clip_small.py`."""

from __future__ import annotations

import logging

import open_clip
import pytest
import torch

import open_clip_small
import pairlens
from pairlens.encoders.base import Encoder
from pairlens.encoders.classic import ClassicTextTower, VisionTransformerTower
from pairlens.encoders.cut_towers import CutTextTower
from pairlens.encoders.hub_captions import HubCaptions
from pairlens.errors import ModelError

NAMES = open_clip.list_models()
ONE_EACH = {
    "RN50", "convnext_base", "swin_base_patch4_window7_224", "vit_medium_patch16_gap_256", "ViT-B-16", "ViTamin-S",
    "vit_relpos_medium_patch16_cls_224", "ViT-H-14-CLIPA", "ViT-H-14-worldwide", "mt5-base-ViT-B-32", "EVA01-g-14",
    "nllb-clip-base", "nllb-clip-base-siglip", "roberta-ViT-B-32", "xlm-roberta-base-ViT-B-32", "coca_ViT-B-32",
    "coca_roberta-ViT-B-32", "coca_base", "MobileCLIP2-S0", "MobileCLIP2-S3", "MobileCLIP2-L-14", "PE-Core-B-16",
    "ViT-B-16-SigLIP", "ViT-B-16-SigLIP2", "ViT-SO400M-16-SigLIP-i18n-256", "EVA02-B-16",
}  # fmt: skip
"""One of each kind; the others, which differ in sizes, are in the slow group."""
CAPTION = "a black dog"


def loaded(monkeypatch: pytest.MonkeyPatch, name: str) -> Encoder:
    """A listed model, small, with random weights."""
    open_clip_small.shrink(monkeypatch, name)
    monkeypatch.setattr(logging.getLogger(), "disabled", True)
    torch.manual_seed(0)
    with pytest.warns(UserWarning, match="random"):
        return pairlens.load_encoder(name, device="cpu")


def image_family(name: str) -> str:
    """Which image tower a configuration names."""
    vision = open_clip.get_model_config(name)["vision_cfg"]
    if vision.get("timm_model_name"):
        return "timm with attention pooling" if vision.get("timm_pool") == "map" else "timm"
    if isinstance(vision["layers"], list):
        return "ModifiedResNet"
    return (
        "VisionTransformer with attention pooling" if vision.get("attentional_pool") else "VisionTransformer"
    )


def text_family(name: str) -> str:
    """Which text tower a configuration names."""
    text = open_clip.get_model_config(name)["text_cfg"]
    if text.get("hf_model_name"):
        return "HFTextEncoder"
    if text.get("embed_cls"):
        return "with class token"
    return "not causal" if text.get("no_causal_mask") else "causal"


@pytest.mark.parametrize(
    "name", [n if n in ONE_EACH else pytest.param(n, marks=pytest.mark.slow) for n in NAMES]
)
def test_every_listed_model_is_read(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Loading compares both towers, cut in the middle, with the model's own output; here the rest is asked for."""
    e = loaded(monkeypatch, name)
    image, text = image_family(name), text_family(name)
    attends = image in {
        "timm with attention pooling",
        "VisionTransformer with attention pooling",
        "ModifiedResNet",
    }
    assert e.default_layer == (e.depth[0] - (not attends), e.depth[1] - 1)
    assert isinstance(e.image, VisionTransformerTower) == (image == "VisionTransformer")
    assert isinstance(e.text, CutTextTower) == (text in {"HFTextEncoder", "with class token"})
    assert isinstance(e.text, ClassicTextTower) == (text in {"causal", "not causal"})
    for layer in range(e.depth[0] + 1):
        layout = e.image.layout({}, layer)
        assert layout.kinds.count("patch") == layout.grid[0] * layout.grid[1] > 1
    inputs, _ = e.captions.read(CAPTION)
    units = e.captions.units(CAPTION, inputs, 0)
    assert [word.text for word in units.words] == ["a", "black", "dog"]
    assert all(word.tokens for word in units.words)
    assert len(units) == inputs["ids"].shape[1] + len(e.text.appended)
    assert units.kinds.count("class") == (text == "with class token")
    wants_hub = bool(open_clip.get_model_config(name)["text_cfg"].get("hf_tokenizer_name"))
    assert isinstance(e.captions, HubCaptions) == wants_hub


def test_the_families_are_all_there() -> None:
    """So many configurations does the README speak of; a new open_clip may add more."""
    assert set(NAMES) >= ONE_EACH
    count = {family: [image_family(n) for n in NAMES].count(family) for family in map(image_family, NAMES)}
    assert count["VisionTransformer"] >= 54
    assert count["timm with attention pooling"] >= 33
    assert count["timm"] >= 45
    assert count["ModifiedResNet"] >= 10
    assert count["VisionTransformer with attention pooling"] >= 2
    texts = [text_family(n) for n in NAMES]
    assert texts.count("HFTextEncoder") >= 10
    assert texts.count("with class token") >= 3
    assert texts.count("not causal") >= 39


def test_a_tokenizer_that_must_be_fetched_says_from_where(monkeypatch: pytest.MonkeyPatch) -> None:
    name = "ViT-B-16-SigLIP"
    monkeypatch.setitem(open_clip.factory._MODEL_CONFIGS, name, open_clip_small.small_config(name))

    def refuse(*_: object, **__: object) -> None:
        raise OSError("no route to host\nand much more")

    monkeypatch.setattr(open_clip.factory, "HFTokenizer", refuse)
    monkeypatch.setattr(
        open_clip, "create_model_and_transforms", lambda *_, **__: (torch.nn.Identity(), None, None)
    )
    with (
        pytest.warns(UserWarning, match="random"),
        pytest.raises(ModelError, match="hf download timm/ViT-B-16-SigLIP ") as said,
    ):
        pairlens.load_encoder(name, device="cpu")
    assert "no route to host." in str(said.value)
    assert "much more" not in str(said.value)


def test_a_text_tower_that_must_be_fetched_says_from_where(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("no route to host")

    monkeypatch.setattr(open_clip, "create_model_and_transforms", refuse)
    with (
        pytest.warns(UserWarning, match="random"),
        pytest.raises(ModelError, match=r"hf download roberta-base config\.json"),
    ):
        pairlens.load_encoder("roberta-ViT-B-32", device="cpu")
