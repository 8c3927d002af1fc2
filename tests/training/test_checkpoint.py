from __future__ import annotations

import torch
from safetensors.torch import load_file

import checkpoint
import data
from pairlens.encoders.embedded import build, load_embedded, read_config


def stepped(seed: int):
    torch.manual_seed(seed)
    model = build(read_config(), len(data.vocabulary()))
    optimiser = torch.optim.AdamW(model.parameters(), lr=1e-3)
    for p in model.parameters():
        p.grad = torch.randn_like(p)
    optimiser.step()
    return model, optimiser, [p.detach().clone() for p in model.parameters()]


def test_a_run_goes_on_where_it_stopped(tmp_path):
    model, optimiser, average = stepped(0)
    checkpoint.save(tmp_path, model, optimiser, average, {"step": 1, "next_seed": 7})
    other, fresh, blank = stepped(1)
    assert checkpoint.restore(tmp_path, other, fresh, blank) == {"step": 1, "next_seed": 7}
    for p, q, a, b in zip(model.parameters(), other.parameters(), average, blank, strict=True):
        assert torch.equal(p, q)
        torch.testing.assert_close(a, b, atol=1e-3, rtol=1e-3)
        torch.testing.assert_close(
            optimiser.state[p]["exp_avg"], fresh.state[q]["exp_avg"], atol=1e-2, rtol=1e-2
        )


def test_shipped_weights_load_with_every_token_in_its_row(tmp_path):
    model, _, average = stepped(0)
    checkpoint.ship(tmp_path / "w.safetensors", model, average)
    ids = load_file(tmp_path / "w.safetensors")["token_ids"].long()
    loaded, _, _ = load_embedded(tmp_path / "w.safetensors")
    assert ids.tolist() == list(data.vocabulary())
    torch.testing.assert_close(
        loaded.token_embedding.weight[ids], model.token_embedding.weight, atol=1e-3, rtol=1e-3
    )
