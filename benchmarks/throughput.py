"""Cost of asking often: many pairs, many captions of one picture, every layer, larger inputs.

    python benchmarks/throughput.py many     # pairs a second beside the batched forward passes
    python benchmarks/throughput.py host     # what a pair costs beside its arithmetic: Python and calling operations
    python benchmarks/throughput.py edit     # the next caption of a picture that was asked about before
    python benchmarks/throughput.py layers   # one pair at every layer
    python benchmarks/throughput.py memory   # growth of the process with picture size and caption length

Weights are random (the cost does not depend on them). What is compared takes turns in this one process; ratios are
medians of ratios.
"""

from __future__ import annotations

import argparse
import platform
import statistics
import warnings
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import Any

import open_clip
import torch
from open_clip.model import CLIP, CLIPTextCfg, CLIPVisionCfg
from speed import Memory, caption_of, fresh, timed

import pairlens

WORDS = ["husky", "dog", "forest", "snow", "house", "river", "mountain", "child", "bridge", "lantern"]


def encoder_of(name: str, device: str, **changes: Any) -> Any:
    torch.manual_seed(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = open_clip.create_model(name, device=device, **changes).eval()
    return pairlens.wrap(model, name=name)


def machine(device: torch.device) -> str:
    named = torch.cuda.get_device_name() if device.type == "cuda" else f"{platform.machine()} CPU"
    return f"{named}, {torch.get_num_threads()} threads, torch {torch.__version__}"


def pictures(encoder: Any, count: int) -> list[torch.Tensor]:
    return [fresh(encoder.image.size[0], torch.device("cpu")) for _ in range(count)]


def captions(encoder: Any, tokens: int, count: int) -> list[str]:
    """Captions of one length that differ in their last word."""
    stem = caption_of(tokens - 1, encoder)
    return [f"{stem} {WORDS[i % len(WORDS)]}" for i in range(count)]


def ratios(base: list[float], other: list[float]) -> str:
    ratio = statistics.median(b / a for a, b in zip(base, other, strict=True))
    return f"{1e3 * statistics.median(other):9.1f} ms  {ratio:6.3f} x"


def forward(encoder: Any, images: list[Any], ids: Any, batch: int) -> None:
    """encode_image and encode_text, batch by batch."""
    with torch.no_grad():
        for at in range(0, len(images), batch):
            encoder.model.encode_image(torch.cat(images[at : at + batch]).to(encoder.device))
            encoder.model.encode_text(ids[at : at + batch])


def together(encoder: Any, images: list[Any], texts: list[str], batch: int) -> None:
    """explain_many, its results let go."""
    pairs = list(zip(images, texts, strict=True))
    for _ in pairlens.explain_many(encoder, pairs, batch=batch, progress=False):
        pass


def many(encoder: Any, chosen: argparse.Namespace) -> None:
    """explain_many beside encode_image and encode_text on the same batches."""
    device = encoder.device
    texts = captions(encoder, chosen.tokens, chosen.pairs)
    rounds: dict[str, list[float]] = {"forward": [], "explained": []}
    for _ in range(chosen.repeats + 1):
        images = pictures(encoder, chosen.pairs)
        ids = encoder.place(torch.cat([encoder.captions.read(text)[0]["ids"] for text in texts]))

        plain = partial(forward, encoder, images, ids, chosen.batch)
        explained = partial(together, encoder, images, texts, chosen.batch)
        rounds["forward"].append(timed(plain, device)[0])
        rounds["explained"].append(timed(explained, device)[0])
    base, own = rounds["forward"][1:], rounds["explained"][1:]
    share = statistics.median(a / b for a, b in zip(base, own, strict=True))
    for name, seconds in (("batched forward passes", base), ("explain_many", own)):
        print(f"  {name:24} {chosen.pairs / statistics.median(seconds):8.2f} pairs/s")
    print(f"  {share:.2f} of the forward passes' throughput ({chosen.tokens} tokens, batch {chosen.batch})")


def tiny(_: str, device: str) -> Any:
    """As many blocks and pixels as ViT-B-32, and next to no arithmetic; one thread, since calling is what counts."""
    torch.set_num_threads(1)
    torch.manual_seed(0)
    image = CLIPVisionCfg(layers=12, width=32, head_width=16, patch_size=32, image_size=224)
    model = CLIP(16, image, CLIPTextCfg(layers=12, width=32, heads=2)).eval()
    return pairlens.wrap(model.to(device), name="tiny")


def host(encoder: Any, chosen: argparse.Namespace) -> None:
    """What is left of a pair's time where the arithmetic takes none: captions of 4 to 19 tokens, pictures of 224 px."""
    device = encoder.device
    texts = [caption_of(4 + i % 16, encoder) for i in range(chosen.pairs)]
    ids = encoder.place(torch.cat([encoder.captions.read(text)[0]["ids"] for text in texts]))
    seconds: dict[str, list[float]] = {"batched forward passes": [], "explain_many": [], "explain": []}
    for _ in range(chosen.repeats + 1):
        images = pictures(encoder, chosen.pairs)

        def alone(images: Any = images) -> None:
            for image, text in zip(images, texts, strict=True):
                pairlens.explain(encoder, image, text)

        plain = partial(forward, encoder, images, ids, chosen.batch)
        explained = partial(together, encoder, images, texts, chosen.batch)
        for name, run in zip(seconds, (plain, explained, alone), strict=True):
            seconds[name].append(1e3 * timed(run, device)[0] / chosen.pairs)
    print(f"  milliseconds a pair, batch {chosen.batch}: median, least")
    for name, own in seconds.items():
        print(f"  {name:24} {statistics.median(own[1:]):8.2f} {min(own[1:]):8.2f}")


def edit(encoder: Any, chosen: argparse.Namespace) -> None:
    """Captions of one picture that was asked about before."""
    image, device = pictures(encoder, 1)[0], encoder.device
    texts = captions(encoder, chosen.tokens, chosen.repeats + 10)
    for text in texts[:10]:  # by then the picture's vectors are kept
        pairlens.explain(encoder, image, text)
    base, own = [], []
    for text in texts[10:]:
        ids = encoder.place(encoder.captions.read(text)[0]["ids"])

        def forward(ids: Any = ids) -> None:
            with torch.no_grad():
                encoder.model.encode_image(image.to(device))
                encoder.model.encode_text(ids)

        base.append(timed(forward, device)[0])
        own.append(timed(lambda text=text: pairlens.explain(encoder, image, text), device)[0])
    print(f"  two forward passes      {ratios(base, base)}")
    print(f"  the next caption        {ratios(base, own)}")


def layers(encoder: Any, chosen: argparse.Namespace) -> None:
    """One pair at every `step`-th layer, both towers at the same share of their depth."""
    text, device = caption_of(chosen.tokens, encoder), encoder.device
    ids = encoder.place(encoder.captions.read(text)[0]["ids"])
    depth, found = encoder.depth, {}

    def forward() -> None:
        with torch.no_grad():
            encoder.model.encode_image(fresh(encoder.image.size[0], device))
            encoder.model.encode_text(ids)

    forward()
    base = statistics.median(timed(forward, device)[0] for _ in range(5))
    print(f"  two forward passes {1e3 * base:9.1f} ms")
    for image in sorted({*range(chosen.first, depth[0] + 1, chosen.step), *encoder.default_layer[:1]}):
        pair = (image, min(depth[1] - 1, round(image / depth[0] * depth[1])))
        pairlens.explain(encoder, pictures(encoder, 1)[0], text, layer=pair, steps=1)  # references are kept
        seconds, found[pair] = timed(
            lambda pair=pair: pairlens.explain(encoder, pictures(encoder, 1)[0], text, layer=pair), device
        )
        paths = "/".join(found[pair].settings["path"].values())
        nodes = found[pair].settings["image"]["nodes"], found[pair].settings["text"]["nodes"]
        print(
            f"  layers {pair!s:10} {1e3 * seconds:10.1f} ms {seconds / base:8.2f} x  nodes {nodes}  {paths}",
            flush=True,
        )


def memory(chosen: argparse.Namespace) -> None:
    """Growth of the process at the first explanation, beyond what the forward passes need; each in a fresh process."""
    settings = [
        (layer, size, tokens) for layer in (None, 10) for size in (224, 336, 448) for tokens in (8, 32, 75)
    ]
    fresh_process = get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=fresh_process, max_tasks_per_child=1) as pool:
        for layer, size, tokens in settings:
            grown = pool.submit(grown_by, chosen.device, layer, size, tokens).result()
            where = "last block" if layer is None else f"layer {layer}"
            print(
                f"  {where:10}  {(size // 16) ** 2:4} patches  {tokens:3} tokens  {grown:7.0f} MB", flush=True
            )


def grown_by(device: str, layer: int | None, size: int, tokens: int) -> float:
    """MB for one setting of ViT-B-16."""
    encoder = encoder_of("ViT-B-16", device, force_image_size=size)
    text, image = caption_of(tokens, encoder), pictures(encoder, 1)[0]
    ids = encoder.place(encoder.captions.read(text)[0]["ids"])
    with torch.no_grad():
        encoder.model.encode_image(encoder.place(image))
        encoder.model.encode_text(ids)
    with Memory() as grown:
        pairlens.explain(encoder, image, text, layer=layer, steps=6)
    return grown.grown


RUNS: dict[str, Callable[[Any, argparse.Namespace], None]] = {
    "many": many,
    "host": host,
    "edit": edit,
    "layers": layers,
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=[*RUNS, "memory"])
    parser.add_argument("--model", default="ViT-B-32")
    parser.add_argument("--tokens", type=int, default=16)
    parser.add_argument("--pairs", type=int, default=64)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--first", type=int, default=0, help="the first image layer")
    parser.add_argument("--step", type=int, default=2)
    parser.add_argument("--device", default="cpu")
    chosen = parser.parse_args()
    made, chosen.model = (tiny, "a tiny encoder") if chosen.what == "host" else (encoder_of, chosen.model)
    encoder = None if chosen.what == "memory" else made(chosen.model, chosen.device)
    print(f"{chosen.what}, {chosen.model}, {machine(torch.device(chosen.device))}")
    if chosen.what == "memory":
        memory(chosen)
    else:
        RUNS[chosen.what](encoder, chosen)


if __name__ == "__main__":
    main()
