"""The general path: its two directions, and what it does when the device's memory runs out."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from pairlens.errors import ModelError
from pairlens.methods.general_curve import GeneralCurve
from pairlens.quadrature import nodes


def curve(most: int) -> GeneralCurve:
    """A path through tanh whose memory holds `most` evaluations at once."""
    weight = torch.randn(3, 4, dtype=torch.float64, generator=torch.Generator().manual_seed(0))

    def embed(z: torch.Tensor) -> torch.Tensor:
        if len(z) > most:
            raise torch.OutOfMemoryError("out of memory")
        return torch.tanh(z @ weight).sum(1)

    start, stop = torch.randn(2, 5, 3, dtype=torch.float64, generator=torch.Generator().manual_seed(1))
    return GeneralCurve(embed, start, stop)


@pytest.mark.parametrize("most", [1, 2, 3])
def test_smaller_batches_give_the_same_numbers(most: int) -> None:
    rule, vectors = nodes("gauss-legendre", 7), torch.eye(4, dtype=torch.float64)
    small, roomy = curve(most), curve(10**6)
    np.testing.assert_allclose(small.value(rule.alphas), roomy.value(rule.alphas), atol=1e-12)
    np.testing.assert_allclose(small.speed(rule.alphas), roomy.speed(rule.alphas), atol=1e-12)
    torch.testing.assert_close(small.push(rule), roomy.push(rule))
    torch.testing.assert_close(curve(most).pull(rule, vectors), roomy.pull(rule, vectors))


def test_what_does_not_fit_at_all_says_what_to_do() -> None:
    with pytest.raises(ModelError, match="later layer"):
        curve(0).value(np.zeros(1))


def test_forward_products_and_reverse_passes_give_the_same_vectors() -> None:
    rule, path = nodes("gauss-legendre", 5), curve(10**6)
    assert path.width < path.units, "so that push takes reverse passes"
    torch.testing.assert_close(path._push(rule), path.push(rule))


@pytest.mark.parametrize("shared", [True, False])
def test_units_that_do_not_change_have_no_vector(*, shared: bool) -> None:
    rule, whole = nodes("gauss-legendre", 5), curve(10**6)
    still = [0, 3]
    stop = whole.stop.clone()
    stop[still] = whole.start[still]
    path = GeneralCurve(whole._embed, whole.start, stop, shared=shared)
    found = path._push(rule)
    torch.testing.assert_close(found, path._push_in_reverse(rule))
    assert not found[still].any()
    assert found[[1, 2, 4]].any(1).all()
    nowhere = GeneralCurve(whole._embed, whole.start, whole.start, shared=shared)._push(rule)
    assert nowhere.shape == found.shape
    assert not nowhere.any()
