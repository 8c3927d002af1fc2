"""Interaction indices beside shapiq's exact computer (Muschalik et al. 2024), where shapiq can be imported."""

from __future__ import annotations

import numpy as np
import pytest
import shapiq

from games import PairGame
from toys import TOYS


@pytest.mark.parametrize(("method", "index"), [("shapley", "SII"), ("banzhaf", "BII")])
def test_every_cell_equals_what_shapiq_computes(method: str, index: str) -> None:
    game = PairGame(TOYS[0], (2, 2))
    players = game.players

    def value(coalitions: np.ndarray) -> np.ndarray:
        return np.array(
            [game(frozenset(p for p, stays in zip(players, row, strict=True) if stays)) for row in coalitions]
        )

    found = shapiq.ExactComputer(value, len(players))(index, 2)
    words = len(game.tokens)
    slow = [[found[(j, words + i)] for i in range(len(game.cells))] for j in range(words)]
    np.testing.assert_allclose(game.explain(method).matrix.reshape(np.shape(slow)), slow, atol=1e-7)
