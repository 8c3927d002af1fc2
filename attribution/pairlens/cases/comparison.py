"""Pairs explained twice: which failures are gone, which are new, and where nobody can tell."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pairlens.cases.comparison_table import drawn
from pairlens.cases.item import Item
from pairlens.cases.needs import needed
from pairlens.result import PairAttribution

if TYPE_CHECKING:
    import pandas  # noqa: ICN001 - the shape checker finds the class by its full name

Verdict = Literal["fixed", "broken", "unchanged", "unknown"]
VERDICTS: tuple[Verdict, ...] = ("fixed", "broken", "unchanged", "unknown")
Pass = Callable[[PairAttribution, Mapping[str, float]], bool | None]
"""Whether an explanation with its measures is right; None if that cannot be told."""

DECIDING = ("pointing", "rank")
"""Measures of which 1 is right, the one that is asked first in front."""


@dataclass(frozen=True, eq=False)
class Twice:
    """One pair, before and after.

    Attributes:
        before: The item of the store.
        after: The same pair with the other encoder; None if it could not be explained.
        labels: What submitted cases say of the item.
        old: Its measures before.
        new: And after; empty if it could not be explained.
        verdict: "fixed", "broken", "unchanged" or "unknown".
        remark: What to know of it; empty if nothing.
    """

    before: Item
    after: Item | None
    labels: tuple[str, ...]
    old: Mapping[str, float]
    new: Mapping[str, float]
    verdict: Verdict
    remark: str = ""


@dataclass(frozen=True, eq=False)
class Comparison:
    """Every pair before and after; as a cell's last line it draws itself.

    Attributes:
        model: Name of the other encoder.
        weights: Hash of its weights.
        rows: One for each pair, in the store's order.
    """

    model: str
    weights: str
    rows: tuple[Twice, ...]

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def fixed(self) -> tuple[Twice, ...]:
        """Wrong before, right now."""
        return self._of("fixed")

    @property
    def broken(self) -> tuple[Twice, ...]:
        """Right before, wrong now."""
        return self._of("broken")

    @property
    def unchanged(self) -> tuple[Twice, ...]:
        """Right twice, or wrong twice."""
        return self._of("unchanged")

    @property
    def unknown(self) -> tuple[Twice, ...]:
        """Nobody can tell, or it could not be explained."""
        return self._of("unknown")

    def __str__(self) -> str:
        told = ", ".join(f"{len(self._of(verdict))} {verdict}" for verdict in VERDICTS)
        return f"{len(self)} pairs explained again with {self.model}: {told}"

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return drawn(self, VERDICTS)

    def to_dataframe(self) -> "pandas.DataFrame":
        """One line for each pair: both ids, the verdict, the labels, and each measure before and after.

        Raises:
            OptionError: pandas is not installed.
        """
        table = needed("pandas", "A table")
        return table.DataFrame([_flat(row) for row in self.rows])

    def _of(self, verdict: Verdict) -> tuple[Twice, ...]:
        return tuple(row for row in self.rows if row.verdict == verdict)


def verdict_of(
    criterion: Pass | None,
    old: tuple[PairAttribution, Mapping[str, float]],
    new: tuple[PairAttribution, Mapping[str, float]],
) -> Verdict:
    """What became of a pair.

    Args:
        criterion: The user's own; None decides by the first of `DECIDING` that is known of both.
        old: The explanation before, with its measures.
        new: The one after.
    """
    if criterion is not None:
        return _verdict(criterion(*old), criterion(*new))
    for key in DECIDING:
        values = old[1].get(key, math.nan), new[1].get(key, math.nan)
        if not any(map(math.isnan, values)):
            return _verdict(values[0] == 1, values[1] == 1)
    return "unknown"


def _verdict(before: object, after: object) -> Verdict:  # numpy has truth values of its own
    if before is None or after is None:
        return "unknown"
    if bool(before) == bool(after):
        return "unchanged"
    return "fixed" if after else "broken"


def _flat(row: Twice) -> dict[str, object]:
    keys = dict.fromkeys((*row.old, *row.new))
    return {
        "item": row.before.id,
        "again": row.after.id if row.after else "",
        "caption": row.before.caption,
        "verdict": row.verdict,
        "labels": ", ".join(row.labels),
        **{
            f"{key}_{when}": values.get(key)
            for key in keys
            for when, values in (("old", row.old), ("new", row.new))
        },
        "remark": row.remark,
    }
