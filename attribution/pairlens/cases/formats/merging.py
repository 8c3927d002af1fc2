"""How a file's cases join those of a store: nothing is lost, and what was said last is what shows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from uuid import UUID, uuid5

from pairlens.cases.case import Case, Change, Judgement
from pairlens.cases.categories import Category
from pairlens.cases.formats.bundle import Bundle, case_of
from pairlens.cases.formats.codec import judgement_out
from pairlens.cases.formats.fields import time_out

Fate = Literal["added", "there", "conflicting"]

_SPACE = UUID("0c5c8a86-4f0e-5c1b-a0a3-6d2b6a1de0f7")
"""The name space of imported changes' ids: never changed, or importing twice would write twice."""


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What became of a file's cases.

    Attributes:
        items: How many items were new.
        added: Ids of the cases that were new, or went on where the store's had stopped.
        there: Ids of the cases of which all was there already.
        conflicting: Ids of the cases of which the store and the file told different things: the history keeps both, and
            what was said last shows.
        categories: Keys of the categories that were new.
        unknown_labels: Labels that no category of the store explains.
    """

    items: int = 0
    added: tuple[str, ...] = ()
    there: tuple[str, ...] = ()
    conflicting: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    unknown_labels: tuple[str, ...] = ()

    def __str__(self) -> str:
        told = [f"{len(self.added)} cases added", f"{len(self.there)} already there"]
        told += [f"{len(self.conflicting)} conflicting (both kept, the later shows)"]
        told += [f"{self.items} items and {len(self.categories)} categories new"]
        if self.unknown_labels:
            told.append(f"labels without a category: {', '.join(map(ascii, self.unknown_labels))}")
        return "; ".join(told)


def joined(case: Case, told: Sequence[Change], known: Sequence[Change]) -> tuple[Fate, list[Change]]:
    """What is to be written so that a store knows all that a file tells of a case.

    Args:
        case: The case as the file tells it.
        told: Its history in the file, oldest first; may be empty.
        known: Its history in the store, in the order in which it was written; empty if the store does not know it.

    Returns:
        What becomes of the case, and the changes to append.
    """
    ids = {change.id for change in known}
    steps = _all_steps(case, told, known)
    fresh = [change for change in steps if change.id not in ids]
    if not fresh:
        return "there", []
    goes_on = [change.id for change in steps[: len(known)]] == [change.id for change in known]
    if goes_on and told:
        return "added", _shown_last(fresh, [*known, *fresh])
    if not known:
        return "added", fresh
    imported = [replace(change, kind="import", step="", of="") for change in fresh]
    return "conflicting", _shown_last(imported, [*known, *imported])


def merged_categories(store: Sequence[Category], told: Sequence[Category]) -> tuple[Category, ...]:
    """A store's categories and those of a file that it does not have; what the store says of a key stays.

    A name or a hotkey that is taken is told apart: the key is added to the name, and the hotkey is left out.
    """
    found = list(store)
    for each in told:
        if each.key in {category.key for category in found}:
            continue
        name = (
            f"{each.name} ({each.key})" if each.name in {category.name for category in found} else each.name
        )
        taken = each.hotkey in {category.hotkey for category in found}
        found.append(replace(each, name=name, hotkey="" if taken else each.hotkey))
    return tuple(found)


def unknown_labels(bundle: Bundle, categories: Sequence[Category]) -> tuple[str, ...]:
    """Labels of a bundle's cases that no category explains."""
    keys = {category.key for category in categories}
    return tuple(dict.fromkeys(label for case in bundle.cases for label in case.labels if label not in keys))


def _all_steps(case: Case, told: Sequence[Change], known: Sequence[Change]) -> list[Change]:
    """A file's history of a case, with what its present state says beyond it."""
    if told and _says(case_of(told), case):
        return list(told)
    if any(change.at == case.changed and change.judgement == case.judgement for change in (*told, *known)):
        return list(told)
    last = _import(case, case.changed, case.judgement)
    begun = (
        [] if told or known or case.created == case.changed else [_import(case, case.created, Judgement())]
    )
    return [*told, *begun, last]


def _says(one: Case, other: Case) -> bool:
    return (one.changed, one.judgement) == (other.changed, other.judgement)


def _import(case: Case, at: datetime, judgement: Judgement) -> Change:
    said = json.dumps([case.id, time_out(at), judgement_out(judgement)], sort_keys=True)
    told = {"item": case.item, "reviewer": case.reviewer}
    return Change(id=str(uuid5(_SPACE, said)), at=at, kind="import", judgement=judgement, **told)


def _shown_last(fresh: list[Change], history: list[Change]) -> list[Change]:
    """The new changes, and one more if without it an older judgement would show."""
    latest = max(reversed(history), key=lambda change: change.at)  # of several at one time, the last written
    if latest.id == history[-1].id:
        return fresh
    again = str(uuid5(_SPACE, "\n".join(["again", latest.id, *(change.id for change in fresh)])))
    return [*fresh, replace(latest, id=again, kind="import", step="", of="")]
