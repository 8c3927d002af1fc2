"""What axe-core finds wrong with a page: nothing, one hopes."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

_AXE = Path(__file__).parents[1] / "js" / "node_modules" / "axe-core" / "axe.min.js"
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def _script() -> str:
    if not _AXE.exists():
        raise FileNotFoundError(f"{_AXE} is missing; `make view` installs the front end's tools.")
    return _AXE.read_text(encoding="utf-8")


def violations(page: Page, scope: str | None = None) -> list[str]:
    """Every violation as "rule (impact): where", the element's markup included.

    Args:
        page: The page; its content may forbid scripts of others, which this goes round.
        scope: Selector of the part to look at, shadow roots below it included; None is the whole page.
    """
    page.evaluate(_script())
    found: list[dict[str, Any]] = page.evaluate(
        """([scope, tags]) => axe.run(scope ?? document, {
            runOnly: tags, resultTypes: ["violations"], elementRef: false,
        }).then(({violations}) => violations)""",
        [scope, _TAGS],
    )
    return [
        f"{rule['id']} ({rule['impact']}): {node['target']} {node['html'][:200]} | {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]
