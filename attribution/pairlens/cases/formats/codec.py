"""Items, cases, changes and categories as plain JSON, and back; version 1 of what every format writes."""

from __future__ import annotations

from typing import Any, get_args
from uuid import UUID

from pairlens.cases.case import Case, Change, Evidence, Judgement, Status, case_id
from pairlens.cases.categories import Category
from pairlens.cases.formats.checks import NAME, SHORT, VERSION, built, check_version, plain, sha
from pairlens.cases.formats.fields import Fields, number, number_out, text, time_out
from pairlens.cases.formats.item_codec import item_in, item_out
from pairlens.cases.formats.place import Place, shown

__all__ = [
    "NAME",
    "VERSION",
    "built",
    "case_in",
    "case_out",
    "category_in",
    "category_out",
    "change_in",
    "change_out",
    "check_version",
    "evidence_out",
    "item_in",
    "item_out",
    "judgement_in",
    "judgement_out",
    "plain",
    "sha",
]

_KINDS = ("edit", "undo", "redo", "import")


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
        step=found.text("step", "", most=SHORT),
        of=found.text("of", "", most=SHORT),
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
        key=found.text("key", most=SHORT),
        name=found.text("name"),
        definition=found.text("definition", ""),
        hotkey=found.text("hotkey", "", most=SHORT),
    )


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
    found = text(value, place, most=SHORT)
    if not found:
        raise place.error("A label is empty.", "Give labels by the keys of their categories.")
    return found


def _uuid(found: Fields, name: str) -> str:
    value = found.text(name, most=SHORT)
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
