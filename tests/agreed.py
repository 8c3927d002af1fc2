"""Numbers that Python and the view must agree on. Run as a script, it writes the files anew."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import numpy as np

import galleries
import samples
from pairlens.colour import MAPS, PINS
from pairlens.latex import seen_latex
from pairlens.pairs import Part
from pairlens.regions import place_words
from pairlens.result import PairAttribution
from pairlens.scales import locked_limit
from pairlens.units import CaptionUnits, PictureUnits
from pairlens_widget.choices import counts
from pairlens_widget.looks import CHOICES, PLAIN
from pairlens_widget.payload import listed_pairs, matrix_bytes, pair_payload
from pairlens_widget.seeing import seen

ROOT = Path(__file__).resolve().parents[1]
FILES = ROOT / "js" / "tests" / "agreed"
NAMES = ("husky", "oblong", "trouble", "special", "captions", "pictures", "turned")
"""Samples that are compared; see `samples.py`."""


def expected(name: str) -> dict[str, Any]:
    """What Python sends for a sample, and what it computes from it."""
    pair = getattr(samples, name)()
    tops = listed_pairs(pair)
    parts = {"a": [top.a for top in tops], "b": [top.b for top in tops]}
    return {
        "pair": pair_payload(pair),
        "matrix": base64.b64encode(matrix_bytes(pair)).decode(),
        "given": {
            "a": [pair.given_a(_selection(pair.a, part)).ravel().tolist() for part in parts["a"]],
            "b": [pair.given_b(_selection(pair.b, part)).ravel().tolist() for part in parts["b"]],
        },
        "top_pairs": [
            {"value": top.value, "share": top.share, "focus": top.focus, "a": top.a.text, "b": top.b.text}
            for top in tops
        ],
        "places": {"a": _places(pair.a), "b": _places(pair.b)},
    }


def _selection(side: CaptionUnits | PictureUnits, part: Part) -> Any:
    """A part as `given_a` and `given_b` take it."""
    if isinstance(side, CaptionUnits):
        return list(part.units)
    mask = np.zeros(side.rows * side.cols)
    mask[list(part.units)] = 1
    return mask.reshape(side.rows, side.cols)


def _places(side: CaptionUnits | PictureUnits) -> list[str]:
    """What every cell's place is called; nothing for a caption."""
    if isinstance(side, CaptionUnits):
        return []
    return [place_words([cell], side.rows, side.cols) for cell in range(side.rows * side.cols)]


def looks() -> dict[str, Any]:
    """What a look is, in Python."""
    return {"plain": PLAIN, "choices": {name: list(words) for name, words in CHOICES.items()}}


def exports() -> dict[str, Any]:
    """What Python writes of each sample that the view writes, too, and the colours and scales that both draw with."""
    return {
        "maps": {name: {"against": ends[0], "for": ends[1]} for name, ends in MAPS.items()},
        "pins": PINS,
        "samples": {name: _export(getattr(samples, name)()) for name in NAMES},
    }


def _export(pair: PairAttribution) -> dict[str, Any]:
    lines = pair.to_csv().splitlines()
    chosen = {trait: [0, 2, 3] for trait in counts(pair)}
    look = {"map": "green-purple", "flipped": True}
    states: list[dict[str, Any]] = [{}, chosen, {**chosen, "look": {**look, "locked": False, "robust": True}}]
    return {
        "csv": {"count": len(lines), "first": lines[:40], "last": lines[-1]},
        "latex": [seen_latex(pair, seen(pair, state)) for state in states] if _has_words(pair) else [],
        "limits": [
            [
                locked_limit(pair, side, count, robust=robust)
                for robust in (False, True)
                for count in (1, 5, 999)
            ]
            for side in (0, 1)
        ],
    }


def _has_words(pair: PairAttribution) -> bool:
    return isinstance(pair.a, CaptionUnits) or isinstance(pair.b, CaptionUnits)


def write() -> None:
    """Write one file per sample, for the view's own tests."""
    FILES.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        text = json.dumps(expected(name), separators=(",", ":"))
        (FILES / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    (FILES / "exports.json").write_text(json.dumps(exports()) + "\n", encoding="utf-8")
    (FILES / "gallery.json").write_text(json.dumps(galleries.agreed(), indent=1) + "\n", encoding="utf-8")
    (FILES / "look.json").write_text(json.dumps(looks()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
