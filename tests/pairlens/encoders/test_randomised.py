from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

import pairlens
from pairlens.errors import ModelError
from toys import CAPTION, TOYS, encoder, picture


@pytest.mark.parametrize("toy", [TOYS[0], TOYS[2], TOYS[5], TOYS[8]], ids=lambda t: t.name)
def test_the_floor_is_another_explanation_and_the_original_stays(toy) -> None:
    e, pixels = encoder(toy), picture(toy)
    state = {name: tensor.clone() for name, tensor in e.model.state_dict().items()}
    before = pairlens.explain(e, pixels, CAPTION)
    floor = pairlens.explain(pairlens.randomised(e), pixels, CAPTION)
    e.forget()
    after = pairlens.explain(e, pixels, CAPTION)
    np.testing.assert_array_equal(before.interactions, after.interactions)
    assert np.abs(before.interactions - floor.interactions).max() > 1e-3 * np.abs(before.interactions).max()
    assert floor.converged
    assert all(torch.equal(state[name], tensor) for name, tensor in e.model.state_dict().items())


def test_every_weight_keeps_its_values_in_another_order() -> None:
    e = encoder(TOYS[0])
    twin = pairlens.randomised(e)
    for (name, own), other in zip(e.model.named_parameters(), twin.model.parameters(), strict=True):
        torch.testing.assert_close(own.flatten().sort().values, other.flatten().sort().values)
        if own.numel() > 8 and own.unique().numel() > 1:
            assert not torch.equal(own, other), name


def test_both_towers_compute_with_the_copy() -> None:
    e = encoder(TOYS[0])
    twin = pairlens.randomised(e)
    for kind, source in (("picture", picture(TOYS[0])), ("caption", CAPTION)):
        inputs = e.half(kind).reader.read(source)[0]
        own, other = (x.half(kind).tower.features(inputs, 1) for x in (e, twin))
        assert not torch.allclose(own, other), kind
        assert twin.half(kind).reader.tower is twin.half(kind).tower


def test_a_seed_gives_the_same_floor_again() -> None:
    e = encoder(TOYS[0])
    one, again, other = (pairlens.randomised(e, seed).model.text_projection for seed in (1, 1, 2))
    assert torch.equal(one, again)
    assert not torch.equal(one, other)


def test_its_name_and_notes_say_what_it_is() -> None:
    twin = pairlens.randomised(encoder(TOYS[0]), seed=5)
    pair = pairlens.explain(twin, picture(TOYS[0]), CAPTION)
    assert pair.model == "plain, weights shuffled (seed 5)"
    assert any("noise" in note for note in pair.settings["notes"])


def test_towers_that_close_over_the_original_are_refused() -> None:
    e = encoder(TOYS[0])

    class Closed:
        depth = 3

        def __init__(self) -> None:
            model = e.model
            self.run = lambda inputs, layer: model.visual(inputs["pixels"])[:, None] + layer

    closed = replace(e, text=None, captions=None, image=None, hold=Closed().run)
    with pytest.raises(ModelError, match="original's weights"):
        pairlens.randomised(closed)
