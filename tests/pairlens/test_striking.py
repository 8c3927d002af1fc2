"""Units taken away: the score without them, and what the attribution says of it."""

from __future__ import annotations

import pytest

import pairlens
import toys
from pairlens.encoders.base import Encoder
from pairlens.errors import OptionError
from pairlens.result import PairAttribution

TOY = toys.TOYS[0]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return toys.encoder(TOY)


@pytest.fixture(scope="module")
def pair(encoder: Encoder) -> PairAttribution:
    return pairlens.explain(encoder, toys.picture(TOY, 1), toys.CAPTION)


def test_it_says_what_occlusion_says(encoder: Encoder) -> None:
    """A single word and a single patch away give the second difference that occlusion attributes to them."""
    picture = toys.picture(TOY, 1)
    pair = pairlens.explain(encoder, picture, toys.CAPTION, method="occlusion")
    parts = [
        pairlens.without(encoder, picture, toys.CAPTION, pair, a=a, b=b).change
        for a, b in (((3,), (1,)), ((3,), ()), ((), (1,)))
    ]
    second = parts[0] - parts[1] - parts[2]
    cell = pair.interactions[pair.b.content[1], pair.a.content[3]]
    assert second == pytest.approx(cell, abs=1e-6)


def test_everything_away_leaves_the_references(encoder: Encoder) -> None:
    picture = toys.picture(TOY, 1)
    pair = pairlens.explain(encoder, picture, toys.CAPTION, method="occlusion")
    everything = {"a": range(len(pair.a.content)), "b": range(len(pair.b.content))}
    found = pairlens.without(encoder, picture, toys.CAPTION, pair, **everything)
    assert found.score == pytest.approx(pair.score, abs=1e-6)
    assert found.without == pytest.approx(pair.baseline, abs=1e-6)


def test_the_prediction_takes_everything_that_the_units_take_part_in(
    encoder: Encoder, pair: PairAttribution
) -> None:
    row, column = pair.b.content[1], pair.a.content[3]
    found = pairlens.without(encoder, toys.picture(TOY, 1), toys.CAPTION, pair, a=[3], b=[1])
    cross = pair.interactions[row].sum() + pair.interactions[:, column].sum() - pair.interactions[row, column]
    expected = -(cross + pair.text_effects[row] + pair.image_effects[column])
    assert found.predicted == pytest.approx(expected, abs=1e-6)


def test_numbers_that_are_no_parts_of_the_score_predict_nothing(encoder: Encoder) -> None:
    picture = toys.picture(TOY, 1)
    pair = pairlens.explain(encoder, picture, toys.CAPTION, method="grad_cam")
    assert pairlens.without(encoder, picture, toys.CAPTION, pair, b=[0]).predicted is None


@pytest.mark.parametrize(
    ("gone", "message"),
    [({}, "Nothing is taken away"), ({"a": [999]}, "no unit 999"), ({"b": [-1]}, "no unit -1")],
)
def test_what_is_not_there_cannot_be_taken_away(
    encoder: Encoder, pair: PairAttribution, gone: dict[str, list[int]], message: str
) -> None:
    with pytest.raises(OptionError, match=message):
        pairlens.without(encoder, toys.picture(TOY, 1), toys.CAPTION, pair, **gone)


def test_another_caption_is_noticed(encoder: Encoder, pair: PairAttribution) -> None:
    with pytest.raises(OptionError, match="that were explained"):
        pairlens.without(encoder, toys.picture(TOY, 1), "a cat", pair, b=[0])


def test_two_captions_lose_words_too(encoder: Encoder) -> None:
    sides = pairlens.Caption(toys.CAPTION), pairlens.Caption("a dog")
    pair = pairlens.explain(encoder, *sides)
    found = pairlens.without(encoder, *sides, pair, a=[1], b=[1])
    assert found.score == pytest.approx(pair.score, abs=1e-6)
    assert found.change != 0
