"""Which failures gather in which classes: what was seen beside what chance would give, with exact tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pairlens.cases.needs import needed

CLEAR = 0.05
"""A cell is called clear where its corrected p-value lies below this."""


@dataclass(frozen=True)
class Cell:
    """One category in one class.

    Attributes:
        key: The category's key; "any" is whether anything is wrong.
        name: What a person reads.
        group: The class.
        observed: Items of the class that have the label.
        items: Judged items of the class.
        expected: How many would have it if the class made no difference.
        lift: observed / expected; NaN where nothing is expected.
        p: Of Fisher's exact test, two-sided: how often chance alone is as far off.
        q: The same corrected for all cells that were looked at (Benjamini and Hochberg).
    """

    key: str
    name: str
    group: str
    observed: int
    items: int
    expected: float
    lift: float
    p: float
    q: float

    @property
    def is_clear(self) -> bool:
        """Whether the class makes a difference that many cells alone would not make."""
        return self.q < CLEAR


def concentration(
    labels: Mapping[str, frozenset[str]], groups: Mapping[str, str], names: Mapping[str, str]
) -> tuple[Cell, ...]:
    """Every category that was given, in every class.

    Expected numbers, and Fisher's exact test, are of the two by two table of label and class; the test is scipy's,
    the correction for many cells statsmodels'.

    Args:
        labels: By item, what was given.
        groups: By item, its class; items without one do not count.
        names: Categories that are looked at, in order, with their names.

    Raises:
        OptionError: scipy or statsmodels is missing.
    """
    stats = needed("scipy.stats", "A test")
    sizes = Counter(groups.values())
    total = sum(sizes.values())
    found: list[Cell] = []
    for key, name in names.items():
        given = Counter(group for item, group in groups.items() if key in labels[item])
        whole = sum(given.values())
        for group in sorted(sizes) if whole else ():
            expected = sizes[group] * whole / total
            p = _exact(stats, given[group], sizes[group], whole, total)
            lift = given[group] / expected
            found.append(Cell(key, name, group, given[group], sizes[group], expected, lift, p, p))
    return _corrected(found)


def _exact(stats: Any, inside: int, size: int, whole: int, total: int) -> float:  # noqa: ANN401 - a module
    table = [[inside, whole - inside], [size - inside, total - size - whole + inside]]
    return float(stats.fisher_exact(table).pvalue)


def _corrected(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    if not cells:
        return ()
    testing = needed("statsmodels.stats.multitest", "A correction for many tests")
    _, corrected, _, _ = testing.multipletests([cell.p for cell in cells], method="fdr_bh")
    return tuple(Cell(**{**vars(cell), "q": float(q)}) for cell, q in zip(cells, corrected, strict=True))
