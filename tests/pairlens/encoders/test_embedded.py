from __future__ import annotations

import numpy as np
import pytest
import torch
from PIL import Image

from pairlens import scenes
from pairlens.encoders.embedded import WEIGHTS, build, expand, load_embedded, read_config, unknown_words
from pairlens.errors import ModelError


@pytest.fixture(scope="module")
def embedded():
    return load_embedded()


def test_it_is_an_ordinary_clip_in_single_precision_and_evaluation_mode(embedded):
    model, _, _ = embedded
    assert type(model).__module__ == "open_clip.model"
    assert not model.training
    assert {p.dtype for p in model.parameters()} == {torch.float32}
    assert model.visual.grid_size == (14, 14)


def test_a_drawn_scene_passes_the_preprocessing_pixel_by_pixel(embedded):
    _, preprocess, _ = embedded
    image = scenes.sample(3, "dev").image
    settings = read_config()["preprocess"]
    expected = (image / 255 - np.array(settings["mean"])) / np.array(settings["std"])
    got = preprocess(Image.fromarray(image)).numpy().transpose(1, 2, 0)
    np.testing.assert_allclose(got, expected, atol=1e-5)


def test_a_caption_finds_its_scene_among_ten(embedded):
    model, preprocess, tokenizer = embedded
    drawn = [scenes.sample(seed, "dev", objects=3) for seed in range(10)]
    captions = [scene.caption(mentions=3).text for scene in drawn]
    with torch.inference_mode():
        image = model.encode_image(
            torch.stack([preprocess(Image.fromarray(s.image)) for s in drawn]), normalize=True
        )
        text = model.encode_text(tokenizer(captions), normalize=True)
    assert ((text @ image.T).argmax(dim=1) == torch.arange(10)).sum() >= 9


def test_words_of_the_world_are_known_and_others_are_named_once_in_order():
    assert unknown_words("There is a red star, and a striped donut to the left of it.") == ("it",)
    assert unknown_words("a zeppelin, a red husky and a zeppelin") == ("zeppelin", "husky")
    assert unknown_words("") == ()


def test_every_word_of_a_caption_is_known():
    assert all(unknown_words(scenes.sample(seed, "test").caption(seed).text) == () for seed in range(100))


def test_a_caption_with_unknown_words_still_has_a_vector(embedded):
    model, _, tokenizer = embedded
    vector = model.encode_text(tokenizer("a zeppelin above a red star"))
    assert torch.isfinite(vector).all()


def test_unknown_rows_are_the_mean_of_the_known_ones():
    rows = torch.tensor([[1.0, 2.0], [3.0, 6.0]])
    table = expand(rows, torch.tensor([1, 3]), 5)
    assert table.tolist() == [[2.0, 4.0], [1.0, 2.0], [2.0, 4.0], [3.0, 6.0], [2.0, 4.0]]


def test_the_weights_are_small_enough_to_ship():
    assert (WEIGHTS / "embedded.safetensors").stat().st_size < 8e6


def test_a_damaged_file_is_refused_with_its_path(tmp_path):
    broken = tmp_path / "broken.safetensors"
    broken.write_bytes(b"not weights")
    with pytest.raises(ModelError, match="broken"):
        load_embedded(broken)


def test_a_shorter_table_serves_training():
    assert build(read_config(), 7).token_embedding.weight.shape == (7, 128)
