from __future__ import annotations

import re
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import samples
from pairlens.cases.case import Case, Judgement, case_id
from pairlens.cases.item import Item, item_of
from pairlens.cases.reporting import report
from pairlens.errors import FileError, OptionError

NOW = datetime(2026, 1, 1, tzinfo=UTC)
BASE = item_of(samples.tiny())


def case(
    item: Item, reviewer: str, *labels: str, severity: int | None = None, status: Any = "submitted"
) -> Case:
    said = Judgement(status=status, labels=labels, severity=severity)
    return Case(
        id=case_id(item.id, reviewer),
        item=item.id,
        reviewer=reviewer,
        created=NOW,
        changed=NOW,
        judgement=said,
    )


def item(index: int, **columns: Any) -> Item:
    return replace(BASE, id=f"{index:064}", columns=columns, model="one" if index % 2 else "two")


def found() -> SimpleNamespace:
    """40 items: ten boats with context in eight, thirty cars with context in one; a missed object in four."""
    items = [item(i, **{"class": "boat" if i < 10 else "car", "day": i}) for i in range(40)]
    labels = [["correlated_context"] * (i < 8 or i == 12) + ["missed_object"] * (i >= 36) for i in range(40)]
    cases = [
        case(one, "a", *own, severity=2 if own else None) for one, own in zip(items, labels, strict=True)
    ]
    return SimpleNamespace(items=items, cases=lambda: cases, categories=())


def counts(told: Any) -> dict[str, int]:
    return {count.key: count.items for count in told.counts if count.items}


def test_what_is_counted() -> None:
    told = report(found())
    assert (told.judged, told.cases, told.reviewers, told.by) == (40, 40, ("a",), "class")
    assert counts(told) == {"correlated_context": 9, "missed_object": 4, "any": 13}
    assert told.severity == {2: 13}
    assert told.models == {"two": (20, 7), "one": (20, 6)}
    cells = {(cell.key, cell.group): cell for cell in told.cells}
    boat = cells["correlated_context", "boat"]
    assert (boat.observed, boat.items, boat.expected) == (8, 10, 9 * 10 / 40)
    assert told.clear[0] in (boat, cells["correlated_context", "car"])
    assert not cells["missed_object", "boat"].is_clear


def test_items_that_several_judged_have_what_at_least_half_of_them_gave() -> None:
    one, two, three = item(1), item(2), item(3)
    cases = [case(one, "a", "wrong_object"), case(one, "b"), case(two, "a", "wrong_object"), case(two, "b")]
    cases += [case(two, "c"), case(three, "a", "wrong_object"), case(three, "b", "missed_object")]
    told = report(cases)
    assert counts(told) == {"wrong_object": 2, "missed_object": 1, "any": 2}
    assert (told.judged, told.cases) == (3, 7)
    assert counts(report(cases, reviewer="b")) == {"missed_object": 1, "any": 1}
    assert (told.by, told.cells, told.models) == ("", (), {})


def test_drafts_are_no_judgements_and_items_without_a_class_are_in_no_cell() -> None:
    given = found()
    own = given.cases()
    given.items.append(item(50))
    own += [case(given.items[-1], "a", "wrong_object"), case(item(51), "a", "wrong_object", status="draft")]
    told = report(given)
    assert told.judged == 41
    assert told.without == 1
    assert not [cell for cell in told.cells if cell.key == "wrong_object" and cell.observed]


def test_other_columns_and_models_are_classes_too() -> None:
    assert {cell.group for cell in report(found(), by="model").cells} == {"one", "two"}
    assert len({cell.group for cell in report(found(), by="day").cells}) == 40
    with pytest.raises(OptionError, match=r"no column 'klass'|'klass'"):
        report(found(), by="klass")
    many = [item(i, day=i) for i in range(300)]
    with pytest.raises(OptionError, match="300 values"):
        report(SimpleNamespace(items=many, cases=[case(one, "a") for one in many], categories=()), by="day")


def test_nothing_submitted_is_said() -> None:
    with pytest.raises(OptionError, match="submitted"):
        report([])


def test_it_draws_itself_as_text_and_page(tmp_path: Path) -> None:
    given = found()
    given.items[:] = [replace(one, columns={"class": f"<b>{one.columns['class']}"}) for one in given.items]
    told = report(given)
    assert "13 (32 %)" in str(told)
    assert "8 of 10 in <b>boat" in str(told)
    for page in (told._repr_html_(), _written(told, tmp_path / "report.html")):
        assert "&lt;b&gt;boat" in page
        assert "<b>" not in page
    written = _written(told, tmp_path / "report.html")
    assert "data:image/png;base64," in written
    assert not re.search(r"https?://|src=\"(?!data:)", written)
    with pytest.raises(FileError, match="cannot be written"):
        told.to_html(tmp_path / "none" / "report.html")


def _written(told: Any, path: Path) -> str:
    told.to_html(path)
    return path.read_text(encoding="utf-8")


def test_no_class_that_stands_out_is_said() -> None:
    items = [item(i, **{"class": "ab"[i % 2]}) for i in range(8)]
    given = SimpleNamespace(
        items=items,
        cases=[case(one, "a", *["wrong_object"] * (i < 2)) for i, one in enumerate(items)],
        categories=(),
    )
    assert "No failure gathers clearly" in report(given)._repr_html_()


def test_the_figure_tells_every_count_and_the_classes() -> None:
    told = report(found())
    bars, table = told.plot(width="column").axes
    assert [text.get_text() for text in bars.texts] == ["9", "4", "13"]
    assert [label.get_text() for label in bars.get_yticklabels()] == [
        "Correlated context",
        "Missed object",
        "Anything wrong",
    ]
    assert [label.get_text() for label in table.get_xticklabels()] == ["boat", "car"]
    numbers = {text.get_text(): text.get_weight() for text in table.texts}
    assert numbers["8"] == "bold"
    assert len(report(found().cases()).plot().axes) == 1


def test_tables_and_missing_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    told = report(found())
    table = told.to_dataframe()
    assert len(table) == len(told.cells) == 6
    assert list(report(found().cases()).to_dataframe()["key"])[-1] == "any"
    monkeypatch.setitem(sys.modules, "scipy.stats", None)
    with pytest.raises(OptionError, match="scipy"):
        report(found())
