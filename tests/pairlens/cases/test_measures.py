from __future__ import annotations

import math

import numpy as np
import pytest

import samples
from pairlens.cases.measures import MEASURES, Beside, Measure, checked, energy, measured, points
from pairlens.cases.truth import Place
from pairlens.errors import OptionError

UPPER_LEFT, LOWER_RIGHT = (0, 0, 112, 112), (112, 112, 224, 224)
RIGHT = {"white husky": UPPER_LEFT, "black dog": LOWER_RIGHT}


def numbers(pair=None, **beside) -> dict[str, float]:
    found, remark = measured(pair or samples.husky(), Beside(**beside))
    assert not remark
    return found


def test_what_a_pair_tells_by_itself() -> None:
    pair = samples.husky()
    found = numbers(pair)
    assert found["score"] == pair.score
    assert found["residual"] == pytest.approx(abs(pair.residual) / pair.natural_scale)
    mass = np.abs(pair.interactions)
    content = mass[np.ix_(pair.caption.content, pair.picture.patches)].sum()
    assert found["special"] == pytest.approx(1 - content / mass.sum(), abs=1e-6)
    for key in ("rank", "pointing", "energy", "disagreement"):
        assert math.isnan(found[key]), key


def test_numbers_that_are_no_parts_of_the_score_have_no_residual() -> None:
    pair = samples.pair(settings={"additive": False})
    assert math.isnan(numbers(pair)["residual"])


def test_nothing_at_all_lies_nowhere() -> None:
    assert math.isnan(numbers(samples.zeros())["special"])
    assert numbers(samples.zeros(), truth=RIGHT)["pointing"] == 0
    assert numbers(samples.zeros(), truth=RIGHT)["energy"] == 0


def test_pointing_and_energy_tell_right_from_wrong() -> None:
    right = numbers(truth=RIGHT)
    half = numbers(truth={"white husky": UPPER_LEFT, "black dog": UPPER_LEFT})
    wrong = numbers(truth={"white husky": LOWER_RIGHT, "black dog": UPPER_LEFT})
    assert (right["pointing"], half["pointing"], wrong["pointing"]) == (1, 0.5, 0)
    assert right["energy"] > half["energy"] > wrong["energy"]


def test_energy_is_the_share_inside_by_area() -> None:
    heat = np.array([[2.0, 1.0], [-5.0, 1.0]])
    place = Place("x", (0,), np.array([[1.0, 0.5], [1.0, 0.0]]))
    assert energy(heat, place) == pytest.approx((2 + 0.5) / 4)
    assert points(heat, place) == 1
    assert points(-heat, place) == 1, "the cell that is left is on it"
    assert points(np.array([[0.0, 0.0], [0.0, 3.0]]), place) == 0


def test_two_explanations_of_one_pair_disagree_as_far_as_their_orders_do() -> None:
    pair = samples.husky()
    assert numbers(pair, other=pair)["disagreement"] == pytest.approx(0, abs=1e-9)
    turned = samples.pair(strength=-1.0)
    assert numbers(pair, other=turned)["disagreement"] == pytest.approx(2, abs=1e-6)
    other = samples.pair(seed=3, special=0.9)
    assert 0 < numbers(pair, other=other)["disagreement"] < 2


def test_what_cannot_be_measured_says_why_and_spoils_nothing_else() -> None:
    found, remark = measured(samples.husky(), Beside(truth={"cat": UPPER_LEFT}))
    assert math.isnan(found["pointing"])
    assert math.isnan(found["energy"])
    assert remark.count("cat") == remark.count("'cat'") > 0
    assert found["score"] == samples.husky().score


def test_a_measure_of_ones_own_may_fail() -> None:
    broken = Measure("broken", "Broken", "Fails.", "low", lambda *_: 1 / 0)
    found, remark = measured(samples.husky(), measures=(*MEASURES, broken))
    assert math.isnan(found["broken"])
    assert remark == "division by zero"


@pytest.mark.parametrize("make", samples.ALIKE.values(), ids=samples.ALIKE)
def test_pairs_of_every_kind_are_measured(make) -> None:
    assert np.isfinite(numbers(make())["special"])


def test_keys_are_there_once_and_every_measure_says_what_it_is() -> None:
    assert checked(MEASURES) == MEASURES
    with pytest.raises(OptionError, match="'score'"):
        checked((*MEASURES, MEASURES[0]))
    with pytest.raises(OptionError, match="no measure"):
        checked(["score"])
    for measure in MEASURES:
        assert measure.name
        assert measure.sentence.endswith(".")
        assert measure.worse in ("low", "high")
