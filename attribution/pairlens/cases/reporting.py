"""What was found, counted: by category, class, model and severity, and where failures gather."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pairlens.cases.case import Case
from pairlens.cases.concentration import Cell, concentration
from pairlens.cases.item import Item
from pairlens.cases.needs import needed
from pairlens.cases.said import Said, said_in
from pairlens.errors import FileError, OptionError

if TYPE_CHECKING:
    import matplotlib.figure
    import pandas  # noqa: ICN001 - the shape checker finds the class by its full name

ANY = "any"
MOST = 200
"""Most classes that are told apart."""


@dataclass(frozen=True)
class Count:
    """How many items have a label.

    Attributes:
        key: The category's key; "any" is whether anything is wrong.
        name: What a person reads.
        items: How many.
        share: Of the judged items.
    """

    key: str
    name: str
    items: int
    share: float


@dataclass(frozen=True, eq=False)
class Report:
    """Counts and a table; as a cell's last line it draws itself.

    Attributes:
        judged: Items that somebody submitted a case of.
        cases: Submitted cases.
        reviewers: Who submitted them.
        counts: For each category, then "any".
        severity: How many cases in which something is wrong were called slight (1), clear (2), grave (3), or nothing
            of the kind (None).
        models: By model, how many items were judged, and how many have anything wrong.
        by: The column that tells the classes; empty if there is none.
        cells: Every category that was given in every class.
        without: Judged items of which no class is known; they are in no cell.
    """

    judged: int
    cases: int
    reviewers: tuple[str, ...]
    counts: tuple[Count, ...]
    severity: Mapping[int | None, int]
    models: Mapping[str, tuple[int, int]]
    by: str
    cells: tuple[Cell, ...]
    without: int

    def __str__(self) -> str:
        from pairlens.cases.report_page import as_text

        return as_text(self)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        from pairlens.cases.report_page import as_html

        return as_html(self)

    @property
    def clear(self) -> tuple[Cell, ...]:
        """Cells in which the class makes a clear difference, the surest first."""
        return tuple(
            sorted((cell for cell in self.cells if cell.is_clear), key=lambda cell: (cell.p, cell.key))
        )

    def to_dataframe(self) -> "pandas.DataFrame":
        """One line for each category and class; without classes, one for each category.

        Raises:
            OptionError: pandas is not installed.
        """
        table = needed("pandas", "A table")
        return table.DataFrame([vars(row) for row in (self.cells or self.counts)])

    def plot(self, *, width: float | str = "page") -> "matplotlib.figure.Figure":
        """Draw the counts, and beside them the table of categories and classes.

        Args:
            width: As in `pair.plot`.
        """
        from pairlens.cases.report_plot import draw

        return draw(self, width)

    def to_html(self, path: str | Path) -> None:
        """Write one page that needs nothing else.

        Raises:
            FileError: It cannot be written.
        """
        from pairlens.cases.report_page import page

        try:
            Path(path).write_text(page(self), encoding="utf-8")
        except OSError as error:
            raise FileError(f"{path} cannot be written: {error.strerror}.", "Choose another path.") from None


def report(source: Any, by: str | None = None, *, reviewer: str | None = None) -> Report:  # noqa: ANN401 - checked by it
    """Count what was found.

    What is counted are items: one that several judged has a label where at least half of them gave it. Drafts and
    skipped cases are no judgements.

    Args:
        source: A `Store`, a `Bundle`, or cases (which know no classes).
        by: What tells the classes: a column of the items, or "model" or "method". None takes the column "class" where
            there is one.
        reviewer: Whose judgements; None is everybody's.

    Raises:
        OptionError: Nothing was submitted, there is no such column or it has too many values, or a package is missing.
    """
    said = said_in(source, None if reviewer is None else [reviewer])
    cases = said.by_item()
    if not cases:
        raise OptionError("Nobody has submitted a case yet.", "Submit some in an Annotator, then report.")
    labels = {item: _given(own) for item, own in cases.items()}
    named = {**{each.key: each.name for each in said.categories}, ANY: "Anything wrong"}
    by = by or ("class" if "class" in _columns(said) else "")
    groups = _groups(said, by, labels) if by else {}
    counts = Counter(key for own in labels.values() for key in own)
    return Report(
        judged=len(cases),
        cases=len(said.cases),
        reviewers=tuple(sorted({case.reviewer for case in said.cases})),
        counts=tuple(Count(key, name, counts[key], counts[key] / len(cases)) for key, name in named.items()),
        severity=Counter(case.judgement.severity for case in said.cases if case.labels),
        models=_models(said, labels),
        by=by,
        cells=concentration(labels, groups, named) if groups else (),
        without=len(cases) - len(groups) if by else 0,
    )


def _given(cases: list[Case]) -> frozenset[str]:
    """Labels that at least half of the reviewers gave, and "any" if at least half found anything."""
    votes = Counter(key for case in cases for key in (*case.labels, *([ANY] if case.labels else ())))
    return frozenset(key for key, count in votes.items() if 2 * count >= len(cases))


def _columns(said: Said) -> dict[str, None]:
    return dict.fromkeys(name for item in said.items.values() for name in item.columns)


def _groups(said: Said, by: str, labels: Mapping[str, object]) -> dict[str, str]:
    """By item that was judged: its class, as text."""
    known = _columns(said)
    if by not in known and by not in ("model", "method"):
        there = ", ".join(map(repr, known)) or "none"
        raise OptionError(
            f"No item has a column {by!r}.", f"Columns are: {there}; or use 'model' or 'method'."
        )
    items = [said.items[item] for item in labels if item in said.items]
    values = {item.id: _value(item, by) for item in items}
    found = {item: str(value) for item, value in values.items() if value is not None}
    if len(set(found.values())) > MOST:
        cause = f"Column {by!r} has {len(set(found.values()))} values."
        raise OptionError(
            cause, f"Cut it into at most {MOST} classes, e.g. with pandas.cut, and add that column."
        )
    return found


def _value(item: Item, by: str) -> object:
    return (
        item.columns[by] if by in item.columns else vars(item).get(by) if by in ("model", "method") else None
    )


def _models(said: Said, labels: Mapping[str, frozenset[str]]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for item, own in labels.items():
        if item in said.items:
            judged, wrong = found.get(said.items[item].model, (0, 0))
            found[said.items[item].model] = (judged + 1, wrong + (ANY in own))
    return found
