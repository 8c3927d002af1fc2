"""What was acknowledged is there, whoever was killed, whoever else was writing."""

from __future__ import annotations

import multiprocessing
import os
import random
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from pairlens.cases import Store
from stores import answered, change, child, pairs

WRITER = """
store = Store(sys.argv[1])
item = store.items()[0]
number = 0
while True:
    done = change(item, f"note {number} " + "x" * 2000, reviewer=sys.argv[2], step=str(number // 3))
    store.write(done)
    print(done.id, flush=True)
    if number % 7 == 6:
        store.undo(sys.argv[2])
    number += 1
"""

SOME = """
store = Store(sys.argv[1])
item = store.items()[0]
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[3])):
    store.write(change(item, str(number), reviewer=sys.argv[2]))
    print(number)
"""


def test_what_was_acknowledged_is_there_after_a_kill(place: str) -> None:
    with Store(place) as store:
        store.add(pairs(1)[0])
    acknowledged: list[str] = []
    for round_ in range(3):
        acknowledged += killed(place, after=random.Random(round_).randint(5, 60))  # noqa: S311 - no secret
        with Store(place) as store:
            ids = [found.id for _, found in store.changes()]
            assert set(acknowledged) <= set(ids)
            assert len(set(ids)) == len(ids)
            assert [number for number, _ in store.changes()] == sorted(
                number for number, _ in store.changes()
            )
            assert all(
                len(found.judgement.note) > 2000 for _, found in store.changes() if found.kind == "edit"
            )
    if not place.startswith("postgresql"):
        with closing(sqlite3.connect(place)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def killed(place: str, after: int) -> list[str]:
    """What a writer acknowledged before it was killed, at any point of its next writes."""
    with child(WRITER, place, "ann") as process:
        seen = [process.stdout.readline().strip() for _ in range(after)]
        time.sleep(random.Random(after).random() / 50)  # noqa: S311 - no secret
        process.kill()
        # a line that was cut off was not acknowledged
        rest = process.stdout.read().split("\n")
        assert all(seen), process.stderr.read()
    return seen + rest[:-1]


def test_two_processes_that_write_at_once_lose_nothing(place: str) -> None:
    with Store(place) as store:
        store.add(pairs(1)[0])
        writers = [child(SOME, place, name, "40", stdin=-1) for name in ("ann", "bob")]
        assert [writer.stdout.readline() for writer in writers] == ["ready\n"] * 2
        for writer in writers:
            writer.stdin.write("\n")
            writer.stdin.flush()
        followed: list[str] = []
        last = 0
        while any(writer.poll() is None for writer in writers):
            for number, found in store.changes(since=last):
                followed.append(f"{found.reviewer} {found.judgement.note}")
                last = number
            time.sleep(0.002)
        for writer in writers:
            answered(writer)
        followed += [f"{found.reviewer} {found.judgement.note}" for _, found in store.changes(since=last)]
        for name in ("ann", "bob"):
            own = [said for said in followed if said.startswith(name)]
            assert own == [f"{name} {number}" for number in range(40)]
        assert len(followed) == 80


def test_threads_that_write_at_once_lose_nothing(store: Store) -> None:
    item = store.add(pairs(1)[0])
    failed: list[BaseException] = []

    def work(name: str) -> None:
        try:
            for number in range(15):
                store.write(change(item, str(number), reviewer=name))
                store.tally()
        except BaseException as error:  # noqa: BLE001 - handed to the test
            failed.append(error)

    threads = [threading.Thread(target=work, args=(f"t{number}",)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert [number for number, _ in store.changes()] == list(range(1, 91))
    for number in range(6):
        history = store.history(store.case_of(item.id, f"t{number}").id)
        assert [found.judgement.note for found in history] == [str(n) for n in range(15)]


def test_the_numbers_of_changes_become_visible_in_their_order(place: str) -> None:
    """One writer is held between its row and its commit; nobody may overtake it with a higher number."""
    with Store(place) as store, Store(place) as other:
        item = store.add(pairs(1)[0])
        numbered, finish = threading.Event(), threading.Event()

        def slow() -> None:
            from pairlens.cases.store import coding, writing

            with store._link.writing() as connection:
                writing.append(connection, [coding.change_row(change(item, "slow"))], "store")
                numbered.set()
                finish.wait(20)

        first = threading.Thread(target=slow)
        second = threading.Thread(target=lambda: other.write(change(item, "quick")))
        first.start()
        numbered.wait(20)
        second.start()
        second.join(0.2)
        assert second.is_alive()
        assert list(other.changes()) == []
        finish.set()
        first.join()
        second.join()
        assert [found.judgement.note for _, found in other.changes()] == ["slow", "quick"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded")
def test_a_fork_goes_on_with_connections_of_its_own(store: Store) -> None:
    item = store.add(pairs(1)[0])
    store.write(change(item, "parent"))
    forked = multiprocessing.get_context("fork").Process(target=_goes_on, args=(store, item))
    forked.start()
    forked.join(60)
    assert forked.exitcode == 0
    store.write(change(item, "parent again"))
    assert [found.judgement.note for _, found in store.changes()] == ["parent", "child", "parent again"]


def _goes_on(store: Store, item: object) -> None:
    store.write(change(item, "child"))
    assert store.case_of(item.id, "ann").judgement.note == "child"
    store.close()


def test_a_file_that_is_copied_while_it_is_written_to_is_whole(tmp_path: Path) -> None:
    place = tmp_path / "store.db"
    with Store(place) as store:
        store.add(pairs(1)[0])
        with child(WRITER, str(place), "ann") as process:
            first = process.stdout.readline().strip()
            for number in range(3):
                store.backup(tmp_path / f"copy {number}.db")
            process.kill()
        for number in range(3):
            with Store(tmp_path / f"copy {number}.db", readonly=True) as copy:
                assert next(copy.changes())[1].id == first
