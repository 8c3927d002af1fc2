"""CSV: flat, exact for what people say, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given

from bundles import MODERATE, ROLLS, bundles, whole
from pairlens.cases.formats import csv_table, guard
from pairlens.cases.formats.bundle import Bundle
from pairlens.errors import FileError, OptionError

pytestmark = ROLLS
FORMULA = "=+-@\t\r\n＝＋－＠"


def held(bundle: Bundle) -> Bundle:
    """What flat tables hold of a bundle."""
    return Bundle(items=bundle.items, cases=bundle.cases)


def sorted_items(bundle: Bundle) -> Bundle:
    """The same, in an order of its own."""
    return replace(bundle, items=tuple(sorted(bundle.items, key=lambda item: item.id)))


@MODERATE
@given(bundle=bundles())
def test_what_was_written_is_read(bundle: Bundle, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("csv") / "cases.csv"
    csv_table.write(bundle, path)
    assert sorted_items(csv_table.read(path)) == sorted_items(held(bundle))


@MODERATE
@given(bundle=bundles())
def test_no_text_begins_like_a_formula(bundle: Bundle, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("csv") / "cases.csv"
    csv_table.write(bundle, path)
    with path.open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not [cell for cell in cells if cell[:1] in set(FORMULA) and not _number(cell)]
    assert "\0" not in path.read_text(encoding="utf-8")


def _number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return "." in cell or "e" in cell or "inf" in cell  # a score, which is written as a number


def test_item_and_reviewer_are_enough(tmp_path: Path) -> None:
    item = whole().items[0].id
    (tmp_path / "x.csv").write_text(f'item,reviewer,labels\n{item},ann,"[""wrong_object""]"\n')
    before = datetime.now(UTC)
    (case,) = csv_table.read(tmp_path / "x.csv").cases
    assert (case.reviewer, case.labels, case.status) == ("ann", ("wrong_object",), "draft")
    assert before <= case.changed <= datetime.now(UTC)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,b\n1,2\n", "no column “item”"),
        ("", "no column “item”"),
        ("item,item\n1,2\n", "names of their own"),
        ("item,reviewer\nx\n", r"row 1: There are 1 cells, but 2 columns"),
        ("item,reviewer\nx,ann\n", r"row 1, field 'item': 'x' is no id"),
        ("item,reviewer,version\nx,ann,7\n", "version 7"),
        ('item,reviewer\n"x,ann\n', "is no CSV"),
        ("item\nx\n", "neither a reviewer nor an item"),
        (f"item,reviewer,labels\n{'0' * 64},ann,wrong_object\n", r"field 'labels': This is no JSON"),
        (f"item,reviewer,severity\n{'0' * 64},ann,9\n", "The severity is 9"),
        (f"item,reviewer,severity\n{'0' * 64},ann,high\n", "is no whole number"),
        (f'item,reviewer,note\n{"0" * 64},ann,"json:""a"\n', "no JSON string"),
        (f"item,reviewer\n{'0' * 64},ann\n{'0' * 64},ann\n", "row 2: The case .* is there twice"),
        (f"item,item_data\n{'0' * 64},NaN\n", "NaN is no JSON"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "x.csv").write_text(text)
    with pytest.raises(FileError, match=message):
        csv_table.read(tmp_path / "x.csv")


def test_limits_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    csv_table.write(whole(), tmp_path / "x.csv")
    for limits in (guard.Limits(bytes=100), guard.Limits(lines=1), guard.Limits(line=50)):
        monkeypatch.setattr(guard, "LIMITS", limits)
        with pytest.raises(FileError):
            csv_table.read(tmp_path / "x.csv")


def test_reading_leaves_the_limit_of_csv_as_it_was(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    csv_table.write(whole(), tmp_path / "x.csv")
    csv_table.read(tmp_path / "x.csv")
    assert csv.field_size_limit() == before


def test_it_holds_no_pictures(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="embed"):
        csv_table.write(whole(), tmp_path / "x.csv", "embed")
