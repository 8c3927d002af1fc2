from __future__ import annotations

import argparse

import pytest
import torch

import llip_network
import parts
import train_llip
from network import pixels
from pairlens.encoders.embedded import load_embedded


@pytest.fixture(scope="module")
def model():
    fresh = train_llip.fresh().eval()
    llip_network.start_from(fresh, llip_network.embedded_weights())
    return fresh


@pytest.fixture(scope="module")
def pool():
    records = [parts.scene(seed, "dev") for seed in range(4)]
    return {name: torch.stack([torch.from_numpy(r[name]) for r in records]) for name in parts.FIELDS}


def batch_of(pool):
    return train_llip.batch_of(pool, torch.arange(4), 4, torch.Generator().manual_seed(0))


def test_it_starts_with_the_patches_words_and_blocks_of_the_embedded_model(model):
    old, _, _ = load_embedded()
    assert torch.equal(model.visual.conv1.weight, old.visual.conv1.weight)
    for k, block in enumerate(model.visual.transformer.resblocks):
        assert torch.equal(block.mlp.c_fc.weight, old.visual.transformer.resblocks[k].mlp.c_fc.weight)
    assert torch.equal(model.visual.positional_embedding[8:], old.visual.positional_embedding[1:])
    assert not torch.equal(model.visual.class_embedding[0], model.visual.class_embedding[1])


def test_looking_at_every_patch_is_the_models_own_forward_pass(model, pool):
    with torch.no_grad():
        every = llip_network.read_some(model.visual, pool["image"], 196, torch.Generator().manual_seed(0))
        some = llip_network.read_some(model.visual, pool["image"], 50, torch.Generator().manual_seed(0))
        own = model.visual(pixels(pool["image"]))
    torch.testing.assert_close(every, own, atol=1e-4, rtol=1e-4)
    assert not torch.allclose(some, own, atol=1e-2)


def test_the_logits_are_the_models_own_cosines(model, pool):
    batch = batch_of(pool)
    with torch.no_grad():
        logits = llip_network.logits_of(model, model.visual(pixels(batch["image"])), batch["tokens"])
        own = model(pixels(batch["image"]), batch["tokens"]).T * model.logit_scale.exp()
    torch.testing.assert_close(logits, own, atol=1e-3, rtol=1e-3)


def test_a_batch_holds_true_captions_first_and_then_their_contraries(pool):
    batch = batch_of(pool)
    truth = train_llip.truth_of(batch)
    own = batch["own"]
    rows = torch.arange(len(own))
    assert batch["tokens"].shape[0] == 2 * len(own)
    assert (batch["named"] >= 0).all()
    assert truth[rows, own].all()
    assert not truth[rows + len(own), own].any()


def test_the_loss_is_each_true_pair_against_what_is_surely_false():
    logits = torch.tensor([[2.0, 1.0], [0.5, 3.0], [1.5, 2.5]])
    possible = torch.tensor([[True, False], [True, True], [False, False]])
    loss, right = llip_network.loss_of(logits, torch.tensor([0, 1]), possible)

    def against(mine, *false):
        return torch.logsumexp(torch.tensor([mine, *false]), 0) - mine

    pictures = (against(2.0, 1.0) + against(3.0)) / 2
    captions = (against(2.0, 1.5) + against(3.0, 1.0, 2.5)) / 2
    torch.testing.assert_close(loss, (pictures + captions) / 2)
    assert float(right) == 1


def test_a_few_steps_on_one_batch_lower_the_loss(pool):
    run = train_llip.Run(argparse.Namespace(minutes=0.2, seed=0, lr=1e-3, resume=None))
    batch = batch_of(pool)
    losses = [run.learn(batch)[0] for _ in range(8)]
    assert min(losses[-2:]) < 0.9 * losses[0]
    assert run.step == 8
