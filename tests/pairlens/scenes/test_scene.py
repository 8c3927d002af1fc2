from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from pairlens import scenes
from pairlens.errors import OptionError


def test_the_same_seed_gives_the_same_scene_and_caption():
    one, other = (scenes.sample(11, "test") for _ in range(2))
    assert (one.image == other.image).all()
    assert (one.masks == other.masks).all()
    assert one == other
    assert one.caption(3) == other.caption(3)


def test_another_process_draws_the_same_scene():
    code = (
        "from pairlens import scenes; import zlib; s = scenes.sample(5, 'dev');"
        "print(zlib.crc32(s.image.tobytes()), s.caption().text)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    again = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told == again


def test_drawing_needs_no_torch(without):
    assert without("from pairlens import scenes; print(scenes.sample(1).image.shape)") == "(224, 224, 3)\n"


def test_splits_and_seeds_share_no_plan():
    plans = {(split, seed): scenes.sample(seed, split).plan for split in scenes.SPLITS for seed in range(20)}
    assert len(set(plans.values())) == len(plans)


@pytest.mark.parametrize("count", range(1, 6))
def test_a_scene_holds_as_many_objects_as_asked_for(count):
    scene = scenes.sample(2, "dev", objects=count)
    assert len(scene.objects) == len(scene.masks) == count
    assert len({(thing.kind, thing.colour) for thing in scene.objects}) == count


def test_no_object_covers_more_than_a_tenth():
    assert max(scenes.sample(seed, objects=1).masks.mean() for seed in range(60)) <= scenes.MAX_AREA


@pytest.mark.parametrize("seed", range(40))
def test_a_caption_is_true_and_its_phrases_stand_where_it_says(seed):
    scene = scenes.sample(seed, "dev")
    caption = scene.caption(seed)
    assert scenes.is_true(caption.meaning, scene.objects)
    assert caption.phrases
    for phrase in caption.phrases:
        assert caption.text[slice(*phrase.span)] == phrase.text
        assert phrase.mask is scene.masks[phrase.object] or (phrase.mask == scene.masks[phrase.object]).all()


@pytest.mark.parametrize("seed", range(40))
def test_every_phrase_fits_exactly_one_object(seed):
    scene = scenes.sample(seed, "dev", objects=5)
    caption = scene.caption(seed, mentions=4)
    for phrase, mention in zip(caption.phrases, caption.meaning.mentions, strict=True):
        fitting = [
            i for i, thing in enumerate(scene.objects) if scenes.is_true(scenes.Meaning((mention,)), (thing,))
        ]
        assert fitting == [phrase.object]


def test_attributes_and_number_of_mentions_can_be_chosen():
    scene = scenes.sample(9, "dev", objects=3)
    caption = scene.caption(mentions=2, attributes=("colour", "kind"), relation=False, plainly=True)
    named = [scene.objects[phrase.object] for phrase in caption.phrases]
    assert [phrase.text for phrase in caption.phrases] == [f"{thing.colour} {thing.kind}" for thing in named]


def test_a_relation_is_said_when_asked_for():
    said = [scenes.sample(seed, "dev", objects=2).caption(mentions=2, relation=True) for seed in range(8)]
    assert all(caption.meaning.relations for caption in said)


def test_pictures_and_masks_cannot_be_written_to():
    scene = scenes.sample(0)
    with pytest.raises(ValueError, match="read-only"):
        scene.image[0, 0] = 0
    with pytest.raises(ValueError, match="read-only"):
        scene.masks[0] = np.False_


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ({"seed": 1, "split": "exam"}, "exam"),
        ({"seed": -1}, "-1"),
        ({"seed": 1, "objects": 6}, "6"),
        ({"seed": 1, "objects": 0}, "0"),
    ],
)
def test_what_cannot_be_drawn_is_refused_by_name(arguments, named):
    with pytest.raises(OptionError, match=named):
        scenes.sample(**arguments)


def test_an_unknown_attribute_is_refused_by_name():
    with pytest.raises(OptionError, match="weight"):
        scenes.sample(1).caption(attributes=("weight",))
