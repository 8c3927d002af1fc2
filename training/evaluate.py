"""Try the shipped weights on test scenes and print the table of the model card.

    python training/evaluate.py
    python training/evaluate.py --weights runs/first/embedded.safetensors --split dev --hundreds 3

Pictures and captions go the way that a user's go: through the shipped preprocessing, tokenizer and full token table.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image
from torch.nn.functional import normalize

from pairlens.encoders.embedded import WEIGHTS, load_embedded
from trial import score, trials

NAMES = {
    "retrieval": "retrieval among 100",
    "attribute": "pairs: one colour or texture differs",
    "kind": "pairs: one kind differs",
    "relation": "pairs: the relation differs",
    "order": "pairs: swapped attributes",
}

SMALL = 2
"""Groups of this size are pairs, where it makes sense to ask whether the whole pair is right."""


def encoder(weights: Path) -> Callable[[np.ndarray, list[str]], tuple[np.ndarray, np.ndarray]]:
    """Pictures and captions to unit vectors, by open_clip's own forward passes."""
    model, preprocess, tokenizer = load_embedded(weights)

    def picture_vectors(images: np.ndarray) -> torch.Tensor:
        return normalize(
            model.encode_image(torch.stack([preprocess(Image.fromarray(i)) for i in images])), dim=-1
        )

    def encode(images: np.ndarray, texts: list[str]) -> tuple[np.ndarray, np.ndarray]:
        with torch.inference_mode():
            pictures = [picture_vectors(images[i : i + 50]) for i in range(0, len(images), 50)]
            captions = [
                normalize(model.encode_text(tokenizer(texts[i : i + 50])), dim=-1)
                for i in range(0, len(texts), 50)
            ]
        return torch.cat(pictures).numpy(), torch.cat(captions).numpy()

    return encode


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--weights", type=Path, default=WEIGHTS / "embedded.safetensors")
    parser.add_argument("--split", default="test", choices=("dev", "test"))
    parser.add_argument("--hundreds", type=int, default=10, help="hundreds of scenes for each trial")
    parser.add_argument("--workers", type=int, default=2, help="processes that draw")
    return parser.parse_args()


def row(*cells: object) -> str:
    """A line of a Markdown table, shares as percentages."""
    return "| " + " | ".join(f"{100 * c:.1f} %" if isinstance(c, float) else str(c) for c in cells) + " |"


def main() -> None:
    """Print the table."""
    args = options()
    encode = encoder(args.weights)
    with ProcessPoolExecutor(args.workers) as executor:
        tests = trials(args.split, args.hundreds, executor)
    print(row("trial", "scenes", "image → text", "text → image", "whole pair right"))
    print(row(*["---"] * 5))
    for trial in tests:
        shares: dict[str, Any] = dict(score(trial, encode))
        if trial.group > SMALL:
            shares["both"] = "—"
        print(row(NAMES[trial.name], len(trial.images), *shares.values()), flush=True)


if __name__ == "__main__":
    main()
