"""Failure cases from the command line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import samples
from bundles import whole
from pairlens import cases
from pairlens_widget.cli import main


@pytest.fixture
def store(tmp_path: Path) -> str:
    bundle = whole()
    first = replace(bundle.cases[0], judgement=replace(bundle.cases[0].judgement, labels=("wrong_object",)))
    with cases.Store(tmp_path / "x.db") as made:
        cases.import_(made, replace(bundle, cases=(first, bundle.cases[1]), history=()))
    return str(tmp_path / "x.db")


@pytest.mark.parametrize("name", ["x.parquet", "x.jsonl"])
def test_cases_move_to_another_store(
    store: str, tmp_path: Path, capsys: pytest.CaptureFixture, name: str
) -> None:
    file, other = str(tmp_path / name), str(tmp_path / "y.db")
    assert main(["cases", "export", store, file]) == 0
    assert main(["cases", "import", other, file]) == 0
    assert main(["cases", "import", other, file]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"2 cases of 2 items in {file}"
    assert said[1].startswith("2 cases added; 0 already there; 0 conflicting")
    assert said[2].startswith("0 cases added; 2 already there; 0 conflicting")
    with cases.Store(store) as one, cases.Store(other) as two:
        assert one.cases() == two.cases()


def test_cases_are_listed(store: str, capsys: pytest.CaptureFixture) -> None:
    assert main(["cases", "list", store, "--label", "missed_object"]) == 0
    assert main(["cases", "list", store, "--reviewer", "ann", "--status", "submitted"]) == 0
    caption = whole().items[0].caption
    assert capsys.readouterr().out.splitlines() == [
        f"bob\tsubmitted\twrong_object,missed_object\t{caption}",
        f"ann\tsubmitted\twrong_object\t{caption}",
    ]


def test_what_cannot_be_done_is_said(store: str, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["cases", "export", store, str(tmp_path / "x.txt")]) == 1
    assert "says no format" in capsys.readouterr().err
    assert main(["cases", "import", str(tmp_path / "new.db"), str(tmp_path / "missing.csv")]) == 1
    assert "cannot be read" in capsys.readouterr().err
    assert not (tmp_path / "new.db").exists()
    assert main(["cases", "list", str(tmp_path / "none.db")]) == 1
    assert not (tmp_path / "none.db").exists()


def test_a_reviewer_cannot_move_the_cursor(store: str, capsys: pytest.CaptureFixture) -> None:
    case = whole().cases[0]
    odd = replace(case, reviewer="\x1b[2J", id=cases.case_id(case.item, "\x1b[2J"))
    with cases.Store(store) as made:
        cases.import_(made, cases.Bundle(cases=(odd,)))
    assert main(["cases", "list", store]) == 0
    assert "\x1b" not in capsys.readouterr().out


def test_a_page_holds_the_pairs_that_were_judged(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    place, page = tmp_path / "x.db", tmp_path / "x.html"
    with cases.Store(place) as store:
        items = store.add_many([samples.pair(), samples.pair("a cat")])
        store.judge(items[0].id, "ada", ["wrong_object"], note="<b>there</b>")
    assert main(["cases", "export", str(place), str(page)]) == 0
    assert capsys.readouterr().out == f"1 pairs with their views in {page}\n"
    text = page.read_text()
    assert samples.HUSKY in text
    assert "a cat" not in text
    assert "<b>" not in text


def test_nothing_judged_makes_no_page(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    place, page = tmp_path / "x.db", tmp_path / "x.html"
    with cases.Store(place) as store:
        store.add(samples.pair())
    assert main(["cases", "export", str(place), str(page)]) == 1
    assert "A page of 0 pairs cannot be made." in capsys.readouterr().err
    assert not page.exists()


def test_a_report_is_a_page(store: str, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["cases", "report", store, str(tmp_path / "report.html")]) == 0
    assert "2" in capsys.readouterr().out
    assert "Wrong object" in (tmp_path / "report.html").read_text()
