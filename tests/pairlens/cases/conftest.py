"""Stores that the tests of this folder share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import stores
from pairlens.cases import Item, Store


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty store may be made: a file, then a database of a real server."""
    if request.param == "sqlite":
        return str(tmp_path / "store.db")
    return stores.fresh(stores.postgres())


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    """An empty store."""
    with Store(place) as store:
        yield store


@pytest.fixture
def item(store: Store) -> Item:
    """An item in it."""
    return store.add(stores.pairs(1)[0])
