from __future__ import annotations

from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairlens.cases import Item, Judgement, Store
from stores import change, pairs

ITEMS = 3


@pytest.fixture
def items(store: Store) -> list[Item]:
    return store.add_many(pairs(ITEMS))


def notes(store: Store, reviewer: str = "ann") -> list[str]:
    """What is said of each item now."""
    cases = [store.case_of(item.id, reviewer) for item in store.items()]
    return [case.judgement.note if case else "" for case in cases]


def test_steps_are_taken_back_and_done_again_across_cases(store: Store, items: list[Item]) -> None:
    for number, note in ((0, "a"), (1, "b"), (0, "c")):
        store.write(change(items[number], note))
    assert not store.can_redo("ann")
    seen = []
    while store.can_undo("ann"):
        store.undo("ann")
        seen.append(notes(store))
    assert seen == [["a", "b", ""], ["a", "", ""], ["", "", ""]]
    assert store.undo("ann") is None
    while store.can_redo("ann"):
        store.redo("ann")
    assert notes(store) == ["c", "b", ""]
    assert store.redo("ann") is None


def test_all_changes_of_a_step_go_together(store: Store, items: list[Item]) -> None:
    for letters in ("h", "he", "hey"):
        store.write(change(items[0], letters, step="typing"))
    store.write_many([change(item, "bulk", step="bulk") for item in items])
    assert store.undo("ann").item == items[-1].id
    assert notes(store) == ["hey", "", ""]
    assert store.undo("ann").judgement.note == ""
    assert [store.redo("ann").judgement.note for _ in range(2)] == ["hey", "bulk"]
    assert notes(store) == ["bulk", "bulk", "bulk"]


def test_an_edit_clears_what_could_be_done_again(store: Store, items: list[Item]) -> None:
    store.write(change(items[0], "a"))
    store.write(change(items[1], "b"))
    store.undo("ann")
    store.write(change(items[2], "c"))
    assert not store.can_redo("ann")
    store.undo("ann")
    assert notes(store) == ["a", "", ""]


def test_a_step_that_goes_on_after_it_was_taken_back_is_a_new_one(store: Store, items: list[Item]) -> None:
    store.write(change(items[0], "a", step="s"))
    store.undo("ann")
    store.write(change(items[0], "b", step="s"))
    assert store.undo("ann").judgement.note == ""
    assert store.redo("ann").judgement.note == "b"


def test_the_history_keeps_both_the_step_and_its_undoing(store: Store, items: list[Item]) -> None:
    sent = change(items[0], "a", step="one")
    case = store.write(sent)
    store.undo("ann")
    store.redo("ann")
    edit, undo, redo = store.history(case.id)
    assert edit == sent
    assert (undo.kind, undo.of, undo.judgement) == ("undo", "one", Judgement())
    assert (redo.kind, redo.of, redo.judgement) == ("redo", "one", sent.judgement)
    assert undo.at.tzinfo is not None


def test_reviewers_take_back_only_their_own(store: Store, items: list[Item]) -> None:
    store.write(change(items[0], "ann's"))
    store.write(change(items[0], "bob's", "bob"))
    assert store.undo("ann").reviewer == "ann"
    assert (notes(store), notes(store, "bob")) == (["", "", ""], ["bob's", "", ""])
    assert not store.can_undo("carol")


def test_steps_can_be_taken_back_after_the_store_was_closed(place: str) -> None:
    with Store(place) as store:
        item = store.add(pairs(1)[0])
        store.write(change(item, "a"))
        store.write(change(item, "b"))
        store.undo("ann")
    with Store(place) as store:
        assert store.redo("ann").judgement.note == "b"
        assert store.undo("ann").judgement.note == "a"
        assert store.undo("ann").judgement.is_empty


def test_what_came_from_a_file_is_not_taken_back(store: Store, items: list[Item]) -> None:
    store.write_many([change(item, "mine", step="bulk") for item in items[:2]])
    store.write(change(items[0], "imported", kind="import"))
    assert store.undo("ann").item == items[1].id
    assert notes(store) == ["imported", "", ""]
    assert not store.can_undo("ann")
    store.redo("ann")
    assert notes(store) == ["imported", "mine", ""]


def test_an_import_alone_is_no_step(store: Store, items: list[Item]) -> None:
    store.write(change(items[0], "imported", kind="import"))
    assert not store.can_undo("ann")
    store.write(change(items[0], "corrected"))
    assert store.undo("ann").judgement.note == "imported"
    assert store.undo("ann") is None


def test_an_import_that_changes_nothing_hides_nothing(store: Store, items: list[Item]) -> None:
    store.write(change(items[0], "a"))
    store.write(change(items[0], "a", kind="import"))
    assert store.undo("ann").judgement.is_empty


def test_a_case_that_was_emptied_is_undecided(store: Store, items: list[Item]) -> None:
    store.write(change(items[0], "a", status="submitted"))
    case = store.undo("ann")
    assert (case.status, case.judgement) == ("draft", Judgement())
    assert store.tally("ann")["undecided"] == ITEMS
    assert store.cases() == [case]


def test_an_imported_history_of_undoing_does_no_harm(store: Store, items: list[Item]) -> None:
    store.write(change(items[0], "a", step="s"))
    store.write(change(items[0], "b", kind="undo", of="nobody's step"))
    assert store.undo("ann") is None  # what "b" stands on is not known, so it is left alone
    store.write(change(items[0], "c", step="t"))
    assert store.undo("ann").judgement.note == "b"


def test_hundreds_of_steps_are_walked(store: Store, items: list[Item]) -> None:
    store.write_many([change(items[n % ITEMS], str(n)) for n in range(240)])
    for _ in range(120):
        store.undo("ann")
    assert notes(store) == ["117", "118", "119"]
    for _ in range(120):
        store.redo("ann")
    assert notes(store) == ["237", "238", "239"]


class Model:
    """Undo as one would think of it: states of everything, one after the other."""

    def __init__(self) -> None:
        self.now = ("",) * ITEMS
        self.past: list[tuple[str, ...]] = []
        self.future: list[tuple[str, ...]] = []

    def edit(self, which: set[int], note: str) -> None:
        self.past.append(self.now)
        self.future.clear()
        self.now = tuple(note if n in which else old for n, old in enumerate(self.now))

    def back(self) -> None:
        if self.past:
            self.future.append(self.now)
            self.now = self.past.pop()

    def forth(self) -> None:
        if self.future:
            self.past.append(self.now)
            self.now = self.future.pop()


edits = st.tuples(st.sets(st.integers(0, ITEMS - 1), min_size=1), st.text(max_size=3))
acts = st.lists(st.one_of(edits, st.just("undo"), st.just("redo")), max_size=16)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(acts=acts)
def test_any_order_of_edits_undo_and_redo_is_as_one_thinks(tmp_path_factory, acts) -> None:
    folder = tmp_path_factory.mktemp("undo")
    model = Model()
    with Store(folder / f"{uuid4()}.db") as store:
        items = store.add_many(pairs(ITEMS))
        for act in acts:
            if act == "undo":
                store.undo("ann")
                model.back()
            elif act == "redo":
                store.redo("ann")
                model.forth()
            else:
                which, note = act
                step = str(uuid4())
                store.write_many([change(items[n], note, step=step) for n in sorted(which)])
                model.edit(which, note)
            assert tuple(notes(store)) == model.now
            assert store.can_undo("ann") == bool(model.past)
            assert store.can_redo("ann") == bool(model.future)
