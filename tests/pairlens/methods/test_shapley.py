from __future__ import annotations

import numpy as np
import pytest
import torch

import games
import pairlens
from games import PairGame, looked_up, table
from pairlens.errors import OptionError
from pairlens.methods.coalitions import Plan, all_masks, exact, products
from pairlens.methods.shapley import at_nodes
from pairlens.quadrature import nodes
from toys import CAPTION, TOYS, encoder, picture


@pytest.mark.parametrize("toy", [TOYS[0], TOYS[7]], ids=lambda t: t.name)
@pytest.mark.parametrize("grid", [(2, 2), (1, 2)], ids=str)
def test_every_cell_is_the_textbook_index_where_all_coalitions_are_encoded(toy, grid) -> None:
    game = PairGame(toy, grid)
    pair = game.explain("shapley")
    slow = game.matrix(games.shapley)
    np.testing.assert_allclose(pair.matrix.reshape(slow.shape), slow, atol=1e-6)
    assert not pair.standard_error.any()


def test_what_a_side_adds_alone_is_its_shapley_values_and_adds_up() -> None:
    game = PairGame(TOYS[0], (2, 2))
    pair = game.explain("shapley")
    full = game.image(frozenset(range(4))) - game.image(frozenset())
    assert pair.image_effects.sum() == pytest.approx(full @ game.text(frozenset()), abs=1e-6)


def test_sampling_comes_within_a_few_standard_errors() -> None:
    game = PairGame(TOYS[0], (2, 3))
    rule = nodes("gauss-legendre", 2)
    slow = sum(
        w * game.matrix(games.banzhaf, float(p)) for p, w in zip(rule.alphas, rule.weights, strict=True)
    )
    pair = game.explain("shapley", nodes=2, budget=60, seed=1)
    assert pair.settings["estimator"] == ["least squares, complements", "all coalitions"]
    error = pair.standard_error[np.ix_(pair.caption.content, pair.picture.content)]
    z = (pair.matrix.reshape(slow.shape) - slow) / error
    assert np.abs(z).max() < 5, z
    assert np.sqrt(np.mean(z**2)) < 2, z


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_estimates_centre_on_their_rule_and_know_their_error(count: int) -> None:
    found, budget = (table(10, 4, 0), table(10, 4, 1)), {1: 60, 2: 120, 3: 240, 4: 640}[count]
    rule, masks = nodes("gauss-legendre", count), all_masks(10)
    truth = sum(
        w * exact(masks, found[0], p) @ exact(masks, found[1], p).T
        for p, w in zip(rule.alphas, rule.weights, strict=True)
    )
    errors, variances = [], []
    for seed in range(120):
        U, V = (at_nodes(looked_up(f), 10, count, Plan(budget, 2 * seed + k)) for k, f in enumerate(found))
        parts = [products(u, v) for u, v in zip(U.parts, V.parts, strict=True)]
        errors.append(sum(w * a for w, (a, _) in zip(U.weights, parts, strict=True)) - truth)
        variances.append(sum(w**2 * v for w, (_, v) in zip(U.weights, parts, strict=True)))
    squared = torch.stack(errors).square().mean(0)
    bias = torch.stack(errors).mean(0) / (squared / len(errors)).sqrt()
    assert bias.abs().max() < 4.5
    ratio = squared.sum() / torch.stack(variances).mean(0).sum()
    assert 0.8 < ratio < 1.25, f"errors are {ratio:.2f} of what the variances say"


def test_nodes_are_chosen_by_the_budget() -> None:
    e, pixels = encoder(TOYS[0]), picture(TOYS[0])
    chosen = [
        pairlens.explain(e, pixels, CAPTION, method="shapley", groups=(4, 4), budget=(budget, 64)).settings[
            "nodes"
        ]
        for budget in (160, 320, 1100)
    ]
    assert chosen == [2, 3, 4]


@pytest.mark.parametrize("count", [0, 65, 2.0, "two", True])
def test_a_number_of_nodes_that_cannot_be_is_refused(count) -> None:
    with pytest.raises(OptionError, match="nodes"):
        pairlens.explain(encoder(TOYS[0]), picture(TOYS[0]), CAPTION, method="shapley", nodes=count)
