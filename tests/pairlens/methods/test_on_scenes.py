"""Methods on the embedded model and a drawn scene, where what the words name is known to the pixel."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

import pairlens
from pairlens import scenes

pytestmark = pytest.mark.slow


@cache
def asked():
    scene, caption = scenes.grounding_item(1, "test")
    return pairlens.load_encoder("embedded"), scene, caption


def explained(method: str, text: str | None = None, **options):
    encoder, scene, caption = asked()
    return pairlens.explain(encoder, scene.image, text or caption.text, method=method, **options)


def shown(pair) -> list[float]:
    """For each phrase, how much of its map's strongest cell the named object covers."""
    found = []
    for phrase in asked()[2].phrases:
        spans = [pair.caption.spans[row] for row in pair.caption.content]
        tokens = [j for j, (a, b) in enumerate(spans) if phrase.span[0] <= a < b <= phrase.span[1]]
        heat = pair.heatmap(tokens)
        high, wide = (side // cells for side, cells in zip(phrase.mask.shape, heat.shape, strict=True))
        row, col = np.unravel_index(heat.argmax(), heat.shape)
        found.append(phrase.mask[row * high : (row + 1) * high, col * wide : (col + 1) * wide].mean())
    return found


QUESTIONS = {
    "jacobians": {"layer": (5, 0)},
    "occlusion": {"groups": (7, 7)},
    "banzhaf": {"groups": (7, 7), "budget": 256},
    "shapley": {"groups": (7, 7), "budget": 256},
}


@pytest.mark.parametrize("method", QUESTIONS)
def test_peaks_lie_in_the_objects_that_the_phrases_name(method: str) -> None:
    covered = shown(explained(method, **QUESTIONS[method]))
    assert len(covered) == 3
    assert min(covered) > 0, covered


def test_sampling_knows_its_error_on_a_real_encoder() -> None:
    """Eight cells, all coalitions encoded, against a quarter as many that are drawn."""
    truth = explained("banzhaf", "a pink bird and a ring", groups=(2, 4), budget=256)
    assert truth.settings["estimator"] == ["all coalitions"] * 2
    sampled = explained("banzhaf", "a pink bird and a ring", groups=(2, 4), budget=(64, 32))
    assert sampled.settings["estimator"] == ["least squares, complements"] * 2
    cells = np.ix_(truth.caption.content, truth.picture.content)
    z = (sampled.interactions - truth.interactions)[cells] / sampled.standard_error[cells]
    assert 0.4 < np.sqrt(np.mean(z**2)) < 1.8
    assert np.abs(z).max() < 6


def test_methods_agree_more_with_each_other_than_with_shuffled_weights() -> None:
    encoder, scene, caption = asked()
    floor = pairlens.explain(
        pairlens.randomised(encoder), scene.image, caption.text, method="occlusion", groups=(7, 7)
    )
    pairs = [explained(method, **QUESTIONS[method]) for method in ("jacobians", "occlusion", "banzhaf")]
    found = pairlens.compare([*pairs, floor])
    among, against = found.correlation[:3, :3][np.triu_indices(3, 1)], found.correlation[:3, 3]
    assert against.max() < among.min(), found
