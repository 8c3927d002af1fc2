"""Relevance through all attentions above the layer, once for each text unit.

Chefer, Gur & Wolf 2021, "Generic Attention-model Explainability" (arXiv 2103.15679): relevance starts as the identity
over the units. Each self-attention with probabilities A adds (eq. 5 and 6)

    Ā = E_h[(∇A ⊙ A)⁺],    R ← R + Ā R,

where ∇A is the gradient of the explained number ⟨f(x), U_j⟩, the mean runs over heads, and ⁺ keeps what is positive. A
pooling query attends once more, R_query = Ā R (their rule for attention between two sets). The answer is the row of the
unit that is read, without the identity that it started from. The numbers are no parts of the score.
"""

from __future__ import annotations

from typing import ClassVar

import torch
from jaxtyping import Float
from torch import Tensor

from pairlens.methods.attending import attending
from pairlens.methods.first_order import FirstOrder, Question, Relevance
from pairlens.methods.following import fitting, single


class AttentionRelevance(FirstOrder):
    """The method, with its options."""

    NAME: ClassVar[str] = "attention"

    def relevance(self, question: Question) -> Relevance:
        """One reverse pass for each text unit.

        Raises:
            OptionError: There is no attention over the layer's units, or no single unit that is read.
        """
        x = question.features.clone().requires_grad_()
        with torch.enable_grad(), attending() as seen:
            out = question.embed(x)
        fitting(self.NAME, question, seen)
        shares = [a.share for a in seen]
        pooled = shares[-1].shape[-2] != shares[-1].shape[-1]
        row = None if pooled else single(self.NAME, question.read())
        gradients = question.gradients(out, shares, "gradients")[:-1]
        found = [flow([s.detach() for s in shares], g, row) for g in gradients]
        return Relevance(torch.stack(found), settings={"attentions": len(shares)})


def flow(
    shares: list[Float[Tensor, "..."]], gradients: list[Float[Tensor, "..."]], row: int | None
) -> Float[Tensor, " units"]:
    """Relevance of every unit for what is read.

    Args:
        shares: Probabilities of each attention, (1, heads, queries, units), lowest first.
        gradients: Gradient of the explained number with respect to each.
        row: The unit that is read; None where the last attention is that of a pooling query.
    """
    units = shares[0].shape[-1]
    R = torch.eye(units, dtype=shares[0].dtype, device=shares[0].device)
    step = R
    for share, gradient in zip(shares, gradients, strict=True):
        step = (gradient * share).relu().flatten(0, -3).mean(0) @ R
        R = R + step if len(step) == units else R
    if row is None:
        return step.sum(0)
    return R[row] - torch.eye(units, dtype=R.dtype, device=R.device)[row]
