"""What a person names on a side (a phrase, a box, a mask), as the content units that it is of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from pairlens import PairAttribution
from pairlens.errors import PhraseError, RegionError
from pairlens.naming import alike, kinds_of
from pairlens.regions import region_weights
from pairlens.selecting import tokens_of
from pairlens.units import CaptionUnits, PictureUnits
from pairlens_widget import choices

_SHOWN = 0.5
_CORNERS = 4


def sides(pair: PairAttribution) -> dict[str, CaptionUnits | PictureUnits]:
    """The sides by the key that a pin has for them, in the order of those keys."""
    both = dict(zip("ab", (pair.a, pair.b), strict=True))
    if alike(kinds_of(pair.a, pair.b)):
        return both
    named = {"tokens" if isinstance(side, CaptionUnits) else "patches": side for side in both.values()}
    return {key: named[key] for key in choices.keys(pair)}


def units_of(
    asked: Any,  # noqa: ANN401 - whatever names something on a side
    side: CaptionUnits | PictureUnits,
    occurrence: int | None = None,
) -> list[int]:
    """Content units of a phrase or a region; none for None.

    Args:
        asked: Of a caption: words of it, or a slice, index or indices into its tokens. Of a picture: a tuple
            `(x0, y0, x1, y1)` in pixels, half-open; a mask or weights per cell or per pixel; or row-major cells.
        side: The side that it is on.
        occurrence: Which one, when a phrase is in the caption more than once.

    Raises:
        PhraseError: The phrase is not in the caption.
        RegionError: The region does not fit the picture.
    """
    if asked is None:
        return []
    if isinstance(side, CaptionUnits):
        return [] if _is_empty(asked) else sorted(tokens_of(side, asked, occurrence))
    if occurrence is not None:
        raise PhraseError("A region is there once.", "Leave occurrence= out.")
    return _listed(asked, side) if _lists_cells(asked) else _covered(asked, side)


def block_of(asked: Mapping[str, Any], pair: PairAttribution) -> dict[str, list[int]]:
    """The units on either side of a dict of phrases and regions; a side that is left out is empty."""
    return {key: units_of(asked.get(key), side) for key, side in sides(pair).items()}


def _is_empty(asked: object) -> bool:
    return isinstance(asked, list | tuple | range) and len(asked) == 0


def _lists_cells(asked: object) -> bool:
    """A tuple of four is a box, as everywhere; any other flat list names cells."""
    if isinstance(asked, tuple) and len(asked) == _CORNERS:
        return False
    return isinstance(asked, range | set) or np.ndim(asked) == 1  # type: ignore[arg-type] # whatever was given


def _listed(asked: Any, picture: PictureUnits) -> list[int]:  # noqa: ANN401 - any list of numbers
    count = picture.rows * picture.cols
    cells = list(asked)
    wrong = [cell for cell in cells if isinstance(cell, bool) or not isinstance(cell, int | np.integer)]
    outside = [cell for cell in cells if cell not in wrong and not 0 <= cell < count]
    if wrong or outside:
        raise RegionError(
            f"{(wrong + outside)[0]!r} is no cell of the picture.",
            f"Cells are whole numbers from 0 to {count - 1}; a box is a tuple (x0, y0, x1, y1) in pixels.",
        )
    return sorted({int(cell) for cell in cells})


def _covered(region: object, picture: PictureUnits) -> list[int]:
    """Cells of which the region covers at least half; where there are none, those that it covers most."""
    weights = region_weights(region, picture).ravel()
    most = float(weights.max())
    if most <= 0:
        raise RegionError("The region covers nothing.", "Give a mask with something in it.")
    return [int(cell) for cell in np.flatnonzero(weights >= min(_SHOWN, most))]
