from __future__ import annotations

import numpy as np
import pytest

from pairlens.path import FIRST_TRIES, PANEL, adaptive, fixed, meets
from pairlens.quadrature import nodes


class Bump:
    """A curve with a sudden turn in the middle: its speed is 1 + a peak of the given sharpness."""

    rounding = 2.2e-16

    def __init__(self, sharpness: float) -> None:
        self.sharpness = sharpness
        self.asked = 0

    def value(self, alphas: np.ndarray) -> np.ndarray:
        return np.stack([alphas, np.arctan(self.sharpness * (alphas - 0.5))], axis=1)

    def speed(self, alphas: np.ndarray) -> np.ndarray:
        self.asked += len(alphas)
        peak = self.sharpness / (1 + (self.sharpness * (alphas - 0.5)) ** 2)
        return np.stack([np.ones_like(alphas), peak], axis=1)


@pytest.mark.parametrize("sharpness", [0.1, 3.0, 60.0, 2000.0])
@pytest.mark.parametrize("tol", [1e-3, 1e-5, 1e-9])
def test_the_integral_is_as_good_as_asked(sharpness: float, tol: float) -> None:
    curve = Bump(sharpness)
    found = adaptive(curve, tol)
    change = curve.value(np.array([1.0]))[0] - curve.value(np.array([0.0]))[0]
    assert np.linalg.norm(found.total - change) <= tol * np.linalg.norm(change)
    assert found.error <= tol
    assert not found.exhausted


def test_a_gentle_path_takes_one_small_panel() -> None:
    found = adaptive(Bump(0.1), 1e-3)
    assert found.panels == 1
    assert len(found.nodes) == FIRST_TRIES[0]


@pytest.mark.parametrize("sharpness", [0.1, 3.0, 7.0, 60.0])
def test_a_panel_that_is_enough_is_where_the_search_ends(sharpness: float) -> None:
    curve = Bump(sharpness)
    ends = tuple(curve.value(np.array([0.0, 1.0])))
    tries = [nodes("gauss-legendre", steps) for steps in FIRST_TRIES]
    enough = [len(rule) for rule in tries if meets(curve, rule, 1e-3, ends)]
    found = adaptive(curve, 1e-3)
    assert (len(found.nodes) if found.panels == 1 else None) == next(iter(enough), None)


def test_panels_gather_where_the_path_turns() -> None:
    found = adaptive(Bump(2000.0), 1e-3)
    near = np.abs(found.nodes.alphas - 0.5) < 0.05
    assert found.panels > 4
    assert near.mean() > 0.5
    assert found.nodes.weights.sum() == pytest.approx(1)
    assert np.all(np.diff(found.nodes.alphas) > 0)


def test_the_nodes_reproduce_the_total() -> None:
    curve = Bump(60.0)
    found = adaptive(curve, 1e-6)
    np.testing.assert_allclose(found.nodes.weights @ curve.speed(found.nodes.alphas), found.total, rtol=1e-12)


def test_what_it_cost_is_counted() -> None:
    curve = Bump(60.0)
    found = adaptive(curve, 1e-6)
    assert found.evaluations == curve.asked


def test_the_cap_is_kept_and_said() -> None:
    curve = Bump(2000.0)
    found = adaptive(curve, 1e-9, cap=60)
    assert found.exhausted
    assert curve.asked <= 60
    assert found.error > 1e-9


def test_rounding_error_is_not_bisected_for_ever() -> None:
    curve = Bump(3.0)
    curve.rounding = 1.0
    found = adaptive(curve, 1e-15)
    assert found.exhausted
    assert curve.asked <= sum(FIRST_TRIES) + 2 * PANEL


def test_a_path_that_does_not_move_is_exact() -> None:
    class Still(Bump):
        def value(self, alphas: np.ndarray) -> np.ndarray:
            return np.ones((len(alphas), 2))

        def speed(self, alphas: np.ndarray) -> np.ndarray:
            return np.zeros((len(alphas), 2))

    found = adaptive(Still(1.0), 1e-3)
    assert found.error == 0
    assert not found.exhausted


def test_a_fixed_rule_reports_its_own_error() -> None:
    coarse, fine = (fixed(Bump(10.0), nodes("right", n)) for n in (10, 100))
    assert fine.error < coarse.error / 3
    assert len(coarse.nodes) == 10
