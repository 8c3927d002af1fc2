from __future__ import annotations

import copy

import pytest
import torch
from open_clip.model import CLIP, CLIPTextCfg, CLIPVisionCfg
from torch import nn

import pairlens
from pairlens.errors import ModelError
from toys import CAPTION, IMAGE, TEXT, TOYS, build, picture


def test_a_name_that_does_not_exist_is_answered_with_close_ones() -> None:
    with pytest.raises(ModelError, match="ViT-B-32"):
        pairlens.load_encoder("ViT-B32")


def test_weights_that_cannot_be_fetched_say_who_was_asked_and_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import open_clip

    def refuse(*_: object, **__: object) -> None:
        raise OSError("no route to host")

    monkeypatch.setattr(open_clip, "create_model_and_transforms", refuse)
    with pytest.raises(ModelError) as caught:
        pairlens.load_encoder("ViT-B-16", "laion2b_s34b_b88k")
    said = str(caught.value)
    assert "laion/CLIP-ViT-B-16-laion2B-s34B-b88K" in said
    assert "hf download" in said
    assert "no route to host" in said
    assert '"embedded"' in said


def test_an_unknown_weights_tag_is_answered_with_the_known_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ModelError, match="laion2b_s34b_b88k"):
        pairlens.load_encoder("ViT-B-16", "no-such-weights")


def test_random_weights_are_said_to_be_random() -> None:
    with pytest.warns(UserWarning, match="random"):
        e = pairlens.load_encoder("ViT-S-32-alt", device="cpu")
    assert e.name == "ViT-S-32-alt (random weights)"


def test_nan_weights_are_named() -> None:
    model = build(TOYS[0])
    with torch.no_grad():
        model.visual.proj[0, 0] = float("nan")
    with pytest.raises(ModelError, match=r"visual\.proj"):
        pairlens.wrap(model)


@pytest.mark.parametrize("thing", [nn.Linear(2, 2), "ViT-B-32", None])
def test_what_is_no_dual_encoder_is_refused(thing: object) -> None:
    with pytest.raises(ModelError, match="cannot be read here"):
        pairlens.wrap(thing)


def test_a_tokenizer_with_more_tokens_than_the_table_is_refused() -> None:
    small = CLIP(8, CLIPVisionCfg(**IMAGE), CLIPTextCfg(**TEXT | {"vocab_size": 100}))
    with pytest.raises(ModelError, match="100 rows"):
        pairlens.wrap(small)


def test_a_model_whose_output_is_not_that_of_its_blocks_is_refused() -> None:
    model = build(TOYS[0])
    model.visual.register_forward_hook(lambda _, __, out: out + 1)
    with pytest.raises(ModelError, match="image tower's own output differs"):
        pairlens.wrap(model)


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16])
def test_half_precision_is_computed_in_float32_and_left_as_it_was(dtype: torch.dtype) -> None:
    model = build(TOYS[0], torch.float32).to(dtype)
    before = copy.deepcopy(model.state_dict())
    e = pairlens.wrap(model)
    pair = pairlens.explain(e, picture(TOYS[0], dtype=torch.float32), CAPTION)
    full = pairlens.explain(pairlens.wrap(copy.deepcopy(model).float()), picture(TOYS[0]), CAPTION)
    assert e.dtype == torch.float32
    assert pair.converged
    assert pair.score == pytest.approx(full.score, abs=1e-6)
    assert any("float32 copy" in note for note in pair.settings["notes"])
    assert all(
        torch.equal(v, before[k]) and v.dtype == before[k].dtype for k, v in model.state_dict().items()
    )
