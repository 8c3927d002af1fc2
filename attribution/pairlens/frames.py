"""An explanation as a pandas table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pairlens.errors import OptionError
from pairlens.result import PairAttribution

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
        pixels, half-open, NaN for special units) and `value`, in units of the cosine.

    Raises:
        OptionError: pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError:
        cause = "A table needs pandas, which is not installed."
        raise OptionError(cause, 'Install it with: pip install "pairlens[frames]".') from None
    text, image = _text_columns(pair), _image_columns(pair)
    rows, cols = (np.arange(len(pair.caption)), np.arange(len(pair.picture)))
    if not special:
        rows, cols = pair.caption.content, pair.picture.patches
    table = {name: np.repeat(values[rows], len(cols)) for name, values in text.items()}
    table |= {name: np.tile(values[cols], len(rows)) for name, values in image.items()}
    table["value"] = pair.interactions[np.ix_(rows, cols)].ravel()
    return pd.DataFrame(table)


def _text_columns(pair: PairAttribution) -> dict[str, np.ndarray]:
    tokens = np.full(len(pair.caption), -1)
    tokens[pair.caption.content] = np.arange(len(pair.tokens))
    owner = {token: word.text for word in pair.words for token in word.tokens}
    return {
        "piece": np.array(pair.caption.pieces, dtype=object),
        "text_kind": np.array(pair.caption.kinds, dtype=object),
        "token": tokens,
        "word": np.array([owner.get(int(token), "") for token in tokens], dtype=object),
    }


def _image_columns(pair: PairAttribution) -> dict[str, np.ndarray]:
    picture = pair.picture
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
