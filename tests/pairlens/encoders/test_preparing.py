from __future__ import annotations

import numpy as np
import pytest
import torch
from PIL import Image

import pairlens
from pairlens.encoders.preparing import digest, normalisation
from pairlens.errors import CaptionError, ModelError, PictureError
from toys import TOYS, build, encoder, picture


def test_every_unit_of_the_context_is_named() -> None:
    e = encoder(TOYS[0])
    units = e.captions.units("A dachshunds!", e.captions.read("A dachshunds!")[0], 0)
    assert units.kinds == ("begin", *["content"] * 5, "end", *["padding"] * 2)
    assert units.pieces[:7] == ("[begin]", "A", "dach", "shun", "ds", "!", "[end]")
    assert [w.text for w in units.words] == ["A", "dachshunds", "!"]
    assert units.words[1].tokens == (1, 2, 3)
    assert units.spans[0] == (-1, -1)
    assert len(units.kinds) == e.text.context


def test_a_caption_that_spells_a_special_token_stays_content() -> None:
    e = encoder(TOYS[0])
    text = "dog <end_of_text> cat"
    units = e.captions.units(text, e.captions.read(text)[0], 0)
    assert units.kinds[:6] == ("begin", "content", "content", "content", "end", "padding")
    assert units.pieces[2] == "<end_of_text>"


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_an_empty_caption_is_refused(text: str) -> None:
    with pytest.raises(CaptionError, match="at least one word"):
        encoder(TOYS[0]).captions.read(text)


def test_a_caption_of_another_type_is_refused() -> None:
    with pytest.raises(CaptionError, match="list"):
        encoder(TOYS[0]).captions.read(["a dog"])


def test_a_caption_longer_than_the_context_says_what_would_be_lost() -> None:
    e = encoder(TOYS[0])
    fits = "one two three four five six seven"
    e.captions.read(fits)
    with pytest.raises(CaptionError, match=r"has 9 tokens.*at most 7.*'eight Nine'.*by 2 tokens"):
        e.captions.read(fits + " eight Nine")


def test_the_text_reference_keeps_the_special_tokens_where_they_are() -> None:
    e = encoder(TOYS[0])
    inputs, _ = e.captions.read("a black dog")
    ids, blank = inputs["ids"], e.captions.reference("padding", inputs)["ids"]
    assert blank[0].tolist() == [49406, 0, 0, 0, 49407, 0, 0, 0, 0]
    assert e.text.position(blank) == e.text.position(ids)


def test_pixels_of_another_shape_or_with_nan_are_refused() -> None:
    e = encoder(TOYS[0])
    with pytest.raises(PictureError, match=r"takes \(1, 3, 8, 12\)"):
        e.pixels.read(torch.zeros(1, 3, 12, 8))
    with pytest.raises(PictureError, match="NaN"):
        e.pixels.read(picture(TOYS[0]) * float("nan"))


def test_pictures_need_a_preprocess() -> None:
    with pytest.raises(PictureError, match="preprocess="):
        encoder(TOYS[0]).pixels.read(Image.new("RGB", (8, 8)))


def test_the_picture_is_shown_exactly_as_the_model_saw_it() -> None:
    import open_clip

    preprocess = open_clip.image_transform((8, 12), is_train=False, mean=(0.1, 0.2, 0.3), std=(0.5, 0.6, 0.7))
    e = pairlens.wrap(build(TOYS[0], torch.float32), preprocess)
    pixels = np.random.default_rng(0).integers(0, 256, (8, 12, 3), dtype=np.uint8)
    inputs, notes = e.pixels.read(pixels)
    read = inputs["pixels"]
    assert notes == ()
    np.testing.assert_array_equal(e.pixels.seen(read), pixels)


def test_a_crop_is_part_of_what_the_model_saw() -> None:
    import open_clip

    e = pairlens.wrap(build(TOYS[0], torch.float32), open_clip.image_transform((8, 12), is_train=False))
    wide = np.zeros((8, 40, 3), dtype=np.uint8)
    wide[:, 14:26] = 255
    read = e.pixels.read(wide)[0]["pixels"]
    assert e.pixels.seen(read).min() == 255


def test_normalisation_falls_back_to_what_the_model_carries() -> None:
    class Tower:
        image_mean = (0.5, 0.5, 0.4)
        image_std = 0.25

    assert normalisation(None, Tower()) == ((0.5, 0.5, 0.4), (0.25, 0.25, 0.25))
    assert normalisation(None, object())[0][0] == pytest.approx(0.48145466)


def test_a_digest_tells_contents_shape_and_type_apart() -> None:
    a = torch.arange(6.0)
    keys = {digest(t) for t in (a, a + 1, a.view(2, 3), a.double(), a.bfloat16())}
    assert len(keys) == 5
    assert digest(a) == digest(a.clone())


def test_a_tokenizer_that_cannot_be_traced_is_refused() -> None:
    with pytest.raises(ModelError, match="get_tokenizer"):
        pairlens.wrap(build(TOYS[0]), tokenizer=lambda texts: torch.zeros(len(texts), 9))
