"""pandas: a data frame with the columns of `pairlens.cases.formats.table`.

It holds items and cases. It does not hold categories, the history of cases, explanations and pictures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pairlens.cases.formats import table
from pairlens.cases.formats.bundle import Bundle
from pairlens.cases.formats.optional import needed

if TYPE_CHECKING:
    import pandas  # noqa: ICN001 - the shape checker finds the class by its full name


def to_dataframe(bundle: Bundle) -> "pandas.DataFrame":
    """Cases as a data frame, one line per case, then one per item of which nobody has said anything.

    Labels and evidence are JSON; note and reviewer are as they are, unless they hold control characters or lone
    surrogates (`json:` and a JSON string then).

    Raises:
        OptionError: pandas is not installed.
    """
    pd = needed("pandas", "A table")
    extras = table.extras(bundle)
    names = [*table.CASE, *table.SHOWN, *extras, *table.LAST]
    rows = [
        row | {name: values.get(row["item"]) for name, values in extras.items()} for row in table.rows(bundle)
    ]
    frame: pandas.DataFrame = pd.DataFrame(
        {name: [row[name] for row in rows] for name in names}, dtype=object
    )
    kinds = {"severity": "Int64", "score": "float64", "version": "Int64"}
    return frame.astype(kinds)


def from_dataframe(frame: "pandas.DataFrame") -> Bundle:
    """Cases from such a data frame; lines and columns may have been left out, added and changed.

    Args:
        frame: At least the columns `item` and `reviewer`, or `item_data`. An empty `changed` counts as now.

    Raises:
        FileError: A line is not as it should be; the line is named, counted from 1.
    """
    wanted = [name for name in (*table.CASE, *table.LAST) if name in frame.columns]
    plain = frame[wanted].astype(object)
    plain = plain.where(frame[wanted].notna(), None)
    return table.bundle_of(plain.to_dict("records"), "The data frame")  # type: ignore[arg-type]  # the names are text
