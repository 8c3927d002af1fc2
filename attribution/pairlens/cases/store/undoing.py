"""Undo and redo across cases: a step is taken back by new changes, so the history keeps both.

A reviewer's steps lie on a stack. An edit puts its step on top and clears what could be redone; an import is no step,
and hides the steps below it in its case: taking those back would take the import back too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any, Literal, NamedTuple
from uuid import uuid4

from sqlalchemy import Connection, Select, select

from pairlens.cases.case import Judgement
from pairlens.cases.store import coding
from pairlens.cases.store.heads import batches
from pairlens.cases.store.schema import CHANGES

Way = Literal["undo", "redo"]

_AT_ONCE = 200
NOTHING = coding.judgement_text(Judgement())
"""What is told in a case in which nothing is said."""


class _Step(NamedTuple):
    """What a step did to one case: the judgement before and after it, as JSON."""

    name: str
    before: str
    after: str


def reversal(connection: Connection, reviewer: str, way: Way) -> list[dict[str, str]]:
    """The rows of changes that take the last step back, or do the last one again; empty if there is none.

    The case that the step touched last comes last.

    Args:
        connection: Where to look.
        reviewer: Whose step.
        way: Which of the two.
    """
    for step in _steps(connection, reviewer, way):
        rows = list(_rows(connection, reviewer, step, way))
        if rows:
            return rows
    return []


def is_possible(connection: Connection, reviewer: str, way: Way) -> bool:
    """Whether there is such a step."""
    steps = _steps(connection, reviewer, way)
    return any(True for step in steps for _ in _rows(connection, reviewer, step, way))


def _steps(connection: Connection, reviewer: str, way: Way) -> Iterator[str]:
    """Steps that can be taken back (or done again), the next one first."""
    settled: set[str] = set()
    for change in _backwards(connection, reviewer):
        if change.kind == "edit" and way == "redo":
            return
        step, stands = _meaning(change, way)
        if step not in settled:
            settled.add(step)
            if stands:
                yield step


def _meaning(change: Any, way: Way) -> tuple[str, bool]:  # noqa: ANN401 - a row
    """The step that a change is about, and whether it leaves it where this way starts from."""
    if change.kind == "edit":
        return change.own_step, True
    return change.of, change.kind != way


def _backwards(connection: Connection, reviewer: str) -> Iterator[Any]:
    """A reviewer's changes, imports left out, from the last to the first."""
    asked: Select[Any] = (
        select(CHANGES.c.seq, CHANGES.c.kind, CHANGES.c.own_step, CHANGES.c.of)
        .where(CHANGES.c.reviewer == reviewer)
        .order_by(CHANGES.c.seq.desc())
        .limit(_AT_ONCE)
    )
    rows = connection.execute(asked).all()
    while rows:
        yield from (row for row in rows if row.kind != "import")
        rows = connection.execute(asked.where(CHANGES.c.seq < rows[-1].seq)).all()


def _rows(connection: Connection, reviewer: str, step: str, way: Way) -> Iterator[dict[str, str]]:
    asked = select(CHANGES.c.case_id).where(CHANGES.c.own_step == step, CHANGES.c.reviewer == reviewer)
    edits = connection.execute(asked.where(CHANGES.c.kind == "edit").order_by(CHANGES.c.seq.desc())).scalars()
    cases = list(dict.fromkeys(edits))[::-1]
    common = {"reviewer": reviewer, "at": coding.now(), "kind": way, "of": step, "step": str(uuid4())}
    for batch in batches(cases):
        histories = {case: list(rows) for case, rows in _histories(connection, batch)}
        for case in batch:
            history = histories[case]
            done, undone = _replayed(history)
            top = (done if way == "undo" else undone)[-1:]
            if top and top[0].name == step:
                body = top[0].before if way == "undo" else top[0].after
                own = {"id": str(uuid4()), "item": history[0].item, "case_id": case, "body": body}
                yield {**common, **own, "own_step": common["step"]}


def _histories(connection: Connection, cases: list[str]) -> Iterator[tuple[str, Iterable[Any]]]:
    asked = select(CHANGES).where(CHANGES.c.case_id.in_(cases)).order_by(CHANGES.c.case_id, CHANGES.c.seq)
    by_case: Callable[[Any], str] = lambda row: row.case_id  # noqa: E731 - a key, named for its type
    return groupby(connection.execute(asked), by_case)


def _replayed(history: Iterable[Any]) -> tuple[list[_Step], list[_Step]]:
    """The steps of one case that stand, and those that were taken back, each with the next one last."""
    done: list[_Step] = []
    undone: list[_Step] = []
    current = NOTHING
    for change in history:
        if change.kind == "edit":
            _edit(done, change, current)
            undone.clear()
        elif change.kind == "undo" and done and done[-1].name == change.of:
            undone.append(done.pop())
        elif change.kind == "redo" and undone and undone[-1].name == change.of:
            done.append(undone.pop())
        elif change.body != current:
            done.clear()
            undone.clear()
        current = change.body
    return done, undone


def _edit(done: list[_Step], change: Any, current: str) -> None:  # noqa: ANN401 - a row
    goes_on = bool(done) and done[-1].name == change.own_step
    before = done.pop().before if goes_on else current
    done.append(_Step(change.own_step, before, change.body))
