"""What a person does to a case, done to whatever the case has become."""

from __future__ import annotations

from typing import Any

import pytest

from pairlens.cases import Evidence, Judgement
from pairlens.errors import OptionError
from pairlens_widget.annotating.deeds import applied, judgement_wire

SIDES = {"tokens": 3, "patches": 4}
PIN = {"tokens": [0], "patches": [1, 2], "colour": 0}
SHOWN = {"pin": PIN, "phrase": "black", "box": [0, 0, 8, 4], "value": 0.5}


def test_a_deed_changes_what_it_is_about_and_nothing_else() -> None:
    before = Judgement(labels=("a", "b"), note="theirs", severity=2)
    after = applied(before, {"add": ["c"], "drop": ["a"], "status": "submitted"}, SIDES)
    assert after == Judgement(status="submitted", labels=("b", "c"), note="theirs", severity=2)
    assert applied(after, {"severity": None, "note": "mine"}, SIDES).severity is None


def test_twice_is_once() -> None:
    deed = {"add": ["a"], "note": "x"}
    once = applied(Judgement(), deed, SIDES)
    assert applied(once, deed, SIDES) == once


def test_evidence_is_kept_with_its_words_and_its_box() -> None:
    (found,) = applied(Judgement(), {"evidence": [SHOWN]}, SIDES).evidence
    assert found == Evidence(pin=PIN, phrase="black", box=(0.0, 0.0, 8.0, 4.0), value=0.5)
    assert judgement_wire(Judgement(evidence=(found,)), SIDES)["evidence"] == [SHOWN]


def test_pins_that_the_pair_does_not_have_are_not_shown() -> None:
    far = Evidence(pin={"tokens": [99], "patches": [], "colour": 0})
    assert judgement_wire(Judgement(evidence=(far,)), SIDES)["evidence"] == []
    assert len(judgement_wire(Judgement(evidence=(far,)))["evidence"]) == 1


@pytest.mark.parametrize(
    ("deed", "said"),
    [
        ({"dance": 1}, "'dance' a case"),
        ({"status": "done"}, "no status 'done'"),
        ({"severity": 9}, "severity is 9"),
        ({"note": 3}, "are text"),
        ({"add": [3]}, "are text"),
        ({"evidence": [{}]}, "is a pin"),
        ({"evidence": [{**SHOWN, "pin": {"tokens": [9]}}]}, "not in the range"),
        ({"evidence": [{**SHOWN, "box": [1, 2]}]}, "is no box"),
        ({"evidence": [{**SHOWN, "box": [0, 0, 1, float("nan")]}]}, "is no box"),
    ],
)
def test_what_cannot_be_said_is_refused(deed: dict[str, Any], said: str) -> None:
    with pytest.raises(OptionError, match=said):
        applied(Judgement(), deed, SIDES)
