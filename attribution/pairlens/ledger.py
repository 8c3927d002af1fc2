"""Where the whole score went: a few numbers that add up to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from jaxtyping import Float, Int

from pairlens.naming import NONE, USUAL, Kinds, Specials, explanations


class LedgerRow(NamedTuple):
    """One line of the ledger: what it is called, how much it holds, and what that means."""

    name: str
    value: float
    explanation: str


class Mass(NamedTuple):
    """Share of the absolute pair mass per block; the four add to 1 (all are 0 where there is no mass)."""

    content_patch: float
    content_special: float
    special_patch: float
    special_special: float


@dataclass(frozen=True, slots=True)
class Ledger:
    """The score, split into parts that add up to it.

    `score == pairs + text_alone + image_alone + baseline + residual`, where `pairs` is the sum of the four
    blocks (Moeller et al., arXiv 2408.14153, eq. 10; the other terms are what it leaves out). All are in units
    of the cosine.

    Attributes:
        content_patch: Words of the caption with patches of the picture.
        content_special: Words with the picture's special units (class, register).
        special_patch: The caption's special units (begin, end, padding) with patches.
        special_special: Special units with special units.
        text_alone: The caption with the reference picture.
        image_alone: The picture with the reference caption.
        baseline: The reference caption with the reference picture.
        residual: What the parts above leave over.
        score: The cosine of caption and picture.
        natural_scale: `|f(x) − f(r)| |g(y) − g(s)| / (|f(x)| |g(y)|)`, what a residual is measured against.
        mass: Share of the absolute pair mass per block; signs do not cancel in it.
        exact: Whether the method is a path integral, so that the residual is quadrature error alone.
        kinds: What the columns and the rows are, ("picture", "caption") by default. Where both are of one
            kind, or the caption comes first, fields are named by place: "text" and "content" stand for the
            rows (second argument), "image" and "patch" for the columns (first argument).
        special: The kinds of special units that the columns and the rows have.
    """

    content_patch: float
    content_special: float
    special_patch: float
    special_special: float
    text_alone: float
    image_alone: float
    baseline: float
    residual: float
    score: float
    natural_scale: float
    mass: Mass
    exact: bool = True
    kinds: Kinds = USUAL
    special: Specials = NONE

    @classmethod
    def of(
        cls,
        interactions: Float[np.ndarray, "text image"],
        text_effects: Float[np.ndarray, " text"],
        image_effects: Float[np.ndarray, " image"],
        *,
        content: Int[np.ndarray, " tokens"],
        patches: Int[np.ndarray, " patches"],
        baseline: float,
        score: float,
        natural_scale: float,
        exact: bool = True,
        kinds: Kinds = USUAL,
        special: Specials = NONE,
    ) -> Ledger:
        """Add up an explanation's arrays, in double precision; the residual is what remains of the score.

        Args:
            interactions: One number per text unit and image unit; text first.
            text_effects: One number per text unit.
            image_effects: One number per image unit.
            content: Rows of the content units.
            patches: Columns of the patch units.
            baseline: Score of the two references.
            score: The cosine.
            natural_scale: What a residual is measured against.
            exact: Whether the method is a path integral.
            kinds: What the columns and the rows are.
            special: The kinds of special units that they have.
        """
        pairs = np.asarray(interactions, dtype=np.float64)
        sums = _blocks(pairs, content, patches)
        text = float(np.sum(text_effects, dtype=np.float64))
        image = float(np.sum(image_effects, dtype=np.float64))
        residual = score - (sum(sums) + text + image + baseline)
        mass = _shares(_blocks(np.abs(pairs), content, patches))
        return cls(*sums, text, image, baseline, residual, score, natural_scale, mass, exact, kinds, special)

    @property
    def pairs(self) -> float:
        """Sum of the four blocks of interactions."""
        return self.content_patch + self.content_special + self.special_patch + self.special_special

    @property
    def residual_name(self) -> str:
        """What the remainder is: quadrature error of a path method, or unexplained by another."""
        return "residual (quadrature)" if self.exact else "unexplained"

    @property
    def relative_residual(self) -> float:
        """The residual's size against the natural scale; 0 when both are 0."""
        return abs(self.residual) / self.natural_scale if self.natural_scale else float(self.residual != 0)

    def rows(self) -> list[LedgerRow]:
        """The parts in order, with a sentence on each; their values add to the score."""
        parts = explanations(self.kinds, self.special).items()
        rows = [LedgerRow(name, getattr(self, key), text) for key, (name, text) in parts]
        return [*rows, LedgerRow(self.residual_name, self.residual, _REMAINDERS[self.exact])]


_REMAINDERS = {
    True: "What the numerical integration missed: more steps make it smaller.",
    False: "What this method leaves unexplained: its parts need not add up to the score.",
}


def _blocks(
    pairs: Float[np.ndarray, "text image"],
    content: Int[np.ndarray, " tokens"],
    patches: Int[np.ndarray, " patches"],
) -> tuple[float, float, float, float]:
    """Sums over content × patch, content × special, special × patch, special × special."""
    text = np.zeros((2, pairs.shape[0]))
    image = np.zeros((2, pairs.shape[1]))
    text[1] = image[1] = 1.0
    text[:, content] = [[1.0], [0.0]]
    image[:, patches] = [[1.0], [0.0]]
    a, b, c, d = (text @ pairs @ image.T).ravel()
    return float(a), float(b), float(c), float(d)


def _shares(sums: tuple[float, float, float, float]) -> Mass:
    total = sum(sums)
    return Mass(*(part / total if total else 0.0 for part in sums))
