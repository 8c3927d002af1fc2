"""What a model is tried on: retrieval among a hundred scenes, and contrast sets. Nothing here is learnt from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from itertools import count

import numpy as np
from jaxtyping import Float, UInt8

from pairlens import scenes

HUNDRED = 100

Encode = Callable[[np.ndarray, list[str]], tuple[np.ndarray, np.ndarray]]
"""Pictures (n, 224, 224, 3) and captions to two arrays of unit vectors (n, width)."""


@dataclass(frozen=True, slots=True)
class Trial:
    """Pictures and captions, one each, in groups of equal size within which they compete.

    Attributes:
        name: What is tried.
        group: How many compete.
        images: (n, 224, 224, 3), uint8.
        texts: n captions, each true of its own picture and of no other in its group.
    """

    name: str
    group: int
    images: UInt8[np.ndarray, "items 224 224 3"]
    texts: list[str]


def hundred(number: int, split: str) -> tuple[UInt8[np.ndarray, "100 224 224 3"], list[str]]:
    """A hundred scenes with captions that name two or more objects, no two true of one picture."""
    kept: list[tuple[scenes.Scene, scenes.Meaning, str]] = []
    for scene, said in _candidates(number, split):
        if all(
            not scenes.is_true(said.meaning, other.objects) and not scenes.is_true(claim, scene.objects)
            for other, claim, _ in kept
        ):
            kept.append((scene, said.meaning, said.text))
        if len(kept) == HUNDRED:
            break
    return np.stack([scene.image for scene, _, _ in kept]), [text for _, _, text in kept]


def _candidates(number: int, split: str) -> Iterator[tuple[scenes.Scene, scenes.SceneCaption]]:
    for seed in count(1000 * number):
        scene = scenes.sample(seed, split)
        if len(scene.objects) >= 2:
            yield scene, scene.caption(mentions=2 + seed % 3)


def contrast(kind: str, number: int, split: str) -> tuple[UInt8[np.ndarray, "items 224 224 3"], list[str]]:
    """A hundred scenes in fifty contrast sets."""
    sets = [
        scenes.contrast_set(seed, kind, split) for seed in range(1000 * number, 1000 * number + HUNDRED // 2)
    ]
    images = np.stack([scene.image for item in sets for scene in item.scenes])
    return images, [said.text for item in sets for said in item.captions]


def trials(split: str, hundreds: int, pool: Executor) -> list[Trial]:
    """Retrieval, and each kind of contrast, on `hundreds` times a hundred scenes each."""
    jobs = {"retrieval": [pool.submit(hundred, i, split) for i in range(hundreds)]}
    jobs |= {
        kind: [pool.submit(contrast, kind, i, split) for i in range(hundreds)] for kind in scenes.CONTRASTS
    }
    result = []
    for name, futures in jobs.items():
        parts = [future.result() for future in futures]
        images = np.concatenate([images for images, _ in parts])
        group = HUNDRED if name == "retrieval" else 2
        result.append(Trial(name, group, images, [text for _, texts in parts for text in texts]))
    return result


def score(trial: Trial, encode: Encode) -> dict[str, float]:
    """How often own is ranked first within a group.

    Returns:
        The share of pictures that rank their own caption first ("image to text"), of captions that rank their own
        picture first ("text to image"), and of groups in which all do ("both").
    """
    image, text = (
        vectors.reshape(-1, trial.group, vectors.shape[-1]) for vectors in encode(trial.images, trial.texts)
    )
    similar: Float[np.ndarray, "groups images texts"] = np.einsum("gid,gtd->git", image, text)
    own = np.arange(trial.group)
    to_text, to_image = similar.argmax(axis=2) == own, similar.argmax(axis=1) == own
    both = to_text.all(axis=1) & to_image.all(axis=1)
    return {
        "image to text": float(to_text.mean()),
        "text to image": float(to_image.mean()),
        "both": float(both.mean()),
    }
