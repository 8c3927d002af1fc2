"""One reviewer's judgement of one explained pair, and each step in which it came about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, get_args
from uuid import UUID, uuid5

from pairlens.errors import OptionError

Status = Literal["draft", "submitted", "skipped"]
"""A draft is begun, a skipped case is left for later; only a submitted one is a judgement."""

SEVERITIES = (1, 2, 3)
"""Slight, clear, grave."""

_SPACE = UUID("6a1f6d0e-51c3-5e0c-9b5e-0f2a7c1b8d44")
"""The name space of case ids: never changed, or the same case would get another id."""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A phrase, a region or both that show what is wrong.

    Attributes:
        pin: As in `Explorer.pins`, so that it can be shown again: units of both sides, colour, name, plus, minus.
        phrase: The words that it holds, as they stand in the caption; empty if none.
        box: The smallest box around its patches, `(x0, y0, x1, y1)` in pixels of the picture as the model saw it,
            half-open; None without patches.
        value: What its pairs add to the score.
    """

    pin: Mapping[str, Any]
    phrase: str = ""
    box: tuple[float, float, float, float] | None = None
    value: float | None = None


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What a reviewer says of an item; the part of a case that changes.

    Attributes:
        status: How far it is.
        labels: Keys of categories, in the order in which they were given, each once. None of them in a submitted case
            means that nothing is wrong.
        note: Free text; never read as markup.
        severity: 1 (slight), 2 (clear), 3 (grave), or None.
        evidence: The pins that show it.

    Raises:
        OptionError: A field holds what it cannot.
    """

    status: Status = "draft"
    labels: tuple[str, ...] = ()
    note: str = ""
    severity: int | None = None
    evidence: tuple[Evidence, ...] = ()

    def __post_init__(self) -> None:
        _check(self.status, self.severity, self.note, self.labels)
        object.__setattr__(self, "labels", tuple(dict.fromkeys(self.labels)))
        object.__setattr__(self, "evidence", tuple(self.evidence))

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been said yet."""
        return self == Judgement()


@dataclass(frozen=True, kw_only=True)
class Change:
    """One step in the history of a case: the whole judgement after it. Changes are added, never altered.

    Attributes:
        id: A UUID; the same change written twice is there once.
        item: Id of the item that is judged.
        reviewer: Who judges.
        at: When, with its time zone (UTC).
        kind: "edit" for what a person said; "undo" and "redo" go back and forth; "import" came from a file.
        step: Changes of one step are taken back together, such as the letters of one note.
        judgement: All that is said after the change.
        of: For "undo" and "redo": the step that is taken back or done again.
    """

    id: str
    item: str
    reviewer: str
    at: datetime
    kind: Literal["edit", "undo", "redo", "import"] = "edit"
    step: str = ""
    judgement: Judgement = field(default_factory=Judgement)
    of: str = ""

    @property
    def case(self) -> str:
        """Id of the case that it belongs to."""
        return case_id(self.item, self.reviewer)


@dataclass(frozen=True, kw_only=True)
class Case:
    """One reviewer's judgement of one item, as it is now.

    Attributes:
        id: A UUID made of the item and the reviewer: the same wherever the case is written.
        item: Id of the item that is judged.
        reviewer: Who judges.
        created: When the case was begun, with its time zone (UTC).
        changed: When it was changed last.
        judgement: What is said of it.
    """

    id: str
    item: str
    reviewer: str
    created: datetime
    changed: datetime
    judgement: Judgement

    @property
    def status(self) -> Status:
        """How far it is: "draft", "submitted" or "skipped"."""
        return self.judgement.status

    @property
    def labels(self) -> tuple[str, ...]:
        """Keys of categories."""
        return self.judgement.labels


def case_id(item: str, reviewer: str) -> str:
    """The id of the case that a reviewer has of an item."""
    return str(uuid5(_SPACE, f"{item}\n{reviewer}"))


def _check(status: object, severity: object, note: object, labels: Iterable[object]) -> None:
    """Refuse what no judgement can hold."""
    if status not in get_args(Status):
        raise OptionError(f"There is no status {status!r}.", f"Use {', '.join(get_args(Status))}.")
    if severity is not None and severity not in SEVERITIES:
        raise OptionError(f"The severity is {severity!r}.", "Use 1 (slight), 2, 3 (grave) or None.")
    if not isinstance(note, str) or not all(isinstance(key, str) and key for key in labels):
        raise OptionError("A note and labels are text.", "Give labels by the keys of their categories.")
