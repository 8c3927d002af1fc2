"""Parquet holds everything but the order of items."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet
import pytest
from hypothesis import given

from bundles import MODERATE, ROLLS, bundles, whole
from pairlens.cases.formats import guard, parquet
from pairlens.cases.formats.bundle import Bundle
from pairlens.errors import FileError, OptionError

pytestmark = ROLLS


def _sorted(bundle: Bundle) -> Bundle:
    return replace(bundle, items=tuple(sorted(bundle.items, key=lambda item: item.id)))


@MODERATE
@given(bundle=bundles())
def test_what_was_written_is_read(bundle: Bundle, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("parquet") / "cases.parquet"
    parquet.write(bundle, path)
    assert _sorted(parquet.read(path)) == _sorted(bundle)


def test_explanations_and_pictures_come_along(tmp_path: Path) -> None:
    parquet.write(whole(), tmp_path / "x.parquet")
    assert parquet.read(tmp_path / "x.parquet") == whole()
    parquet.write(whole(), tmp_path / "x.parquet", "none")
    found = parquet.read(tmp_path / "x.parquet")
    assert (found.cases, found.history, dict(found.explanations)) == (whole().cases, whole().history, {})


def test_pandas_and_others_read_its_columns(tmp_path: Path) -> None:
    parquet.write(whole(), tmp_path / "x.parquet", "none")
    table = pyarrow.parquet.read_table(tmp_path / "x.parquet")
    assert table["measure.residual"].to_pylist() == [0.25, 0.25, None]
    assert table["column.class"].to_pylist() == ["dog", "dog", None]


def test_what_is_no_file_of_cases_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.parquet"
    path.write_bytes(b"PAR1 nothing")
    with pytest.raises(FileError, match="no Parquet file, or damaged"):
        parquet.read(path)
    pyarrow.parquet.write_table(pa.table({"a": [1]}), path)
    with pytest.raises(FileError, match="no column “item”"):
        parquet.read(path)
    pyarrow.parquet.write_table(
        pa.table({"item": ["x"]}).replace_schema_metadata({"pairlens_cases": "2"}), path
    )
    with pytest.raises(FileError, match="version 2"):
        parquet.read(path)
    pyarrow.parquet.write_table(pa.table({"item": [3], "reviewer": ["a"]}), path)
    with pytest.raises(FileError, match=r"row 1, field 'item': 3 is no text"):
        parquet.read(path)
    parquet.write(whole(), path)
    monkeypatch.setattr(guard, "LIMITS", guard.Limits(lines=2))
    with pytest.raises(FileError, match="too much"):
        parquet.read(path)
    with pytest.raises(OptionError, match="folder"):
        parquet.write(whole(), path, "folder")
