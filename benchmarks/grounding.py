"""Do explanations of the embedded model point at what the words name? Against the exact masks of drawn scenes.

Three-object scenes, every object at most a tenth of the picture, a caption that names all three. For each phrase:

- pointing: does the strongest cell of its heat map show the object (the mask covers at least half of the cell, or,
  for objects so thin or hidden that it covers half of none, the cell is among the most covered)?
- energy: the share of positive attribution that falls on the object's pixels.

per pair of layers (image, text), beside chance and patch-text cosine similarity; and once more for a phrase with the
mean of the caption's other phrases subtracted. `--split dev` is for choosing, `--split test` for reporting.

    python benchmarks/grounding.py --split test --items 200
"""

from __future__ import annotations

import argparse
import json
import platform
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tqdm import tqdm

import pairlens
from pairlens import scenes
from pairlens.methods.asking import Asked
from pairlens.methods.how import How
from pairlens.methods.jacobians import Jacobians

Scores = dict[str, float]


def coverage(mask: np.ndarray, grid: tuple[int, int]) -> np.ndarray:
    """Share of each cell that the mask covers."""
    rows, cols = grid
    height, wide = mask.shape
    return mask.reshape(rows, height // rows, cols, wide // cols).mean((1, 3))


def is_on(cover: np.ndarray) -> np.ndarray:
    """Cells that count as showing the object."""
    return cover >= min(0.5, float(cover.max()))


def smoothed(heat: np.ndarray) -> np.ndarray:
    """Mean over 3 × 3 cells, edges repeated."""
    padded = np.pad(heat, 1, mode="edge")
    return np.mean(
        [padded[i : i + heat.shape[0], j : j + heat.shape[1]] for i in range(3) for j in range(3)], 0
    )


def judge(heat: np.ndarray, cover: np.ndarray) -> Scores:
    """Pointing, with and without smoothing, and energy of one heat map."""
    positive = np.clip(heat, 0, None)
    on = is_on(cover)
    return {
        "pointing": float(on.flat[heat.argmax()]),
        "pointing 3x3": float(on.flat[smoothed(heat).argmax()]),
        "touching": float(cover.flat[heat.argmax()] > 0),
        "energy": float((positive * cover).sum() / positive.sum()) if positive.sum() > 0 else 0.0,
    }


def contrasted(heats: np.ndarray) -> np.ndarray:
    """Each phrase's map with the mean of the other phrases' maps subtracted."""
    total = heats.sum(0)
    return heats - (total - heats) / (len(heats) - 1)


class Item:
    """One scene, its caption, and what is asked of it."""

    def __init__(self, encoder: Any, seed: int, split: str) -> None:
        self.scene, self.caption = scenes.grounding_item(seed, split)
        self.encoder = encoder
        units = encoder.captions.units(self.caption.text, encoder.captions.read(self.caption.text)[0], 0)
        self.layout = encoder.image.layout({}, 0)
        self.grid = self.layout.grid
        self.rows = [
            [j for j, (a, b) in enumerate(units.spans) if phrase.span[0] <= a < b <= phrase.span[1]]
            for phrase in self.caption.phrases
        ]
        self.covers = [coverage(phrase.mask, self.grid) for phrase in self.caption.phrases]

    def heats(
        self, image_layers: list[int], text_layers: list[int], how: How
    ) -> dict[tuple[int, int], np.ndarray]:
        """Heat maps (phrases, rows, cols) per pair of layers; a phrase's vector is pulled back once, as a sum."""
        e, found = self.encoder, {}
        with e.borrowed():
            sums = []
            for layer in text_layers:
                asked = Asked.of(e, "caption", self.caption.text, layer)
                columns = Jacobians().side(e, asked).columns(how)
                sums.append(torch.stack([columns[rows].sum(0) for rows in self.rows]))
            for layer in image_layers:
                side = Jacobians().side(e, Asked.of(e, "picture", self.scene.image, layer))
                pulled = side.products(how, torch.cat(sums)).float().cpu().numpy()
                maps = pulled.reshape(len(text_layers), len(self.rows), -1)
                for text, heat in zip(text_layers, maps, strict=True):
                    patches = heat[:, [k == "patch" for k in self.layout.kinds]]
                    found[layer, text] = patches.reshape(len(self.rows), *self.grid)
        e.forget()
        return found

    def cosines(self) -> np.ndarray:
        """Patch-text cosine similarity: patches through the final norm and projection, phrases encoded alone."""
        e = self.encoder
        visual = e.model.visual
        with torch.no_grad():
            inputs = Asked.of(e, "picture", self.scene.image, e.image.depth).inputs
            units = e.image.features(inputs, e.image.depth)[0]
            patches = torch.nn.functional.normalize(visual.ln_post(units[1:]) @ visual.proj, dim=-1)
            ids = torch.cat(
                [e.captions.read("a " + phrase.text)[0]["ids"] for phrase in self.caption.phrases]
            )
            texts = torch.nn.functional.normalize(e.model.encode_text(e.place(ids)), dim=-1)
        return (texts @ patches.T).float().cpu().numpy().reshape(len(texts), *self.grid)


def add(
    table: dict[str, dict[str, list[float]]], name: str, heats: np.ndarray, covers: list[np.ndarray]
) -> None:
    for heat, cover in zip(heats, covers, strict=True):
        for key, value in judge(heat, cover).items():
            table[name][key].append(value)


def measure(encoder: Any, chosen: argparse.Namespace) -> dict[str, Scores]:
    """Every row of the table: mean scores by name."""
    how = How.of(steps=chosen.steps)
    table: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for seed in tqdm(range(chosen.first, chosen.first + chosen.items), mininterval=10):
        item = Item(encoder, seed, chosen.split)
        for cover in item.covers:
            table["chance"]["pointing"].append(float(is_on(cover).mean()))
            table["chance"]["pointing 3x3"].append(float(is_on(cover).mean()))
            table["chance"]["touching"].append(float((cover > 0).mean()))
            table["chance"]["energy"].append(float(cover.mean()))
        cosines = item.cosines()
        add(table, "patch-text cosine", cosines, item.covers)
        add(table, "patch-text cosine, others subtracted", contrasted(cosines), item.covers)
        for (image, text), heats in item.heats(chosen.image, chosen.text, how).items():
            add(table, f"image {image}, text {text}", heats, item.covers)
            add(table, f"image {image}, text {text}, others subtracted", contrasted(heats), item.covers)
    return {name: {k: float(np.mean(v)) for k, v in row.items()} for name, row in table.items()}


def machine(device: Any) -> str:
    """What this was measured on."""
    place = (
        torch.cuda.get_device_name(device)
        if device.type == "cuda"
        else platform.processor() or platform.machine()
    )
    return f"{place}, torch {torch.__version__}, {torch.get_num_threads()} threads"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--split", choices=["dev", "test"], default="dev")
    parser.add_argument("--items", type=int, default=100)
    parser.add_argument("--first", type=int, default=0, help="first seed")
    parser.add_argument("--image", type=int, nargs="*", help="image layers; default all")
    parser.add_argument("--text", type=int, nargs="*", help="text layers; default all")
    parser.add_argument("--steps", default="auto", type=lambda s: s if s == "auto" else int(s))
    parser.add_argument("--device")
    parser.add_argument("--out", type=Path, help="write the table as JSON")
    chosen = parser.parse_args()
    encoder = pairlens.load_encoder("embedded", device=chosen.device)
    chosen.image = list(range(encoder.depth[0] + 1)) if chosen.image is None else chosen.image
    chosen.text = list(range(encoder.depth[1] + 1)) if chosen.text is None else chosen.text
    start = time.perf_counter()
    table = measure(encoder, chosen)
    print(f"{chosen.items} {chosen.split} scenes from seed {chosen.first}, steps={chosen.steps}; ", end="")
    print(f"{machine(encoder.device)}; {time.perf_counter() - start:.0f} s")
    print(f"{'':44} pointing 3x3      touching energy")
    for name, row in table.items():
        figures = [row[key] for key in ("pointing", "pointing 3x3", "touching", "energy")]
        print(f"{name:44} " + "    ".join(f"{figure:.3f}" for figure in figures))
    if chosen.out:
        chosen.out.write_text(json.dumps(table, indent=1))


if __name__ == "__main__":
    main()
