from __future__ import annotations

import numpy as np
import pytest

import samples
from pairlens.alike import region_pairs
from pairlens.errors import PairlensError


def _blocks(*blocks: tuple[slice, slice, slice, slice, float]) -> np.ndarray:
    """Interactions (rows_b, cols_b, rows_a, cols_a) that are zero but for some blocks."""
    values = np.zeros((6, 7, 5, 8), dtype=np.float32)
    for *where, value in blocks:
        values[tuple(where)] = value
    return values


def _cells(rows: slice, cols: slice, wide: int) -> tuple[int, ...]:
    return tuple(r * wide + c for r in range(rows.start, rows.stop) for c in range(cols.start, cols.stop))


BIG = (slice(0, 3), slice(0, 3), slice(2, 5), slice(5, 8), 1.0)
SMALL = (slice(4, 6), slice(4, 6), slice(0, 2), slice(0, 2), 0.6)


def test_blocks_are_found_with_their_sums() -> None:
    found = list(region_pairs(_blocks(BIG, SMALL), 1))
    assert len(found) == 2
    (a, b, value, focus), (other, _, less, _) = found
    assert set(_cells(BIG[2], BIG[3], 8)) >= set(a)
    assert len(a) >= 4
    assert set(b) <= set(_cells(BIG[0], BIG[1], 7))
    assert value == pytest.approx(len(a) * len(b))
    assert 0 < focus <= 1
    assert set(other) <= set(_cells(SMALL[2], SMALL[3], 8))
    assert less < value


def test_only_the_sign_that_is_asked_for_is_found() -> None:
    values = _blocks(BIG) - _blocks(SMALL)
    assert all(value > 0 for *_, value, _ in region_pairs(values, 1))
    against = list(region_pairs(values, -1))
    assert [value < 0 for *_, value, _ in against] == [True]
    assert list(region_pairs(_blocks(BIG), -1)) == []


def test_no_two_pairs_share_cells_on_both_sides() -> None:
    random = np.random.default_rng(3)
    found = list(region_pairs(random.normal(size=(4, 5, 6, 3)).astype(np.float32), 1))
    assert len(found) > 2
    for i, (a, b, *_) in enumerate(found):
        for earlier in found[:i]:
            assert not (set(a) & set(earlier[0]) and set(b) & set(earlier[1]))


def test_a_single_cell_meets_a_single_cell() -> None:
    assert list(region_pairs(np.full((1, 1, 1, 1), 0.5, dtype=np.float32), 1)) == [((0,), (0,), 0.5, 1.0)]
    assert list(region_pairs(np.zeros((1, 1, 1, 1), dtype=np.float32), 1)) == []


def test_the_sample_pictures_find_their_things() -> None:
    pair = samples.pictures()
    places = {(top.a.text, top.b.text) for top in pair.top_pairs(2)}
    assert places == {("upper left", "right"), ("lower right", "left")}


def test_the_sample_captions_find_the_phrase_that_both_have() -> None:
    top = samples.captions().top_pairs(1)[0]
    assert (top.a.text, top.b.text) == ("black dog", "black dog sleeps")
    assert top.a.box is None


@pytest.mark.parametrize("make", [samples.captions, samples.pictures])
def test_values_shares_and_focus_say_what_they_claim(make) -> None:
    pair = make()
    for top in pair.top_pairs(20):
        a, b = list(top.a.units), list(top.b.units)
        values = pair.interactions[np.ix_(pair.b.content, pair.a.content)].astype(float)
        assert top.value == pytest.approx(values[np.ix_(b, a)].sum(), rel=1e-6)
        assert top.share == pytest.approx(top.value / abs(pair.score))
        answer = np.maximum(values[:, a].sum(axis=1) * np.sign(top.value), 0)
        assert top.focus == pytest.approx(answer[b].sum() / answer.sum(), rel=1e-6)


def test_ends_of_one_kind_are_read_by_side() -> None:
    top = samples.pictures().top_pairs(1)[0]
    with pytest.raises(PairlensError, match="Read its a and b"):
        top.cells  # noqa: B018 - looking it up is the test
    assert samples.turned().top_pairs(1)[0].phrase == samples.husky().top_pairs(1)[0].phrase


def test_it_does_not_matter_which_of_two_kinds_comes_first() -> None:
    usual, turned = samples.husky().top_pairs(9), samples.turned().top_pairs(9)
    assert [(top.a, top.b, top.value) for top in turned] == [(top.b, top.a, top.value) for top in usual]
