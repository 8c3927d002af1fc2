"""A report as text, as a cell's output, and as a page of its own."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from pairlens.cases.concentration import CLEAR, Cell

if TYPE_CHECKING:
    from pairlens.cases.reporting import Count, Report

SEVERITIES = {1: "slight", 2: "clear", 3: "grave"}
LEAST = 0.001
"""Smaller p-values are not told apart in words; `to_dataframe` has them."""

MOST = 12
"""Most cells that are told in words."""

_NUMBER = "text-align:right;font-variant-numeric:tabular-nums;padding:1px 8px;white-space:nowrap"
_CELL = "text-align:left;padding:1px 8px"
_PLAIN = "background:none;border:none;color:inherit;font:inherit"
_TABLE = f"border-collapse:collapse;margin:6px 0 14px;{_PLAIN}"
_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><style>
:root{{color-scheme:light dark}}
body{{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}}
figure{{margin:1rem 0;overflow-x:auto}}img{{max-width:100%;background:#fff;border-radius:4px}}h1{{font-size:1.3rem}}
</style></head><body><h1>{title}</h1>{body}{figure}</body></html>"""


def as_text(report: Report) -> str:
    """The counts, one line each, and what is clear."""
    wide = max(len(count.name) for count in report.counts)
    lines = [f"{count.name:<{wide}}  {count.items:>5}  {percent(count.share):>5}" for count in _used(report)]
    return "\n".join([_headline(report), *lines, *map(sentence, report.clear[:MOST])])


def as_html(report: Report) -> str:
    """The same as tables that take the page's colours; labels and classes are text."""
    parts = [f"<p>{escape(_headline(report))}</p>", _counts(report), f"<p>{escape(_severity(report))}</p>"]
    if len(report.models) > 1:
        parts.append(_models(report))
    if report.by:
        parts.append(_concentration(report))
    return f'<div style="font-size:13px">{"".join(parts)}</div>'


def page(report: Report) -> str:
    """A whole HTML page, with the figure in it."""
    buffer = io.BytesIO()
    report.plot().savefig(buffer, format="png", dpi=200)
    data = base64.b64encode(buffer.getvalue()).decode()
    said = escape(as_text(report))
    figure = f'<figure><img alt="{said}" src="data:image/png;base64,{data}"></figure>'
    return _PAGE.format(title="Failure cases", body=as_html(report), figure=figure)


def sentence(cell: Cell) -> str:
    """A cell in words."""
    return (
        f"{cell.name}: {cell.observed} of {cell.items} in {cell.group}, {cell.expected:.1f} expected "
        f"(× {cell.lift:.1f}, q {_p(cell.q, '= ')})"
    )


def _headline(report: Report) -> str:
    who = f"{len(report.reviewers)} reviewers" if len(report.reviewers) > 1 else report.reviewers[0]
    wrong = report.counts[-1]
    return f"{report.judged} items judged by {who}; something is wrong in {wrong.items} ({percent(wrong.share)})."


def _used(report: Report) -> list[Count]:
    """Categories that were given, the most frequent first, "anything wrong" last."""
    *own, last = report.counts
    return [*sorted((count for count in own if count.items), key=lambda count: -count.items), last]


def _counts(report: Report) -> str:
    most = max([count.items for count in report.counts], default=0) or 1
    rows = "".join(
        f'<tr style="{_PLAIN}"><th scope="row" style="{_CELL};font-weight:400">{escape(count.name)}</th>'
        f'<td style="{_NUMBER}">{count.items}</td><td style="{_NUMBER}">{percent(count.share)}</td>'
        f'<td style="{_CELL}"><div style="height:9px;width:{160 * count.items / most:.0f}px;background:currentColor;'
        f'opacity:.55"></div></td></tr>'
        for count in _used(report)
    )
    return f'<table style="{_TABLE}">{rows}</table>'


def _severity(report: Report) -> str:
    told = [f"{name} {report.severity[key]}" for key, name in SEVERITIES.items() if report.severity.get(key)]
    unsaid = report.severity.get(None, 0)
    return f"Severity, by case: {', '.join([*told, f'not said {unsaid}'] if unsaid else told) or 'not said'}."


def _models(report: Report) -> str:
    rows = [
        (model, f"{wrong} of {judged}", percent(wrong / judged))
        for model, (judged, wrong) in report.models.items()
    ]
    return _table(("model", "something wrong", ""), rows)


def _concentration(report: Report) -> str:
    unknown = f" Of {report.without} items no {escape(report.by)} is known." if report.without else ""
    if not report.clear:
        return f"<p>No failure gathers clearly in any {escape(report.by)} (q &lt; {CLEAR}).{unknown}</p>"
    rows = [
        (
            c.name,
            c.group,
            f"{c.observed} of {c.items}",
            f"{c.expected:.1f}",
            f"× {c.lift:.1f}",
            _p(c.p),
            _p(c.q),
        )
        for c in report.clear[:MOST]
    ]
    heads = ("gathers", report.by, "seen", "expected", "lift", "p", "q")
    said = (
        f"p: Fisher's exact test of each cell, two-sided; q: corrected for {len(report.cells)} cells "
        f"(Benjamini and Hochberg). Below {CLEAR} is shown; × below 1 is rarer than expected.{unknown}"
    )
    return f'{_table(heads, rows)}<p style="opacity:.72">{said}</p>'


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    texts = sum(
        not any(letter.isdigit() for letter in head) and at < len(heads) for at, head in enumerate(heads[:2])
    )
    styles = [_CELL if at < texts else _NUMBER for at in range(len(heads))]
    head = "".join(
        f'<th scope="col" style="{s}">{escape(h)}</th>' for h, s in zip(heads, styles, strict=True)
    )
    body = "".join(
        f'<tr style="{_PLAIN}">'
        + "".join(f'<td style="{s}">{escape(cell)}</td>' for cell, s in zip(row, styles, strict=True))
        + "</tr>"
        for row in rows
    )
    return f'<table style="{_TABLE}"><thead><tr style="{_PLAIN}">{head}</tr></thead><tbody>{body}</tbody></table>'


def percent(share: float) -> str:
    """A share as people read it."""
    return f"{100 * share:.0f} %"


def _p(value: float, equals: str = "") -> str:
    return f"{equals}{value:.3f}" if value >= LEAST else f"< {LEAST}"
