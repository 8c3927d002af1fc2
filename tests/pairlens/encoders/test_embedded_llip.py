from __future__ import annotations

import numpy as np
import pytest
import torch

import pairlens
from pairlens import scenes
from pairlens.encoders.embedded import WEIGHTS
from pairlens.encoders.embedded_llip import load_llip
from pairlens.encoders.llip import mixture_weights
from pairlens.errors import ModelError


@pytest.fixture(scope="module")
def encoder():
    return pairlens.load_encoder("embedded-llip")


@pytest.fixture(scope="module")
def pictures():
    """Pictures of two things of two kinds and colours, with two captions of each thing in different words."""
    found = []
    for seed in range(60):
        scene = scenes.sample(seed, "dev", objects=2)
        a, b = scene.objects
        if a.kind != b.kind and a.colour != b.colour:
            texts = [(f"a {x.colour} {x.kind}", f"here is a {x.colour} {x.kind}.") for x in (a, b)]
            found.append((scene, texts))
    return found[:24]


def weights_of(encoder, picture, text):
    picture, caption = (
        encoder.placed(encoder.half(kind).reader.read(source)[0])
        for kind, source in (("picture", picture), ("caption", text))
    )
    return mixture_weights(encoder.model, picture, caption)


def test_mixture_weights_follow_the_caption(encoder, pictures):
    """Weights of two captions of one thing are nearer than those of captions of two things."""
    same, other, nearer = [], [], []
    with encoder.borrowed():
        for scene, texts in pictures:
            (a, a2), (b, b2) = [[weights_of(encoder, scene.image, t) for t in each] for each in texts]
            near = [float((x - y).abs().sum(-1).mean()) / 2 for x, y in ((a, a2), (b, b2))]
            far = [float((x - y).abs().sum(-1).mean()) / 2 for x, y in ((a, b2), (b, a2))]
            same += near
            other += far
            nearer += [n < f for n, f in zip(near, far, strict=True)]
    assert np.mean(other) > 5 * np.mean(same)
    assert np.mean(nearer) > 0.95


def test_a_caption_needs_its_own_weights(encoder, pictures):
    """With the weights of the other thing's caption the score falls, so the weights choose the part that is named."""
    own, swapped = [], []
    for scene, texts in pictures:
        asked = [
            [encoder.placed(encoder.half(kind).reader.read(source)[0]) for source in sources]
            for kind, sources in (("picture", [scene.image]), ("caption", [each[0] for each in texts]))
        ]
        (picture,), captions = asked
        with torch.no_grad(), encoder.borrowed():
            features = encoder.image.features(picture, 3)
            held = [encoder.hold(picture, caption).inputs for caption in captions]
            vectors = torch.cat([encoder.image.stage(inputs, 3).embed(features) for inputs in held])
            ids = torch.cat([caption["ids"] for caption in captions])
            said = encoder.model.encode_text(ids, normalize=True)
            cosines = torch.nn.functional.normalize(vectors, dim=-1) @ said.T
        own += cosines.diagonal().tolist()
        swapped += cosines.flip(0).diagonal().tolist()
    assert np.mean(np.array(own) > np.array(swapped)) > 0.9
    assert np.mean(own) > np.mean(swapped) + 0.15


def test_the_patches_effect_lies_on_the_thing_that_is_named(encoder, pictures):
    right = []
    for scene, texts in pictures[:6]:
        for i in (0, 1):
            pair = pairlens.explain(encoder, scene.image, texts[i][0], steps=4)
            heat = np.clip(pair.matrix.sum(0) + _alone(pair), 0, None)
            cells = [mask.reshape(14, 16, 14, 16).mean((1, 3)) for mask in scene.masks]
            named, other = (float((heat * cell).sum() / cell.sum()) for cell in (cells[i], cells[1 - i]))
            right.append(named > other)
    assert np.mean(right) > 0.8


def _alone(pair):
    return pair.image_effects[pair.picture.content].reshape(pair.picture.rows, pair.picture.cols)


def test_captions_that_are_true_come_before_those_with_exchanged_colours(encoder, pictures):
    right = []
    for scene, _ in pictures:
        a, b = scene.objects
        texts = [f"a {a.colour} {a.kind}", f"a {b.colour} {a.kind}"]
        with torch.no_grad(), encoder.borrowed():
            pixels = encoder.place(encoder.pixels.read(scene.image)[0]["pixels"])
            ids = torch.cat([encoder.captions.read(text)[0]["ids"] for text in texts])
            true, false = encoder.model(pixels, ids)[0]
        right.append(bool(true > false))
    assert np.mean(right) > 0.8


def test_the_ledger_adds_up_at_the_usual_layers(encoder, pictures):
    scene, texts = pictures[0]
    pair = pairlens.explain(encoder, scene.image, texts[0][0])
    assert pair.converged
    assert abs(pair.residual) <= 1e-3 * pair.natural_scale
    assert pair.settings["unknown_words"] == []
    assert np.array(pair.settings["mixture"]).shape == (8, 8)


def test_the_weights_are_small_enough_to_ship():
    assert (WEIGHTS / "llip.safetensors").stat().st_size < 4e6


def test_a_damaged_file_is_refused_with_its_path(tmp_path):
    broken = tmp_path / "broken.safetensors"
    broken.write_bytes(b"not weights")
    with pytest.raises(ModelError, match="broken"):
        load_llip(broken)


def test_weights_of_another_architecture_are_refused():
    with pytest.raises(ModelError, match="does not fit"):
        load_llip(WEIGHTS / "embedded.safetensors")
