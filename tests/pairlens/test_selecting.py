from __future__ import annotations

import numpy as np
import pytest

import samples
from pairlens.errors import PairlensError, PhraseError, RegionError
from pairlens.selecting import tokens_of


def test_tokens_are_found_by_words_slices_and_indices() -> None:
    caption = samples.caption()
    assert tokens_of(caption, "white husky") == tokens_of(caption, slice(1, 5)) == (1, 2, 3, 4)
    assert tokens_of(caption, [-1, 0, 0]) == (16, 0)
    with pytest.raises(PhraseError, match="no token 17"):
        tokens_of(caption, 17)


def test_a_phrase_of_one_caption_is_answered_by_the_other() -> None:
    pair = samples.captions()
    tokens = list(pair.indices("black dog", side="a"))
    given = pair.given_a("black dog")
    assert given.shape == pair.b.shape
    np.testing.assert_allclose(given, pair.matrix[:, tokens].sum(axis=1), atol=1e-7)
    assert {pair.b.tokens[i] for i in np.argsort(-given)[:3]} == {"bla", "ck", "dog"}
    back = pair.given_b(pair.indices("black dog", side="b"))
    assert back.shape == pair.a.shape
    np.testing.assert_allclose(back, pair.matrix[[1, 2, 3]].sum(axis=0), atol=1e-7)


def test_a_region_of_one_picture_is_answered_by_the_other() -> None:
    pair = samples.pictures()
    mask = np.zeros(pair.b.shape)
    mask[2:4, 0:3] = 1
    heat = pair.given_b(mask)
    assert heat.shape == (7, 7)
    np.testing.assert_allclose(heat, np.einsum("rcij,rc->ij", pair.matrix, mask), atol=1e-6)
    assert np.unravel_index(heat.argmax(), heat.shape) == (4, 4)
    heat = pair.given_a((112, 112, 224, 224))
    assert heat.shape == (5, 8)
    assert heat[2, 1] > 10 * abs(heat[2, 6])


@pytest.mark.parametrize("make", [samples.husky, *samples.ALIKE.values()])
def test_all_of_one_side_gives_all_of_the_matrix(make) -> None:
    pair = make()
    total = pair.interactions[np.ix_(pair.b.content, pair.a.content)].sum(dtype=float)
    for given, side in ((pair.given_a(), pair.b), (pair.given_b(), pair.a)):
        assert given.shape == side.shape
        assert given.sum() == pytest.approx(total, abs=1e-5)


def test_heat_maps_and_token_scores_are_these_for_a_picture_with_a_caption() -> None:
    for pair in (samples.husky(), samples.turned()):
        caption_first = pair.a is pair.caption
        by_phrase = pair.given_a if caption_first else pair.given_b
        by_region = pair.given_b if caption_first else pair.given_a
        np.testing.assert_array_equal(pair.heatmap("black dog"), by_phrase("black dog"))
        np.testing.assert_array_equal(pair.token_scores((0, 0, 50, 80)), by_region((0, 0, 50, 80)))
    np.testing.assert_allclose(samples.turned().heatmap("dog"), samples.husky().heatmap("dog"), atol=1e-7)


@pytest.mark.parametrize("make", [samples.captions, samples.pictures])
def test_what_asks_for_one_of_each_says_what_to_use_instead(make) -> None:
    pair = make()
    for ask in (lambda: pair.heatmap("dog"), lambda: pair.token_scores((0, 0, 9, 9))):
        with pytest.raises(PairlensError, match=r"given_a\(selection\) or pair.given_b\(selection\)"):
            ask()


def test_a_selection_that_does_not_fit_its_side_is_refused() -> None:
    pair = samples.pictures()
    with pytest.raises(RegionError, match=r"\(7, 7\)"):
        pair.given_a(np.ones((5, 8)))
    with pytest.raises(PhraseError, match="region is there once"):
        pair.given_a((0, 0, 9, 9), 1)
    with pytest.raises(PairlensError, match="no caption on side 'a'"):
        pair.indices("dog", side="a")
    with pytest.raises(PhraseError, match="2 times"):
        samples.captions().given_b("a")
    assert samples.captions().given_b("a", 1).shape == (17,)
