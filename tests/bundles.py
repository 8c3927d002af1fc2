"""Bundles of cases for the tests of exchange formats: a whole one, and hypothesis strategies for nasty ones."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

import samples
from pairlens.cases import (
    CATEGORIES,
    Case,
    Category,
    Change,
    Evidence,
    Item,
    Judgement,
    Side,
    case_id,
    item_of,
)
from pairlens.cases.formats.bundle import Bundle
from pairlens.storage import pack

NASTY = (
    "<script>alert(1)</script>",
    "=1+1",
    "'=1+1",
    "@SUM(A1)",
    "-2",
    "+3",
    "\t=cmd",
    "\r\nx",
    "＝1",
    "a\nb",
    "a\rb",
    'json:"a"',
    'json:"',
    "json:",
    "\0",
    "\x7f\x85\x1b[2J",
    "\ud800",
    "a\udfff",
    "\u202eleft",
    "שלום",
    "🐶👩🏽‍🚀",
    "\u2028\ufeff",
    '"quoted", and; more',
    "'tis",
    "nan",
    "NaN",
    "null",
    " ",
    "\\ud800",
    "&amp;]]>",
)
ROLLS = pytest.mark.filterwarnings("ignore:Do not use the .random. module")
"""The shape checker looks at random entries of the values that strategies build."""

MODERATE = settings(
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],  # shrinking under the shape checker takes minutes
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

texts = st.sampled_from(NASTY) | st.text(st.characters(codec=None), max_size=8)
names = st.sampled_from([name for name in NASTY if not any("\ud800" <= char <= "\udfff" for char in name)])
labels = st.sampled_from([category.key for category in CATEGORIES]) | texts.filter(bool)
numbers = st.floats(allow_nan=False)
times = st.datetimes(datetime(1970, 1, 2), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone
plain = st.none() | st.booleans() | st.integers() | numbers.filter(lambda x: abs(x) < 1e300) | texts
pins = st.fixed_dictionaries(
    {},
    optional={
        "tokens": st.lists(st.integers(0, 9), max_size=3),
        "patches": st.lists(st.integers(-3, 60), max_size=5),
        "name": texts,
        "plus": st.lists(
            st.fixed_dictionaries({"patches": st.lists(st.integers(0, 40), max_size=2)}), max_size=2
        ),
        "other": plain,
    },
)
boxes = st.tuples(*[numbers] * 4) | st.just((3.0, 4.5, 30.0, 20.0))
evidence = st.builds(Evidence, pin=pins, phrase=texts, box=st.none() | boxes, value=st.none() | numbers)
judgements = st.builds(
    Judgement,
    status=st.sampled_from(["draft", "submitted", "skipped"]),
    labels=st.lists(labels, max_size=3).map(tuple),
    note=texts,
    severity=st.sampled_from([None, 1, 2, 3]),
    evidence=st.lists(evidence, max_size=2).map(tuple),
)
captions = st.builds(Side, kind=st.just("caption"), text=texts)
pictures = st.builds(
    Side,
    kind=st.just("picture"),
    sha256=st.binary(max_size=2).map(lambda data: hashlib.sha256(data).hexdigest()),
    width=st.just(40),
    height=st.just(30),
    rows=st.integers(1, 7),
    cols=st.integers(1, 7),
    name=texts,
    path=texts,
)
items = st.builds(
    Item,
    id=st.integers(0, 5).map(lambda number: hashlib.sha256(bytes([number])).hexdigest()),
    a=pictures | captions,
    b=captions | pictures,
    model=texts,
    weights=texts,
    layers=st.tuples(st.integers(-1, 30), st.integers(-1, 30)),
    method=texts,
    settings=st.dictionaries(texts, plain | st.lists(plain, max_size=2), max_size=2),
    versions=st.dictionaries(texts, texts, max_size=2),
    score=numbers,
    measures=st.dictionaries(texts, numbers, max_size=2),
    columns=st.dictionaries(texts.filter(bool), plain, max_size=2),
)


@st.composite
def bundles(draw) -> Bundle:
    """Items, some of them judged by some reviewers, with a history and categories."""
    own = draw(st.lists(items, max_size=3, unique_by=lambda item: item.id))
    who = draw(st.lists(names, max_size=2, unique=True))
    judged = [(item, reviewer) for item in own for reviewer in who if draw(st.booleans())]
    cases = [draw(cases_of(item.id, reviewer)) for item, reviewer in judged]
    history = [change for case in cases if draw(st.booleans()) for change in draw(histories(case))]
    categories = draw(st.lists(st.sampled_from(CATEGORIES), unique=True, max_size=3))
    extra = [Category("own", "Own", draw(texts), "k")]
    return Bundle(
        items=tuple(own), cases=tuple(cases), history=tuple(history), categories=(*categories, *extra)
    )


@st.composite
def cases_of(draw, item: str, reviewer: str) -> Case:
    """A case of an item."""
    created = draw(times)
    changed = created + timedelta(microseconds=draw(st.integers(0, 10**9)))
    own = case_id(item, reviewer)
    told = {"id": own, "item": item, "reviewer": reviewer, "created": created, "changed": changed}
    return Case(**told, judgement=draw(judgements))


@st.composite
def histories(draw, case: Case) -> list[Change]:
    """Changes that end in a case."""
    kinds = st.sampled_from(["edit", "undo", "redo", "import"])
    told = {"item": case.item, "reviewer": case.reviewer}
    first = Change(
        id=str(draw(st.uuids())), at=case.created, judgement=draw(judgements), kind=draw(kinds), **told
    )
    last = Change(id=str(draw(st.uuids())), at=case.changed, judgement=case.judgement, step="s", **told)
    return [first, last]


def whole(reviewers: tuple[str, ...] = ("ann", "bob")) -> Bundle:
    """Two explained pairs with pictures; each reviewer has said something of the first, the second is not judged."""
    pair, other = samples.husky(), samples.captions()
    source = b"\x89PNG the picture as it came"
    sha = hashlib.sha256(source).hexdigest()
    first = item_of(pair, name="dogs.jpg", measures={"residual": 0.25}, columns={"class": "dog", "rank": 3})
    first = replace(first, a=replace(first.a, source=sha))
    second = item_of(other)
    cases = tuple(_case(first, reviewer, hours) for hours, reviewer in enumerate(reviewers))
    return Bundle(
        items=(first, second),
        cases=cases,
        history=tuple(_edit(case) for case in cases),
        categories=CATEGORIES,
        explanations={first.id: pack(pair), second.id: pack(other)},
        pictures={sha: source},
    )


def _case(item: Item, reviewer: str, hours: int) -> Case:
    at = datetime(2026, 3, 1, 12 + hours, tzinfo=UTC)
    shows = (
        Evidence(
            pin={"tokens": [4, 5], "patches": [8, 9, 15], "colour": 0},
            phrase="black dog",
            box=(32.0, 32.0, 96.0, 96.0),
            value=0.03,
        ),
        Evidence(pin={"tokens": [1], "patches": [16, 17], "colour": 1}, box=(64.0, 64.0, 128.0, 96.0)),
        Evidence(pin={"tokens": [1], "patches": [], "colour": 2}, phrase="white"),
    )
    said = Judgement(
        status="submitted",
        labels=("wrong_object", "missed_object"),
        note="=cmd <b>",
        severity=2,
        evidence=shows,
    )
    own = case_id(item.id, reviewer)
    return Case(id=own, item=item.id, reviewer=reviewer, created=at, changed=at, judgement=said)


def _edit(case: Case) -> Change:
    number = hashlib.sha256(case.id.encode()).hexdigest()
    uuid = f"{number[:8]}-{number[8:12]}-{number[12:16]}-{number[16:20]}-{number[20:32]}"
    return Change(id=uuid, item=case.item, reviewer=case.reviewer, at=case.changed, judgement=case.judgement)
