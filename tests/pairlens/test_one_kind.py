"""Pairs of one kind through files, tables, summaries and what a notebook shows."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import samples
from pairlens.errors import FileError
from pairlens.result import PairAttribution
from pairlens.storage import load, save
from pairlens.summary import headline, scoring, summary
from pairlens.units import PictureUnits

ALL = pytest.mark.parametrize("make", samples.ALIKE.values(), ids=samples.ALIKE)


def _header(path: Path) -> dict[str, object]:
    with np.load(path, allow_pickle=False) as archive:
        found: dict[str, object] = json.loads(archive["header"].tobytes())
    return found


@ALL
def test_what_is_loaded_is_what_was_saved(make: Callable[[], PairAttribution], tmp_path: Path) -> None:
    pair = make()
    save(pair, tmp_path / "x.npz")
    again = load(tmp_path / "x.npz")
    assert again.interactions.tobytes() == pair.interactions.tobytes()
    for before, after in ((pair.a, again.a), (pair.b, again.b)):
        assert type(after) is type(before)
        if isinstance(before, PictureUnits) and isinstance(after, PictureUnits):
            np.testing.assert_array_equal(before.pixels, after.pixels)
            assert (before.kinds, before.shape) == (after.kinds, after.shape)
        else:
            assert before == after
    assert again.ledger == pair.ledger
    assert again.top_pairs() == pair.top_pairs()


def test_only_files_that_older_versions_could_not_read_have_a_newer_version(tmp_path: Path) -> None:
    versions = {}
    for name, make in {"husky": samples.husky, **samples.ALIKE}.items():
        save(make(), tmp_path / "x.npz")
        versions[name] = _header(tmp_path / "x.npz")["version"]
    assert versions == {"husky": 1, "captions": 2, "pictures": 2, "turned": 2}


@pytest.mark.parametrize(
    "change",
    [
        lambda header: header.pop("b"),
        lambda header: header.update(a=3),
        lambda header: header["a"].pop("kind"),
        lambda header: header["a"].update(kind="film"),
        lambda header: header["b"].update(rows=3),
        lambda header: header.update(version=1),
    ],
)
def test_sides_that_make_no_sense_are_damage(
    tmp_path: Path, change: Callable[[dict[str, object]], object]
) -> None:
    save(samples.pictures(), tmp_path / "x.npz")
    with np.load(tmp_path / "x.npz") as archive:
        members = {name: archive[name] for name in archive.files}
    found = _header(tmp_path / "x.npz")
    change(found)
    members["header"] = np.frombuffer(json.dumps(found).encode(), np.uint8)
    np.savez_compressed(tmp_path / "x.npz", **members)
    with pytest.raises(FileError, match="damaged"):
        load(tmp_path / "x.npz")


def test_a_table_of_two_captions_names_both_sides() -> None:
    pair = samples.captions()
    table = pair.to_dataframe()
    assert list(table.columns[:4]) == ["piece_a", "kind_a", "token_a", "word_a"]
    assert list(table.columns[4:]) == ["piece_b", "kind_b", "token_b", "word_b", "value"]
    line = table[(table.token_a == 9) & (table.token_b == 3)].iloc[0]
    assert (line.word_a, line.word_b) == ("dog", "dog")
    assert line.value == pair.matrix[3, 9]


def test_a_table_of_two_pictures_has_both_grids() -> None:
    pair = samples.pictures()
    table = pair.to_dataframe(special=True)
    assert len(table) == 50 * 41
    line = table[(table.row_a == 4) & (table.col_a == 5) & (table.row_b == 2) & (table.col_b == 1)].iloc[0]
    assert line.value == pair.matrix[2, 1, 4, 5]
    assert (line.x0_a, line.y0_b) == (160, 64)


def test_a_table_is_the_same_whichever_of_two_kinds_comes_first() -> None:
    key = ["token", "row", "col"]
    usual, turned = (
        make().to_dataframe().sort_values(key).reset_index(drop=True)
        for make in (samples.husky, samples.turned)
    )
    assert list(usual.columns) == list(turned.columns)
    assert usual.equals(turned)


def test_summaries_name_what_there_is() -> None:
    words = summary(samples.captions())
    assert words.index(samples.HUSKY) < words.index(samples.NAP)
    assert "black dog   × black dog sleeps" in words
    assert "first at layer 2 of 5, second at layer 1 of 5" in words
    places = summary(samples.pictures())
    assert places.startswith("Two pictures of 7 × 7 and 5 × 8 patches")
    assert "lower right × left" in places
    assert headline(samples.pictures()).startswith(
        "Lower right of the first picture: strongest at the left of the"
    )
    assert scoring(samples.turned()) == scoring(samples.husky())


@ALL
def test_summaries_add_up_and_fit_a_shell(make: Callable[[], PairAttribution]) -> None:
    text = summary(make())
    assert max(map(len, text.splitlines())) <= 80
    block = text.split("Where the score went")[1].split("\n\n", maxsplit=1)[0]
    *parts, score = (float(number) for number in re.findall(r"[+-]\d+\.\d{4}", block))
    assert round(sum(parts), 4) == score


def test_special_units_are_blamed_by_the_right_names() -> None:
    pair = samples.captions()
    scaled = pair.interactions.copy()
    scaled[np.ix_(pair.b.content, pair.a.content)] *= 1e-3
    remark = "between the words of both captions, and underlines show that part alone"
    text = summary(samples.captions(interactions=scaled, score=0.1))
    assert remark in " ".join(text.split())


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (
            samples.captions,
            " × 'a black dog sleeps beside a white cat': score +0.089, 17 × 10 tokens, sample",
        ),
        (samples.pictures, "two pictures: score +0.166, 7×7 × 5×8 cells, sample"),
        (samples.turned, "17 tokens × 7×7 cells, sample"),
    ],
)
def test_its_name_says_what_it_is(make: Callable[[], PairAttribution], expected: str) -> None:
    assert expected in repr(make())


@ALL
def test_a_notebook_gets_a_card_and_text(make: Callable[[], PairAttribution]) -> None:
    shown = make()._repr_mimebundle_()
    assert shown["text/html"].startswith('<div class="pairlens-card"')
    assert "Where the score went" in shown["text/plain"]
