"""Train the embedded Llip on drawn scenes whose captions each name one part of the picture.

    python training/train_llip.py --minutes 35 --out runs/llip

It starts from the embedded model's words, patches and first blocks, and runs on the CPU. Contrastive only: no mask and
no word on which part a caption names is ever shown to it. Seeded, but timed: two runs agree in quality, not in bits.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch.nn.attention import SDPBackend, sdpa_kernel

from checkpoint import ship
from data import vocabulary
from llip_network import embedded_weights, logits_of, loss_of, read_some, start_from
from network import pixels
from pairlens.encoders.embedded_llip import build, read_config
from pairlens.encoders.llip_model import Llip
from parts import FIELDS, scene
from truth import possible

Pool = dict[str, torch.Tensor]
Batch = dict[str, torch.Tensor]


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=35.0, help="training time, drawing not included")
    parser.add_argument("--out", type=Path, required=True, help="folder for log and weights")
    parser.add_argument("--scenes", type=int, default=10_000, help="scenes to draw beforehand")
    parser.add_argument("--batch", type=int, default=64, help="scenes in a step")
    parser.add_argument("--captions", type=int, default=4, help="captions of each, and as many contrary ones")
    parser.add_argument("--lr", type=float, default=6e-4, help="highest learning rate")
    parser.add_argument("--workers", type=int, default=1, help="processes that draw")
    parser.add_argument("--first", type=int, default=0, help="first training seed")
    parser.add_argument("--resume", type=Path, help="weights to go on from, instead of the embedded model's")
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


def drawn(first: int, count: int, split: str, workers: int) -> Pool:
    """Scenes, as tensors."""
    arrays = {name: np.zeros((count, *shape), dtype) for name, (shape, dtype) in FIELDS.items()}
    with ProcessPoolExecutor(workers) as executor:
        seeds = range(first, first + count)
        for i, record in enumerate(executor.map(scene, seeds, [split] * count, chunksize=50)):
            for name, value in record.items():
                arrays[name][i] = value
    return {name: torch.from_numpy(array) for name, array in arrays.items()}


def batch_of(pool: Pool, rows: torch.Tensor, captions: int, draws: torch.Generator) -> Batch:
    """Scenes with some of their captions, true ones first, then contrary ones; `own` says whose they are."""
    odds = torch.rand(pool["named"][rows].shape, generator=draws) + (pool["named"][rows] >= 0)
    picked = odds.argsort(1, descending=True)[:, :captions]
    batch = {name: pool[name][rows] for name in ("image", "looks", "places")}
    for name in ("tokens", "mentions", "links", "named"):
        values = pool[name][rows[:, None], picked].flatten(0, 1)
        batch[name] = values if name == "named" else values.transpose(0, 1).flatten(0, 1)
    batch["own"] = torch.arange(len(rows)).repeat_interleave(captions)
    batch["tokens"] = batch["tokens"][:, : int((batch["tokens"] > 0).sum(1).max())].long()
    return batch


class Run:
    """A training run under way."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.args, self.step, self.began = args, 0, time.monotonic()
        torch.manual_seed(args.seed)
        self.draws = torch.Generator().manual_seed(args.seed)
        self.model = fresh()
        if args.resume:
            stored = load_file(args.resume)
            self.model.load_state_dict({k: v.float() for k, v in stored.items() if k != "token_ids"})
        else:
            start_from(self.model, embedded_weights())
        self.average = [p.detach().clone() for p in self.model.parameters()]
        self.optimiser = self._optimiser()

    def _optimiser(self) -> torch.optim.AdamW:
        heavy = [p for p in self.model.parameters() if p.ndim >= 2]
        light = [p for p in self.model.parameters() if p.ndim < 2]
        groups = [{"params": heavy, "weight_decay": 0.05}, {"params": light, "weight_decay": 0.0}]
        return torch.optim.AdamW(groups, lr=self.args.lr, betas=(0.9, 0.98))

    @property
    def share(self) -> float:
        """How much of the training time is over, 0 to 1."""
        return min(1.0, (time.monotonic() - self.began) / (60 * self.args.minutes))

    def _pace(self) -> int:
        """Set the learning rate (warm-up, then cosine); how many of the patches to look at."""
        share = self.share
        rate = self.args.lr * min(1.0, share / 0.04) * (0.5 + 0.5 * math.cos(math.pi * share) + 1e-3)
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        part = 0.4 if share < 0.7 else 0.6 if share < 0.9 else 1.0
        return int(part * math.prod(self.model.visual.grid_size))

    def learn(self, batch: Batch) -> tuple[float, float]:
        """One step: the loss, and the share of captions that find their picture."""
        kept = self._pace()
        # the fused kernel's reverse pass is slow in bfloat16 on a CPU
        with torch.autocast("cpu", dtype=torch.bfloat16), sdpa_kernel(SDPBackend.MATH):
            read = read_some(self.model.visual, batch["image"], kept, self.draws)
            logits = logits_of(self.model, read, batch["tokens"])
        loss, right = loss_of(logits.float(), batch["own"], truth_of(batch))
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        with torch.no_grad():
            self.model.logit_scale.clamp_(max=math.log(100))
            share = 1 - min(0.99, (1 + self.step) / (10 + self.step))
            torch._foreach_lerp_(self.average, list(self.model.parameters()), share)
        self.step += 1
        return float(loss.detach()), float(right)

    @torch.inference_mode()
    def tried(self, pool: Pool) -> dict[str, float]:
        """Short results of the averaged weights on development scenes."""
        model = self.averaged()
        batch = batch_of(pool, torch.arange(len(pool["image"])), 4, torch.Generator().manual_seed(1))
        read = torch.cat([model.visual(pixels(part)) for part in batch["image"].split(64)])
        logits = logits_of(model, read, batch["tokens"])
        loss, right = loss_of(logits, batch["own"], truth_of(batch))
        own, count = batch["own"], len(batch["own"])
        contrary = logits[torch.arange(count) + count, own] < logits[torch.arange(count), own]
        return {
            "loss": float(loss),
            "finds its picture": float(right),
            "before its contrary": float(contrary.float().mean()),
            "weights apart": apart(model, read, batch),
        }

    def averaged(self) -> Llip:
        """A copy of the model with the averaged weights."""
        model = fresh().eval()
        for p, a in zip(model.parameters(), self.average, strict=True):
            p.data.copy_(a)
        return model


def fresh() -> Llip:
    """The model with new weights and a token table for the words of the scenes."""
    return build(read_config(), len(vocabulary()))


def truth_of(batch: Batch) -> torch.Tensor:
    """Which captions may be true of which pictures; a true caption surely is of its own."""
    true = possible(batch["mentions"], batch["links"], batch["looks"], batch["places"])
    true[torch.arange(len(batch["own"])), batch["own"]] = True
    return true


def apart(model: Llip, read: torch.Tensor, batch: Batch) -> float:
    """How much farther apart mixture weights are for captions of two parts than for two captions of one part."""
    own, count = batch["own"], len(batch["own"])
    queries = model.queries(model.states(batch["tokens"][:count]))
    keys = model.keys(read)
    logits = torch.einsum("thkd,thd->thk", keys[own], queries) / model.pred.temperature
    weights = logits.softmax(-1).unflatten(0, (len(read), -1))
    named = batch["named"].unflatten(0, (len(read), -1))
    distance = (weights[:, :, None] - weights[:, None]).abs().sum(-1).mean(-1) / 2
    pairs = ~torch.eye(named.shape[1], dtype=torch.bool) & (named >= 0)[:, :, None] & (named >= 0)[:, None]
    same = named[:, :, None] == named[:, None]
    return float(distance[pairs & ~same].mean() / distance[pairs & same].mean())


def write(path: Path, **entry: float | str) -> None:
    """Add a line to the log, on the screen and in a file."""
    line = json.dumps({k: round(v, 4) if isinstance(v, float) else v for k, v in entry.items()})
    print(line, flush=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")


def main() -> None:
    """Draw, then train until the time is over."""
    args = options()
    args.out.mkdir(parents=True, exist_ok=True)
    log = args.out / "log.jsonl"
    start = time.monotonic()
    tests, pool = drawn(0, 256, "dev", args.workers), drawn(args.first, args.scenes, "train", args.workers)
    run = Run(args)
    ship(args.out / "start.safetensors", run.model, run.average)
    size = sum(p.numel() for p in run.model.parameters())
    write(log, event="start", scenes=args.scenes, drawing=run.began - start, parameters=size)
    while run.share < 1:
        rows = torch.randint(args.scenes, (args.batch,), generator=run.draws)
        loss, right = run.learn(batch_of(pool, rows, args.captions, run.draws))
        if run.step % 20 == 0:
            seconds = time.monotonic() - run.began
            scale = float(run.model.logit_scale.detach().exp())
            write(log, event="report", step=run.step, seconds=seconds, loss=loss, right=right, scale=scale)
        if run.step % 200 == 0:
            write(log, event="try", step=run.step, **run.tried(tests))
            ship(args.out / "llip.safetensors", run.model, run.average)
    write(log, event="end", step=run.step, **run.tried(tests))
    ship(args.out / "llip.safetensors", run.model, run.average)


if __name__ == "__main__":
    main()
