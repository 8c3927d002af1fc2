from __future__ import annotations

import pytest
import torch
from open_clip.model import CLIP, CLIPTextCfg, CLIPVisionCfg

import pairlens
from pairlens.encoders.checking import through
from pairlens.errors import ModelError
from toys import CAPTION, IMAGE, TEXT, TOYS, Toy, build, encoder, picture


@pytest.mark.parametrize("toy", TOYS, ids=lambda t: t.name)
def test_the_parts_of_a_cut_tower_give_the_models_own_output(toy: Toy) -> None:
    e = encoder(toy)
    pixels, ids = picture(toy), e.captions.read(CAPTION)[0]
    with torch.no_grad():
        for layer in range(e.image.depth + 1):
            cut = through(e.image, {"pixels": pixels}, layer)
            torch.testing.assert_close(cut, e.model.encode_image(pixels), atol=1e-12, rtol=1e-10)
        for layer in range(e.text.depth + 1):
            cut = through(e.text, ids, layer)
            torch.testing.assert_close(cut, e.model.encode_text(ids["ids"]), atol=1e-12, rtol=1e-10)


@pytest.mark.parametrize("toy", TOYS, ids=lambda t: t.name)
def test_a_causal_tower_runs_only_up_to_the_end_token(toy: Toy) -> None:
    e = encoder(toy)
    ids = e.captions.read(CAPTION)[0]
    causal = not toy.text.get("no_causal_mask", False)
    assert e.text.position(ids["ids"]) == 6
    assert e.text.length(ids) == (7 if causal else e.text.context)


def test_sizes_are_read_from_the_model() -> None:
    e = encoder(next(t for t in TOYS if t.name == "wide grid"))
    layout = e.image.layout({}, 0)
    assert layout.grid == (2, 4)
    assert e.image.size == (8, 16)
    assert layout.kinds == ("class",) + ("patch",) * 8
    assert (e.depth, e.text.context) == ((3, 2), 9)


def test_only_the_patch_that_changes_has_other_features_at_layer_0() -> None:
    """Rows and columns must not be swapped: the grid is not square."""
    toy = next(t for t in TOYS if t.name == "wide grid")
    e = encoder(toy)
    pixels = picture(toy)
    rows, cols = e.image.layout({}, 0).grid
    for row in range(rows):
        for col in range(cols):
            changed = pixels.clone()
            changed[..., 4 * row : 4 * row + 4, 4 * col : 4 * col + 4] += 1
            with torch.no_grad():
                after, before = (e.image.features({"pixels": p}, 0) for p in (changed, pixels))
            difference = (after - before).abs().sum((0, 2))
            assert difference.nonzero().flatten().tolist() == [1 + row * cols + col]


def test_a_tower_that_does_not_pool_is_refused() -> None:
    image, text = CLIPVisionCfg(**IMAGE | {"pool_type": "none"}), CLIPTextCfg(**TEXT)
    with pytest.raises(ModelError, match="one vector for each unit, so there is no picture's vector"):
        pairlens.wrap(CLIP(8, image, text))
    with pytest.raises(ModelError, match="one vector for each unit, so there is no caption's vector"):
        pairlens.wrap(CLIP(8, CLIPVisionCfg(**IMAGE), CLIPTextCfg(**TEXT | {"pool_type": "none"})))


def test_a_block_of_another_kind_takes_the_general_path() -> None:
    """The closed form states the algebra of one block; a subclass may do anything."""
    model = build(TOYS[0])
    blocks = model.visual.transformer.resblocks
    blocks[-1].__class__ = type("Other", (type(blocks[-1]),), {})
    e = pairlens.wrap(model)
    assert not e.layers.image[e.image.depth - 1].closed_form
    assert encoder(TOYS[0]).layers.image[e.image.depth - 1].closed_form
