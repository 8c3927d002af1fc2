"""A rough explanation while one side of a pair is edited: few nodes, and the other side's vectors computed ahead.

With U_j of the edited side and V_i of the other at hand, all products are one small matrix product
(`pairlens.methods.pair_terms`); what is left to do for another caption is its own path, at `STEPS` nodes. Where they
lie is told by the pace of an earlier integral (`pairlens.pace`), so that few of them say much. The parts add up to
the score as far as the ledger's residual says, as they always do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import torch

from pairlens.encoders.base import Encoder
from pairlens.encoders.context import enough_memory
from pairlens.methods.asking import Asked, Terms
from pairlens.methods.curves import double
from pairlens.methods.how import How
from pairlens.methods.jacobians import Jacobians
from pairlens.methods.pair_terms import Crossed, text_is_few
from pairlens.methods.path_side import Side
from pairlens.pace import Pace
from pairlens.path import fixed, summed
from pairlens.progress import tell
from pairlens.quadrature import Nodes

STEPS = 6
"""Nodes of a draft. On drawn scenes its cells are off by about a tenth, taken together; 4 nodes by a fifth."""

RULE = "pace"
NOTE = "This is a rough draft, made while the caption was typed: few steps along the path."


@dataclass(frozen=True)
class Drafts(Jacobians):
    """The Jacobian method in haste.

    Attributes:
        edited: Which side changes from one draft to the next: 0 (first argument) or 1.
        full: Quadrature of the explanations that the drafts stand for.
    """

    edited: int = 1
    full: How = field(default_factory=How)

    @classmethod
    def like(
        cls, method: Jacobians, encoder: Encoder, layers: tuple[bool, bool], edited: int
    ) -> Drafts | None:
        """Drafts of what a method would explain; None where the explanation itself is as quick, or not to be had so.

        Args:
            method: The method with its options.
            encoder: Who is asked.
            layers: Whether either side has the closed form of a last block.
            edited: Which side changes.
        """
        if (
            type(method) is not Jacobians
            or method.how.steps != "auto"
            or encoder.hold is not None
            or all(layers)
        ):
            return None
        return cls(How(STEPS, RULE, method.how.tol), method.references, edited, method.how)

    def terms(self, encoder: Encoder, a: Asked, b: Asked) -> Terms:
        """Attribute one pair, roughly."""
        sides = [
            self._other(encoder, s) if i != self.edited else self._new(encoder, s)
            for i, s in enumerate((a, b))
        ]
        found = self.answer(sides[0], sides[1], self._crossed(sides[0], sides[1]))
        return replace(found, settings={**found.settings, "draft": True})

    def prepare(self, encoder: Encoder, asked: Asked) -> Iterator[tuple[int, int]]:
        """Compute the vectors of the side that stays, in small steps: those of drafts first, then those of answers.

        Between two steps the encoder is free; what was done is kept when nobody goes on.

        Args:
            encoder: Who is asked; each step borrows it.
            asked: The side that stays.

        Yields:
            Parts done, and parts in all, after each step.
        """
        for how in (self.how, self.full):
            while True:
                _ = encoder.weights  # what was kept of other weights is dropped
                with encoder.borrowed(), enough_memory(encoder.device):
                    side = self._other(encoder, asked)
                    if side.has_columns(how):
                        break
                    growing = side.growing(how)
                    growing.step()
                    if growing.done:
                        side.hold(how, growing.columns())
                    told = growing.told
                del side, growing  # nothing is held on to between two steps
                yield told

    @property
    def first(self) -> tuple[float, ...]:
        """A path in closed form is integrated as for an answer, which is as quick."""
        return self.full.first

    def _other(self, encoder: Encoder, asked: Asked) -> Side:
        """The side that stays, kept with what was computed of it."""
        side = encoder.keep(("side", *self.key(asked)), lambda: self.side(encoder, asked))
        if not side.has_integral(self.how):
            if side.closed_form:
                side.hold_integral(self.how, side.integral(self.full))
                return side
            side.hold_integral(self.how, fixed(side.curve, self._few(side), (side.start, side.stop)))
        return side

    def _new(self, encoder: Encoder, asked: Asked) -> Side:
        """The side that is edited, with its vectors: at few nodes, or those of an answer where that is as quick."""
        side = self.side(encoder, asked)
        if side.closed_form:
            side.hold(self.how, side.columns(self.full))
            side.hold_integral(self.how, side.integral(self.full))
            return side
        pace = encoder.kept(self.pace_key(asked))
        rule = pace.nodes(STEPS) if isinstance(pace, Pace) else self._few(side)
        columns = side.curve.push(rule)
        side.hold(self.how, columns)
        total = double(columns.sum(0))
        side.hold_integral(self.how, summed(side.curve, rule, total, (side.start, side.stop)))
        return side

    def _crossed(self, first: Side, second: Side) -> Crossed:
        """Products of both sides' vectors; those of the side that stays are formed only where they are ready."""
        few, many = (second, first) if text_is_few(first.curve, second.curve) else (first, second)
        columns = few.columns(self.how)
        starts = [torch.as_tensor(s.start, dtype=columns.dtype, device=columns.device) for s in (few, many)]
        vectors = torch.cat([columns, starts[0][None]])
        if self._spent(many, len(vectors)):
            products = vectors @ many.columns(self.how).T
        else:
            products = many.curve.pull(many.integral(self.how).nodes, vectors)
        return Crossed(products[:-1], columns @ starts[1], products[-1])

    def _spent(self, side: Side, vectors: int) -> bool:
        """Whether the side's vectors are there; what is missing is made once drafts have spent as much without them.

        Somebody who types without a pause leaves no time to prepare.
        """
        if side.has_columns(self.how):
            return True
        growing = side.growing(self.how)
        side.count(self.how, vectors)
        if side.counted(self.how) <= growing.left:
            return False
        while not growing.done:
            growing.step()
            tell("units", *growing.told)
        side.hold(self.how, growing.columns())
        return True

    def _few(self, side: Side) -> Nodes:
        """A few nodes where the side's own path moves most; all that its integral took if they are no more."""
        integral = side.integral(self.full)
        pace = Pace.of(integral)
        return integral.nodes if pace is None or len(integral.nodes) <= STEPS else pace.nodes(STEPS)
