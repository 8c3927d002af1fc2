"""What first-order methods share: the scalar ⟨f(x), U_j⟩ of every unit j of the second side, explained on the first.

A first-order method explains one number on one input. So that it can be compared with pairs, it is asked once for each
text unit: U_j = J_g (y - s)_j is that unit's vector (`pairlens.methods.jacobians`), and since Σ_j U_j = g(y) - g(s),

    ⟨f(x), g(y)⟩ = Σ_j ⟨f(x), U_j⟩ + ⟨f(x), g(s)⟩.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from pairlens.encoders.base import Encoder
from pairlens.encoders.preparing import Units
from pairlens.encoders.tower import Inputs, TextTower, Tower, shortened
from pairlens.methods.asking import Asked, Terms, check_names
from pairlens.methods.how import How
from pairlens.methods.jacobians import Jacobians
from pairlens.methods.path_side import Side
from pairlens.progress import tell
from pairlens.references import References


@dataclass(frozen=True)
class Question:
    """What is asked of the first side.

    Attributes:
        tower: Its tower.
        inputs: Its inputs, trimmed to what can matter.
        layer: Where to cut.
        units: What its units are at the layer.
        features: Those units.
        embed: The part above the cut.
        path: Its path from the reference.
        vectors: U_j of the second side's units, then g(s).
        norms: ‖f(x)‖ ‖g(y)‖.
        other: ‖g(y)‖.
        how: Quadrature.
        units_at: What the units are at another layer.
        start: The reference's features.
    """

    tower: Tower
    inputs: Inputs
    layer: int
    units: Units
    features: Float[Tensor, "1 units width"]
    embed: Callable[[Tensor], Tensor]
    path: Side
    vectors: Float[Tensor, "vectors embed"]
    norms: float
    other: float
    how: How
    units_at: Callable[[int], Units]
    start: Float[Tensor, "units width"]

    @property
    def content(self) -> list[int]:
        """Which units are patches (or, of a caption, words)."""
        return [int(place) for place in self.units.content if place < self.features.shape[1]]

    def gradients(
        self, out: Float[Tensor, "1 embed"], at: list[Tensor], name: str
    ) -> list[list[Float[Tensor, "..."]]]:
        """Gradient of each ⟨f(x), U_j⟩ with respect to some tensors of a forward pass; g(s) comes last."""
        found = []
        for j, vector in enumerate(self.vectors):
            grads = torch.autograd.grad(
                out, at, vector[None], retain_graph=True, allow_unused=True, materialize_grads=True
            )
            found.append(list(grads))
            tell(name, j + 1, len(self.vectors))
        return found

    def read(self) -> list[int]:
        """Which units the pooling reads: those that the embedding depends on."""
        z = self.tower.features(self.inputs, self.tower.depth).detach().requires_grad_()
        with torch.enable_grad():
            out = self.tower.stage(self.inputs, self.tower.depth).embed(z)
            (gradient,) = torch.autograd.grad(out, z, self.vectors.abs().sum(0, keepdim=True))
        return [int(i) for i in gradient[0].abs().sum(-1).nonzero()[:, 0]]


@dataclass(frozen=True)
class Relevance:
    """A method's answer, before it is divided by the pair's norms.

    Attributes:
        pairs: One number for each unit j of the second side and each unit of the first.
        alone: The same for g(s), where the method's numbers are parts of the score; None where they are not.
        settings: What was used.
        exact: Whether what is left over is quadrature error alone.
        converged: Whether the tolerance was met.
        units: What the first side's units are, if not those at the layer.
        layer: Where they lie, likewise.
    """

    pairs: Float[Tensor, "b a"]
    alone: Float[Tensor, " a"] | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)
    exact: bool = False
    converged: bool = True
    units: Units | None = None
    layer: int | None = None


@dataclass(frozen=True)
class FirstOrder:
    """A first-order method, with its options; each method says in `relevance` how it explains.

    Attributes:
        how: Quadrature of the second side's U_j.
        references: Where its path starts.
    """

    NAME: ClassVar[str]

    how: How = field(default_factory=How)
    references: References = field(default_factory=References)

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> FirstOrder:
        """See `pairlens.explain` for the options."""
        check_names(cls.NAME, options, ("steps", "rule", "tol", "cap", "references"))
        given = dict(options)
        references = References.of(given.pop("references", None))
        return cls(How.of(**given), references)

    def relevance(self, question: Question) -> Relevance:
        """Explain every ⟨f(x), U_j⟩ on the first side's units."""
        raise NotImplementedError

    def terms(self, encoder: Encoder, a: Asked, b: Asked) -> Terms:
        """Attribute one pair."""
        jacobians = Jacobians(self.how, self.references)
        image, text = jacobians.side(encoder, a), jacobians.side(encoder, b)
        question = self._question(encoder, a, image, text)
        answer = self.relevance(question)
        text_error = text.integral(self.how).error
        settings = {
            "exact": answer.exact,
            "additive": answer.alone is not None,
            "references": self.references.describe(),
            "text": {"nodes": len(text.integral(self.how).nodes), "error": text_error},
            **answer.settings,
        }
        found = _terms(question, text, answer, settings)
        return replace(
            found,
            converged=answer.converged and text_error <= self.how.tol,
            layers=None if answer.layer is None else (answer.layer, b.layer),
        )

    def _question(self, encoder: Encoder, a: Asked, image: Side, text: Side) -> Question:
        given = self.references.image if a.reader.kind == "picture" else self.references.text
        inputs, blank = a.inputs, encoder.placed(a.reader.reference(given, a.inputs))
        if isinstance(a.tower, TextTower):
            length = a.tower.length(inputs)
            inputs, blank = shortened(inputs, length), shortened(blank, length)
        U = text.columns(self.how)
        return Question(
            tower=a.tower,
            inputs=inputs,
            layer=a.layer,
            units=a.units(),
            features=encoder.features(a.reader.kind, inputs, a.layer)[None].detach(),
            start=encoder.features(a.reader.kind, blank, a.layer).detach(),
            embed=a.tower.stage(inputs, a.layer).embed,
            path=image,
            vectors=torch.cat(
                [U, torch.as_tensor(text.start[None], dtype=U.dtype, device=U.device)]
            ).detach(),
            norms=float(np.linalg.norm(image.stop) * np.linalg.norm(text.stop)),
            other=float(np.linalg.norm(text.stop)),
            how=self.how,
            units_at=lambda layer: a.reader.units(a.source, a.inputs, layer),
        )


def _terms(question: Question, text: Side, answer: Relevance, settings: Mapping[str, Any]) -> Terms:
    """Numbers that are no parts of the score stand alone; everything but them is then unexplained."""
    image, norms = question.path, question.norms
    pairs = answer.pairs.detach().double() / norms
    b_effects, a_effects, baseline = pairs.new_zeros(len(pairs)), pairs.new_zeros(pairs.shape[1]), 0.0
    if answer.alone is not None:
        start = torch.as_tensor(image.start, device=pairs.device)
        b_effects = question.vectors[:-1].double() @ start / norms
        a_effects = answer.alone.detach().double() / norms
        baseline = float(image.start @ text.start) / norms
    score = float(image.stop @ text.stop) / norms
    return Terms(
        interactions=pairs,
        b_effects=b_effects,
        a_effects=a_effects,
        baseline=baseline,
        score=score,
        residual=score - baseline - sum(float(part.sum()) for part in (pairs, b_effects, a_effects)),
        natural_scale=image.change * text.change / norms,
        converged=answer.converged,
        settings=settings,
        a=answer.units,
    )
