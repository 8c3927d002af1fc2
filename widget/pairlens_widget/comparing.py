"""Explain one pair again under other layers and methods, and with shuffled weights."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

import pairlens
from pairlens import PairAttribution
from pairlens.errors import OptionError, PairlensError
from pairlens.progress import Listener, listening, tell
from pairlens_widget.variants import is_noise

if TYPE_CHECKING:
    from pairlens_widget.desk import Asked
    from pairlens_widget.question import Question

METHODS = ("grad_eclip", "grad_cam", "attention", "occlusion")
"""What is compared unless a person names others: methods that are soon done."""

DEFAULT = "jacobians"
"""What layers are compared by."""

MOST_LAYERS = 8


@dataclass(frozen=True, eq=False)
class Plan:
    """One explanation that is still to be made.

    Attributes:
        question: What to ask; of noise, the encoder whose weights are then shuffled.
        name: What a person calls it: "layer 4", "occlusion".
        noise: Whether the weights are to be shuffled.
    """

    question: Question
    name: str
    noise: bool = False

    def answer(self) -> PairAttribution:
        """Ask.

        Raises:
            PairlensError: As `pairlens.explain`.
        """
        if not self.noise:
            return self.question.answer()
        return replace(self.question, encoder=pairlens.randomised(self.question.encoder)).answer()


def plans(
    question: Question,
    there: Iterable[PairAttribution],
    layers: Iterable[Any] | None = None,
    methods: Iterable[str] | None = None,
    *,
    noise: bool | None = None,
) -> list[Plan]:
    """What to ask so that these are beside each other; what is there already is not asked again.

    Args:
        question: What the explanation that is shown answers.
        there: Explanations that are there.
        layers: As `layer` of `pairlens.explain`, several; None is a choice over the whole depth.
        methods: Names of methods; None is a choice of fast ones.
        noise: Whether to explain with shuffled weights, too; None means yes.
    """
    there = list(there)
    real = [pair for pair in there if not is_noise(pair)]
    cuts = {(pair.method, pair.layers) for pair in real}
    used = {pair.method for pair in real}
    made = []
    usual = question.changed(method=DEFAULT)
    for layer in _spread(question) if layers is None else layers:
        asked = (usual if layers is None else question).changed(layer=layer)
        if (asked.method, asked.layer) not in cuts:
            cuts.add((asked.method, asked.layer))
            made.append(Plan(asked, f"layer {_said(asked)}"))
    for method in METHODS if methods is None else methods:
        if method not in used:
            used.add(method)
            made.append(Plan(question.changed(method=method), method))
    if noise is not False and not any(map(is_noise, there)):
        made.append(Plan(usual if layers is None else question, "shuffled weights", noise=True))
    return made


def maps(asked: Asked) -> dict[str, Any]:
    """Answer the view: layers over the whole depth, fast methods and noise, each as soon as it is there.

    What one model or method cannot do is left out; the answer says what and why.
    """
    explorer = asked.explorer
    question = explorer.question
    if question is None:
        raise OptionError("This explanation is a finished one.", "Write Explorer(encoder, image, caption).")
    base = explorer._revision  # noqa: SLF001 - the explorer's own answer
    found = plans(question, explorer._beside(base))  # noqa: SLF001 - likewise
    skipped = []
    for i, plan in enumerate(found):
        try:
            with _telling(asked.tell, plan.name, i, len(found)):
                pair = plan.answer()
            explorer._add_variant(base, pair, plan)  # noqa: SLF001 - likewise
        except PairlensError as error:
            skipped.append(f"{plan.name}: {error.cause}")
    return {"skipped": skipped}


@contextmanager
def _telling(listener: Listener, name: str, done: int, total: int) -> Iterator[None]:
    """Tell of a whole row of explanations instead of the parts of one, and hear in each part if it is given up."""
    listener(name, done, total)
    with listening(lambda *_: listener(name, done, total)):
        yield


def compared(found: list[Plan]) -> Iterator[tuple[Plan, PairAttribution]]:
    """Explanations as they come; whoever listens is told of them.

    Raises:
        PairlensError: One of them cannot be made.
    """
    for i, plan in enumerate(found):
        tell(plan.name, i, len(found))
        yield plan, plan.answer()


def _spread(question: Question) -> list[tuple[int, int]]:
    """Layers of the picture's tower over its whole depth, where its grid is the same; of two sides alike, of both."""
    encoder, kinds = question.encoder, question.kinds
    side = kinds.index("picture") if "picture" in kinds else 0
    towers = {"picture": encoder.layers.image, "caption": encoder.layers.text}
    grid = next(layer.grid for layer in towers[kinds[side]] if layer.index == question.layer[side])
    fit = [layer.index for layer in towers[kinds[side]] if layer.grid == grid]
    chosen = np.unique(np.linspace(0, len(fit) - 1, min(MOST_LAYERS, len(fit))).round().astype(int))
    cuts = [fit[i] for i in chosen]
    if kinds[0] == kinds[1]:
        return [(cut, cut) for cut in cuts]
    return [(cut, question.layer[1]) if side == 0 else (question.layer[0], cut) for cut in cuts]


def _said(question: Question) -> str:
    kinds, layer = question.kinds, question.layer
    if kinds[0] == kinds[1]:
        return " and ".join(map(str, dict.fromkeys(layer)))
    return str(layer[kinds.index("picture")])
