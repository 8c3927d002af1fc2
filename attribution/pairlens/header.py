"""The header of a saved explanation: all that is no array, as plain JSON, and how the arrays belong to it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
from jaxtyping import Shaped

from pairlens.naming import USUAL, kind_of, kinds_of
from pairlens.result import PairAttribution
from pairlens.units import CaptionUnits, PictureUnits, Word

FORMAT = "pairlens explanation"
VERSION = 1
"""Of a picture and a caption, in that order: every version of Pairlens reads it."""

VERSION_OF_SIDES = 2
"""Of pairs of one kind, or with the caption first: each side says what it is."""

_ARRAYS = {"interactions": "<f4", "text_effects": "<f4", "image_effects": "<f4"}
_OPTIONAL = {"standard_error": "<f4"}
_PIXELS = "|u1"
_NUMBERS = ("baseline", "score", "residual", "natural_scale", "converged", "layers", "depths")
_FIELDS = (*_NUMBERS, "method", "settings", "model", "versions")
_CAPTION = ("text", "kinds", "ids", "pieces", "spans", "words")
_PICTURE = ("kinds", "rows", "cols")


def describe(pair: PairAttribution) -> dict[str, Any]:
    """The header of an explanation."""
    a, b = _described(pair.a), _described(pair.b)
    plain = {key: getattr(pair, key) for key in _FIELDS}
    if kinds_of(pair.a, pair.b) == USUAL:
        return {"format": FORMAT, "version": VERSION, "caption": b, "picture": a, **plain}
    sides = {"a": {"kind": kind_of(pair.a), **a}, "b": {"kind": kind_of(pair.b), **b}}
    return {"format": FORMAT, "version": VERSION_OF_SIDES, **sides, **plain}


def _described(side: CaptionUnits | PictureUnits) -> dict[str, Any]:
    if isinstance(side, PictureUnits):
        return {key: getattr(side, key) for key in _PICTURE} | {"shape": side.pixels.shape}
    words = [[word.text, word.start, word.end, list(word.tokens)] for word in side.words]
    return {key: getattr(side, key) for key in _CAPTION} | {"words": words}


def _sides(header: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Both sides as saved, each with its kind, whichever version wrote them."""
    if header["version"] == VERSION:
        return {"a": {**header["picture"], "kind": "picture"}, "b": {**header["caption"], "kind": "caption"}}
    return {"a": header["a"], "b": header["b"]}


def _pixels_of(header: Mapping[str, Any]) -> dict[str, str]:
    """Name of the array of pixels, to the side that it belongs to."""
    if header["version"] == VERSION:
        return {"pixels": "a"}
    return {f"pixels_{key}": key for key in "ab" if _kind(header, key) == "picture"}


def _kind(header: Mapping[str, Any], key: str) -> object:
    side = header.get(key)
    return side.get("kind") if isinstance(side, dict) else None


def arrays_of(pair: PairAttribution) -> dict[str, Any]:
    """Each array of an explanation under the name that it has in the file."""
    sides = {"a": pair.a, "b": pair.b}
    seen = {f"pixels_{key}": side.pixels for key, side in sides.items() if isinstance(side, PictureUnits)}
    pixels = {"pixels": seen["pixels_a"]} if kinds_of(pair.a, pair.b) == USUAL else seen
    rest = {array: getattr(pair, array) for array in (*_ARRAYS, *_OPTIONAL)}
    return {**pixels, **{array: values for array, values in rest.items() if values is not None}}


def promised(header: Mapping[str, Any], members: Collection[str]) -> dict[str, tuple[str, tuple[int, ...]]]:
    """How the numbers of each array are kept, and its shape.

    Args:
        header: As read; where it makes no sense, whatever follows is raised.
        members: Names in the archive; an array that a file may lack is promised where it is there.
    """
    sides = _sides(header)
    text, image = len(sides["b"]["kinds"]), len(sides["a"]["kinds"])
    units: dict[str, tuple[int, ...]] = {"text_effects": (text,), "image_effects": (image,)}
    units |= {"interactions": (text, image), "standard_error": (text, image)}
    pixels = {
        array: tuple(int(length) for length in sides[key]["shape"])
        for array, key in _pixels_of(header).items()
    }
    there = {array: dtype for array, dtype in _OPTIONAL.items() if f"{array}.npy" in members}
    return {
        **{array: (dtype, units[array]) for array, dtype in _ARRAYS.items()},
        **{array: (_PIXELS, shape) for array, shape in pixels.items()},
        **{array: (dtype, units[array]) for array, dtype in there.items()},
    }


def build(header: Mapping[str, Any], arrays: Mapping[str, Any]) -> PairAttribution:
    """The explanation that a header and its arrays hold; where they make no sense, whatever follows is raised."""
    plain = {key: header[key] for key in _FIELDS}
    plain |= {key: tuple(plain[key]) for key in ("layers", "depths")}
    seen = _pixels_of(header)
    numbers = {array: values for array, values in arrays.items() if array not in seen}
    pixels = {side: arrays[array] for array, side in seen.items()}
    found = {key: _side(saved, pixels.get(key)) for key, saved in _sides(header).items()}
    return PairAttribution(a=found["a"], b=found["b"], **numbers, **plain)


def _side(saved: Mapping[str, Any], pixels: Shaped[np.ndarray, "..."] | None) -> CaptionUnits | PictureUnits:
    return _caption(saved) if pixels is None else _picture(saved, pixels)


def _caption(saved: Mapping[str, Any]) -> CaptionUnits:
    words = tuple(Word(text, start, end, tuple(tokens)) for text, start, end, tokens in saved["words"])
    spans = tuple((start, end) for start, end in saved["spans"])
    kinds, ids, pieces = (tuple(saved[key]) for key in ("kinds", "ids", "pieces"))
    return CaptionUnits(saved["text"], kinds, ids, pieces, spans, words)


def _picture(saved: Mapping[str, Any], pixels: Shaped[np.ndarray, "..."]) -> PictureUnits:
    return PictureUnits(pixels, tuple(saved["kinds"]), saved["rows"], saved["cols"])
