"""Keeping a training run: what to go on from, and the weights that ship."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from torch import nn

from data import vocabulary

Tensors = list[torch.Tensor]


def save(
    folder: Path, model: nn.Module, optimiser: torch.optim.Optimizer, average: Tensors, state: dict[str, Any]
) -> None:
    """Write a run to go on from; moments and averages in half the bytes, so that it stays small."""
    parameters = list(model.parameters())
    moments = [optimiser.state[p] for p in parameters]
    parts = {
        "parameters": [p.detach() for p in parameters],
        "average": [a.half() for a in average],
        "first": [m["exp_avg"].bfloat16() for m in moments],
        "second": [m["exp_avg_sq"].bfloat16() for m in moments],
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, tensors in parts.items():
        torch.save([t.cpu() for t in tensors], folder / f"{name}.pt")
    (folder / "state.json").write_text(json.dumps(state), encoding="utf-8")


def restore(
    folder: Path, model: nn.Module, optimiser: torch.optim.Optimizer, average: Tensors
) -> dict[str, Any]:
    """Load a run into a model, its optimiser and its average."""
    parameters = list(model.parameters())
    stored = {
        name: torch.load(folder / f"{name}.pt") for name in ("parameters", "average", "first", "second")
    }
    state: dict[str, Any] = json.loads((folder / "state.json").read_text(encoding="utf-8"))
    for i, p in enumerate(parameters):
        p.data.copy_(stored["parameters"][i])
        average[i].copy_(stored["average"][i])
        optimiser.state[p] = {
            "step": torch.tensor(float(state["step"]), device=p.device),
            "exp_avg": stored["first"][i].to(p.device, torch.float32),
            "exp_avg_sq": stored["second"][i].to(p.device, torch.float32),
        }
    return state


def ship(path: Path, model: nn.Module, average: Tensors) -> None:
    """Write the averaged weights in half precision, with the ids of the token table's rows."""
    names = [name for name, _ in model.named_parameters()]
    weights = {name: a.half().cpu().contiguous() for name, a in zip(names, average, strict=True)}
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(weights | {"token_ids": torch.tensor(vocabulary(), dtype=torch.int32)}, path)
