from __future__ import annotations

import numpy as np
import pytest
import torch

import reference
from pairlens.methods.asking import Asked
from pairlens.methods.how import How
from pairlens.methods.jacobians import Jacobians
from pairlens.methods.pair_terms import pair_terms
from pairlens.quadrature import nodes
from toys import CAPTION, TOYS, Toy, encoder, picture

LAYERS = [(0, 0), (0, -1), (-2, -2), (-1, 0), (-1, -1)]


def layers_of(toy_encoder, pair):
    """Negative numbers count back from the tower's depth, -1 being the pooling's input."""
    return tuple(k if k >= 0 else depth + 1 + k for k, depth in zip(pair, toy_encoder.depth, strict=True))


def sides_of(e, pixels, caption: str, layers):
    """Both towers' paths from the usual references."""
    asked = Asked.of(e, "picture", pixels, layers[0]), Asked.of(e, "caption", caption, layers[1])
    return tuple(Jacobians().side(e, each) for each in asked)


def ask(toy: Toy, layers, how: How, caption: str = CAPTION):
    """The fast terms of one pair, and the two sides that they came from."""
    e = encoder(toy)
    with e.borrowed():
        sides = sides_of(e, picture(toy), caption, layers_of(e, layers))
        return pair_terms(*sides, how), sides


def slowly(toy: Toy, layers, rules, caption: str = CAPTION):
    """The same terms by dense Jacobians at the given nodes."""
    e = encoder(toy)
    pixels, inputs = picture(toy), e.captions.read(caption)[0]
    ids, blanks = inputs["ids"], (torch.zeros_like(pixels), e.captions.reference("padding", inputs)["ids"])
    with torch.no_grad():
        return reference.attribution(e.model, pixels, blanks[0], ids, blanks[1], layers_of(e, layers), rules)


def check_cells(name: str, fast: np.ndarray, slow: np.ndarray, tolerance: float = 1e-9) -> None:
    """Compare cell by cell; a failure names the cell and both values."""
    scale = np.abs(slow).max()
    worst = np.unravel_index(np.abs(fast - slow).argmax(), slow.shape)
    assert abs(fast[worst] - slow[worst]) <= tolerance * scale, (
        f"{name}: unit {worst} is {fast[worst]:.12g}, the reference says {slow[worst]:.12g}; "
        f"off by {abs(fast[worst] - slow[worst]) / scale:.1e} of the largest, allowed {tolerance:.0e}"
    )


@pytest.mark.parametrize("toy", TOYS, ids=lambda t: t.name)
@pytest.mark.parametrize("layers", LAYERS, ids=str)
def test_every_cell_equals_the_dense_reference(toy: Toy, layers) -> None:
    fast, _ = ask(toy, layers, How(steps=3))
    slow = slowly(toy, layers, (fast.image.nodes, fast.text.nodes))
    length = fast.interactions.shape[0]
    pairs, text, image, baseline, score = slow
    check_cells("pairs", fast.interactions.numpy(), pairs[:length])
    check_cells("text alone", fast.text_effects.numpy(), text[:length])
    check_cells("image alone", fast.image_effects.numpy(), image)
    assert np.abs(pairs[length:]).sum() == 0
    assert fast.baseline == pytest.approx(float(baseline), rel=1e-12)
    assert fast.score == pytest.approx(float(score), rel=1e-12)


@pytest.mark.parametrize("rule", ["gauss-legendre", "midpoint", "right"])
def test_every_rule_equals_the_dense_reference(rule: str) -> None:
    fast, _ = ask(TOYS[0], (1, 1), How(steps=5, rule=rule))
    slow = slowly(TOYS[0], (1, 1), (fast.image.nodes, fast.text.nodes))
    check_cells(rule, fast.interactions.numpy(), slow[0][: fast.interactions.shape[0]])
    np.testing.assert_array_equal(fast.image.nodes.alphas, nodes(rule, 5).alphas)


@pytest.mark.parametrize("toy", TOYS, ids=lambda t: t.name)
def test_the_closed_form_is_chosen_by_what_the_tower_is(toy: Toy) -> None:
    _, (image, text) = ask(toy, (-2, -2), How(steps=2))
    assert image.closed_form == (toy.image.get("pool_type", "tok") == "tok")
    assert text.closed_form
    _, (image, text) = ask(toy, (-1, -1), How(steps=2))
    assert not image.closed_form
    assert not text.closed_form


@pytest.mark.parametrize("toy", TOYS, ids=lambda t: t.name)
@pytest.mark.parametrize("tol", [1e-3, 1e-5])
@pytest.mark.parametrize("layers", [(0, 0), (-2, -2)], ids=str)
def test_the_ledger_adds_up_within_the_tolerance_asked_for(toy: Toy, tol: float, layers) -> None:
    fast, _ = ask(toy, layers, How(tol=tol))
    assert fast.converged
    assert abs(fast.residual) <= tol * fast.natural_scale
    assert max(fast.image.error, fast.text.error) <= tol


def test_cells_of_a_converged_path_do_not_move_when_it_is_refined() -> None:
    """Completeness bounds sums only; the cells are held against a much finer path."""
    toy = TOYS[-1]
    auto, _ = ask(toy, (0, 0), How(tol=1e-5))
    fine, _ = ask(toy, (0, 0), How(tol=1e-9))
    assert len(fine.image.nodes) > len(auto.image.nodes)
    check_cells("refined", auto.interactions.numpy(), fine.interactions.numpy(), 1e-4)


def test_large_weights_make_the_path_hard() -> None:
    """The case must be one where a single small rule fails, or `auto` is not tested by it."""
    fast, _ = ask(TOYS[-1], (0, 0), How(steps=12))
    assert not fast.converged
    auto, _ = ask(TOYS[-1], (0, 0), How())
    assert max(auto.image.panels, auto.text.panels) > 1


def test_a_cap_that_is_too_low_is_said() -> None:
    fast, _ = ask(TOYS[-1], (0, 0), How(tol=1e-8, cap=40))
    assert not fast.converged
    assert fast.image.exhausted or fast.text.exhausted
    assert max(fast.image.evaluations, fast.text.evaluations) <= 40


def test_reverse_passes_serve_where_forward_mode_is_missing() -> None:
    e = encoder(TOYS[0])
    how = How(steps=3)
    with e.borrowed():
        side = sides_of(e, picture(TOYS[0]), CAPTION, (0, 0))[1]
        forward = side.columns(how)
        side.curve._forward_mode = False
        np.testing.assert_allclose(side.curve.push(side.integral(how).nodes), forward, atol=1e-12)
        alphas = np.array([0.2, 0.7])
        reverse = side.curve.speed(alphas)
        side.curve._forward_mode = True
        np.testing.assert_allclose(reverse, side.curve.speed(alphas), atol=1e-12)


@pytest.mark.parametrize("toy", TOYS, ids=lambda t: t.name)
@pytest.mark.parametrize("layers", [(0, 0), (-2, -2), (-1, -1)], ids=str)
def test_pulling_gives_the_products_of_what_pushing_gives(toy: Toy, layers) -> None:
    _, sides = ask(toy, layers, How(steps=3))
    for side in sides:
        rule = side.integral(How(steps=3)).nodes
        vectors = torch.randn(
            4, len(side.stop), dtype=torch.float64, generator=torch.Generator().manual_seed(1)
        )
        pushed = vectors @ side.curve.push(rule).T
        check_cells("pulled", side.curve.pull(rule, vectors).numpy(), pushed.numpy(), 1e-11)


def test_kept_columns_give_what_pulling_gives() -> None:
    """The second caption of a picture may use the picture's vectors; the numbers stay the same."""
    e = encoder(TOYS[0])
    how = How(steps=4)
    with e.borrowed():
        image, text = sides_of(e, picture(TOYS[0]), CAPTION, (1, 1))
        first = pair_terms(image, text, how)
        second = pair_terms(image, text, how)
    assert image._columns, "the second request should have kept the picture's vectors"
    check_cells("kept", second.interactions.numpy(), first.interactions.numpy(), 1e-12)
