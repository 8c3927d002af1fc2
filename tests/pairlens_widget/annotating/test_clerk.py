"""Deeds as they are written down: durable when acknowledged, once each, with what others said meanwhile."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

import annotations
from pairlens.cases import Collection, Store, StoreError, StoreLocked
from pairlens_widget.annotating.book import Book
from pairlens_widget.annotating.clerk import Clerk

PAIRS = annotations.pairs(3)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "failures.db"


def clerk(path: Path, reviewer: str = "ada", **options: Any) -> Clerk:
    store = Store(path, timeout=0.2)
    collection = Collection.of(PAIRS)
    assert collection.wait(30)
    return Clerk(Book(collection, None, store.cases(reviewer=reviewer)), store, reviewer, **options)


@pytest.fixture
def ada(path: Path) -> Iterator[Clerk]:
    made = clerk(path)
    yield made
    made.store.close()


def deed(of: Clerk, index: int, name: str = "", step: str = "", **said: Any) -> dict[str, Any]:
    return {
        "id": name or str(uuid4()),
        "item": of.book.item(index).id,
        "index": index,
        "step": step,
        "deed": said,
    }


def test_what_is_acknowledged_is_on_the_disk(ada: Clerk, path: Path) -> None:
    for said in (
        {"add": ["wrong_object"]},
        {"note": "n"},
        {"severity": 3},
        {"status": "submitted"},
        {"status": "skipped"},
    ):
        ada.write(deed(ada, 1, **said))
        with Store(path, readonly=True) as other:
            case = other.case_of(ada.book.item(1).id, "ada")
        assert case == ada.book.case(ada.book.item(1).id)
        assert case is not None
        assert {
            **vars(case.judgement),
            **{key: value for key, value in said.items() if key != "add"},
        } == vars(case.judgement)
    with Store(path, readonly=True) as other:
        assert other.explanation(ada.book.item(1).id).b.text == PAIRS[1].b.text


def test_the_same_deed_twice_is_there_once(ada: Clerk) -> None:
    first = deed(ada, 0, add=["a"])
    once = ada.write(first)
    later = ada.write(deed(ada, 0, drop=["a"], note="x"), once["changed"])
    again = ada.write(first, once["changed"])
    assert again["judgement"] == later["judgement"]
    assert not again["merged"]
    assert ada.store.last_change == 2


def test_what_another_notebook_said_meanwhile_stays(ada: Clerk, path: Path) -> None:
    other = clerk(path)
    theirs = other.write(deed(other, 0, note="theirs"))
    mine = ada.write(deed(ada, 0, add=["a"]))
    assert mine["merged"]
    assert (mine["judgement"]["note"], mine["judgement"]["labels"]) == ("theirs", ["a"])
    (told,) = other.news()
    assert told["judgement"] == mine["judgement"]
    assert told["changed"] != theirs["changed"]
    assert other.news() == []
    other.store.close()


def test_ones_own_deeds_are_no_news(ada: Clerk) -> None:
    ada.write(deed(ada, 0, add=["a"]))
    assert ada.news() == []


def test_undo_and_redo_go_across_cases(ada: Clerk) -> None:
    ada.write(deed(ada, 0, add=["a"]))
    ada.write(deed(ada, 1, add=["b"]))
    undone = ada.back("undo")
    assert (undone["done"], undone["index"], undone["judgement"]["labels"]) == (True, 1, [])
    assert undone["before"]["labels"] == ["b"]
    assert ada.back("undo")["index"] == 0
    assert ada.back("undo") == {"done": False, "undo": False, "redo": True}
    assert ada.back("redo")["judgement"]["labels"] == ["a"]


def test_a_store_that_is_locked_says_so_and_keeps_no_half(ada: Clerk, path: Path) -> None:
    wanted = deed(ada, 0, add=["a"])
    with sqlite3.connect(path, isolation_level=None) as greedy:
        greedy.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreLocked):
            ada.write(wanted)
        greedy.execute("ROLLBACK")
    greedy.close()
    assert ada.known(0)["judgement"]["labels"] == []
    assert ada.write(wanted)["judgement"]["labels"] == ["a"]
    assert ada.store.last_change == 1


def test_a_store_that_can_only_be_read_says_so(ada: Clerk, path: Path) -> None:
    ada.write(deed(ada, 0, add=["a"]))
    with Store(path, readonly=True) as store:
        reader = Clerk(Book(ada.book.collection, None, store.cases(reviewer="ada")), store, "ada")
        assert reader.known(0)["judgement"]["labels"] == ["a"]
        with pytest.raises(StoreError):
            reader.write(deed(reader, 0, add=["b"]))


def test_what_can_never_be_written_is_refused_with_its_reason(ada: Clerk) -> None:
    assert "severity is 9" in ada.write(deed(ada, 0, severity=9))["refused"]
    stranger = {**deed(ada, 0, add=["a"]), "item": "f" * 64, "index": None}
    assert "not among these" in ada.write(stranger)["refused"]
    assert ada.store.last_change == 0


def test_what_waits_from_another_collection_is_written_where_the_store_knows_the_pair(
    ada: Clerk, path: Path
) -> None:
    ada.write(deed(ada, 2, add=["a"]))
    with Store(path) as store:
        few = Clerk(Book(Collection.of(PAIRS[:1]), None, store.cases(reviewer="ada")), store, "ada")
        found = few.write({**deed(ada, 2, note="late"), "index": 0})
    assert (found["index"], found["judgement"]["note"]) == (-1, "late")


@pytest.mark.parametrize(
    ("when", "before", "after"), [("after", [], ["bo"]), ("never", [], []), ("always", ["bo"], ["bo"])]
)
def test_others_are_shown_when_they_may_be(
    path: Path, when: Any, before: list[str], after: list[str]
) -> None:
    bo = clerk(path, "bo")
    bo.write(deed(bo, 0, add=["a"], status="submitted"))
    bo.write(deed(bo, 1, add=["a"]))
    ada = clerk(path, show_others=when)
    assert [each["reviewer"] for each in ada.known(0)["others"]] == before
    assert ada.known(1)["others"] == []
    said = ada.write(deed(ada, 0, status="submitted"))
    assert [each["reviewer"] for each in said["others"]] == after
    bo.store.close()
    ada.store.close()


def test_original_pictures_are_kept_as_asked(path: Path) -> None:
    ada = clerk(path, sources=[None, b"original", None])
    ada.write(deed(ada, 1, add=["a"]))
    picture = ada.store.item(ada.book.item(1).id).picture
    assert picture is not None
    assert ada.store.picture(picture.source) == b"original"
    ada.store.close()


def test_pairs_that_lie_in_the_store_are_not_added_again(path: Path) -> None:
    with Store(path) as store:
        store.add_many(PAIRS)
        ada = Clerk(Book(Collection.of(store), None, []), store, "ada")
        ada.write(deed(ada, 2, add=["a"]))
        assert len(store.items()) == 3
