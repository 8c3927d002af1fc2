"""Patch-text cosine: what each patch would embed to if it were the whole picture, beside each text unit.

Zhou, Loy & Dai 2022, "Extract Free Dense Labels from CLIP" (arXiv 2112.01071), section 3.2: leave query and key of the
pooling attention out, so that every unit keeps its own value, take it through the rest of the tower, and compare it
with the text,

    A_ji = ⟨d_i / ‖d_i‖, U_j⟩ / ‖g(y)‖.

In a class-token transformer the pooling attention is that of the last block (as in the authors' code for ViT: value,
residual and perceptron of that block stay); in an attention-pooled tower it is the pooling itself. d_i is then the
embedding of a sequence that holds unit i everywhere, in which any pooling returns that unit. A tower without attention
gives the cosine of its last features. The paper's text is a class name; here U_j is the caption's unit, and what a
phrase is compared with is the sum of its U_j. The layer makes no difference: units are those before the pooling. The
numbers are no parts of the score.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import torch
from jaxtyping import Float
from torch import Tensor

from pairlens.methods.attending import attending
from pairlens.methods.first_order import FirstOrder, Question, Relevance

BUDGET = 64 * 2**20
"""Bytes that one batch of sequences may take."""


class MaskClip(FirstOrder):
    """The method, with its options."""

    NAME: ClassVar[str] = "maskclip"

    def relevance(self, question: Question) -> Relevance:
        """Two passes through the tower, and one through its pooling for each patch."""
        depth = question.tower.depth
        embed = question.tower.stage(question.inputs, depth).embed
        with torch.no_grad():
            units, changed = self._features(question, embed)
            kinds = question.units_at(depth)
            places = [int(i) for i in kinds.content if i < len(units)]
            dense = _dense(embed, units, places)
            cosines = question.vectors[:-1] @ torch.nn.functional.normalize(dense, dim=-1).T
        found = units.new_zeros(len(cosines), len(units))
        found[:, places] = cosines * (question.norms / question.other)
        return Relevance(found, settings={"changed": changed}, units=kinds, layer=depth)

    def _features(
        self, question: Question, embed: Callable[[Tensor], Tensor]
    ) -> tuple[Float[Tensor, "units width"], str]:
        """Units before the pooling, and which attention lost its query and key."""
        tower, inputs = question.tower, question.inputs
        with attending() as seen:
            plain = tower.features(inputs, tower.depth)
        with attending() as pooling:
            embed(plain)
        if pooling or not seen:
            return plain[0], "pooling" if pooling else "nothing"
        last = len(seen) - 1
        with attending(
            lambda k, share: torch.eye(share.shape[-1]).to(share).expand_as(share) if k == last else share
        ):
            return tower.features(inputs, tower.depth)[0], "last block"


def _dense(
    embed: Callable[[Tensor], Tensor], units: Float[Tensor, "units width"], places: list[int]
) -> Float[Tensor, "places embed"]:
    """What each unit embeds to when it stands everywhere."""
    size = max(1, BUDGET // (units.numel() * units.element_size()))
    parts = units[places].split(size)
    return torch.cat([embed(part[:, None].repeat(1, len(units), 1)) for part in parts])
