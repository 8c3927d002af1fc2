"""What people answered in Label Studio, as cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import numpy as np
from jaxtyping import Bool

from pairlens.cases.case import Case, Evidence, Judgement, case_id
from pairlens.cases.formats import brush, codec
from pairlens.cases.formats.fields import Fields, number, text, time
from pairlens.cases.formats.place import Place
from pairlens.cases.formats.seen import box_mask, mask_box, mask_cells, pictures_in, region
from pairlens.cases.item import Item, Side

_SLACK = 0.02
"""Percent of the picture by which a region may differ and be taken for untouched: what rounding leaves."""

_Known = Mapping[str, Evidence]


def answered(task: Fields, item: Item, told: Sequence[Case]) -> Iterator[Case]:
    """The cases that a task's annotations make.

    Args:
        task: A task as Label Studio exports it.
        item: What it is about.
        told: The cases with which it was sent.

    Raises:
        FileError: An annotation is not as it should be.
    """
    known = {
        f"{case.id}-{index}": each for case in told for index, each in enumerate(case.judgement.evidence)
    }
    for value, place in task.entries("annotations"):
        own = Fields(value, place)
        reviewer = _reviewer(own)
        changed = _time(own, "updated_at", "created_at")
        skipped = own.get("was_cancelled", False) is True
        yield Case(
            id=case_id(item.id, reviewer),
            item=item.id,
            reviewer=reviewer,
            created=_time(own, "created_at", "updated_at"),
            changed=changed,
            judgement=_judgement(own, item, known, skipped=skipped),
        )


def _reviewer(own: Fields) -> str:
    who = own.get("completed_by", "")
    if isinstance(who, Mapping):
        found = Fields(who, own.place.at("completed_by"))
        who = found.get("email", None) or found.get("username", None) or found.get("id", "")
    name = str(who) if isinstance(who, str | int) else ""
    if not name.strip():
        raise own.place.at("completed_by").error("It does not say who made the annotation.")
    name = f"Label Studio user {name}" if name.isdecimal() else name
    try:
        name.encode()
    except UnicodeEncodeError:
        raise own.place.at("completed_by").error("The name cannot be written as UTF-8.") from None
    return name


def _time(own: Fields, name: str, other: str) -> datetime:
    chosen = name if name in own else other
    return time(own.text(chosen, most=64).replace("Z", "+00:00"), own.place.at(chosen))


def _judgement(own: Fields, item: Item, known: _Known, *, skipped: bool) -> Judgement:
    answers = [Fields(each, where) for each, where in own.entries("result")]
    severity = [each for answer in _named(answers, "severity") for each in _texts(answer, "choices")]
    words = {each.text("id", ""): " ".join(_texts(each, "text")) for each in _named(answers, "phrase")}
    shapes = [each for each in answers if each.get("type", "") in {"rectanglelabels", "brushlabels"}]
    shown = [_evidence(each, item, known, words) for each in shapes]
    return codec.built(
        own.place,
        Judgement,
        status="skipped" if skipped else "submitted",
        labels=tuple(each for answer in _named(answers, "labels") for each in _texts(answer, "choices")),
        note="\n".join(each for answer in _named(answers, "note") for each in _texts(answer, "text")),
        severity=int(severity[0]) if severity and severity[0].isdecimal() and len(severity[0]) == 1 else None,
        evidence=tuple(shown),
    )


def _named(answers: Sequence[Fields], name: str) -> list[Fields]:
    return [each for each in answers if each.get("from_name", "") == name]


def _texts(answer: Fields, name: str) -> list[str]:
    value = answer.inner("value")
    found = value.get(name, [])
    return [found] if isinstance(found, str) else [text(each, where) for each, where in value.entries(name)]


def _evidence(answer: Fields, item: Item, known: _Known, words: Mapping[str, str]) -> Evidence:
    pictures = pictures_in(item)
    if not pictures:
        raise answer.place.error("There is a region, but the item has no picture.")
    key, side = pictures[0]
    name = answer.text("id", "")
    mask = _mask(answer, side)
    phrase, before = words.get(name, ""), known.get(name)
    if before is not None and before.phrase == phrase and _untouched(mask, before, key, side):
        return before
    return Evidence(pin={key: mask_cells(mask, side)}, phrase=phrase, box=mask_box(mask))


def _untouched(mask: Bool[np.ndarray, "height width"], before: Evidence, key: str, side: Side) -> bool:
    found = region(before, key, side)
    return found is not None and bool(np.mean(mask != found[1]) <= _SLACK / 100)


def _mask(answer: Fields, side: Side) -> Bool[np.ndarray, "height width"]:
    value = answer.inner("value")
    if answer.get("type") == "brushlabels":
        return _painted(value, side)
    x, y, width, height = (_share(value, name) for name in ("x", "y", "width", "height"))
    if value.get("rotation", 0) != 0:
        raise value.place.at("rotation").error(
            "Turned rectangles are not read.", "Draw it upright, or paint it."
        )
    box = (x * side.width, y * side.height, (x + width) * side.width, (y + height) * side.height)
    return box_mask(box, side)


def _painted(value: Fields, side: Side) -> Bool[np.ndarray, "height width"]:
    place = value.place.at("rle")
    data: Any = value.get("rle")
    if not isinstance(data, list) or not all(isinstance(each, int) and 0 <= each <= 255 for each in data):  # noqa: PLR2004 - bytes
        raise place.error("The painted region is no list of bytes.")
    try:
        return brush.unpacked(data, side.height, side.width)
    except ValueError as error:
        raise place.error(f"The painted region cannot be read: {error}.") from None


def _share(value: Fields, name: str) -> float:
    place: Place = value.place.at(name)
    found = number(value.get(name), place)
    if not -1 <= found <= 101:  # noqa: PLR2004 - percent, and what a mouse adds at the edge
        raise place.error(f"{found} is no share of the picture in percent.")
    return found / 100
