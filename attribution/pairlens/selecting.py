"""What a person may select on one side of a pair, and what it meets on the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, SupportsIndex

import numpy as np
from jaxtyping import Float, Float32

from pairlens.captions import find
from pairlens.errors import PhraseError
from pairlens.regions import region_weights
from pairlens.units import CaptionUnits, PictureUnits

Selection = str | slice | SupportsIndex | Sequence[SupportsIndex] | np.ndarray
"""What a person may give for a phrase: words of the caption, or indices into its tokens."""


def tokens_of(caption: CaptionUnits, phrase: Selection, occurrence: int | None = None) -> tuple[int, ...]:
    """Content tokens of a phrase.

    Args:
        caption: Where to look.
        phrase: Words of it (case and spacing do not matter), or a slice, index or indices into its tokens.
        occurrence: Which one, counted from 0, when the words are there more than once.

    Raises:
        PhraseError: The phrase is not there, is there more than once, or an index is out of range.
    """
    if isinstance(phrase, str):
        return find(caption, phrase, occurrence)
    if occurrence is not None:
        raise PhraseError("Indices already say which tokens are meant.", "Leave occurrence= out.")
    return _positions(phrase, caption.shape[0])


def given(
    matrix: Float32[np.ndarray, "..."],
    side: CaptionUnits | PictureUnits,
    selection: object,
    occurrence: int | None,
    *,
    leading: bool,
) -> Float[np.ndarray, "..."]:
    """Sum the matrix over what is selected on one side.

    Args:
        matrix: Interactions without special units; the second side's axes lead, the first side's trail.
        side: The side that is selected on.
        selection: A phrase as in `tokens_of` for a caption, a region as in `regions.region_weights` for a
            picture; None is all of it.
        occurrence: Which one, when a phrase is in the caption more than once.
        leading: Whether `side` is the second side, whose axes lead.

    Returns:
        float64, in the shape of the other side.
    """
    if isinstance(side, CaptionUnits):
        chosen: Any = slice(None)
        if selection is not None:
            chosen = list(tokens_of(side, selection, occurrence))  # type: ignore[arg-type] # checked there
        picked, axis = (matrix[chosen], 0) if leading else (matrix[..., chosen], -1)
        return np.asarray(np.sum(picked, axis=axis, dtype=np.float64))
    if occurrence is not None:
        raise PhraseError("A region is there once.", "Leave occurrence= out.")
    weights = np.ones(side.shape) if selection is None else region_weights(selection, side)
    sums: np.ndarray = np.einsum(
        "rc...,rc->..." if leading else "...rc,rc->...", matrix, weights, dtype=np.float64
    )
    return sums


def _positions(phrase: Selection, count: int) -> tuple[int, ...]:
    if isinstance(phrase, slice):
        chosen: list[Any] = list(range(count)[phrase])
    else:
        listed = phrase.tolist() if isinstance(phrase, np.ndarray) else phrase
        chosen = list(listed) if isinstance(listed, Iterable) else [listed]
    whole = [index for index in chosen if isinstance(index, int | np.integer) and not isinstance(index, bool)]
    if not whole or len(whole) != len(chosen):
        raise PhraseError(
            f"{phrase!r} selects no token.", f"Give words, or whole numbers from 0 to {count - 1}."
        )
    outside = [index for index in whole if not -count <= index < count]
    if outside:
        raise PhraseError(f"There is no token {outside[0]}.", f"The caption has tokens 0 to {count - 1}.")
    return tuple(dict.fromkeys(int(index) % count for index in whole))
