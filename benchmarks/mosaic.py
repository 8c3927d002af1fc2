"""The pointing game of FIxLIP (Baniecki et al., NeurIPS 2025) on mosaics of drawn scenes.

Four scenes of one object each, of four kinds and four colours, are put together 2 × 2, and a caption names one to four
of them. Score of a phrase: the share of its absolute attribution that is positive in its own tile or negative in the
others. Chance is about a half. It asks for less than a peak inside an object's mask, and for more than one picture at
once.

    python benchmarks/mosaic.py --items 40
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from typing import Any

import numpy as np
from PIL import Image
from tqdm import tqdm

import pairlens
from pairlens import scenes

METHODS: dict[str, tuple[str, dict[str, Any]]] = {
    "jacobians, default layers": ("jacobians", {}),
    "jacobians, last blocks": ("jacobians", {"layer": (5, 3)}),
    "occlusion": ("occlusion", {}),
    "banzhaf, 256 encodings": ("banzhaf", {"budget": (256, 256)}),
}


def mosaic(seed: int) -> tuple[np.ndarray, list[str]]:
    """The picture (224, 224, 3), and what its tiles show, in reading order."""
    tiles: list[scenes.Scene] = []
    at = 1000 * seed
    while len(tiles) < 4:
        scene = scenes.sample(at, "test", objects=1)
        at += 1
        thing = scene.objects[0]
        taken = {word for tile in tiles for word in (tile.objects[0].kind, tile.objects[0].colour)}
        if not taken & {thing.kind, thing.colour}:
            tiles.append(scene)
    small = [
        np.asarray(Image.fromarray(tile.image).resize((112, 112), Image.Resampling.LANCZOS)) for tile in tiles
    ]
    picture = np.concatenate([np.concatenate(small[:2], 1), np.concatenate(small[2:], 1)])
    return picture, [f"{tile.objects[0].colour} {tile.objects[0].kind}" for tile in tiles]


def score(heat: np.ndarray, tile: int) -> float:
    """Share of absolute attribution with the right sign, (rows, cols) in four equal tiles."""
    rows, cols = heat.shape[0] // 2, heat.shape[1] // 2
    row, col = divmod(tile, 2)
    own = np.zeros(heat.shape, dtype=bool)
    own[row * rows : (row + 1) * rows, col * cols : (col + 1) * cols] = True
    right = heat[own].clip(min=0).sum() - heat[~own].clip(max=0).sum()
    return float(right / np.abs(heat).sum())


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--items", type=int, default=40)
    parser.add_argument("--device", default="cpu")
    chosen = parser.parse_args()
    encoder = pairlens.load_encoder("embedded", device=chosen.device)
    scores: dict[tuple[str, int], list[float]] = defaultdict(list)
    seconds: dict[str, list[float]] = defaultdict(list)
    for seed in tqdm(range(chosen.items)):
        picture, names = mosaic(seed)
        order = np.random.default_rng(seed).permutation(4)
        for named in range(1, 5):
            caption = " and ".join(f"a {names[tile]}" for tile in order[:named])
            for row, (method, options) in METHODS.items():
                encoder.forget()
                start = time.perf_counter()
                pair = pairlens.explain(encoder, picture, caption, method=method, **options)
                seconds[row].append(time.perf_counter() - start)
                scores[row, named] += [score(pair.heatmap(names[tile]), tile) for tile in order[:named]]
    print(
        f"| {chosen.items} mosaics, pictures named | 1 | 2 | 3 | 4 | seconds a pair |\n|---|---|---|---|---|---|"
    )
    for row in METHODS:
        cells = " | ".join(f"{np.mean(scores[row, named]):.3f}" for named in range(1, 5))
        print(f"| {row} | {cells} | {np.median(seconds[row]):.2f} |")


if __name__ == "__main__":
    main()
