from __future__ import annotations

import math
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from uuid import uuid4

import numpy as np
import pytest

import samples
from pairlens.cases import (
    CATEGORIES,
    Category,
    Evidence,
    Item,
    Judgement,
    Store,
    StoreClosed,
    case_id,
    item_of,
)
from pairlens.errors import OptionError, PictureError
from stores import change, pairs

HOSTILE = (
    "a\0b \ud83d 🐶👩🏽‍🚀 שלום \u202egnp.exe <script>alert(1)</script> "
    "'; DROP TABLE pairlens_items; -- %s :x \\u0041"
)


def test_an_item_comes_back_as_it_was_added(store: Store) -> None:
    pair = samples.pair()
    added = store.add(
        pair, name="dog.jpg", measures={"residual": 0.25}, columns={"class": "dog", "rank": 3, "ok": True}
    )
    expected = item_of(
        pair, name="dog.jpg", measures={"residual": 0.25}, columns={"class": "dog", "rank": 3, "ok": True}
    )
    assert added == expected
    assert store.item(added.id) == expected
    assert store.items() == [expected]


def test_an_explanation_comes_back_bit_for_bit(store: Store) -> None:
    pair = samples.pair(samples.TROUBLE)
    found = store.explanation(store.add(pair).id)
    assert found.interactions.tobytes() == pair.interactions.tobytes()
    assert (found.a.pixels == pair.a.pixels).all()
    assert (found.b.text, found.score, found.settings) == (pair.b.text, pair.score, pair.settings)


def test_a_pair_that_is_added_twice_is_there_once(store: Store) -> None:
    pair, other = pairs(2)
    first = store.add(pair, name="a", columns={"class": "dog"})
    store.add(other)
    again = store.add(pair, name="b", measures={"rank": 2}, columns={"class": "dog", "split": "test"})
    assert again == replace(first, measures={"rank": 2}, columns={"class": "dog", "split": "test"})
    assert [item.id for item in store.items()] == [first.id, item_of(other).id]


def test_many_are_added_at_once_or_none(store: Store) -> None:
    names = [f"{number}.png" for number in range(7)]
    added = store.add_many(iter(pairs(7)), names=names, columns=[{"n": n} for n in range(7)])
    assert [item.picture.name for item in store.items()] == names
    assert [item.columns["n"] for item in added] == list(range(7))
    with pytest.raises(OptionError, match="2 name"):
        store.add_many(pairs(9)[7:], names=["a", "b"], columns=[{}])
    with pytest.raises(OptionError, match="1 name"):
        store.add_many(pairs(9)[7:], names=["a"])
    with pytest.raises(PictureError):
        store.add_many(pairs(9)[7:], sources=[b"picture", "missing.png"])
    assert len(store.items()) == 7


def test_items_are_given_in_the_order_that_is_asked_for(store: Store) -> None:
    ids = [item.id for item in store.add_many(pairs(4))]
    assert [item.id for item in store.items(ids[::-1] + ids[:1])] == ids[::-1] + ids[:1]
    assert store.items([]) == []
    with pytest.raises(OptionError, match="no item"):
        store.items([ids[0], "0" * 64])


def test_what_is_told_later_adds_to_what_was_told(store: Store, item: Item) -> None:
    store.describe(item.id, measures={"rank": 5.0, "residual": 0.5}, columns={"class": "cat"})
    told = store.describe(item.id, measures={"rank": 1, "energy": math.nan}, columns={"split": None})
    assert told.measures.pop("energy") is not None  # NaN is kept as not known, and NaN is not equal to itself
    assert told.measures == {"rank": 1.0, "residual": 0.5}
    assert told.columns == {"class": "cat", "split": None}
    assert math.isnan(store.item(item.id).measures["energy"])
    with pytest.raises(OptionError, match="no item"):
        store.describe("f" * 64, measures={"rank": 1.0})


def test_pictures_are_kept_as_bytes_as_a_path_or_as_a_hash(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "a dog.png"
    file.write_bytes(b"\x89PNG and so on")
    one, two, three = pairs(3)
    kept = store.add(one, source=file).picture
    assert (kept.name, kept.path) == ("a dog.png", "")
    assert store.picture(kept.source) == b"\x89PNG and so on"
    file.write_bytes(b"another picture")
    pointed = store.add(two, source=str(file), keep="path").picture
    assert (pointed.path, pointed.name) == (str(file), "a dog.png")
    with pytest.raises(OptionError, match=r"item\.picture\.path"):
        store.picture(pointed.source)
    hashed = store.add(three, source=b"bytes", keep="nothing").picture
    assert len(hashed.source) == 64
    assert hashed.path == ""


def test_a_picture_that_is_learnt_later_is_known_from_then_on(store: Store) -> None:
    pair = pairs(1)[0]
    store.add(pair)
    again = store.add(pair, name="dog", source=b"picture")
    assert store.picture(again.picture.source) == b"picture"
    assert store.item(again.id).picture.name == "dog"


def test_options_that_do_not_fit_are_refused(store: Store, tmp_path: Path) -> None:
    pair = pairs(1)[0]
    with pytest.raises(OptionError, match="keep"):
        store.add(pair, keep="all")
    with pytest.raises(OptionError, match="no path"):
        store.add(pair, source=b"bytes", keep="path")
    with pytest.raises(OptionError, match="two captions"):
        store.add(samples.captions(), source=b"bytes")
    with pytest.raises(PictureError, match="cannot be read"):
        store.add(pair, source=tmp_path / "missing.png")
    assert store.items() == []


def test_two_captions_are_kept_too(store: Store) -> None:
    item = store.add(samples.captions())
    assert store.item(item.id) == item
    assert store.explanation(item.id).b.text == item.b.text


def test_a_change_makes_a_case(store: Store, item: Item) -> None:
    first, second = (
        change(item, "a dog"),
        change(item, "a husky", status="submitted", labels=("wrong_object",)),
    )
    assert store.case_of(item.id, "ann") is None
    store.write(first)
    case = store.write(second)
    assert (case.id, case.item, case.reviewer) == (case_id(item.id, "ann"), item.id, "ann")
    assert (case.created, case.changed, case.judgement) == (first.at, second.at, second.judgement)
    assert store.case(case.id) == store.case_of(item.id, "ann") == case
    assert store.history(case.id) == [first, second]
    assert list(store.changes()) == [(1, first), (2, second)]
    assert store.last_change == 2


def test_the_same_change_twice_is_one_change(store: Store, item: Item) -> None:
    sent = change(item, "once")
    store.write(sent)
    store.write(change(item, "later"))
    case = store.write(replace(sent, at=sent.at + timedelta(seconds=1)))
    assert case.judgement.note == "later"
    assert store.last_change == 2
    with pytest.raises(OptionError, match="another change"):
        store.write(change(item, "another", id=sent.id))
    assert [c.judgement.note for c in store.history(case.id)] == ["once", "later"]


def test_changes_are_written_together_or_not_at_all(store: Store, item: Item) -> None:
    told = [change(item, str(number), reviewer=f"r{number % 3}") for number in range(1200)]
    cases = store.write_many(told)
    assert [case.judgement.note for case in cases[:3]] == ["1197", "1198", "1199"]
    with pytest.raises(OptionError, match="no item"):
        store.write_many([change(item, "good"), change("e" * 64, "bad")])
    assert [(n, c.judgement.note) for n, c in store.changes(since=1190)] == [
        (n + 1, str(n)) for n in range(1190, 1200)
    ]
    assert store.write_many([]) == []


def test_every_character_is_kept(store: Store, item: Item) -> None:
    pin = {"name": HOSTILE, HOSTILE: [1, 2.5, None, {"x": True}]}
    said = Judgement(
        note=HOSTILE + "long " * 100_000,
        labels=(HOSTILE,),
        severity=3,
        evidence=(Evidence(pin=pin, phrase=HOSTILE, box=(0.5, 1, 2, 3.25), value=-0.125), Evidence(pin={})),
    )
    sent = replace(change(item), judgement=said, reviewer="Zoë 🐶 '; DROP TABLE x; --")
    case = store.write(sent)
    assert case.judgement == said
    assert store.history(case.id) == [sent]
    assert store.cases(label=HOSTILE) == [case]
    named = store.add(pairs(2)[1], name=HOSTILE, columns={HOSTILE: HOSTILE})
    assert store.item(named.id) == named


def test_a_caption_with_half_a_character_is_kept(store: Store) -> None:
    pair = samples.pair("a dog ? runs", context=None)
    item = store.add(replace(pair, b=replace(pair.b, text="a dog \ud83d runs")))
    assert store.explanation(item.id).b.text == "a dog \ud83d runs"


@pytest.mark.parametrize("name", ["", "  ", "a\0b", "half \udc00", "x" * 201])
def test_a_reviewer_is_text_that_every_database_can_compare(store: Store, item: Item, name: str) -> None:
    with pytest.raises(OptionError, match="reviewer"):
        store.write(change(item, "note", reviewer=name))
    with pytest.raises(OptionError, match="reviewer"):
        store.undo(name)
    assert store.last_change == 0


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        ({"at": datetime(2026, 1, 1)}, "time zone"),  # noqa: DTZ001 - that it is refused is the test
        ({"item": "0" * 64}, "no item"),
        ({"item": "\0"}, "item's id"),
        ({"id": ""}, "change's id"),
        ({"step": "\0"}, "step"),
        ({"kind": "undo"}, "taken back"),
        ({"judgement": Judgement(evidence=(Evidence(pin={"x": math.inf}),))}, "cannot be kept"),
        ({"judgement": Judgement(evidence=(Evidence(pin={"x": object()}),))}, "object"),
    ],
)
def test_a_change_that_cannot_be_kept_is_refused(store: Store, item: Item, spoil: dict, said: str) -> None:
    with pytest.raises(OptionError, match=said):
        store.write(replace(change(item), **spoil))
    assert list(store.changes()) == []


def test_pins_may_hold_numbers_of_numpy(store: Store, item: Item) -> None:
    pin = {"units": np.arange(3), "value": np.float32(0.5), "tuple": (1, 2)}
    case = store.write(change(item, evidence=(Evidence(pin=pin),)))
    assert case.judgement.evidence[0].pin == {"units": [0, 1, 2], "value": 0.5, "tuple": [1, 2]}


def test_times_are_utc_with_microseconds(store: Store, item: Item) -> None:
    there = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    case = store.write(change(item, at=there))
    assert case.changed == there
    assert case.changed.tzinfo is UTC
    assert case.changed.microsecond == 123456


def test_cases_are_found_by_what_is_asked(store: Store) -> None:
    a, b = store.add_many(pairs(2), names=["Husky.png", "cat.png"])
    one = store.write(change(a, "Wrong DOG", status="submitted", labels=("wrong_object",)))
    two = store.write(change(b, "", "bob", status="skipped"))
    three = store.write(change(b, "", status="draft", labels=("wrong_object", "missed_object")))
    assert store.cases() == [one, two, three]
    assert store.cases(reviewer="ann") == [one, three]
    assert store.cases(status="skipped") == [two]
    assert store.cases(label="wrong_object", status="draft") == [three]
    assert store.cases(item=b.id) == [two, three]
    assert store.cases(text="wrong dog") == store.cases(text="husky.PNG") == [one]
    assert store.cases(text="CAPTION NUMBER 1") == [two, three]
    assert store.cases(reviewer="nobody") == []


def test_the_tally_counts_what_was_said(store: Store) -> None:
    items = store.add_many(pairs(5))
    store.write(change(items[0], status="submitted", labels=("a", "b")))
    store.write(change(items[1], status="submitted", labels=("a",)))
    store.write(change(items[2], "begun", labels=("c",)))
    store.write(change(items[3], "begun"))
    store.write(change(items[3]))
    store.write(change(items[3], reviewer="bob", status="skipped"))
    assert store.tally("ann") == {
        "items": 5, "submitted": 2, "draft": 1, "skipped": 0, "undecided": 2, "labels": {"a": 2, "b": 1}
    }  # fmt: skip
    assert store.tally() == {
        "items": 5, "submitted": 2, "draft": 1, "skipped": 1, "undecided": 1, "labels": {"a": 2, "b": 1}
    }  # fmt: skip
    assert store.tally("nobody")["undecided"] == 5
    assert store.reviewers == ["ann", "bob"]


def test_every_list_of_categories_is_kept_and_the_last_one_counts(place: str) -> None:
    mine = (Category("odd", "Odd", "Odd 🐶.", "o"), Category("even", "Even"))
    with Store(place) as store:
        assert store.categories == CATEGORIES
        store.set_categories(CATEGORIES[:2])
        store.set_categories(mine)
        with pytest.raises(OptionError):
            store.set_categories([])
    with Store(place) as store:
        assert store.categories == mine


def test_everything_survives_closing(place: str) -> None:
    with Store(place) as store:
        item = store.add(pairs(1)[0], columns={"class": "dog"})
        case = store.write(change(item, "kept"))
    with Store(place, readonly=True) as store:
        assert (store.items(), store.cases()) == ([item], [case])
    with pytest.raises(StoreClosed, match="Open the store again"):
        store.items()
    store.close()


def test_a_backup_is_a_store_with_everything(store: Store, item: Item, tmp_path: Path) -> None:
    store.write_many([change(item, str(number), step=f"{number // 2}") for number in range(10)])
    kept = store.add(pairs(2)[1], source=b"picture")
    store.undo("ann")
    store.set_categories(CATEGORIES[:3])
    target = tmp_path / "backup.db"
    target.write_bytes(b"an older backup")
    store.backup(target)
    assert [path.name for path in tmp_path.iterdir() if "backup" in path.name] == ["backup.db"]
    with sqlite3.connect(target) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()
    with Store(target) as copy:
        assert copy.items() == store.items()
        assert list(copy.changes()) == list(store.changes())
        assert copy.categories == CATEGORIES[:3]
        assert copy.picture(kept.picture.source) == b"picture"
        assert copy.explanation(item.id).score == item.score
        assert copy.redo("ann").judgement.note == "9"
        copy.write(change(item, "goes on"))
        assert copy.last_change == store.last_change + 2


def test_a_store_tells_where_it_is_and_no_password(place: str) -> None:
    with Store(place) as store:
        assert store.name in store.url
        assert store.url in repr(store)
        assert not store.readonly
        assert store.notes == ()
        assert "secret" not in store.url


@pytest.mark.parametrize("what", [lambda s: s.case("nothing"), lambda s: s.case_of("0" * 64, "ann")])
def test_what_was_never_judged_has_no_case(store: Store, what: Callable[[Store], object]) -> None:
    assert what(store) is None
    assert store.history(str(uuid4())) == []
    assert store.last_change == 0
    assert list(store.changes()) == []


def test_unknown_explanations_and_pictures_are_told(store: Store) -> None:
    with pytest.raises(OptionError, match="no item"):
        store.explanation("0" * 64)
    with pytest.raises(OptionError, match="no item"):
        store.item("0" * 64)
    with pytest.raises(OptionError, match="does not hold"):
        store.picture("0" * 64)


def test_a_judgement_is_written_in_one_line(store: Store) -> None:
    item = store.add(samples.pair())
    case = store.judge(item.id, "ada", ["wrong_object"], note="the bird", severity=2)
    said = Judgement(status="submitted", labels=("wrong_object",), note="the bird", severity=2)
    assert (case.judgement, case.reviewer) == (said, "ada")
    assert store.judge(item.id, "ada").judgement == Judgement(status="submitted")
    assert len(store.history(case.id)) == 2
    assert store.undo("ada") == store.case(case.id)
    assert store.case(case.id).judgement == said
    with pytest.raises(OptionError, match="severity"):
        store.judge(item.id, "ada", severity=9)
    assert len(store.history(case.id)) == 3
