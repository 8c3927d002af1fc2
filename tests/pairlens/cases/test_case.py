"""A judgement says only what it can, and a case has the same id wherever it is written."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pairlens.cases.case import Change, Evidence, Judgement, _check, case_id
from pairlens.errors import OptionError


def test_ids_of_cases_never_change() -> None:
    """Stores that people have already written hold them."""
    assert case_id("a" * 64, "ada") == "b403ff6f-0548-5d36-b458-f7c2710afd84"


def test_another_item_or_reviewer_is_another_case() -> None:
    assert len({case_id(item, who) for item in "ab" for who in ("ada", "bob")}) == 4


def test_a_change_belongs_to_the_case_of_its_item_and_reviewer() -> None:
    change = Change(id="1", item="a", reviewer="ada", at=datetime.now(UTC))
    assert change.case == case_id("a", "ada")


def test_labels_keep_their_order_and_are_there_once() -> None:
    assert Judgement(labels=("b", "a", "b")).labels == ("b", "a")


def test_an_empty_judgement_says_so() -> None:
    assert Judgement().is_empty
    assert not Judgement(status="submitted").is_empty
    assert not Judgement(evidence=(Evidence(pin={"tokens": [1]}),)).is_empty


@pytest.mark.parametrize(
    ("field", "value", "what"),
    [
        ("status", "done", "status 'done'"),
        ("severity", 4, "severity is 4"),
        ("severity", "grave", "severity is 'grave'"),
        ("note", None, "text"),
        ("labels", (1,), "text"),
        ("labels", ("",), "text"),
    ],
)
def test_a_field_that_holds_what_it_cannot_is_refused(field: str, value: object, what: str) -> None:
    good = {"status": "draft", "severity": None, "note": "", "labels": ()}
    _check(**good)
    with pytest.raises(OptionError, match=what):
        _check(**{**good, field: value})


def test_a_judgement_checks_its_fields() -> None:
    with pytest.raises(OptionError, match="severity is 4"):
        Judgement(severity=4)
