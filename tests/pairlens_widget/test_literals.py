"""Texts that the view writes into Python; `js/tests/python.test.ts` sees that it writes them so."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

LITERALS = json.loads(
    (Path(__file__).parents[2] / "js" / "tests" / "agreed" / "literals.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", LITERALS, ids=range(len(LITERALS)))
def test_python_reads_the_same_text(case: dict[str, str]) -> None:
    assert ast.literal_eval(case["literal"]) == case["text"]
    assert "\n" not in case["literal"]


def test_they_hold_what_spoils_careless_literals() -> None:
    texts = "".join(case["text"] for case in LITERALS)
    assert {'"', "'", "\\", "\n", "\r", "\0", "\u2028", "\u202e", "\u200d", "🐶", "\ud83d"} <= {*texts}
