from __future__ import annotations

from collections.abc import Callable
from dataclasses import FrozenInstanceError
from typing import Any

import numpy as np
import pytest

import samples
from pairlens.result import PairAttribution

ALL = pytest.mark.parametrize("make", samples.SAMPLES.values(), ids=samples.SAMPLES)


@ALL
def test_the_ledger_adds_up(make: Callable[[], PairAttribution]) -> None:
    pair = make()
    total = sum(
        array.sum(dtype=float) for array in (pair.interactions, pair.text_effects, pair.image_effects)
    )
    assert total + pair.baseline + pair.residual == pytest.approx(pair.score, abs=1e-12)
    assert sum(row.value for row in pair.ledger.rows()) == pytest.approx(pair.score, abs=1e-12)
    assert pair.ledger.residual == pair.residual


def test_a_result_is_frozen_down_to_its_arrays() -> None:
    values = np.ones((77, 50), np.float32)
    pair = samples.pair(interactions=values, score=0.0)
    values[:] = 7
    assert pair.interactions.max() == 1
    for array in (pair.interactions, pair.text_effects, pair.image_effects, pair.matrix):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1
    with pytest.raises(FrozenInstanceError):
        pair.score = 1.0  # type: ignore[misc] # that it is refused is the test


def test_it_shows_itself_in_one_line_as_text_and_as_html() -> None:
    pair = samples.trouble()
    assert "\n" not in repr(pair)
    bundle = pair._repr_mimebundle_(include=None, exclude=None)
    assert set(bundle) == {"text/plain", "text/html"}


def test_loading_and_viewing_need_neither_torch_nor_matplotlib(
    without: Callable[..., str], tmp_path: Any
) -> None:
    samples.husky().save(tmp_path / "x.npz")
    code = f"""
from pairlens.result import PairAttribution
pair = PairAttribution.load({str(tmp_path / "x.npz")!r})
print(pair.top_pairs(1)[0].phrase, len(pair._repr_mimebundle_()), pair.heatmap("black dog").shape)
"""
    assert without(code).strip() == "white husky 2 (7, 7)"


def test_plotting_needs_no_torch(without: Callable[..., str], tmp_path: Any) -> None:
    samples.husky().save(tmp_path / "x.npz")
    code = f"""
from pairlens.result import PairAttribution
PairAttribution.load({str(tmp_path / "x.npz")!r}).plot()
import sys; print("matplotlib.pyplot" in sys.modules)
"""
    assert without(code, "torch", "open_clip").strip() == "False"
