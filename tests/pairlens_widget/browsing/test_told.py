"""What reviewers said, by place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import galleries
from pairlens.cases import Collection, Store
from pairlens_widget.browsing.told import Told
from stores import change


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(galleries.store(tmp_path / "a.db")) as made:
        yield made


def test_cases_lie_at_the_places_of_their_pairs(store: Store) -> None:
    rows = Collection.of(store).rows()
    found = Told(store, None).of(rows)
    assert {index: [case.reviewer for case in cases] for index, cases in found.items()} == {
        0: ["ada"],
        1: ["ada", "bo"],
        2: ["bo"],
    }
    assert {index: len(cases) for index, cases in Told(store, "bo").of(rows).items()} == {1: 1, 2: 1}
    assert Told(None, None).of(rows) == {}
    assert Told(None, None).moved() == 0


def test_it_is_read_again_only_where_something_was_written(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, told = Collection.of(store).rows(), Told(store, None)
    asked: list[object] = []
    real = Store.cases

    def cases(self: Store, **options: object) -> object:
        asked.append(options)
        return real(self, **options)  # type: ignore[arg-type] # what it was given

    monkeypatch.setattr(Store, "cases", cases)
    told.of(rows)
    told.of(rows)
    assert len(asked) == 1
    before = told.moved()
    store.write(change(rows.ids[4], "new"))
    assert told.moved() > before
    assert told.of(rows)[4][0].judgement.note == "new"
    store.undo("ann")
    assert 4 not in told.of(rows)  # a case that says nothing is none
    assert len(asked) == 3


def test_pairs_that_are_read_later_find_their_cases(store: Store) -> None:
    collection = Collection.of(galleries.pairs(5))
    told = Told(store, None)
    early = collection.rows()
    assert set(told.of(early)) <= {0, 1, 2}
    assert collection.wait(20)
    assert set(told.of(collection.rows())) == {0, 1, 2}


def test_pins_are_those_of_the_first_who_set_any(store: Store) -> None:
    ids = Collection.of(store).rows().ids
    assert Told(store, None).pins(ids[1]) == [{"tokens": [1, 2], "patches": [3], "colour": 0}]
    assert Told(store, "ada").pins(ids[1]) == []
    assert Told(None, None).pins(ids[1]) == []
