"""What is judged: one explained pair, by contents, so that the same pair is the same item wherever it is explained."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from jaxtyping import UInt8

from pairlens.cases.plain import Value, plain
from pairlens.result import PairAttribution
from pairlens.units import CaptionUnits, PictureUnits

ASKED = ("steps", "rule", "tol", "references", "groups", "budget", "seed", "p")
"""Settings that a person asks for. What an answer only reports (errors, device, notes) does not make another item."""

_ASKED_OF = {"shapley": ("nodes",)}
"""Likewise, of one method; other methods report under these names."""


@dataclass(frozen=True, kw_only=True)
class Side:
    """One side of a pair, small enough for a table.

    Attributes:
        kind: "caption" or "picture".
        text: The caption; empty for a picture.
        sha256: Of the pixels that the model saw (uint8, row by row, after their shape), in hexadecimal; empty for a
            caption.
        width: Of the picture that the model saw, in pixels; 0 for a caption.
        height: Likewise.
        rows: Of the grid of patches; 0 for a caption.
        cols: Likewise.
        name: What a person calls the picture, such as its file's name; may be empty.
        source: Of the picture as it came (before the model's crop): its sha256, in hexadecimal; empty if unknown.
        path: Where the picture came from, if that is kept instead of its bytes; never opened unasked.
    """

    kind: str
    text: str = ""
    sha256: str = ""
    width: int = 0
    height: int = 0
    rows: int = 0
    cols: int = 0
    name: str = ""
    source: str = ""
    path: str = ""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One explained pair, without its numbers.

    Attributes:
        id: 64 hexadecimal digits, of both sides, the model with its weights, the layers, the method and its options.
        a: The first side, usually the picture.
        b: The second side, usually the caption.
        model: Name of the encoder.
        weights: Hash of the model's weights, as `pair.settings["weights"]`; empty if the explanation tells none.
        layers: Blocks whose inputs were attributed to, (first side, second side).
        method: Name of the method.
        settings: All that the explanation says of how it was made; plain JSON.
        versions: Name and version of each package that computed it.
        score: The cosine.
        measures: Named numbers by which a collection is sorted (see `pairlens.cases.measures`).
        columns: What the user says of the pair: class, split, source, … .
    """

    id: str
    a: Side
    b: Side
    model: str
    weights: str = ""
    layers: tuple[int, int]
    method: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    score: float
    measures: Mapping[str, float] = field(default_factory=dict)
    columns: Mapping[str, Value] = field(default_factory=dict)

    @property
    def caption(self) -> str:
        """The caption; of two captions the second; empty for two pictures."""
        return self.b.text or self.a.text

    @property
    def picture(self) -> Side | None:
        """The picture; of two pictures the first; None for two captions."""
        return next((side for side in (self.a, self.b) if side.kind == "picture"), None)


def item_of(
    pair: PairAttribution,
    *,
    name: str = "",
    measures: Mapping[str, Any] | None = None,
    columns: Mapping[str, Any] | None = None,
) -> Item:
    """Describe an explained pair.

    Args:
        pair: The explanation.
        name: What a person calls its picture.
        measures: Named numbers by which a collection is sorted.
        columns: What the user says of the pair.

    Raises:
        OptionError: A column is no text, number, truth value or None.
    """
    weights = str(pair.settings.get("weights", ""))
    a, b = _side(pair.a, name), _side(pair.b, name)
    return Item(
        id=_digest(pair, a, b, weights),
        a=a,
        b=b,
        model=pair.model,
        weights=weights,
        layers=pair.layers,
        method=pair.method,
        settings=pair.settings,
        versions=pair.versions,
        score=pair.score,
        measures={key: float(value) for key, value in (measures or {}).items()},
        columns=plain(columns or {}),
    )


def pixels_hash(pixels: UInt8[np.ndarray, "height width 3"]) -> str:
    """The sha256 of a picture's shape and pixels, in hexadecimal."""
    made = hashlib.sha256(repr(pixels.shape).encode())
    made.update(np.ascontiguousarray(pixels).tobytes())
    return made.hexdigest()


def _side(units: CaptionUnits | PictureUnits, name: str) -> Side:
    if isinstance(units, CaptionUnits):
        return Side(kind="caption", text=units.text)
    return Side(
        kind="picture",
        sha256=pixels_hash(units.pixels),
        width=units.width,
        height=units.height,
        rows=units.rows,
        cols=units.cols,
        name=name,
    )


def _digest(pair: PairAttribution, a: Side, b: Side, weights: str) -> str:
    asked = {
        key: pair.settings[key] for key in (*ASKED, *_ASKED_OF.get(pair.method, ())) if key in pair.settings
    }
    sides = [[side.kind, side.text, side.sha256] for side in (a, b)]
    said = [sides, pair.model, weights, list(pair.layers), pair.method, asked]
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=True).encode()).hexdigest()
