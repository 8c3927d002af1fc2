"""Take words and patches away, and see what becomes of the score beside what an attribution says of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

from pairlens.encoders.base import Encoder
from pairlens.encoders.context import enough_memory
from pairlens.errors import OptionError
from pairlens.methods.asking import Asked, bound
from pairlens.methods.players import Players
from pairlens.references import References
from pairlens.result import PairAttribution
from pairlens.sides import side_of
from pairlens.units import CaptionUnits, PictureUnits


@dataclass(frozen=True)
class Struck:
    """What taking units away did.

    Attributes:
        score: Cosine of the whole pair.
        without: Cosine of what is left.
        predicted: The change that the attribution says: less everything that these units take part in, with all other
            units (special ones too) and by themselves. None where the method's numbers are no parts of the score.
    """

    score: float
    without: float
    predicted: float | None

    @property
    def change(self) -> float:
        """What became of the score."""
        return self.without - self.score


def without(
    encoder: Encoder,
    image: Any,  # noqa: ANN401 - everything that can be read as a picture
    caption: Any,  # noqa: ANN401 - text, or a side of either kind
    pair: PairAttribution,
    *,
    a: Iterable[int] = (),
    b: Iterable[int] = (),
    references: References | None = None,
) -> Struck:
    """Score a pair without some of its words and patches: what an attribution claims, put to the test.

    A word's tokens become padding, a patch takes the mean colour: what they are in the references, where the paths of
    the attribution start. The change is rarely the predicted one: what is away also no longer acts on the units that
    stay, inside the towers, and an attribution sums along a path, not over a jump.

    Args:
        encoder: Who is asked.
        image: The first argument of the pair.
        caption: The second.
        pair: An explanation of both; says what the units are.
        a: Content units of the first argument that are taken away: row-major cells of the grid.
        b: Of the second: tokens, as `pair.indices("black dog")` gives them.
        references: Other references; give those that the explanation was made with.

    Raises:
        OptionError: Nothing is taken away, something is that is not there, or the pair is of something else.
    """
    gone = [sorted({int(unit) for unit in units}) for units in (a, b)]
    _check(pair, gone)
    given = References.of(references)
    sides = (side_of(image, "picture"), side_of(caption, "caption"))
    asked = [
        Asked.of(encoder, *side, k) for side, k in zip(sides, _layers(encoder, pair, sides), strict=True)
    ]
    with encoder.borrowed(), enough_memory(encoder.device):
        first, second, _ = bound(encoder, asked[0], asked[1])
        found = [
            _ends(encoder, side, units, cells, given)
            for side, units, cells in zip((first, second), (pair.a, pair.b), gone, strict=True)
        ]
    (whole_a, left_a), (whole_b, left_b) = found
    predicted = _predicted(pair, gone) if pair.settings.get("additive", True) else None
    return Struck(float(whole_a @ whole_b), float(left_a @ left_b), predicted)


def _layers(encoder: Encoder, pair: PairAttribution, sides: tuple[tuple[str, Any], ...]) -> tuple[int, int]:
    return encoder.chosen(pair.layers, (sides[0][0], sides[1][0]))


def _ends(
    encoder: Encoder,
    asked: Asked,
    units: CaptionUnits | PictureUnits,
    gone: list[int],
    references: References,
) -> Tensor:
    """Unit vectors of a side as it is, and without some of its units."""
    groups = (units.rows, units.cols) if isinstance(units, PictureUnits) else None
    players = Players.of(encoder, asked, references, groups)
    if len(players) != len(units.content):
        raise OptionError(
            f"The explanation has {len(units.content)} units on a side where this pair has {len(players)}.",
            "Give the picture and the caption that were explained.",
        )
    masks = torch.ones(2, len(players), dtype=torch.bool)
    masks[1, gone] = False
    return players.embed(masks)


def _predicted(pair: PairAttribution, gone: list[list[int]]) -> float:
    columns, rows = (
        np.asarray(side.content)[units] for side, units in zip((pair.a, pair.b), gone, strict=True)
    )
    stays = pair.interactions.astype(np.float64)
    together = stays.sum()
    stays[rows] = 0
    stays[:, columns] = 0
    alone = pair.text_effects[rows].sum(dtype=np.float64) + pair.image_effects[columns].sum(dtype=np.float64)
    return float(stays.sum() - together - alone)


def _check(pair: PairAttribution, gone: list[list[int]]) -> None:
    if not any(gone):
        raise OptionError(
            "Nothing is taken away.", "Name units in a= or b=, e.g. b=pair.indices('black dog')."
        )
    for name, side, units in zip("ab", (pair.a, pair.b), gone, strict=True):
        outside = [unit for unit in units if not 0 <= unit < len(side.content)]
        if outside:
            raise OptionError(
                f"{name}: there is no unit {outside[0]}.", f"Units are 0 to {len(side.content) - 1}."
            )
