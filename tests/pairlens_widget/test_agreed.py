from __future__ import annotations

import json
from typing import Any

import pytest

import galleries
from agreed import FILES, NAMES, expected, exports, looks


@pytest.mark.parametrize("name", NAMES)
def test_the_files_that_the_view_is_tested_with_hold_what_python_says_today(name: str) -> None:
    committed = json.loads((FILES / f"{name}.json").read_text(encoding="utf-8"))
    assert _close(committed, json.loads(json.dumps(expected(name)))), (
        "run `python tests/agreed.py` and commit"
    )


def test_both_sides_of_the_wire_know_the_same_looks() -> None:
    assert json.loads((FILES / "look.json").read_text(encoding="utf-8")) == looks()


def test_what_both_write_is_what_python_writes_today() -> None:
    committed = json.loads((FILES / "exports.json").read_text(encoding="utf-8"))
    assert _close(committed, json.loads(json.dumps(exports()))), "run `python tests/agreed.py` and commit"


def test_both_sides_find_the_same_order() -> None:
    committed = json.loads((FILES / "gallery.json").read_text(encoding="utf-8"))
    assert _close(committed, json.loads(json.dumps(galleries.agreed()))), (
        "run `python tests/agreed.py` and commit"
    )


def _close(a: Any, b: Any) -> bool:
    if isinstance(a, dict):
        return isinstance(b, dict) and a.keys() == b.keys() and all(_close(a[key], b[key]) for key in a)
    if isinstance(a, list):
        return isinstance(b, list) and len(a) == len(b) and all(map(_close, a, b))
    if isinstance(a, float):
        return bool(b == pytest.approx(a, rel=1e-6, abs=1e-9))
    return bool(a == b)
