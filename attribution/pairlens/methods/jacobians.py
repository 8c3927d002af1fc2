"""Integrated Jacobians of both towers, met in the embedding space: the paper's method.

Moeller et al., "Explaining Vision-Language Similarities in Dual Encoders with Feature-Pair Attributions"
(arXiv 2408.14153; TMLR 2025), eq. 9 and 10. Where we depart:

- the embedding dimension is contracted first, so no (units · width) × (units · width) product is ever formed;
- reference terms are kept and divided by the pair's own norms, so that everything adds up to the cosine (the ledger);
- the caption's reference is pooled where the caption is pooled, so that the path really ends at the caption;
- the quadrature is Gauss-Legendre, refined until the score is accounted for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from pairlens.encoders.base import Encoder
from pairlens.encoders.preparing import fingerprint
from pairlens.encoders.tower import MeanRead, Stage, TextTower, shortened
from pairlens.errors import OptionError
from pairlens.methods.asking import Asked, Terms, check_names
from pairlens.methods.curves import GeneralCurve, PathCurve, jvp
from pairlens.methods.mean_read import MeanReadCurve
from pairlens.methods.one_read import OneReadCurve
from pairlens.path import CAP, FIRST_TRIES, Ends, Integral, adaptive, fixed, size_of
from pairlens.quadrature import nodes
from pairlens.references import References

ROUNDS = 4
"""How often `auto` tightens a tower's tolerance when the score's residual is still too large."""


@dataclass
class Side:
    """One tower's path for one input, with what has been computed of it.

    Attributes:
        curve: The path.
        closed_form: True if the curve is the closed form of a last block.
        known: f(r), where it is known from an earlier request.
        ahead: Positions that will be asked for first, where the curve does them best together with its ends.
        start: Embedding of the reference, f(r), float64.
        stop: Embedding of the input, f(x), float64.
    """

    curve: PathCurve
    closed_form: bool = False
    known: Float[np.ndarray, " embed"] | None = None
    ahead: tuple[float, ...] = ()
    start: Float[np.ndarray, " embed"] = field(init=False)
    stop: Float[np.ndarray, " embed"] = field(init=False)
    _integrals: dict[tuple[str, int | float], Integral] = field(default_factory=dict)
    _columns: dict[tuple[str, int | float], Tensor] = field(default_factory=dict)
    _pulled: dict[tuple[str, int | float], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        ends = [1.0] if self.known is not None else [0.0, 1.0]
        values = self.curve.value(np.array([*self.ahead, *ends]))
        self.start = values[-2] if self.known is None else self.known
        self.stop = values[-1]

    @property
    def path_name(self) -> str:
        """Which of the two ways to the numbers serves."""
        return "closed form" if self.closed_form else "general"

    @property
    def change(self) -> float:
        """‖f(x) - f(r)‖."""
        return float(np.linalg.norm(self.stop - self.start))

    @property
    def size(self) -> float:
        """What errors are relative to: the change, or ‖f(x)‖ where nothing changes."""
        return size_of(self.curve, self.start, self.stop)

    def integral(self, how: How) -> Integral:
        """The path integrated as asked, once."""
        if how.key not in self._integrals:
            spent = [known for key, known in self._integrals.items() if key[0] == "auto" and known.exhausted]
            # where one tolerance could not be met, a tighter one would only spend the same again
            self._integrals[how.key] = (
                spent[0]
                if spent and how.steps == "auto"
                else how.integrate(self.curve, (self.start, self.stop))
            )
        return self._integrals[how.key]

    def columns(self, how: How) -> Float[Tensor, "units embed"]:
        """The vector of each unit: V_i (image) or U_j (text)."""
        if how.key not in self._columns:
            self._columns[how.key] = self.curve.push(self.integral(how).nodes)
        return self._columns[how.key]

    def products(self, how: How, vectors: Float[Tensor, "vectors embed"]) -> Float[Tensor, "vectors units"]:
        """⟨vector, V_i⟩ for every unit, without the V_i as long as that is cheaper.

        A reverse pass for each vector serves as long as there are fewer vectors than units. Once as many have been
        spent, the V_i are computed and kept, and every further caption costs one small product.
        """
        spent = self._pulled.get(how.key, 0)
        if how.key in self._columns or spent + len(vectors) > self.curve.units:
            return vectors @ self.columns(how).T
        self._pulled[how.key] = spent + len(vectors)
        return self.curve.pull(self.integral(how).nodes, vectors)


@dataclass(frozen=True)
class How:
    """Settings of the quadrature; `of` checks what a person wrote.

    Attributes:
        steps: Nodes on the path, or "auto".
        rule: One of `pairlens.quadrature.RULES`; `auto` uses Gauss-Legendre.
        tol: Relative error asked for, of each tower's summed vector and of the score against its natural scale.
        cap: Most evaluations of one tower's derivative that "auto" may cost.
    """

    steps: int | Literal["auto"] = "auto"
    rule: str = "gauss-legendre"
    tol: float = 1e-3
    cap: int = CAP

    @classmethod
    def of(
        cls,
        steps: Any = "auto",  # noqa: ANN401 - all are checked here
        rule: Any = "gauss-legendre",  # noqa: ANN401 - likewise
        tol: Any = 1e-3,  # noqa: ANN401 - likewise
        cap: Any = CAP,  # noqa: ANN401 - likewise
    ) -> How:
        """Settings from what a person wrote.

        Raises:
            OptionError: A value that the quadrature does not take.
        """
        if steps != "auto":
            nodes(rule, steps)
        elif rule != "gauss-legendre":
            raise OptionError(
                f'steps="auto" bisects Gauss-Legendre panels and takes no rule={rule!r}.',
                "Give a number of steps with that rule.",
            )
        if not (isinstance(tol, int | float) and 0 < tol < 1):
            raise OptionError(
                f"tol={tol!r} is not a relative error.", "Use e.g. 1e-3, or 1e-5 for measuring."
            )
        if isinstance(cap, bool) or not isinstance(cap, int) or cap < 1:
            raise OptionError(f"cap={cap!r} is not a number of evaluations.", "Use an integer from 1 up.")
        return cls(steps, rule, float(tol), cap)

    @property
    def key(self) -> tuple[str, int | float]:
        """What tells one integral of a path from another."""
        return ("auto", self.tol) if self.steps == "auto" else (self.rule, int(self.steps))

    @property
    def first(self) -> tuple[float, ...]:
        """The positions that an integral asks for first, if they are few."""
        steps = FIRST_TRIES[0] if isinstance(self.steps, str) else self.steps
        rule = nodes(self.rule, steps)
        return tuple(rule.alphas.tolist()) if len(rule) <= FIRST_TRIES[-1] else ()

    def integrate(self, curve: PathCurve, ends: Ends) -> Integral:
        """Integrate a path, whose values at its ends are known, with these settings."""
        if isinstance(self.steps, str):
            return adaptive(curve, self.tol, self.cap, ends)
        return fixed(curve, nodes(self.rule, self.steps), ends)

    def tighter(self) -> How:
        """A tenth of the tolerance."""
        return How(self.steps, self.rule, self.tol / 10, self.cap)


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


def pair_terms(image: Side, text: Side, how: How) -> PairTerms:
    """Split the cosine of a pair over its units.

    With U_j and V_i from eq. 9 of the paper, Σ_i V_i = f(x) - f(r) and Σ_j U_j = g(y) - g(s), hence

        ⟨f(x), g(y)⟩ = Σ_ji ⟨U_j, V_i⟩ + Σ_j ⟨U_j, f(r)⟩ + Σ_i ⟨V_i, g(s)⟩ + ⟨f(r), g(s)⟩.

    Args:
        image: The image tower's path.
        text: The text tower's path.
        how: Quadrature; "auto" is tightened until the terms add up to the score within `tol` of the natural scale.

    For two linear towers the answer is x ⊙ (Wᵀ V y), whatever the rule:

    >>> from pairlens.methods.curves import GeneralCurve
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
    if text.curve.units <= image.curve.units:
        pairs, text_effects, image_effects = _crossed(text, image, final)
    else:
        pairs, image_effects, text_effects = _crossed(image, text, final)
        pairs = pairs.T
    norms = float(np.linalg.norm(image.stop) * np.linalg.norm(text.stop))
    return PairTerms(
        interactions=pairs / norms,
        text_effects=text_effects / norms,
        image_effects=image_effects / norms,
        baseline=float(image.start @ text.start) / norms,
        score=float(image.stop @ text.stop) / norms,
        natural_scale=image.change * text.change / norms,
        image=image.integral(final),
        text=text.integral(final),
        converged=_converged(image, text, final, how.tol),
    )


def _crossed(
    few: Side, many: Side, how: How
) -> tuple[Float[Tensor, "few many"], Float[Tensor, " few"], Float[Tensor, " many"]]:
    """Products of both sides' vectors, and of each side's with the other's reference embedding.

    The vectors are formed on the side with fewer units and pulled back through the other.
    """
    columns = few.columns(how)
    starts = [torch.as_tensor(side.start, dtype=columns.dtype, device=columns.device) for side in (few, many)]
    products = many.products(how, torch.cat([columns, starts[0][None]]))
    return products[:-1], columns @ starts[1], products[-1]


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
        first = encoder.keep(("side", *self._key(a)), lambda: self.side(encoder, a))
        second = self.side(encoder, b)
        found = pair_terms(first, second, self.how)
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

    def side(self, encoder: Encoder, asked: Asked) -> Side:
        """One tower's path; both its ends are pooled where the input is pooled."""
        inputs, tower, layer = asked.inputs, asked.tower, asked.layer
        blank = encoder.placed(asked.reader.reference(self._reference(asked), inputs))
        if isinstance(tower, TextTower):
            length = tower.length(inputs)
            inputs, blank = shortened(inputs, length), shortened(blank, length)
        key = ("reference", asked.reader.kind, layer, fingerprint(blank))
        kind = asked.reader.kind
        start = encoder.keep(key, lambda: encoder.features(kind, blank, layer))
        stop = encoder.features(kind, inputs, layer)
        curve = _curve(encoder, (kind, layer), tower.stage(inputs, layer), start, stop)
        known = None
        if isinstance(self._reference(asked), str):  # then the blank input says where it is pooled
            known = encoder.keep((*key, "embedding"), lambda: curve.value(np.zeros(1))[0])
        closed = not isinstance(curve, GeneralCurve)
        ahead = self.how.first if isinstance(curve, OneReadCurve) else ()
        return Side(curve, closed_form=closed, known=known, ahead=ahead)

    def _reference(self, asked: Asked) -> Any:  # noqa: ANN401 - a kind or a tensor
        return self.references.image if asked.reader.kind == "picture" else self.references.text

    def _key(self, asked: Asked) -> tuple[Any, ...]:
        given = self._reference(asked)
        name = given if isinstance(given, str) else fingerprint({"given": torch.as_tensor(given)})
        return asked.reader.kind, asked.layer, name, fingerprint(asked.inputs)


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
    forward = encoder.keep(("forward mode", *cut), lambda: _forward_mode(stage.embed, start))
    return GeneralCurve(stage.embed, start, stop, forward_mode=forward)


def _forward_mode(embed: Callable[[Tensor], Tensor], features: Float[Tensor, "units width"]) -> bool:
    """Whether every operation above the cut has a forward-mode derivative."""
    z = features[None]
    try:
        with torch.no_grad():
            jvp(embed, (z,), (torch.zeros_like(z),))
    except (NotImplementedError, RuntimeError):
        return False
    return True


def _described(integral: Integral) -> dict[str, Any]:
    return {
        "nodes": len(integral.nodes),
        "panels": integral.panels,
        "evaluations": integral.evaluations,
        "error": integral.error,
        "exhausted": integral.exhausted,
    }
