"""What a person does to a case, as the view says it; and what is said of a case, as the view reads it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, get_args

import traitlets

from pairlens.cases import Evidence, Judgement, Status
from pairlens.errors import OptionError
from pairlens_widget.choices import items
from pairlens_widget.pins import pins

Sides = Mapping[str, int | None] | None
"""The keys that hold a pin's units, and how many there are (see `choices.keys`); None where the pair is not at hand."""

_NAMES = {"status", "add", "drop", "note", "severity", "evidence"}


def applied(judgement: Judgement, deed: Mapping[str, Any], sides: Sides) -> Judgement:
    """A judgement after a deed: what the deed does not touch stays as it is, whoever said it.

    Args:
        judgement: What is said now.
        deed: Any of `status`, `add` and `drop` (keys of labels), `note`, `severity`, `evidence`.
        sides: What pins may name.

    Raises:
        OptionError: The deed holds what it cannot.
    """
    unknown = sorted(set(deed) - _NAMES)
    if unknown:
        raise OptionError(f"Nobody knows how to {unknown[0]!r} a case.", "Update Pairlens.")
    dropped = set(deed.get("drop", ()))
    labels = [key for key in judgement.labels if key not in dropped]
    _check(deed)
    said: dict[str, Any] = {name: deed[name] for name in ("note", "severity", "status") if name in deed}
    if "evidence" in deed:
        said["evidence"] = _evidence(deed["evidence"], sides)
    return replace(judgement, labels=(*labels, *deed.get("add", ())), **said)


def judgement_wire(judgement: Judgement, sides: Sides = None) -> dict[str, Any]:
    """A judgement as the view reads it; pins that the pair does not have are left out, they stay in the store."""
    return {
        "status": judgement.status,
        "labels": list(judgement.labels),
        "note": judgement.note,
        "severity": judgement.severity,
        "evidence": [
            {
                "pin": pin,
                "phrase": each.phrase,
                "box": each.box and list(each.box),
                "value": _finite(each.value),
            }
            for each in judgement.evidence
            for pin in _fitting(each.pin, sides)
        ],
    }


def _check(deed: Mapping[str, Any]) -> None:
    """Whether it holds what it may; how bad something is, `Judgement` knows by itself."""
    status, note = deed.get("status", "draft"), deed.get("note", "")
    labels = [*deed.get("add", ()), *deed.get("drop", ())]
    if status not in get_args(Status):
        raise OptionError(f"There is no status {status!r}.", f"Use {', '.join(get_args(Status))}.")
    if not all(isinstance(text, str) for text in (note, *labels)):
        raise OptionError("A note and labels are text.", "Give labels by the keys of their categories.")


def _evidence(given: object, sides: Sides) -> tuple[Evidence, ...]:
    found = [_one(each) for each in items(given, "evidence", "pins")]
    if sides is None:
        return tuple(found)
    try:
        held = pins([each.pin for each in found], sides)
    except traitlets.TraitError as error:
        raise OptionError(str(error), "Pin it anew.") from None
    return tuple(replace(each, pin=pin) for each, pin in zip(found, held, strict=True))


def _one(given: Any) -> Evidence:  # noqa: ANN401 - plain JSON, checked here
    if not isinstance(given, Mapping) or not isinstance(given.get("pin"), Mapping):
        raise OptionError("What shows that something is wrong is a pin.", "Pin it anew.")
    box, value = given.get("box"), given.get("value")
    edges = tuple(float(edge) for edge in box) if box else None
    if edges is not None and (len(edges) != 4 or not all(map(math.isfinite, edges))):  # noqa: PLR2004 - a box has four edges
        raise OptionError(f"{box!r} is no box.", "Pin the region anew.")
    number = None if value is None else float(value)
    return Evidence(
        pin=dict(given["pin"]),
        phrase=str(given.get("phrase", "")),
        box=edges,
        value=_finite(number),
    )


def _fitting(pin: Mapping[str, Any], sides: Sides) -> list[dict[str, Any]]:
    if sides is None:
        return [dict(pin)]
    try:
        return pins([pin], sides)
    except traitlets.TraitError:
        return []


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None
