"""The command line for failure cases: `pairlens cases export`, `import` and `list`."""

from __future__ import annotations

import argparse
import sys
from typing import Any

_FORMATS = ("jsonl", "csv", "parquet", "coco", "labelstudio")
_FILE = ".jsonl and .parquet hold everything; also .csv, .coco.json, .labelstudio.json"


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the class of subparsers to itself
    """Add `cases` to the program's commands."""
    cases = commands.add_parser("cases", help="export, import and list failure cases")
    parts = cases.add_subparsers(required=True, metavar="COMMAND")
    out = parts.add_parser("export", help="write a store's cases to a file")
    _add_places(out)
    out.add_argument("--pictures", choices=("embed", "folder", "none"), help="what becomes of pictures")
    out.set_defaults(run=_export)
    into = parts.add_parser("import", help="take a file's cases into a store; twice changes nothing")
    _add_places(into)
    into.set_defaults(run=_import)
    listed = parts.add_parser("list", help="print a store's cases, one per line")
    listed.add_argument("store", metavar="STORE", help="a store's file or address")
    listed.add_argument("--reviewer", help="only this reviewer's")
    listed.add_argument("--status", choices=("draft", "submitted", "skipped"), help="only these")
    listed.add_argument("--label", help="only those with this label")
    listed.set_defaults(run=_list)


def _add_places(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("store", metavar="STORE", help="a store's file or address")
    parser.add_argument("file", metavar="FILE", help=_FILE)
    parser.add_argument("--format", choices=_FORMATS, help="where the file's name does not say it")


def _export(chosen: argparse.Namespace) -> int:
    from pairlens import cases

    with cases.Store(chosen.store, readonly=True) as store:
        bundle = cases.from_store(store)
        cases.export(bundle, chosen.file, chosen.format, pictures=chosen.pictures)
    sys.stdout.write(f"{len(bundle.cases)} cases of {len(bundle.items)} items in {chosen.file}\n")
    return 0


def _import(chosen: argparse.Namespace) -> int:
    from pairlens import cases

    bundle = cases.read(chosen.file, chosen.format)  # before a store is made for nothing
    with cases.Store(chosen.store) as store:
        sys.stdout.write(f"{cases.import_(store, bundle)}\n")
    return 0


def _list(chosen: argparse.Namespace) -> int:
    from pairlens import cases

    with cases.Store(chosen.store, readonly=True) as store:
        found = store.cases(reviewer=chosen.reviewer, status=chosen.status, label=chosen.label)
        captions = {item.id: item.caption for item in store.items()}
    for case in found:
        told = (case.reviewer, case.status, ",".join(case.labels), captions[case.item])
        sys.stdout.write("\t".join(map(_line, told)) + "\n")
    return 0


def _line(text: str) -> str:
    """A text on one line, with nothing in it that a terminal obeys."""
    kept = "".join(char if char.isprintable() else "\ufffd" for char in text)
    return kept.encode(sys.stdout.encoding or "utf-8", "replace").decode(sys.stdout.encoding or "utf-8")
