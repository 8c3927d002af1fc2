from __future__ import annotations

import gc
import io
import math
import threading
import weakref
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from PIL import Image

import samples
from pairlens import cases
from pairlens.cases import collection as module
from pairlens.cases.collection import Collection
from pairlens.cases.item import Item, item_of
from pairlens.cases.measures import MEASURES, Measure
from pairlens.cases.rows import Progress
from pairlens.cases.thumbnails import SIDE
from pairlens.errors import FileError, OptionError, PairlensError
from pairlens.result import PairAttribution

RIGHT = {"white husky": (0, 0, 112, 112), "black dog": (112, 112, 224, 224)}


def pairs(count: int = 4) -> list[PairAttribution]:
    return [samples.pair(f"a white husky and {n} black dog", seed=n) for n in range(count)]


def read(source: Any, **options: Any) -> Collection:
    found = Collection.of(source, **options)
    assert found.wait(60)
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for index, pair in enumerate(pairs()):
        pair.save(tmp_path / f"dog{index}.npz")
    return tmp_path


class Store:
    """What a collection asks of a store."""

    def __init__(self, given: list[PairAttribution], **more: Any) -> None:
        self.pairs = {item_of(pair).id: pair for pair in given}
        self.asked: list[str] = []
        self.made = [item_of(pair, **more) for pair in given]

    def items(self) -> list[Item]:
        return self.made

    def explanation(self, item: str) -> PairAttribution:
        self.asked.append(item)
        return self.pairs[item]


def test_memory_files_and_folders_have_the_same_rows(folder: Path) -> None:
    paths = sorted(folder.iterdir())
    given = [
        pairs(),
        paths,
        folder,
        str(folder),
        [str(path) for path in paths],
        iter(pairs()),
        Collection.of(pairs()),
    ]
    rows = [read(source).rows() for source in given]
    for each in rows:
        assert each.ids == tuple(item_of(pair).id for pair in pairs())
        assert each.captions == tuple(pair.caption.text for pair in pairs())
        assert set(each.measures) == {measure.key for measure in MEASURES}
        for key, values in each.measures.items():
            np.testing.assert_array_equal(values, rows[0].measures[key])
            assert values.dtype == np.float32
        assert each.read.all()
    assert rows[1].names == ("dog0", "dog1", "dog2", "dog3")
    assert rows[0].names == ("",) * 4


def test_a_pair_comes_back_as_it_was_and_is_read_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = read(folder)
    loaded = []
    own = PairAttribution.load
    monkeypatch.setattr(PairAttribution, "load", lambda path: loaded.append(path) or own(path))
    for _ in range(3):
        np.testing.assert_array_equal(found.pair(2).interactions, pairs()[2].interactions)
    assert len(loaded) == 1
    item = found.item(2)
    assert item.picture
    assert item.picture.name == "dog2"
    assert item.measures["score"] == pairs()[2].score
    with pytest.raises(IndexError):
        found.pair(4)
    with pytest.raises(IndexError):
        found.thumbnails([-1])


def test_damaged_files_are_rows_with_an_error_and_stop_nobody(folder: Path) -> None:
    (folder / "dog1.npz").write_bytes(b"PK broken")
    (folder / "dog2.npz").write_text("not at all")
    found = read(folder)
    rows = found.rows()
    assert [bool(error) for error in rows.errors] == [False, True, True, False]
    assert "dog1.npz is damaged" in rows.errors[1]
    assert np.isnan(rows.measures["score"]).tolist() == [False, True, True, False]
    assert found.progress == Progress(read=4, total=4, damaged=2)
    assert "2 cannot be read" in repr(found)
    assert "damaged" in found.thumbnail(1).error
    for ask in (found.pair, found.item):
        with pytest.raises(FileError, match="dog1"):
            ask(1)


def test_a_skipped_pair_keeps_its_place() -> None:
    rows = read([pairs()[0], None, pairs()[1]]).rows()
    assert [bool(error) for error in rows.errors] == [False, True, False]


def test_nothing_waits_for_the_reading(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    gate = threading.Event()
    own = PairAttribution.load

    def slow(path: Path) -> PairAttribution:
        assert gate.wait(30)
        return own(path)

    monkeypatch.setattr(PairAttribution, "load", slow)
    found = Collection.of(folder)
    first = found.rows()
    assert (len(first), first.read.any(), first.version) == (4, np.False_, 0)
    assert first.names == ("dog0", "dog1", "dog2", "dog3")
    seen: list[Progress] = []
    stop = found.observe(seen.append)
    gate.set()
    assert found.wait(30)
    indices, version = found.changed(first.version)
    assert indices == [0, 1, 2, 3]
    assert found.changed(version) == ([], version)
    assert found.rows().version == version
    assert seen[-1].is_done
    assert [progress.read for progress in seen] == sorted(progress.read for progress in seen)
    stop()


def test_what_is_asked_for_first_is_known_first(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(threading.Thread, "start", lambda *_: None)  # nobody reads in the background
    found = Collection.of(folder)
    found.thumbnails([2])
    assert found.item(3).caption == pairs()[3].caption.text
    assert found.rows().read.tolist() == [False, False, True, True]
    assert not found.wait(0)


def test_a_collection_that_nobody_holds_is_let_go(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    reading, gate = threading.Event(), threading.Event()
    own = PairAttribution.load

    def slow(path: Path) -> PairAttribution:
        reading.set()
        assert gate.wait(30)
        loads.append(path)
        return own(path)

    loads: list[Path] = []
    monkeypatch.setattr(PairAttribution, "load", slow)
    found = Collection.of(folder)
    assert reading.wait(30)
    here = weakref.ref(found)
    done = found._index._done
    threads = [thread for thread in threading.enumerate() if thread.name == "pairlens-collection"]
    del found
    gc.collect()
    gate.set()
    for thread in threads:
        thread.join(30)
    assert here() is None
    assert len(loads) == 1
    assert not done.is_set()


def test_closing_stops_the_reading(folder: Path) -> None:
    with Collection.of(folder) as found:
        pass
    assert found._index._closed.is_set()


def test_the_users_columns_go_along_and_numbers_may_be_a_measure() -> None:
    frame = pd.DataFrame(
        {"class": ["a", "b", None, "a"], "rank": [1, 7, 2, np.nan], "day": pd.Timestamp("2026-01-02")}
    )
    for columns in (frame, {name: list(frame[name]) for name in frame}):
        found = read(pairs(), columns=columns)
        rows = found.rows()
        assert rows.columns["class"] == ("a", "b", None, "a")
        assert rows.columns["day"][0] == "2026-01-02T00:00:00"
        np.testing.assert_array_equal(rows.measures["rank"], np.float32([1, 7, 2, np.nan]))
        assert "rank" not in rows.columns
        assert found.item(1).columns["class"] == "b"
        assert found.item(1).measures["rank"] == 7


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"columns": {"class": ["a"]}}, "1 values for 4 pairs"),
        ({"columns": {"class": "abcd"}}, "one str"),
        ({"columns": {"class": [{}] * 4}}, "holds a dict"),
        ({"columns": 7}, "no columns"),
        ({"truth": [None]}, "truth= has 1 entries for 4"),
        ({"others": pairs(2)}, "others= has 2 entries for 4"),
    ],
)
def test_what_does_not_go_with_the_pairs_is_refused(options: dict[str, Any], says: str) -> None:
    with pytest.raises(OptionError, match=says):
        Collection.of(pairs(), **options)


def test_what_holds_no_explanations_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="int holds no explanations"):
        Collection.of(7)
    with pytest.raises(OptionError, match="float is no explanation"):
        Collection.of([1.5])
    with pytest.raises(FileError, match=r"no \.npz file"):
        Collection.of(tmp_path)
    with pytest.raises(FileError, match="no file or folder"):
        Collection.of(tmp_path / "none.npz")
    assert len(read([])) == 0


def test_truth_and_others_give_their_measures_and_what_fails_is_said() -> None:
    truth = [RIGHT, None, {"cat": (0, 0, 9, 9)}, RIGHT]
    found = read(pairs(), truth=truth, others=[*pairs()[:3], None])
    rows = found.rows()
    assert rows.measures["pointing"][0] == rows.measures["pointing"][3] == 1
    assert np.isnan(rows.measures["pointing"][1:3]).all()
    np.testing.assert_allclose(rows.measures["disagreement"], [0, 0, 0, np.nan], atol=1e-6)
    assert "cat" in rows.remarks[2]
    assert "other explanation" in rows.remarks[3]
    assert not any(rows.errors)
    assert found.truth(0) is RIGHT
    assert found.truth(1) is None


def test_a_measure_of_ones_own_is_one_more_column() -> None:
    length = Measure("length", "Length", "Words.", "high", lambda pair, _: len(pair.words))
    rows = read(pairs(), measures=(*MEASURES, length)).rows()
    assert rows.measures["length"].tolist() == [len(pair.words) for pair in pairs()]


def test_the_same_collection_is_handed_back_unless_more_is_said() -> None:
    found = read(pairs())
    assert Collection.of(found) is found
    more = read(found, columns={"class": list("abcd")})
    assert more is not found
    assert more.rows().ids == found.rows().ids


def test_a_store_that_knows_its_measures_is_not_read() -> None:
    known = {"residual": math.nan, "special": 0.5, "mine": 3.0}
    store = Store(pairs(), measures=known, columns={"class": "dogs"}, name="snow")
    found = read(store, columns={"split": ["test"] * 4})
    rows = found.rows()
    assert not store.asked
    assert found.store is store
    assert rows.measures["mine"].tolist() == [3] * 4
    assert rows.measures["score"] == pytest.approx([pair.score for pair in pairs()])
    assert rows.names == ("snow",) * 4
    assert rows.columns == {"class": ("dogs",) * 4, "split": ("test",) * 4}
    assert found.item(0).columns == {"class": "dogs", "split": "test"}


def test_a_store_that_does_not_is_read_for_what_it_lacks() -> None:
    store = Store(pairs(), measures={"rank": 5.0, "score": 0.1})
    rows = read(store).rows()
    assert len(store.asked) == 4
    assert np.isfinite(rows.measures["special"]).all()
    assert rows.measures["rank"].tolist() == [5] * 4
    assert rows.measures["score"] == pytest.approx([pair.score for pair in pairs()]), (
        "what is computed goes before"
    )


def test_an_item_whose_explanation_is_gone_stays_a_row() -> None:
    store = Store(pairs())
    store.pairs.clear()
    found = read(store)
    rows = found.rows()
    assert rows.captions[0] == pairs()[0].caption.text
    assert not any(rows.errors)
    assert all(rows.remarks)
    assert found.item(0).score == pairs()[0].score


def test_threads_that_ask_at_once_get_what_one_gets(folder: Path) -> None:
    found = Collection.of(folder)
    seen: list[tuple[float, str]] = []

    def ask() -> None:
        order = (0, 3, 1, 2) * 3
        seen.extend((found.pair(index).score, found.thumbnail(index).phrase) for index in order)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert found.wait(60)
    assert len(seen) == 48
    assert len(set(seen)) == 4


def test_few_pairs_are_kept_at_hand() -> None:
    found = read(pairs(module.PAIRS + 4))
    for index in range(len(found)):
        found.pair(index)
    assert len(found._pairs._kept) == module.PAIRS


def test_every_pair_can_be_gone_through(folder: Path) -> None:
    assert [pair.score for pair in Collection.of(folder)] == [pair.score for pair in pairs()]
    (folder / "dog1.npz").write_bytes(b"PK")
    with pytest.raises(PairlensError):
        list(Collection.of(folder))


def test_a_tile_is_a_small_picture_and_its_heat() -> None:
    tile = read([samples.husky()]).thumbnail(0)
    picture = Image.open(io.BytesIO(tile.picture))
    assert (picture.format, picture.size) == ("JPEG", (SIDE, SIDE))
    assert (tile.width, tile.height) == (SIDE, SIDE)
    assert samples.HUSKY[tile.start : tile.end] == tile.phrase
    heat = samples.husky().heatmap(tile.phrase)
    assert np.abs(tile.heat).max() == 127
    np.testing.assert_allclose(tile.heat / 127 * tile.limit, heat, atol=tile.limit / 200)


def test_a_store_on_disk_is_opened_by_its_path_or_address(tmp_path: Path) -> None:
    path = tmp_path / "failures.db"
    with cases.Store(path) as store:
        for pair in pairs():
            store.add(pair, name="snow", columns={"class": "dogs"})
    for given in (path, str(path), f"sqlite:///{path}"):
        with read(given) as found:
            assert found.store.readonly
            assert found.rows().columns == {"class": ("dogs",) * 4}
            assert np.isfinite(found.rows().measures["special"]).all()
            np.testing.assert_array_equal(found.pair(3).interactions, pairs()[3].interactions)


def test_rows_are_the_same_until_more_is_known_and_nobody_can_change_them() -> None:
    with Collection.of([samples.husky(), samples.tiny()]) as made:
        assert made.wait(20)
        rows = made.rows()
        assert made.rows() is rows
        for values in (rows.read, *rows.measures.values()):
            with pytest.raises(ValueError, match="read-only"):
                values[0] = 0
