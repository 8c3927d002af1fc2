"""Grad-ECLIP at the last attention, once for each text unit.

Zhao, Wang, Zeng, Zhao & Chan 2024, "Gradient-based Visual Explanation for Transformer-based CLIP" (ICML, section 3):
what the class token takes from the last attention is a sum over patches of their values. A patch's share in the score
is its value, weighted by channel with the gradient at the attention's output and by place with a loosened attention,
the cosine of query and key stretched to [0, 1] over the patches,

    A_ji = ReLU(Σ_c w_jc λ_i v_ic),    w_j = ∂⟨f(x), U_j⟩ / ∂o,    λ_i = (cos(q, k_i) - min) / (max - min).

Channels run over all heads, whose queries, keys and values stand side by side; the forward pass is the model's own (the
authors' code runs its last attention with a single head). Special units get nothing. The numbers are no parts of the
score.
"""

from __future__ import annotations

from typing import ClassVar

import torch
from jaxtyping import Float
from torch import Tensor

from pairlens.methods.attending import attending
from pairlens.methods.first_order import FirstOrder, Question, Relevance
from pairlens.methods.following import fitting, single


class GradEclip(FirstOrder):
    """The method, with its options."""

    NAME: ClassVar[str] = "grad_eclip"

    def relevance(self, question: Question) -> Relevance:
        """One reverse pass, through the pooling and at most one block, for each text unit.

        Raises:
            OptionError: There is no attention over the layer's units, or no single unit that is read.
        """
        x = question.features.clone().requires_grad_()
        with torch.enable_grad(), attending() as seen:
            out = question.embed(x)
        fitting(self.NAME, question, seen[-1:])
        last, places = seen[-1], question.content
        gradients = [g[0] for g in question.gradients(out, [last.output], "gradients")[:-1]]
        used = torch.stack(gradients).abs().sum((0, 1, 2, 4)).nonzero()[:, 0]
        row = single(self.NAME, [int(i) for i in used])
        query, key, value = (_beside(t) for t in (last.query, last.key, last.value))
        weights = torch.stack([_beside(g)[row] for g in gradients])
        loose = stretched(torch.cosine_similarity(query[row][None], key[places], dim=-1))
        found = x.new_zeros(len(weights), x.shape[1])
        found[:, places] = (weights @ value[places].T * loose).relu()
        return Relevance(found)


def stretched(values: Float[Tensor, " units"]) -> Float[Tensor, " units"]:
    """Moved and scaled to run from 0 to 1.

    >>> stretched(torch.tensor([2.0, 4.0, 3.0])).tolist()
    [0.0, 1.0, 0.5]
    """
    low, high = values.min(), values.max()
    return (values - low) / (high - low).clamp(min=torch.finfo(values.dtype).tiny)


def _beside(heads: Float[Tensor, "1 heads rows inner"]) -> Float[Tensor, "rows channels"]:
    """The heads' channels side by side."""
    return heads.detach()[0].transpose(0, 1).flatten(1)
