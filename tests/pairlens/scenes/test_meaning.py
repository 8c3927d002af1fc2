from __future__ import annotations

from itertools import permutations

import pytest

from pairlens import scenes
from pairlens.scenes.meaning import Meaning, Mention, is_true
from pairlens.scenes.world import SceneObject


def thing(kind: str, colour: str, x: float = 112, y: float = 112, size: str = "small") -> SceneObject:
    return SceneObject(kind, colour, "plain", size, x, y, 20)


def by_hand(meaning: Meaning, objects: tuple[SceneObject, ...]) -> bool:
    """The slow truth: try every way to hand out objects, compare coordinates directly."""

    def fits(mention: Mention, one: SceneObject) -> bool:
        across = (one.x >= 0.36 * 224) + (one.x > 0.64 * 224)
        down = (one.y >= 0.36 * 224) + (one.y > 0.64 * 224)
        words = {0: "left", 2: "right"}.get(across), {0: "top", 2: "bottom"}.get(down)
        places = {"centre"} if words == (None, None) else {*words, f"{words[1]} {words[0]}"}
        return (
            mention.kind in (None, one.kind)
            and mention.colour in (None, one.colour)
            and mention.texture in (None, one.texture)
            and mention.size in (None, one.size)
            and (mention.position is None or mention.position in places)
        )

    def related(a: SceneObject, word: str, b: SceneObject) -> bool:
        gaps = {"left of": b.x - a.x, "right of": a.x - b.x, "above": b.y - a.y, "below": a.y - b.y}
        return gaps[word] >= 0.11 * 224

    for chosen in permutations(objects, len(meaning.mentions)):
        if all(fits(m, o) for m, o in zip(meaning.mentions, chosen, strict=True)) and all(
            related(chosen[i], word, chosen[j]) for i, word, j in meaning.relations
        ):
            return True
    return False


def test_truth_agrees_with_the_slow_truth_on_every_pair_of_scenes():
    drawn = [scenes.sample(seed, "dev") for seed in range(40)]
    claims = [scene.caption(seed).meaning for scene in drawn for seed in range(3)]
    seen = {
        (is_true(claim, scene.objects), by_hand(claim, scene.objects)) for claim in claims for scene in drawn
    }
    assert seen == {(True, True), (False, False)}


def test_two_mentions_need_two_objects():
    claim = Meaning((Mention("star"), Mention(colour="red")))
    assert not is_true(claim, (thing("star", "red"),))
    assert is_true(claim, (thing("star", "red"), thing("heart", "red")))


def test_colours_belong_to_their_kinds():
    claim = Meaning((Mention("star", "red"), Mention("heart", "blue")))
    assert is_true(claim, (thing("heart", "blue"), thing("star", "red")))
    assert not is_true(claim, (thing("heart", "red"), thing("star", "blue")))


@pytest.mark.parametrize(("word", "truth"), [("left of", True), ("right of", False), ("above", False)])
def test_a_relation_must_hold_between_the_objects_that_fit(word, truth):
    claim = Meaning((Mention("star"), Mention("heart")), ((0, word, 1),))
    assert is_true(claim, (thing("heart", "blue", x=180), thing("star", "red", x=40))) is truth
