"""Do several methods agree on one pair, and how much of the score does each account for?"""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from jaxtyping import Float

from pairlens.errors import OptionError, PairlensError
from pairlens.result import PairAttribution
from pairlens.units import CaptionUnits

if TYPE_CHECKING:
    import pandas  # noqa: ICN001 - the shape checker finds the class by its full name

MEANING = (
    "Rank correlation (Spearman) of what the methods say of every word and cell: 1 is the same order, 0 is none. "
    "Completeness: 1 - |what is left of the score| / natural scale; – where the numbers are no parts of the score."
)


@dataclass(frozen=True, eq=False)
class Agreement:
    """A small table; as a cell's last line it draws itself.

    Attributes:
        names: One for each explanation: its method, with a number where one occurs twice.
        correlation: Spearman rank correlation of `matrix` between each two, (explanations, explanations); NaN where
            one of the two is constant.
        completeness: 1 - |residual| / natural scale: 1 where the parts add up to the score, and below 0 where they are
            further from it than no explanation; NaN where a method's numbers are no parts of the score.
    """

    names: tuple[str, ...]
    correlation: Float[np.ndarray, "pairs pairs"]
    completeness: Float[np.ndarray, " pairs"]

    def __str__(self) -> str:
        wide = max(map(len, self.names))
        lines = [" " * wide + "".join(f"  {name:>{max(len(name), 5)}}" for name in self._heads)]
        for name, row in zip(self.names, self._rows(), strict=True):
            cells = (f"  {cell:>{max(len(head), 5)}}" for cell, head in zip(row, self._heads, strict=True))
            lines.append(f"{name:<{wide}}" + "".join(cells))
        return "\n".join(lines)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in ("", *self._heads))
        body = "".join(
            f'<tr><th scope="row">{html.escape(name)}</th>'
            + "".join(f"<td>{cell}</td>" for cell in row)
            + "</tr>"
            for name, row in zip(self.names, self._rows(), strict=True)
        )
        caption = html.escape(MEANING)
        return (
            f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )

    def to_dataframe(self) -> "pandas.DataFrame":
        """One line for each explanation: its correlation with each, and its completeness.

        Raises:
            OptionError: pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError:
            cause = "A table needs pandas, which is not installed."
            raise OptionError(cause, 'Install it with: pip install "pairlens[frames]".') from None
        table = pd.DataFrame(self.correlation, index=list(self.names), columns=list(self.names))
        table["completeness"] = self.completeness
        return table

    @property
    def _heads(self) -> tuple[str, ...]:
        return (*self.names, "completeness")

    def _rows(self) -> list[list[str]]:
        whole = np.column_stack([self.correlation, self.completeness])
        return [["–" if np.isnan(value) else f"{value:.2f}" for value in row] for row in whole]


def compare(pairs: Sequence[PairAttribution]) -> Agreement:
    """Hold several explanations of one pair against each other.

    A finer grid is summed over the cells of the coarser one, by area, before two are compared.

    Args:
        pairs: Explanations of the same pair, by different methods, layers or encoders (of which one may be
            `pairlens.randomised`: what agrees with it does not depend on what the model has learnt).

    Raises:
        PairlensError: There are fewer than two, or their captions are cut into other tokens.
    """
    pairs = tuple(pairs)
    if len(pairs) < 2:  # noqa: PLR2004 - that is what comparing takes
        raise PairlensError(f"There is nothing to compare in {len(pairs)} explanations.", "Pass two or more.")
    for pair in pairs[1:]:
        _check_alike(pairs[0], pair)
    correlation = np.array([[_correlation(a, b) for a in pairs] for b in pairs])
    return Agreement(_names(pairs), correlation, np.array([completeness(pair) for pair in pairs]))


def completeness(pair: PairAttribution) -> float:
    """1 - |residual| / natural scale; NaN where a method's numbers are no parts of the score."""
    if not pair.settings.get("additive", True):
        return float("nan")
    return 1 - pair.ledger.relative_residual


def ranks(values: Float[np.ndarray, " n"]) -> Float[np.ndarray, " n"]:
    """Ranks from 0, ties sharing their mean.

    >>> ranks(np.array([3.0, 1.0, 3.0])).tolist()
    [1.5, 0.0, 1.5]
    """
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    first = np.cumsum(counts) - counts
    shared: np.ndarray = first + (counts - 1) / 2
    return shared[place]


def resampled(
    values: Float[np.ndarray, "*rest rows cols"], grid: tuple[int, int]
) -> Float[np.ndarray, "..."]:
    """Sums over the cells of another grid, each cell's number spread evenly over its area.

    >>> resampled(np.ones((2, 4)), (1, 2)).tolist()
    [[4.0, 4.0]]
    """
    rows, cols = (_overlap(n, m) for n, m in zip(values.shape[-2:], grid, strict=True))
    return np.einsum("...rc,Rr,Cc->...RC", values, rows, cols)


def _overlap(old: int, new: int) -> Float[np.ndarray, "new old"]:
    """Share of each old interval that lies in each new one."""
    edges = np.arange(old + 1) / old
    starts, stops = np.arange(new)[:, None] / new, np.arange(1, new + 1)[:, None] / new
    return np.clip(np.minimum(edges[1:], stops) - np.maximum(edges[:-1], starts), 0, None) * old


def _correlation(a: PairAttribution, b: PairAttribution) -> float:
    one, other = _matched(a, b)
    if np.ptp(one) == 0 or np.ptp(other) == 0:
        return float("nan")
    return float(np.corrcoef(ranks(one), ranks(other))[0, 1])


def _matched(a: PairAttribution, b: PairAttribution) -> tuple[np.ndarray, np.ndarray]:
    """Both matrices on the coarser grid of each side, flattened."""
    found = []
    for pair, other in ((a, b), (b, a)):
        values = np.asarray(pair.matrix, dtype=np.float64)
        # the second side's axes come first; a picture has two of them
        for side, theirs, first in ((pair.b, other.b, True), (pair.a, other.a, False)):
            if side.shape != theirs.shape:
                grid = (min(side.shape[0], theirs.shape[0]), min(side.shape[1], theirs.shape[1]))
                values = _on_front(values, grid) if first else resampled(values, grid)
        found.append(values.ravel())
    return found[0], found[1]


def _on_front(values: np.ndarray, grid: tuple[int, int]) -> np.ndarray:
    return np.moveaxis(resampled(np.moveaxis(values, (0, 1), (-2, -1)), grid), (-2, -1), (0, 1))


def _check_alike(one: PairAttribution, other: PairAttribution) -> None:
    for mine, theirs in ((one.a, other.a), (one.b, other.b)):
        if type(mine) is not type(theirs):
            raise PairlensError(
                "One pair is of other kinds than another.", "Explain the same pair by each method."
            )
        if (
            isinstance(mine, CaptionUnits)
            and isinstance(theirs, CaptionUnits)
            and mine.tokens != theirs.tokens
        ):
            raise PairlensError(
                f"The captions are cut into other tokens: {list(mine.tokens)} and {list(theirs.tokens)}.",
                "Compare explanations of one caption by encoders that share a tokenizer.",
            )


def _names(pairs: Sequence[PairAttribution]) -> tuple[str, ...]:
    """The methods; where one occurs more than once, with the first fact that tells them apart, or a number."""
    return tuple(_name(pairs, at) for at in range(len(pairs)))


def _name(pairs: Sequence[PairAttribution], at: int) -> str:
    method = pairs[at].method
    same = [i for i, pair in enumerate(pairs) if pair.method == method]
    if len(same) == 1:
        return method
    if len({pairs[i].model for i in same}) == len(same):
        return f"{method}, {pairs[at].model}"
    if len({pairs[i].layers for i in same}) == len(same):
        return f"{method}, layers {pairs[at].layers}"
    return f"{method} {same.index(at) + 1}"
