from __future__ import annotations

import numpy as np
import torch

import data
from pairlens import scenes
from truth import possible


def test_what_may_be_true_covers_what_is_true_and_little_more():
    drawn = [scenes.sample(seed, "dev") for seed in range(80)]
    claims = [scene.caption(seed).meaning for seed, scene in enumerate(drawn)]
    said = [np.stack(part) for part in zip(*map(data.claims_of, claims), strict=True)]
    seen = [np.stack(part) for part in zip(*(data.looks_of(scene.objects) for scene in drawn), strict=True)]
    maybe = possible(*map(torch.from_numpy, said + seen)).numpy()
    truth = np.array([[scenes.is_true(claim, scene.objects) for scene in drawn] for claim in claims])
    assert not (truth & ~maybe).any()
    assert (maybe & ~truth).sum() <= 0.1 * truth.sum()
    assert truth.sum() > len(drawn)
