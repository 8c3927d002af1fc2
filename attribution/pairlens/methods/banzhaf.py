"""Cross-modal Banzhaf interactions, with coalitions shared by all pairs.

The weighted Banzhaf interaction of token j and cell i (Marichal & Mathonet 2011; FIxLIP, Baniecki et al. 2025,
uses it for vision-language encoders) is the expected second difference of the game when every other player stays with
probability p, independently:

    A_ji = E[v(S ∪ j, T ∪ i) - v(S ∪ j, T) - v(S, T ∪ i) + v(S, T)].

Coalitions S of the caption and T of the picture are independent and v(S, T) = ⟨ĝ(S), f̂(T)⟩ is bilinear, so it factors
into the p-Banzhaf values of each tower (a step of ours), U_j = E[ĝ(S ∪ j) - ĝ(S)] and V_i = E[f̂(T ∪ i) - f̂(T)]:

    A_ji = ⟨U_j, V_i⟩.

m captions and n pictures thus serve as m × n values of the game. A side whose coalitions all fit the budget is exact.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pairlens.encoders.base import Encoder
from pairlens.errors import OptionError
from pairlens.methods.asking import Asked, Terms, check_names
from pairlens.methods.coalitions import HALF, Plan, at, products
from pairlens.methods.game import Ends, game_terms
from pairlens.methods.players import Groups, Players, check_groups, spelled
from pairlens.references import References

BUDGET = 1024
"""Encodings for each side unless told otherwise."""


@dataclass(frozen=True)
class Sampling:
    """The options that sampled methods share.

    Attributes:
        budget: Most encodings of each side (a, b), both ends of the game not counted.
        seed: Of the coalitions.
        references: What stands where a player left.
        groups: Rows and columns of a grid over a picture; None for the tower's own.
    """

    budget: tuple[int, int] = (BUDGET, BUDGET)
    seed: int = 0
    references: References = field(default_factory=References)
    groups: Groups = None

    NAMES = ("budget", "seed", "references", "groups")

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> Sampling:
        """What a person wrote, checked.

        Raises:
            OptionError: A value that cannot be used.
        """
        return cls(
            _budget(options.get("budget", BUDGET)),
            _seed(options.get("seed", 0)),
            References.of(options.get("references")),
            check_groups(options.get("groups")),
        )

    def sides(self, encoder: Encoder, a: Asked, b: Asked) -> tuple[Players, Players]:
        """The players of both."""
        return (
            Players.of(encoder, a, self.references, self.groups),
            Players.of(encoder, b, self.references, self.groups),
        )

    def plans(self) -> tuple[Plan, Plan]:
        """Budgets and seeds (a, b); two sides of one kind must not draw the same coalitions."""
        return Plan(self.budget[0], 2 * self.seed), Plan(self.budget[1], 2 * self.seed + 1)

    def settings(self) -> dict[str, Any]:
        """As plain JSON."""
        return {"budget": list(self.budget), "seed": self.seed, **spelled(self.references, self.groups)}


@dataclass(frozen=True)
class Banzhaf:
    """The method, with its options.

    Attributes:
        sampling: Budget, seed and players.
        p: Chance that a player stays.
    """

    sampling: Sampling = field(default_factory=Sampling)
    p: float = HALF

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> Banzhaf:
        """See `pairlens.explain` for the options."""
        check_names("banzhaf", options, ("p", *Sampling.NAMES))
        return cls(Sampling.of(options), _chance(options.get("p", HALF)))

    def terms(self, encoder: Encoder, a: Asked, b: Asked) -> Terms:
        """Attribute one pair, at the inputs: a layer makes no difference."""
        sides, plans = self.sampling.sides(encoder, a, b), self.sampling.plans()
        ends = Ends.of(sides[0]), Ends.of(sides[1])
        (V, way_a), (U, way_b) = (
            at(side.embed, len(side), self.p, plan) for side, plan in zip(sides, plans, strict=True)
        )
        pairs, variance = products(U, V)
        settings = {**self.sampling.settings(), "p": self.p, "estimator": [way_a, way_b]}
        return game_terms(sides, ends, (V.vectors, U.vectors), pairs, settings, variance)


def _chance(p: Any) -> float:  # noqa: ANN401 - checked here
    if isinstance(p, bool) or not isinstance(p, int | float) or not 0 < p < 1:
        raise OptionError(
            f"p={p!r} is no chance that a player stays.",
            'Use a number between 0 and 1; what happens at 1 is method="occlusion".',
        )
    return float(p)


def _budget(budget: Any) -> tuple[int, int]:  # noqa: ANN401 - checked here
    pair = tuple(budget) if isinstance(budget, tuple | list) else (budget, budget)
    if len(pair) != 2 or not all(type(n) is int and n >= 8 for n in pair):  # noqa: PLR2004 - the least that tells anything
        raise OptionError(
            f"budget={budget!r} is no number of encodings.",
            "Use an integer from 8 up, or a pair (image, text).",
        )
    return pair[0], pair[1]


def _seed(seed: Any) -> int:  # noqa: ANN401 - checked here
    if type(seed) is not int or not 0 <= seed < 2**62:
        raise OptionError(f"seed={seed!r} is not a seed.", "Use an integer from 0 up.")
    return seed
