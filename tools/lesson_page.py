"""Write the lesson of the third notebook as a page: python tools/lesson_page.py [docs/lesson.html]."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat

if TYPE_CHECKING:
    from pairlens_widget import Lesson

ROOT = Path(__file__).parents[1]
NOTEBOOK = ROOT / "notebooks" / "03-explore-and-teach.ipynb"
PAGE = ROOT / "docs" / "lesson.html"


def lesson() -> Lesson:
    """The lesson that the notebook makes; its cells are run up to there, and nothing is shown."""
    known: dict[str, Any] = {}
    for cell in nbformat.read(NOTEBOOK, as_version=4).cells:
        if cell.cell_type == "code":
            exec(cell.source, known)  # noqa: S102 - our own notebook
        if "lesson" in known:
            return known["lesson"]
    raise SystemExit(f"{NOTEBOOK.name} makes no lesson.")


if __name__ == "__main__":
    made = lesson().to_html(Path(sys.argv[1]) if sys.argv[1:] else PAGE)
    sys.stdout.write(f"{made}: {made.stat().st_size // 1024} kB\n")
