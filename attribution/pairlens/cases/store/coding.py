"""Items, changes and categories as rows of a store: JSON in ASCII, so that every database keeps every character."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

import numpy as np

from pairlens.cases.case import Case, Change, Evidence, Judgement
from pairlens.cases.categories import Category
from pairlens.cases.item import Item, Side
from pairlens.errors import OptionError

_LONGEST = 200
"""Letters in a reviewer's name, an id or a step: what every database can keep an index of."""

_APART = ("id", "settings")
"""Fields of an item that have columns of their own."""


def dumps(value: object) -> str:
    """JSON in ASCII: NUL and lone surrogates are escaped, so that they come back as they were.

    Raises:
        OptionError: There is more in it than JSON can hold.
    """
    try:
        return json.dumps(value, allow_nan=False, separators=(",", ":"), default=_plain)
    except (TypeError, ValueError, RecursionError) as error:
        raise OptionError(
            f"This cannot be kept: {error}.", "Give text, finite numbers, lists and dicts."
        ) from None


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, np.ndarray | np.generic):
        return value.tolist()
    raise TypeError(f"there is a {type(value).__name__} in it")


def key(what: str, text: object, *, empty: bool = False) -> str:
    """Text that is looked up by: not too long, and without what a database cannot compare.

    Args:
        what: What it is, for the error.
        text: The text.
        empty: Whether it may be empty.

    Raises:
        OptionError: It is none.
    """
    if not isinstance(text, str) or not (text.strip() or (empty and not text)):
        raise OptionError(f"There is no {what}.", f"Give the {what} as text.")
    if len(text) > _LONGEST:
        raise OptionError(f"The {what} has {len(text)} characters.", f"Use {_LONGEST} at most.")
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise OptionError(
            f"The {what} {text!r} holds what is no character.", "Leave out NUL and lone surrogates."
        )
    return text


def now() -> str:
    """The time, as rows have it."""
    return moment(datetime.now(UTC))


def moment(at: datetime) -> str:
    """A time as text that sorts: UTC, with microseconds.

    Raises:
        OptionError: It has no time zone, or lies before the first or after the last year that can be written.
    """
    if at.tzinfo is None:
        raise OptionError(f"The time {at} has no time zone.", "Use datetime.now(UTC).")
    try:
        return at.astimezone(UTC).isoformat(timespec="microseconds")
    except OverflowError:
        raise OptionError(f"The time {at} cannot be told in UTC.", "Use datetime.now(UTC).") from None


def item_row(item: Item) -> dict[str, str]:
    """What the table of items holds of an item, but the explanation."""
    body = {name: value for name, value in vars(item).items() if name not in _APART}
    body["a"], body["b"] = (_told(side) for side in (item.a, item.b))
    body["measures"] = known(item.measures)
    return {"id": item.id, "at": now(), "body": dumps(body), "settings": dumps(item.settings)}


def _told(side: Side) -> dict[str, Any]:
    """What a side tells beyond the defaults."""
    return {name: value for name, value in vars(side).items() if value or name == "kind"}


def known(measures: Mapping[str, float]) -> dict[str, float | None]:
    """Measures for JSON: what is no finite number is not known."""
    return {name: float(value) if math.isfinite(value) else None for name, value in measures.items()}


def measures_of(kept: Mapping[str, float | None]) -> dict[str, float]:
    """Measures as they were given; NaN for those that are not known."""
    return {name: math.nan if value is None else value for name, value in kept.items()}


def with_picture(item: Item, told: Mapping[str, str]) -> Item:
    """An item whose first picture has other fields, such as its name."""
    side = "a" if item.a.kind == "picture" else "b"
    return replace(item, **{side: replace(getattr(item, side), **told)})


def loads(texts: Iterable[str]) -> list[Any]:
    """The values of many JSON texts; twice as fast as one by one, and equal keys are there once."""
    found: list[Any] = json.loads(f"[{','.join(texts)}]")
    return found


def items_from(rows: Sequence[Any]) -> dict[str, Item]:
    """The items of rows, as they were added, by id."""
    bodies, settings = (loads(getattr(row, name) for row in rows) for name in ("body", "settings"))
    return {row.id: _item(row.id, *told) for row, *told in zip(rows, bodies, settings, strict=True)}


def _item(id: str, fields: dict[str, Any], settings: dict[str, Any]) -> Item:  # noqa: A002 - the field's name
    a, b, layers, measures = (fields.pop(name) for name in ("a", "b", "layers", "measures"))
    return Item(
        id=id,
        a=Side(**a),
        b=Side(**b),
        layers=(layers[0], layers[1]),
        settings=settings,
        measures=measures_of(measures),
        **fields,
    )


def described(item: Item, row: Any) -> Item:  # noqa: ANN401 - a row of any query that has the columns
    """The item with what a later description says of it."""
    measures = {**item.measures, **measures_of(json.loads(row.measures))}
    columns = {**item.columns, **json.loads(row.columns)}
    picture = json.loads(row.picture)
    item = replace(item, measures=measures, columns=columns)
    return with_picture(item, picture) if picture else item


def judgement_text(judgement: Judgement) -> str:
    """A judgement as JSON."""
    evidence = [dict(vars(each)) for each in judgement.evidence]
    return dumps({**vars(judgement), "evidence": evidence})


def _judgements(rows: Sequence[Any]) -> list[Judgement]:
    return [_judgement(fields) for fields in loads(row.body for row in rows)]


def _judgement(fields: dict[str, Any]) -> Judgement:
    evidence = tuple(_evidence(each) for each in fields.pop("evidence"))
    return Judgement(**{**fields, "labels": tuple(fields["labels"])}, evidence=evidence)


def _evidence(fields: dict[str, Any]) -> Evidence:
    box = fields.pop("box")
    return Evidence(**fields, box=None if box is None else tuple(box))


def change_row(change: Change) -> dict[str, str]:
    """What the table of changes holds of a change.

    Raises:
        OptionError: A field holds what cannot be kept.
    """
    return {
        "id": key("change's id", change.id),
        "item": key("item's id", change.item),
        "reviewer": key("reviewer", change.reviewer),
        "at": moment(change.at),
        "kind": change.kind,
        "step": key("step", change.step, empty=True),
        "own_step": change.step or change.id,
        "of": key("step that is taken back", change.of, empty=change.kind in {"edit", "import"}),
        "case_id": change.case,
        "body": judgement_text(change.judgement),
    }


def changes_from(rows: Sequence[Any]) -> list[Change]:
    """The changes of rows, which may be of any query that has the columns."""
    return [
        Change(
            id=row.id,
            item=row.item,
            reviewer=row.reviewer,
            at=datetime.fromisoformat(row.at),
            kind=row.kind,
            step=row.step,
            judgement=judgement,
            of=row.of,
        )
        for row, judgement in zip(rows, _judgements(rows), strict=True)
    ]


def cases_from(rows: Sequence[Any]) -> list[Case]:
    """The cases whose last changes rows are, `created` beside each."""
    return [
        Case(
            id=row.case_id,
            item=row.item,
            reviewer=row.reviewer,
            created=datetime.fromisoformat(row.created),
            changed=datetime.fromisoformat(row.at),
            judgement=judgement,
        )
        for row, judgement in zip(rows, _judgements(rows), strict=True)
    ]


def categories_text(categories: tuple[Category, ...]) -> str:
    """A list of categories as JSON."""
    return dumps([asdict(each) for each in categories])


def categories_from(body: str) -> tuple[Category, ...]:
    """The list of categories of a row."""
    return tuple(Category(**each) for each in json.loads(body))
