"""Time, memory and completeness beside the two plain forward passes and beside the paper's reference code.

Everything that is compared runs in this one process, on the same model, picture and caption, taking turns. The
pictures are fresh random pixels each time, so that nothing kept of an earlier picture helps; references are kept, as
they are between any two requests.

    python benchmarks/speed.py --model ViT-B-32 --layer 11 --exclip
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import statistics
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import open_clip
import torch

import pairlens
from pairlens import References

SIXTEEN = "a white husky and a black dog running in a snow covered forest near home ."


def caption_of(tokens: int, encoder: Any) -> str:
    """A caption of exactly so many content tokens, or of as many as the context holds."""
    room = encoder.text.context - 2
    words = (SIXTEEN.split() * 9)[: min(tokens, room)]
    text = " ".join(words)
    found = len(encoder.captions.tokenizer.encode(text))
    assert found == len(words), f"{text!r} has {found} tokens"
    return text


def timed(run: Callable[[], Any], device: torch.device) -> tuple[float, Any]:
    """Wall seconds, waiting for the device."""
    if device.type == "cuda":
        torch.cuda.synchronize()
    start = time.perf_counter()
    result = run()
    if device.type == "cuda":
        torch.cuda.synchronize()
    return time.perf_counter() - start, result


class Memory:
    """Peak resident memory of this process above what it was at entry, watched from a thread, in MB."""

    def __enter__(self) -> Self:
        self.before = self.peak = self._now()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    @property
    def grown(self) -> float:
        """The peak so far, in MB."""
        return (self.peak - self.before) / 2**20

    def _watch(self) -> None:
        while not self._stop.wait(0.002):
            self.peak = max(self.peak, self._now())

    @staticmethod
    def _now() -> int:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * resource.getpagesize()


def fresh(size: int, device: torch.device) -> torch.Tensor:
    return torch.randn(1, 3, size, size).to(device)


def forward(encoder: Any, ids: torch.Tensor) -> Callable[[], Any]:
    """Both towers as open_clip runs them, on a fresh picture."""
    model, size = encoder.model, encoder.image.size[0]

    def run() -> Any:
        with torch.no_grad():
            return model.encode_image(fresh(size, encoder.device)), model.encode_text(ids)

    return run


def ours(encoder: Any, caption: str, layer: Any, **options: Any) -> Callable[[], Any]:
    size = encoder.image.size[0]
    return lambda: pairlens.explain(
        encoder, fresh(size, torch.device("cpu")), caption, layer=layer, **options
    )


def in_turn(runs: dict[str, Callable[[], Any]], repeats: int, device: torch.device) -> dict[str, list[float]]:
    """Run each once for warming, then all in turn."""
    for run in runs.values():
        run()
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(repeats):
        for name, run in runs.items():
            times[name].append(timed(run, device)[0])
    return times


def reference_code(encoder: Any, caption: str, layer: tuple[int, int], steps: int) -> dict[str, Any]:
    """Run exclip 1.1 once, with its memory and its completeness error, and ours on the same picture beside it."""
    from exclip.explanation import OpenClipExplainer

    size, ids = encoder.image.size[0], encoder.place(encoder.captions.read(caption)[0]["ids"])
    theirs = OpenClipExplainer(
        encoder.model, image_dim=size, text_seq_len=encoder.text.context, device=encoder.device
    )
    pixels = fresh(size, encoder.device)
    with Memory() as memory:
        seconds, _ = timed(
            lambda: theirs.explain(ids, pixels, text_layer=layer[1], image_layer=layer[0], N=steps),
            encoder.device,
        )
    theirs.reset_attribution()
    with Memory() as own:
        own_seconds, auto = timed(
            lambda: pairlens.explain(encoder, pixels, caption, layer=layer), encoder.device
        )
    # its rule and its text reference, pooled where the caption is pooled, which is kinder to it than its own pooling
    rule = pairlens.explain(
        encoder,
        pixels,
        caption,
        layer=layer,
        rule="right",
        steps=steps,
        references=References(text=theirs.txt_ref),
    )
    return {
        "exclip seconds": seconds,
        "exclip MB": memory.grown,
        "exclip error (image)": rule.settings["image"]["error"],
        "our seconds": own_seconds,
        "our MB": own.grown,
        "our error (image)": auto.settings["image"]["error"],
        "our residual / natural scale": abs(auto.residual) / auto.natural_scale,
    }


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", default="ViT-B-32")
    parser.add_argument("--layer", type=int, nargs="*", help="default: the last block of each tower")
    parser.add_argument("--tokens", type=int, nargs="*", default=[16, 77])
    parser.add_argument("--steps", type=int, default=6)
    parser.add_argument("--repeats", type=int, default=9)
    parser.add_argument(
        "--exclip", action="store_true", help="run the reference code once as well (minutes, 10 GB)"
    )
    parser.add_argument("--exclip-steps", type=int, default=10)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--threads", type=int)
    parser.add_argument("--out", type=Path, help="append the figures as one JSON line each")
    return parser.parse_args()


def main() -> None:
    chosen = parsed()
    if chosen.threads:
        torch.set_num_threads(chosen.threads)
    torch.manual_seed(0)
    model = open_clip.create_model(chosen.model, device=chosen.device).eval()
    encoder = pairlens.wrap(model, name=chosen.model)
    layer = tuple(chosen.layer * 2)[:2] if chosen.layer else encoder.default_layer
    device = encoder.device
    named = torch.cuda.get_device_name() if device.type == "cuda" else f"{platform.machine()} CPU"
    print(
        f"{chosen.model}, layers {layer}, {named}, {torch.get_num_threads()} threads, torch {torch.__version__}"
    )
    for tokens in chosen.tokens:
        caption = caption_of(tokens, encoder)
        ids = encoder.place(encoder.captions.read(caption)[0]["ids"])
        runs = {
            "two forward passes": forward(encoder, ids),
            f"{chosen.steps} nodes": ours(encoder, caption, layer, steps=chosen.steps),
            "auto": ours(encoder, caption, layer),
        }
        runs["two forward passes"]()  # what the model itself needs is not ours
        with Memory() as memory:
            runs["auto"]()  # the very first explanation, references included
        times = in_turn(runs, chosen.repeats, device)
        base = times["two forward passes"]
        row: dict[str, Any] = {"model": chosen.model, "layer": layer, "tokens": tokens, "machine": named}
        for name, seconds in times.items():
            ratio = statistics.median(s / b for s, b in zip(seconds, base, strict=True))
            row[name] = {"median": statistics.median(seconds), "min": min(seconds), "ratio": ratio}
            print(
                f"  {tokens} tokens  {name:20} {1e3 * statistics.median(seconds):9.1f} ms  {ratio:6.2f} x",
                flush=True,
            )
        row["MB above the forward passes"] = memory.grown
        print(f"  {tokens} tokens  memory above the forward passes {memory.grown:.0f} MB")
        if chosen.exclip and tokens == chosen.tokens[0]:
            row["reference code"] = reference_code(encoder, caption, layer, chosen.exclip_steps)
            for name, value in row["reference code"].items():
                print(f"  {name:32} {value:.4g}")
            theirs, own = row["reference code"]["exclip seconds"], row["auto"]["median"]
            print(f"  {theirs / own:.0f} x faster than exclip at N={chosen.exclip_steps}", flush=True)
        if chosen.out:
            with chosen.out.open("a") as file:
                file.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
