"""A drawn picture with its truth, and captions that know where their phrases point."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from jaxtyping import Bool, UInt8

from pairlens.errors import OptionError
from pairlens.scenes.describe import Choice, choose, meaning_of
from pairlens.scenes.grammar import realise
from pairlens.scenes.layout import invent
from pairlens.scenes.meaning import Meaning
from pairlens.scenes.render import render
from pairlens.scenes.world import MAX_OBJECTS, Plan, SceneObject

SPLITS = ("train", "dev", "test")
"""Worlds that never share a picture: their random streams start from different keys."""

ATTRIBUTES = frozenset({"kind", "colour", "texture", "size", "position"})


def generator(seed: int, split: str, purpose: int = 0) -> np.random.Generator:
    """The random stream of one seed of one split.

    Args:
        seed: Any integer from 0.
        split: One of `SPLITS`.
        purpose: Keeps streams for different purposes (pictures, captions, sets) apart.

    Raises:
        OptionError: The split does not exist, or the seed is negative.
    """
    if split not in SPLITS or seed < 0:
        raise OptionError(
            f"There are no scenes of split {split!r} and seed {seed}.",
            f"Splits are {', '.join(SPLITS)}; seeds are integers from 0.",
        )
    return np.random.default_rng([seed, purpose, SPLITS.index(split)])


@dataclass(frozen=True, slots=True)
class NamedPhrase:
    """A phrase of a caption and what it names.

    Attributes:
        text: The words, article left out: "striped red star".
        span: `caption.text[span[0]:span[1]]` is `text`.
        object: Index of the object in the scene.
        mask: The pixels that show that object (what others hide is left out).
    """

    text: str
    span: tuple[int, int]
    object: int
    mask: Bool[np.ndarray, "224 224"] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class SceneCaption:
    """A caption that is true of its scene.

    Attributes:
        text: The words.
        phrases: What they name, in order.
        meaning: What they claim.
    """

    text: str
    phrases: tuple[NamedPhrase, ...]
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Scene:
    """A drawn picture.

    Attributes:
        image: RGB, 224 × 224, uint8.
        masks: For each object the pixels that show it.
        plan: What was drawn.
        split: The split that it belongs to.
        seed: The seed that it was drawn from.
    """

    image: UInt8[np.ndarray, "224 224 3"] = field(compare=False, repr=False)
    masks: Bool[np.ndarray, "objects 224 224"] = field(compare=False, repr=False)
    plan: Plan
    split: str
    seed: int

    @property
    def objects(self) -> tuple[SceneObject, ...]:
        """The named things, from back to front."""
        return self.plan.objects

    def caption(
        self,
        seed: int = 0,
        *,
        mentions: int | None = None,
        attributes: Iterable[str] | None = None,
        relation: bool | None = None,
        plainly: bool = False,
    ) -> SceneCaption:
        """Say something true of the picture; every phrase fits exactly one object.

        Args:
            seed: Another seed, another caption.
            mentions: How many objects to name (never more than there are); None draws 1 to 4.
            attributes: What to say of each: any of "kind", "colour", "texture", "size", "position"; None draws.
                More is said where a phrase would fit two objects.
            relation: Whether to say how the first two lie to each other, where that is clear; None draws.
            plainly: The first word for everything, adjectives before the noun, no opening.

        Raises:
            OptionError: An attribute that does not exist.
        """
        wanted = None if attributes is None else _known(attributes)
        rng = generator(self.seed, self.split, 1 + seed)
        choice = choose(self.objects, rng, mentions=mentions, attributes=wanted, relation=relation)
        return caption_of(self, choice, rng, plainly=plainly)


def caption_of(
    scene: Scene, choice: Choice, rng: np.random.Generator, *, plainly: bool = False
) -> SceneCaption:
    """Put a choice of what to say into words.

    Raises:
        OptionError: The choice speaks of a relation that is not clear in this scene.
    """
    meaning = meaning_of(choice, scene.objects)
    if meaning is None:
        raise OptionError(
            "The choice speaks of a relation that is not clear here.", "Choose another pair of objects."
        )
    sentence = realise(meaning, rng, plainly=plainly)
    phrases = tuple(
        NamedPhrase(sentence.text[slice(*span)], span, i, scene.masks[i])
        for span, (i, _) in zip(sentence.spans, choice.said, strict=True)
    )
    return SceneCaption(sentence.text, phrases, meaning)


def draw(plan: Plan, split: str, seed: int) -> Scene:
    """Draw a plan; the arrays cannot be written to."""
    image, masks = render(plan)
    image.setflags(write=False)
    masks.setflags(write=False)
    return Scene(image, masks, plan, split, seed)


def sample(seed: int, split: str = "train", *, objects: int | None = None) -> Scene:
    """Draw a random scene; the same arguments give the same scene.

    Args:
        seed: Any integer from 0.
        split: "train", "dev" or "test"; splits never share a scene.
        objects: How many named objects, 1 to 5; None draws it.

    Raises:
        OptionError: A split, seed or number of objects that does not exist.
    """
    if objects is not None and not 1 <= objects <= MAX_OBJECTS:
        raise OptionError(
            f"A scene cannot hold {objects} objects.", f"Ask for 1 to {MAX_OBJECTS}, or for None."
        )
    return draw(invent(generator(seed, split), objects), split, seed)


def _known(attributes: Iterable[str]) -> frozenset[str]:
    wanted = frozenset(attributes)
    if wanted - ATTRIBUTES:
        raise OptionError(
            f"Objects have no {' or '.join(sorted(wanted - ATTRIBUTES))}.",
            f"Attributes are {', '.join(sorted(ATTRIBUTES))}.",
        )
    return wanted
