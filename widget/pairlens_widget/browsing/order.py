"""Which pairs are shown, in which order, as the view finds it (js/src/gallery/query.ts does the same)."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from pairlens.cases import Case, Measure
from pairlens.cases.rows import Rows
from pairlens_widget.browsing.where import LABEL, STATUS, Where
from pairlens_widget.browsing.wire import Numbers, Said, columns_of

UNDECIDED = "undecided"
NOTHING_WRONG = "nothing wrong"

Fit = Callable[[int], bool]


@dataclass(frozen=True)
class Query:
    """What is asked for; see `Gallery`."""

    sort: str = ""
    worst_first: bool = True
    search: str = ""
    where: Where = field(default_factory=dict)


def ordered(rows: Rows, said: Said, measures: Iterable[Measure], query: Query) -> list[int]:
    """Places of the pairs that fit, in the order asked for; what is not known comes last.

    Args:
        rows: What is known of the pairs.
        said: What reviewers said of them.
        measures: By which a column's worse end is known.
        query: What is asked for.
    """
    numeric, texts = columns_of(rows)
    tests = [_test(key, wanted, numeric, texts, said) for key, wanted in query.where.items()]
    words = folded(query.search).split()
    if words:
        tests.append(lambda i: _holds(rows, said.get(i, ()), i, words))
    found = [i for i in range(len(rows)) if all(fits(i) for fits in tests)]
    by = numeric.get(query.sort)
    if by is None:
        return found
    low = {measure.key for measure in measures if measure.worse == "low"}
    sign = -1 if (query.sort not in low) == query.worst_first else 1
    places = np.array(found, dtype=int)
    keys = sign * np.asarray(by, dtype=np.float32)[places]  # NaN is sorted last either way
    return [int(place) for place in places[np.argsort(keys, kind="stable")]]


def folded(text: str) -> str:
    """Text as it is compared: the case of letters and the form of characters do not count."""
    return unicodedata.normalize("NFKC", text).lower()


def _test(
    key: str,
    wanted: Mapping[str, Any],
    numeric: Mapping[str, Numbers],
    texts: Mapping[str, Sequence[str | None]],
    said: Said,
) -> Fit:
    if "texts" in wanted:
        some = set(wanted["texts"])
        return lambda i: not some.isdisjoint(_texts(key, i, texts, said.get(i, ())))
    if key not in numeric:
        return lambda _: False
    values = np.asarray(numeric[key], dtype=np.float32)
    low, high = wanted["from"], wanted["to"]
    # as 64 bits, as the view compares; NaN is in no range
    return lambda i: (
        (low is None or float(values[i]) >= low)
        and (high is None or float(values[i]) <= high)
        and not np.isnan(values[i])
    )


def _texts(
    key: str, index: int, texts: Mapping[str, Sequence[str | None]], cases: Sequence[Case]
) -> list[str]:
    if key == STATUS:
        return [case.status for case in cases] or [UNDECIDED]
    if key == LABEL:
        submitted = [case.labels for case in cases if case.status == "submitted"]
        return [label for labels in submitted for label in labels or (NOTHING_WRONG,)]
    text = texts[key][index] if key in texts else None
    return [] if text is None else [text]


def _holds(rows: Rows, cases: Sequence[Case], index: int, words: Sequence[str]) -> bool:
    notes = (case.judgement.note for case in cases)
    text = folded("\n".join((rows.captions[index], rows.names[index], *notes)))
    return all(word in text for word in words)
