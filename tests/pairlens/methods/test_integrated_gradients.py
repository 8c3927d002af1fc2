from __future__ import annotations

import numpy as np
import pytest
import torch

import pairlens
from firsts import STEPS, close, pose
from pairlens.quadrature import nodes
from toys import CAPTION, TOYS, encoder, picture


@pytest.mark.parametrize("toy", [TOYS[0], TOYS[1], TOYS[5]], ids=lambda t: t.name)
@pytest.mark.parametrize("layers", [(0, 0), (2, 1)], ids=str)
def test_every_cell_is_the_integral_by_a_loop(toy, layers) -> None:
    q, rule = pose(toy, layers), nodes("gauss-legendre", STEPS)
    slow = torch.zeros(len(q.U), len(q.x), dtype=torch.float64)
    for j, u in enumerate(q.U):
        for alpha, weight in zip(rule.alphas, rule.weights, strict=True):
            z = (q.r + alpha * (q.x - q.r)).detach().requires_grad_()
            (gradient,) = torch.autograd.grad(q.f(z) @ u, z)
            slow[j] += weight * ((q.x - q.r) * gradient).sum(1).detach()
    close(q.explain("integrated_gradients"), slow / q.norms)


@pytest.mark.parametrize("toy", [TOYS[0], TOYS[1], TOYS[4]], ids=lambda t: t.name)
def test_it_is_the_method_of_integrated_jacobians(toy) -> None:
    e = encoder(toy)
    asked = {"layer": (max(0, e.depth[0] - 1), 0), "tol": 1e-5}
    first = pairlens.explain(e, picture(toy), CAPTION, method="integrated_gradients", **asked)
    second = pairlens.explain(e, picture(toy), CAPTION, **asked)
    scale = np.abs(second.interactions).max()
    np.testing.assert_allclose(first.interactions, second.interactions, atol=1e-4 * scale)
    np.testing.assert_allclose(first.image_effects, second.image_effects, atol=1e-4 * scale)
    assert first.ledger.exact
    assert first.converged
    assert first.ledger.relative_residual < 1e-5


def test_too_few_steps_are_said() -> None:
    pair = pose(TOYS[-1], (0, 0)).explain("integrated_gradients")
    assert not pair.converged
