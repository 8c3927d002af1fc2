from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import samples

pytest.importorskip("pandas")


def test_a_table_holds_every_pair_once() -> None:
    pair = samples.oblong()
    table = pair.to_dataframe()
    assert len(table) == 17 * 15
    assert table["value"].sum() == pytest.approx(pair.ledger.content_patch, abs=1e-6)
    grid = table.pivot_table(index="token", columns=["row", "col"], values="value").to_numpy()
    np.testing.assert_allclose(grid, pair.matrix.reshape(17, 15))


def test_words_and_boxes_stand_beside_their_pieces() -> None:
    pair = samples.oblong()
    table = pair.to_dataframe()
    line = table[(table.token == 4) & (table.row == 2) & (table.col == 3)].iloc[0]
    assert (line.piece, line.word, line.text_kind, line.image_kind) == ("ky", "husky", "content", "patch")
    assert (line.x0, line.y0, line.x1, line.y1) == pytest.approx((76.8, 200 / 3, 102.4, 100))
    assert line.value == pair.matrix[4, 2, 3]


def test_special_units_are_there_when_asked_for() -> None:
    pair = samples.husky()
    table = pair.to_dataframe(special=True)
    assert len(table) == pair.interactions.size
    assert table["value"].sum() == pytest.approx(pair.ledger.pairs, abs=1e-6)
    special = table[(table.text_kind == "end") & (table.image_kind == "class")].iloc[0]
    assert (special.token, special.row, special.word) == (-1, -1, "")
    assert np.isnan(special.x0)
    assert special.value == pair.interactions[18, 0]


def test_without_pandas_the_error_names_the_extra(without: Callable[..., str], tmp_path: Path) -> None:
    samples.tiny().save(tmp_path / "x.npz")
    code = f"""
from pairlens.result import PairAttribution
try:
    PairAttribution.load({str(tmp_path / "x.npz")!r}).to_dataframe()
except ValueError as error:
    print(error)
"""
    assert "pairlens[frames]" in without(code)
