"""What was decided, for who opens a notebook where nothing runs."""

from __future__ import annotations

from pathlib import Path

import pytest

import annotations
import samples
from pairlens.cases import Category
from pairlens_widget import Annotator


def test_it_is_a_table_of_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = [Category("x", "<b>Wrong</b>")]
    made = Annotator([samples.pair(samples.TROUBLE)], tmp_path / "a.db", reviewer="ada", categories=mine)
    assert "0 of 1 decided, in a.db" in made.render_static()
    asked = annotations.Asked(made, monkeypatch)
    asked.do(0, add=["x"], note="<i>n</i>", severity=3, status="submitted")
    card = made.render_static()
    assert "1 of 1 decided" in card
    assert "&lt;b&gt;Wrong&lt;/b&gt;" in card
    assert "&lt;i&gt;n&lt;/i&gt;" in card
    assert ">grave<" in card
    assert "<script>" not in card
    made.close()
