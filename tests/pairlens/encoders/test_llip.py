from __future__ import annotations

import json

import numpy as np
import pytest
import torch

import pairlens
import reference
from llips import SMALL, Frozen, Small, build, encoder, picture, weights_by_hand
from pairlens.encoders.llip import NOTE, Hold
from pairlens.errors import ModelError
from pairlens.methods.asking import Asked, bound
from pairlens.methods.how import How
from pairlens.methods.jacobians import Jacobians
from pairlens.methods.pair_terms import pair_terms
from pairlens.quadrature import nodes

CAPTION = "a black dog on snow"
OTHER = "two cars"


def layers_of(e, pair):
    """Negative numbers count back from the tower's depth, -1 being the pooling's input."""
    return tuple(k if k >= 0 else depth + 1 + k for k, depth in zip(pair, e.depth, strict=True))


def sides_of(e, pixels, caption, layers):
    a = Asked.of(e, "picture", pixels, layers[0])
    b = Asked.of(e, "caption", caption, layers[1])
    a, b, _ = bound(e, a, b)
    return [Jacobians().side(e, each) for each in (a, b)]


@pytest.mark.parametrize("small", SMALL, ids=lambda s: s.name)
@pytest.mark.parametrize("layers", [(0, 0), (-2, -2), (-1, -1)], ids=str)
def test_every_cell_equals_dense_jacobians_with_the_weights_held(small: Small, layers) -> None:
    e = encoder(small)
    layers = layers_of(e, layers)
    pixels, ids = picture(e.model), e.captions.read(CAPTION)[0]["ids"]
    blank = e.captions.reference("padding", {"ids": ids})["ids"]
    with e.borrowed(), torch.no_grad():
        fast = pair_terms(*sides_of(e, pixels, CAPTION, layers), How(steps=3))
    rule = nodes("gauss-legendre", 3)
    with torch.no_grad():
        still = Frozen(e.model, weights_by_hand(e.model, pixels, ids))
        pairs, text, image, baseline, score = reference.attribution(
            still, pixels, torch.zeros_like(pixels), ids, blank, layers, (rule, rule)
        )
    length = fast.interactions.shape[0]
    scale = np.abs(pairs).max()
    np.testing.assert_allclose(fast.interactions.numpy(), pairs[:length], atol=1e-9 * scale)
    np.testing.assert_allclose(fast.text_effects.numpy(), text[:length], atol=1e-9)
    np.testing.assert_allclose(fast.image_effects.numpy(), image, atol=1e-9)
    assert fast.baseline == pytest.approx(float(baseline), rel=1e-10)
    assert fast.score == pytest.approx(float(score), rel=1e-10)
    assert scale > 1e-4


@pytest.mark.parametrize("small", SMALL, ids=lambda s: s.name)
@pytest.mark.parametrize("layers", [(1, 1), None], ids=str)
def test_the_ledger_adds_up_to_the_models_own_score(small: Small, layers) -> None:
    e = encoder(small)
    pixels = picture(e.model)
    pair = pairlens.explain(e, pixels, CAPTION, layer=layers)
    with torch.no_grad():
        own = float(e.model(pixels, e.captions.read(CAPTION)[0]["ids"]))
    assert pair.score == pytest.approx(own, abs=1e-6)
    assert pair.converged
    assert abs(pair.ledger.residual) <= 1e-3 * pair.natural_scale


@pytest.mark.parametrize("small", SMALL, ids=lambda s: s.name)
def test_the_weights_are_in_the_result_and_sum_to_one_per_head(small: Small) -> None:
    e = encoder(small)
    pixels = picture(e.model)
    pair = pairlens.explain(e, pixels, CAPTION)
    given = np.array(pair.settings["mixture"])
    with torch.no_grad():
        expected = weights_by_hand(e.model, pixels, e.captions.read(CAPTION)[0]["ids"])
    assert given.shape == (e.model.heads, e.model.visual.tokens)
    np.testing.assert_allclose(given.sum(1), 1, atol=1e-12)
    np.testing.assert_allclose(given, expected, atol=1e-9)
    assert NOTE in pair.settings["notes"]
    assert json.loads(json.dumps(pair.settings["mixture"])) == pair.settings["mixture"]


def test_the_weights_are_no_scaled_attention() -> None:
    """Twice the head width must not soften the weights: they are divided by the temperature alone."""
    mixing = build(SMALL[0]).pred
    keys, queries = torch.ones(1, 1, 2, 16, dtype=torch.float64), torch.ones(1, 1, 16, dtype=torch.float64)
    keys[0, 0, 1] = 0
    weights = mixing.weights(keys, queries)[0, 0, 0]
    assert float(weights[0] / weights[1]) == pytest.approx(np.exp(16 / mixing.temperature))


def test_the_weights_change_with_the_caption_and_what_is_kept_of_a_picture_knows_it() -> None:
    e = encoder(SMALL[0])
    pixels = picture(e.model)
    first, second = (pairlens.explain(e, pixels, text) for text in (CAPTION, OTHER))
    again = pairlens.explain(e, pixels, CAPTION)
    alone = pairlens.explain(encoder(SMALL[0]), pixels, OTHER)
    change = np.abs(np.array(first.settings["mixture"]) - np.array(second.settings["mixture"])).max()
    assert change > 0.05
    np.testing.assert_allclose(second.interactions, alone.interactions, atol=1e-7)
    np.testing.assert_allclose(again.interactions, first.interactions, atol=1e-7)


def test_either_order_of_picture_and_caption_gives_the_same_numbers() -> None:
    e = encoder(SMALL[0])
    pixels = picture(e.model)
    usual = pairlens.explain(e, pixels, CAPTION)
    turned = pairlens.explain(e, pairlens.Caption(CAPTION), pairlens.Picture(pixels))
    assert turned.settings["mixture"] == usual.settings["mixture"]
    np.testing.assert_allclose(turned.interactions, usual.interactions.T, atol=1e-6)


def test_two_captions_meet_without_weights_and_two_pictures_are_refused() -> None:
    e = encoder(SMALL[0])
    pair = pairlens.explain(e, pairlens.Caption(CAPTION), pairlens.Caption(OTHER))
    assert "mixture" not in pair.settings
    assert abs(pair.residual) <= 1e-3 * pair.natural_scale
    pixels = pairlens.Picture(picture(e.model))
    with pytest.raises(ModelError, match="only together with a caption"):
        pairlens.explain(e, pixels, pixels)


def test_units_are_mixture_tokens_and_then_the_grid() -> None:
    e = encoder(SMALL[0])
    pair = pairlens.explain(e, picture(e.model), CAPTION)
    assert pair.picture.kinds == ("mixture",) * 5 + ("patch",) * 6
    assert (pair.picture.rows, pair.picture.cols) == (2, 3)
    assert e.layers.image[1].name == "input of block 1 (of 0 to 2)"


def test_a_changed_patch_changes_its_own_cell_only_at_the_first_layer() -> None:
    e = encoder(SMALL[0])
    pixels = torch.zeros_like(picture(e.model))
    pixels[:, :, 4:8, 8:12] = 1
    heat = np.abs(pairlens.explain(e, pixels, CAPTION, layer=0, steps=4).matrix).sum(0)
    assert heat[1, 2] > 1e-4
    heat[1, 2] = 0
    assert heat.max() == 0


def test_the_model_is_left_as_it_came() -> None:
    model = build(SMALL[0]).train()
    before = {name: value.clone() for name, value in model.state_dict().items()}
    e = pairlens.wrap(model)
    pairlens.explain(e, picture(model), CAPTION)
    assert all(module.training for module in model.modules())
    assert all(torch.equal(value, before[name]) for name, value in model.state_dict().items())
    assert all(p.grad is None and p.requires_grad for p in model.parameters())
    assert not any(m._forward_hooks or m._forward_pre_hooks or "forward" in vars(m) for m in model.modules())


def test_half_precision_is_computed_on_a_copy_in_single() -> None:
    model = build(SMALL[0], torch.bfloat16)
    e = pairlens.wrap(model)
    pair = pairlens.explain(e, picture(model).float(), CAPTION)
    assert pair.converged
    assert model.k_proj.dtype == torch.bfloat16
    assert any("bfloat16" in note for note in pair.settings["notes"])


def test_a_picture_alone_has_no_vector() -> None:
    model = build(SMALL[0])
    with pytest.raises(ModelError, match="no vector of its own"):
        model.encode_image(picture(model))


def test_every_caption_has_its_own_vector_of_every_picture() -> None:
    e = encoder(SMALL[1])
    model = e.model
    pixels = torch.cat([picture(model, seed) for seed in range(2)])
    ids = torch.cat([e.captions.read(text)[0]["ids"] for text in (CAPTION, OTHER, "a cat")])
    with torch.no_grad():
        together = model(pixels, ids)
        one_by_one = [[float(model(p[None], i[None])) for i in ids] for p in pixels]
        vectors, _ = model.vectors(pixels, ids)
    np.testing.assert_allclose(together, one_by_one, atol=1e-9)
    assert vectors.shape == (2, 3, 16)


def test_holding_does_not_change_the_inputs_that_were_given() -> None:
    e = encoder(SMALL[0])
    given = {"pixels": picture(e.model)}
    held = Hold(e.model)(given, e.captions.read(CAPTION)[0])
    assert set(given) == {"pixels"}
    assert set(held.inputs) == {"pixels", "weights"}


def test_another_module_of_ours_is_refused() -> None:
    with pytest.raises(ModelError, match="MixtureTower"):
        pairlens.wrap(build(SMALL[0]).visual)


@pytest.mark.parametrize("method", ["occlusion", "banzhaf", "gradient_input"])
def test_other_methods_hold_the_same_weights(method: str) -> None:
    e = encoder(SMALL[0])
    pixels = picture(e.model)
    usual, other = (pairlens.explain(e, pixels, CAPTION, method=name) for name in ("jacobians", method))
    assert other.settings["mixture"] == usual.settings["mixture"]
    assert other.score == pytest.approx(usual.score, rel=1e-6)


def test_many_captions_of_one_picture_have_each_their_own_weights() -> None:
    from pairlens.many import explain_many

    e = encoder(SMALL[0])
    pixels = picture(e.model)
    texts = (CAPTION, OTHER, CAPTION)
    for text, pair in zip(texts, explain_many(e, [(pixels, text) for text in texts]), strict=True):
        alone = pairlens.explain(encoder(SMALL[0]), pixels, text)
        assert pair.settings["mixture"] == alone.settings["mixture"]
        np.testing.assert_allclose(pair.interactions, alone.interactions, atol=1e-6)
