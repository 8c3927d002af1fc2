"""Sets that test one thing at a time: contrast sets, and items for grounding."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from pairlens.errors import OptionError
from pairlens.scenes.describe import Choice, choose, is_clear, meaning_of
from pairlens.scenes.layout import fits, invent
from pairlens.scenes.meaning import is_true
from pairlens.scenes.scene import Scene, SceneCaption, caption_of, draw, generator, sample
from pairlens.scenes.world import COLOURS, KINDS, TEXTURES, Plan, SceneObject, relation_between

CONTRASTS = ("attribute", "kind", "relation", "order")
"""What a contrast set's captions differ in; "order" gives two objects each other's colour or texture."""

_VALUES = {"colour": tuple(COLOURS), "texture": TEXTURES, "kind": KINDS}


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two plans that differ in one thing, and what to say of both so that the captions differ in just that."""

    plans: tuple[Plan, Plan]
    choice: Choice


@dataclass(frozen=True, slots=True)
class ContrastSet:
    """Scenes and captions; caption i is true of scene i and of no other in the set.

    Attributes:
        kind: One of `CONTRASTS`.
        scenes: The pictures.
        captions: Their captions, in the same words but for what differs.
    """

    kind: str
    scenes: tuple[Scene, ...]
    captions: tuple[SceneCaption, ...]


def contrast_set(seed: int, kind: str, split: str = "test", *, objects: int | None = None) -> ContrastSet:
    """Draw two scenes whose captions differ in one attribute, one kind, one relation, or in order.

    Args:
        seed: Any integer from 0.
        kind: One of `CONTRASTS`.
        split: One of `SPLITS`.
        objects: How many objects each scene holds, 2 to 5; None draws it.

    Raises:
        OptionError: A kind or split that does not exist.
    """
    if kind not in CONTRASTS:
        raise OptionError(f"There is no contrast {kind!r}.", f"Contrasts are {', '.join(CONTRASTS)}.")
    rng = generator(seed, split, -1 % 2**32)
    contrast = None
    while contrast is None:
        contrast = contrast_from(invent(rng, objects or int(rng.integers(2, 5))), kind, rng)
    scenes = tuple(draw(plan, split, seed) for plan in contrast.plans)
    words = int(rng.integers(2**31))
    captions = tuple(caption_of(scene, contrast.choice, np.random.default_rng(words)) for scene in scenes)
    return ContrastSet(kind, scenes, captions)


def contrast_from(plan: Plan, kind: str, rng: np.random.Generator) -> Contrast | None:
    """Change one thing in a plan; None where this attempt does not give two clear, contrary captions."""
    if len(plan.objects) < 2:
        return None
    first, second = (int(i) for i in rng.permutation(len(plan.objects))[:2])
    changed, needed = _CHANGES[kind](plan.objects, first, second, rng)
    choice = _choice(plan, (first, second), needed, rng, related=kind == "relation")
    contrast = Contrast((plan, replace(plan, objects=changed)), choice)
    return contrast if _is_sound(contrast) else None


def grounding_item(seed: int, split: str = "test", *, objects: int = 3) -> tuple[Scene, SceneCaption]:
    """A scene and a plain caption that names each of its objects by colour, kind and sometimes texture.

    Every object covers at most a tenth of the picture, and every phrase fits one object only.

    Args:
        seed: Any integer from 0.
        split: One of `SPLITS`.
        objects: How many objects, all of them named; 1 to 4 (captions name no more).
    """
    scene = sample(seed, split, objects=objects)
    said = {"kind", "colour"} | ({"texture"} if seed % 2 else set())
    caption = scene.caption(mentions=objects, attributes=said, relation=False, plainly=True)
    return scene, caption


Objects = tuple[SceneObject, ...]


def _with(objects: Objects, changes: dict[int, dict[str, Any]]) -> Objects:
    return tuple(replace(thing, **changes.get(i, {})) for i, thing in enumerate(objects))


def _other(name: str, value: str, rng: np.random.Generator) -> str:
    options = [option for option in _VALUES[name] if option != value]
    return options[rng.integers(len(options))]


def _change_one(
    objects: Objects, i: int, name: str, rng: np.random.Generator
) -> tuple[Objects, frozenset[str]]:
    value = _other(name, getattr(objects[i], name), rng)
    return _with(objects, {i: {name: value}}), frozenset({"kind", name})


def _attribute(objects: Objects, i: int, _: int, rng: np.random.Generator) -> tuple[Objects, frozenset[str]]:
    return _change_one(objects, i, "colour" if rng.random() < 0.6 else "texture", rng)


def _kind(objects: Objects, i: int, _: int, rng: np.random.Generator) -> tuple[Objects, frozenset[str]]:
    return _change_one(objects, i, "kind", rng)


def _relation(objects: Objects, i: int, j: int, _: np.random.Generator) -> tuple[Objects, frozenset[str]]:
    a, b = objects[i], objects[j]
    return _with(objects, {i: {"x": b.x, "y": b.y}, j: {"x": a.x, "y": a.y}}), frozenset({"kind"})


def _order(objects: Objects, i: int, j: int, rng: np.random.Generator) -> tuple[Objects, frozenset[str]]:
    name = "colour" if rng.random() < 0.7 else "texture"
    a, b = getattr(objects[i], name), getattr(objects[j], name)
    return _with(objects, {i: {name: b}, j: {name: a}}), frozenset({"kind", name})


_CHANGES = {"attribute": _attribute, "kind": _kind, "relation": _relation, "order": _order}


def _choice(
    plan: Plan, pair: tuple[int, int], needed: frozenset[str], rng: np.random.Generator, *, related: bool
) -> Choice:
    """Name both objects, say what is needed of each, and at times more."""
    extra = choose(plan.objects, rng, mentions=1).said[0][1] - {"position"}
    said = needed | (extra if rng.random() < 0.5 else frozenset({"colour"}))
    a, b = (plan.objects[i] for i in pair)
    axes = [axis for axis in ("x", "y") if relation_between(a, b, axis)]
    link = ((0, axes[rng.integers(len(axes))], 1),) if axes and (related or rng.random() < 0.15) else ()
    return Choice(((pair[0], said), (pair[1], said)), link)


def _is_sound(contrast: Contrast) -> bool:
    before, after = (plan.objects for plan in contrast.plans)
    if len({(thing.kind, thing.colour) for thing in after}) < len(after):
        return False
    if not all(fits(thing, after[:i]) for i, thing in enumerate(after)):
        return False
    if not (is_clear(contrast.choice, before) and is_clear(contrast.choice, after)):
        return False
    first, second = meaning_of(contrast.choice, before), meaning_of(contrast.choice, after)
    if first is None or second is None:
        return False
    return not is_true(first, after) and not is_true(second, before)
