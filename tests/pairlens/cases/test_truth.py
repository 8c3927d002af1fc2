from __future__ import annotations

import numpy as np
import pytest

import samples
from pairlens import scenes
from pairlens.cases.truth import places, truth_of
from pairlens.errors import OptionError, PhraseError, RegionError

BOX = (0.0, 0.0, 112.0, 112.0)


def test_boxes_and_masks_of_any_resolution_cover_the_same_cells() -> None:
    pair = samples.husky()
    mask = np.zeros((224, 224), dtype=bool)
    mask[:112, :112] = True
    covers = [
        places(pair, {"white husky": region})[0].cover
        for region in (BOX, mask, mask[::2, ::2], mask[::4, ::4])
    ]
    for cover in covers:
        np.testing.assert_allclose(cover, covers[0], atol=1e-9)
    assert covers[0].sum() == pytest.approx(7 * 7 / 4)


def test_a_thing_too_thin_for_half_a_cell_is_shown_by_the_cells_that_it_covers_most() -> None:
    place = places(samples.husky(), {"husky": (0, 0, 64, 8)})[0]
    assert place.cover.max() < 0.5
    assert np.argwhere(place.shown).tolist() == [[0, 0], [0, 1]]
    assert place.tokens == samples.husky().indices("husky")


def test_words_that_come_again_are_told_apart_by_a_number() -> None:
    pair = samples.pair("a dog and a dog")
    with pytest.raises(PhraseError):
        places(pair, {"dog": BOX})
    first, second = places(pair, {("dog", 0): BOX, ("dog", 1): BOX})
    assert first.tokens < second.tokens


@pytest.mark.parametrize(
    ("truth", "error", "says"),
    [
        ({}, OptionError, "no truth"),
        ([BOX], OptionError, "no truth"),
        ({3: BOX}, OptionError, "names no phrase"),
        ({"cat": BOX}, PhraseError, "cat"),
        ({"husky": np.zeros((224, 224))}, RegionError, "empty"),
        ({"husky": np.ones((224, 100))}, RegionError, "another cut"),
        ({"husky": (0, 0, 500, 10)}, RegionError, "outside"),
    ],
)
def test_what_is_no_truth_is_refused(truth: object, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        places(samples.husky(), truth)


def test_a_scene_tells_the_truth_of_every_phrase_where_it_stands() -> None:
    for seed in range(6):
        caption = scenes.sample(seed, objects=3).caption(seed, mentions=3)
        truth = truth_of(caption)
        pair = samples.pair(caption.text, rows=8, cols=8)
        for place, phrase in zip(places(pair, truth), caption.phrases, strict=True):
            spans = [pair.caption.spans[pair.caption.content[token]] for token in place.tokens]
            assert (spans[0][0], spans[-1][1]) == phrase.span
            assert place.cover.sum() * 28 * 28 == pytest.approx(phrase.mask.sum())


def test_a_phrase_whose_words_stand_before_is_told_apart() -> None:
    text = "a striped red star, stars, and a red star"
    mask = np.ones((224, 224), dtype=bool)
    phrases = (
        scenes.NamedPhrase("striped red star", (2, 18), 0, mask),
        scenes.NamedPhrase("red star", (33, 41), 1, mask),
    )
    truth = truth_of(scenes.SceneCaption(text, phrases, scenes.Meaning(())))
    assert list(truth) == [("striped red star", 0), ("red star", 1)]
    assert places(samples.pair(text), truth)[1].tokens == samples.pair(text).indices("red star", 1)
