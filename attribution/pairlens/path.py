"""Integrate a tower's derivative along the straight path from the reference to the input.

The integral of the directional derivative must equal the difference of the end values (the fundamental theorem
of calculus), which tells how good a rule is without knowing the answer. `adaptive` bisects the path where that
difference is not yet met; the speed of a trained tower has a bump in the middle, tens of times its ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, runtime_checkable

import numpy as np
from jaxtyping import Float

from pairlens.quadrature import Nodes, nodes

FIRST_TRIES = (6, 8, 12)
"""Sizes of a single Gauss-Legendre panel tried before any bisection."""

PANEL = 8
"""Nodes of a panel once the path is bisected."""

CAP = 1024
"""Most evaluations of the derivative that one tower may cost."""


@runtime_checkable
class Curve(Protocol):
    """A vector that moves along the path, in float64 on the outside."""

    def value(self, alphas: Float[np.ndarray, " nodes"]) -> Float[np.ndarray, "nodes embed"]:
        """The embedding at each position."""
        ...

    def speed(self, alphas: Float[np.ndarray, " nodes"]) -> Float[np.ndarray, "nodes embed"]:
        """Its derivative with respect to the position."""
        ...

    @property
    def rounding(self) -> float:
        """Relative rounding error of one value, e.g. 1.2e-7 in float32."""
        ...


@dataclass(frozen=True)
class Integral:
    """An integrated path and how well it is known.

    Attributes:
        nodes: The accepted nodes over the whole path.
        total: Integral of the speed, shape (embed,).
        error: ‖total - (value(1) - value(0))‖ / ‖value(1) - value(0)‖; relative to ‖value(1)‖ where nothing changes.
        evaluations: How often the speed was evaluated, rejected panels included.
        panels: Number of accepted panels.
        exhausted: True if `adaptive` stopped at its cap or at rounding error before reaching its tolerance.
        speeds: Length of the speed at each node, where it was looked at.
    """

    nodes: Nodes
    total: Float[np.ndarray, " embed"]
    error: float
    evaluations: int
    panels: int = 1
    exhausted: bool = False
    speeds: Float[np.ndarray, " nodes"] | None = None


@dataclass(frozen=True, eq=False)
class _Panel:
    start: float
    stop: float
    nodes: Nodes
    speed: Float[np.ndarray, "nodes embed"]
    left: Float[np.ndarray, " embed"]
    right: Float[np.ndarray, " embed"]

    @cached_property
    def total(self) -> Float[np.ndarray, " embed"]:
        total: np.ndarray = self.nodes.weights @ self.speed
        return total

    @property
    def error(self) -> float:
        return float(np.linalg.norm(self.total - (self.right - self.left)))


Ends = tuple[Float[np.ndarray, " embed"], Float[np.ndarray, " embed"]]
"""The values at both ends of the path."""


def fixed(curve: Curve, rule: Nodes, ends: Ends | None = None) -> Integral:
    """Integrate with the given nodes, however good they are.

    Args:
        curve: The path of one tower.
        rule: Nodes on [0, 1].
        ends: The values at both ends, where they are known.
    """
    ends = _ends(curve) if ends is None else ends
    return summed(curve, rule, rule.weights @ curve.speed(rule.alphas), ends)


def summed(curve: Curve, rule: Nodes, total: Float[np.ndarray, " embed"], ends: Ends) -> Integral:
    """The integral with the given nodes whose sum is known already.

    Args:
        curve: The path of one tower.
        rule: Nodes on [0, 1].
        total: The weighted sum of the speed at them.
        ends: The values at both ends.
    """
    start, stop = ends
    error = _relative(total, stop - start, size_of(curve, start, stop))
    return Integral(rule, total, error, len(rule))


def adaptive(curve: Curve, tol: float, cap: int = CAP, ends: Ends | None = None) -> Integral:
    """Integrate until the error bound is at most `tol`.

    A single panel is tried first. Where that does not do, [0, 1] is bisected: in each round the panels with the
    largest defects are halved, until the defects of all panels add up to at most `tol` times the whole change.

    Args:
        curve: The path of one tower.
        tol: Relative error of the summed vector, e.g. 1e-3.
        cap: Most evaluations of the derivative.
        ends: The values at both ends, where they are known.

    Returns:
        The integral; `exhausted` if the tolerance was not reached.
    """
    start, stop = _ends(curve) if ends is None else ends
    floor = _rounding(curve, start, stop)
    size = size_of(curve, start, stop)
    goal = tol * size
    spent = 0
    for steps in FIRST_TRIES:
        whole = _panel(curve, 0.0, 1.0, steps, start, stop)
        spent += steps
        if whole.error <= goal:
            return _joined([whole], size, spent, exhausted=False)
    panels = [whole]
    while (defect := sum(p.error for p in panels)) > goal:
        chosen = _worst(panels, defect - goal / 2, floor)
        if not chosen or spent + 2 * PANEL * len(chosen) > cap:
            return _joined(panels, size, spent, exhausted=True)
        panels = [p for p in panels if p not in chosen] + _halves(curve, chosen)
        spent += 2 * PANEL * len(chosen)
    return _joined(panels, size, spent, exhausted=False)


def meets(curve: Curve, rule: Nodes, tol: float, ends: Ends) -> bool:
    """Whether a single Gauss-Legendre panel over the whole path is enough: `adaptive` then looks no further.

    Args:
        curve: The path of one tower.
        rule: The panel's nodes.
        tol: Relative error of the summed vector.
        ends: The values at both ends.
    """
    return _panel(curve, 0.0, 1.0, len(rule), *ends).error <= tol * size_of(curve, *ends)


def _ends(curve: Curve) -> Ends:
    start, stop = curve.value(np.array([0.0, 1.0]))
    return start, stop


def _rounding(curve: Curve, start: Float[np.ndarray, " embed"], stop: Float[np.ndarray, " embed"]) -> float:
    """A change that is no more than rounding error of the values."""
    return 16 * curve.rounding * max(float(np.linalg.norm(start)), float(np.linalg.norm(stop)))


def size_of(curve: Curve, start: Float[np.ndarray, " embed"], stop: Float[np.ndarray, " embed"]) -> float:
    """What errors are relative to: the change along the path, or that of its values where nothing changes."""
    change = float(np.linalg.norm(stop - start))
    return change if change > _rounding(curve, start, stop) else float(np.linalg.norm(stop))


def _worst(panels: list[_Panel], excess: float, floor: float) -> list[_Panel]:
    """The fewest panels whose defects make up the excess, leaving out those that are rounding error only."""
    chosen: list[_Panel] = []
    for panel in sorted(panels, key=lambda p: -p.error):
        if excess <= 0 or panel.error <= floor:
            break
        chosen.append(panel)
        excess -= panel.error
    return chosen


def _panel(
    curve: Curve,
    start: float,
    stop: float,
    steps: int,
    left: Float[np.ndarray, " embed"],
    right: Float[np.ndarray, " embed"],
) -> _Panel:
    rule = nodes("gauss-legendre", steps).on(start, stop)
    return _Panel(start, stop, rule, curve.speed(rule.alphas), left, right)


def _halves(curve: Curve, panels: list[_Panel]) -> list[_Panel]:
    """Both halves of each panel, all evaluated in one call."""
    middles = np.array([(p.start + p.stop) / 2 for p in panels])
    values = curve.value(middles)
    edges = [
        edge
        for p, middle, value in zip(panels, middles, values, strict=True)
        for edge in ((p.start, float(middle), p.left, value), (float(middle), p.stop, value, p.right))
    ]
    rules = [nodes("gauss-legendre", PANEL).on(start, stop) for start, stop, _, _ in edges]
    speeds = curve.speed(Nodes.join(rules).alphas).reshape(len(edges), PANEL, -1)
    return [
        _Panel(start, stop, rule, speed, left, right)
        for (start, stop, left, right), rule, speed in zip(edges, rules, speeds, strict=True)
    ]


def _joined(panels: list[_Panel], size: float, spent: int, *, exhausted: bool) -> Integral:
    panels = sorted(panels, key=lambda p: p.start)
    total = np.sum([p.total for p in panels], axis=0)
    everything = Nodes.join([p.nodes for p in panels])
    change = panels[-1].right - panels[0].left
    speeds = np.concatenate([np.linalg.norm(p.speed, axis=1) for p in panels])
    error = _relative(total, change, size)
    return Integral(everything, total, error, spent, len(panels), exhausted, speeds)


def _relative(total: Float[np.ndarray, " embed"], change: Float[np.ndarray, " embed"], size: float) -> float:
    defect = float(np.linalg.norm(total - change))
    return defect / size if size > 0 else (0.0 if defect == 0 else float("inf"))
