"""A gallery without a browser: what it opens with, what may be set, what it hands on, how it ends."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import traitlets

import galleries
import samples
from pairlens.cases import CATEGORIES, Collection, Store, StoreClosed, StoreReadOnly
from pairlens.errors import FileError, OptionError
from pairlens_widget import Gallery
from stores import change


@pytest.fixture
def gallery(tmp_path: Path) -> Iterator[Gallery]:
    made = Gallery(galleries.store(tmp_path / "a.db"), sort="score")
    assert made.collection.wait(20)
    yield made
    made.close()


def test_it_opens_with_what_a_view_needs_to_begin(gallery: Gallery) -> None:
    state = gallery.get_state()
    assert state["_main"] == "gallery"
    assert state["_about"]["total"] == 5
    assert state["_about"]["labels"] == {each.key: each.name for each in CATEGORIES}
    assert set(state["_parts"]) == {"gallery", "export"}
    assert (state["sort"], state["opened"], state["chosen"]) == ("score", None, [])
    assert repr(gallery) == "Gallery(<Collection of 5 pairs>)"


def test_what_is_shown_follows_what_is_asked(gallery: Gallery) -> None:
    scores = gallery.collection.rows().measures["score"]
    assert gallery.shown == sorted(range(5), key=lambda i: scores[i])
    gallery.worst_first = False
    assert gallery.shown == sorted(range(5), key=lambda i: -scores[i])
    gallery.sort = ""
    gallery.where = {"status": "submitted"}
    assert gallery.shown == [0, 1]
    gallery.search = "cat"
    assert gallery.shown == [1]
    gallery.where, gallery.search = {"class": ["dog", "car"], "score": (None, 9)}, ""
    assert gallery.shown == [0, 4]
    assert gallery.where == {"class": ["dog", "car"], "score": (None, 9)}


@pytest.mark.parametrize(
    ("name", "value", "cause"),
    [
        ("sort", "scor", "There is no column 'scor'"),
        ("sort", "class", "holds no numbers"),
        ("where", {"clas": "dog"}, "There is no column 'clas'"),
        ("where", {"class": 3}, "is a text, a list of texts"),
        ("opened", 5, "There is no pair 5"),
        ("opened", -1, "There is no pair -1"),
        ("chosen", [0, 7], "7"),
        ("chosen", ["a"], "'a'"),
        ("search", 3, "search"),
        ("worst_first", "yes", "worst_first"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    gallery: Gallery, name: str, value: object, cause: str
) -> None:
    before = getattr(gallery, name)
    with pytest.raises(traitlets.TraitError, match=cause):
        setattr(gallery, name, value)
    assert getattr(gallery, name) == before


def test_the_pair_that_is_open(gallery: Gallery) -> None:
    assert gallery.pair is None
    gallery.opened = 3
    assert gallery.pair is not None
    assert gallery.pair.b.text == galleries.captions(5)[3]
    gallery.chosen = [4, 1, 1]
    assert gallery.chosen == [1, 4]


@pytest.mark.parametrize(
    ("options", "error", "cause"),
    [
        ({"height": 100}, OptionError, "height=100 is out of range"),
        ({"sort": "scor"}, traitlets.TraitError, "no column 'scor'"),
        ({"store": "nowhere/a.db"}, Exception, "nowhere"),
        ({"columns": {"x": [1]}}, OptionError, "1 values for 2 pairs"),
    ],
)
def test_bad_settings_are_refused_and_nothing_stays_open(
    options: dict[str, Any], error: type[Exception], cause: str
) -> None:
    with pytest.raises(error, match=cause):
        Gallery(galleries.pairs(2), **options)


def test_a_store_that_was_opened_for_it_is_closed_where_it_cannot_be_shown(tmp_path: Path) -> None:
    galleries.store(tmp_path / "a.db")
    opened: list[Store] = []
    real = Store.__init__

    def note(self: Store, *args: Any, **options: Any) -> None:
        real(self, *args, **options)
        opened.append(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Store, "__init__", note)
        with pytest.raises(traitlets.TraitError):
            Gallery(tmp_path / "a.db", tmp_path / "a.db", sort="scor")
    assert len(opened) == 2
    for store in opened:
        with pytest.raises(StoreClosed):
            store.items()


@pytest.mark.parametrize("given", [[], "empty folder"])
def test_nothing_to_show(given: Any, tmp_path: Path) -> None:
    if given:
        with pytest.raises(FileError, match=r"no \.npz file"):
            Gallery(tmp_path)
        return
    made = Gallery(given)
    assert (made.shown, made.render_static()) == (
        [],
        '<div style="display:flex;flex-wrap:wrap;gap:12px"></div>',
    )
    made.close()


def test_cases_of_another_store_are_shown_with_the_pairs(tmp_path: Path) -> None:
    galleries.store(tmp_path / "a.db")
    made = Gallery(galleries.pairs(5), tmp_path / "a.db", reviewer="bo")
    assert made.collection.wait(20)
    made.where = {"status": ["draft", "skipped"]}
    assert made.shown == [1, 2]
    assert made.store is not None
    with pytest.raises(StoreReadOnly):
        made.store.write(change(made.collection.item(0), "no"))
    made.close()


def test_it_closes_what_it_opened_and_nothing_else(tmp_path: Path) -> None:
    galleries.store(tmp_path / "a.db")
    with Store(tmp_path / "a.db") as store, Collection.of(galleries.pairs(5)) as collection:
        made = Gallery(collection, store)
        made.close()
        assert len(store.items()) == 5
        assert collection.item(0).caption
        own = Gallery(tmp_path / "a.db")
        opened = own.store
        assert opened is not None
        own.close()
        own.close()  # twice harms nobody
        with pytest.raises(StoreClosed):
            opened.items()
        other = Gallery(collection, tmp_path / "a.db")
        opened = other.store
        assert opened is not None
        other.close()
        with pytest.raises(StoreClosed):
            opened.items()


def test_what_was_chosen_or_else_what_is_shown_is_handed_to_an_annotator(tmp_path: Path) -> None:
    with Store(galleries.store(tmp_path / "a.db")) as store:
        made = Gallery(store, reviewer="ada", sort="score")
        made.where = {"status": "undecided"}
        annotator = made.annotate()
        assert [annotator.pair.b.text] == [galleries.captions(5)[made.shown[0]]]
        assert annotator.reviewer == "ada"
        annotator.close()
        made.chosen = [4]
        annotator = made.annotate(tmp_path / "b.db", reviewer="bo")
        assert annotator.pair.b.text == galleries.captions(5)[4]
        assert annotator.reviewer == "bo"
        annotator.close()
        made.close()


def test_a_gallery_of_plain_pairs_is_annotated_into_a_store_that_is_named(tmp_path: Path) -> None:
    made = Gallery(galleries.pairs(3))
    with pytest.raises(OptionError, match=r'gallery\.annotate\("failures\.db"\)'):
        made.annotate()
    annotator = made.annotate(tmp_path / "b.db", reviewer="ada")
    assert annotator.pair.b.text == galleries.captions(3)[0]
    annotator.close()
    made.close()


def test_the_still_picture_is_of_what_is_shown(gallery: Gallery) -> None:
    gallery.search = "kite"
    card = gallery.render_static()
    assert card.count("<figure") == 1
    assert galleries.captions(5)[2] in card


@pytest.mark.parametrize("name", ["captions", "pictures"])
def test_pairs_of_one_kind(name: str) -> None:
    made = Gallery([getattr(samples, name)()])
    assert made.collection.wait(20)
    assert made.shown == [0]
    assert "<figure" in made.render_static()
    made.close()
