from __future__ import annotations

import numpy as np
import pytest
import torch

import pairlens
from pairlens.cases.ranking import ranks
from pairlens.errors import ModelError, OptionError
from toys import TOYS, encoder, picture

CAPTIONS = ("a black dog on snow", "snow", "a cat", "two dogs and a cat", "dog")


def matrix(e, pictures, captions) -> np.ndarray:
    """The slow way: one score at a time."""
    return np.array([[pairlens.explain(e, p, c, steps=1).score for c in captions] for p in pictures])


@pytest.mark.parametrize("toy", [TOYS[0], TOYS[5]], ids=lambda toy: toy.name)
def test_places_are_those_of_the_scores_that_explanations_tell(toy) -> None:
    e = encoder(toy)
    pictures = [picture(toy, seed) for seed in range(5)]
    found = ranks(e, pictures, CAPTIONS, batch=2, progress=False)
    scores = matrix(e, pictures, CAPTIONS)
    own = np.diag(scores)
    np.testing.assert_array_equal(found.caption, 1 + (scores > own[:, None]).sum(1))
    np.testing.assert_array_equal(found.picture, 1 + (scores > own[None]).sum(0))
    assert found.recall(5) == found.recall(5, of="picture") == 1
    assert found.recall(1) == np.mean(found.caption == 1)


def test_what_comes_again_is_one_candidate_and_ties_share_their_places() -> None:
    e, toy = encoder(TOYS[0]), TOYS[0]
    one, other = picture(toy, 0), picture(toy, 1)
    found = ranks(e, [one, one, other], ["a dog", "snow", "a dog"], progress=False)
    assert (found.pictures, found.captions) == (2, 2)
    assert set(found.caption) <= {1, 2}
    same = ranks(e, [one, one.clone()], ["a dog", "snow"], progress=False)
    assert same.picture.tolist() == [1.5, 1.5]


def test_what_does_not_fit_is_refused() -> None:
    e = encoder(TOYS[0])
    with pytest.raises(OptionError, match="1 pictures and 2 captions"):
        ranks(e, [picture(TOYS[0])], ["a", "b"], progress=False)
    with pytest.raises(OptionError):
        ranks(e, [], [], progress=False)
    with pytest.raises(ModelError, match="only together"):
        ranks(pairlens.load_encoder("embedded-llip"), [torch.zeros(1, 3, 64, 64)], ["a"], progress=False)
