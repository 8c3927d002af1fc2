"""Every term of one pair's cosine, from both towers' paths (Moeller et al., eq. 10, with the reference terms kept)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from pairlens.methods.curves import PathCurve
from pairlens.methods.how import How
from pairlens.methods.path_side import Side
from pairlens.path import Integral

ROUNDS = 4
"""How often `auto` tightens a tower's tolerance when the score's residual is still too large."""


@dataclass(frozen=True)
class PairTerms:
    """Every term of one pair's cosine; all divided by ‖f(x)‖ ‖g(y)‖.

    Attributes:
        interactions: A_ji = ⟨U_j, V_i⟩ (eq. 10), text first.
        text_effects: ⟨U_j, f(r)⟩.
        image_effects: ⟨V_i, g(s)⟩.
        baseline: ⟨f(r), g(s)⟩.
        score: The cosine ⟨f(x), g(y)⟩.
        natural_scale: ‖f(x) - f(r)‖ ‖g(y) - g(s)‖, against which errors are stated.
        image: The image path's integral.
        text: The text path's integral.
        converged: Both vector errors and the score's residual are within the tolerance.
    """

    interactions: Float[Tensor, "text image"]
    text_effects: Float[Tensor, " text"]
    image_effects: Float[Tensor, " image"]
    baseline: float
    score: float
    natural_scale: float
    image: Integral
    text: Integral
    converged: bool

    @property
    def residual(self) -> float:
        """What is left of the score when all terms are taken off: quadrature error."""
        parts = (self.interactions, self.text_effects, self.image_effects)
        return self.score - self.baseline - sum(float(p.cpu().double().sum()) for p in parts)


@dataclass(frozen=True)
class Crossed:
    """Products of both sides' vectors, and of each side's with the other's reference embedding, not normalised.

    The vectors are formed on the side with fewer units and pulled back through the other.

    Attributes:
        pairs: ⟨U_j, V_i⟩.
        few: Those of the side with fewer units, with the other's reference.
        many: Those of the other side.
    """

    pairs: Float[Tensor, "few many"]
    few: Float[Tensor, " few"]
    many: Float[Tensor, " many"]


def text_is_few(image: PathCurve, text: PathCurve) -> bool:
    """Whether the caption (the second side) is the one whose vectors are formed."""
    return text.units <= image.units


def pair_terms(image: Side, text: Side, how: How, crossed: Crossed | None = None) -> PairTerms:
    """Split the cosine of a pair over its units.

    With U_j and V_i from eq. 9 of the paper, Σ_i V_i = f(x) - f(r) and Σ_j U_j = g(y) - g(s), hence

        ⟨f(x), g(y)⟩ = Σ_ji ⟨U_j, V_i⟩ + Σ_j ⟨U_j, f(r)⟩ + Σ_i ⟨V_i, g(s)⟩ + ⟨f(r), g(s)⟩.

    Args:
        image: The image tower's path.
        text: The text tower's path.
        how: Quadrature; "auto" is tightened until the terms add up to the score within `tol` of the natural scale.
        crossed: The products under `how` itself, where they are at hand.

    For two linear towers the answer is x ⊙ (Wᵀ V y), whatever the rule:

    >>> from pairlens.methods.general_curve import GeneralCurve
    >>> W, V = torch.tensor([[1.0, 2.0], [0.0, 1.0]]), torch.tensor([[1.0, 0.0], [1.0, 1.0]])
    >>> x, y = torch.tensor([[3.0, 1.0]]), torch.tensor([[1.0, -2.0]])
    >>> sides = [
    ...     Side(GeneralCurve(lambda z, M=M: (z @ M.T).sum(1), torch.zeros(1, 2), u)) for M, u in ((W, x), (V, y))
    ... ]
    >>> terms = pair_terms(*sides, How(steps=2))
    >>> cosine = torch.nn.functional.cosine_similarity(x @ W.T, y @ V.T)
    >>> bool(torch.allclose(terms.interactions, cosine))
    True
    """
    final = _settled(image, text, how)
    turned = not text_is_few(image.curve, text.curve)
    few, many = (image, text) if turned else (text, image)
    found = crossed if crossed is not None and final.key == how.key else _crossed(few, many, final)
    text_effects, image_effects = (found.many, found.few) if turned else (found.few, found.many)
    norms = float(np.linalg.norm(image.stop) * np.linalg.norm(text.stop))
    return PairTerms(
        interactions=(found.pairs.T if turned else found.pairs) / norms,
        text_effects=text_effects / norms,
        image_effects=image_effects / norms,
        baseline=float(image.start @ text.start) / norms,
        score=float(image.stop @ text.stop) / norms,
        natural_scale=image.change * text.change / norms,
        image=image.integral(final),
        text=text.integral(final),
        converged=_converged(image, text, final, how.tol),
    )


def _crossed(few: Side, many: Side, how: How) -> Crossed:
    columns = few.columns(how)
    starts = [torch.as_tensor(side.start, dtype=columns.dtype, device=columns.device) for side in (few, many)]
    products = many.products(how, torch.cat([columns, starts[0][None]]))
    return Crossed(products[:-1], columns @ starts[1], products[-1])


def _settled(image: Side, text: Side, how: How) -> How:
    """The settings under which the score is accounted for within the tolerance, or the tightest tried."""
    allowed = _allowed(image, text, how.tol)
    for _ in range(ROUNDS if how.steps == "auto" else 0):
        exhausted = image.integral(how).exhausted and text.integral(how).exhausted
        if exhausted or _residual(image, text, how) <= allowed:
            break
        how = how.tighter()
    return how


def _residual(image: Side, text: Side, how: How) -> float:
    """The score's residual that the integrals imply, before any unit's term is known, not normalised."""
    f = image.start + image.integral(how).total
    g = text.start + text.integral(how).total
    return abs(float(image.stop @ text.stop - f @ g))


def _converged(image: Side, text: Side, how: How, tol: float) -> bool:
    errors = (image.integral(how).error, text.integral(how).error)
    return max(errors) <= tol and _residual(image, text, how) <= _allowed(image, text, tol)


def _allowed(image: Side, text: Side, tol: float) -> float:
    """Most residual that the tolerance allows; rounding error of the score itself is never held against it."""
    rounding = 16 * image.curve.rounding * float(np.linalg.norm(image.stop) * np.linalg.norm(text.stop))
    return tol * image.size * text.size + rounding
