from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import pairlens
import samples
from pairlens.agreement import compare, completeness, ranks, resampled
from pairlens.errors import PairlensError
from pairlens.result import PairAttribution
from toys import CAPTION, TOYS, encoder, picture


def with_matrix(values: np.ndarray, **changes) -> PairAttribution:
    """The husky with other numbers for its words and patches."""
    pair = samples.husky()
    interactions = np.zeros_like(pair.interactions)
    interactions[np.ix_(pair.caption.content, pair.picture.content)] = values.reshape(len(pair.tokens), -1)
    fields = {
        name: getattr(pair, name) for name in PairAttribution.__dataclass_fields__ if name != "residual"
    }
    return PairAttribution.assemble(**{**fields, "interactions": interactions, **changes})


def test_correlation_looks_at_the_order_alone() -> None:
    values = np.random.default_rng(0).normal(size=samples.husky().matrix.shape)
    found = compare(
        [with_matrix(v, method=m) for v, m in ((values, "a"), (np.exp(values), "b"), (-values, "c"))]
    )
    np.testing.assert_allclose(found.correlation, [[1, 1, -1], [1, 1, -1], [-1, -1, 1]], atol=1e-6)
    assert found.names == ("a", "b", "c")


def test_correlation_is_pandas_spearman_ties_included() -> None:
    import pandas as pd

    rng = np.random.default_rng(1)
    values = rng.integers(0, 4, (2, *samples.husky().matrix.shape)).astype(float)
    found = compare([with_matrix(v) for v in values]).correlation[0, 1]
    slow = pd.Series(values[0].ravel()).rank().corr(pd.Series(values[1].ravel()).rank())
    assert found == pytest.approx(slow, abs=1e-9)
    np.testing.assert_allclose(ranks(values[0].ravel()) + 1, pd.Series(values[0].ravel()).rank())


def test_a_constant_has_no_order() -> None:
    values = np.random.default_rng(0).normal(size=samples.husky().matrix.shape)
    found = compare([with_matrix(values), with_matrix(0 * values)])
    assert np.isnan(found.correlation[0, 1])
    assert "–" in str(found)


def test_one_method_twice_is_numbered() -> None:
    pair = samples.husky()
    other = replace(pair, method="occlusion")
    assert compare([pair, other, pair]).names == ("jacobians 1", "occlusion", "jacobians 2")


def test_one_method_twice_is_named_by_what_differs() -> None:
    pair = samples.husky()
    assert compare([pair, replace(pair, model="floor")]).names == ("jacobians, sample", "jacobians, floor")
    layers = compare([pair, replace(pair, layers=(1, 1))]).names
    assert layers == ("jacobians, layers (2, 1)", "jacobians, layers (1, 1)")


def test_grids_are_summed_by_area() -> None:
    fine = np.arange(24, dtype=float).reshape(4, 6)
    np.testing.assert_allclose(resampled(fine, (2, 3)), fine.reshape(2, 2, 3, 2).sum((1, 3)))
    uneven = resampled(fine, (3, 4))
    assert uneven.sum() == pytest.approx(fine.sum())
    # the first new row holds the first old one and a third of the second
    np.testing.assert_allclose(uneven[0].sum(), fine[0].sum() + fine[1].sum() / 3)


def test_other_grids_are_compared_on_the_coarser_one() -> None:
    e, pixels = encoder(TOYS[0]), picture(TOYS[0])
    fine = pairlens.explain(e, pixels, CAPTION, method="occlusion")
    coarse = pairlens.explain(e, pixels, CAPTION, method="occlusion", groups=(1, 3))
    summed = fine.matrix.sum(1, keepdims=True)
    expected = np.corrcoef(ranks(summed.ravel()), ranks(coarse.matrix.ravel()))[0, 1]
    assert compare([fine, coarse]).correlation[0, 1] == pytest.approx(expected, abs=1e-6)
    assert compare([coarse, fine]).correlation[0, 1] == pytest.approx(expected, abs=1e-6)


def test_pairs_of_two_pictures_are_matched_on_both_sides() -> None:
    e = encoder(TOYS[0])
    asked = [pairlens.Picture(picture(TOYS[0], seed)) for seed in (0, 1)]
    fine, coarse = (pairlens.explain(e, *asked, method="occlusion", groups=g) for g in ((2, 4), (1, 2)))
    summed = fine.matrix.reshape(1, 2, 2, 2, 1, 2, 2, 2).sum((1, 3, 5, 7))
    expected = np.corrcoef(ranks(summed.ravel()), ranks(coarse.matrix.ravel()))[0, 1]
    assert compare([fine, coarse]).correlation[0, 1] == pytest.approx(expected, abs=1e-6)


def test_completeness_is_what_the_ledger_accounts_for() -> None:
    e, pixels = encoder(TOYS[0]), picture(TOYS[0])
    exact = pairlens.explain(e, pixels, CAPTION)
    occlusion = pairlens.explain(e, pixels, CAPTION, method="occlusion")
    relevance = pairlens.explain(e, pixels, CAPTION, method="attention", layer=0)
    assert completeness(exact) > 0.999
    assert completeness(occlusion) == pytest.approx(1 - abs(occlusion.residual) / occlusion.natural_scale)
    assert np.isnan(completeness(relevance))


def test_it_draws_itself_as_text_html_and_table() -> None:
    pair = samples.husky()
    found = compare([pair, replace(pair, method="<b>")])
    assert "&lt;b&gt;" in found._repr_html_()
    assert "<b>" not in found._repr_html_()
    assert str(found).splitlines()[0].split() == ["jacobians", "<b>", "completeness"]
    table = found.to_dataframe()
    assert list(table.columns) == ["jacobians", "<b>", "completeness"]
    assert table.loc["jacobians", "<b>"] == pytest.approx(1)


def test_what_cannot_be_compared_is_refused() -> None:
    e, pixels = encoder(TOYS[0]), picture(TOYS[0])
    one = pairlens.explain(e, pixels, CAPTION, method="occlusion")
    with pytest.raises(PairlensError, match="nothing to compare"):
        compare([one])
    with pytest.raises(PairlensError, match="other tokens"):
        compare([one, pairlens.explain(e, pixels, "a white cat", method="occlusion")])
    texts = pairlens.explain(e, pairlens.Caption(CAPTION), pairlens.Caption(CAPTION), method="occlusion")
    with pytest.raises(PairlensError, match="other kinds"):
        compare([one, texts])


def test_a_loaded_result_is_compared_without_torch(without, tmp_path) -> None:
    samples.husky().save(tmp_path / "x.npz")
    code = (
        f"import pairlens; pair = pairlens.PairAttribution.load({str(tmp_path / 'x.npz')!r})\n"
        "print(pairlens.compare([pair, pair]).correlation[0, 1].round(6))"
    )
    assert without(code) == "1.0\n"
