from __future__ import annotations

import io
import json
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image

import samples
from pairlens.result import PairAttribution
from pairlens_widget.payload import LISTED, listed_pairs, matrix_bytes, pair_payload, picture_bytes


@pytest.mark.parametrize("make", [samples.husky, *samples.ALIKE.values()])
def test_the_payload_is_plain_json(make: Callable[[], PairAttribution]) -> None:
    payload = pair_payload(make())
    assert json.loads(json.dumps(payload, allow_nan=False)) == payload


def test_the_matrix_keeps_every_number_and_leaves_zero_rows_at_the_end_out() -> None:
    pair = samples.husky()
    sent = np.frombuffer(matrix_bytes(pair), dtype="<f4").reshape(-1, len(pair.picture))
    assert len(sent) < len(pair.caption)
    np.testing.assert_array_equal(sent, pair.interactions[: len(sent)])
    assert not pair.interactions[len(sent) :].any()


def test_a_matrix_of_zeros_is_sent_as_one_row() -> None:
    sent = np.frombuffer(matrix_bytes(samples.zeros()), dtype="<f4")
    assert sent.size == len(samples.zeros().picture)
    assert not sent.any()


def test_a_zero_row_in_the_middle_is_kept() -> None:
    pair = samples.pair()
    holed = pair.interactions.copy()
    holed[3] = 0
    sent = matrix_bytes(samples.pair(interactions=holed, score=0.3))
    assert len(sent) == len(matrix_bytes(pair))


def test_the_picture_is_what_the_model_saw() -> None:
    pair = samples.oblong()
    with Image.open(io.BytesIO(picture_bytes(pair.a))) as shown:
        np.testing.assert_array_equal(np.asarray(shown), pair.picture.pixels)


@pytest.mark.parametrize("make", [samples.husky, samples.trouble])
def test_words_stand_where_a_browser_counts_them(make: Callable[[], PairAttribution]) -> None:
    pair = make()
    caption = pair_payload(pair)["b"]
    units = caption["text"].encode("utf-16-le")
    for word in caption["words"]:
        assert units[2 * word["start"] : 2 * word["end"]].decode("utf-16-le") == word["text"]


def test_special_units_keep_their_nowhere() -> None:
    spans = pair_payload(samples.husky())["b"]["spans"]
    assert spans[0] == [-1, -1]


def test_the_ledger_rows_add_up_to_the_score() -> None:
    ledger = pair_payload(samples.negative())["ledger"]
    assert sum(row["value"] for row in ledger["rows"]) == pytest.approx(ledger["score"])


def test_every_side_says_what_it_is() -> None:
    kinds = {
        name: [pair_payload(make())[side]["kind"] for side in "ab"] for name, make in samples.ALIKE.items()
    }
    assert kinds == {
        "captions": ["caption", "caption"],
        "pictures": ["picture", "picture"],
        "turned": ["caption", "picture"],
    }


def test_a_caption_has_no_picture_and_each_picture_its_own() -> None:
    assert picture_bytes(samples.captions().a) == b""
    assert picture_bytes(samples.pictures().a) != picture_bytes(samples.pictures().b)


def test_ledger_lines_of_pairs_of_one_kind_are_known_by_their_fields() -> None:
    ledger = samples.pictures().ledger
    rows = {row["key"]: row for row in pair_payload(samples.pictures())["ledger"]["rows"]}
    assert rows["image_alone"]["name"] == "first alone"
    assert rows["image_alone"]["value"] == ledger.image_alone
    assert rows["special_patch"]["name"] == "patches × special"
    assert rows["special_patch"]["value"] == ledger.special_patch


@pytest.mark.parametrize("make", [samples.husky, samples.negative, *samples.ALIKE.values()])
def test_strong_pairs_of_either_sign_are_listed_the_strongest_of_all_first(
    make: Callable[[], PairAttribution],
) -> None:
    pair = make()
    values = [top.value for top in listed_pairs(pair)]
    assert values == sorted(values, key=abs, reverse=True)
    assert values[:LISTED] == pytest.approx([top.value for top in pair.top_pairs(LISTED)])
    for sign in (1, -1):
        assert sum(value * sign > 0 for value in values) == len(pair.top_pairs(LISTED, sign))


def test_options_that_were_set_are_told_and_usual_ones_are_not() -> None:
    usual = {"steps": "auto", "tol": 1e-3, "references": {"image": "mean", "text": "padding"}, "notes": []}
    assert "options" not in pair_payload(samples.pair(settings=usual))
    made = pair_payload(samples.pair(settings={**usual, "steps": 8, "rule": "right"}))
    assert made["options"] == {"steps": 8, "rule": "right"}
