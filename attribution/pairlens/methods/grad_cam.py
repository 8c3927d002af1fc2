"""Grad-CAM at the layer's features, once for each text unit.

Selvaraju et al. 2017, "Grad-CAM" (arXiv 1610.02391): the weight of channel k is the mean over all places of the
gradient of the explained number (eq. 1), and the map is what of the weighted channels is positive (eq. 2),

    α_jk = 1/Z Σ_i ∂⟨f(x), U_j⟩ / ∂x_ik,    A_ji = ReLU(Σ_k α_jk x_ik).

Places are the patches (Z of them); special units have no place and get nothing. Convolution features are what the
paper means; token features go the same way. The numbers are no parts of the score.
"""

from __future__ import annotations

from typing import ClassVar

import torch

from pairlens.errors import OptionError
from pairlens.methods.first_order import FirstOrder, Question, Relevance


class GradCam(FirstOrder):
    """The method, with its options."""

    NAME: ClassVar[str] = "grad_cam"

    def relevance(self, question: Question) -> Relevance:
        """One reverse pass for each text unit.

        Raises:
            OptionError: At this layer no patch reaches the embedding any more.
        """
        x = question.features.clone().requires_grad_()
        with torch.enable_grad():
            out = question.embed(x)
        gradients = question.gradients(out, [x], "gradients")[:-1]
        places = question.content
        channels = torch.stack([g[0][0, places].mean(0) for g in gradients])
        if not channels.any():
            raise OptionError(
                f"At layer {question.layer} the embedding reads no patch any more, so Grad-CAM is empty there.",
                f"Choose a lower layer, at most {question.layer - 1}.",
            )
        found = question.features.new_zeros(len(channels), question.features.shape[1])
        found[:, places] = (channels @ question.features[0, places].T).relu()
        return Relevance(found)
