"""Perturb and observe: take each unit away once, on each side.

The second difference of the score when token j and cell i leave (the discrete derivative of the game at the coalition
of all others, Grabisch & Roubens 1999) is

    A_ji = v(y, x) - v(y ∖ j, x) - v(y, x ∖ i) + v(y ∖ j, x ∖ i).

With unit vectors the cosine is bilinear, so this is a product of two first-order differences (a step of ours),

    A_ji = ⟨ĝ(y) - ĝ(y ∖ j), f̂(x) - f̂(x ∖ i)⟩,

which needs P + S encodings and not P × S.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import torch
from jaxtyping import Float
from torch import Tensor

from pairlens.encoders.base import Encoder
from pairlens.methods.asking import Asked, Terms, check_names
from pairlens.methods.game import Ends, game_terms
from pairlens.methods.players import Groups, Players, check_groups, spelled
from pairlens.references import References


@dataclass(frozen=True)
class Occlusion:
    """The method, with its options.

    Attributes:
        references: What stands where a unit was taken away.
        groups: Rows and columns of a grid over a picture; None for the tower's own.
    """

    references: References = field(default_factory=References)
    groups: Groups = None

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> Occlusion:
        """See `pairlens.explain` for the options."""
        check_names("occlusion", options, ("references", "groups"))
        return cls(References.of(options.get("references")), check_groups(options.get("groups")))

    def terms(self, encoder: Encoder, a: Asked, b: Asked) -> Terms:
        """Attribute one pair, at the inputs: a layer makes no difference."""
        sides = tuple(Players.of(encoder, side, self.references, self.groups) for side in (a, b))
        ends = Ends.of(sides[0]), Ends.of(sides[1])
        drops = dropped(sides[0], ends[0]), dropped(sides[1], ends[1])
        settings = {
            **spelled(self.references, self.groups),
            "encodings": {side.what: len(side) + 2 for side in sides},
        }
        return game_terms((sides[0], sides[1]), ends, drops, drops[1] @ drops[0].T, settings)


def dropped(players: Players, ends: Ends) -> Float[Tensor, "players embed"]:
    """What each player takes along when it leaves: f̂(x) - f̂(x ∖ i)."""
    masks = ~torch.eye(len(players), dtype=torch.bool)
    return ends.full - players.embed(masks)
