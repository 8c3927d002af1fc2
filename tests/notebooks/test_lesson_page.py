"""The lesson that is kept as a page is the one that the notebook makes."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "lesson.html"

sys.path.insert(0, str(ROOT / "tools"))


def kept() -> dict[str, Any]:
    found = re.search(r'id="pairlens-data">(.*?)</script>', PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return json.loads(found[1])["lesson"]


def test_the_kept_page_has_the_steps_of_the_notebook() -> None:
    from lesson_page import lesson

    made = lesson()._lesson
    page = kept()
    again = "run tools/lesson_page.py again"
    assert page["title"] == made["title"], again
    assert [[step["title"], step["text"]] for step in page["steps"]] == [
        [step["title"], step["text"]] for step in made["steps"]
    ], again
    assert [step["quiz"] for step in page["steps"]] == [step["quiz"] for step in made["steps"]], again
    assert [step["scene"] for step in page["steps"]] == [step["scene"] for step in made["steps"]], again


def test_the_kept_page_is_small() -> None:
    assert PAGE.stat().st_size < 700_000
