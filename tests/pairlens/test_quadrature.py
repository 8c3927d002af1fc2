from __future__ import annotations

import numpy as np
import pytest

from pairlens.errors import OptionError
from pairlens.quadrature import RULES, Nodes, nodes


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("steps", [1, 2, 7, 49, 98, 103])
def test_a_rule_has_as_many_nodes_as_asked_and_weights_that_sum_to_one(rule: str, steps: int) -> None:
    found = nodes(rule, steps)
    assert len(found) == steps
    assert found.weights.sum() == pytest.approx(1)
    assert found.alphas.min() >= 0
    assert found.alphas.max() <= 1


@pytest.mark.parametrize(("rule", "order"), [("right", 1), ("midpoint", 2), ("gauss-legendre", 6)])
def test_halving_the_step_gains_what_the_rule_promises(rule: str, order: int) -> None:
    def error(steps: int) -> float:
        found = nodes(rule, steps)
        return abs(found.weights @ np.exp(found.alphas) - (np.e - 1))

    assert error(2) / error(4) > 0.8 * 2**order


def test_gauss_legendre_is_exact_for_the_degree_it_claims() -> None:
    for steps in (2, 5, 9):
        found = nodes("gauss-legendre", steps)
        degree = 2 * steps - 1
        assert found.weights @ found.alphas**degree == pytest.approx(1 / (degree + 1), rel=1e-12)


def test_a_moved_rule_integrates_over_its_panel() -> None:
    panel = nodes("gauss-legendre", 4).on(0.25, 0.75)
    assert panel.weights @ panel.alphas == pytest.approx(0.25)


def test_joined_panels_cover_the_path() -> None:
    rule = nodes("midpoint", 2)
    joined = Nodes.join([rule.on(0, 0.5), rule.on(0.5, 1)])
    np.testing.assert_allclose(joined.alphas, nodes("midpoint", 4).alphas)


@pytest.mark.parametrize("steps", [0, -3, 2.5, "many", None, True])
def test_steps_that_are_no_number_of_nodes_are_refused(steps: object) -> None:
    with pytest.raises(OptionError, match="not a number of nodes"):
        nodes("midpoint", steps)


def test_an_unknown_rule_is_answered_with_the_choices() -> None:
    with pytest.raises(OptionError, match="gauss-legendre, midpoint, right"):
        nodes("simpson", 4)
