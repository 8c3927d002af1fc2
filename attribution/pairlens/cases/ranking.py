"""At which place each pair finds its other half: retrieval among a collection's own pictures and captions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor
from tqdm.auto import tqdm

from pairlens.encoders.base import Encoder
from pairlens.encoders.context import enough_memory
from pairlens.errors import ModelError, OptionError
from pairlens.methods.asking import Asked
from pairlens.methods.features import Wanted, features_of
from pairlens.sides import side_of

ROWS = 512
"""How many rows of the score matrix are held at once."""


@dataclass(frozen=True, eq=False)
class Ranks:
    """Places from 1; where several score the same, the middle of theirs.

    Attributes:
        caption: (pairs,): at which place the pair's caption is among all captions, given its picture.
        picture: (pairs,): at which place its picture is among all pictures, given its caption.
        pictures: How many different pictures there are.
        captions: How many different captions.
    """

    caption: Float[np.ndarray, " pairs"]
    picture: Float[np.ndarray, " pairs"]
    pictures: int
    captions: int

    def __repr__(self) -> str:
        first = f"caption first for {self.recall(1):.0%} of the pictures"
        return f"<Ranks of {len(self.caption)} pairs: {first}, picture first for {self.recall(1, of='picture'):.0%}>"

    def recall(self, k: int, *, of: str = "caption") -> float:
        """Share of the pairs found among the first `k`.

        Args:
            k: How many places count.
            of: "caption" or "picture".
        """
        return float(np.mean((self.caption if of == "caption" else self.picture) <= k))


def ranks(
    encoder: Encoder,
    pictures: Sequence[Any],
    captions: Sequence[Any],
    *,
    batch: int = 32,
    progress: bool = True,
) -> Ranks:
    """Rank every caption for every picture and the other way round.

    What comes more than once (a path, a text, the same object) is embedded once and counts once: a picture with five
    captions is one candidate. Give the result to a collection: `columns={"rank": ranks(…).caption}`.

    Args:
        encoder: Whose vectors are compared.
        pictures: One for each pair, as `pairlens.explain` takes them.
        captions: One for each pair, in the same order.
        batch: How many run through a tower together.
        progress: Whether to show a progress bar.

    Raises:
        OptionError: There are none, or not as many pictures as captions.
        ModelError: A picture's vector depends on the caption, so that there are no vectors to rank by.
        PairlensError: A picture or caption cannot be read.
    """
    if len(pictures) != len(captions) or not len(pictures):
        raise OptionError(
            f"There are {len(pictures)} pictures and {len(captions)} captions.", "Give one of each per pair."
        )
    if encoder.hold is not None:
        raise ModelError(
            f"In {encoder.name} a picture has a vector only together with a caption.",
            "Rank by your own scores, and give the places as a column.",
        )
    sides = [
        _once([side_of(one, kind) for one in given])
        for given, kind in ((pictures, "picture"), (captions, "caption"))
    ]
    total = sum(len(side.sources) for side in sides)
    with tqdm(total=total, desc="ranking", unit="side", disable=not progress) as bar:
        a, b = (_vectors(encoder, side.sources, batch, bar) for side in sides)
    first, second = (side.places for side in sides)
    return Ranks(_places(a, b, first, second), _places(b, a, second, first), len(a), len(b))


@dataclass(frozen=True)
class _Side:
    """Different things, and which of them each pair has."""

    sources: list[tuple[str, Any]]
    places: list[int]


def _once(given: list[tuple[str, Any]]) -> _Side:
    known: dict[object, int] = {}
    sources: list[tuple[str, Any]] = []
    where: list[int] = []
    for kind, source in given:
        key = (kind, str(source)) if isinstance(source, str | Path) else (kind, id(source))
        if key not in known:
            known[key] = len(sources)
            sources.append((kind, source))
        where.append(known[key])
    return _Side(sources, where)


def _vectors(
    encoder: Encoder, sources: list[tuple[str, Any]], batch: int, bar: tqdm[Any]
) -> Float[Tensor, "things embed"]:
    found = []
    for start in range(0, len(sources), batch):
        part = sources[start : start + batch]
        found += list(_embedded(encoder, part))
        bar.update(len(part))
    return torch.stack(found)


def _embedded(encoder: Encoder, part: list[tuple[str, Any]]) -> Iterator[Float[Tensor, " embed"]]:
    """Unit vectors; the towers run on the batch up to the pooling, which is asked one by one."""
    asked = [Asked.of(encoder, kind, source, encoder.half(kind).tower.depth) for kind, source in part]
    with encoder.borrowed(), enough_memory(encoder.device), torch.no_grad():
        features = features_of(Wanted.of(side) for side in asked)
        for side in asked:
            stage = side.tower.stage(side.trimmed(side.inputs), side.layer)
            own = features[side.reader.kind, side.layer, side.key]
            yield torch.nn.functional.normalize(stage.embed(own[None])[0].double(), dim=-1).cpu()


def _places(
    asking: Float[Tensor, "askers embed"],
    answers: Float[Tensor, "answers embed"],
    asker: list[int],
    answer: list[int],
) -> Float[np.ndarray, " pairs"]:
    """Where each pair's answer stands for its asker: 1 + how many score higher + half of the ties."""
    found = np.empty(len(asker))
    for start in range(0, len(asker), ROWS):
        rows = slice(start, start + ROWS)
        scores = asking[asker[rows]] @ answers.T
        own = scores.gather(1, torch.tensor(answer[rows])[:, None])
        above, level = (scores > own).sum(1), (scores == own).sum(1) - 1
        found[rows] = (1 + above + level / 2).numpy()
    return found
