"""Nodes by the distance travelled: where the path is fast there are many."""

from __future__ import annotations

import numpy as np
import pytest

from pairlens.pace import Pace
from pairlens.path import Integral, adaptive, fixed
from pairlens.quadrature import nodes


class Bump:
    """A number that runs from 0 to 1, nearly all of it within a fifth of the path."""

    rounding = 1e-16

    def value(self, alphas):
        return (1 / (1 + np.exp(-(alphas - 0.7) / 0.03)))[:, None]

    def speed(self, alphas):
        value = self.value(alphas)
        return value * (1 - value) / 0.03


def pace() -> Pace:
    found = Pace.of(adaptive(Bump(), 1e-6))
    assert found is not None
    return found


def test_few_nodes_integrate_a_bump_that_a_plain_rule_misses() -> None:
    plain = fixed(Bump(), nodes("gauss-legendre", 8)).error
    assert fixed(Bump(), pace().nodes(8)).error < plain / 3


@pytest.mark.parametrize("steps", [1, 2, 6, 12])
def test_the_weights_are_positive_and_sum_to_one(steps: int) -> None:
    rule = pace().nodes(steps)
    assert len(rule) == steps
    assert (rule.weights > 0).all()
    assert rule.weights.sum() == pytest.approx(1)
    assert (np.diff(rule.alphas) > 0).all()
    assert rule.alphas[0] > 0
    assert rule.alphas[-1] < 1


def test_a_path_that_stands_still_is_walked_evenly() -> None:
    rule = nodes("gauss-legendre", 5)
    still = Pace.of(Integral(rule, np.zeros(3), 0.0, 5, speeds=np.zeros(5)))
    assert still is not None
    np.testing.assert_allclose(still.nodes(4).alphas, nodes("gauss-legendre", 4).alphas)


def test_an_integral_that_did_not_look_at_the_speed_has_no_pace() -> None:
    assert Pace.of(Integral(nodes("right", 3), np.zeros(2), 0.0, 3)) is None
