"""What crosses to a gallery's view."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

import galleries
import samples
from pairlens.cases import Collection
from pairlens.cases.thumbnails import Thumbnail
from pairlens_widget.browsing.wire import columns_of, rows_wire, said_wire, tile_of, tile_wire


@pytest.fixture
def collection() -> Collection:
    """Whose measures the rows have."""
    made = Collection.of(galleries.pairs(2))
    assert made.wait(20)
    return made


def numbers_of(wire: dict[str, Any], data: bytes) -> dict[str, list[float]]:
    values = np.frombuffer(data, dtype="<f4").reshape(len(wire["numbers"]), -1)
    return {key: row.tolist() for key, row in zip(wire["numbers"], values, strict=True)}


def test_all_rows_column_after_column(collection: Collection) -> None:
    rows = galleries.rows()
    wire, data = rows_wire(collection, rows)
    found = numbers_of(wire, data)
    assert list(found) == ["score", "residual", "size"]
    assert np.array_equal(found["score"], rows.measures["score"], equal_nan=True)
    assert np.isnan(found["size"][3])
    assert wire["texts"]["class"][4] is None
    assert wire["texts"]["indoors"][:2] == ["no", "yes"]
    assert wire["texts"]["model"][:2] == ["one", "two"]
    assert "method" not in wire["texts"]  # of which there is one
    assert (wire["read"], wire["at"], wire["total"], wire["version"]) == ("all", None, 12, 12)
    assert json.loads(json.dumps(wire, allow_nan=False)) == wire


def test_heads_say_what_a_column_is(collection: Collection) -> None:
    wire, _ = rows_wire(collection, galleries.rows())
    heads = {head["key"]: head for head in wire["heads"]}
    assert (heads["score"]["worse"], heads["residual"]["worse"], heads["size"]["worse"]) == (
        "low",
        "high",
        None,
    )
    assert heads["score"]["name"] == "Score"
    assert heads["score"]["sentence"]
    assert (heads["class"]["kind"], heads["size"]["kind"]) == ("text", "number")


def test_some_rows(collection: Collection) -> None:
    rows = galleries.rows()
    read = rows.read.copy()
    read[5] = False
    some = type(rows)(**{**vars(rows), "read": read})
    wire, data = rows_wire(collection, some, [5, 1])
    assert wire["at"] == [5, 1]
    assert wire["captions"] == [rows.captions[5], rows.captions[1]]
    assert wire["read"] == [0, 1]
    assert numbers_of(wire, data)["residual"] == rows.measures["residual"][[5, 1]].tolist()


def test_the_users_columns_win_over_what_is_told_of_models() -> None:
    rows = galleries.rows()
    own = type(rows)(**{**vars(rows), "columns": {"model": tuple(range(12))}})
    numeric, texts = columns_of(own)
    assert list(numeric["model"]) == list(range(12))
    assert "model" not in texts


def test_what_was_said() -> None:
    wire = said_wire(galleries.said())
    assert wire[0][0] == 0
    assert wire[0][1][1] == {
        "reviewer": "bo",
        "status": "skipped",
        "labels": [],
        "severity": None,
        "note": "Später",
    }
    assert json.loads(json.dumps(wire)) == wire


def test_a_tile_counts_letters_as_browsers_do() -> None:
    caption = "a 🐶 dog"
    heat = np.array([[127, -127]], dtype=np.int8)
    tile = Thumbnail(picture=b"jpeg", heat=heat, limit=0.5, start=4, end=7)
    wire, picture, sent = tile_wire(tile, caption)
    assert (wire["start"], wire["end"]) == (5, 8)
    assert caption.encode("utf-16-le")[10:16].decode("utf-16-le") == "dog"
    assert (wire["rows"], wire["cols"], picture, sent) == (1, 2, b"jpeg", heat.tobytes())
    assert tile_wire(tile, "a lone \ud800 x")[0]["start"] == 4
    assert tile_wire(tile, "")[0]["end"] == 0  # the caption is not known


@pytest.mark.parametrize(
    ("name", "first", "begins"),
    [("husky", "", b"\xff\xd8"), ("captions", samples.HUSKY, b""), ("pictures", "", b"\xff\xd8")],
)
def test_tiles_of_every_kind(name: str, first: str, begins: bytes) -> None:
    made = Collection.of([getattr(samples, name)()])
    wire, picture, heat = tile_of(made, 0)
    assert wire["first"] == first
    assert picture[:2] == begins
    assert len(heat) == wire["rows"] * wire["cols"]
    assert (wire["width"] > 0) == bool(begins)


def test_a_damaged_pair_is_a_tile_that_says_so() -> None:
    wire, picture, heat = tile_of(Collection.of([None]), 0)
    assert "not explained" in wire["error"]
    assert (picture, heat) == (b"", b"")
