from __future__ import annotations

import pytest

from pairlens.scenes.world import KINDS, SIDE, SceneObject, holds, positions, relation_between


def at(x: float, y: float) -> SceneObject:
    return SceneObject("star", "red", "plain", "small", x, y, 20)


@pytest.mark.parametrize(
    ("x", "y", "words"),
    [
        (112, 112, {"centre"}),
        (30, 112, {"left"}),
        (112, 30, {"top"}),
        (190, 190, {"right", "bottom", "bottom right"}),
        (30, 200, {"left", "bottom", "bottom left"}),
    ],
)
def test_position_words_say_where_the_centre_lies(x, y, words):
    assert positions(at(x, y)) == words


def test_relations_read_from_the_first_to_the_second():
    assert holds("left of", at(40, 100), at(120, 110))
    assert holds("right of", at(120, 110), at(40, 100))
    assert holds("above", at(50, 40), at(60, 120))
    assert holds("below", at(60, 120), at(50, 40))
    assert not holds("left of", at(120, 110), at(40, 100))


def test_centres_almost_in_line_have_no_relation():
    assert relation_between(at(100, 40), at(110, 160), "x") is None
    assert relation_between(at(100, 40), at(110, 160), "y") == "above"


def test_there_are_enough_kinds_and_all_are_different():
    assert len(set(KINDS)) == len(KINDS) >= 12
    assert SIDE == 224
