"""Gradient × input at the layer's features, once for each text unit.

Shrikumar et al. 2017, "Not Just a Black Box" (arXiv 1605.01713): a unit's relevance is the gradient of the
explained number times the unit itself,

    A_ji = Σ_d x_id ∂⟨f(x), U_j⟩ / ∂x_id.

There is no reference in it, so the parts add up only where f is linear without a constant; what they miss is
"unexplained". A layer norm does not change when a unit is scaled, so a unit that enters the part above the cut through
a layer norm alone gets nothing (but for the norm's epsilon): so do all patches at the last block of a transformer that
reads its class token. Choose a lower layer there.
"""

from __future__ import annotations

from typing import ClassVar

import torch

from pairlens.methods.first_order import FirstOrder, Question, Relevance


class GradientInput(FirstOrder):
    """The method, with its options."""

    NAME: ClassVar[str] = "gradient_input"

    def relevance(self, question: Question) -> Relevance:
        """One reverse pass for each text unit."""
        x = question.features.clone().requires_grad_()
        with torch.enable_grad():
            out = question.embed(x)
        gradients = question.gradients(out, [x], "gradients")
        found = torch.stack([(g[0] * question.features)[0].sum(-1) for g in gradients])
        return Relevance(found[:-1], found[-1])
