"""Real architectures with random weights: sizes that the toys do not have."""

from __future__ import annotations

from typing import Any

import numpy as np
import open_clip
import pytest
import torch

import pairlens
from pairlens.encoders.base import Encoder
from pairlens.methods.asking import Asked
from pairlens.methods.general_curve import GeneralCurve
from pairlens.methods.how import How
from pairlens.methods.jacobians import Jacobians

CAPTION = "a white husky and a black dog running in a snow covered forest ."


@pytest.fixture(scope="module")
def vit_b_32() -> Encoder:
    torch.manual_seed(0)
    model, _, preprocess = open_clip.create_model_and_transforms("ViT-B-32", pretrained=None)
    return pairlens.wrap(model, preprocess, open_clip.get_tokenizer("ViT-B-32"), name="ViT-B-32")


@pytest.fixture(scope="module")
def pixels() -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, (240, 320, 3), dtype=np.uint8)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::FutureWarning")
def test_the_last_block_accounts_for_the_score(vit_b_32: Encoder, pixels: np.ndarray) -> None:
    pair = pairlens.explain(vit_b_32, pixels, CAPTION)
    assert pair.layers == (11, 11)
    assert pair.settings["path"] == {"image": "closed form", "text": "closed form"}
    assert pair.interactions.shape == (77, 50)
    assert pair.matrix.shape == (14, 7, 7)
    assert pair.converged
    assert abs(pair.residual) <= 1e-3 * pair.natural_scale
    assert [w.text for w in pair.words][1:3] == ["white", "husky"]
    # with random weights most of the mass sits on the special units, as design and summary say
    assert pair.ledger.mass.content_patch < 0.2


@pytest.mark.slow
@pytest.mark.parametrize("tol", [1e-3, 1e-5])
def test_a_layer_in_the_middle_accounts_for_the_score(
    vit_b_32: Encoder, pixels: np.ndarray, tol: float
) -> None:
    pair = pairlens.explain(vit_b_32, pixels, CAPTION, layer=10, tol=tol)
    assert pair.settings["path"] == {"image": "general", "text": "general"}
    assert pair.converged
    assert abs(pair.residual) <= tol * pair.natural_scale


@pytest.mark.slow
def test_closed_form_and_general_path_agree(vit_b_32: Encoder, pixels: np.ndarray) -> None:
    e = vit_b_32
    asked = Asked.of(e, "picture", pixels, 11)
    with e.borrowed():
        side = Jacobians().side(e, asked)
        closed: Any = side.curve
        assert side.closed_form
        general = GeneralCurve(asked.tower.stage(asked.inputs, 11).embed, closed.start, closed.stop)
        rule = side.integral(How(steps=2)).nodes
        vectors = torch.randn(3, 512, generator=torch.Generator().manual_seed(0))
        a, b = closed.pull(rule, vectors), general.pull(rule, vectors)
    assert float((a - b).abs().max() / b.abs().max()) < 1e-4


@pytest.mark.slow
def test_a_picture_is_cropped_as_the_model_crops_it(vit_b_32: Encoder, pixels: np.ndarray) -> None:
    pair = pairlens.explain(vit_b_32, pixels, "a dog", steps=2)
    assert pair.picture.pixels.shape == (224, 224, 3)
    read = vit_b_32.pixels.read(pixels)[0]["pixels"]
    own = vit_b_32.pixels.preprocess
    assert own is not None
    from PIL import Image

    torch.testing.assert_close(read[0], own(Image.fromarray(pixels)))
