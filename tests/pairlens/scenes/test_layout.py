from __future__ import annotations

import numpy as np
import pytest

from pairlens.scenes.layout import fits, invent
from pairlens.scenes.world import SIZES, SceneObject


@pytest.mark.parametrize("seed", range(30))
def test_objects_lie_inside_the_picture_and_hide_little_of_each_other(seed):
    plan = invent(np.random.default_rng(seed), 5)
    for i, thing in enumerate(plan.objects):
        assert fits(thing, plan.objects[:i])
        low, high = SIZES[thing.size]
        assert low <= thing.radius <= high


def test_an_object_that_leaves_the_picture_does_not_fit():
    assert not fits(SceneObject("star", "red", "plain", "small", 5, 100, 20), ())


def test_an_object_on_top_of_another_does_not_fit():
    below = SceneObject("star", "red", "plain", "small", 100, 100, 20)
    assert not fits(SceneObject("ball", "blue", "plain", "large", 105, 100, 35), (below,))
    assert fits(SceneObject("ball", "blue", "plain", "large", 150, 100, 35), (below,))


def test_kinds_and_colours_are_often_shared_so_that_both_must_be_read():
    plans = [invent(np.random.default_rng(seed), 3) for seed in range(200)]
    shared_kind = sum(len({thing.kind for thing in plan.objects}) < 3 for plan in plans)
    shared_colour = sum(len({thing.colour for thing in plan.objects}) < 3 for plan in plans)
    assert shared_kind > 40
    assert shared_colour > 40
