from __future__ import annotations

import math

import pytest
import torch
from PIL import Image

import data
from network import PatchProduct, encode_text, loss_of, pixels
from pairlens import scenes
from pairlens.encoders.embedded import build, load_embedded, read_config


@pytest.fixture(scope="module")
def model():
    torch.manual_seed(0)
    return build(read_config(), len(data.vocabulary())).eval()


def test_pictures_reach_the_model_in_training_as_they_do_afterwards():
    image = scenes.sample(1, "dev").image
    _, preprocess, _ = load_embedded()
    torch.testing.assert_close(pixels(torch.tensor(image)[None])[0], preprocess(Image.fromarray(image)))


def test_short_rows_of_text_give_what_full_rows_give(model):
    tokens = torch.tensor(data.tokens_of("a red star above a blue heart"))[None].long()
    full = torch.nn.functional.pad(tokens, (0, model.context_length - tokens.shape[1]))
    torch.testing.assert_close(encode_text(model, tokens), model.encode_text(full))


def test_the_patch_product_equals_the_convolution(model):
    pictures = torch.randn(2, 3, 224, 224)
    product = PatchProduct.instead_of(model.visual.conv1)
    torch.testing.assert_close(product(pictures), model.visual.conv1(pictures), atol=1e-5, rtol=1e-4)


def test_pairs_that_are_true_by_chance_take_no_part_in_the_loss(model):
    batch = {
        "image": torch.tensor(scenes.sample(1, "dev").image)[None].repeat(2, 1, 1, 1),
        "tokens": torch.tensor(data.tokens_of("a red star"))[None].repeat(4, 1),
    }
    allowed = torch.eye(4, 2, dtype=torch.bool)
    loss, right = loss_of(model, batch, allowed)
    assert loss.item() == pytest.approx(0, abs=1e-5)
    assert right.item() == 1
    everything, _ = loss_of(model, batch, torch.ones(4, 2, dtype=torch.bool))
    assert everything.item() == pytest.approx((math.log(4) + math.log(2)) / 2, abs=1e-3)
