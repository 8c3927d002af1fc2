"""What people say of the pairs of a store: written down, taken back, done again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import Connection, insert

from pairlens.cases.case import Case, Change, Evidence, Judgement, Status
from pairlens.cases.store import coding, writing
from pairlens.cases.store.heads import batches, heads
from pairlens.cases.store.items import Items
from pairlens.cases.store.schema import CHANGES
from pairlens.cases.store.undoing import Way, is_possible, reversal


class Judging(Items):
    """The part of a `Store` that takes judgements."""

    def write(self, change: Change) -> Case:
        """Append a change; the same one twice is there once, so what was not acknowledged may be sent again.

        Args:
            change: An edit of a person's, or an import; `undo` and `redo` make their own.

        Returns:
            The case after it.

        Raises:
            OptionError: There is no such item, a field cannot be kept, or another change has this id.
            StoreError: It cannot be written.
        """
        return self.write_many([change])[0]

    def write_many(self, changes: Iterable[Change]) -> list[Case]:
        """Append changes in one transaction: all of them, or after an error none.

        Args:
            changes: As in `write`.

        Returns:
            The cases after all of them, one per change.

        Raises:
            OptionError: As in `write`.
            StoreError: They cannot be written.
        """
        rows = [coding.change_row(change) for change in changes]
        with self._link.writing() as connection:
            writing.append(connection, rows, self.name)
            return _after(connection, rows)

    def judge(
        self,
        item_id: str,
        reviewer: str,
        labels: Iterable[str] = (),
        *,
        note: str = "",
        severity: int | None = None,
        evidence: Iterable[Evidence] = (),
        status: Status = "submitted",
    ) -> Case:
        """Write a judgement from Python, as an `Annotator` does from its view; what was said before is in the history.

        Args:
            item_id: What is judged.
            reviewer: Who judges.
            labels: Keys of categories; none in a submitted case is "nothing wrong".
            note: Free text.
            severity: 1 (slight), 2 (clear), 3 (grave) or None.
            evidence: Pins that show it.
            status: How far it is.

        Returns:
            The case after it.

        Raises:
            OptionError: There is no such item, or a field holds what it cannot.
            StoreError: It cannot be written.
        """
        said = Judgement(
            status=status, labels=tuple(labels), note=note, severity=severity, evidence=tuple(evidence)
        )
        at = datetime.now(UTC)
        return self.write(Change(id=str(uuid4()), item=item_id, reviewer=reviewer, at=at, judgement=said))

    def undo(self, reviewer: str) -> Case | None:
        """Take back a reviewer's last step, in whichever cases it was.

        Args:
            reviewer: Whose step.

        Returns:
            A case that it changed, the one that the step touched last; None if there is nothing to take back.

        Raises:
            StoreError: It cannot be written.
        """
        return self._turn_back(reviewer, "undo")

    def redo(self, reviewer: str) -> Case | None:
        """Do again what `undo` took back last; after an edit there is nothing to do again.

        Args:
            reviewer: Whose step.

        Returns:
            A case that it changed, the one that the step touched last; None if there is nothing to do again.

        Raises:
            StoreError: It cannot be written.
        """
        return self._turn_back(reviewer, "redo")

    def can_undo(self, reviewer: str) -> bool:
        """Whether `undo` would do something."""
        return self._can(reviewer, "undo")

    def can_redo(self, reviewer: str) -> bool:
        """Whether `redo` would do something."""
        return self._can(reviewer, "redo")

    def _turn_back(self, reviewer: str, way: Way) -> Case | None:
        with self._link.writing() as connection:
            rows = reversal(connection, coding.key("reviewer", reviewer), way)
            if not rows:
                return None
            connection.execute(insert(CHANGES), rows)
            return _after(connection, rows)[-1]

    def _can(self, reviewer: str, way: Way) -> bool:
        with self._link.reading() as connection:
            return is_possible(connection, coding.key("reviewer", reviewer), way)


def _after(connection: Connection, rows: Sequence[Mapping[str, str]]) -> list[Case]:
    """The cases of changes, one per change, as they are now."""
    found: dict[str, Case] = {}
    for batch in batches(dict.fromkeys(row["case_id"] for row in rows)):
        cases = coding.cases_from(heads(connection, CHANGES.c.case_id.in_(batch)))
        found |= {case.id: case for case in cases}
    return [found[row["case_id"]] for row in rows]
