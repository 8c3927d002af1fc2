from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pytest
import torch
import transformers
from torch import Tensor, nn

import dense
import hub_models
import hub_tokenizers
import pairlens
from own_towers import Ear, Eye, build, image_model, split, text_model
from pairlens import Caption, Picture
from pairlens.errors import LayerError, ModelError
from toys import CAPTION


def picture(seed: int = 0, dtype: torch.dtype = torch.float64) -> Tensor:
    return torch.randn(1, 3, 8, 12, generator=torch.Generator().manual_seed(seed)).to(dtype)


def both() -> Any:
    return pairlens.join(image=image_model(build(Eye)), text=text_model(build(Ear)), name="mine")


def eye_runs(module: Any) -> Any:
    return lambda inputs: module(inputs["pixels"])[:, 0]


def ear_runs(module: Any) -> Any:
    def run(inputs: Any) -> Tensor:
        units, mask = module(inputs["ids"], inputs["attention_mask"]), inputs["attention_mask"][:, :, None]
        return (units * mask).sum(1) / mask.sum(1)

    return run


@pytest.mark.parametrize("layers", [(0, 0), (1, 1), (2, 1), (3, 2)])
def test_every_term_is_that_of_dense_jacobians_through_the_modules(layers: tuple[int, int]) -> None:
    e, eye, ear = both(), build(Eye), build(Ear)
    pixels, ids = {"pixels": picture()}, e.captions.read(CAPTION)[0]
    blank = {"pixels": torch.zeros_like(picture())}, e.captions.reference("padding", ids)
    V = dense.vectors(eye_runs(eye), eye.layers, layers[0], pixels, blank[0], 4)
    U = dense.vectors(ear_runs(ear), ear.layers, layers[1], ids, blank[1], 4)
    f, g = eye_runs(eye)(pixels)[0], ear_runs(ear)(ids)[0]
    wanted = U @ V.T / float((f.norm() * g.norm()).detach())
    pair = pairlens.explain(e, picture(), CAPTION, layer=layers, steps=4)
    assert np.abs(pair.interactions - wanted).max() <= 1e-6 * np.abs(wanted).max()
    assert pair.score == pytest.approx(float(nn.functional.cosine_similarity(f, g, dim=0).detach()), abs=1e-9)


def test_the_terms_add_up_and_are_named() -> None:
    pair = pairlens.explain(both(), picture(), "Two cats  on snow")
    assert pair.converged
    assert abs(pair.residual) <= 1e-3 * pair.natural_scale
    assert pair.natural_scale > 0.05
    assert pair.model == "mine"
    assert pair.layers == (2, 1)
    assert pair.picture.kinds == ("class",) + ("patch",) * 6
    assert (pair.picture.rows, pair.picture.cols) == (2, 3)
    assert pair.caption.kinds == ("begin", *["content"] * 4, "end", *["padding"] * 3)
    assert pair.tokens == ("Two", "cats", "on", "snow")
    assert [word.text for word in pair.words] == ["Two", "cats", "on", "snow"]


def test_one_patch_changes_one_cell_at_layer_0() -> None:
    e = both()
    changed = picture()
    changed[..., 4:8, 4:8] += 1
    with torch.no_grad():
        difference = e.image.features({"pixels": changed}, 0) - e.image.features({"pixels": picture()}, 0)
    assert difference.abs().sum((0, 2)).nonzero().flatten().tolist() == [1 + 1 * 3 + 1]


def test_two_captions_are_explained_by_one_tower() -> None:
    e, ear = pairlens.join(text=text_model(build(Ear))), build(Ear)
    pair = pairlens.explain(e, Caption("a black dog"), Caption("two cats on snow"))
    assert pair.converged
    assert abs(pair.residual) <= 1e-3 * pair.natural_scale
    assert pair.layers == (1, 1)
    assert (pair.a.text, pair.b.text) == ("a black dog", "two cats on snow")
    total = pair.interactions.sum() + pair.text_effects.sum() + pair.image_effects.sum() + pair.baseline
    assert total + pair.residual == pytest.approx(pair.score, abs=1e-6)
    first, second = (e.captions.read(side.text)[0] for side in (pair.a, pair.b))
    cosine = nn.functional.cosine_similarity(ear_runs(ear)(first), ear_runs(ear)(second))
    assert pair.score == pytest.approx(float(cosine.detach()), abs=1e-9)
    vectors = [
        dense.vectors(ear_runs(ear), ear.layers, 1, x, e.captions.reference("padding", x), 5)
        for x in (first, second)
    ]
    norms = [float(ear_runs(ear)(x).norm().detach()) for x in (first, second)]
    wanted = vectors[1] @ vectors[0].T / (norms[0] * norms[1])
    again = pairlens.explain(e, Caption("a black dog"), Caption("two cats on snow"), steps=5)
    assert np.abs(again.interactions - wanted).max() <= 1e-6 * np.abs(wanted).max()


def test_two_pictures_are_explained_by_one_tower() -> None:
    e = pairlens.join(image=image_model(build(Eye)))
    pair = pairlens.explain(e, Picture(picture(1)), Picture(picture(2)))
    assert pair.converged
    assert abs(pair.residual) <= 1e-3 * pair.natural_scale
    assert pair.layers == (2, 2)
    assert pair.interactions.shape == (7, 7)
    swapped = pairlens.explain(e, Picture(picture(2)), Picture(picture(1)))
    assert swapped.interactions == pytest.approx(pair.interactions.T, abs=1e-4)


def test_one_tower_alone_does_not_take_the_other_kind() -> None:
    with pytest.raises(ModelError, match="reads no pictures"):
        pairlens.explain(pairlens.join(text=text_model(build(Ear))), picture(), CAPTION)


def test_a_sentence_encoder_of_transformers_is_one_line() -> None:
    torch.manual_seed(0)
    model = transformers.BertModel(transformers.BertConfig(**hub_models.BERT)).double().eval()
    tokenizer = hub_tokenizers.bert()
    e = pairlens.join(text=pairlens.TextModel.from_transformers(model, tokenizer))
    pair = pairlens.explain(e, Caption("a black dog"), Caption("two cats on snow"))
    assert pair.converged
    assert [word.text for word in pair.b.words] == ["two", "cats", "on", "snow"]
    assert set(pair.a.kinds) == {"begin", "content", "end"}
    units = [
        model(**tokenizer(side.text, return_tensors="pt")).last_hidden_state for side in (pair.a, pair.b)
    ]
    cosine = nn.functional.cosine_similarity(units[0].mean(1), units[1].mean(1))
    assert pair.score == pytest.approx(float(cosine.detach()), abs=1e-9)


def test_a_vision_model_of_transformers_is_one_line() -> None:
    torch.manual_seed(0)
    model = transformers.ViTModel(transformers.ViTConfig(**hub_models.VISION)).double().eval()
    e = pairlens.join(image=pairlens.ImageModel.from_transformers(model, hub_models._siglip_pixels()))
    pair = pairlens.explain(e, Picture(hub_models.photo(1)), Picture(hub_models.photo(2)))
    assert pair.converged
    assert pair.a.kinds == ("class",) + ("patch",) * 16
    pixels = [e.pixels.read(hub_models.photo(k))[0]["pixels"].double() for k in (1, 2)]
    units = [model(pixel_values=x).last_hidden_state[:, 0] for x in pixels]
    assert pair.score == pytest.approx(float(nn.functional.cosine_similarity(*units).detach()), abs=1e-6)


def test_a_convolutional_tower_has_a_grid_at_each_block() -> None:
    """As many channels as rows: the sizes do not say which is which."""
    torch.manual_seed(0)
    layers = [nn.Conv2d(3, 4, 2, 2), nn.GELU(), nn.Conv2d(4, 6, 2, 2), nn.GELU(), nn.Conv2d(6, 5, 1)]
    module = nn.Sequential(*layers).double()
    spec = pairlens.ImageModel(module=module, blocks=[module[2], module[4]], size=(8, 12), pool="mean")
    e = pairlens.join(image=spec)
    assert [layer.grid for layer in e.layers.image] == [(4, 6), (2, 3), (2, 3)]
    pair = pairlens.explain(e, Picture(picture(1)), Picture(picture(2)), layer=0)
    assert pair.converged
    assert pair.interactions.shape == (24, 24)
    assert (pair.a.rows, pair.a.cols) == (4, 6)


def test_channels_may_come_last() -> None:
    class Last(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.first, self.mix = nn.Conv2d(3, 5, 2, 2), nn.Linear(5, 4)

        def forward(self, pixels: Tensor) -> Tensor:
            return self.mix(torch.tanh(self.first(pixels)).permute(0, 2, 3, 1)).mean((1, 2))

    torch.manual_seed(0)
    module = Last().double()
    spec = pairlens.ImageModel(module=module, blocks=[module.mix], size=(8, 12), channels_last=True)
    e = pairlens.join(image=spec)
    assert [layer.grid for layer in e.layers.image] == [(4, 6), (4, 6)]
    changed = picture()
    changed[..., 2:4, 8:10] += 1
    with torch.no_grad():
        difference = e.image.features({"pixels": changed}, 0) - e.image.features({"pixels": picture()}, 0)
    assert difference.abs().sum((0, 2)).nonzero().flatten().tolist() == [1 * 6 + 4]


def test_methods_of_one_model_serve_both_sides() -> None:
    """A dual encoder in one module, called by its own methods, and by tokenizers of open_clip."""
    from open_clip.tokenizer import SimpleTokenizer

    class Pair(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.eye, self.table = Eye(), nn.Embedding(49408, 6)
            self.mix = Block()

        def see(self, pixels: Tensor) -> Tensor:
            return self.eye(pixels)[:, 0]

        def read(self, ids: Tensor) -> Tensor:
            return self.mix(self.table(ids)).mean(1)

    class Block(nn.Linear):
        def __init__(self) -> None:
            super().__init__(6, 6)

        def forward(self, x: Tensor) -> Tensor:
            return torch.tanh(super().forward(x))

    torch.manual_seed(0)
    model = Pair().double().eval()
    e = pairlens.join(
        image=pairlens.ImageModel(module=model, blocks=model.eye.layers, size=(8, 12), forward=model.see),
        text=pairlens.TextModel(
            module=model, blocks=[model.mix], tokenizer=SimpleTokenizer(), context=16, forward=model.read
        ),
    )
    pair = pairlens.explain(e, picture(), "A dachshund's café")
    assert pair.converged
    assert [word.text for word in pair.words] == ["A", "dachshund's", "café"]
    assert pair.caption.kinds[0] == "begin"
    assert pair.caption.kinds[-1] == "end"


@pytest.mark.parametrize("shared", [False, True])
def test_half_precision_is_computed_on_a_float32_copy(*, shared: bool) -> None:
    eye, ear = build(Eye).bfloat16(), build(Ear).bfloat16()
    call = {"forward": eye.forward} if shared else {}
    e = pairlens.join(image=image_model(eye, **call), text=text_model(ear))
    pair = pairlens.explain(e, picture(dtype=torch.float32), CAPTION)
    assert e.dtype == torch.float32
    assert any("float32 copy of bfloat16" in note for note in pair.settings["notes"])
    assert {p.dtype for p in (*eye.parameters(), *ear.parameters())} == {torch.bfloat16}


def test_the_modules_are_left_as_they_came() -> None:
    eye, ear = build(Eye).train(), build(Ear).train()
    before = [copy.deepcopy(module.state_dict()) for module in (eye, ear)]
    pairlens.explain(pairlens.join(image=image_model(eye), text=text_model(ear)), picture(), CAPTION)
    for module, state in zip((eye, ear), before, strict=True):
        assert all(part.training for part in module.modules())
        assert not any(part._forward_hooks or "forward" in vars(part) for part in module.modules())
        assert all(torch.equal(tensor, state[name]) for name, tensor in module.state_dict().items())
        assert all(parameter.grad is None for parameter in module.parameters())


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"module": nn.Identity()}, "without parameters"),
        ({"blocks": []}, "not a list of modules"),
        ({"blocks": [nn.Linear(2, 2).double()]}, "Of 1 blocks, 0 ran"),
        ({"pool": None}, r"shape \(2, 7, 6\).*say how to pool"),
        ({"pool": "max"}, "no pooling 'max'.*mean, first, last"),
        ({"pool": lambda units: units[0]}, "depends on the rest of the batch"),
        ({"pool": lambda units: units[:, 0] - units[:, 0].mean(0)}, "depends on the rest of the batch"),
        ({"pool": lambda units: units[:, 0].round().long()}, "not one vector"),
        ({"size": 10}, r"does not take pixels \(2, 3, 10, 10\): RuntimeError"),
        (
            {"pool": lambda units: units[:, 0].detach()},
            "image module has no derivative behind its last block",
        ),
        ({"pool": lambda units: units[:, 0].round()}, "image module has no derivative behind its last block"),
        ({"layer": 4}, "layer=4 is not a layer of a tower with 3 blocks"),
    ],
)
def test_an_image_tower_that_will_not_do_is_refused(said: dict[str, Any], message: str) -> None:
    with pytest.raises((ModelError, LayerError), match=message):
        pairlens.join(image=image_model(build(Eye), **said))


def test_the_block_that_stops_derivatives_is_named() -> None:
    ear = build(Ear)
    own = ear.layers[1].forward
    ear.layers[1].forward = lambda x, hidden: own(x.detach(), hidden)
    with pytest.raises(ModelError, match="text module has no derivative in block 1"):
        pairlens.join(text=text_model(ear))


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"masked": False}, r"does not take token ids \(2, 9\): TypeError.*masked="),
        ({"tokenizer": 3}, "tokenizer is a int"),
        ({"context": 40}, "does not take token ids"),
        ({"pool": lambda units, _: units.mean((1, 2))}, "not one vector"),
    ],
)
def test_a_text_tower_that_will_not_do_is_refused(said: dict[str, Any], message: str) -> None:
    with pytest.raises(ModelError, match=message):
        pairlens.join(text=text_model(build(Ear), **said))


def test_joining_nothing_or_the_wrong_thing_is_refused() -> None:
    with pytest.raises(ModelError, match="no tower to join"):
        pairlens.join()
    with pytest.raises(ModelError, match=r"image= is a TextModel.*pairlens\.ImageModel"):
        pairlens.join(image=text_model(build(Ear)))


def test_towers_of_different_widths_or_precisions_are_refused() -> None:
    eye = build(Eye)
    eye.project = nn.Linear(12, 5).double()
    with pytest.raises(ModelError, match="5 numbers and the text embedding 6"):
        pairlens.join(image=image_model(eye), text=text_model(build(Ear)))
    with pytest.raises(ModelError, match=r"float32 on cpu and torch\.float64 on cpu"):
        pairlens.join(image=image_model(build(Eye)), text=text_model(build(Ear).float()))


def test_nan_weights_are_named() -> None:
    eye = build(Eye)
    with torch.no_grad():
        eye.project.bias[0] = float("nan")
    with pytest.raises(ModelError, match=r"project\.bias"):
        pairlens.join(image=image_model(eye))


def test_names_are_public() -> None:
    assert {"join", "ImageModel", "TextModel"} <= set(pairlens.__all__)
    assert split("a dog") == [("a", 4), ("dog", 6)]
