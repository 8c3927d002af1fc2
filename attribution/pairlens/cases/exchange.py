"""Handing cases on: from a store to files of other tools, and back.

The ending of a file's name says its format: `.jsonl` (everything), `.parquet` (everything), `.csv`, `.coco.json` and
`.labelstudio.json`; `format=` says it where the name does not. What a format cannot hold stands in its module, under
`pairlens.cases.formats`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pairlens.cases.case import Case, Change
from pairlens.cases.formats.bundle import Bundle, Later
from pairlens.cases.formats.merging import Imported, joined, merged_categories, unknown_labels
from pairlens.cases.item import Item
from pairlens.errors import FileError, OptionError

if TYPE_CHECKING:
    from pairlens.cases.store import Store

FORMATS = {
    "jsonl": ("jsonl", (".jsonl", ".ndjson")),
    "csv": ("csv_table", (".csv",)),
    "parquet": ("parquet", (".parquet",)),
    "coco": ("coco", (".coco.json",)),
    "labelstudio": ("label_studio", (".labelstudio.json",)),
}
"""Name of a format -> its module, and the endings of its files."""


def export(
    source: "Store | Bundle",
    path: str | Path,
    format: str | None = None,  # noqa: A002 - the word for it
    cases: Iterable[Case | str] | None = None,
    pictures: str | None = None,
) -> None:
    """Write cases to a file; whoever reads the path sees the old file or the new one, never half.

    Args:
        source: A store, or a bundle from `read` or `from_store`.
        path: Where to; what is there is replaced.
        format: "jsonl", "csv", "parquet", "coco" or "labelstudio"; None goes by the ending of the name.
        cases: Which cases, or their ids; None takes all, and the items of which nobody has said anything.
        pictures: What becomes of explanations and pictures: "embed", "folder" (beside the file) or "none"; None does
            what is usual for the format. Not every format can do each.

    Raises:
        OptionError: There is no such format or case, the format cannot do it, or an optional package is missing.
        FileError: The file cannot be written.
        StoreError: The store cannot be read.
    """
    target = Path(path)
    module = _module(target, format)
    bundle = from_store(source, cases)
    module.write(bundle, target, pictures)


def read(path: str | Path, format: str | None = None) -> Bundle:  # noqa: A002 - the word for it
    """Read a file of cases.

    Args:
        path: The file.
        format: As in `export`.

    Raises:
        OptionError: There is no such format, or an optional package is missing.
        FileError: The file is damaged, foreign or of another version: file, line and field are named.
    """
    source = Path(path)
    found: Bundle = _module(source, format).read(source)
    return found


def import_(
    store: "Store",
    source: str | Path | Bundle,
    format: str | None = None,  # noqa: A002 - the word for it
) -> Imported:
    """Take cases into a store: all of them, or after an error none. Importing twice changes nothing.

    A case that the store does not know is added with its history. Of a case that both know, the history keeps what
    either says, and what was said last (by its time) is what shows; of two at the same time, the file's.

    Args:
        store: Where to.
        source: A file, or a bundle.
        format: As in `export`.

    Returns:
        What became of the cases; it prints as one line.

    Raises:
        FileError: The file cannot be read, or tells of items that neither it nor the store holds with an explanation.
        OptionError: There is no such format, a field cannot be kept, or an optional package is missing.
        StoreError: The store cannot be written.
    """
    bundle = source if isinstance(source, Bundle) else read(source, format)
    return into_store(bundle, store)


def from_store(source: "Store | Bundle", cases: Iterable[Case | str] | None = None) -> Bundle:
    """What a store holds, as plain values; explanations and pictures are read when they are asked for.

    Args:
        source: A store; or a bundle, of which a part is taken.
        cases: Which cases, or their ids; None takes all, and the items of which nobody has said anything.

    Raises:
        OptionError: There is no such case.
        StoreError: The store cannot be read.
    """
    whole = source if isinstance(source, Bundle) else _bundle(source)
    if cases is None:
        return whole
    by_id = {case.id: case for case in whole.cases}
    wanted = dict.fromkeys(case if isinstance(case, str) else case.id for case in cases)
    missing = next((each for each in wanted if each not in by_id), None)
    if missing is not None:
        raise OptionError(f"There is no case {missing!r}.", "Give cases of this store, or their ids.")
    return _part(whole, [by_id[each] for each in wanted])


def into_store(bundle: Bundle, store: "Store") -> Imported:
    """As `import_`, for a bundle."""
    from pairlens.cases.store.receiving import receive

    known = {item.id for item in store.items()}
    fresh = [item for item in bundle.items if item.id not in known]
    _check_items(bundle, fresh, known)
    fates: dict[str, list[str]] = {"added": [], "there": [], "conflicting": []}
    changes: list[Change] = []
    for case in bundle.cases:
        fate, more = joined(case, bundle.changes(case.id), store.history(case.id))
        fates[fate].append(case.id)
        changes += more
    before = store.categories
    categories = merged_categories(before if known else (), bundle.categories) or before
    new = tuple(each.key for each in categories if each.key not in {kept.key for kept in before})
    items = [(item, bundle.explanations[item.id], _pictures(item, bundle)) for item in fresh]
    if items or changes or categories != before:
        changes.sort(
            key=_time
        )  # steps of several cases stand on one stack, in the order in which they were done
        receive(store, items, changes, None if categories == before else categories)
    kept = {fate: tuple(ids) for fate, ids in fates.items()}
    return Imported(
        items=len(fresh), categories=new, unknown_labels=unknown_labels(bundle, categories), **kept
    )


def _module(path: Path, name: str | None) -> Any:  # noqa: ANN401 - a module
    if name is None:
        ended = path.name.lower()
        name = next((key for key, (_, ends) in FORMATS.items() if ended.endswith(ends)), None)
        if name is None:
            endings = ", ".join(end for _, ends in FORMATS.values() for end in ends)
            raise OptionError(
                f"The ending of {path.name!r} says no format.", f"Use {endings}, or give format=."
            )
    if name not in FORMATS:
        raise OptionError(f"There is no format {name!r}.", f"Use {', '.join(FORMATS)}.")
    return import_module(f"pairlens.cases.formats.{FORMATS[name][0]}")


def _bundle(store: "Store") -> Bundle:
    from pairlens.storage import pack

    items, cases = tuple(store.items()), tuple(store.cases())
    sources = [side.source for item in items for side in (item.a, item.b) if side.source and not side.path]
    return Bundle(
        items=items,
        cases=cases,
        history=tuple(change for case in cases for change in store.history(case.id)),
        categories=store.categories,
        explanations=Later((item.id for item in items), lambda name: pack(store.explanation(name))),
        pictures=Later(_kept(store, sources), store.picture),
    )


def _kept(store: "Store", sources: Iterable[str]) -> list[str]:
    """Those of which the store has the bytes, and not the hash alone."""
    found = []
    for source in dict.fromkeys(sources):
        try:
            store.picture(source)
        except OptionError:
            continue
        found.append(source)
    return found


def _part(whole: Bundle, cases: list[Case]) -> Bundle:
    judged = {case.item for case in cases}
    items = tuple(item for item in whole.items if item.id in judged)
    sources = {side.source for item in items for side in (item.a, item.b)}
    return Bundle(
        items=items,
        cases=tuple(cases),
        history=tuple(change for case in cases for change in whole.changes(case.id)),
        categories=whole.categories,
        explanations=Later(judged & set(whole.explanations), partial(_get, whole.explanations)),
        pictures=Later(sources & set(whole.pictures), partial(_get, whole.pictures)),
    )


def _get(kept: Any, name: str) -> bytes:  # noqa: ANN401 - a mapping, whose entries must not be fetched to check it
    data: bytes = kept[name]
    return data


def _check_items(bundle: Bundle, fresh: list[Item], known: set[str]) -> None:
    """Refuse what the store could not keep, before anything is written.

    Raises:
        FileError: An item is missing or comes without its explanation, or an explanation is of another item.
    """
    from pairlens.cases.formats.seen import explanation_of
    from pairlens.cases.item import item_of

    for case in bundle.cases:
        if case.item not in known and bundle.item(case.item) is None:
            raise FileError(
                f"The case {case.id} judges the unknown item {case.item}.", "Add the pair to the store first."
            )
    for item in fresh:
        if item.id not in bundle.explanations:
            cause = f"The item {item.id} is not in the store, and the file holds no explanation of it."
            raise FileError(
                cause, "Add the pair to the store first, or import from .jsonl or .parquet with explanations."
            )
        if item_of(explanation_of(bundle.explanations[item.id])).id != item.id:
            raise FileError(f"The explanation of the item {item.id} is of another.", "Export the cases anew.")


def _pictures(item: Item, bundle: Bundle) -> list[bytes]:
    return [bundle.pictures[side.source] for side in (item.a, item.b) if side.source in bundle.pictures]


def _time(change: Change) -> Any:  # noqa: ANN401 - whatever sorts
    return change.at
