"""Where a file lies decides its journal; either way a change is on the disk when it is acknowledged."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pairlens.cases import Store
from pairlens.cases.store import places
from stores import change, pairs

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/export /home nfs4 rw 0 0
tmpfs /home/ann/scratch tmpfs rw 0 0
//server/share /mnt/with\\040blank cifs rw 0 0
remote /mnt/far fuse.sshfs rw 0 0
/dev/sdb1 /mnt/far/local xfs rw 0 0
/dev/sdc1 /twice ext4 rw 0 0
server:/over /twice nfs rw 0 0
broken
"""


@pytest.fixture
def mounts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "mounts"
    table.write_text(MOUNTS, encoding="utf-8")
    monkeypatch.setattr(places, "_MOUNTS", table)


@pytest.mark.usefixtures("mounts")
@pytest.mark.parametrize(
    ("path", "kind", "network"),
    [
        ("/srv/store.db", "ext4", False),
        ("/home/ann/store.db", "nfs4", True),
        ("/homely/store.db", "ext4", False),
        ("/home/ann/scratch/store.db", "tmpfs", False),
        ("/mnt/with blank/store.db", "cifs", True),
        ("/mnt/far/store.db", "fuse.sshfs", True),
        ("/mnt/far/local/store.db", "xfs", False),
        ("/twice/store.db", "nfs", True),
        ("\\\\server\\share\\store.db", "smb", True),
    ],
)
def test_the_file_system_of_a_path_is_found(path: str, kind: str, network: bool) -> None:  # noqa: FBT001 - a parameter
    assert places.file_system(Path(path)) == kind
    assert places.is_network(kind) is network


def test_a_system_that_does_not_tell_is_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_MOUNTS", tmp_path / "missing")
    assert places.file_system(tmp_path) == ""
    assert not places.is_network("")


def settings(store: Store) -> tuple[str, int, int]:
    """Journal, how far a commit is waited for (2 is FULL, 3 EXTRA), and whether keys are checked."""
    with store._link.reading() as connection:
        names = ("journal_mode", "synchronous", "foreign_keys")
        return tuple(connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names)


def test_a_local_file_has_a_write_ahead_log_and_waits_for_the_disk(tmp_path: Path) -> None:
    with Store(tmp_path / "store.db") as store:
        journal, waits, keys = settings(store)
        assert (journal, keys, store.notes) == ("wal", 1, ())
        assert waits >= 2


def test_a_file_on_a_network_has_a_rollback_journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "store.db"
    with Store(path) as store:
        item = store.add(pairs(1)[0])
        store.write(change(item, "while it was local"))
    monkeypatch.setattr(places, "file_system", lambda _: "nfs4")
    with Store(path) as store:
        assert settings(store) == ("delete", 3, 1)
        assert "network" in store.notes[0]
        store.write(change(item, "over the network"))
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    monkeypatch.undo()
    with Store(path) as store:
        assert settings(store)[0] == "wal"
        assert [found.judgement.note for _, found in store.changes()] == [
            "while it was local",
            "over the network",
        ]


def test_a_file_system_without_shared_memory_is_found_by_trying(tmp_path: Path) -> None:
    # this way of SQLite's to reach files locks by files and maps nothing, as on file systems that cannot
    place = f"sqlite:///{tmp_path / 'store.db'}?vfs=unix-dotfile"
    with Store(place) as store:
        journal, waits, _ = settings(store)
        assert (journal, waits) == ("delete", 3)
        assert "no shared memory" in store.notes[0]
        item = store.add(pairs(1)[0])
        store.write(change(item, "kept"))
    with Store(place) as store:
        assert store.case_of(item.id, "ann").judgement.note == "kept"


def test_places_are_paths_and_addresses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for place in ("a b%20?.db", Path("c#.db"), f"sqlite:///{tmp_path / 'd.db'}", "sqlite:///e.db"):
        with Store(place) as store:
            store.add(pairs(1)[0])
    assert {path.name for path in tmp_path.iterdir()} == {"a b%20?.db", "c#.db", "d.db", "e.db"}


def test_addresses_of_servers_name_no_driver() -> None:
    for given in ("postgres://ann@host/x", "postgresql://ann@host/x", "postgresql+psycopg://ann@host/x"):
        assert places.url_of(given).drivername == "postgresql+psycopg"


def test_importing_cases_needs_no_database(without) -> None:
    code = "import pairlens.cases; print('Store' in dir(pairlens.cases), pairlens.cases.StoreError.__name__)"
    assert without(code, "torch", "sqlalchemy", "psycopg", "pandas").split() == ["True", "StoreError"]
    assert "Store" in without("from pairlens.cases import Store; print(Store)", "torch", "psycopg", "pandas")
