from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import samples
from pairlens.cases.comparison import Comparison, Twice, verdict_of
from pairlens.cases.item import item_of

PAIR = samples.tiny()
ITEM = item_of(PAIR, name="<i>dog</i>")
NAN = float("nan")


def verdict(old: dict[str, float], new: dict[str, float], criterion: Any = None) -> str:
    return verdict_of(criterion, (PAIR, old), (PAIR, new))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ({"pointing": 0.5}, {"pointing": 1}, "fixed"),
        ({"pointing": 1}, {"pointing": 0.5}, "broken"),
        ({"pointing": 0}, {"pointing": 0.5}, "unchanged"),
        ({"pointing": 1}, {"pointing": 1}, "unchanged"),
        ({"rank": 3}, {"rank": 1}, "fixed"),
        ({"rank": 1}, {"rank": 1.5}, "broken"),
        ({"pointing": 0, "rank": 1}, {"pointing": NAN, "rank": 2}, "broken"),
        ({"pointing": 0, "rank": 1}, {"pointing": 1, "rank": 2}, "fixed"),
        ({"pointing": 0}, {"pointing": NAN}, "unknown"),
        ({"score": 0.1}, {"score": 0.9}, "unknown"),
        ({"pointing": 0}, {"rank": 1}, "unknown"),
    ],
)
def test_only_what_is_known_of_both_decides(old: dict[str, float], new: dict[str, float], says: str) -> None:
    assert verdict(old, new) == says


def test_a_criterion_of_ones_own_goes_before() -> None:
    def better(pair: Any, measures: Any) -> bool | None:
        assert pair is PAIR
        return None if measures["score"] == 0 else measures["score"] > 0.5

    known = {"pointing": 0.0}
    assert verdict({"score": 0.1} | known, {"score": 0.9} | known, better) == "fixed"
    assert verdict({"score": 0.6}, {"score": 0.2}, better) == "broken"
    assert verdict({"score": 0.6}, {"score": 0}, better) == "unknown"
    assert verdict({"score": 0.6}, {"score": 0.7}, lambda *_: np.True_) == "unchanged"


def comparison() -> Comparison:
    other = replace(ITEM, id="f" * 64)
    rows = (
        Twice(
            ITEM,
            other,
            ("wrong_object",),
            {"pointing": 1.0, "score": 0.2},
            {"pointing": 0.0, "score": 0.3},
            "broken",
        ),
        Twice(ITEM, other, (), {"pointing": 0.0}, {"pointing": 1.0}, "fixed"),
        Twice(ITEM, None, (), {"pointing": 0.0}, {}, "unknown", "no <b>tower</b>"),
    )
    return Comparison("other", "sha256:0", rows)


def test_it_tells_apart_what_became_of_each() -> None:
    found = comparison()
    assert (len(found.fixed), len(found.broken), len(found.unchanged), len(found.unknown)) == (1, 1, 0, 1)
    assert str(found) == "3 pairs explained again with other: 1 fixed, 1 broken, 0 unchanged, 1 unknown"


def test_it_draws_itself_and_is_a_table() -> None:
    page = comparison()._repr_html_()
    assert page.index("fixed</td>") < page.index("broken</td>") < page.index("unknown</td>")
    assert "1 → 0" in page
    assert "0 → –" in page
    assert "&lt;i&gt;dog" in page
    assert "<b>" not in page
    table = comparison().to_dataframe()
    assert table["verdict"].tolist() == ["broken", "fixed", "unknown"]
    assert table["pointing_old"].tolist() == [1, 0, 0]
    assert table["again"].tolist()[2] == ""
    assert table["labels"][0] == "wrong_object"


def test_what_is_remarked_of_all_is_said_once_and_empty_columns_are_left_out() -> None:
    bare = replace(ITEM, a=replace(ITEM.a, name=""), b=replace(ITEM.b, name=""))
    row = Twice(bare, bare, (), {"pointing": 0.0}, {"pointing": 1.0}, "fixed", "of a <small> picture")
    page = Comparison("other", "sha256:0", (row, row))._repr_html_()
    assert page.count("of a &lt;small&gt; picture") == 1
    assert not any(f">{name}</th>" in page for name in ("picture", "labels", "remark", "rank"))
