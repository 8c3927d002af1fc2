"""Do reviewers agree? Kappas by category and over all, of the items that two or more of them judged."""

from __future__ import annotations

import html
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from pairlens.cases.needs import needed
from pairlens.cases.said import Said, said_in
from pairlens.errors import OptionError

if TYPE_CHECKING:
    import pandas  # noqa: ICN001 - the shape checker finds the class by its full name

Labels = frozenset[str]
Judged = Mapping[str, Mapping[str, Labels]]
"""By item, by reviewer: the labels that were given."""

ANY, ALL = "any", "all"
MEANING = (
    "Of the items that two or more judged. Same: how often two say the same. Kappa: how much of what chance leaves "
    "open they agree on; 1 is all, 0 is chance, – where nobody or everybody gives a label, so that there is nothing to "
    "tell chance by."
)


@dataclass(frozen=True)
class Cohen:
    """Two reviewers on one question.

    Attributes:
        kappa: Cohen's; NaN where there is nothing to tell chance by.
        low: Lower end of its 95 % interval.
        high: Upper end.
        items: How many both judged.
        same: Share of them on which both say the same; NaN without any.
    """

    kappa: float
    low: float
    high: float
    items: int
    same: float


@dataclass(frozen=True)
class Line:
    """One question: was this label given?

    Attributes:
        key: The category's key; "any" is whether anything is wrong, "all" whether all labels are the same.
        name: What a person reads.
        given: How often the label was given in the items that count.
        same: Share of all pairs of judgements of one item that say the same.
        cohen: For each two reviewers, in alphabetical order.
        fleiss: Fleiss' kappa over the items that all judged; NaN where there are none or nothing tells chance.
    """

    key: str
    name: str
    given: int
    same: float
    cohen: Mapping[tuple[str, str], Cohen]
    fleiss: float


@dataclass(frozen=True, eq=False)
class ReviewerAgreement:
    """A small table; as a cell's last line it draws itself.

    Attributes:
        reviewers: Who submitted anything.
        items: How many items two or more judged.
        complete: How many all of them judged: what Fleiss' kappa is of.
        lines: One for each category, then "any" and "all".
    """

    reviewers: tuple[str, ...]
    items: int
    complete: int
    lines: tuple[Line, ...]

    def __getitem__(self, key: str) -> Line:
        return next(line for line in self.lines if line.key == key)

    def __str__(self) -> str:
        cells = [self._heads, *map(self._cells, self.lines)]
        wide = [max(len(row[at]) for row in cells) for at in range(len(self._heads))]
        return "\n".join(
            "  ".join(cell.ljust(w) for cell, w in zip(row, wide, strict=True)).rstrip() for row in cells
        )

    __repr__ = __str__

    def _repr_html_(self) -> str:
        head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in self._heads)
        body = "".join(
            f'<tr><th scope="row">{html.escape(first)}</th>'
            + "".join(f"<td>{cell}</td>" for cell in rest)
            + "</tr>"
            for first, *rest in map(self._cells, self.lines)
        )
        who = html.escape(", ".join(self.reviewers))
        said = f"{who}: {self.items} items judged by two or more, {self.complete} by all. {MEANING}"
        return f"<table><caption>{said}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

    def to_dataframe(self) -> "pandas.DataFrame":
        """One line for each question and two reviewers, with the numbers over all reviewers repeated.

        Raises:
            OptionError: pandas is not installed.
        """
        table = needed("pandas", "A table")
        rows = [
            {"key": line.key, "name": line.name, "a": a, "b": b, **vars(two), "given": line.given}
            | {"same_all": line.same, "fleiss": line.fleiss, "complete": self.complete}
            for line in self.lines
            for (a, b), two in line.cohen.items()
        ]
        return table.DataFrame(rows)

    @property
    def _heads(self) -> tuple[str, ...]:
        return (
            "",
            "given",
            "same",
            "Cohen's κ (95 %)" if self._are_two else "Cohen's κ of any two",
            "Fleiss' κ",
        )

    @property
    def _are_two(self) -> bool:
        return len(self.reviewers) == 2  # noqa: PLR2004 - that is what the property says

    def _cells(self, line: Line) -> tuple[str, ...]:
        given = "" if line.key == ALL else str(line.given)
        return line.name, given, _percent(line.same), self._cohen(line), _number(line.fleiss)

    def _cohen(self, line: Line) -> str:
        if self._are_two:
            only = next(iter(line.cohen.values()))
            return (
                "–"
                if np.isnan(only.kappa)
                else f"{only.kappa:.2f} ({_number(only.low)} to {_number(only.high)})"
            )
        known = [two.kappa for two in line.cohen.values() if not np.isnan(two.kappa)]
        return f"{min(known):.2f} to {max(known):.2f}" if known else "–"


def agreement(source: Any, *, reviewers: Iterable[str] | None = None) -> ReviewerAgreement:  # noqa: ANN401 - checked by it
    """How far reviewers agree, by category and over all.

    The kappas are those of statsmodels. For a category each judgement says yes or no. "All labels" takes each set of
    labels as one answer, so that two judgements agree only where they say exactly the same; "anything wrong" asks
    whether there is any label. Drafts and skipped cases are no judgements.

    Args:
        source: A `Store`, a `Bundle`, or cases.
        reviewers: Whose judgements; None is everybody's.

    Raises:
        OptionError: Fewer than two reviewers judged anything, no two judged the same item, or statsmodels is missing.
    """
    said = said_in(source, reviewers)
    names = tuple(sorted({case.reviewer for case in said.cases}))
    judged = {
        item: {case.reviewer: frozenset(case.labels) for case in cases}
        for item, cases in said.by_item().items()
    }
    shared = {item: by for item, by in judged.items() if len(by) > 1}
    if not shared:
        who = ", ".join(names) or "nobody"
        raise OptionError(
            f"No item was judged by two reviewers; {who} submitted {len(said.cases)} cases.",
            "Have a second reviewer submit some of the same items.",
        )
    rater = needed("statsmodels.stats.inter_rater", "Kappas")
    complete = sum(len(by) == len(names) for by in shared.values())
    lines = tuple(_line(rater, *question, shared, names) for question in _questions(said))
    return ReviewerAgreement(names, len(shared), complete, lines)


Question = Callable[[Labels], Hashable]


def _questions(said: Said) -> list[tuple[str, str, Question]]:
    found: list[tuple[str, str, Question]] = [
        (each.key, each.name, partial(_gives, each.key)) for each in said.categories
    ]
    return [*found, (ANY, "Anything wrong", bool), (ALL, "All labels the same", lambda labels: labels)]


def _gives(key: str, labels: Labels) -> bool:
    return key in labels


def _line(rater: Any, key: str, name: str, ask: Question, judged: Judged, names: Sequence[str]) -> Line:  # noqa: ANN401 - a module
    answers = [{who: ask(labels) for who, labels in by.items()} for by in judged.values()]
    pairs = [a == b for by in answers for a, b in combinations(by.values(), 2)]
    return Line(
        key,
        name,
        sum(bool(answer) for by in answers for answer in by.values()),
        float(np.mean(pairs)),
        {(a, b): _cohen(rater, answers, a, b) for a, b in combinations(names, 2)},
        _fleiss(rater, [list(by.values()) for by in answers if len(by) == len(names)]),
    )


def _cohen(rater: Any, answers: Sequence[Mapping[str, Hashable]], a: str, b: str) -> Cohen:  # noqa: ANN401 - a module
    both = [(by[a], by[b]) for by in answers if a in by and b in by]
    if not both:
        return Cohen(np.nan, np.nan, np.nan, 0, np.nan)
    places = _places(answer for two in both for answer in two)
    table = np.zeros((max(2, len(places)),) * 2)
    for one, other in both:
        table[places[one], places[other]] += 1
    with np.errstate(
        divide="ignore", invalid="ignore"
    ):  # chance alone agrees always: NaN is what we want to hear
        found = rater.cohens_kappa(table)
    return Cohen(
        float(found.kappa),
        float(found.kappa_low),
        float(found.kappa_upp),
        len(both),
        float(np.trace(table) / len(both)),
    )


def _fleiss(rater: Any, answers: Sequence[Sequence[Hashable]]) -> float:  # noqa: ANN401 - a module
    if not answers:
        return float("nan")
    places = _places(answer for row in answers for answer in row)
    table = np.zeros((len(answers), max(2, len(places))))
    for at, row in enumerate(answers):
        for answer in row:
            table[at, places[answer]] += 1
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(rater.fleiss_kappa(table))


def _places(answers: Iterable[Hashable]) -> dict[Hashable, int]:
    return {answer: place for place, answer in enumerate(dict.fromkeys(answers))}


def _percent(value: float) -> str:
    return "–" if np.isnan(value) else f"{100 * value:.0f} %"


def _number(value: float) -> str:
    return "–" if np.isnan(value) else f"{value:.2f}"
