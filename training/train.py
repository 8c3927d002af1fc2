"""Train the embedded model on drawn scenes: contrastive only, no mask is ever shown to it.

    python training/train.py --minutes 9 --out runs/first
    python training/train.py --minutes 9 --out runs/second --resume runs/first

Runs for the given time, on CUDA where there is a device. Seeded, but timed: how many steps fit into the minutes
decides the result, so two runs agree in quality and not in bits.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import torch
from open_clip.model import CLIP
from torch.nn.functional import normalize

from checkpoint import restore, save, ship
from data import tokens_of, vocabulary
from feed import CHUNK, Feed, Pool
from network import PatchProduct, encode_text, loss_of, pixels
from pairlens.encoders.embedded import build, read_config
from trial import Trial, score, trials
from truth import possible


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--minutes", type=float, default=9.0, help="training time, drawing and trials included"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder for log, checkpoint and weights")
    parser.add_argument("--resume", type=Path, help="folder of a run to go on from")
    parser.add_argument("--batch", type=int, default=1024, help="scenes in a step")
    parser.add_argument("--lr", type=float, default=1e-3, help="highest learning rate")
    parser.add_argument("--pool", type=int, default=200_000, help="scenes held on the device")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes that draw")
    parser.add_argument("--hundreds", type=int, default=5, help="hundreds of development scenes per trial")
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


class Run:
    """A training run under way."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.args, self.began = args, time.monotonic()
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        torch.manual_seed(args.seed)
        config = read_config()
        config["model"]["vision_cfg"]["patch_dropout"] = 0.5
        self.model = build(config, len(vocabulary())).to(self.device)
        self.model.visual.conv1 = PatchProduct.instead_of(self.model.visual.conv1)
        self.average = [p.detach().clone() for p in self.model.parameters()]
        self.optimiser = self._optimiser()
        self.step, self.start = 0, 0.0
        self.draws = torch.Generator(self.device).manual_seed(args.seed)
        if args.resume:
            self.step = restore(args.resume, self.model, self.optimiser, self.average)["step"]

    def _optimiser(self) -> torch.optim.AdamW:
        heavy = [p for p in self.model.parameters() if p.ndim >= 2]
        light = [p for p in self.model.parameters() if p.ndim < 2]
        groups = [{"params": heavy, "weight_decay": 0.05}, {"params": light, "weight_decay": 0.0}]
        return torch.optim.AdamW(groups, lr=self.args.lr, betas=(0.9, 0.98), fused=self.device.type == "cuda")

    @property
    def share(self) -> float:
        """How much of the training time is over, 0 to 1."""
        whole = 60 * self.args.minutes - (self.start - self.began)
        return min(1.0, (time.monotonic() - self.start) / whole)

    def _pace(self) -> None:
        """Learning rate (warm-up, then cosine) and dropped patches (half, then a quarter, then a tenth), by time."""
        share = self.share
        rate = self.args.lr * min(1.0, share / 0.04) * (0.5 + 0.5 * math.cos(math.pi * share) + 1e-3)
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        self.model.visual.patch_dropout.prob = 0.5 if share < 0.5 else 0.25 if share < 0.85 else 0.1

    def learn(self, batch: dict[str, torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
        """One step."""
        self._pace()
        own = len(batch["image"])
        allowed = ~possible(batch["mentions"], batch["links"], batch["looks"], batch["places"])
        allowed[:own].fill_diagonal_(fill_value=True)
        with torch.autocast(self.device.type, dtype=torch.bfloat16):
            loss, right = loss_of(self.model, batch, allowed)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        with torch.no_grad():
            self.model.logit_scale.clamp_(max=math.log(100))
            torch._foreach_lerp_(
                self.average,
                list(self.model.parameters()),
                1 - min(0.999, (1 + self.step) / (10 + self.step)),
            )
        self.step += 1
        return loss.detach(), right

    def encode(self, images: np.ndarray, texts: list[str]) -> tuple[np.ndarray, np.ndarray]:
        """Unit vectors of the averaged model."""
        model = self.averaged()
        rows = torch.from_numpy(np.stack([tokens_of(text) for text in texts])).to(self.device).long()
        with torch.inference_mode():
            text = torch.cat([normalize(encode_text(model, part), dim=-1) for part in rows.split(500)])
            parts = (
                torch.from_numpy(images[i : i + 250]).to(self.device) for i in range(0, len(images), 250)
            )
            image = torch.cat([normalize(model.encode_image(pixels(part)), dim=-1) for part in parts])
        return image.cpu().numpy(), text.cpu().numpy()

    def averaged(self) -> CLIP:
        """A copy of the model with the averaged weights."""
        model = build(read_config(), len(vocabulary())).to(self.device).eval()
        for p, a in zip(model.parameters(), self.average, strict=True):
            p.data.copy_(a)
        return model


class Log:
    """Lines of JSON, on the screen and in a file."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path

    def write(self, **entry: object) -> None:
        """Add a line."""
        line = json.dumps({k: round(v, 4) if isinstance(v, float) else v for k, v in entry.items()})
        print(line, flush=True)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")


def tried(run: Run, tests: list[Trial]) -> dict[str, float]:
    """Short results of all trials."""
    result = {}
    for trial in tests:
        got = score(trial, run.encode)
        if trial.name == "retrieval":
            result |= {"retrieval i2t": got["image to text"], "retrieval t2i": got["text to image"]}
        else:
            result[trial.name] = got["both"]
    return result


def keep(run: Run, pool: Pool, first_seed: int) -> None:
    """Write the checkpoint and the weights."""
    state = {"step": run.step, "next_seed": first_seed + pool.drawn, "scenes": pool.drawn}
    save(run.args.out, run.model, run.optimiser, run.average, state)
    ship(run.args.out / "embedded.safetensors", run.model, run.average)


def main() -> None:
    """Train."""
    args = options()
    log = Log(args.out / "log.jsonl")
    first_seed = json.loads((args.resume / "state.json").read_text())["next_seed"] if args.resume else 0
    with ProcessPoolExecutor(args.workers, mp_context=get_context("fork")) as executor:
        tests = trials("dev", args.hundreds, executor)
    feed = Feed(args.workers, first_seed)
    run = Run(args)
    pool = Pool(args.pool, run.device)
    pool.take(feed, max(1, min(8 * args.batch, args.pool) // CHUNK), wait=True)
    run.start = time.monotonic()
    log.write(event="start", device=str(run.device), batch=args.batch, lr=args.lr, vocabulary=len(vocabulary()),
              parameters=sum(p.numel() for p in run.model.parameters()), seconds=run.start - run.began)  # fmt: skip
    loop(run, pool, feed, tests, log, first_seed)
    feed.close()


def loop(run: Run, pool: Pool, feed: Feed, tests: list[Trial], log: Log, first_seed: int) -> None:
    """Learn until the time is over; report every 15 s, try every 45 s, keep every minute and at the end."""
    run.model.train()
    due = {"report": 15.0, "try": 45.0, "keep": 60.0}
    last_step, last_time = run.step, time.monotonic()
    while run.share < 1:
        pool.take(feed, 24)
        loss, right = run.learn(pool.batch(run.args.batch, run.draws))
        passed = time.monotonic() - run.start
        if passed > due["report"]:
            now = time.monotonic()
            log.write(event="report", seconds=passed, step=run.step, loss=float(loss), right=float(right),
                      scale=float(run.model.logit_scale.detach().exp()), drawn=pool.drawn,
                      per_second=(run.step - last_step) * run.args.batch / (now - last_time))  # fmt: skip
            last_step, last_time, due["report"] = run.step, now, due["report"] + 15
        if passed > due["try"]:
            log.write(event="try", seconds=passed, step=run.step, **tried(run, tests))
            due["try"] += 45
        if passed > due["keep"]:
            keep(run, pool, first_seed)
            due["keep"] += 60
    keep(run, pool, first_seed)
    log.write(event="end", step=run.step, drawn=pool.drawn, **tried(run, tests))


if __name__ == "__main__":
    main()
