from __future__ import annotations

import math
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairlens.cases import Case, Evidence, Judgement
from pairlens.cases.store import coding
from pairlens.errors import OptionError

# any character, halves of characters too; two halves that meet are one character
texts = st.text(st.characters(exclude_categories=())).map(
    lambda text: text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
)
numbers = st.floats(allow_nan=False, allow_infinity=False)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | numbers | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
# made of plain values: the shape checker looks at objects by chance, and chance is not for strategies
evidence = st.fixed_dictionaries(
    {
        "pin": st.dictionaries(texts, values, max_size=3),
        "phrase": texts,
        "box": st.none() | st.tuples(numbers, numbers, numbers, numbers),
        "value": st.none() | numbers,
    }
)
judgements = st.fixed_dictionaries(
    {
        "status": st.sampled_from(["draft", "submitted", "skipped"]),
        "labels": st.lists(texts.filter(bool), max_size=3).map(tuple),
        "note": texts,
        "severity": st.sampled_from([None, 1, 2, 3]),
        "evidence": st.lists(evidence, max_size=2),
    }
)


def read(body: str) -> Judgement:
    """What a row of a table with this judgement is read as."""
    moment = coding.now()
    row = SimpleNamespace(case_id="c", item="i", reviewer="r", created=moment, at=moment, body=body)
    (case,) = coding.cases_from([row])
    assert isinstance(case, Case)
    return case.judgement


@settings(max_examples=80, deadline=None, derandomize=True)
@given(said=judgements)
def test_a_judgement_comes_back_as_it_was_said(said: dict) -> None:
    judgement = Judgement(**{**said, "evidence": tuple(Evidence(**each) for each in said["evidence"])})
    body = coding.judgement_text(judgement)
    assert body.isascii()
    assert "\0" not in body
    assert read(body) == judgement


@settings(max_examples=100, deadline=None, derandomize=True)
@given(at=st.datetimes(timezones=st.timezones()))
def test_times_sort_as_text(at: datetime) -> None:
    try:
        told = coding.moment(at)
    except OptionError:
        assert at.year in {1, 9999}  # no such moment in UTC
        return
    assert datetime.fromisoformat(told) == at.astimezone(UTC)
    assert len(told) == len(coding.now())


def test_measures_that_are_not_finite_are_not_known() -> None:
    kept = coding.known({"a": 1, "b": math.nan, "c": math.inf})
    assert kept == {"a": 1.0, "b": None, "c": None}
    found = coding.measures_of(kept)
    assert found["a"] == 1.0
    assert math.isnan(found["b"])
    assert math.isnan(found["c"])


def test_pins_that_hold_themselves_are_refused() -> None:
    pin: dict = {}
    pin["pin"] = pin
    with pytest.raises(OptionError, match="cannot be kept"):
        coding.judgement_text(Judgement(evidence=(Evidence(pin=pin),)))
