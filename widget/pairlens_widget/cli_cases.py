"""The command line for failure cases: `pairlens cases export`, `import`, `list` and `report`."""

from __future__ import annotations

import argparse
import sys
from typing import Any

_FORMATS = ("jsonl", "csv", "parquet", "coco", "labelstudio")
_FILE = ".jsonl and .parquet hold everything; also .csv, .coco.json, .labelstudio.json"
_PAGE = "; .html is a page with the linked view of every judged pair, which works offline"


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the class of subparsers to itself
    """Add `cases` to the program's commands."""
    cases = commands.add_parser("cases", help="export, import, list and report failure cases")
    parts = cases.add_subparsers(required=True, metavar="COMMAND")
    out = parts.add_parser("export", help="write a store's cases to a file")
    _add_places(out, _FILE + _PAGE)
    out.add_argument("--pictures", choices=("embed", "folder", "none"), help="what becomes of pictures")
    out.set_defaults(run=_export)
    into = parts.add_parser("import", help="take a file's cases into a store; twice changes nothing")
    _add_places(into, _FILE)
    into.set_defaults(run=_import)
    listed = parts.add_parser("list", help="print a store's cases, one per line")
    listed.add_argument("store", metavar="STORE", help="a store's file or address")
    listed.add_argument("--reviewer", help="only this reviewer's")
    listed.add_argument("--status", choices=("draft", "submitted", "skipped"), help="only these")
    listed.add_argument("--label", help="only those with this label")
    listed.set_defaults(run=_list)
    told = parts.add_parser("report", help="write counts, and where failures gather, as a page")
    told.add_argument("store", metavar="STORE", help="a store's file or address")
    told.add_argument("file", metavar="FILE.html")
    told.add_argument(
        "--by", metavar="COLUMN", help='the column that pairs are grouped by; "class" if there is one'
    )
    told.set_defaults(run=_report)


def _add_places(parser: argparse.ArgumentParser, file: str) -> None:
    parser.add_argument("store", metavar="STORE", help="a store's file or address")
    parser.add_argument("file", metavar="FILE", help=file)
    parser.add_argument("--format", choices=_FORMATS, help="where the file's name does not say it")


def _export(chosen: argparse.Namespace) -> int:
    from pairlens import cases

    if chosen.file.lower().endswith(".html") and chosen.format is None:
        return _export_page(chosen)
    with cases.Store(chosen.store, readonly=True) as store:
        bundle = cases.from_store(store)
        cases.export(bundle, chosen.file, chosen.format, pictures=chosen.pictures)
    sys.stdout.write(f"{len(bundle.cases)} cases of {len(bundle.items)} items in {chosen.file}\n")
    return 0


def _export_page(chosen: argparse.Namespace) -> int:
    """Pairs of which something was said, each with its linked view."""
    from pairlens import cases
    from pairlens_widget import Gallery

    with cases.Store(chosen.store, readonly=True) as store:
        judged = {case.item for case in store.cases() if not case.judgement.is_empty}
        indices = [index for index, item in enumerate(store.items()) if item.id in judged]
        gallery = Gallery(store)
        try:
            gallery.to_html(chosen.file, indices, title=f"Cases of {store.name}")
        finally:
            gallery.close()
    sys.stdout.write(f"{len(indices)} pairs with their views in {chosen.file}\n")
    return 0


def _report(chosen: argparse.Namespace) -> int:
    from pairlens import cases

    with cases.Store(chosen.store, readonly=True) as store:
        found = cases.report(store, by=chosen.by)
    found.to_html(chosen.file)
    sys.stdout.write(f"{found}\n")
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
