"""The way through a collection: its order, where it begins, what is told of it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

import annotations
from pairlens.cases import Case, Collection, Judgement, case_id
from pairlens.errors import OptionError
from pairlens_widget.annotating.book import Book

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def case(item: str, **judgement: object) -> Case:
    return Case(
        id=case_id(item, "ada"), item=item, reviewer="ada", created=NOW, changed=NOW, judgement=Judgement(**judgement)  # type: ignore[arg-type] # fields by name
    )  # fmt: skip


@pytest.fixture
def collection() -> Collection:
    made = Collection.of(annotations.pairs(4))
    assert made.wait(30)
    return made


def test_states_and_labels_are_told_by_place(collection: Collection) -> None:
    ids = collection.rows().ids
    cases = [
        case(ids[3], status="submitted", labels=("x",)),
        case(ids[0], status="skipped"),
        case(ids[2]),
        case("f" * 64, status="submitted"),
    ]
    book = Book(collection, [3, 0, 2], cases)
    assert book.wire() == {"states": bytes([2, 3, 0]), "labels": [[0, ["x"]]]}
    assert [index for index, _ in book.cases()] == [0, 1, 2]
    assert (book.index(ids[2]), book.index(ids[1])) == (2, -1)
    assert book.first() == 2


def test_it_begins_with_what_is_only_begun(collection: Collection) -> None:
    ids = collection.rows().ids
    book = Book(collection, None, [case(ids[0], status="submitted"), case(ids[1], labels=("x",))])
    assert book.first() == 1


def test_it_begins_at_the_start_where_all_is_decided(collection: Collection) -> None:
    book = Book(collection, None, [case(each, status="submitted") for each in collection.rows().ids])
    assert book.first() == 0


def test_noting_a_case_says_whether_it_is_news(collection: Collection) -> None:
    book = Book(collection, None, [])
    told = case(collection.rows().ids[1], labels=("x",))
    assert book.note(told)
    assert not book.note(told)
    assert book.case(told.item) == told


def test_cases_of_pairs_that_are_read_later_are_told_then(tmp_path: Path) -> None:
    for i, pair in enumerate(annotations.pairs(3)):
        pair.save(tmp_path / f"{i}.npz")
    made = Collection.of(tmp_path)
    decided = case(Collection.of(annotations.pairs(3)).item(2).id, status="submitted")
    book = Book(made, None, [decided])
    assert made.wait(30)
    book.come()
    assert book.index(decided.item) == 2
    assert book.wire()["states"] == bytes([0, 0, 2])
    assert book.come() == []


def test_a_measure_orders_from_its_worst_end(collection: Collection) -> None:
    book = Book(collection, "score", [])
    scores = collection.rows().measures["score"][book.places]
    assert np.all(np.diff(scores) >= 0)


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ("beauty", "no measure 'beauty'"),
        ([0, 0], "twice"),
        ([4], "names 4"),
        ([True], "names True"),
        ([], "nothing to annotate"),
        (3, "order= is 3"),
    ],
)
def test_an_order_that_is_none_is_refused(collection: Collection, order: object, said: str) -> None:
    with pytest.raises(OptionError, match=said):
        Book(collection, order, [])


def test_a_place_that_is_not_there_is_refused(collection: Collection) -> None:
    with pytest.raises(OptionError, match="no pair 4"):
        Book(collection, None, []).item(4)
