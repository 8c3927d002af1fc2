"""Numbers that Python and the view must agree on. Run as a script, it writes the files anew."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import numpy as np

import samples
from pairlens.regions import place_words
from pairlens_widget.payload import matrix_bytes, pair_payload

ROOT = Path(__file__).resolve().parents[1]
FILES = ROOT / "js" / "tests" / "agreed"
NAMES = ("husky", "oblong", "trouble", "special")
"""Samples that are compared; see `samples.py`."""


def expected(name: str) -> dict[str, Any]:
    """What Python sends for a sample, and what it computes from it."""
    pair = getattr(samples, name)()
    tops = pair.top_pairs()
    mask = np.zeros(pair.picture.rows * pair.picture.cols)
    mask[list(tops[0].cells)] = 1
    region = mask.reshape(pair.picture.rows, pair.picture.cols)
    return {
        "pair": pair_payload(pair),
        "matrix": base64.b64encode(matrix_bytes(pair)).decode(),
        "heatmaps": [pair.heatmap(phrase.tokens).ravel().tolist() for phrase in pair.phrases],
        "token_scores": pair.token_scores(region).tolist(),
        "top_pairs": [
            {"value": top.value, "share": top.share, "focus": top.focus, "place": top.place} for top in tops
        ],
        "places": [place_words([cell], pair.picture.rows, pair.picture.cols) for cell in range(len(mask))],
    }


def write() -> None:
    """Write one file per sample, for the view's own tests."""
    FILES.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        text = json.dumps(expected(name), separators=(",", ":"))
        (FILES / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
