from __future__ import annotations

import pytest

from pairlens import scenes
from pairlens.errors import OptionError


def differing(one: scenes.Scene, other: scenes.Scene) -> list[set[str]]:
    names = ("kind", "colour", "texture", "size", "x", "y", "radius", "angle")
    changed = [
        {name for name in names if getattr(a, name) != getattr(b, name)}
        for a, b in zip(one.objects, other.objects, strict=True)
    ]
    return [names for names in changed if names]


@pytest.mark.parametrize("kind", scenes.CONTRASTS)
@pytest.mark.parametrize("seed", range(12))
def test_each_caption_is_true_of_its_own_scene_only(kind, seed):
    item = scenes.contrast_set(seed, kind, "dev")
    truth = [
        [scenes.is_true(caption.meaning, scene.objects) for scene in item.scenes] for caption in item.captions
    ]
    assert truth == [[True, False], [False, True]]


@pytest.mark.parametrize("seed", range(12))
def test_an_attribute_contrast_changes_one_attribute_of_one_object(seed):
    item = scenes.contrast_set(seed, "attribute", "dev")
    assert differing(*item.scenes) in ([{"colour"}], [{"texture"}])


@pytest.mark.parametrize("seed", range(12))
def test_a_kind_contrast_changes_one_kind(seed):
    assert differing(*scenes.contrast_set(seed, "kind", "dev").scenes) == [{"kind"}]


@pytest.mark.parametrize("seed", range(12))
def test_a_relation_contrast_makes_two_objects_change_places(seed):
    item = scenes.contrast_set(seed, "relation", "dev")
    assert differing(*item.scenes) == [{"x", "y"}, {"x", "y"}]
    assert all(caption.meaning.relations for caption in item.captions)


@pytest.mark.parametrize("seed", range(12))
def test_an_order_contrast_uses_the_same_words_in_another_order(seed):
    item = scenes.contrast_set(seed, "order", "dev")
    one, other = (sorted(caption.text.replace("an ", "a ").split()) for caption in item.captions)
    assert len(one) == len(other)
    assert len({*one} ^ {*other}) <= 4
    assert differing(*item.scenes) in ([{"colour"}, {"colour"}], [{"texture"}, {"texture"}])


@pytest.mark.parametrize("seed", range(20))
def test_a_grounding_item_names_three_small_objects_by_colour_and_kind(seed):
    scene, caption = scenes.grounding_item(seed, "dev")
    assert sorted(phrase.object for phrase in caption.phrases) == [0, 1, 2]
    for phrase in caption.phrases:
        thing = scene.objects[phrase.object]
        assert phrase.text.split()[-2:] == [thing.colour, thing.kind]
        assert 0 < phrase.mask.mean() <= scenes.MAX_AREA


def test_an_unknown_contrast_is_refused_by_name():
    with pytest.raises(OptionError, match="mood"):
        scenes.contrast_set(0, "mood")
