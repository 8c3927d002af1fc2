from __future__ import annotations

import math
import sys
from datetime import UTC, datetime
from typing import Any

import pytest

from pairlens.cases.case import Case, Judgement, case_id
from pairlens.cases.categories import CATEGORIES
from pairlens.cases.kappas import agreement
from pairlens.errors import OptionError

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def case(item: int | str, reviewer: str, *labels: str, status: Any = "submitted") -> Case:
    name = f"{item:0>64}"
    said = Judgement(status=status, labels=labels)
    return Case(
        id=case_id(name, reviewer), item=name, reviewer=reviewer, created=NOW, changed=NOW, judgement=said
    )


def two() -> list[Case]:
    """20 items, "missed_object": both yes 8, both no 6, a alone 4, b alone 2 (of which one has another label)."""
    kinds = ["both"] * 8 + ["none"] * 6 + ["a"] * 4 + ["b"] * 2
    found = []
    for item, kind in enumerate(kinds):
        found.append(case(item, "a", *["missed_object"] * (kind in ("both", "a"))))
        found.append(case(item, "b", *["missed_object"] * (kind in ("both", "b"))))
    return found


def test_cohens_kappa_is_what_one_reckons_by_hand() -> None:
    found = agreement(two())
    line = found["missed_object"].cohen["a", "b"]
    same, chance = 14 / 20, (12 / 20) * (10 / 20) + (8 / 20) * (10 / 20)
    assert line.kappa == pytest.approx((same - chance) / (1 - chance))
    assert line.low < line.kappa < line.high
    assert (line.items, line.same) == (20, same)
    assert found["missed_object"].given == 22
    assert found["any"].cohen["a", "b"] == line
    assert found["all"].cohen["a", "b"].kappa == pytest.approx(line.kappa)
    assert (found.items, found.complete, found.reviewers) == (20, 20, ("a", "b"))


def test_fleiss_kappa_is_what_one_reckons_by_hand() -> None:
    """Three reviewers, four items: yes by 3, 2, 0, 0 of them."""
    yes = {0: "abc", 1: "ab", 2: "", 3: ""}
    cases = [case(i, who, *["wrong_object"] * (who in yes[i])) for i in yes for who in "abc"]
    found = agreement(cases)
    observed = (1 + 1 / 3 + 1 + 1) / 4
    chance = (5 / 12) ** 2 + (7 / 12) ** 2
    assert found["wrong_object"].fleiss == pytest.approx((observed - chance) / (1 - chance))
    assert found["wrong_object"].same == pytest.approx(observed)
    assert set(found["wrong_object"].cohen) == {("a", "b"), ("a", "c"), ("b", "c")}


def test_all_labels_are_the_same_only_where_every_one_is() -> None:
    cases = [case(1, "a", "wrong_object", "missed_object"), case(1, "b", "missed_object", "wrong_object")]
    cases += [case(2, "a", "wrong_object", "missed_object"), case(2, "b", "wrong_object")]
    found = agreement(cases)
    assert found["all"].same == 0.5
    assert found["wrong_object"].same == 1
    assert found["missed_object"].same == 0.5


def test_a_category_that_nobody_or_everybody_gives_tells_no_chance() -> None:
    found = agreement([case(i, who, "wrong_object") for i in range(3) for who in "ab"])
    for key in ("wrong_object", "unusual_scene"):
        line = found[key]
        assert math.isnan(line.cohen["a", "b"].kappa)
        assert math.isnan(line.fleiss)
        assert line.same == 1
    assert "–" in str(found)


def test_only_submitted_cases_of_shared_items_count() -> None:
    cases = [*two(), case(50, "a", "wrong_object"), case(51, "a"), case(51, "b", status="draft")]
    cases += [case(52, "a"), case(52, "b", status="skipped")]
    assert agreement(cases).items == 20
    assert agreement(cases)["wrong_object"].given == 0


def test_reviewers_who_share_nothing_have_no_kappa_with_each_other() -> None:
    cases = [*two(), case(0, "c"), case(1, "c", "missed_object")]
    cases += [case(90, "d"), case(90, "c")]
    found = agreement(cases)
    assert math.isnan(found["any"].cohen["a", "d"].kappa)
    assert found["any"].cohen["a", "d"].items == 0
    assert found.complete == 0
    assert math.isnan(found["any"].fleiss)
    assert agreement(cases, reviewers=["a", "b"]).reviewers == ("a", "b")


def test_it_draws_itself_and_is_a_table() -> None:
    shown = agreement([*two(), case(0, "<b>"), case(1, "<b>", "an-own-key")])
    page = shown._repr_html_()
    assert "&lt;b&gt;" in page
    assert "<b>" not in page
    assert page.count("<tr>") == 1 + len(CATEGORIES) + 3
    assert "an-own-key" in str(shown)
    table = shown.to_dataframe()
    assert len(table) == 3 * (len(CATEGORIES) + 3)
    assert set(table.columns) >= {"key", "a", "b", "kappa", "low", "high", "items", "same", "fleiss"}
    assert "to" in agreement(two())._repr_html_()


@pytest.mark.parametrize("given", [[], [case(1, "a")], [case(1, "a"), case(2, "b")]])
def test_without_common_items_there_is_nothing_to_tell(given: list[Case]) -> None:
    with pytest.raises(OptionError, match="judged by two"):
        agreement(given)


def test_what_holds_no_cases_is_refused() -> None:
    with pytest.raises(OptionError, match="holds no cases"):
        agreement(7)
    with pytest.raises(OptionError, match="no case"):
        agreement(["a"])


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "statsmodels.stats.inter_rater", None)
    with pytest.raises(OptionError, match=r"statsmodels.*pairlens\[cases\]"):
        agreement(two())
