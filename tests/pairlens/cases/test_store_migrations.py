from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import URL, Connection, inspect

from pairlens.cases import Store, StoreNewer, StoreReadOnly
from pairlens.cases.store import opened
from pairlens.cases.store.link import Link
from pairlens.cases.store.migrations import STEPS, _take, migrate
from pairlens.cases.store.schema import APPLICATION, METADATA
from pairlens.cases.store.sqlite import Sqlite
from stores import change, fresh, pairs, postgres

OLD = """
CREATE TABLE notes (id TEXT PRIMARY KEY, said TEXT NOT NULL);
INSERT INTO notes VALUES ('a', 'first'), ('b', 'second');
PRAGMA user_version = 1;
"""
"""A store of an older, invented version, as that version would have written it."""


def one(_: Connection) -> None:
    raise AssertionError("an older store is never made again")


def two(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE notes ADD COLUMN length INTEGER NOT NULL DEFAULT 0")
    connection.exec_driver_sql("UPDATE notes SET length = length(said)")


def three(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE TABLE words (word TEXT)")
    connection.exec_driver_sql("INSERT INTO words SELECT said FROM notes")


def broken(connection: Connection) -> None:
    three(connection)
    connection.exec_driver_sql("INSERT INTO missing VALUES (1)")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(f"PRAGMA application_id = {APPLICATION};{OLD}")
    return path


def linked(path: Path, *, readonly: bool = False) -> Link:
    backend = Sqlite(URL.create("sqlite", database=str(path)), readonly=readonly, timeout=5)
    return Link(backend, readonly=readonly, timeout=5)


def asked(path: Path, question: str) -> list[tuple]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(question).fetchall()


def test_an_older_store_is_brought_up_step_by_step(old: Path) -> None:
    link = linked(old)
    migrate(link, (one, two, three))
    migrate(link, (one, two, three))
    assert asked(old, "SELECT id, length FROM notes") == [("a", 5), ("b", 6)]
    assert asked(old, "SELECT word FROM words") == [("first",), ("second",)]
    assert asked(old, "PRAGMA user_version") == [(3,)]
    copy = old.with_name("old.db.v1.backup")
    assert link.backend.notes == [f"The store as it was before this version of Pairlens is in {copy.name}."]
    link.close()
    assert asked(copy, "SELECT * FROM notes") == [("a", "first"), ("b", "second")]
    assert asked(copy, "PRAGMA user_version") == [(1,)]


def test_a_step_that_fails_leaves_the_version_before_it(old: Path) -> None:
    link = linked(old)
    with pytest.raises(Exception, match="missing"):
        migrate(link, (one, two, broken))
    assert asked(old, "PRAGMA user_version") == [(2,)]
    assert asked(old, "SELECT name FROM sqlite_master WHERE type = 'table'") == [("notes",)]
    migrate(link, (one, two, three))
    link.close()
    assert asked(old, "PRAGMA user_version") == [(3,)]


def test_an_older_store_is_not_changed_by_looking(old: Path) -> None:
    link = linked(old, readonly=True)
    with pytest.raises(StoreReadOnly, match="older version 1"):
        migrate(link, (one, two))
    link.close()
    assert asked(old, "PRAGMA user_version") == [(1,)]
    assert [path.name for path in old.parent.iterdir()] == ["old.db"]


def test_a_newer_store_is_refused(old: Path) -> None:
    link = linked(old)
    migrate(link, (one, two, three))
    with pytest.raises(StoreNewer):
        migrate(link, (one, two))
    link.close()


def test_two_that_migrate_at_once_take_each_step_once(old: Path) -> None:
    first, second = linked(old), linked(old)
    taken: list[str] = []

    def counted(step: Callable[[Connection], None]) -> Callable[[Connection], None]:
        def run(connection: Connection) -> None:
            taken.append(step.__name__)
            step(connection)

        return run

    def meanwhile(_: Connection) -> None:
        raise AssertionError("the other one has taken this step")

    with first.reading() as connection:
        assert first.backend.version(connection) == 1
    migrate(second, (one, counted(two)))
    _take(first, 1, (one, meanwhile))
    assert taken == ["two"]
    first.close()
    second.close()


def test_steps_of_a_server_are_whole_too(monkeypatch: pytest.MonkeyPatch) -> None:
    place = fresh(postgres())
    with Store(place) as store:
        store.write(change(store.add(pairs(1)[0]), "kept"))
    with monkeypatch.context() as patch:
        patch.setattr(opened, "migrate", lambda link: migrate(link, (*STEPS, broken_on_server)))
        with pytest.raises(Exception, match="missing"):
            Store(place)
    with Store(place) as store, store._link.reading() as connection:
        assert store._link.backend.version(connection) == 1
        assert "words" not in inspect(connection).get_table_names()
    with monkeypatch.context() as patch:
        patch.setattr(opened, "migrate", lambda link: migrate(link, (*STEPS, words)))
        Store(place).close()
    with pytest.raises(StoreNewer):
        Store(place)


def words(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE TABLE words (word text)")


def broken_on_server(connection: Connection) -> None:
    words(connection)
    connection.exec_driver_sql("INSERT INTO missing VALUES (1)")


def test_the_steps_make_the_tables_that_the_code_reads(store: Store) -> None:
    with store._link.reading() as connection:
        found = inspect(connection)
        for table in METADATA.sorted_tables:
            assert [column["name"] for column in found.get_columns(table.name)] == list(table.columns.keys())
            assert {index["name"] for index in found.get_indexes(table.name)} >= {
                i.name for i in table.indexes
            }
        assert store._link.backend.version(connection) == len(STEPS)


def test_a_file_says_whose_it_is(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    Store(path).close()
    assert asked(path, "PRAGMA application_id") == [(APPLICATION,)]
    assert asked(path, "PRAGMA user_version") == [(len(STEPS),)]
