from __future__ import annotations

import numpy as np
import pytest
import torch

import pairlens
from pairlens import progress
from pairlens.errors import OptionError
from pairlens.methods import players
from pairlens.methods.mixing import mixed_pixels
from toys import CAPTION, TOYS, encoder, picture


def test_a_reader_may_mix_its_own_inputs(monkeypatch) -> None:
    asked = []

    def mixed(_, inputs, blank, kept):
        asked.append(tuple(kept.shape))
        return mixed_pixels(inputs, blank, kept)

    e, pixels = encoder(TOYS[0]), picture(TOYS[0])
    usual = pairlens.explain(e, pixels, CAPTION, method="occlusion")
    monkeypatch.setattr(type(e.pixels), "mixed", mixed, raising=False)
    e.forget()
    own = pairlens.explain(e, pixels, CAPTION, method="occlusion")
    assert asked == [(2, 2, 3), (6, 2, 3)]
    np.testing.assert_array_equal(own.interactions, usual.interactions)


def test_batches_are_bounded_and_make_no_difference(monkeypatch) -> None:
    e, pixels = encoder(TOYS[0]), picture(TOYS[0])
    usual = pairlens.explain(e, pixels, CAPTION, method="occlusion")
    e.forget()
    monkeypatch.setattr(players, "BUDGET", 1)
    seen = []
    with progress.listening(lambda *step: seen.append(step)):
        single = pairlens.explain(e, pixels, CAPTION, method="occlusion")
    assert ("picture encodings", 1, 6) in seen
    np.testing.assert_allclose(single.interactions, usual.interactions, atol=1e-12)


def test_batches_get_smaller_where_memory_runs_out(monkeypatch) -> None:
    e, pixels = encoder(TOYS[0]), picture(TOYS[0])
    usual = pairlens.explain(e, pixels, CAPTION, method="occlusion")
    e.forget()
    features, sizes = type(e.image).features, []

    def small(self, inputs, layer):
        sizes.append(len(inputs["pixels"]))
        if sizes[-1] > 2:
            raise torch.OutOfMemoryError("on purpose")
        return features(self, inputs, layer)

    monkeypatch.setattr(type(e.image), "features", small)
    halved = pairlens.explain(e, pixels, CAPTION, method="occlusion")
    assert max(sizes) > 2
    np.testing.assert_allclose(halved.interactions, usual.interactions, atol=1e-12)


@pytest.mark.parametrize("groups", [3, (0, 2), (2, 2, 2), ("2", 2), (9, 2)])
def test_a_grid_that_cannot_be_is_refused(groups) -> None:
    with pytest.raises(OptionError, match="groups"):
        pairlens.explain(encoder(TOYS[0]), picture(TOYS[0]), CAPTION, method="occlusion", groups=groups)
