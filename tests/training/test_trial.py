from __future__ import annotations

import numpy as np
import pytest

from pairlens import scenes
from trial import Trial, contrast, hundred, score


def test_no_two_captions_of_a_hundred_are_true_of_one_picture():
    images, texts = hundred(0, "dev")
    assert images.shape == (100, 224, 224, 3)
    assert len(set(texts)) == 100


def test_contrast_sets_come_two_by_two():
    images, texts = contrast("kind", 0, "dev")
    first = scenes.contrast_set(0, "kind", "dev")
    assert texts[:2] == [caption.text for caption in first.captions]
    assert (images[1] == first.scenes[1].image).all()


@pytest.mark.parametrize(("order", "share"), [([0, 1, 2, 3], 1.0), ([1, 0, 2, 3], 0.5), ([1, 0, 3, 2], 0.0)])
def test_scores_count_who_finds_whom_within_groups(order, share):
    trial = Trial("toy", 2, np.zeros((4, 224, 224, 3), np.uint8), list("abcd"))
    one = np.eye(4)
    assert score(trial, lambda *_: (one, one[order])) == {
        "image to text": share,
        "text to image": share,
        "both": share,
    }
