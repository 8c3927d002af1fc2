from __future__ import annotations

import numpy as np
import pytest
import torch

import games
import pairlens
from games import PairGame, looked_up, table
from pairlens.errors import OptionError
from pairlens.methods.coalitions import Plan, Values, all_masks, at, exact, fitted, products
from toys import CAPTION, TOYS, encoder, picture

FEW = [TOYS[0], TOYS[7]]


@pytest.mark.parametrize("toy", FEW, ids=lambda t: t.name)
@pytest.mark.parametrize("p", [0.5, 0.3])
def test_every_cell_is_the_textbook_index_where_all_coalitions_are_encoded(toy, p: float) -> None:
    game = PairGame(toy, (2, 2))
    pair = game.explain("banzhaf", p=p)
    slow = game.matrix(games.banzhaf, p)
    np.testing.assert_allclose(pair.matrix.reshape(slow.shape), slow, atol=1e-6)
    assert not pair.standard_error.any()
    assert pair.settings["estimator"] == ["all coalitions"] * 2


@pytest.mark.parametrize("p", [0.5, 0.3])
def test_sampling_comes_within_a_few_standard_errors(p: float) -> None:
    game = PairGame(TOYS[0], (2, 3))
    slow = game.matrix(games.banzhaf, p)
    pair = game.explain("banzhaf", p=p, budget=(48, 24), seed=3)
    error = pair.standard_error[np.ix_(pair.caption.content, pair.picture.content)]
    z = (pair.matrix.reshape(slow.shape) - slow) / error
    assert error.min() > 0
    assert np.abs(z).max() < 5, z
    assert np.sqrt(np.mean(z**2)) < 2, z


def test_a_seed_gives_the_same_numbers_again_and_another_seed_others() -> None:
    game = PairGame(TOYS[0], (2, 3))
    one, again, other = (game.explain("banzhaf", budget=40, seed=s).interactions for s in (1, 1, 2))
    np.testing.assert_array_equal(one, again)
    assert np.abs(one - other).max() > 1e-6


def test_one_picture_is_encoded_once_for_several_captions() -> None:
    e, pixels, seen = encoder(TOYS[0]), picture(TOYS[0]), []
    pairlens.explain(e, pixels, CAPTION, method="banzhaf")
    with pairlens.progress.listening(lambda *step: seen.append(step[0])):
        pairlens.explain(e, pixels, "a white cat", method="banzhaf")
    assert set(seen) == {"caption encodings"}


WAYS = {
    "least squares, complements": (0.5, 100),
    "least squares": (0.3, 100),
    "averages": (0.5, 12),
}


@pytest.mark.parametrize(("way", "asked"), WAYS.items(), ids=list(WAYS))
def test_every_estimator_centres_on_the_truth_and_knows_its_error(way: str, asked) -> None:
    """Over many seeds: no bias, and squared errors that are the variances on average."""
    p, budget = asked
    found = table(8, 4, 0), table(8, 4, 1)
    truth = exact(all_masks(8), found[0], p) @ exact(all_masks(8), found[1], p).T
    errors, variances = [], []
    for seed in range(150):
        sides = [at(looked_up(f), 8, p, Plan(budget, 2 * seed + k)) for k, f in enumerate(found)]
        assert {name for _, name in sides} == {way}
        values, variance = products(sides[0][0], sides[1][0])
        errors.append(values - truth)
        variances.append(variance)
    squared = torch.stack(errors).square().mean(0)
    bias = torch.stack(errors).mean(0) / (squared / len(errors)).sqrt()
    assert bias.abs().max() < 4.5
    ratio = squared.sum() / torch.stack(variances).mean(0).sum()
    assert 0.8 < ratio < 1.25, f"errors are {ratio:.2f} of what the variances say"


def test_a_linear_game_is_known_exactly_from_a_few_coalitions() -> None:
    z = all_masks(6).double()
    weights = torch.arange(18, dtype=torch.float64).reshape(6, 3)
    values, _ = at(looked_up(z @ weights), 6, 0.5, Plan(30, 0))
    torch.testing.assert_close(values.vectors, weights)
    assert values.noise.abs().max() < 1e-10


def test_known_vectors_add_no_variance() -> None:
    a, b = torch.ones(2, 3, dtype=torch.float64), torch.ones(4, 3, dtype=torch.float64)
    pairs, variance = products(Values.known(b), Values.known(a))
    assert pairs.shape == (4, 2)
    assert not variance.any()


def test_complements_cancel_whatever_is_even_in_the_players() -> None:
    masks = all_masks(4)
    even = (masks.double() - 0.5).prod(1, keepdim=True)
    values = fitted(masks[:9], (even[:9] - looked_up(even)(~masks[:9])) / 2, 0.5, centre=False)
    assert values.vectors.abs().max() < 1e-12


@pytest.mark.parametrize(
    "options",
    [{"p": 0}, {"p": 1}, {"p": "half"}, {"p": True}, {"budget": 3}, {"budget": (64,)}, {"seed": -1}],
    ids=str,
)
def test_values_that_make_no_sense_are_refused(options) -> None:
    with pytest.raises(OptionError, match=next(iter(options))):
        pairlens.explain(encoder(TOYS[0]), picture(TOYS[0]), CAPTION, method="banzhaf", **options)
