"""From a store to a file and into another store: nothing lost, nothing twice, nothing half."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from bundles import whole
from pairlens import cases
from pairlens.cases import Bundle, Category, Judgement, Store
from pairlens.errors import FileError, OptionError


@pytest.fixture
def store(tmp_path: Path):
    with Store(tmp_path / "here.db") as made:
        cases.into_store(whole(), made)
        yield made


@pytest.fixture
def other(tmp_path: Path):
    with Store(tmp_path / "there.db") as made:
        yield made


def _plain(store: Store | Bundle) -> tuple:
    bundle = cases.from_store(store)
    told = (bundle.items, bundle.cases, bundle.history, bundle.categories)
    return (*told, dict(bundle.explanations), dict(bundle.pictures))


def test_a_store_takes_in_all_of_a_bundle(store: Store) -> None:
    assert _plain(store) == _plain(whole())


@pytest.mark.parametrize("name", ["x.jsonl", "x.parquet"])
@pytest.mark.parametrize("pictures", [None, "embed"])
def test_a_store_moves_by_file(
    store: Store, other: Store, tmp_path: Path, name: str, pictures: str | None
) -> None:
    cases.export(store, tmp_path / name, pictures=pictures)
    found = cases.import_(other, tmp_path / name)
    assert (found.items, len(found.added), found.there, found.conflicting) == (2, 2, (), ())
    assert _plain(other) == _plain(store)


@pytest.mark.parametrize("name", ["x.jsonl", "x.csv", "x.parquet"])
def test_importing_what_is_there_changes_nothing(store: Store, tmp_path: Path, name: str) -> None:
    cases.export(store, tmp_path / name)
    before = _plain(store)
    for _ in range(2):
        found = cases.import_(store, tmp_path / name)
        assert (found.items, found.added, found.conflicting, len(found.there)) == (0, (), (), 2)
    assert _plain(store) == before


def _said(bundle: Bundle, note: str, hours: float) -> Bundle:
    """The first case, said again without its history."""
    case = bundle.cases[0]
    changed = case.changed + timedelta(hours=hours)
    new = replace(case, changed=changed, judgement=Judgement(status="submitted", note=note))
    return Bundle(items=bundle.items, cases=(new,))


@pytest.mark.parametrize(("hours", "shown"), [(1, "file"), (-1, "=cmd <b>"), (0, "file")])
def test_what_was_said_last_shows_and_nothing_is_lost(store: Store, hours: float, shown: str) -> None:
    case = whole().cases[0]
    for fate in ("conflicting", "there"):
        found = cases.into_store(_said(whole(), "file", hours), store)
        assert getattr(found, fate) == (case.id,)
        now, history = store.case(case.id), store.history(case.id)
        assert now is not None
        assert (now.judgement.note, now.changed) == (shown, case.changed + timedelta(hours=max(hours, 0)))
        assert {change.judgement.note for change in history} == {"file", "=cmd <b>"}
        assert len(history) == (3 if hours < 0 else 2)


def test_a_history_goes_on_where_it_stopped(store: Store, other: Store) -> None:
    cases.into_store(whole(), other)
    case = whole().cases[0]
    edit = replace(
        whole().history[0],
        id=str(uuid4()),
        at=case.changed + timedelta(days=1),
        judgement=Judgement(note="on"),
    )
    other.write(edit)
    found = cases.into_store(cases.from_store(other), store)
    assert (found.added, found.conflicting) == ((case.id,), ())
    assert store.history(case.id) == other.history(case.id)
    assert store.can_undo(case.reviewer)


def test_two_stores_that_went_apart_agree_after_an_exchange(store: Store, other: Store) -> None:
    cases.into_store(whole(), other)
    case, first = whole().cases[0], whole().history[0]
    for hours, where in ((1, store), (2, other)):
        at = case.changed + timedelta(hours=hours)
        where.write(replace(first, id=str(uuid4()), at=at, judgement=Judgement(note=f"{hours}")))
    assert cases.into_store(cases.from_store(other), store).conflicting == (case.id,)
    assert cases.into_store(cases.from_store(store), other).conflicting == (case.id,)
    for where in (store, other):
        now = where.case(case.id)
        assert now is not None
        assert now.judgement.note == "2"
        assert {change.judgement.note for change in where.history(case.id)} == {"1", "2", "=cmd <b>"}
    before = _plain(store)
    assert not cases.into_store(cases.from_store(store), store).conflicting
    assert _plain(store) == before


def test_a_case_without_history_keeps_when_it_was_begun(other: Store) -> None:
    case = whole().cases[0]
    begun = replace(case, created=case.created - timedelta(days=1))
    cases.into_store(replace(whole(), cases=(begun,), history=()), other)
    assert other.case(case.id) == begun


def test_an_item_without_explanation_is_refused_before_anything_is_written(other: Store) -> None:
    bundle = whole()
    second = bundle.items[1].id
    kept = {name: bundle.explanations[name] for name in bundle.explanations if name != second}
    with pytest.raises(FileError, match="holds no explanation"):
        cases.into_store(replace(bundle, explanations=kept), other)
    swapped = {**bundle.explanations, second: bundle.explanations[bundle.items[0].id]}
    with pytest.raises(FileError, match="is of another"):
        cases.into_store(replace(bundle, explanations=swapped), other)
    with pytest.raises(FileError, match="unknown item"):
        cases.into_store(
            replace(bundle, items=bundle.items[1:], explanations={second: kept.get(second, b"")}), other
        )
    assert _plain(other)[:3] == ((), (), ())


def test_an_error_while_writing_leaves_nothing(other: Store) -> None:
    bundle = whole()
    long = replace(bundle.cases[0], reviewer="x" * 300, id=cases.case_id(bundle.items[0].id, "x" * 300))
    with pytest.raises(OptionError, match="300"):
        cases.into_store(replace(bundle, cases=(long,), history=()), other)
    assert _plain(other)[:3] == ((), (), ())


def test_new_categories_are_added_and_old_ones_stay(store: Store) -> None:
    clash = (
        Category("wrong_object", "Otherwise"),
        Category("mine", "Wrong object", "", "k"),
        Category("more", "More", "", "k"),
    )
    found = cases.into_store(Bundle(categories=clash), store)
    assert found.categories == ("mine", "more")
    assert store.categories[:9] == whole().categories
    assert store.categories[9:] == (
        Category("mine", "Wrong object (mine)", "", "k"),
        Category("more", "More"),
    )


def test_labels_without_a_category_are_told(store: Store) -> None:
    odd = replace(whole().cases[0], judgement=Judgement(labels=("odd",)))
    found = cases.into_store(Bundle(cases=(odd,)), store)
    assert found.unknown_labels == ("odd",)
    assert "labels without a category: 'odd'" in str(found)


def test_a_part_is_exported(store: Store, tmp_path: Path) -> None:
    one = whole().cases[1]
    cases.export(store, tmp_path / "x.jsonl", cases=[one])
    found = cases.read(tmp_path / "x.jsonl")
    assert (found.cases, [item.id for item in found.items]) == ((one,), [one.item])
    assert set(found.explanations) == {one.item}
    with pytest.raises(OptionError, match="no case 'nobody'"):
        cases.export(store, tmp_path / "x.jsonl", cases=["nobody"])


def test_the_ending_says_the_format(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match=r"The ending of 'x\.txt' says no format"):
        cases.export(whole(), tmp_path / "x.txt")
    with pytest.raises(OptionError, match="no format 'xml'"):
        cases.read(tmp_path / "x.txt", "xml")
    cases.export(whole(), tmp_path / "x.txt", "csv")
    assert cases.read(tmp_path / "x.txt", "csv").cases == whole().cases
