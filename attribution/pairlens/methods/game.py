"""The game of two sides' players: where it begins and ends, and its answer as terms of the cosine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch
from jaxtyping import Float
from torch import Tensor

from pairlens.methods.asking import Terms
from pairlens.methods.players import Players


@dataclass(frozen=True)
class Ends:
    """Where a side's game begins and ends.

    Attributes:
        full: Unit vector of the input itself, f̂(x).
        empty: Unit vector of what is left when every player is away, f̂(r).
    """

    full: Float[Tensor, " embed"]
    empty: Float[Tensor, " embed"]

    @classmethod
    def of(cls, players: Players) -> Ends:
        """Encode both."""
        masks = torch.tensor([[True], [False]]).expand(2, len(players))
        return cls(*players.embed(masks))


def game_terms(
    sides: tuple[Players, Players],
    ends: tuple[Ends, Ends],
    vectors: tuple[Float[Tensor, "a embed"], Float[Tensor, "b embed"]],
    pairs: Float[Tensor, "b a"],
    settings: Mapping[str, Any],
    variance: Float[Tensor, "b a"] | None = None,
) -> Terms:
    """A perturbing method's answer as terms of the cosine; what they leave over is "unexplained".

    Args:
        sides: Players of `a` and `b`.
        ends: Both ends of each game.
        vectors: One for each player; ⟨vector, the other side's reference⟩ is what it adds whatever the other side.
        pairs: The interactions.
        settings: What was used.
        variance: Of each interaction, where it was sampled.
    """
    (a, b), (end_a, end_b) = sides, ends
    effects = vectors[0] @ end_b.empty, vectors[1] @ end_a.empty
    score, baseline = float(end_a.full @ end_b.full), float(end_a.empty @ end_b.empty)
    left = score - baseline - float(pairs.sum()) - sum(float(effect.sum()) for effect in effects)
    return Terms(
        interactions=placed(pairs, b, a),
        b_effects=_along(effects[1], b),
        a_effects=_along(effects[0], a),
        baseline=baseline,
        score=score,
        residual=left,
        natural_scale=float((end_a.full - end_a.empty).norm() * (end_b.full - end_b.empty).norm()),
        converged=True,
        settings={"exact": False, **settings},
        a=a.units,
        b=b.units,
        standard_error=None if variance is None else placed(variance.sqrt(), b, a),
        layers=(0, 0),
    )


def placed(values: Float[Tensor, "b a"], b: Players, a: Players) -> Float[Tensor, "rows cols"]:
    """Numbers of players, put where the players stand among all units; the others are exactly nothing."""
    found = values.new_zeros(len(b.units), len(a.units))
    found[torch.tensor(b.places)[:, None], torch.tensor(a.places)[None]] = values
    return found


def _along(values: Float[Tensor, " players"], side: Players) -> Float[Tensor, " units"]:
    found = values.new_zeros(len(side.units))
    found[list(side.places)] = values
    return found
