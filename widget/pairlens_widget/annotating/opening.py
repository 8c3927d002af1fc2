"""What an annotator is opened with: who judges, where cases are kept, what may be wrong, and where to begin."""

from __future__ import annotations

import getpass
import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pairlens import PairAttribution
from pairlens.cases import Category, Collection, Store
from pairlens.cases.categories import checked
from pairlens.errors import OptionError, PairlensError
from pairlens_widget.annotating.book import Book
from pairlens_widget.annotating.clerk import Clerk
from pairlens_widget.annotating.keys import hotkeys


def reviewer_of(reviewer: str | None) -> str:
    """Who judges; None is the name of the system's user.

    Raises:
        OptionError: There is no name.
    """
    if reviewer is None:
        try:
            return getpass.getuser()
        except (OSError, KeyError):  # a container without users
            raise OptionError("Nobody knows who judges.", 'Write reviewer="…".') from None
    if not isinstance(reviewer, str) or not reviewer.strip():
        raise OptionError(f"reviewer={reviewer!r} is no name.", 'Write reviewer="…".')
    return reviewer


def store_of(store: str | Path | Store | None, collection: Collection) -> Store:
    """Where cases are kept; None is the store that the pairs lie in.

    Raises:
        OptionError: They lie in none.
        StoreError: It cannot be opened.
    """
    if isinstance(store, Store):
        return store
    if store is not None:
        return Store(store)
    if isinstance(collection.store, Store):
        return collection.store
    raise OptionError("Nobody knows where to keep the cases.", 'Write Annotator(pairs, "failures.db").')


def categories_of(store: Store, given: Iterable[Category] | None) -> tuple[Category, ...]:
    """What may be wrong; what is given is kept in the store.

    Raises:
        OptionError: A key, a name or a hotkey is there twice.
        StoreError: They cannot be written.
    """
    if given is None:
        return store.categories
    found = checked(given)
    if found != store.categories and not store.readonly:
        store.set_categories(found)
    return found


def first_of(book: Book) -> tuple[int, PairAttribution]:
    """Where to begin, and the pair that is there; damaged ones are passed over.

    Raises:
        PairlensError: No pair can be read.
    """
    start = book.first()
    failed: PairlensError | None = None
    for index in (*range(start, len(book)), *range(start)):
        try:
            return index, book.collection.pair(book.place(index))
        except PairlensError as error:
            failed = failed or error
    assert failed is not None  # noqa: S101 - there is at least one pair, and it could not be read
    raise failed


def setup_of(clerk: Clerk, categories: Iterable[Category], keys: Mapping[str, list[str]]) -> dict[str, Any]:
    """What the view is told once."""
    listed, store = list(categories), clerk.store
    own = hotkeys(listed, keys)
    return {
        "store": store.name,
        "place": hashlib.sha256(store.url.encode()).hexdigest()[:16],
        "reviewer": clerk.reviewer,
        "categories": [
            {"key": each.key, "name": each.name, "definition": each.definition, "hotkey": key}
            for each, key in zip(listed, own, strict=True)
        ],
        "keys": keys,
        "total": len(clerk.book),
        "readonly": f"{store.name} can only be read: nothing that you say is saved." * store.readonly,
    }
