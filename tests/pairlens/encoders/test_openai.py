from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from torch import nn
from torchvision.transforms import Compose, Normalize, PILToTensor

import dense
import pairlens
from openai_clip import RESNET, VISION, clip, half, network
from pairlens.encoders.base import Encoder
from pairlens.errors import ModelError
from toys import CAPTION

PARTS = pytest.mark.parametrize("parts", [VISION, RESNET], ids=["ViT", "ResNet"])

BLOCKS = {True: [f"transformer.resblocks.{k}" for k in range(3)], False: [f"layer{k}" for k in (1, 2, 3, 4)]}
"""Blocks of the transformer and of the ResNet, by whether it is the transformer."""


def picture(model: Any, seed: int = 0) -> torch.Tensor:
    size = model.visual.input_resolution
    return torch.randn(1, 3, size, size, generator=torch.Generator().manual_seed(seed))


@PARTS
def test_the_numbers_are_those_of_the_packages_own_classes(
    parts: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dense Jacobians in float64 through the package's own forward pass."""
    model = network(parts)
    e, pixels = pairlens.wrap(model), picture(model)
    pair = pairlens.explain(e, pixels, CAPTION, layer=1, steps=5)
    ids = e.captions.read(CAPTION)[0]["ids"]
    blank = e.captions.reference("padding", {"ids": ids})["ids"]
    # the package's norms compute in float32 whatever they are given
    monkeypatch.setattr(clip.model.LayerNorm, "forward", nn.LayerNorm.forward)
    own: Any = copy.deepcopy(model).double()
    seen = pixels.double()
    visual = own.visual
    blocks = [visual.get_submodule(name) for name in BLOCKS[parts is VISION]]
    V = dense.vectors(own.encode_image, blocks, 1, seen, torch.zeros_like(seen), 5)
    U = dense.vectors(own.encode_text, own.transformer.resblocks, 1, ids, blank, 5)
    f, g = own.encode_image(seen).detach(), own.encode_text(ids).detach()
    wanted = U @ V.T / float(f.norm() * g.norm())
    assert np.abs(pair.interactions - wanted).max() <= 1e-5 * np.abs(wanted).max()
    assert pair.score == pytest.approx(float(nn.functional.cosine_similarity(f, g)), abs=1e-6)


@PARTS
def test_units_are_the_packages_patches_and_words(parts: dict[str, Any]) -> None:
    model = network(parts)
    e = pairlens.wrap(model)
    pair = pairlens.explain(e, picture(model), CAPTION)
    assert pair.converged
    assert abs(pair.residual) <= 1e-3 * pair.natural_scale
    assert [word.text for word in pair.words] == CAPTION.split()
    assert pair.caption.kinds == ("begin", *["content"] * 5, "end", "padding", "padding")
    assert pair.settings["path"]["text"] == "closed form"
    if parts is VISION:
        assert pair.picture.kinds == ("class",) + ("patch",) * 16


def test_one_patch_changes_one_cell_at_layer_0() -> None:
    e = pairlens.wrap(network(VISION))
    before = torch.zeros(1, 3, 16, 16)
    after = before.clone()
    after[..., 4:8, 8:12] = 1
    with torch.no_grad():
        changed = e.image.features({"pixels": after}, 0) - e.image.features({"pixels": before}, 0)
    assert changed.abs().sum((0, 2)).nonzero().flatten().tolist() == [1 + 1 * 4 + 2]


@pytest.mark.parametrize("parts", [VISION, RESNET], ids=["ViT", "ResNet"])
def test_fp16_weights_are_computed_in_float32_and_left_as_they_were(parts: dict[str, Any]) -> None:
    model = half(network(parts))
    before = copy.deepcopy(model.state_dict())
    assert model.visual.conv1.weight.dtype == torch.float16
    model.train()
    e = pairlens.wrap(model)
    pair = pairlens.explain(e, picture(model), CAPTION)
    full = pairlens.explain(pairlens.wrap(copy.deepcopy(model).float()), picture(model), CAPTION)
    assert any("float32 copy of float16" in note for note in pair.settings["notes"])
    assert pair.score == pytest.approx(full.score, abs=1e-6)
    assert all(module.training for module in model.modules())
    assert not any(module._forward_hooks or "forward" in vars(module) for module in model.modules())
    assert all(
        v.dtype == before[k].dtype and torch.equal(v, before[k]) for k, v in model.state_dict().items()
    )


@pytest.mark.parametrize(
    "text", [CAPTION, "Two DOGS,  don't run!", "naïve café — 東京 🙂", "12 o'clock &amp; co"]
)
def test_the_tokens_are_the_packages(text: str) -> None:
    e = pairlens.wrap(network(VISION, context_length=40), tokenizer=clip.tokenize)
    ids = e.captions.read(text)[0]["ids"]
    assert ids.tolist() == clip.tokenize([text], context_length=40).tolist()


def test_pictures_go_through_the_packages_transform() -> None:
    """Its last step is a `Normalize`, which is undone to show what the model saw."""
    mean, std = (0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711)
    transform = Compose([PILToTensor(), lambda t: t / 255, Normalize(mean, std)])
    pixels = np.random.default_rng(0).integers(0, 256, (16, 16, 3), dtype=np.uint8)
    pair = pairlens.explain(pairlens.wrap(network(VISION), transform), Image.fromarray(pixels), CAPTION)
    assert np.array_equal(pair.picture.pixels, pixels)


def test_another_tokenizer_is_refused() -> None:
    with pytest.raises(ModelError, match=r"clip\.tokenize"):
        pairlens.wrap(network(VISION), tokenizer=str.split)


def test_weights_of_another_shape_are_refused() -> None:
    model = network(VISION)
    model.visual.transformer.resblocks[0].mlp[0] = nn.Linear(128, 5)
    with pytest.raises(ModelError, match="not those of an OpenAI CLIP"):
        pairlens.wrap(model)


def test_a_model_whose_classes_were_changed_is_refused() -> None:
    model = network(VISION)
    model.visual.register_forward_hook(lambda _, __, out: out + 1)
    with pytest.raises(ModelError, match="image tower's own output differs"):
        pairlens.wrap(model)


@pytest.mark.slow
def test_a_real_size_accounts_for_the_score() -> None:
    """ViT-B/32 as OpenAI built it, in fp16, with random weights."""
    torch.manual_seed(0)
    model = half(clip.model.CLIP(512, 224, 12, 768, 32, 77, 49408, 512, 8, 12))
    e: Encoder = pairlens.wrap(model, name="ViT-B/32")
    pair = pairlens.explain(e, picture(model), CAPTION)
    assert pair.interactions.shape == (77, 50)
    assert pair.converged
    assert abs(pair.residual) <= 1e-3 * pair.natural_scale
