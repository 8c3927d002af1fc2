"""Text towers of open_clip, small, against dense Jacobians of the model's own forward pass."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import open_clip
import pytest
import torch
from open_clip.model import CLIP, CLIPTextCfg, CLIPVisionCfg, CustomTextCLIP
from open_clip.tokenizer import HFTokenizer, SimpleTokenizer
from torch import nn

import dense
import hub_tokenizers
import open_clip_small
import pairlens
from pairlens.encoders.base import Encoder
from pairlens.errors import CaptionError, ModelError
from pairlens.methods.asking import Asked
from pairlens.methods.how import How
from pairlens.methods.jacobians import Jacobians
from pairlens.methods.path_side import Side

CAPTION = "a black dog, on snow"
IMAGE = CLIPVisionCfg(layers=1, width=16, head_width=8, patch_size=4, image_size=8)


@dataclass(frozen=True)
class Case:
    """One listed model and what must be found in it.

    Attributes:
        name: Its name in open_clip.
        blocks: Where the blocks of its text tower lie.
        special: Begin, end and class units of a caption.
        whole: Whether padding takes part, so that the whole context runs.
        closed: Whether the last block is served by the closed form.
    """

    name: str
    blocks: str
    special: tuple[str, ...]
    whole: bool
    closed: bool = False


FLAT, OWN = "transformer.resblocks", "text.transformer.resblocks"
HUB = "text.transformer.encoder.layer"
CASES = (
    Case("ViT-H-14-CLIPA", FLAT, ("begin",), whole=True, closed=True),
    Case("ViT-H-14-worldwide", FLAT, ("begin", "end"), whole=False, closed=True),
    Case("ViT-L-14-worldwide", FLAT, ("end",), whole=False, closed=True),
    Case("PE-Core-B-16", OWN, ("begin", "end"), whole=False, closed=True),
    Case("MobileCLIP2-S0", OWN, ("begin", "end"), whole=True, closed=True),
    Case("ViT-B-16-SigLIP", OWN, ("end",), whole=True, closed=True),
    Case("ViT-SO400M-16-SigLIP-i18n-256", OWN, ("end",), whole=True, closed=True),
    Case("coca_ViT-B-32", OWN, ("begin", "end", "class"), whole=True),
    Case("coca_roberta-ViT-B-32", HUB, ("begin", "end"), whole=False),
    Case("roberta-ViT-B-32", HUB, ("begin", "end"), whole=False),
    Case("xlm-roberta-base-ViT-B-32", HUB, ("begin", "end"), whole=False),
    Case("mt5-base-ViT-B-32", "text.transformer.block", ("end",), whole=False),
    Case("nllb-clip-base", "text.transformer.layers", ("begin", "end"), whole=False),
)


def wrapped(monkeypatch: pytest.MonkeyPatch, case: Case) -> Encoder:
    size = (64, 64) if case.name.startswith(("Mobile", "coca")) else None
    model = open_clip_small.model(
        monkeypatch, case.name, size, 0.9 if case.name.startswith("Mobile") else 1.2
    )
    return pairlens.wrap(model, tokenizer=open_clip.get_tokenizer(case.name))


def side(e: Encoder, layer: int, caption: str = CAPTION) -> tuple[Side, Asked]:
    """The path of the caption from its usual reference."""
    asked = Asked.of(e, "caption", caption, layer)
    return Jacobians().side(e, asked), asked


def compare(e: Encoder, blocks: list[nn.Module], layer: int, tolerance: float = 1e-9) -> Side:
    """Hold every unit's vector against the dense reference; those that were not run must carry nothing."""
    assert len(blocks) == e.text.depth
    with e.borrowed(), torch.no_grad():
        found, asked = side(e, layer)
        fast = found.columns(How(steps=2)).numpy()
        blank = asked.reader.reference("padding", asked.inputs)["ids"]

        def run(ids: torch.Tensor) -> torch.Tensor:
            return e.model.encode_text(ids, normalize=False)

        slow = dense.vectors(run, blocks, layer, asked.inputs["ids"], blank, 2)
    scale = np.abs(slow).max()
    assert np.abs(slow[len(fast) :]).sum() <= 1e-12 * scale
    assert np.abs(fast - slow[: len(fast)]).max() < tolerance * scale, f"layer {layer}"
    assert len(slow) == len(asked.units())
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_every_unit_equals_the_dense_reference(monkeypatch: pytest.MonkeyPatch, case: Case) -> None:
    e = wrapped(monkeypatch, case)
    blocks = list(e.model.get_submodule(case.blocks))
    for layer in (0, 1, 2):
        # T5's norm takes its squares in float32, whatever the model's own precision
        found = compare(e, blocks, layer, 1e-7 if case.name.startswith("mt5") else 1e-9)
        assert found.closed_form == e.layers.text[layer].closed_form == (case.closed and layer == 1)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_units_are_named_and_run_as_far_as_they_matter(monkeypatch: pytest.MonkeyPatch, case: Case) -> None:
    e = wrapped(monkeypatch, case)
    inputs, _ = e.captions.read(CAPTION)
    units = e.captions.units(CAPTION, inputs, 0)
    kinds = [kind for kind in units.kinds if kind not in {"content", "padding"}]
    assert tuple(kinds) == case.special
    assert [word.text for word in units.words if word.tokens] == (
        ["a", "black", "dog", "on", "snow"] if "SigLIP" in case.name or case.name == "ViT-L-14-worldwide"
        else ["a", "black", "dog", ",", "on", "snow"]
    )  # fmt: skip
    used = len(units.kinds) - units.kinds.count("padding") - len(e.text.appended)
    assert (
        e.text.length(inputs) == inputs["ids"].shape[1]
        if case.whole
        else used <= e.text.length(inputs) <= used + 1
    )


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_the_ledger_adds_up_with_padding_as_units_of_their_own(
    monkeypatch: pytest.MonkeyPatch, case: Case
) -> None:
    e = wrapped(monkeypatch, case)
    pixels = torch.randn(1, 3, *e.image.size, generator=torch.Generator().manual_seed(0)).double()
    pair = pairlens.explain(e, pixels, CAPTION)
    assert pair.converged
    assert abs(pair.residual) <= 1e-3 * pair.natural_scale
    assert pair.natural_scale > 1e-3
    padding = [kind == "padding" for kind in pair.b.kinds]
    moved = np.abs(pair.interactions[padding]).sum()
    assert (moved > 0) == (case.whole), "padding carries something exactly where it takes part"


@pytest.mark.parametrize("pooling", ["first", "last", "argmax", "eos"])
@pytest.mark.parametrize("custom", [False, True])
def test_every_pooling_of_the_own_tower(pooling: str, custom: bool) -> None:  # noqa: FBT001 - a case
    torch.manual_seed(0)
    options = {
        "layers": 2,
        "width": 8,
        "heads": 2,
        "context_length": 9,
        "pool_type": pooling,
        "eos_id": 49407,
    }
    text = CLIPTextCfg(**options, no_causal_mask=pooling == "first")
    model = (CustomTextCLIP if custom else CLIP)(6, IMAGE, text)
    with torch.no_grad():
        for key, tensor in model.named_parameters():
            open_clip_small.fill(key, tensor)
    e = pairlens.wrap(model.double().eval())
    blocks = list(e.model.get_submodule("text.transformer.resblocks" if custom else "transformer.resblocks"))
    for layer in (0, 1, 2):
        assert compare(e, blocks, layer).closed_form == (layer == 1)
    ids = e.captions.read(CAPTION)[0]["ids"]
    assert e.text.position(ids) == {"first": 0, "last": 8}.get(pooling, 7)


@pytest.mark.parametrize(
    "options", [{"qk_norm": True}, {"scale_heads": True}, {"scale_attn_inner": True}, {"scale_fc": True}]
)
def test_blocks_with_norms_inside_take_the_general_path(options: dict[str, bool]) -> None:
    torch.manual_seed(0)
    text = CLIPTextCfg(layers=2, width=8, heads=2, context_length=9, **options)
    e = pairlens.wrap(CLIP(6, IMAGE, text).double().eval())
    found = compare(e, list(e.model.transformer.resblocks), 1)
    assert not found.closed_form


def test_masked_padding_is_left_away_from_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tower that masks its padding gives the same without it."""
    torch.manual_seed(0)
    text = CLIPTextCfg(layers=2, width=8, heads=2, context_length=12, no_causal_mask=True)
    model = CustomTextCLIP(6, IMAGE, text)
    monkeypatch.setattr(model.text, "use_pad_mask", True)
    e = pairlens.wrap(model.double().eval())
    assert e.text.length(e.captions.read("a dog")[0]) == 5
    compare(e, list(e.model.text.transformer.resblocks), 0)


def test_a_caption_of_another_length_keeps_its_own_position_biases(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first block of a T5 hands position biases to the others; they are those of this caption."""
    e = wrapped(monkeypatch, CASES[-2])
    for caption in ("a", "a black dog on snow", "a black dog on snow a red car on snow"):
        with e.borrowed(), torch.no_grad():
            found, asked = side(e, 1, caption)
            own = e.model.encode_text(asked.inputs["ids"])[0]
        np.testing.assert_allclose(found.stop, own.numpy(), rtol=1e-10)


def test_padding_that_interacts_is_part_of_the_caption(monkeypatch: pytest.MonkeyPatch) -> None:
    e = wrapped(monkeypatch, next(c for c in CASES if c.name == "ViT-B-16-SigLIP"))
    inputs, _ = e.captions.read("a dog")
    blank = e.captions.reference("padding", inputs)["ids"]
    assert set(blank[0].tolist()) == {1}, "SigLIP pads with its end token: the empty caption is nothing else"
    assert e.captions.units("a dog", inputs, 0).kinds == ("content", "content", "end") + ("padding",) * 61


def test_a_caption_too_long_for_a_hub_tokenizer_says_what_would_be_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    e = wrapped(monkeypatch, CASES[0])
    assert e.text.context == 32
    with pytest.raises(CaptionError, match=r"has 31 tokens.*at most 30 .*lose: 'dog'"):
        e.captions.read("a " * 30 + "dog")


def test_a_text_tower_of_the_hub_needs_its_tokenizer(monkeypatch: pytest.MonkeyPatch) -> None:
    model = open_clip_small.model(monkeypatch, "roberta-ViT-B-32")
    with pytest.raises(ModelError, match="get_tokenizer"):
        pairlens.wrap(model)


def test_a_plain_tokenizer_of_transformers_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    model = open_clip_small.model(monkeypatch, "roberta-ViT-B-32")
    e = pairlens.wrap(model, tokenizer=hub_tokenizers.roberta())
    assert e.text.context == 77
    assert [w.text for w in e.captions.units("a Dog", e.captions.read("a Dog")[0], 0).words] == ["a", "Dog"]


def test_a_tokenizer_with_more_ids_than_rows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    model = open_clip_small.model(monkeypatch, "mt5-base-ViT-B-32")
    with pytest.raises(ModelError, match="302 tokens, but the model's table has 99 rows"):
        pairlens.wrap(model, tokenizer=hub_tokenizers.roberta())
    with pytest.raises(ModelError, match="49408 tokens, but the model's table has 99 rows"):
        pairlens.wrap(model, tokenizer=SimpleTokenizer())


def test_a_tokenizer_that_cannot_be_traced_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    model = open_clip_small.model(monkeypatch, "ViT-B-16")
    with pytest.raises(ModelError, match=r"function.*cannot be traced.*get_tokenizer"):
        pairlens.wrap(model, tokenizer=lambda texts: torch.zeros(len(texts), 77))


def test_a_class_token_behind_the_padding_is_a_unit_of_its_own() -> None:
    from pairlens.encoders.open_clip_texts import _hub_reader

    words: Any = HFTokenizer.__new__(HFTokenizer)
    words.tokenizer = hub_tokenizers.bert()
    words.tokenizer.add_special_tokens({"bos_token": "[CLS]", "eos_token": "[SEP]"})
    words.tokenizer_mode, words.strip_sep_token, words.clean_fn = "clips", False, str.strip
    reader = _hub_reader(words, 8)
    inputs, _ = reader.read("a dog")
    assert reader.units("a dog", inputs, 0).kinds == (
        "begin", "content", "content", "end", "padding", "padding", "padding", "class",
    )  # fmt: skip
    assert inputs["ids"].equal(words(["a dog"], 8))


def test_towers_of_different_widths_are_refused() -> None:
    model = CustomTextCLIP(6, IMAGE, CLIPTextCfg(layers=1, width=8, heads=2, context_length=9))
    model.text.text_projection = nn.Parameter(torch.randn(8, 5))
    with pytest.raises(ModelError, match="has 6 numbers and the text embedding 5"):
        pairlens.wrap(model)
