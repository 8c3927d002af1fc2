from __future__ import annotations

import numpy as np
import pytest

import samples
from pairlens.ledger import Ledger


def make(seed: int, *, exact: bool = True) -> tuple[Ledger, np.ndarray]:
    random = np.random.default_rng(seed)
    pairs = random.normal(size=(5, 7))
    content, patches = np.array([1, 2, 3]), np.array([1, 2, 4, 6])
    ledger = Ledger.of(
        pairs, random.normal(size=5), random.normal(size=7), content=content, patches=patches,
        baseline=0.1, score=0.7, natural_scale=0.5, exact=exact,
    )  # fmt: skip
    return ledger, pairs


@pytest.mark.parametrize("seed", range(20))
def test_the_parts_add_up_to_the_score(seed: int) -> None:
    ledger, pairs = make(seed)
    rows = ledger.rows()
    assert sum(row.value for row in rows) == pytest.approx(ledger.score, abs=1e-12)
    assert ledger.pairs == pytest.approx(pairs.sum(), abs=1e-12)
    assert ledger.score == pytest.approx(
        ledger.pairs + ledger.text_alone + ledger.image_alone + ledger.baseline + ledger.residual, abs=1e-12
    )


def test_each_block_is_the_sum_of_its_cells() -> None:
    ledger, pairs = make(0)
    inside, outside, patches, special = [1, 2, 3], [0, 4], [1, 2, 4, 6], [0, 3, 5]
    assert ledger.content_patch == pytest.approx(pairs[np.ix_(inside, patches)].sum())
    assert ledger.content_special == pytest.approx(pairs[np.ix_(inside, special)].sum())
    assert ledger.special_patch == pytest.approx(pairs[np.ix_(outside, patches)].sum())
    assert ledger.special_special == pytest.approx(pairs[np.ix_(outside, special)].sum())
    mass = np.abs(pairs)
    assert ledger.mass.special_patch == pytest.approx(mass[np.ix_(outside, patches)].sum() / mass.sum())


def test_shares_of_mass_add_to_one_or_are_all_zero() -> None:
    assert sum(make(1)[0].mass) == pytest.approx(1)
    assert samples.zeros().ledger.mass == (0, 0, 0, 0)


def test_the_remainder_is_named_after_the_method() -> None:
    assert make(0)[0].rows()[-1].name == "residual (quadrature)"
    assert make(0, exact=False)[0].rows()[-1].name == "unexplained"


def test_every_row_is_explained_in_one_sentence() -> None:
    for row in make(0)[0].rows():
        assert row.explanation.endswith(".")
        assert row.explanation.count(". ") == 0


def test_the_residual_is_measured_against_the_natural_scale() -> None:
    pair = samples.unconverged()
    assert pair.ledger.relative_residual == pytest.approx(abs(pair.residual) / pair.natural_scale)
    assert samples.pair(strength=0.0, score=0.0, natural_scale=0.0).ledger.relative_residual == 0
