"""Drawn pictures with known truth, 224 × 224 pixels.

A scene holds one to five objects on some background, among small unnamed marks. A caption names some of them and
knows, for every phrase, its characters and the exact pixels of what it names:

>>> from pairlens import scenes
>>> scene = scenes.sample(seed=4, split="test", objects=3)
>>> scene.image.shape, scene.masks.shape
((224, 224, 3), (3, 224, 224))
>>> caption = scene.caption(seed=0, mentions=2)
>>> phrase = caption.phrases[0]
>>> caption.text[slice(*phrase.span)] == phrase.text
True
>>> scenes.is_true(caption.meaning, scene.objects)
True

The splits "train", "dev" and "test" start from different random keys and share no scene. The same seed gives the
same scene wherever NumPy and Pillow are the same versions; others may draw single edge pixels otherwise.
It is the ground truth for what this project claims about quality.
"""

from __future__ import annotations

from pairlens.scenes.backgrounds import BACKGROUNDS
from pairlens.scenes.meaning import Meaning, Mention, is_true
from pairlens.scenes.scene import SPLITS, NamedPhrase, Scene, SceneCaption, sample
from pairlens.scenes.sets import CONTRASTS, ContrastSet, contrast_set, grounding_item
from pairlens.scenes.world import (
    COLOURS,
    KINDS,
    MAX_AREA,
    POSITIONS,
    RELATIONS,
    SIDE,
    SIZES,
    TEXTURES,
    Plan,
    SceneObject,
)

__all__ = [
    "BACKGROUNDS",
    "COLOURS",
    "CONTRASTS",
    "KINDS",
    "MAX_AREA",
    "POSITIONS",
    "RELATIONS",
    "SIDE",
    "SIZES",
    "SPLITS",
    "TEXTURES",
    "ContrastSet",
    "Meaning",
    "Mention",
    "NamedPhrase",
    "Plan",
    "Scene",
    "SceneCaption",
    "SceneObject",
    "contrast_set",
    "grounding_item",
    "is_true",
    "sample",
]
