"""Numbers by which a collection is sorted, so that what may have gone wrong comes first."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from pairlens.agreement import compare, completeness
from pairlens.cases.truth import Place, Truth, places
from pairlens.errors import OptionError
from pairlens.result import PairAttribution


@dataclass(frozen=True)
class Beside:
    """What is known of a pair beside its explanation.

    Attributes:
        truth: Where its phrases truly are, as `pairlens.cases.truth.Truth`; None if nobody knows.
        other: Another explanation of the same pair; None if there is none.
    """

    truth: Truth | None = None
    other: PairAttribution | None = None


@dataclass(frozen=True)
class Measure:
    """One number of a pair.

    Attributes:
        key: What it is called in tables and files.
        name: What a person reads.
        sentence: What it says, for a student.
        worse: Which end is looked at first.
        of: Computes it; NaN where it is not known.
    """

    key: str
    name: str
    sentence: str
    worse: Literal["low", "high"]
    of: Callable[[PairAttribution, Beside], float]


def measured(
    pair: PairAttribution, beside: Beside | None = None, measures: Iterable[Measure] | None = None
) -> tuple[dict[str, float], str]:
    """All measures of one pair, and what kept one of them from being computed.

    Args:
        pair: The explanation.
        beside: What else is known.
        measures: Which; `MEASURES` by default.

    Returns:
        Numbers by key, NaN where one is not known; and what a person should hear of it, empty if nothing.
    """
    found: dict[str, float] = {}
    remarks: dict[str, None] = {}
    for measure in MEASURES if measures is None else measures:
        try:
            found[measure.key] = float(measure.of(pair, beside or Beside()))
        except Exception as error:  # noqa: BLE001 - a measure of the user's own may raise anything
            found[measure.key] = math.nan
            remarks[str(error) or type(error).__name__] = None
    return found, " ".join(remarks)


def checked(measures: Iterable[object]) -> tuple[Measure, ...]:
    """Measures of which each key is there once.

    Raises:
        OptionError: Something is no measure, or a key is there twice.
    """
    given = tuple(measures)
    found = tuple(each for each in given if isinstance(each, Measure))
    if len(found) < len(given):
        raise OptionError("That is no measure.", "Give pairlens.cases.Measure objects.")
    keys = [each.key for each in found]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise OptionError(f"Two measures have the key {twice[0]!r}.", "Give each key once.")
    return found


def _score(pair: PairAttribution, beside: Beside) -> float:
    del beside
    return pair.score


def _residual(pair: PairAttribution, beside: Beside) -> float:
    del beside
    return 1 - completeness(pair)


def _special(pair: PairAttribution, beside: Beside) -> float:
    del beside
    mass = pair.ledger.mass
    return 1 - mass.content_patch if sum(mass) else math.nan


def _rank(pair: PairAttribution, beside: Beside) -> float:
    del pair, beside
    return math.nan  # one pair does not know the others: a column says it


def _pointing(pair: PairAttribution, beside: Beside) -> float:
    return math.nan if beside.truth is None else _mean(pair, beside.truth, points)


def _energy(pair: PairAttribution, beside: Beside) -> float:
    return math.nan if beside.truth is None else _mean(pair, beside.truth, energy)


def _disagreement(pair: PairAttribution, beside: Beside) -> float:
    return math.nan if beside.other is None else 1 - float(compare([pair, beside.other]).correlation[0, 1])


def _mean(pair: PairAttribution, truth: Truth, of: Callable[[np.ndarray, Place], float]) -> float:
    return float(np.mean([of(pair.heatmap(place.tokens), place) for place in places(pair, truth)]))


def points(heat: np.ndarray, place: Place) -> float:
    """1 if the strongest cell shows the thing, else 0; a map without anything positive points nowhere."""
    return float(heat.max() > 0 and place.shown.flat[int(heat.argmax())])


def energy(heat: np.ndarray, place: Place) -> float:
    """Share of the positive attribution that lies on the thing; 0 where nothing is positive."""
    positive = np.maximum(heat, 0)
    total = float(positive.sum())
    return float((positive * place.cover).sum()) / total if total else 0.0


MEASURES: tuple[Measure, ...] = (
    Measure("score", "Score", "The cosine of picture and caption.", "low", _score),
    Measure(
        "residual",
        "Residual",
        "What the parts leave of the score, against what there was to explain: 0 is none.",
        "high",
        _residual,
    ),
    Measure(
        "special",
        "On special units",
        "Share of the absolute pair mass that lies on begin, end, class or padding units, where no map shows it.",
        "high",
        _special,
    ),
    Measure(
        "rank",
        "Retrieval rank",
        "At which place the caption is found among all captions, given the picture: 1 is first.",
        "high",
        _rank,
    ),
    Measure(
        "pointing",
        "Pointing",
        "Share of the named phrases whose strongest cell shows what they name: 1 is every one.",
        "low",
        _pointing,
    ),
    Measure(
        "energy",
        "Energy inside",
        "Share of the positive attribution that lies on what the phrases name, mean over the phrases.",
        "low",
        _energy,
    ),
    Measure(
        "disagreement",
        "Disagreement",
        "1 - the rank correlation with the other explanation of the pair: 0 is the same order, 1 is none.",
        "high",
        _disagreement,
    ),
)
"""What a gallery sorts by, unless it is told of more."""
