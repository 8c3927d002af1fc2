"""Items, cases, changes and categories as plain JSON, and back; version 1 of what every format writes."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from typing import Any, TypeVar, get_args
from uuid import UUID

from pairlens.cases.case import Case, Change, Evidence, Judgement, Status, case_id
from pairlens.cases.categories import Category
from pairlens.cases.formats.fields import ENTRIES, Fields, number, number_out, text, time_out
from pairlens.cases.formats.place import Place, shown
from pairlens.cases.item import Item, Side
from pairlens.cases.plain import Value
from pairlens.errors import OptionError

VERSION = 1
NAME = "pairlens_cases"
"""The field in which a file says that it holds cases, and of which version."""

_SHA = re.compile(r"[0-9a-f]{64}")
_KINDS = ("edit", "undo", "redo", "import")
_LABEL = 200
_PIXELS = 2**26
_Made = TypeVar("_Made")


def check_version(found: object, place: Place) -> None:
    """Refuse a version that this Pairlens does not read.

    Raises:
        FileError: It is another, or none.
    """
    if found is None:
        raise place.error(
            "This is no file of cases: it tells no version.", "Give one that Pairlens exported."
        )
    if isinstance(found, bool) or found != VERSION:
        fault = f"The cases are of version {shown(found)}; this Pairlens reads version {VERSION}."
        raise place.error(fault, "Update with: pip install --upgrade pairlens.")


def item_out(item: Item) -> dict[str, Any]:
    """An item as JSON."""
    return {
        "id": item.id,
        "a": vars(item.a),
        "b": vars(item.b),
        "model": item.model,
        "weights": item.weights,
        "layers": list(item.layers),
        "method": item.method,
        "settings": dict(item.settings),
        "versions": dict(item.versions),
        "score": number_out(item.score),
        "measures": {name: number_out(value) for name, value in item.measures.items()},
        "columns": {name: _value_out(value) for name, value in item.columns.items()},
    }


def item_in(value: object, place: Place) -> Item:
    """An item from JSON.

    Raises:
        FileError: It is none.
    """
    found = Fields(value, place)
    layers = [_layer(each, where) for each, where in found.entries("layers")]
    if len(layers) != 2:  # noqa: PLR2004 - one of each side
        raise place.at("layers").error("Layers are two whole numbers, one of each side.")
    measures, columns, versions = (found.inner(name) for name in ("measures", "columns", "versions"))
    return Item(
        id=sha(found, "id"),
        a=_side_in(found.inner("a")),
        b=_side_in(found.inner("b")),
        model=found.text("model"),
        weights=found.text("weights", ""),
        layers=(layers[0], layers[1]),
        method=found.text("method"),
        settings=plain(found.inner("settings").value, place.at("settings")),
        versions={name: versions.text(name) for name in versions.value},
        score=found.number("score"),
        measures={name: measures.number(name) for name in measures.value},
        columns={name: _value_in(each, columns.place.at(name)) for name, each in columns.value.items()},
    )


def case_out(case: Case) -> dict[str, Any]:
    """A case as JSON."""
    return {
        "id": case.id,
        "item": case.item,
        "reviewer": case.reviewer,
        "created": time_out(case.created),
        "changed": time_out(case.changed),
        **judgement_out(case.judgement),
    }


def case_in(value: object, place: Place) -> Case:
    """A case from JSON.

    Raises:
        FileError: It is none.
    """
    found = Fields(value, place)
    item, reviewer = sha(found, "item"), _reviewer(found)
    own = case_id(item, reviewer)
    if found.text("id", own) != own:
        raise place.at("id").error("The id is not that of its item and reviewer.")
    return Case(
        id=own,
        item=item,
        reviewer=reviewer,
        created=found.time("created"),
        changed=found.time("changed"),
        judgement=judgement_in(found),
    )


def change_out(change: Change) -> dict[str, Any]:
    """A change as JSON."""
    return {
        "id": change.id,
        "item": change.item,
        "reviewer": change.reviewer,
        "at": time_out(change.at),
        "kind": change.kind,
        "step": change.step,
        "of": change.of,
        **judgement_out(change.judgement),
    }


def change_in(value: object, place: Place) -> Change:
    """A change from JSON.

    Raises:
        FileError: It is none.
    """
    found = Fields(value, place)
    kind: Any = found.text("kind", "edit")
    if kind not in _KINDS:
        raise place.at("kind").error(f"There is no kind {shown(kind)}; there are {', '.join(_KINDS)}.")
    return Change(
        id=_uuid(found, "id"),
        item=sha(found, "item"),
        reviewer=_reviewer(found),
        at=found.time("at"),
        kind=kind,
        step=found.text("step", "", most=_LABEL),
        of=found.text("of", "", most=_LABEL),
        judgement=judgement_in(found),
    )


def judgement_out(judgement: Judgement) -> dict[str, Any]:
    """The fields of a judgement as JSON."""
    return {
        "status": judgement.status,
        "labels": list(judgement.labels),
        "severity": judgement.severity,
        "note": judgement.note,
        "evidence": [evidence_out(each) for each in judgement.evidence],
    }


def judgement_in(found: Fields) -> Judgement:
    """A judgement from the fields of a case or a change.

    Raises:
        FileError: It is none.
    """
    status: Any = found.text("status", "draft")
    if status not in get_args(Status):
        fault = f"There is no status {shown(status)}; there are {', '.join(get_args(Status))}."
        raise found.place.at("status").error(fault)
    return built(
        found.place,
        Judgement,
        status=status,
        labels=tuple(_label(each, where) for each, where in found.entries("labels")),
        severity=found.whole("severity") if "severity" in found else None,
        note=found.text("note", ""),
        evidence=tuple(_evidence_in(Fields(each, where)) for each, where in found.entries("evidence")),
    )


def evidence_out(evidence: Evidence) -> dict[str, Any]:
    """A piece of evidence as JSON."""
    return {
        "pin": dict(evidence.pin),
        "phrase": evidence.phrase,
        "box": None if evidence.box is None else [number_out(edge) for edge in evidence.box],
        "value": None if evidence.value is None else number_out(evidence.value),
    }


def category_out(category: Category) -> dict[str, Any]:
    """A category as JSON."""
    return dict(vars(category))


def category_in(value: object, place: Place) -> Category:
    """A category from JSON.

    Raises:
        FileError: It is none.
    """
    found = Fields(value, place)
    return built(
        place,
        Category,
        key=found.text("key", most=_LABEL),
        name=found.text("name"),
        definition=found.text("definition", ""),
        hotkey=found.text("hotkey", "", most=_LABEL),
    )


def built(place: Place, make: type[_Made], **fields: Any) -> _Made:  # noqa: ANN401 - whatever the class takes
    """A value of our own; what its class refuses is said with its place.

    Raises:
        FileError: The class refuses it.
    """
    try:
        return make(**fields)
    except OptionError as error:
        raise place.error(error.cause, error.remedy) from None


def sha(found: Fields, name: str) -> str:
    """A field that holds 64 hexadecimal digits.

    Raises:
        FileError: It does not.
    """
    value = found.text(name, most=_LABEL)
    if not _SHA.fullmatch(value):
        raise found.place.at(name).error(f"{shown(value)} is no id: ids are 64 hexadecimal digits.")
    return value


def plain(value: Mapping[str, Any], place: Place) -> dict[str, Any]:
    """An object of plain JSON, copied.

    Raises:
        FileError: There is a number in it that JSON has none for.
    """
    try:
        copied: dict[str, Any] = json.loads(json.dumps(dict(value), allow_nan=False))
    except (TypeError, ValueError, RecursionError):
        raise place.error("It holds what JSON cannot, such as NaN.") from None
    return copied


def _side_in(found: Fields) -> Side:
    kind = found.text("kind")
    if kind not in {"caption", "picture"}:
        raise found.place.at("kind").error(f"{shown(kind)} is neither a caption nor a picture.")
    fields: dict[str, Any] = {name: found.text(name, "") for name in ("text", "name", "path")}
    fields |= {name: sha(found, name) if found.get(name, "") else "" for name in ("sha256", "source")}
    fields |= {name: found.whole(name, 0, most=_PIXELS) for name in ("width", "height", "rows", "cols")}
    if max(fields["width"] * fields["height"], fields["rows"] * fields["cols"]) > _PIXELS:
        raise found.place.error(f"The picture has more than {_PIXELS} pixels or patches.")
    return Side(kind=kind, **fields)


def _evidence_in(found: Fields) -> Evidence:
    edges = [number(each, where) for each, where in found.entries("box")]
    if len(edges) not in {0, 4}:
        raise found.place.at("box").error(f"A box has four edges, not {len(edges)}.")
    return Evidence(
        pin=plain(found.inner("pin").value, found.place.at("pin")),
        phrase=found.text("phrase", ""),
        box=(edges[0], edges[1], edges[2], edges[3]) if edges else None,
        value=found.maybe_number("value"),
    )


def _label(value: object, place: Place) -> str:
    found = text(value, place, most=_LABEL)
    if not found:
        raise place.error("A label is empty.", "Give labels by the keys of their categories.")
    return found


def _layer(value: object, place: Place) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > ENTRIES:
        raise place.error(f"{shown(value)} is no layer.")
    return value


def _value_out(value: Value) -> Value | dict[str, str]:
    """A column's value; a number that JSON has none for is told from the text that spells it."""
    if isinstance(value, float) and not math.isfinite(value):
        return {"number": str(number_out(value))}
    return value


def _value_in(value: object, place: Place) -> Value:
    if isinstance(value, Mapping):
        return number(Fields(value, place).get("number"), place)
    if value is None or isinstance(value, int | float):
        return value
    return text(value, place)


def _uuid(found: Fields, name: str) -> str:
    value = found.text(name, most=_LABEL)
    try:
        UUID(value)
    except ValueError:
        raise found.place.at(name).error(f"{shown(value)} is no UUID.") from None
    return value


def _reviewer(found: Fields) -> str:
    name = found.text("reviewer")
    try:
        name.encode()
    except UnicodeEncodeError:
        fault = f"{shown(name)} cannot be written as UTF-8."
        raise found.place.at("reviewer").error(fault, "Name the reviewer anew.") from None
    return name
