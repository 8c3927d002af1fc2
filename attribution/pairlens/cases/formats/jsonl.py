"""JSON Lines: one case per line, with all that is known of it. It holds everything.

The first line says what the file is and holds the categories. Each further line is an object with any of

- `item`: the explained pair (at the first of its cases only; the others name it in `case.item`), and `position`: its
  place among the items;
- `case`: what one reviewer says of it, and `history`: every change in which that came about, oldest first;
- `change`: a single change, for programs that hand on what they could not write elsewhere;
- `explanation` and `pictures`: beside the item, as base64 or as paths into the folder beside the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pairlens.cases.case import Case
from pairlens.cases.formats import codec, guard
from pairlens.cases.formats.blobs import Putter, checked, took
from pairlens.cases.formats.bundle import Bundle
from pairlens.cases.formats.fields import Fields
from pairlens.cases.formats.gathering import Gathering
from pairlens.cases.formats.place import Place
from pairlens.cases.item import Item

ENDINGS = (".jsonl", ".ndjson")


def write(bundle: Bundle, path: Path, pictures: str | None = None) -> None:
    """Write a file.

    Args:
        bundle: What to write.
        path: Where to; what is there is replaced.
        pictures: "folder" (as usual): explanations and pictures in a folder beside the file; "embed": as base64 in
            it; "none": left out.

    Raises:
        FileError: The file cannot be written.
        OptionError: `pictures` is something else.
    """
    putter = Putter(path, checked(pictures, "folder"))
    with guard.replacing(path) as half, half.open("x", encoding="ascii", newline="\n") as file:
        for line in _lines(bundle, putter):
            file.write(json.dumps(line, allow_nan=False) + "\n")


def read(path: Path) -> Bundle:
    """Read a file that `write` wrote.

    Raises:
        FileError: It is damaged, foreign, of another version, or names files that it must not.
    """
    gathering = Gathering(path.name)
    lines = guard.lines(path)
    head, place = next(lines, ("", Place(path.name, 1)))
    _head(head, place, gathering)
    for text, at in lines:
        _line(guard.parsed(text, at), at, path.parent, gathering)
    return gathering.bundle()


def _lines(bundle: Bundle, putter: Putter) -> Iterator[dict[str, Any]]:
    yield {codec.NAME: codec.VERSION, "categories": [codec.category_out(each) for each in bundle.categories]}
    told: set[str] = set()
    for case in bundle.cases:
        item = None if case.item in told else bundle.item(case.item)
        told.add(case.item)
        yield {**_item(item, bundle, putter), **_case(case, bundle)}
    for item in bundle.unjudged:
        yield _item(item, bundle, putter)


def _case(case: Case, bundle: Bundle) -> dict[str, Any]:
    history = [codec.change_out(change) for change in bundle.changes(case.id)]
    return {"case": codec.case_out(case), **({"history": history} if history else {})}


def _item(item: Item | None, bundle: Bundle, putter: Putter) -> dict[str, Any]:
    if item is None:
        return {}
    line: dict[str, Any] = {"item": codec.item_out(item), "position": bundle.position(item.id)}
    if putter.how == "none":
        return line
    if item.id in bundle.explanations:
        line["explanation"] = putter.put("explanations", item.id, bundle.explanations[item.id])
    sources = [side.source for side in (item.a, item.b) if side.source in bundle.pictures]
    if sources:
        line["pictures"] = {name: putter.put("pictures", name, bundle.pictures[name]) for name in sources}
    return line


def _head(text: str, place: Place, gathering: Gathering) -> None:
    head = Fields(guard.parsed(text or "{}", place), place)
    codec.check_version(head.get(codec.NAME, None), place.at(codec.NAME))
    for each, where in head.entries("categories"):
        gathering.category(codec.category_in(each, where), where)


def _line(value: object, place: Place, folder: Path, gathering: Gathering) -> None:
    found = Fields(value, place)
    if "item" in found:
        position = found.whole("position", 0)
        gathering.item(codec.item_in(found.get("item"), place.at("item")), place, position)
    if "case" in found:
        gathering.case(codec.case_in(found.get("case"), place.at("case")), place)
    for each, where in found.entries("history"):
        gathering.change(codec.change_in(each, where), where)
    if "change" in found:
        gathering.change(codec.change_in(found.get("change"), place.at("change")), place)
    if "explanation" in found:
        name = codec.sha(Fields(found.get("item"), place.at("item")), "id")
        gathering.explanations[name] = took(found.get("explanation"), folder, place.at("explanation"))
    for name, each in found.inner("pictures").value.items():
        gathering.picture(name, took(each, folder, place.at(f"pictures.{name[:80]}")), place.at("pictures"))
