"""Each thing that can go wrong has a name, a cause and a remedy, leaves no half, and once it is lifted all goes on."""

from __future__ import annotations

import importlib.util
import multiprocessing
import os
import re
import shutil
import sqlite3
import stat
import threading
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from pairlens.cases import (
    Item,
    Store,
    StoreCorrupt,
    StoreDriverMissing,
    StoreError,
    StoreFull,
    StoreLocked,
    StoreNewer,
    StoreReadOnly,
    StoreUnreachable,
)
from pairlens.errors import OptionError
from stores import answered, change, child, fresh, pairs, postgres

LONG = "x" * 200_000


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A store in a file, with one item and one change."""
    path = tmp_path / "store.db"
    with Store(path) as store:
        store.write(change(store.add(pairs(1)[0]), "kept"))
    return path


def notes(store: Store) -> list[str]:
    return [found.judgement.note[:20] for _, found in store.changes()]


def test_a_full_disk_is_told_and_then_lifted(file: Path) -> None:
    with Store(file) as store:
        item = store.items()[0]
        with store._link.reading() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        # the pool hands the same connection out again, so its limit holds for the store
        with store._link.reading() as connection:
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreFull, match="no room") as caught:
            store.write_many([change(item, "half"), change(item, LONG)])
        assert "Make room" in caught.value.remedy
        with pytest.raises(StoreFull):
            store.add_many(pairs(4))
        assert notes(store) == ["kept"]
        assert len(store.items()) == 1
        with store._link.reading() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        store.write(change(item, LONG))
        assert len(store.add_many(pairs(4))) == 4


FULL = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = Store(sys.argv[1])
item = store.items()[0]
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, hard))
done = 0
try:
    for number in range(100):
        store.write(change(item, "x" * 50_000))
        done += 1
except StoreError as error:
    print(type(error).__name__, done, store.last_change)
resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
store.write(change(item, "x" * 50_000))
print(store.last_change)
"""


@pytest.mark.skipif(os.name != "posix", reason="limits of a file's size are POSIX's")
def test_a_file_that_cannot_grow_keeps_what_was_acknowledged(file: Path) -> None:
    kind, done, last, after = answered(child(FULL, str(file)))
    assert kind == "StoreFull"
    assert 0 < int(done) < 100
    assert int(last) == int(done) + 1
    assert int(after) == int(last) + 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded")
def test_a_file_in_a_folder_that_cannot_be_written_can_be_looked_at(file: Path) -> None:
    context = multiprocessing.get_context("fork")
    mine, theirs = context.Pipe()
    with everybody(file):
        file.chmod(0o444)
        file.parent.chmod(0o555)
        forked = context.Process(target=_look, args=(file, theirs))
        forked.start()
        forked.join(60)
    assert mine.poll()
    assert mine.recv() == ["StoreReadOnly", True, 1, 1, "StoreReadOnly"]
    with Store(file) as store:
        store.write(change(store.items()[0], "again"))


def _look(file: Path, answers: Connection) -> None:
    if os.geteuid() == 0:  # root may write anywhere, so it becomes somebody else
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
    said: list[object] = []
    try:
        Store(file)
    except StoreError as error:
        said += [type(error).__name__, "readonly=True" in error.remedy]
    store = Store(file, readonly=True)
    said += [len(store.items()), len(store.notes)]
    try:
        store.write(change(store.items()[0], "no"))
    except StoreError as error:
        said.append(type(error).__name__)
    answers.send(said)


class everybody:  # noqa: N801 - a context
    """Let other accounts pass through the folders above a file; afterwards all is as it was."""

    def __init__(self, file: Path) -> None:
        self._modes = {path: path.stat().st_mode for path in [file, *file.parents[:-1]]}

    def __enter__(self) -> None:
        for path, mode in self._modes.items():
            path.chmod(stat.S_IMODE(mode) | 0o055)

    def __exit__(self, *error: object) -> None:
        for path, mode in self._modes.items():
            path.chmod(stat.S_IMODE(mode))


def test_a_store_that_is_opened_to_look_is_not_written(place: str) -> None:
    with Store(place) as store:
        item = store.add(pairs(1)[0])
    with Store(place, readonly=True) as store:
        assert store.readonly
        for attempt in (
            lambda: store.write(change(item)),
            lambda: store.undo("ann"),
            lambda: store.add(pairs(2)[1]),
            lambda: store.describe(item.id, columns={"a": 1}),
            lambda: store.set_categories(store.categories),
        ):
            with pytest.raises(StoreReadOnly, match="without readonly"):
                attempt()
        assert store.items() == [item]
        assert not store.can_undo("ann")


def test_a_store_that_another_program_holds_is_told_and_then_goes_on(file: Path) -> None:
    with Store(file, timeout=0.2) as store, closing(sqlite3.connect(file, isolation_level=None)) as other:
        item = store.items()[0]
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreLocked, match="Somebody else is writing"):
            store.write(change(item, "no"))
        assert notes(store) == ["kept"]
        other.execute("ROLLBACK")
        store.write(change(item, "yes"))
        assert notes(store) == ["kept", "yes"]


def test_a_server_that_another_writer_holds_is_told_and_then_goes_on() -> None:
    place = fresh(postgres())
    with Store(place, timeout=0.3) as store, Store(place) as other:
        item = store.add(pairs(1)[0])
        with other._link.writing(), pytest.raises(StoreLocked):
            store.write(change(item, "no"))
        store.write(change(item, "yes"))
        assert notes(store) == ["yes"]


def test_a_thread_that_writes_for_too_long_is_told(store: Store) -> None:
    item = store.add(pairs(1)[0])
    store._link._timeout = 0.1
    inside, leave = threading.Event(), threading.Event()

    def hold() -> None:
        with store._link.writing():
            inside.set()
            leave.wait(20)

    thread = threading.Thread(target=hold)
    thread.start()
    inside.wait(20)
    with pytest.raises(StoreLocked, match="Another thread"):
        store.write(change(item))
    leave.set()
    thread.join()
    assert store.write(change(item, "yes")).judgement.note == "yes"


@pytest.mark.parametrize("content", [b"SQLite format 3\0" + b"\xff" * 5000, b"PK\x03\x04 a zip", b"SQLite"])
def test_a_file_of_something_else_is_no_store(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "store.db"
    path.write_bytes(content)
    with pytest.raises(StoreCorrupt) as caught:
        Store(path)
    assert "backup" in caught.value.remedy
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE photos (id INTEGER)")
    before = path.read_bytes()
    with pytest.raises(StoreCorrupt, match="another program"):
        Store(path)
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with Store(path) as store:
        assert store.items() == []
    path.write_bytes(b"")
    with pytest.raises(StoreCorrupt, match="another program"):
        Store(path, readonly=True)


def test_damaged_pages_are_found_when_the_store_is_opened(file: Path) -> None:
    with Store(file) as store:
        item = store.items()[0]
        store.write_many([change(item, f"a note {number}") for number in range(300)])
    with closing(sqlite3.connect(file)) as connection:
        asked = "SELECT rootpage FROM sqlite_master WHERE name = 'pairlens_changes'"
        (page,) = connection.execute(asked).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with file.open("rb+") as damaged:
        damaged.seek((page - 1) * size)
        damaged.write(b"\x55" * size)
    with pytest.raises(StoreCorrupt, match=r"[Dd]amaged"):
        Store(file)


def test_a_file_that_was_cut_off_is_damaged(file: Path) -> None:
    with file.open("rb+") as damaged:
        damaged.truncate(file.stat().st_size // 2)
    with pytest.raises(StoreCorrupt):
        Store(file)


def test_a_damaged_explanation_is_found_when_it_is_read(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE pairlens_blobs SET data = zeroblob(length(data))")
    with Store(file) as store, pytest.raises(StoreCorrupt, match="damaged"):
        store.explanation(store.items()[0].id)


def test_a_newer_store_is_not_touched(place: str) -> None:
    with Store(place) as store, store._link.writing() as connection:
        store._link.backend.set_version(connection, 99)
    for readonly in (False, True):
        with pytest.raises(StoreNewer, match=r"version 99.*--upgrade"):
            Store(place, readonly=readonly)


def test_places_that_are_not_there_are_told(tmp_path: Path) -> None:
    with pytest.raises(StoreUnreachable, match="no folder"):
        Store(tmp_path / "missing" / "store.db")
    with pytest.raises(StoreUnreachable, match="is a folder"):
        Store(tmp_path)
    with pytest.raises(StoreUnreachable, match="no file"):
        Store(tmp_path / "store.db", readonly=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("mysql://user@host/name", "mysql"),
        (":memory:", "memory"),
        ("sqlite://", "memory"),
        ("postgresql://user@host:port/name", "address"),
    ],
)
def test_places_that_can_be_no_store_are_refused(place: str, said: str) -> None:
    with pytest.raises(OptionError, match=said):
        Store(place)
    with pytest.raises(OptionError, match="timeout"):
        Store(place, timeout=0)


def test_a_server_that_does_not_answer_is_told_without_the_password() -> None:
    with pytest.raises(StoreUnreachable, match="cannot be reached") as caught:
        Store("postgresql://ann:secret@127.0.0.1:9/cases", timeout=2)
    assert "secret" not in str(caught.value)


def test_a_database_that_is_not_there_is_told() -> None:
    with pytest.raises(StoreUnreachable, match="nowhere"):
        Store(postgres().replace("/postgres?", "/nowhere?"))


def test_a_connection_that_was_cut_is_made_anew() -> None:
    with Store(fresh(postgres())) as store:
        item = store.add(pairs(1)[0])
        engine = create_engine(postgres().replace("postgresql:", "postgresql+psycopg:"))
        with engine.connect() as connection:
            asked = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"
            assert connection.execute(text(asked), {"name": store.name}).all()
        engine.dispose()
        assert store.write(change(item, "goes on")).judgement.note == "goes on"


def test_a_missing_driver_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    from pairlens.cases.store import postgres as module

    monkeypatch.setattr(module, "find_spec", {}.get)
    assert importlib.util.find_spec("psycopg") is not None
    with pytest.raises(StoreDriverMissing, match=re.escape('pip install "pairlens[postgres]"')):
        Store("postgresql://ann@host/cases")


def test_a_file_that_was_moved_away_takes_no_more_changes(file: Path) -> None:
    away = file.with_name("away.db")
    with Store(file) as store:
        item = store.items()[0]
        file.rename(away)
        with pytest.raises(StoreUnreachable, match="moved, deleted or replaced"):
            store.write(change(item, "into nothing"))
        away.rename(file)
        store.write(change(item, "back"))
        assert notes(store) == ["kept", "back"]


def test_an_error_in_the_middle_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from pairlens.cases.store import judging

    item = store.add(pairs(1)[0])

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(judging, "_after", fail)
        with pytest.raises(KeyboardInterrupt):
            store.write(change(item, "half"))
    assert list(store.changes()) == []
    assert store.write(change(item, "whole")).judgement.note == "whole"


@pytest.mark.parametrize("target", ["", "missing/backup.db", "store.db"])
def test_a_backup_needs_a_place(file: Path, target: str) -> None:
    before = file.stat().st_size
    with Store(file) as store, pytest.raises(StoreUnreachable, match="No copy"):
        store.backup(file.parent / target)
    assert file.stat().st_size >= before


def test_every_kind_has_a_cause_and_a_remedy(file: Path) -> None:
    shutil.copy(file, file.with_name("copy.db"))
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA user_version = 7")
    with pytest.raises(StoreError) as caught:
        Store(file)
    assert caught.value.cause.endswith(".")
    assert str(caught.value) == f"{caught.value.cause} {caught.value.remedy}"
    assert isinstance(caught.value, StoreNewer)


def test_items_stay_usable_when_a_change_fails(store: Store) -> None:
    item: Item = store.add(pairs(1)[0])
    with pytest.raises(OptionError):
        store.write(change("0" * 64))
    assert store.items() == [item]
