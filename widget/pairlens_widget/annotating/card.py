"""What was decided, as still HTML: for who opens the notebook where nothing runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from pairlens.cases import Case, Category, Item

MOST = 200
"""Rows of the table; the store has all."""

_TABLE = "border-collapse:collapse;font-size:13px;line-height:1.4;text-align:start"
_CELL = (
    "padding:4px 14px 4px 0;border-bottom:1px solid rgba(128,128,128,.35);vertical-align:top;text-align:start"
)
_SEVERITIES: Mapping[int | None, str] = {1: "slight", 2: "clear", 3: "grave"}


def cases_card(
    rows: Iterable[tuple[int, Item, Case]], total: int, categories: Iterable[Category], store: str
) -> str:
    """A table of the cases that are decided.

    Args:
        rows: Places on the way, items and their cases, decided ones only.
        total: How many pairs there are.
        categories: By which labels are named.
        store: What the store is called.
    """
    listed = list(rows)
    names = {each.key: each.name for each in categories}
    head = f"{len(listed)} of {total} decided, in {store}"
    if not listed:
        return f'<div dir="auto">{escape(head)}</div>'
    cells = "".join(_row(index, item, case, names) for index, item, case in listed[:MOST])
    titles = "".join(
        f'<th scope="col" style="{_CELL}">{name}</th>'
        for name in ("Pair", "Caption", "What is wrong", "Severity", "Note")
    )
    more = f"<p>… and {len(listed) - MOST} more.</p>" if len(listed) > MOST else ""
    return (
        f'<div dir="auto">{escape(head)}</div><table style="{_TABLE}"><tr>{titles}</tr>{cells}</table>{more}'
    )


def _row(index: int, item: Item, case: Case, names: Mapping[str, str]) -> str:
    said = ", ".join(names.get(key, key) for key in case.labels) or "Nothing wrong"
    texts = (
        str(index + 1),
        item.caption or "two pictures",
        said,
        _SEVERITIES.get(case.judgement.severity, ""),
        case.judgement.note,
    )
    cells = "".join(
        f'<td dir="auto" style="{_CELL};white-space:pre-line">{escape(text)}</td>' for text in texts
    )
    return f"<tr>{cells}</tr>"
