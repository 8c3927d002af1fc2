from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import samples
from pairlens.result import PairAttribution
from pairlens.tables import plain_cell, to_csv


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("make", [*samples.SAMPLES.values(), samples.turned])
def test_every_word_and_patch_has_its_line(make: Callable[[], PairAttribution]) -> None:
    pair = make()
    lines = read(to_csv(pair))
    assert list(lines[0]) == ["word_index", "word", "row", "col", "x0", "y0", "x1", "y1", "value"]
    seen = np.zeros((len(pair.words), pair.picture.rows, pair.picture.cols))
    for line in lines:
        seen[int(line["word_index"]), int(line["row"]), int(line["col"])] = float(line["value"])
    for word, values in zip(pair.words, seen, strict=True):
        np.testing.assert_allclose(values, pair.heatmap(list(word.tokens)) if word.tokens else 0, rtol=1e-7)
    last = lines[-1]
    assert (float(last["x1"]), float(last["y1"])) == (pair.picture.width, pair.picture.height)


def test_pairs_of_one_kind_have_columns_for_both_sides() -> None:
    lines = read(to_csv(samples.captions()))
    pair = samples.captions()
    first = {(line["word_a"], line["word_b"]): float(line["value"]) for line in lines}
    dog = pair.given_a("dog")[list(pair.indices("dog", side="b"))].sum()
    assert first["dog", "dog"] == pytest.approx(dog, rel=1e-6)
    lines = read(to_csv(samples.pictures()))
    assert list(lines[0])[:6] == ["row_a", "col_a", "x0_a", "y0_a", "x1_a", "y1_a"]
    assert len(lines) == 49 * 40
    assert sum(float(line["value"]) for line in lines) == pytest.approx(
        samples.pictures().matrix.sum(), rel=1e-4
    )


@pytest.mark.parametrize("word", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1+1"])
def test_no_word_becomes_a_formula(word: str) -> None:
    assert plain_cell(word)[0] in "'\ufffd"


def test_other_words_stay_as_they_are() -> None:
    for word in ("dog", "'n'", "-", "=", 'say "x", y', "a=1", "🐶", "👩🏽‍🚀", "שלום"):
        assert plain_cell(word) == word


def test_hostile_captions_keep_their_lines_and_columns() -> None:
    text = '=1+1 "quoted, comma" -x @y \u2028 a\0b\nnew'
    pair = samples.pair(text, rows=2, cols=2)
    lines = read(to_csv(pair))
    assert len(lines) == 4 * len([word for word in pair.words if word.tokens])
    assert all(None not in line and None not in line.values() for line in lines)
    to_csv(pair).encode()


def test_the_file_is_what_is_returned(tmp_path: Path) -> None:
    path = tmp_path / "numbers.csv"
    text = samples.trouble().to_csv(path)
    assert path.read_bytes().decode() == text
