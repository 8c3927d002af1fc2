from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn

import pairlens
from pairlens.encoders import hashing
from pairlens.encoders.hashing import Weights, hash_of
from toys import CAPTION, TOYS, build, encoder, picture


def asked(e: pairlens.Encoder, seed: int = 0) -> pairlens.PairAttribution:
    return pairlens.explain(e, picture(TOYS[0], seed), CAPTION, steps=2)


def small() -> nn.Module:
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4))


def test_an_explanation_says_which_weights_it_is_of() -> None:
    said = asked(encoder(TOYS[0])).settings["weights"]
    assert re.fullmatch(r"sha256:[0-9a-f]{32}", said)
    assert said == asked(encoder(TOYS[0]), seed=1).settings["weights"]
    assert said == hash_of(encoder(TOYS[0]).model)


def test_the_same_weights_have_the_same_hash_wherever_they_were_built() -> None:
    assert hash_of(build(TOYS[0], torch.float32)) == hash_of(build(TOYS[0], torch.float32))


@pytest.mark.parametrize(
    "change",
    [
        lambda m: m[0].weight.detach().mul_(1.5),
        lambda m: m[1].running_mean.add_(1),
        lambda m: m.double(),
        lambda m: m.append(nn.Linear(1, 1)),
        lambda m: setattr(m[0], "weight", nn.Parameter(m[0].weight.detach().reshape(4, 3).flip(0))),
        lambda m: setattr(m[0], "weight", nn.Parameter(m[0].weight.detach().reshape(3, 4))),
    ],
    ids=["weight", "buffer", "precision", "module", "order", "shape"],
)
def test_whatever_a_checkpoint_holds_makes_the_hash(change: Any) -> None:
    one, other = small(), small()
    with torch.no_grad():
        change(other)
    assert hash_of(one) != hash_of(other)


def test_what_no_checkpoint_holds_and_what_no_score_passes_through_does_not() -> None:
    one, other = small(), small()
    other.register_buffer("mask", torch.ones(3), persistent=False)
    other.add_module("text_decoder", nn.Linear(2, 2))
    assert hash_of(one) == hash_of(other)


def test_how_a_tensor_lies_in_memory_makes_no_difference() -> None:
    one, other = small(), small()
    other[0].weight.data = other[0].weight.data.t().contiguous().t()
    assert not other[0].weight.is_contiguous()
    assert hash_of(one) == hash_of(other)


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float64], ids=str)
def test_every_precision_has_bytes(dtype: torch.dtype) -> None:
    assert hash_of(small().to(dtype)) != hash_of(small())


def test_a_tied_weight_is_read_once_and_told_apart_from_two(monkeypatch: pytest.MonkeyPatch) -> None:
    tied = nn.ModuleList([nn.Linear(3, 3, bias=False)] * 2)
    read: list[Any] = []
    own = hashing._bytes
    monkeypatch.setattr(hashing, "_bytes", lambda tensor: read.append(tensor) or own(tensor))
    hash_of(tied)
    assert len(read) == 1


def counted(monkeypatch: pytest.MonkeyPatch) -> list[nn.Module]:
    found: list[nn.Module] = []
    own = hashing.hash_of
    monkeypatch.setattr(hashing, "hash_of", lambda model: found.append(model) or own(model))
    return found


def test_it_is_computed_once_until_a_weight_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    e, runs = encoder(TOYS[0]), counted(monkeypatch)
    for seed in range(3):
        asked(e, seed)
    assert len(runs) == 1
    e.forget()
    asked(e)
    assert len(runs) == 2


def test_many_pairs_look_at_the_weights_once_for_a_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    e, looks = encoder(TOYS[0]), []
    own = Weights.hash
    monkeypatch.setattr(Weights, "hash", lambda self, model: looks.append(model) or own(self, model))
    pairs = [(picture(TOYS[0], seed), CAPTION) for seed in range(6)]
    found = list(pairlens.explain_many(e, pairs, batch=3, steps=2, progress=False))
    assert len(looks) == 2
    assert {pair.settings["weights"] for pair in found if pair} == {e.weights}


def trained(model: nn.Module, **how: Any) -> None:
    for parameter in model.parameters():
        parameter.grad = torch.ones_like(parameter)
    torch.optim.Adam(model.parameters(), **how).step()
    model.zero_grad()


CHANGES = {
    "optimiser": trained,
    "one kernel for all": lambda model: trained(model, fused=True),
    "behind the version": lambda model: model.text_projection.data.mul_(1.1),
    "another tensor": lambda model: setattr(model, "text_projection", nn.Parameter(-model.text_projection)),
    "loaded": lambda model: model.load_state_dict({k: 1.1 * v for k, v in model.state_dict().items()}),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_training_in_between_is_noticed_and_answered_afresh(change: Any) -> None:
    e = pairlens.wrap(build(TOYS[0]), name="trained")
    before = asked(e)
    change(e.model)
    after = asked(e)
    assert after.settings["weights"] != before.settings["weights"]
    fresh = pairlens.wrap(e.model, name="fresh")
    np.testing.assert_array_equal(after.interactions, asked(fresh).interactions)
    assert after.settings["weights"] == fresh.weights


def test_shuffled_weights_have_a_hash_of_their_own() -> None:
    e = encoder(TOYS[0])
    hashes = [x.weights for x in (e, pairlens.randomised(e, 1), pairlens.randomised(e, 2))]
    assert len(set(hashes)) == 3
    assert hashes[0] == asked(e).settings["weights"]


def test_weights_made_for_inference_alone_have_no_version() -> None:
    with torch.inference_mode():
        model = small()
    watched = Weights()
    assert watched.hash(model) == (watched.hash(model)[0], False)


def test_no_method_touches_the_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    e, runs = encoder(TOYS[0]), counted(monkeypatch)
    for method in ("jacobians", "occlusion", "attention", "grad_cam", "grad_eclip", "maskclip"):
        pairlens.explain(e, picture(TOYS[0]), CAPTION, method=method)
    assert len(runs) == 1
