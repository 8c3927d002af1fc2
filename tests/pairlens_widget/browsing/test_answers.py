"""What a view asks of a gallery: rows, tiles, a pair."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import galleries
import samples
from galleries import Asked
from pairlens import PairAttribution
from pairlens.cases import Collection, Store, StoreError
from pairlens.cases.sources import Listed
from pairlens_widget import Gallery
from pairlens_widget.browsing.told import Told
from stores import change


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Asked]:
    made = Gallery(galleries.store(tmp_path / "a.db"))
    assert made.collection.wait(20)
    yield Asked(made, monkeypatch)
    made.close()


def test_rows_come_once_and_then_only_what_is_new(asked: Asked, tmp_path: Path) -> None:
    first = asked.ask("rows", since=-1, heard=-1)
    assert first["rows"]["captions"] == galleries.captions(5)
    assert [index for index, _ in first["said"]] == [0, 1, 2]
    assert len(asked.buffers[0]) == 4 * 5 * len(first["rows"]["numbers"])
    seen = {"since": first["rows"]["version"], "heard": first["heard"]}
    nothing = asked.ask("rows", **seen)
    assert nothing == {"rows": None, "said": None, "heard": first["heard"], "trouble": ""}
    assert asked.buffers == []
    with Store(tmp_path / "a.db") as other:
        other.write(change(other.items()[4], "seen elsewhere"))
    news = asked.ask("rows", **seen)
    assert news["rows"] is None
    assert [index for index, _ in news["said"]] == [0, 1, 2, 4]
    assert news["heard"] == first["heard"] + 1


def test_rows_that_are_read_later_follow(monkeypatch: pytest.MonkeyPatch) -> None:
    go = threading.Event()
    real = Listed.load

    def slow(self: Listed, index: int) -> PairAttribution:
        assert index == 0 or go.wait(20)
        return real(self, index)

    monkeypatch.setattr(Listed, "load", slow)
    gallery = Gallery(galleries.pairs(3))
    asked = Asked(gallery, monkeypatch)
    early = asked.ask("rows", since=-1, heard=-1)["rows"]
    assert early["captions"][2] == ""
    assert early["read"] != "all"
    go.set()
    assert gallery.collection.wait(20)
    late = asked.ask("rows", since=early["version"], heard=0)["rows"]
    assert set(late["at"]) >= {1, 2}
    assert late["captions"][late["at"].index(2)] == galleries.captions(3)[2]
    gallery.close()


def test_rows_come_even_where_cases_cannot_be_read(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(_: Told) -> int:
        raise StoreError("The store is locked.", "Try again.")

    monkeypatch.setattr(Told, "moved", locked)
    found = asked.ask("rows", since=-1, heard=-1)
    assert found["rows"]["captions"] == galleries.captions(5)
    assert (found["said"], found["trouble"]) == (None, "The store is locked. Try again.")


def test_tiles_come_with_pictures_and_heat(asked: Asked) -> None:
    found = asked.ask("tiles", indices=[3, 0])["tiles"]
    assert len(found) == 2
    assert asked.buffers[0][:2] == asked.buffers[2][:2] == b"\xff\xd8"
    assert len(asked.buffers[1]) == found[0]["rows"] * found[0]["cols"]
    caption = galleries.captions(5)[3]
    assert caption[found[0]["start"] : found[0]["end"]] in caption
    assert found[0]["end"] > found[0]["start"]


def test_a_damaged_file_is_a_tile_and_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for i, pair in enumerate(galleries.pairs(2)):
        pair.save(tmp_path / f"{i}.npz")
    (tmp_path / "0.npz").write_bytes(b"no archive")
    gallery = Gallery(tmp_path)
    assert gallery.collection.wait(20)
    asked = Asked(gallery, monkeypatch)
    tiles = asked.ask("tiles", indices=[0, 1])["tiles"]
    assert "0.npz" in tiles[0]["error"]
    assert tiles[1]["error"] == ""
    rows = asked.ask("rows", since=-1, heard=-1)["rows"]
    assert "0.npz" in rows["errors"][0]
    assert rows["read"] == "all"
    failed = asked.ask("open", index=0)
    assert (failed["type"], "0.npz" in failed["message"]) == ("failed", True)
    gallery.close()


def test_what_is_scrolled_past_is_given_up(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go = threading.Event(), threading.Event()
    made: list[int] = []
    real = Collection.thumbnail

    def slow(self: Collection, index: int) -> Any:
        begun.set()
        assert go.wait(20)
        made.append(index)
        return real(self, index)

    monkeypatch.setattr(Collection, "thumbnail", slow)
    number = asked.begin("tiles", indices=[0, 1, 2, 3])
    assert begun.wait(20)
    asked.gallery._hear(None, {"type": "cancel", "id": number}, [])
    # what is opened does not wait for tiles
    assert asked.ask("open", index=1)["pair"]["b"]["text"] == galleries.captions(5)[1]
    go.set()
    assert asked.ended(number)["type"] == "cancelled"
    assert made == [0]


def test_a_pair_comes_with_its_numbers_and_what_shows_that_it_is_wrong(asked: Asked) -> None:
    found = asked.ask("open", index=1)
    matrix, picture, none = asked.buffers
    assert found["pins"] == [{"tokens": [1, 2], "patches": [3], "colour": 0}]
    assert (len(matrix) > 0, picture[1:4], none) == (True, b"PNG", b"")
    assert asked.ask("open", index=9)["type"] == "failed"


@pytest.mark.parametrize("name", ["captions", "pictures"])
def test_pairs_of_one_kind(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    gallery = Gallery([getattr(samples, name)()])
    assert gallery.collection.wait(20)
    asked = Asked(gallery, monkeypatch)
    tile = asked.ask("tiles", indices=[0])["tiles"][0]
    assert (tile["first"] != "") == (name == "captions")
    assert asked.ask("open", index=0)["pair"]["a"]["kind"] == name[:-1]
    gallery.close()
