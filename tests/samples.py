"""Seeded sample results, made without a model, for everybody's tests.

They look like what a class-token transformer with a causal text tower gives: 77 text units, one class unit
before the patches, padding rows of zeros.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import Any

import numpy as np

from pairlens.captions import caption_units
from pairlens.result import PairAttribution
from pairlens.units import CaptionUnits, PictureUnits
from pairlens.words import word_spans

HUSKY = "a white husky and a black dog running in a snow covered forest ."
"""Where `husky()` puts its phrases: "white husky" upper left, "black dog" lower right."""

TROUBLE = '<script>alert("x")</script> & a 🐶👩🏽‍🚀 dog\'s “bone”, שלום 黒い犬'
"""A caption of everything that spoils carelessly made views."""

PLACES = {"husky": (0.3, 0.3), "dog": (0.68, 0.7), "forest": (0.1, 0.5)}
"""Centre (down, across) of what a word means in `picture()`, as shares of the picture."""

ELSEWHERE = {"husky": (0.6, 0.8), "dog": (0.55, 0.2), "forest": (0.1, 0.5)}
"""Where the second picture of `pictures()` has the same things."""

NAP = "a black dog sleeps beside a white cat"
"""The second caption of `captions()`: "black dog" is in both."""


def caption(text: str = HUSKY, context: int | None = 77) -> CaptionUnits:
    """Text units of a caption: a token per word, two for words of five letters; begin, end, padding."""
    spans: list[tuple[int, int]] = []
    for start, end in word_spans(text):
        middle = start + 3 if end - start == 5 else end
        spans += [(start, middle)] + [(middle, end)] * (middle < end)
    spans = spans[: context - 2] if context else spans
    padding = context - 2 - len(spans) if context else 0
    kinds = ["begin", *["content"] * len(spans), "end", *["padding"] * padding]
    pieces = ["[begin]", *[text[a:b] for a, b in spans], "[end]", *["[padding]"] * padding]
    ids = [1, *[3 + zlib.crc32(text[a:b].casefold().encode()) % 997 for a, b in spans], 2, *[0] * padding]
    return caption_units(text, kinds, ids, pieces, [(-1, -1), *spans, (-1, -1), *[(-1, -1)] * padding])


def picture(
    rows: int = 7,
    cols: int = 7,
    height: int = 224,
    width: int = 224,
    *,
    class_unit: bool = True,
    places: Mapping[str, tuple[float, float]] = PLACES,
) -> PictureUnits:
    """Image units of a snowy scene: a pale blob and a dark one, upper left and lower right."""
    y, x = np.meshgrid((np.arange(height) + 0.5) / height, (np.arange(width) + 0.5) / width, indexing="ij")
    pixels = np.stack([150 + 70 * y, 170 + 60 * y, 200 + 35 * y], axis=-1)
    pixels[y < 0.22 + 0.05 * np.sin(14 * x)] = (52, 84, 70)
    for (down, across), colour in ((places["husky"], (247, 244, 238)), (places["dog"], (38, 33, 36))):
        pixels[((y - down) / 0.17) ** 2 + ((x - across) / 0.2) ** 2 < 1] = colour
    return PictureUnits(
        pixels.astype(np.uint8), ("class",) * class_unit + ("patch",) * (rows * cols), rows, cols
    )


def pair(
    text: str = HUSKY,
    *,
    rows: int = 7,
    cols: int = 7,
    height: int = 224,
    width: int = 224,
    seed: int = 0,
    context: int | None = 77,
    class_unit: bool = True,
    strength: float = 1.0,
    special: float = 0.3,
    **changes: Any,
) -> PairAttribution:
    """A result; words in `PLACES` (and what comes right before them) point at their places.

    Args:
        strength: Scale of all interactions; 0 makes every number but the score's residual zero.
        special: Share of the mass that lies on special units.
        changes: Fields of `PairAttribution` to set instead.
    """
    units, seen = caption(text, context), picture(rows, cols, height, width, class_unit=class_unit)
    random = np.random.default_rng(seed)
    interactions = _interactions(units, seen, random, special) * strength
    return _assembled(seen, units, interactions, random, strength, changes)


def captions(
    a: str = HUSKY, b: str = NAP, *, context: int | None = 32, strength: float = 1.0, **changes: Any
) -> PairAttribution:
    """Two captions; words that both have find each other."""
    first, second = caption(a, context), caption(b, context)
    random = np.random.default_rng(1)
    grid = random.normal(0, 0.0004, (len(second.content), len(first.content)))
    for one in first.words:
        for other in second.words:
            same = one.text.casefold() == other.text.casefold() and len(one.text) > 1
            block = np.ix_(list(other.tokens), list(one.tokens))
            grid[block] += same * 0.02 / max(1, len(one.tokens) * len(other.tokens))
    values = _mostly(second, first, grid, random) * strength
    return _assembled(first, second, values, random, strength, changes)


def pictures(*, strength: float = 1.0, **changes: Any) -> PairAttribution:
    """Two pictures of other sizes and grids; the husky finds the husky, the dog the dog."""
    first, second = picture(), picture(5, 8, 160, 256, places=ELSEWHERE)
    random = np.random.default_rng(2)
    grid = random.normal(0, 0.00002, (second.rows * second.cols, first.rows * first.cols))
    for name, weight in (("husky", 0.0008), ("dog", 0.001)):
        grid += weight * np.outer(_blob(second, ELSEWHERE[name]), _blob(first, PLACES[name]))
    values = _mostly(second, first, grid, random) * strength
    return _assembled(first, second, values, random, strength, changes)


def turned() -> PairAttribution:
    """The caption first, the picture second."""
    pair = husky()
    changes = {
        "text_effects": pair.image_effects,
        "image_effects": pair.text_effects,
        "layers": pair.layers[::-1],
        "score": pair.score,
    }
    random = np.random.default_rng(0)
    return _assembled(pair.caption, pair.picture, pair.interactions.T, random, 1.0, changes)


def husky() -> PairAttribution:
    """The one to use by default."""
    return pair()


def tiny() -> PairAttribution:
    """One word, one cell."""
    return pair("dog", rows=1, cols=1, height=1, width=1, context=None)


def zeros() -> PairAttribution:
    """Everything is zero, the score too."""
    return pair(strength=0.0, score=0.0)


def large() -> PairAttribution:
    """A caption that fills 77 units, a grid of 24 × 24."""
    words = "two small dogs and a black cat sleeping under the wooden table near a green door while it rains"
    return pair(f"{words} , {words} , {words} , {words}", rows=24, cols=24, height=384, width=384)


def oblong() -> PairAttribution:
    """A grid that is not square, and cells that are not whole pixels."""
    return pair(rows=3, cols=5, height=100, width=128)


def trouble() -> PairAttribution:
    """Markup, quotes, emoji, right-to-left and Han in the caption."""
    return pair(TROUBLE)


def special() -> PairAttribution:
    """Nearly everything on special units, as in a last block."""
    return pair(special=0.95)


def unconverged() -> PairAttribution:
    """A path that was cut short: its residual is large and says so."""
    return pair(score=0.45, converged=False)


def negative() -> PairAttribution:
    """A caption that does not fit: the score is below zero."""
    return pair(strength=-1.0)


SAMPLES = {
    make.__name__: make
    for make in (husky, tiny, zeros, large, oblong, trouble, special, unconverged, negative)
}
"""Every sample by name, for tests that want them all."""


ALIKE = {make.__name__: make for make in (captions, pictures, turned)}
"""Samples that are no picture with a caption, in that order."""


def _assembled(
    a: CaptionUnits | PictureUnits,
    b: CaptionUnits | PictureUnits,
    interactions: np.ndarray,
    random: np.random.Generator,
    strength: float,
    changes: dict[str, Any],
) -> PairAttribution:
    rows = random.normal(0, 0.003, len(b)) * _active(b)
    cols = (
        random.normal(0.05, 0.1, len(a)) / len(a)
        if isinstance(a, PictureUnits)
        else random.normal(0, 0.003, len(a)) * _active(a)
    )
    fields: dict[str, Any] = {
        "interactions": interactions,
        "text_effects": rows * strength,
        "image_effects": cols * strength,
        "baseline": 0.041 * strength,
        "natural_scale": 0.62,
        "converged": True,
        "b": b,
        "a": a,
        "layers": (2, 1),
        "depths": (5, 5),
        "method": "jacobians",
        "settings": {
            "exact": True,
            "tol": 1e-3,
            "nodes": {"image": 16, "text": 12},
            "notes": [],
            "unknown_words": [],
        },
        "model": "sample",
        "versions": {"pairlens": "0.1.0", "numpy": np.__version__},
    }
    sums = (fields[name].sum() for name in ("interactions", "text_effects", "image_effects"))
    fields["score"] = float(sum(sums) + fields["baseline"] + 0.0002)
    return PairAttribution.assemble(**{**fields, **changes})


def _mostly(
    rows: CaptionUnits | PictureUnits,
    cols: CaptionUnits | PictureUnits,
    grid: np.ndarray,
    random: np.random.Generator,
) -> np.ndarray:
    """A matrix with `grid` between content units, and a tenth as much on special ones that are no padding."""
    values = random.normal(0.0, 1.0, (len(rows), len(cols))) * np.outer(_active(rows), _active(cols))
    values[np.ix_(rows.content, cols.content)] = 0
    values *= 0.1 * np.abs(grid).sum() / np.abs(values).sum()
    values[np.ix_(rows.content, cols.content)] = grid
    return values


def _active(units: CaptionUnits | PictureUnits) -> np.ndarray:
    return np.array([kind != "padding" for kind in units.kinds], dtype=float)


def _interactions(
    units: CaptionUnits, seen: PictureUnits, random: np.random.Generator, special: float
) -> np.ndarray:
    """Blobs where words point, noise elsewhere, and some mass on special units."""
    values = np.zeros((len(units), len(seen)))
    grid = random.normal(0, 0.00025, (len(units.content), seen.rows, seen.cols))
    for word in units.words:
        for token in word.tokens:
            for name, place in PLACES.items():
                near = _names(units, word.start, name)
                grid[token] += near * 0.006 / len(word.tokens) * _blob(seen, place)
    values[np.ix_(units.content, seen.patches)] = grid.reshape(len(units.content), -1)
    mass = np.abs(values).sum() * special / max(1e-9, 1 - special)
    outside = random.normal(0.02, 1, values.shape) * _active(units)[:, None]
    outside[np.ix_(units.content, seen.patches)] = 0
    values += outside * mass / max(np.abs(outside).sum(), 1e-9)
    return values * 0.6 / np.abs(values).sum()


def _names(units: CaptionUnits, start: int, name: str) -> bool:
    """Whether a word at `start` is the named one or stands right before it."""
    return any(word.text.startswith(name) and 0 <= word.start - start <= 8 for word in units.words)


def _blob(seen: PictureUnits, place: tuple[float, float]) -> np.ndarray:
    down = (np.arange(seen.rows) + 0.5) / seen.rows - place[0]
    across = (np.arange(seen.cols) + 0.5) / seen.cols - place[1]
    size = 2 * 0.14**2
    return np.outer(np.exp(-(down**2) / size), np.exp(-(across**2) / size))
