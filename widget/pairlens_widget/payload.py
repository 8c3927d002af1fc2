"""What the view is told about an explanation: one JSON object, one float32 matrix, the pictures."""

from __future__ import annotations

import io
from itertools import accumulate
from typing import Any

import numpy as np
from PIL import Image

from pairlens import PairAttribution
from pairlens.captions import phrases_of
from pairlens.naming import explanations
from pairlens.pairs import TopPair
from pairlens.units import CaptionUnits, PictureUnits

VERSION = 3
"""Version of what `pair_payload` returns; the view reads this one and says so when it meets another."""

LISTED = 6
"""How many of the strongest pairs of either sign the view is told."""


def pair_payload(pair: PairAttribution) -> dict[str, Any]:
    """Everything but the matrix and the pictures, as plain JSON; names are those of `PairAttribution`.

    Args:
        pair: An explanation. Spans of words count UTF-16 units here, because browsers count so.
    """
    ledger = pair.ledger
    return {
        "version": VERSION,
        "a": _side(pair.a),
        "b": _side(pair.b),
        "top_pairs": _top_pairs(pair),
        "ledger": {
            "rows": _ledger_rows(pair),
            "score": ledger.score,
            "residual": ledger.residual,
            "natural_scale": ledger.natural_scale,
            "mass": ledger.mass._asdict(),
            "exact": ledger.exact,
        },
        "converged": pair.converged,
        "unknown_words": list(pair.settings.get("unknown_words", [])),
        "notes": list(pair.settings.get("notes", [])),
        "layers": list(pair.layers),
        "depths": list(pair.depths),
        "model": pair.model,
        "method": pair.method,
        **({"options": options} if (options := _options(pair)) else {}),
    }


_USUAL: dict[str, Any] = {
    "steps": "auto",
    "rule": "gauss-legendre",
    "tol": 1e-3,
    "groups": None,
    "budget": [1024, 1024],
    "seed": 0,
    "p": 0.5,
    "references": {"image": "mean", "text": "padding"},
}
"""Options of methods that a result's settings tell, as they are unless a person sets them."""


def _options(pair: PairAttribution) -> dict[str, Any]:
    """The options that an explanation was asked for with, as far as its settings tell; what is usual is left out."""
    settings = pair.settings
    return {name: settings[name] for name, usual in _USUAL.items() if settings.get(name, usual) != usual}


def matrix_bytes(pair: PairAttribution) -> bytes:
    """Interactions (units of b, units of a) as little-endian float32, without the zero rows at the end."""
    used = np.flatnonzero(pair.interactions.any(axis=1))
    sent = pair.interactions[: int(used[-1]) + 1 if used.size else 1]
    return sent.astype("<f4").tobytes()


def picture_bytes(side: CaptionUnits | PictureUnits) -> bytes:
    """A picture exactly as the model saw it, as PNG; nothing for a caption."""
    if isinstance(side, CaptionUnits):
        return b""
    buffer = io.BytesIO()
    Image.fromarray(side.pixels).save(buffer, "PNG")
    return buffer.getvalue()


def _side(side: CaptionUnits | PictureUnits) -> dict[str, Any]:
    return _caption(side) if isinstance(side, CaptionUnits) else _picture(side)


def _caption(caption: CaptionUnits) -> dict[str, Any]:
    offsets = _utf16_offsets(caption.text)
    return {
        "kind": "caption",
        "text": caption.text,
        "kinds": list(caption.kinds),
        "pieces": list(caption.pieces),
        "spans": [[offsets[a], offsets[b]] if a >= 0 else [a, b] for a, b in caption.spans],
        "words": [
            {
                "text": word.text,
                "start": offsets[word.start],
                "end": offsets[word.end],
                "tokens": list(word.tokens),
            }
            for word in caption.words
        ],
        "phrases": [{"text": phrase.text, "tokens": list(phrase.tokens)} for phrase in phrases_of(caption)],
    }


def _picture(picture: PictureUnits) -> dict[str, Any]:
    return {
        "kind": "picture",
        "width": picture.width,
        "height": picture.height,
        "kinds": list(picture.kinds),
        "rows": picture.rows,
        "cols": picture.cols,
    }


def _ledger_rows(pair: PairAttribution) -> list[dict[str, Any]]:
    """The ledger's lines, each under the name of its field, by which the view knows what it is about."""
    keys = (*explanations(pair.ledger.kinds), "residual")
    return [{"key": key, **row._asdict()} for key, row in zip(keys, pair.ledger.rows(), strict=True)]


def listed_pairs(pair: PairAttribution) -> list[TopPair]:
    """The strongest pairs for and the strongest against, so that either list is full; the strongest of all first."""
    both = [*pair.top_pairs(LISTED, 1), *pair.top_pairs(LISTED, -1)]
    return sorted(both, key=lambda top: -abs(top.value))


def _top_pairs(pair: PairAttribution) -> list[dict[str, Any]]:
    return [
        {"a": list(top.a.units), "b": list(top.b.units), "value": top.value} for top in listed_pairs(pair)
    ]


def _utf16_offsets(text: str) -> list[int]:
    """Where each character begins, and the text ends, in UTF-16 units."""
    lengths = (len(char.encode("utf-16-le", "surrogatepass")) // 2 for char in text)
    return list(accumulate(lengths, initial=0))
