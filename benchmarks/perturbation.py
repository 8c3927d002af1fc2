"""Every method side by side on drawn scenes: does it point at what a phrase names, and what does it cost?

Three-object scenes with exact masks and a caption that names all three (`grounding.py`, whose judge serves here). A
phrase's map is the sum of its tokens' maps. For each method: pointing (is the strongest cell on the object?), pointing
after 3 × 3 smoothing, energy (share of positive attribution on the object), pointing with the mean of the caption's
other phrases subtracted, encodings of pictures (perturbing methods), and seconds for one pair with nothing kept from
another.

Sampled methods are asked at several budgets; their standard error is stated against the spread of their cells. Methods
that read features are asked at each of the image layers given; perturbing ones know no layer.

    OMP_NUM_THREADS=1 python benchmarks/perturbation.py --split test --items 50
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from grounding import contrasted, coverage, is_on, judge, machine
from tqdm import tqdm

import pairlens
from pairlens import progress, scenes

FEATURES = ("gradient_input", "integrated_gradients", "grad_cam", "attention", "grad_eclip")
COLUMNS = (
    "pointing",
    "pointing 3x3",
    "energy",
    "contrasted",
    "contrasted 3x3",
    "encodings",
    "seconds",
    "error",
)
Question = tuple[str, str, dict[str, Any]]


def questions(chosen: argparse.Namespace) -> list[Question]:
    """What is asked of every pair: name of the row, method, options."""
    asked: list[Question] = [("occlusion", "occlusion", {})]
    asked += [
        (f"occlusion, {side} × {side} groups", "occlusion", {"groups": (side, side)})
        for side in chosen.groups
    ]
    for budget in chosen.budgets:
        options = {"budget": (budget, 2048)}
        asked += [(f"{method}, budget {budget}", method, options) for method in ("banzhaf", "shapley")]
        for side in chosen.groups:
            asked.append(
                (
                    f"banzhaf, budget {budget}, {side} × {side} groups",
                    "banzhaf",
                    options | {"groups": (side, side)},
                )
            )
    asked.append(("maskclip", "maskclip", {}))
    for layer in chosen.image:
        options = {"layer": (layer, chosen.text)}
        asked += [(f"{method}, image layer {layer}", method, options) for method in (*FEATURES, "jacobians")]
    return [row for row in asked if not chosen.only or row[1] in chosen.only]


def ask(
    encoder: Any, picture: Any, caption: str, method: str, options: dict[str, Any]
) -> tuple[Any, int, float]:
    """The answer, how many pictures were encoded for it, and how long it took."""
    counts: dict[str, int] = defaultdict(int)

    def hear(what: str, done: int, total: int) -> None:
        counts[what] += total * (done == total)

    encoder.forget()
    start = time.perf_counter()
    with progress.listening(hear):
        pair = pairlens.explain(encoder, picture, caption, method=method, **options)
    return pair, counts["picture encodings"], time.perf_counter() - start


def resized(heat: np.ndarray, grid: tuple[int, int]) -> np.ndarray:
    """A coarser map on the fine grid, each cell repeated."""
    rows, cols = (np.arange(n) * m // n for n, m in zip(grid, heat.shape, strict=True))
    return heat[np.ix_(rows, cols)]


def phrase_heats(pair: Any, phrases: Any, grid: tuple[int, int]) -> np.ndarray:
    """One map for each of the caption's phrases."""
    spans = [pair.caption.spans[row] for row in pair.caption.content]
    heats = []
    for phrase in phrases:
        tokens = [j for j, (a, b) in enumerate(spans) if phrase.span[0] <= a < b <= phrase.span[1]]
        heats.append(resized(pair.heatmap(tokens), grid))
    return np.stack(heats)


def noise(pair: Any) -> float:
    """Standard error of a cell against the spread of the cells."""
    if pair.standard_error is None:
        return float("nan")
    cells = np.ix_(pair.caption.content, pair.picture.content)
    return float(np.sqrt(np.mean(pair.standard_error[cells] ** 2)) / pair.interactions[cells].std())


def add(
    table: dict[str, dict[str, list[float]]], name: str, heats: np.ndarray, covers: list[np.ndarray]
) -> None:
    for heat, apart, cover in zip(heats, contrasted(heats), covers, strict=True):
        own, other = judge(heat, cover), judge(apart, cover)
        for key in ("pointing", "pointing 3x3", "energy"):
            table[name][key].append(own[key])
        table[name]["contrasted"].append(other["pointing"])
        table[name]["contrasted 3x3"].append(other["pointing 3x3"])


def measure(encoder: Any, chosen: argparse.Namespace) -> dict[str, dict[str, float]]:
    """Every row of the table: mean scores and costs by name."""
    table: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    grid = encoder.image.layout({}, 0).grid
    asked = questions(chosen)
    bar = tqdm(total=chosen.items * len(asked), mininterval=10)
    for seed in range(chosen.first, chosen.first + chosen.items):
        scene, caption = scenes.grounding_item(seed, chosen.split)
        covers = [coverage(phrase.mask, grid) for phrase in caption.phrases]
        for cover in covers:
            table["chance"]["pointing"].append(float(is_on(cover).mean()))
            table["chance"]["energy"].append(float(cover.mean()))
        for name, method, options in asked:
            pair, encodings, seconds = ask(encoder, scene.image, caption.text, method, options)
            add(table, name, phrase_heats(pair, caption.phrases, grid), covers)
            table[name]["encodings"].append(encodings)
            table[name]["seconds"].append(seconds)
            table[name]["error"].append(noise(pair))
            bar.update()
    return {name: {k: float(np.mean(v)) for k, v in row.items()} for name, row in table.items()}


def said(row: dict[str, float], key: str) -> str:
    value = row.get(key, float("nan"))
    if not np.isfinite(value) or (key == "encodings" and not value):
        return "-"
    return f"{value:.0f}" if key == "encodings" else f"{value:.3f}" if key != "seconds" else f"{value:.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--split", choices=["dev", "test"], default="dev")
    parser.add_argument("--items", type=int, default=10)
    parser.add_argument("--first", type=int, default=0, help="first seed")
    parser.add_argument(
        "--budgets", type=int, nargs="*", default=[512, 1024, 2048], help="encodings of pictures"
    )
    parser.add_argument("--groups", type=int, nargs="*", default=[7], help="sides of coarser grids")
    parser.add_argument(
        "--image", type=int, nargs="*", help="image layers; default 0, 2 and the encoder's own"
    )
    parser.add_argument("--text", type=int, default=0, help="text layer")
    parser.add_argument("--only", nargs="*", help="methods; default all")
    parser.add_argument("--device")
    parser.add_argument("--out", type=Path, help="write the table as JSON")
    chosen = parser.parse_args()
    encoder = pairlens.load_encoder("embedded", device=chosen.device)
    chosen.image = sorted({0, 2, encoder.default_layer[0]}) if chosen.image is None else chosen.image
    start = time.perf_counter()
    table = measure(encoder, chosen)
    print(
        f"{chosen.items} {chosen.split} scenes from seed {chosen.first}; {machine(encoder.device)}; ", end=""
    )
    print(f"{time.perf_counter() - start:.0f} s")
    print(f"{'':40}" + "".join(f"{key:>15}" for key in COLUMNS))
    for name, row in table.items():
        print(f"{name:40}" + "".join(f"{said(row, key):>15}" for key in COLUMNS))
    if chosen.out:
        chosen.out.write_text(json.dumps(table, indent=1))


if __name__ == "__main__":
    main()
