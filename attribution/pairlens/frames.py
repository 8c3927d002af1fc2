"""An explanation as a pandas table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pairlens.errors import OptionError
from pairlens.naming import alike, kinds_of
from pairlens.result import PairAttribution
from pairlens.units import CaptionUnits, PictureUnits

if TYPE_CHECKING:
    import pandas  # noqa: ICN001 - the shape checker finds the class by its full name


def to_dataframe(pair: PairAttribution, *, special: bool = False) -> "pandas.DataFrame":
    """One line per pair of units, text units outermost.

    Args:
        pair: The explanation.
        special: Whether to keep special units (begin, end, padding, class, …), which have no token number or
            cell.

    Returns:
        Columns: `piece`, `text_kind`, `token` (index into `pair.tokens`, -1 for special units), `word`,
        `image_kind`, `row`, `col` (the cell, -1 for special units), `x0`, `y0`, `x1`, `y1` (the cell in
        pixels, half-open, NaN for special units) and `value`, in units of the cosine. For pairs of one kind,
        the columns of both sides in turn, ending in `_a` and `_b` (`piece_a`, `kind_a`, … `piece_b`, …), the
        second side's units outermost.

    Raises:
        OptionError: pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError:
        cause = "A table needs pandas, which is not installed."
        raise OptionError(cause, 'Install it with: pip install "pairlens[frames]".') from None
    a, b = _side_columns(pair)
    rows, cols = np.arange(len(pair.b)), np.arange(len(pair.a))
    if not special:
        rows, cols = pair.b.content, pair.a.content
    outer = {name: np.repeat(values[rows], len(cols)) for name, values in b.items()}
    inner = {name: np.tile(values[cols], len(rows)) for name, values in a.items()}
    first_first = alike(kinds_of(pair.a, pair.b)) or isinstance(pair.a, CaptionUnits)
    table = inner | outer if first_first else outer | inner
    table["value"] = pair.interactions[np.ix_(rows, cols)].ravel()
    return pd.DataFrame(table)


def _side_columns(pair: PairAttribution) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """The columns of either side, with names that no two share."""
    a, b = _columns(pair.a), _columns(pair.b)
    if not alike(kinds_of(pair.a, pair.b)):
        return a, b
    return _ending(a, "_a"), _ending(b, "_b")


def _ending(columns: dict[str, np.ndarray], ending: str) -> dict[str, np.ndarray]:
    short = {"text_kind": "kind", "image_kind": "kind"}
    return {f"{short.get(name, name)}{ending}": values for name, values in columns.items()}


def _columns(side: CaptionUnits | PictureUnits) -> dict[str, np.ndarray]:
    return _text_columns(side) if isinstance(side, CaptionUnits) else _image_columns(side)


def _text_columns(caption: CaptionUnits) -> dict[str, np.ndarray]:
    tokens = np.full(len(caption), -1)
    tokens[caption.content] = np.arange(len(caption.content))
    owner = {token: word.text for word in caption.words for token in word.tokens}
    return {
        "piece": np.array(caption.pieces, dtype=object),
        "text_kind": np.array(caption.kinds, dtype=object),
        "token": tokens,
        "word": np.array([owner.get(int(token), "") for token in tokens], dtype=object),
    }


def _image_columns(picture: PictureUnits) -> dict[str, np.ndarray]:
    cells = np.full((2, len(picture)), -1)
    cells[:, picture.patches] = np.indices((picture.rows, picture.cols)).reshape(2, -1)
    row, col = cells
    high, wide = picture.height / picture.rows, picture.width / picture.cols
    edges = {"x0": col * wide, "y0": row * high, "x1": (col + 1) * wide, "y1": (row + 1) * high}
    kinds: dict[str, np.ndarray] = {
        "image_kind": np.array(picture.kinds, dtype=object),
        "row": row,
        "col": col,
    }
    return kinds | {name: np.where(row < 0, np.nan, values) for name, values in edges.items()}
