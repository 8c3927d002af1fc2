"""Where in the picture a caption's phrases truly are, and which cells of an explanation's grid show them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from jaxtyping import Bool, Float

from pairlens.errors import OptionError, RegionError
from pairlens.regions import cell_means, region_weights
from pairlens.result import PairAttribution

if TYPE_CHECKING:
    from pairlens.scenes import SceneCaption

Named = str | tuple[str, int]
"""A phrase of the caption; with a number, counted from 0, where the same words are there more than once."""

Truth = Mapping[Named, object]
"""By phrase: a box `(x0, y0, x1, y1)` in pixels of the picture as the model saw it, or a mask of that picture."""

HALF = 0.5
"""How much of a cell a thing covers at least where the cell counts as showing it."""

_PLANE = 2
_ASPECT = 0.02


@dataclass(frozen=True, eq=False)
class Place:
    """One phrase and where it truly is.

    Attributes:
        phrase: The words.
        tokens: Their tokens, as `pair.indices` counts them.
        cover: Share of each cell that the thing covers, from 0 to 1.
    """

    phrase: str
    tokens: tuple[int, ...]
    cover: Float[np.ndarray, "rows cols"]

    @property
    def shown(self) -> Bool[np.ndarray, "rows cols"]:
        """Cells that show the thing: half covered, or, of a thing so thin that none is, the most covered."""
        most = float(self.cover.max())
        return np.asarray((self.cover >= min(HALF, most)) & (self.cover > 0))


def places(pair: PairAttribution, truth: object) -> tuple[Place, ...]:
    """Truth on the grid of an explanation.

    Args:
        pair: Of a picture and a caption.
        truth: Box or mask by phrase. A mask (height, width) may be of any resolution, as long as it shows what the
            model saw, crop included.

    Raises:
        PhraseError: A phrase is not in the caption, or is there more than once and no number says which.
        RegionError: A mask or box does not fit the picture, or shows nothing.
        OptionError: There is no truth, or not by phrase.
    """
    if not isinstance(truth, Mapping) or not truth:
        raise OptionError(f"{truth!r} is no truth.", "Give a mapping from phrases to boxes or masks.")
    return tuple(_place(pair, *_named(name), region) for name, region in truth.items())


def truth_of(caption: SceneCaption) -> dict[Named, Bool[np.ndarray, "height width"]]:
    """The truth of a drawn scene's caption, as measures take it.

    Args:
        caption: From `scene.caption(…)`.

    >>> from pairlens import scenes
    >>> caption = scenes.sample(seed=4, split="test", objects=2).caption(seed=0, mentions=2)
    >>> [text for text, occurrence in truth_of(caption)] == [phrase.text for phrase in caption.phrases]
    True
    """
    return {
        (phrase.text, _before(caption.text, phrase.text, phrase.span[0])): phrase.mask
        for phrase in caption.phrases
    }


def _before(text: str, phrase: str, start: int) -> int:
    """How often a phrase stands in a text before a place, by whole words and whatever the case."""
    found = re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", text, re.IGNORECASE)
    return sum(match.start() < start for match in found)


def _named(name: object) -> tuple[str, int | None]:
    match name:
        case str():
            return name, None
        case (str() as text, int() as occurrence):
            return text, occurrence
    raise OptionError(f"{name!r} names no phrase.", "Give words, or (words, occurrence).")


def _place(pair: PairAttribution, phrase: str, occurrence: int | None, region: object) -> Place:
    tokens = pair.indices(phrase, occurrence)
    cover = _cover(pair, region)
    if not cover.max() > 0:
        raise RegionError(f"The truth of {phrase!r} is empty.", "Leave out what the picture does not show.")
    return Place(phrase, tokens, cover)


def _cover(pair: PairAttribution, region: object) -> Float[np.ndarray, "rows cols"]:
    picture = pair.picture
    mask = np.asarray(region)
    if mask.ndim != _PLANE or mask.shape == (picture.rows, picture.cols):
        return region_weights(region, picture)
    height, width = mask.shape
    if not 1 - _ASPECT < (width * picture.height) / max(1, height * picture.width) < 1 + _ASPECT:
        raise RegionError(
            f"A mask of {width} × {height} pixels shows another cut of the picture than the model saw, "
            f"{picture.width} × {picture.height}.",
            "Cut masks as the picture is cut before the model sees it.",
        )
    return cell_means(mask.astype(np.float64), picture.rows, picture.cols)
