"""An annotator without a browser: what it opens with, what its view asks, where it goes, how it ends."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import traitlets

import annotations
import samples
from annotations import Asked, annotator
from pairlens.cases import CATEGORIES, Category, Collection, Store
from pairlens.errors import OptionError, PairlensError
from pairlens_widget import Annotator, desk
from pairlens_widget.annotating import following


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Asked]:
    made = annotator(tmp_path)
    yield Asked(made, monkeypatch)
    made.close()


def test_it_opens_at_the_first_pair_that_is_not_decided(asked: Asked, tmp_path: Path) -> None:
    asked.do(0, add=["wrong_object"], status="submitted")
    asked.do(1, status="skipped")
    again = annotator(tmp_path)
    assert again.at == 2
    assert again.pair.b.text == annotations.captions(3)[2]
    state = again.get_state(["_index", "_case", "at"])
    assert state["_index"]["states"] == bytes([2, 3, 0, 0, 0])
    assert state["_case"]["index"] == 2
    again.close()


def test_what_a_view_reads_is_true_whenever_it_reads_it(asked: Asked) -> None:
    asked.do(0, note="later")
    state = asked.annotator.get_state(["_case", "_index", "_can"])
    assert state["_case"]["judgement"]["note"] == "later"
    assert state["_index"]["states"][0] == 1
    assert state["_can"] == {"undo": True, "redo": False}


def test_a_case_comes_with_its_numbers_and_pictures(asked: Asked) -> None:
    found = asked.ask("case", index=3)
    matrix, picture, none = asked.buffers[asked.last]
    assert found["pair"]["b"]["text"] == annotations.captions(4)[3]
    assert (len(matrix) > 0, picture[1:4], none) == (True, b"PNG", b"")
    assert asked.ask("case", index=3)["revision"] == found["revision"]
    assert "no pair 9" in asked.ask("case", index=9)["message"]


def test_every_answer_is_durable_and_told_to_every_view(asked: Asked) -> None:
    found = asked.do(2, add=["missed_object"])
    assert asked.annotator.store.last_change == 1
    told = asked.wait_told(1)[0]
    assert (told["index"], told["changed"]) == (2, found["changed"])
    back = asked.ask("back", way="undo")
    assert (back["index"], back["judgement"]["labels"]) == (2, [])
    assert asked.ask("back", way="sideways")["type"] == "failed"


def test_writing_waits_for_nothing_that_computes(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    busy, done = threading.Event(), threading.Event()

    def slow(_: Any) -> None:
        busy.set()
        assert done.wait(20)

    monkeypatch.setitem(desk.KINDS, "slow", desk.Kind("nowhere:slow"))
    real = desk._function
    monkeypatch.setattr(desk, "_function", lambda home: slow if home == "nowhere:slow" else real(home))
    question = {"type": "ask", "id": "s", "question": {"kind": "slow"}}
    asked.annotator._hear(None, question, [])
    assert busy.wait(20)
    assert asked.do(0, add=["wrong_object"])["judgement"]["labels"] == ["wrong_object"]
    assert asked.ask("case", index=1)["index"] == 1
    done.set()


def test_python_leads_to_a_pair_with_its_pins(asked: Asked) -> None:
    made = asked.annotator
    pin = {"tokens": [1], "patches": [2, 3], "colour": 0}
    asked.do(3, evidence=[{"pin": pin, "phrase": "black", "box": None, "value": 0.1}])
    made.at = 3
    assert made.pair.b.text == annotations.captions(4)[3]
    assert made.pins == [pin]
    made.at = 2
    assert made.pins == []
    with pytest.raises(traitlets.TraitError, match="no pair 5"):
        made.at = 5
    assert made.at == 2


def test_a_view_that_goes_on_is_followed_and_not_led(asked: Asked) -> None:
    made = asked.annotator
    revision = asked.ask("case", index=1)["revision"]
    chosen = {"selected_tokens": [], "selected_patches": [], "pins": [], "focused_pin": None, "look": {}}
    asked.ask("show", revision=revision, chosen=chosen)
    made.set_state({"at": 1, "_seen": revision})
    assert (made.at, made.pair.b.text) == (1, annotations.captions(2)[1])
    assert made.case is None
    asked.do(1, add=["wrong_object"])
    assert made.case is not None
    assert made.case.labels == ("wrong_object",)


def test_pairs_of_every_kind_follow_each_other(tmp_path: Path) -> None:
    mixed = [samples.husky(), samples.captions(), samples.pictures()]
    made = Annotator(mixed, tmp_path / "a.db", reviewer="ada")
    for at in (1, 2, 0, 2):
        made.at = at
        assert made.pair.a.__class__ is mixed[at].a.__class__
    made.close()


def test_another_notebooks_changes_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following.Follower.__init__, "__defaults__", (0.02,))
    one, two = annotator(tmp_path), annotator(tmp_path)
    asked, other = Asked(one, monkeypatch), Asked(two, monkeypatch)
    other.do(1, add=["missed_object"])
    (told, *_) = asked.wait_told(1)
    assert (told["index"], told["judgement"]["labels"]) == (1, ["missed_object"])
    one.close()
    two.close()


def test_a_store_that_was_opened_here_is_closed_and_no_other(tmp_path: Path) -> None:
    made = annotator(tmp_path)
    store = made.store
    made.close()
    with pytest.raises(PairlensError):
        store.cases()
    with Store(tmp_path / "failures.db") as kept:
        Annotator(annotations.pairs(2), kept, reviewer="ada").close()
        assert kept.cases() == []


def test_pairs_that_lie_in_a_store_are_judged_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(tmp_path / "pairs.db") as store:
        store.add_many(annotations.pairs(2))
        made = Annotator(store, reviewer="ada")
        Asked(made, monkeypatch).do(0, status="submitted")
        assert store.tally("ada")["submitted"] == 1
        made.close()


def test_categories_are_kept_in_the_store(tmp_path: Path) -> None:
    mine = [Category("blurred", "Blurred", "It is out of focus.", hotkey="x")]
    made = annotator(tmp_path, categories=mine)
    setup = made.get_state(["_annotate"])["_annotate"]
    assert setup["categories"] == [
        {"key": "blurred", "name": "Blurred", "definition": "It is out of focus.", "hotkey": "x"}
    ]
    made.close()
    again = annotator(tmp_path)
    assert again.categories == tuple(mine)
    again.close()


def test_damaged_pairs_are_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for i, pair in enumerate(annotations.pairs(3)):
        pair.save(tmp_path / f"{i}.npz")
    (tmp_path / "0.npz").write_bytes(b"no archive")
    made = Annotator(tmp_path, tmp_path / "failures.db", reviewer="ada")
    assert made.at == 1
    asked = Asked(made, monkeypatch)
    assert "0.npz" in asked.ask("case", index=0)["message"]
    with pytest.raises(PairlensError):
        made.at = 0
    made.close()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"reviewer": " "}, "is no name"),
        ({"reviewer": "ada", "show_others": "now"}, "show_others='now'"),
        ({"reviewer": "ada", "keep": "all"}, "keep='all'"),
        ({"reviewer": "ada", "keys": {"skip": "p"}}, "pins"),
        ({"reviewer": "ada", "order": [7]}, "names 7"),
        ({"reviewer": "ada", "sources": [None]}, "1 entries for 2"),
        ({"reviewer": "ada", "categories": []}, "no categories"),
        ({"reviewer": "ada", "store": None}, "where to keep"),
    ],
)
def test_what_it_cannot_be_opened_with_is_refused(tmp_path: Path, options: dict[str, Any], said: str) -> None:
    given = {"store": tmp_path / "a.db", **options}
    with pytest.raises(OptionError, match=said):
        Annotator(annotations.pairs(2), **given)


def test_the_systems_user_judges_where_nobody_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "grace")
    made = Annotator(annotations.pairs(1), tmp_path / "a.db")
    assert made.reviewer == "grace"
    assert made.categories == CATEGORIES
    assert repr(made) == "<Annotator of 1 pairs, reviewer 'grace', a.db>"
    made.close()


def test_a_collection_of_ones_own_is_left_open(tmp_path: Path) -> None:
    collection = Collection.of(annotations.pairs(2))
    made = Annotator(collection, tmp_path / "a.db", reviewer="ada")
    made.close()
    assert collection.wait(30)
    assert made.collection is collection
