"""How fast a store takes and gives: changes that are on the disk per second, items, cases and tallies read.

Beside each the same rows by Python's `sqlite3` with `synchronous=FULL`, in one table, without anything around them.
A store of 20,000 items and 50,000 changes; every change that is timed is written by itself and waits for the disk, so
the figures are the disk's as much as ours. The two take turns, so that both meet the same disk.

    python benchmarks/store.py [--items 20000] [--changes 50000] [--writes 200] [--url postgresql://…]
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import insert

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))

import samples
from pairlens.cases import Change, Judgement, Store
from pairlens.cases.store import coding
from pairlens.cases.store.schema import ITEMS

ROUNDS = 5
LABELS = ("wrong_object", "missed_object", "attribute_binding", "relation_ignored")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--items", type=int, default=20_000)
    parser.add_argument("--changes", type=int, default=50_000)
    parser.add_argument("--writes", type=int, default=200, help="changes written one by one")
    parser.add_argument("--url", help="of an empty database to measure instead of a file")
    asked = parser.parse_args()
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}, ", end="")
    print(f"SQLite {sqlite3.sqlite_version}")
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        store = Store(asked.url or Path(folder) / "store.db")
        raw = sqlite3.connect(Path(folder) / "raw.db", isolation_level=None)
        ids = fill(store, asked.items)
        told("changes in one transaction", asked.changes, elapsed(lambda: judge(store, ids, asked.changes)))
        written(store, raw, ids, asked.writes)
        read(store, raw)
        store.close()
        if not asked.url:
            told("opened, damage looked for", 1, best(lambda: Store(Path(folder) / "store.db").close()))


def fill(store: Store, count: int) -> list[str]:
    """Items that share one explanation: what is timed is the table."""
    first = store.add(samples.pair(), columns={"class": "dog", "split": "test"}, measures={"residual": 0.01})
    row = coding.item_row(first)
    ids = [first.id, *(f"{number:064x}" for number in range(1, count))]
    with store._link.writing() as connection:  # noqa: SLF001 - twenty thousand explanations would time the method
        explanation = connection.exec_driver_sql("SELECT sha256 FROM pairlens_blobs").scalar_one()
        rows = [{**row, "id": each, "explanation": explanation} for each in ids[1:]]
        connection.execute(insert(ITEMS), rows)
    return ids


def change(item: str, number: int, reviewer: str = "ann") -> Change:
    said = Judgement(status="submitted", labels=LABELS[: number % 4], note=f"The {number}th look at it.")
    return Change(id=str(uuid4()), item=item, reviewer=reviewer, at=datetime.now(UTC), judgement=said)


def judge(store: Store, ids: list[str], count: int) -> None:
    store.write_many([change(ids[number % len(ids)], number) for number in range(count)])


def written(store: Store, raw: sqlite3.Connection, ids: list[str], count: int) -> None:
    """One by one, in turns; every one is waited for."""
    raw.execute("PRAGMA journal_mode = WAL")
    raw.execute("PRAGMA synchronous = FULL")
    raw.execute("CREATE TABLE changes (seq INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT)")
    ours, theirs = [], []
    for number in range(count):
        one = change(ids[number], number, "bob")
        ours.append(elapsed(lambda: store.write(one)))  # noqa: B023 - called at once
        values = (one.id, coding.judgement_text(one.judgement))
        theirs.append(elapsed(lambda: raw.execute("INSERT INTO changes (id, body) VALUES (?, ?)", values)))  # noqa: B023 - called at once
    for name, times in (("store.write", ours), ("  sqlite3, one row", theirs)):
        late = sorted(times)[int(0.95 * count)]
        told(
            f"{name} (median {statistics.median(times) * 1e3:.2f} ms, 95 % {late * 1e3:.2f} ms)",
            count,
            sum(times),
        )
    told("store.undo", 20, elapsed(lambda: [store.undo("bob") for _ in range(20)]))
    told("store.can_undo", 20, elapsed(lambda: [store.can_undo("bob") for _ in range(20)]))


def read(store: Store, raw: sqlite3.Connection) -> None:
    items, cases = store.items(), store.cases()
    raw.execute("CREATE TABLE items (seq INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT)")
    rows = [(item.id, json.dumps({**coding.item_row(item)})) for item in items]
    raw.executemany("INSERT INTO items (id, body) VALUES (?, ?)", rows)
    asked = "SELECT id, body FROM items ORDER BY seq"
    told("store.items()", len(items), best(store.items))
    told(
        "  sqlite3 and json.loads",
        len(rows),
        best(lambda: [json.loads(body) for _, body in raw.execute(asked)]),
    )
    told("store.cases()", len(cases), best(store.cases))
    told("store.cases(text=…)", len(cases), best(lambda: store.cases(text="husky")))
    told("store.tally()", len(cases), best(store.tally))
    told("store.changes()", store.last_change, best(lambda: list(store.changes())))
    told("store.last_change", 1, best(lambda: store.last_change))


def elapsed(what: Callable[[], Any]) -> float:
    start = time.perf_counter()
    what()
    return time.perf_counter() - start


def best(what: Callable[[], Any]) -> float:
    return statistics.median(elapsed(what) for _ in range(ROUNDS))


def told(name: str, count: int, seconds: float) -> None:
    print(f"{name:62} {count:7,d} in {seconds * 1e3:9,.1f} ms   {count / seconds:12,.0f} per second")


if __name__ == "__main__":
    main()
