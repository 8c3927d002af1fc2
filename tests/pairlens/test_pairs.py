from __future__ import annotations

import numpy as np
import pytest

import samples
from pairlens.errors import OptionError


def test_the_strongest_pairs_of_the_sample_lie_where_they_were_put() -> None:
    pair = samples.husky()
    places = {top.phrase: top.place for top in pair.top_pairs(3)}
    assert places == {"white husky": "upper left", "black dog": "lower right", "snow covered forest": "top"}


def test_values_are_sums_over_the_region_and_ordered() -> None:
    for make in samples.SAMPLES.values():
        pair = make()
        tops = pair.top_pairs(20)
        assert [abs(top.value) for top in tops] == sorted((abs(top.value) for top in tops), reverse=True)
        for top in tops:
            heat = pair.heatmap(top.tokens).ravel()
            assert top.value == pytest.approx(heat[list(top.cells)].sum(), rel=1e-9)
            assert (np.sign(heat[list(top.cells)]) == np.sign(top.value)).all()
            peak = np.abs(heat[np.sign(heat) == np.sign(top.value)]).max()
            assert np.abs(heat[list(top.cells)]).min() >= peak / 2
            assert 0 < top.focus <= 1 + 1e-9
            assert top.share == pytest.approx(top.value / abs(pair.score))
            x0, y0, x1, y1 = top.box
            assert 0 <= x0 < x1 <= pair.picture.width
            assert 0 <= y0 < y1 <= pair.picture.height


def test_a_box_round_the_region_holds_its_cells() -> None:
    top = samples.husky().top_pairs(1)[0]
    weights = samples.husky().token_scores(top.box)
    assert weights[list(top.tokens)].sum() > 0.9 * top.value


def test_one_sign_can_be_asked_for() -> None:
    pair = samples.husky()
    assert all(top.value > 0 for top in pair.top_pairs(9, sign=1))
    assert all(top.value < 0 for top in pair.top_pairs(9, sign=-1))
    assert len(pair.top_pairs(99)) == len(pair.top_pairs(99, 1)) + len(pair.top_pairs(99, -1))


def test_nothing_stands_out_where_all_is_zero() -> None:
    assert samples.zeros().top_pairs() == []


def test_an_unreasonable_request_is_refused() -> None:
    assert samples.husky().top_pairs(0) == []
    with pytest.raises(OptionError, match="n=-1"):
        samples.husky().top_pairs(-1)
    with pytest.raises(OptionError, match="sign=2"):
        samples.husky().top_pairs(3, 2)
