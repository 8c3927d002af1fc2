"""Integrated gradients at the layer's features, once for each text unit.

Sundararajan, Taly & Yan 2017, "Axiomatic Attribution for Deep Networks" (arXiv 1703.01365), eq. 1, for the scalar
⟨f(x), U_j⟩ on the straight path from the reference features r:

    A_ji = Σ_d (x - r)_id ∫₀¹ ∂⟨f(r + α (x - r)), U_j⟩ / ∂x_id dα.

By linearity that is ⟨U_j, V_i⟩: the first-order method asked once for each U_j is the method of `jacobians`, whose
pairs it equals up to quadrature. It is computed here by reverse passes along the path, with the nodes that `jacobians`
would try first, and never in closed form.
"""

from __future__ import annotations

from typing import ClassVar

from pairlens.methods.first_order import FirstOrder, Question, Relevance
from pairlens.methods.general_curve import GeneralCurve


class IntegratedGradients(FirstOrder):
    """The method, with its options; `steps` and `rule` are those of both sides' paths."""

    NAME: ClassVar[str] = "integrated_gradients"

    def relevance(self, question: Question) -> Relevance:
        """One reverse pass for each text unit and node."""
        integral = question.path.integral(question.how)
        curve = GeneralCurve(question.embed, question.start, question.features[0])
        found = curve.pull(integral.nodes, question.vectors)
        return Relevance(
            found[:-1],
            found[-1],
            {"image": {"nodes": len(integral.nodes), "error": integral.error}},
            exact=True,
            converged=integral.error <= question.how.tol,
        )
