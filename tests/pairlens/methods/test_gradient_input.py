from __future__ import annotations

import numpy as np
import pytest
import torch

from firsts import close, pose
from toys import TOYS


@pytest.mark.parametrize("toy", [TOYS[0], TOYS[1], TOYS[5]], ids=lambda t: t.name)
@pytest.mark.parametrize("layers", [(0, 0), (1, 1)], ids=str)
def test_every_cell_is_what_scaling_that_unit_changes(toy, layers) -> None:
    """x · ∂h/∂x is the derivative of h when the unit is multiplied by 1 + ε; by central differences."""
    q, e = pose(toy, layers), 1e-5
    slow = []
    with torch.no_grad():
        for i in range(len(q.x)):
            up, down = q.x.clone(), q.x.clone()
            up[i] *= 1 + e
            down[i] *= 1 - e
            slow.append(q.U @ (q.f(up) - q.f(down)) / (2 * e))
    pair = q.explain("gradient_input")
    close(pair, torch.stack(slow, 1) / q.norms)
    with torch.no_grad():
        alone = q.U @ q.f(q.r) / q.norms
    np.testing.assert_allclose(pair.text_effects, alone, atol=1e-7)


def test_the_parts_and_what_is_unexplained_add_up() -> None:
    q = pose(TOYS[0], (0, 0))
    pair = q.explain("gradient_input")
    assert pair.score == pytest.approx(q.score)
    assert sum(row.value for row in pair.ledger.rows()) == pytest.approx(pair.score)
    assert pair.ledger.residual_name == "unexplained"


def test_patches_that_enter_through_a_layer_norm_alone_get_nothing() -> None:
    pair = pose(TOYS[0], (2, 0)).explain("gradient_input")
    assert np.abs(pair.matrix).max() < 1e-6
    assert np.abs(pair.interactions).max() > 1e-4
