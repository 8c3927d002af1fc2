"""Integrated Jacobians of both towers, met in the embedding space: the paper's method.

Moeller et al., "Explaining Vision-Language Similarities in Dual Encoders with Feature-Pair Attributions"
(arXiv 2408.14153; TMLR 2025), eq. 9 and 10. Where we depart:

- the embedding dimension is contracted first, so no (units · width) × (units · width) product is ever formed;
- reference terms are kept and divided by the pair's own norms, so that everything adds up to the cosine (the ledger);
- the caption's reference is pooled where the caption is pooled, so that the path really ends at the caption;
- the quadrature is Gauss-Legendre, refined until the score is accounted for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from pairlens.encoders.base import Encoder
from pairlens.encoders.preparing import fingerprint
from pairlens.encoders.tower import Inputs, MeanRead, Stage
from pairlens.methods.asking import Asked, Terms, check_names
from pairlens.methods.curves import PathCurve
from pairlens.methods.forward_mode import has_forward_mode, shares_values
from pairlens.methods.general_curve import GeneralCurve
from pairlens.methods.how import How
from pairlens.methods.mean_read import MeanReadCurve
from pairlens.methods.one_read import OneReadCurve
from pairlens.methods.pair_terms import Crossed, pair_terms
from pairlens.methods.path_side import Side
from pairlens.pace import Pace
from pairlens.path import Integral
from pairlens.references import References


@dataclass(frozen=True)
class Jacobians:
    """The method, with its options.

    Attributes:
        how: Quadrature.
        references: Where the paths start.
    """

    how: How = field(default_factory=How)
    references: References = field(default_factory=References)

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> Jacobians:
        """See `pairlens.explain` for the options."""
        check_names("jacobians", options, ("steps", "rule", "tol", "cap", "references"))
        given = dict(options)
        references = References.of(given.pop("references", None))
        return cls(How.of(**given), references)

    def terms(self, encoder: Encoder, a: Asked, b: Asked) -> Terms:
        """Attribute one pair."""
        first = encoder.keep(("side", *self.key(a)), lambda: self.side(encoder, a))
        known = encoder.kept(("side", *self.key(b)))
        second = known if isinstance(known, Side) else self.side(encoder, b)
        found = self.answer(first, second)
        for asked, side in ((a, first), (b, second)):
            pace = None if side.closed_form or self.how.steps != "auto" else Pace.of(side.integral(self.how))
            if pace is not None:
                encoder.put(self.pace_key(asked), pace)
        return found

    def answer(self, first: Side, second: Side, crossed: Crossed | None = None) -> Terms:
        """The terms of a pair from both its paths, and from their products where they are at hand."""
        found = pair_terms(first, second, self.how, crossed)
        return Terms(
            interactions=found.interactions,
            b_effects=found.text_effects,
            a_effects=found.image_effects,
            baseline=found.baseline,
            score=found.score,
            residual=found.residual,
            natural_scale=found.natural_scale,
            converged=found.converged,
            settings={
                "exact": True,
                "path": {"image": first.path_name, "text": second.path_name},
                "steps": self.how.steps,
                "rule": self.how.rule,
                "tol": self.how.tol,
                "image": _described(found.image),
                "text": _described(found.text),
                "references": self.references.describe(),
            },
        )

    def together(self, encoder: Encoder, pairs: Sequence[tuple[Asked, Asked]]) -> list[Terms | None]:
        """The terms of those pairs whose paths both have the closed form of a last block; see `Stacks`."""
        from pairlens.methods.together import together

        # where the sides are tied, a picture's inputs are known only with its caption
        return [None] * len(pairs) if encoder.hold is not None else together(self, encoder, pairs)

    def side(self, encoder: Encoder, asked: Asked) -> Side:
        """One tower's path; both its ends are pooled where the input is pooled."""
        inputs, layer, kind = asked.trimmed(asked.inputs), asked.layer, asked.reader.kind
        blank = asked.trimmed(self.blank(asked))
        key = ("reference", kind, layer, fingerprint(blank))
        start = encoder.keep(key, lambda: encoder.features(kind, encoder.placed(blank), layer))
        stop = encoder.features(kind, inputs, layer, asked.key)
        curve = _curve(encoder, (kind, layer), asked.tower.stage(inputs, layer), start, stop)
        known = None
        if self.named(asked):
            known = encoder.keep((*key, "embedding"), lambda: curve.value(np.zeros(1))[0])
        closed = not isinstance(curve, GeneralCurve)
        ahead = self.first if isinstance(curve, OneReadCurve) else ()
        return Side(curve, closed_form=closed, known=known, ahead=ahead)

    @property
    def first(self) -> tuple[float, ...]:
        """Positions that a path will be asked for first, if they are few."""
        return self.how.first

    def blank(self, asked: Asked) -> Inputs:
        """The reference of an input, on the CPU where the input is known there.

        Raises:
            OptionError: The reference does not fit the input.
        """
        return asked.reader.reference(self._reference(asked), asked.at_hand)

    def named(self, asked: Asked) -> bool:
        """Whether the reference is a kind by name: then it says itself where it is pooled."""
        return isinstance(self._reference(asked), str)

    def key(self, asked: Asked) -> tuple[Any, ...]:
        """What an input's path is kept by."""
        given = self._reference(asked)
        name = given if isinstance(given, str) else fingerprint({"given": torch.as_tensor(given)})
        return asked.reader.kind, asked.layer, name, asked.key

    def pace_key(self, asked: Asked) -> tuple[Any, ...]:
        """What the pace of the last path of its kind is kept by."""
        return ("pace", *self.key(asked)[:-1])

    def _reference(self, asked: Asked) -> Any:  # noqa: ANN401 - a kind or a tensor
        return self.references.image if asked.reader.kind == "picture" else self.references.text


def _curve(
    encoder: Encoder,
    cut: tuple[str, int],
    stage: Stage,
    start: Float[Tensor, "units width"],
    stop: Float[Tensor, "units width"],
) -> PathCurve:
    if isinstance(stage.read, MeanRead):
        return MeanReadCurve(stage.read, start, stop)
    if stage.read is not None:
        return OneReadCurve(stage.read, start, stop)
    embed, z = stage.at_read or stage.embed, start[None]
    forward = encoder.keep(("forward mode", *cut), lambda: has_forward_mode(embed, z))
    shared = forward and encoder.keep(("shared", *cut), lambda: shares_values(embed, z))
    return GeneralCurve(embed, start, stop, forward_mode=forward, shared=shared)


def _described(integral: Integral) -> dict[str, Any]:
    return {
        "nodes": len(integral.nodes),
        "panels": integral.panels,
        "evaluations": integral.evaluations,
        "error": integral.error,
        "exhausted": integral.exhausted,
    }
