"""Whether a gallery has what it is asked for by name: a slip of the finger is said, not shown as an empty wall."""

from __future__ import annotations

from collections.abc import Iterable

import traitlets

from pairlens.cases import Collection
from pairlens_widget.browsing.where import OF_CASES, Where
from pairlens_widget.browsing.wire import columns_of


def checked_sort(sort: str, collection: Collection) -> str:
    """What may be sorted by: a measure or another column of numbers; empty is the order in which pairs came.

    Raises:
        traitlets.TraitError: There is no such column, or it holds no numbers.
    """
    if not sort or sort in {measure.key for measure in collection.measures}:
        return sort
    numeric, texts = columns_of(collection.rows())
    if sort in numeric:
        return sort
    cause = f"{sort!r} holds no numbers" if sort in texts else f"There is no column {sort!r}"
    raise traitlets.TraitError(f"{cause}: sort by {_list(numeric)}, or by '' for the order they came in.")


def checked_where(where: Where, collection: Collection) -> Where:
    """What is asked of columns that are there: texts of texts, ranges of numbers.

    Raises:
        traitlets.TraitError: There is no such column, or it holds something else.
    """
    numeric, texts = columns_of(collection.rows())
    known = [*OF_CASES, *texts]
    for key, wanted in where.items():
        if key not in known and key not in numeric:
            raise traitlets.TraitError(f"There is no column {key!r}: there are {_list([*known, *numeric])}.")
        if "texts" in wanted and key not in known:
            raise traitlets.TraitError(f"{key!r} holds numbers: ask for a tuple (from, to).")
        if "texts" not in wanted and key not in numeric:
            raise traitlets.TraitError(f"{key!r} holds texts: ask for one of them, or a list.")
    return where


def _list(names: Iterable[str]) -> str:
    return ", ".join(repr(name) for name in names)
