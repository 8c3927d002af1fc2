from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pytest
import torch
import transformers
from open_clip.tokenizer import SimpleTokenizer
from torch import nn

import dense
import hub_models
import hub_tokenizers
import pairlens
from hub_models import TOYS, HubToy, build, encoder, photo, processor
from pairlens.encoders.checking import through
from pairlens.encoders.hub_parts import blocks_of, plain_attention, pooled
from pairlens.errors import ModelError
from toys import CAPTION

EVERY = pytest.mark.parametrize("toy", TOYS, ids=lambda toy: toy.name)
CLIP = TOYS[0]


def read(toy: HubToy) -> tuple[Any, Any]:
    e = encoder(toy)
    return e.placed(e.pixels.read(photo())[0]), e.placed(e.captions.read(CAPTION)[0])


def own_features(model: Any) -> tuple[Any, Any]:
    """The model's own features, as its documentation asks for them."""
    names = {
        "pixels": "pixel_values",
        "mask": "pixel_attention_mask",
        "shapes": "spatial_shapes",
        "ids": "input_ids",
    }

    def named(inputs: Any) -> Any:
        return {names.get(name, name): tensor for name, tensor in inputs.items()}

    return (
        lambda inputs: pooled(model.get_image_features(**named(inputs))),
        lambda inputs: pooled(model.get_text_features(**named(inputs))),
    )


@EVERY
def test_every_term_is_that_of_dense_jacobians_through_the_models_own_forward_pass(toy: HubToy) -> None:
    e, model = encoder(toy), build(toy)
    (pixels, ids), (image, text) = read(toy), own_features(model)
    f, g = image(pixels)[0].detach().numpy(), text(ids)[0].detach().numpy()
    norm = np.linalg.norm(f) * np.linalg.norm(g)
    for layers in {(0, 0), (1, 1), toy.default, (e.image.depth, e.text.depth)}:
        pair = pairlens.explain(e, photo(), CAPTION, layer=layers, steps=3)
        blank = e.pixels.reference("mean", pixels), e.captions.reference("padding", ids)
        V = dense.vectors(image, blocks_of(model.vision_model), layers[0], pixels, blank[0], 3)
        U = dense.vectors(text, blocks_of(model.text_model), layers[1], ids, blank[1], 3)
        wanted = U @ V.T / norm
        assert pair.interactions.shape == wanted.shape
        # float32 in the result; ALIGN's eager attention takes its softmax in float32
        assert np.abs(pair.interactions - wanted).max() <= 1e-6 * np.abs(wanted).max()
    assert pair.score == pytest.approx(float(f @ g) / norm, abs=1e-7)


@EVERY
def test_the_terms_add_up_to_the_models_own_cosine(toy: HubToy) -> None:
    pair = pairlens.explain(encoder(toy), photo(), CAPTION)
    assert pair.layers == toy.default
    assert pair.settings["path"] == {
        side: "closed form" if closed else "general"
        for side, closed in zip(("image", "text"), toy.closed, strict=True)
    }
    assert pair.converged
    assert abs(pair.residual) <= 1e-3 * pair.natural_scale
    assert pair.natural_scale > 1e-3
    given = processor(toy)
    pictures = given.image_processor(images=photo(), return_tensors="pt")
    words = given.tokenizer(CAPTION, padding="max_length", max_length=len(pair.caption), return_tensors="pt")
    words.pop("token_type_ids", None)
    with torch.no_grad():
        out = build(toy, torch.float32)(**pictures, **words)
    cosine = nn.functional.cosine_similarity(out.image_embeds, out.text_embeds)
    assert pair.score == pytest.approx(float(cosine), abs=1e-5)


@EVERY
def test_the_words_are_the_captions_own(toy: HubToy) -> None:
    caption = "Two DOGS on snow, a cafe!"
    pair = pairlens.explain(encoder(toy), photo(), "a dog on snow", steps=1)
    assert [word.text for word in pair.words] == ["a", "dog", "on", "snow"]
    if toy is not CLIP:  # which has room for seven tokens
        units = encoder(toy).captions.units(caption, encoder(toy).captions.read(caption)[0], 0)
        assert [word.text for word in units.words] == ["Two", "DOGS", "on", "snow", ",", "a", "cafe", "!"]


@EVERY
def test_a_changed_cell_changes_its_own_unit_at_layer_0(toy: HubToy) -> None:
    """The grid is not transposed: in a convolution's output a pixel that one cell alone sees is changed."""
    e = encoder(toy)
    wide = (8, 16) if toy.name == "SigLIP 2" else e.image.size
    pixels = torch.zeros(1, 3, *wide, dtype=torch.float64)
    layout = e.image.layout(e.pixels.read(pixels)[0], 0)
    rows, cols = layout.grid
    step = wide[0] // rows
    patches = [i for i, kind in enumerate(layout.kinds) if kind == "patch"]
    for row, col in [(0, 0), (1, 2), (rows - 1, 0), (rows - 1, cols - 1)]:
        changed = pixels.clone()
        changed[..., step * row + 1, step * col + 1] += 1
        with torch.no_grad(), e.borrowed():
            after, before = (e.image.features(e.pixels.read(x)[0], 0) for x in (changed, pixels))
        assert (after - before).abs().sum((0, 2)).nonzero().flatten().tolist() == [patches[row * cols + col]]


@EVERY
def test_every_cut_gives_the_models_own_output(toy: HubToy) -> None:
    e = encoder(toy)
    for tower, inputs, run in zip((e.image, e.text), read(toy), own_features(e.model), strict=True):
        with torch.no_grad(), e.borrowed():
            for layer in range(tower.depth + 1):
                torch.testing.assert_close(through(tower, inputs, layer), run(inputs), atol=1e-6, rtol=1e-6)


@EVERY
def test_the_picture_shown_is_what_the_model_saw(toy: HubToy) -> None:
    """Undoing the normalisation gives the processor's own colours back, crop included."""
    pixels = photo()
    seen = pairlens.explain(encoder(toy), pixels, CAPTION, steps=1).picture.pixels
    plain = toy.processor()
    plain.do_rescale = plain.do_normalize = False
    found = plain(images=pixels, return_tensors="pt")
    own = found["pixel_values"].double()
    if toy.name == "SigLIP 2":
        rows, cols = found["spatial_shapes"][0].tolist()
        own = own[:, : rows * cols].reshape(rows, cols, 4, 4, 3).permute(0, 2, 1, 3, 4)
        own = own.reshape(1, rows * 4, cols * 4, 3).permute(0, 3, 1, 2)
    assert np.abs(seen - own[0].permute(1, 2, 0).numpy()).max() <= 1


@EVERY
def test_the_model_is_left_as_it_came(toy: HubToy) -> None:
    model = build(toy, torch.float32).train()
    before, own = copy.deepcopy(model.state_dict()), copy.deepcopy(model.config.to_dict())
    e = pairlens.wrap(model, processor(toy))
    pairlens.explain(e, photo(), CAPTION, steps=1)
    assert all(module.training for module in model.modules())
    assert not any(module._forward_hooks or "forward" in vars(module) for module in model.modules())
    assert all(torch.equal(tensor, before[name]) for name, tensor in model.state_dict().items())
    assert all(parameter.grad is None for parameter in model.parameters())
    assert model.config.to_dict() == own


def test_text_units_follow_the_tokenizers_padding() -> None:
    kinds = {toy.name: encoder(toy).captions.units(CAPTION, read(toy)[1], 0).kinds for toy in TOYS}
    assert kinds["CLIP"] == ("begin", *["content"] * 5, "end", "padding", "padding")
    assert kinds["SigLIP"] == (*["content"] * 5, "end", *["padding"] * 10)
    assert kinds["ALIGN"] == ("begin", *["content"] * 5, "end", *["padding"] * 57)


def test_padding_that_takes_part_carries_something_and_padding_that_is_masked_nothing() -> None:
    for toy in TOYS[1], TOYS[3]:
        pair = pairlens.explain(encoder(toy), photo(), CAPTION, layer=0, steps=1)
        padding = np.array([kind == "padding" for kind in pair.caption.kinds])
        with torch.no_grad():
            whole = encoder(toy).text.length(read(toy)[1])
        assert (toy.name, whole) in {("SigLIP", 16), ("ALIGN", 8)}
        assert np.allclose(
            pair.interactions[padding], 0
        )  # the reference is padded alike, so nothing changes there
    last = pairlens.explain(encoder(TOYS[1]), photo(), CAPTION, layer=(3, 1), steps=1)
    assert np.abs(last.interactions[6:]).max() > 1e-3


def test_the_grid_of_variable_resolution_is_the_pictures_own() -> None:
    e = encoder(TOYS[2])
    wide, tall = photo(), photo().transpose(1, 0, 2)
    shapes = [pairlens.explain(e, picture, CAPTION, steps=1).picture for picture in (wide, tall)]
    assert [(shape.rows, shape.cols) for shape in shapes] == [(3, 5), (5, 3)]
    assert [shape.kinds.count("padding") for shape in shapes] == [3, 3]
    assert shapes[0].pixels.shape == (12, 20, 3)
    assert all(layer.grid is None for layer in e.layers.image)


@pytest.mark.parametrize("layer", [0, 2, 3])
def test_padded_patches_carry_nothing(layer: int) -> None:
    pair = pairlens.explain(encoder(TOYS[2]), photo(), CAPTION, layer=(layer, 1), steps=2)
    assert np.abs(pair.interactions[:, 15:]).max() <= 1e-9
    assert np.abs(pair.image_effects[15:]).max() <= 1e-9
    assert np.abs(pair.interactions[:, :15]).max() > 1e-3


def test_a_picture_without_padding_is_served_by_the_pooling_heads_closed_form() -> None:
    pixels = torch.randn(1, 3, 8, 16, generator=torch.Generator().manual_seed(0)).double()
    e = encoder(TOYS[2])
    pair = pairlens.explain(e, pixels, CAPTION)
    assert pair.settings["path"]["image"] == "closed form"
    general = pairlens.explain(e, pixels, CAPTION, layer=(2, 1), tol=1e-6)
    assert pair.score == pytest.approx(general.score, abs=1e-9)
    assert (pair.picture.rows, pair.picture.cols) == (2, 4)


@pytest.mark.parametrize("kind", ["blur", "noise"])
def test_references_of_patches_are_those_of_the_picture(kind: str) -> None:
    e = encoder(TOYS[2])
    pair = pairlens.explain(e, photo(), CAPTION, references=pairlens.References(image=kind))
    assert pair.converged
    assert abs(pair.residual) <= 1e-3 * pair.natural_scale


def test_cells_of_patches_are_replaced_one_by_one() -> None:
    e = encoder(TOYS[2])
    inputs = e.pixels.read(photo())[0]
    blank = e.pixels.reference("blur", inputs)
    kept = torch.ones(2, 3, 5, dtype=torch.bool)
    kept[1, 2, 1] = False
    mixed = e.pixels.mixed(inputs, blank, kept)
    assert torch.equal(mixed["pixels"][:1], inputs["pixels"])
    changed = (mixed["pixels"][1] != inputs["pixels"][0]).any(-1).nonzero().flatten()
    assert changed.tolist() == [2 * 5 + 1]
    assert torch.equal(mixed["pixels"][1, 11], blank["pixels"][0, 11])
    assert {len(tensor) for tensor in mixed.values()} == {2}
    pair = pairlens.explain(e, photo(), "a dog", method="occlusion")
    assert np.isfinite(pair.matrix).all()
    assert pair.matrix.shape == (2, 3, 5)


@EVERY
def test_half_precision_is_computed_in_float32(toy: HubToy) -> None:
    model = build(toy, torch.float32).to(torch.bfloat16)
    e = pairlens.wrap(model, processor(toy))
    assert e.dtype == torch.float32
    pair = pairlens.explain(e, photo(), CAPTION)
    assert any("float32 copy of bfloat16" in note for note in pair.settings["notes"])
    assert {p.dtype for p in model.parameters()} == {torch.bfloat16}


def test_fused_attention_is_replaced_while_we_compute_and_restored() -> None:
    model = build(CLIP, torch.float32)
    sdpa = pairlens.explain(pairlens.wrap(model, processor(CLIP)), photo(), CAPTION, layer=1)
    model.config._attn_implementation = "flex_attention"
    model.config.vision_config._attn_implementation = "eager"
    kinds = [module.config._attn_implementation for module in model.modules() if hasattr(module, "config")]
    pair = pairlens.explain(pairlens.wrap(model, processor(CLIP)), photo(), CAPTION, layer=1)
    after = [module.config._attn_implementation for module in model.modules() if hasattr(module, "config")]
    assert after == kinds
    assert {"flex_attention", "eager"} <= set(kinds)
    assert pair.interactions == pytest.approx(sdpa.interactions, abs=1e-6)
    with pytest.raises(ZeroDivisionError), plain_attention(model):
        raise ZeroDivisionError
    assert [m.config._attn_implementation for m in model.modules() if hasattr(m, "config")] == kinds


def test_a_block_of_another_kind_takes_the_general_path() -> None:
    """The closed form states the algebra of the library's block; one from elsewhere may do anything."""
    model = build(CLIP)
    block = model.vision_model.encoder.layers[2]

    class Louder(type(block)):
        def forward(self, *args: Any, **named: Any) -> Any:
            out = super().forward(*args, **named)
            return (2 * out[0], *out[1:]) if isinstance(out, tuple) else 2 * out

    block.__class__ = Louder
    pair = pairlens.explain(pairlens.wrap(model, processor(CLIP)), photo(), CAPTION)
    assert pair.settings["path"] == {"image": "general", "text": "closed form"}
    assert pair.converged


def test_a_closed_form_that_does_not_give_the_models_value_is_not_used() -> None:
    model = build(CLIP)
    model.visual_projection.register_forward_hook(lambda _, __, out: out + 1)
    pair = pairlens.explain(pairlens.wrap(model, processor(CLIP)), photo(), CAPTION)
    assert pair.settings["path"] == {"image": "general", "text": "closed form"}
    assert pair.converged


@pytest.mark.parametrize("eos", [2, 49407])
def test_clip_is_read_up_to_its_end_token_whichever_way_it_is_found(eos: int) -> None:
    torch.manual_seed(0)
    model = hub_models.clip(eos_token_id=eos).double().eval()
    e = pairlens.wrap(model, processor(CLIP))
    ids = e.captions.read("a dog")[0]
    assert e.text.length(ids) == 4
    pair = pairlens.explain(e, photo(), "a dog")
    assert pair.settings["path"]["text"] == "closed form"
    assert pair.converged


def test_the_same_weights_give_the_same_numbers_as_in_open_clip() -> None:
    """Image side: OpenAI's block with its weights in one matrix, against the library's with three."""
    model = build(CLIP)
    e = encoder(CLIP)
    attention = model.vision_model.encoder.layers[2].self_attn
    read = e.image.stage(e.placed(e.pixels.read(photo())[0]), 2).read
    assert read is not None
    assert torch.equal(read.key.flatten(0, 1), attention.k_proj.weight)
    assert torch.equal(read.row.projection, model.visual_projection.weight.T)


def test_other_models_of_the_same_build_are_read_too() -> None:
    """Two towers joined by the library itself."""
    vision = transformers.ViTConfig(**hub_models.VISION)
    text = transformers.BertConfig(**hub_models.BERT)
    config = transformers.VisionTextDualEncoderConfig.from_vision_text_configs(vision, text, projection_dim=7)
    model = transformers.VisionTextDualEncoderModel(config).double().eval()
    tokenizer = hub_tokenizers.bert()
    e = pairlens.wrap(model, hub_models._siglip_pixels(), tokenizer)
    pair = pairlens.explain(e, photo(), CAPTION)
    assert pair.converged
    assert pair.settings["path"] == {"image": "general", "text": "general"}


def test_a_model_that_returns_tuples_is_read_alike() -> None:
    model = build(CLIP)
    model.config.return_dict = False
    pair = pairlens.explain(pairlens.wrap(model, processor(CLIP)), photo(), CAPTION, steps=2)
    assert pair.score == pytest.approx(
        pairlens.explain(encoder(CLIP), photo(), CAPTION, steps=2).score, abs=1e-9
    )
    assert pooled((torch.zeros(1, 3, 2), torch.ones(1, 2))).tolist() == [[1, 1]]
    with pytest.raises(ModelError, match="without an embedding"):
        pooled(())


def test_what_is_no_dual_encoder_is_refused_and_told_of_the_other_door() -> None:
    model = transformers.BertModel(transformers.BertConfig(**hub_models.BERT))
    with pytest.raises(ModelError, match=r"BertModel without vision_model.*pairlens\.join"):
        pairlens.wrap(model)


def test_a_missing_tokenizer_is_asked_for() -> None:
    with pytest.raises(ModelError, match=r"without a tokenizer.*AutoTokenizer"):
        pairlens.wrap(build(CLIP), CLIP.processor())
    with pytest.raises(ModelError, match=r"came with a SimpleTokenizer"):
        pairlens.wrap(build(CLIP), CLIP.processor(), SimpleTokenizer())


def test_a_processor_of_another_size_is_refused() -> None:
    other = transformers.CLIPImageProcessor(size={"shortest_edge": 20}, crop_size={"height": 20, "width": 20})
    with pytest.raises(ModelError, match=r"20 × 20 pixels, but the model takes 16 × 16"):
        pairlens.wrap(build(CLIP), other, hub_tokenizers.clip())


def test_towers_of_different_widths_are_refused() -> None:
    model = build(TOYS[3])
    model.text_projection = nn.Linear(16, 5).double()
    with pytest.raises(ModelError, match="5"):
        pairlens.wrap(model, processor(TOYS[3]))


def test_tensors_alone_will_do() -> None:
    e = pairlens.wrap(build(CLIP), tokenizer=hub_tokenizers.clip())
    pair = pairlens.explain(e, torch.zeros(1, 3, 16, 16) + 0.1, CAPTION)
    assert pair.converged
    with pytest.raises(pairlens.PairlensError, match="preprocess"):
        pairlens.explain(e, photo(), CAPTION)
