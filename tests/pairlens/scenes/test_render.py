from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageFilter

from pairlens import scenes
from pairlens.scenes.kinds import parts
from pairlens.scenes.render import render


def grown(mask: np.ndarray) -> np.ndarray:
    return np.asarray(Image.fromarray(mask).convert("L").filter(ImageFilter.MaxFilter(5))) > 0


def alone(kind: str, texture: str = "plain") -> scenes.Plan:
    thing = scenes.SceneObject(kind, "blue", texture, "large", 112.3, 111.8, 38)
    return scenes.Plan((thing,), "plain", seed=3)


@pytest.mark.parametrize("seed", range(12))
def test_a_mask_is_what_changes_when_the_object_is_taken_away(seed):
    scene = scenes.sample(seed, "dev", objects=4)
    for i, mask in enumerate(scene.masks):
        rest = scene.objects[:i] + scene.objects[i + 1 :]
        without, _ = render(replace(scene.plan, objects=rest))
        changed = (without != scene.image).any(axis=2)
        assert not (changed & ~grown(mask)).any()
        assert (changed & mask).sum() >= 0.9 * mask.sum()


@pytest.mark.parametrize("seed", range(12))
def test_masks_do_not_overlap_and_every_object_can_be_seen(seed):
    scene = scenes.sample(seed, "dev", objects=5)
    assert scene.masks.sum(axis=0).max() == 1
    assert scene.masks.sum(axis=(1, 2)).min() > 150


@pytest.mark.parametrize("kind", scenes.KINDS)
def test_every_kind_stays_in_its_circle_and_below_a_tenth_of_the_picture(kind):
    largest = max(scenes.SIZES["large"])
    _, masks = render(
        scenes.Plan((scenes.SceneObject(kind, "red", "plain", "large", 112, 112, largest),), "sky", 0)
    )
    y, x = np.nonzero(masks[0])
    assert masks.mean() <= scenes.MAX_AREA
    assert np.hypot(x + 0.5 - 112, y + 0.5 - 112).max() < 1.25 * largest
    assert all(np.abs(part.outline).max() <= 1.05 for part in parts(kind))


def test_no_two_kinds_have_nearly_the_same_silhouette():
    masks = [render(alone(kind))[1][0] for kind in scenes.KINDS]
    for i, a in enumerate(masks):
        for b in masks[:i]:
            assert (a & b).sum() / (a | b).sum() < 0.9


@pytest.mark.parametrize("background", scenes.BACKGROUNDS)
def test_every_background_fills_the_picture_and_differs_by_seed(background):
    first, second = (render(scenes.Plan((), background, seed))[0] for seed in (1, 2))
    assert first.shape == (224, 224, 3)
    assert first.dtype == np.uint8
    assert (first != second).any()


def test_textures_change_the_picture_and_not_the_mask():
    pictures, masks = zip(*(render(alone("ball", texture)) for texture in scenes.TEXTURES), strict=True)
    for picture, mask in zip(pictures[1:], masks[1:], strict=True):
        assert (picture != pictures[0]).any()
        assert (mask == masks[0]).all()


def test_a_mirrored_fish_is_the_fish_in_a_mirror():
    plan = alone("fish")
    thing = replace(plan.objects[0], x=112.0, y=112.0)
    one, other = (render(replace(plan, objects=(replace(thing, mirrored=m),)))[1][0] for m in (False, True))
    assert (one & other[:, ::-1]).sum() / (one | other[:, ::-1]).sum() > 0.93
    assert (one & other).sum() / (one | other).sum() < 0.9


def test_a_ring_shows_what_is_behind_it():
    _, masks = render(alone("ring"))
    assert not masks[0][112, 112]
    assert masks[0][112, 112 + 26]
