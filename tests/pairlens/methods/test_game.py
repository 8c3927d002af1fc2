from __future__ import annotations

from typing import Any

import pytest
import torch

import samples
from pairlens.methods.game import Ends, game_terms, placed
from pairlens.methods.players import Players

A, B = samples.oblong().a, samples.oblong().b


def both_ends(masks: torch.Tensor) -> torch.Tensor:
    return torch.stack([masks.all(1), masks.any(1)], 1).double()


def side(units: Any) -> Players:
    places = tuple(int(place) for place in units.content)
    return Players(units, places, "picture" if units is A else "caption", both_ends)


def test_a_game_begins_with_everyone_away_and_ends_with_everyone_there() -> None:
    ends = Ends.of(side(A))
    assert ends.full.tolist() == [1, 1]
    assert ends.empty.tolist() == [0, 0]


def test_numbers_stand_where_the_players_do() -> None:
    values = torch.ones(len(B.content), len(A.content), dtype=torch.double)
    found = placed(values, side(B), side(A))
    assert found.shape == (len(B), len(A))
    assert found.sum() == values.sum()
    assert found[B.content][:, A.content].all()


def test_the_terms_and_what_is_left_over_add_up() -> None:
    torch.manual_seed(0)
    a, b = side(A), side(B)
    ends = tuple(Ends(*torch.nn.functional.normalize(torch.randn(2, 4).double(), dim=-1)) for _ in "ab")
    vectors = tuple(torch.randn(len(players), 4).double() for players in (a, b))
    pairs = vectors[1] @ vectors[0].T
    terms = game_terms((a, b), ends, vectors, pairs, {"seed": 1}, pairs.square())
    parts = terms.interactions.sum() + terms.a_effects.sum() + terms.b_effects.sum()
    assert float(parts) + terms.baseline + terms.residual == pytest.approx(terms.score)
    assert terms.score == pytest.approx(float(ends[0].full @ ends[1].full))
    assert terms.a_effects[A.content].tolist() == pytest.approx((vectors[0] @ ends[1].empty).tolist())
    torch.testing.assert_close(terms.standard_error, terms.interactions.abs())
    assert terms.settings == {"exact": False, "seed": 1}
