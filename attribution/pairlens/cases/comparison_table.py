"""A comparison as a table in HTML: one line for each pair, what changed before the rest."""

from __future__ import annotations

import math
from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pairlens.cases.comparison import Comparison, Twice

SHOWN = ("score", "pointing", "energy", "rank", "residual", "special")
MOST = 100
_NUMBER = "text-align:right;font-variant-numeric:tabular-nums;padding:1px 8px;white-space:nowrap"
_CELL = "text-align:left;padding:1px 8px"


def drawn(comparison: Comparison, order: tuple[str, ...]) -> str:
    """The table.

    Args:
        comparison: What is drawn.
        order: Verdicts, those first that stand first.
    """
    rows = sorted(comparison.rows, key=lambda row: order.index(row.verdict))
    shared = _shared(comparison.rows)
    columns = {name: texts for name, texts in _texts(rows[:MOST], shared).items() if any(texts)}
    columns |= {key: [_both(row, key) for row in rows[:MOST]] for key in SHOWN if _known(rows, key)}
    heads = "".join(f'<th scope="col" style="{_CELL}">{escape(name)}</th>' for name in columns)
    lines = zip(*(_cells(name, texts) for name, texts in columns.items()), strict=True)
    body = "".join(f"<tr>{''.join(line)}</tr>" for line in lines)
    more = f"<p>… and {len(rows) - MOST} more; to_dataframe() has them all.</p>" if len(rows) > MOST else ""
    note = f"<p>All of them: {escape(shared)}.</p>" if shared else ""
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    return f"<p>{escape(str(comparison))}. Numbers: before → now.</p>{table}{more}{note}"


def _texts(rows: list[Twice], shared: str) -> dict[str, list[str]]:
    return {
        "verdict": [row.verdict for row in rows],
        "caption": [row.before.caption for row in rows],
        "picture": [row.before.picture.name if row.before.picture else "" for row in rows],
        "labels": [", ".join(row.labels) for row in rows],
        "remark": ["" if row.remark == shared else row.remark for row in rows],
    }


def _shared(rows: tuple[Twice, ...]) -> str:
    """What is remarked of every pair alike; said once."""
    remarks = {row.remark for row in rows}
    return remarks.pop() if len(remarks) == 1 and len(rows) > 1 else ""


def _known(rows: list[Twice], key: str) -> bool:
    return any(not math.isnan(row.old.get(key, math.nan)) for row in rows)


def _cells(name: str, texts: list[str]) -> list[str]:
    style = _NUMBER if name in SHOWN else _CELL
    return [f'<td style="{style}" dir="auto">{escape(text)}</td>' for text in texts]


def _both(row: Twice, key: str) -> str:
    return f"{_number(row.old, key)} → {_number(row.new, key)}"


def _number(values: Mapping[str, float], key: str) -> str:
    value = values.get(key, math.nan)
    return "–" if math.isnan(value) else f"{value:.3g}"
