"""Values of a tower's players from the embeddings of coalitions, and how well sampling knows them.

A tower F maps coalitions T of n players to vectors. Let every player stay with probability p, independently. The
p-Banzhaf value of player i (Marichal & Mathonet 2011, "Weighted Banzhaf power and interaction indexes through weighted
approximations of games"; p = 1/2 is the Banzhaf value) is the vector

    V_i(p) = E[F(T ∪ i) - F(T ∖ i)],

which equals the coefficient of player i in the least-squares linear fit of F under that distribution (their main
theorem; Hammer & Holzman 1992 for p = 1/2). So sampled coalitions are regressed: the fit takes off what is linear in
the players (most of the variance of an encoder), where averaging over coalitions would leave it as noise.

Coalitions come with their complements: F(T) - F(T^c) is free of everything that is even in the players, pairs of them
above all. In a complement players stay with probability 1 - p, so a regression of the difference gives V(p) + V(1 - p),
one of the sum V(p) - V(1 - p), and

    w (⟨U(p), V(p)⟩ + ⟨U(1-p), V(1-p)⟩) = w/2 (⟨U₊, V₊⟩ + ⟨U₋, V₋⟩),

the form in which `pairlens.methods.shapley` uses two nodes at once. The pairing of nodes is ours.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from jaxtyping import Bool, Float
from torch import Tensor

ENOUGH = 1.5
"""Least number of regression rows for each player; below it, averages over coalitions serve (measured)."""

HALF = 0.5
"""The chance at which a coalition and its complement are equally likely."""

Embed = Callable[[Bool[Tensor, "masks players"]], Float[Tensor, "masks embed"]]


@dataclass(frozen=True)
class Values:
    """Vectors of one side's players, and what sampling adds to them.

    Row k of the sample moves the vectors by `influence[:, k]` times `noise[k]`; both are empty where the vectors are
    exact.

    Attributes:
        vectors: One for each player.
        influence: Weight of each row of the sample in each player's vector.
        noise: What is left of each row after the fit, scaled for the fit's degrees of freedom.
    """

    vectors: Float[Tensor, "players embed"]
    influence: Float[Tensor, "players rows"]
    noise: Float[Tensor, "rows embed"]

    @classmethod
    def known(cls, vectors: Float[Tensor, "players embed"]) -> Values:
        """Vectors without sampling error."""
        return cls(vectors, vectors.new_zeros(len(vectors), 0), vectors.new_zeros(0, vectors.shape[1]))


def products(b: Values, a: Values) -> tuple[Float[Tensor, "b a"], Float[Tensor, "b a"]]:
    """⟨U_j, V_i⟩ for every pair, and its variance.

    The two sides are sampled independently, so with Σ_U, Σ_V the covariances of the vectors

        Var ⟨U, V⟩ = Vᵀ Σ_U V + Uᵀ Σ_V U + tr(Σ_U Σ_V),

    where Σ = Σ_k h_k² e_k e_kᵀ is the heteroscedastic estimate (White 1980) and no E × E matrix is formed. With the
    estimated vectors in their place each of the first two terms holds the third once too often, so it is subtracted.
    """
    by_b = b.influence.square() @ (b.noise @ a.vectors.T).square()
    by_a = (b.vectors @ a.noise.T).square() @ a.influence.square().T
    both = b.influence.square() @ (b.noise @ a.noise.T).square() @ a.influence.square().T
    variance = torch.maximum(by_b + by_a - both, torch.minimum(by_b, by_a))
    return b.vectors @ a.vectors.T, variance


def all_masks(players: int) -> Bool[Tensor, "masks players"]:
    """Every coalition, counted in binary: player 0 is the lowest bit."""
    numbers = torch.arange(2**players)[:, None]
    return (numbers >> torch.arange(players)) % 2 == 1


def exact(
    masks: Bool[Tensor, "masks players"], found: Float[Tensor, "masks embed"], p: float
) -> Float[Tensor, "players embed"]:
    """V(p) from all coalitions: E[F(T) (z_i - p)] / (p (1 - p)), z_i = 1 where i stays.

    >>> masks = all_masks(2)
    >>> product = masks.double().prod(1, keepdim=True)
    >>> exact(masks, product, 0.25)
    tensor([[0.2500],
            [0.2500]], dtype=torch.float64)
    """
    z = masks.double()
    chance = (z * p + (1 - z) * (1 - p)).prod(1)
    return ((z - p) * chance[:, None]).T @ found / (p * (1 - p))


def drawn(players: int, rows: int, p: float, generator: torch.Generator) -> Bool[Tensor, "masks players"]:
    """Seeded coalitions in which every player stays with probability p.

    Latin hypercube sampling (McKay, Beckman & Conover 1979): over the rows each player stays p · rows times, rounded up
    or down, so that no player is missing from a fit where p is near 0 or 1.
    """
    uniform = torch.rand(rows, players, generator=generator, dtype=torch.float64)
    ranks = torch.rand(rows, players, generator=generator, dtype=torch.float64).argsort(0)
    return (ranks + uniform) / rows < p


def fitted(
    masks: Bool[Tensor, "rows players"], found: Float[Tensor, "rows embed"], p: float, *, centre: bool = True
) -> Values:
    """V(p) from sampled coalitions, one row each.

    Least squares on z - p and, unless the rows are differences of complements at p = 1/2, a constant. Residuals are
    divided by √(1 - leverage) (MacKinnon & White 1985, HC2). With fewer than `ENOUGH` rows for each player, the average
    of centred F times (z - p) / (p (1 - p)): no bias, more noise ("maximum sample reuse" of Wang & Jia 2023, centred).
    """
    x = masks.double() - p
    if centre:
        found = found - found.mean(0)
    if len(x) < ENOUGH * x.shape[1] + 2:
        influence = x.T / (len(x) * p * (1 - p))
        return Values(influence @ found, influence, found)
    full = torch.cat([x, x.new_ones(len(x), 1)], 1) if centre else x
    influence = torch.linalg.pinv(full)
    leverage = (full * influence.T).sum(1).clamp(max=1 - 1e-6)
    noise = (found - full @ (influence @ found)) / (1 - leverage).sqrt()[:, None]
    influence = influence[: x.shape[1]]
    return Values(influence @ found, influence, noise)


@dataclass(frozen=True)
class Plan:
    """How one side's coalitions are to be chosen.

    Attributes:
        budget: Most encodings.
        seed: Of the coalitions that are drawn.
    """

    budget: int
    seed: int

    def complete(self, players: int) -> bool:
        """Whether every coalition can be encoded."""
        return players < 63 and 2**players <= self.budget  # noqa: PLR2004 - bits of an integer

    def generator(self) -> torch.Generator:
        """Random numbers that depend on nothing but the seed."""
        return torch.Generator().manual_seed(self.seed)


def at(embed: Embed, players: int, p: float, plan: Plan) -> tuple[Values, str]:
    """V(p) of one side, and a word on how it was found.

    Args:
        embed: Coalitions to vectors.
        players: How many there are.
        p: Chance that a player stays.
        plan: Budget and seed.
    """
    if plan.complete(players):
        masks = all_masks(players)
        return Values.known(exact(masks, embed(masks), p)), "all coalitions"
    half = plan.budget // 2
    if p == HALF and half >= ENOUGH * players + 2:
        masks = drawn(players, half, p, plan.generator())
        found = embed(torch.cat([masks, ~masks]))
        return fitted(masks, (found[:half] - found[half:]) / 2, p, centre=False), "least squares, complements"
    masks = drawn(players, plan.budget, p, plan.generator())
    return fitted(masks, embed(masks), p), named(len(masks), players)


def named(rows: int, players: int) -> str:
    """Which of its two ways `fitted` takes."""
    return "least squares" if rows >= ENOUGH * players + 2 else "averages"
