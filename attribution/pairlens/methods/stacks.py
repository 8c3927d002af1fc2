"""Many pairs whose last blocks have the closed form: their paths are stacked, so that one operation serves them all.

Nothing here decides anything: a pair's terms come from `pair_terms`, which asks each side for its integral and for
products. What can be computed for many paths at once is computed beforehand and told to the sides; what is not there
(a path that has to be bisected, a tolerance that has to be tightened) they compute alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from pairlens.methods.features import Key
from pairlens.methods.how import How
from pairlens.methods.one_read import OneReadCurve
from pairlens.methods.one_read_paths import BATCH, OneReadPaths
from pairlens.methods.pair_terms import Crossed, text_is_few
from pairlens.methods.path_side import Side
from pairlens.quadrature import Nodes

NUMBERS = {"cpu": 2**22}
"""Numbers of one tensor that are worked on at once, by kind of device; larger ones are no faster there."""

ELSEWHERE = 2**25
"""The same on other devices, which are idle as long as an operation is small."""

Both = tuple[Key, Key]


@dataclass
class Path:
    """One input's path.

    Attributes:
        curve: The path.
        known: f(r), where it is known.
        side: The same with what has been computed of it, from the moment when its ends are known.
    """

    curve: OneReadCurve
    known: Float[np.ndarray, " embed"] | None = None
    side: Side | None = None

    @property
    def ready(self) -> Side:
        """The side, where it is known to be there."""
        assert self.side is not None  # noqa: S101 - for the type checker: every try makes it
        return self.side


def _times(
    columns: Float[Tensor, "units embed"], vectors: Float[Tensor, "paths vectors embed"]
) -> Float[Tensor, "paths vectors units"]:
    return vectors @ columns.T


def _like(tensor: Tensor, numbers: Float[np.ndarray, "n embed"]) -> Float[Tensor, "n embed"]:
    return torch.as_tensor(numbers, dtype=tensor.dtype, device=tensor.device)


class Stacks:
    """The paths of some pairs, worked on together.

    Args:
        paths: Each input's path.
        pairs: The keys of both sides of each pair, first argument first.
        how: Quadrature.
    """

    def __init__(self, paths: Mapping[Key, Path], pairs: Sequence[Both], how: How) -> None:
        self._paths, self._how = paths, how
        self._pairs = pairs
        self._met: dict[Key, dict[Key, None]] = defaultdict(dict)  # whom each side with more units meets
        for pair in pairs:
            few, many = self._ordered(pair)
            self._met[many][few] = None
        self._vectors: dict[Key, tuple[Tensor, Tensor]] = {}
        self._crossed: dict[Both, Crossed] = {}

    def work(self) -> dict[Both, Crossed]:
        """Make every side, and the products of every pair that one of the first tries serves."""
        few = dict.fromkeys(key for met in self._met.values() for key in met)
        by_columns = {key for key in self._met if self._by_columns(key)}
        pushed = [key for key in {**few, **dict.fromkeys(by_columns)} if not self._has_columns(key)]
        pulled = [key for key in self._met if key not in few and key not in by_columns]
        self._tried(pushed, lambda key: self._paths[key].curve.units, self._push)
        self._tried(pulled, self._count, self._pull)
        for key in self._met:
            if self._has_columns(key):
                self._cross([key], partial(_times, self._paths[key].ready.columns(self._how)))
        return {
            pair: self._crossed[self._ordered(pair)]
            for pair in self._pairs
            if self._ordered(pair) in self._crossed
        }

    def _ordered(self, pair: Both) -> Both:
        """The side with fewer units first."""
        first, second = pair
        return (second, first) if text_is_few(*(self._paths[key].curve for key in pair)) else pair

    def _has_columns(self, key: Key) -> bool:
        side = self._paths[key].side
        return side is not None and side.has_columns(self._how)

    def _count(self, key: Key) -> int:
        """Vectors that the pairs of one path ask for."""
        return sum(self._paths[few].curve.units + 1 for few in self._met[key])

    def _by_columns(self, key: Key) -> bool:
        side, count = self._paths[key].side, self._count(key)
        return count > self._paths[key].curve.units if side is None else side.by_columns(self._how, count)

    def _tried(
        self,
        keys: Sequence[Key],
        vectors: Callable[[Key], int],
        serve: Callable[[OneReadPaths, Sequence[Key], Nodes], None],
    ) -> None:
        """Serve each path under the first of the tries that is enough for it."""
        for rule in self._how.tries:
            left: list[Key] = []
            for part in self._parts(keys, vectors, len(rule)):
                left += self._fitting(part, rule, serve)
            keys = left

    def _fitting(
        self, part: Sequence[Key], rule: Nodes, serve: Callable[[OneReadPaths, Sequence[Key], Nodes], None]
    ) -> list[Key]:
        """Paths for which this rule is not enough; in halves where the device's memory asks for it."""
        try:
            return self._attempt(part, rule, serve)
        except torch.OutOfMemoryError:
            if len(part) == 1:
                return list(part)  # it will say so itself when its pair is asked for
        half = len(part) // 2
        return self._fitting(part[:half], rule, serve) + self._fitting(part[half:], rule, serve)

    def _attempt(
        self, part: Sequence[Key], rule: Nodes, serve: Callable[[OneReadPaths, Sequence[Key], Nodes], None]
    ) -> list[Key]:
        paths = [self._paths[key] for key in part]
        curves = [path.curve for path in paths]
        stack = OneReadPaths(*zip(*((c.read, c.start, c.stop) for c in curves), strict=True))
        if any(path.side is None for path in paths):
            self._make_sides(stack, paths)
        for curve, speed in zip(curves, stack.speed(rule.alphas), strict=True):
            curve.tell("speed", rule.alphas, speed)
        enough = [self._how.enough(path.curve, rule, (path.ready.start, path.ready.stop)) for path in paths]
        chosen = [i for i, good in enumerate(enough) if good]
        if chosen:
            serve(stack.only(chosen), [part[i] for i in chosen], rule)
        return [key for key, good in zip(part, enough, strict=True) if not good]

    def _make_sides(self, stack: OneReadPaths, paths: Sequence[Path]) -> None:
        ends = [0.0, 1.0] if any(path.known is None for path in paths) else [1.0]
        alphas = np.array([*self._how.first, *ends])
        for path, values in zip(paths, stack.value(alphas), strict=True):
            if path.side is None:
                path.curve.tell("value", alphas, values)
                known = path.known if len(ends) == 1 else None
                path.side = Side(path.curve, closed_form=True, known=known, ahead=self._how.first)

    def _push(self, stack: OneReadPaths, keys: Sequence[Key], rule: Nodes) -> None:
        """Form the vectors of each path's units."""
        for key, columns in zip(keys, stack.push(rule), strict=True):
            self._paths[key].ready.hold(self._how, columns[: self._paths[key].curve.units])

    def _pull(self, stack: OneReadPaths, keys: Sequence[Key], rule: Nodes) -> None:
        """Pull the vectors of the other sides back through each path."""
        for key in keys:
            self._paths[key].ready.count(self._how, self._count(key))
        self._cross(keys, lambda vectors: stack.pull(rule, vectors))

    def _cross(
        self,
        keys: Sequence[Key],
        products: Callable[[Float[Tensor, "paths vectors embed"]], Float[Tensor, "paths vectors units"]],
    ) -> None:
        """Products of some paths with the vectors of all that they meet; they come to the CPU together."""
        met = [[few for few in self._met[key] if self._has_columns(few)] for key in keys]
        if not any(met):
            return
        vectors, places = self._gathered(met)
        starts = _like(vectors, np.stack([self._paths[key].ready.start for key in keys]))
        pairs = products(vectors).cpu()
        effects = (vectors @ starts[..., None])[..., 0].cpu()
        for i, key in enumerate(keys):
            units = self._paths[key].curve.units
            for few, (start, stop) in zip(met[i], places[i], strict=True):
                self._crossed[few, key] = Crossed(
                    pairs[i, start:stop, :units], effects[i, start:stop], pairs[i, stop, :units]
                )

    def _gathered(
        self, met: Sequence[Sequence[Key]]
    ) -> tuple[Float[Tensor, "paths vectors embed"], list[list[tuple[int, int]]]]:
        """For each path the vectors of all that it meets, each followed by g(s), and where each one's vectors stand."""
        parts: list[Tensor] = []
        places: list[list[tuple[int, int]]] = []
        for few in met:
            at, own = 0, []
            for key in few:
                columns, start = self._vectors_of(key)
                parts += [columns, start]
                own.append((at, at + len(columns)))
                at += len(columns) + 1
            places.append(own)
        counts = [own[-1][1] + 1 if own else 0 for own in places]
        flat = torch.cat([*parts, torch.zeros_like(parts[0][:1])])
        index = np.full((len(met), max(counts)), len(flat) - 1)
        for row, count, first in zip(index, counts, np.cumsum([0, *counts[:-1]]), strict=True):
            row[:count] = np.arange(first, first + count)
        return flat[torch.from_numpy(index).to(flat.device)], places

    def _vectors_of(self, key: Key) -> tuple[Float[Tensor, "units embed"], Float[Tensor, "1 embed"]]:
        if key not in self._vectors:
            side = self._paths[key].ready
            columns = side.columns(self._how)
            self._vectors[key] = columns, _like(columns, side.start[None])
        return self._vectors[key]

    def _parts(self, keys: Sequence[Key], vectors: Callable[[Key], int], nodes: int) -> Iterator[list[Key]]:
        """Keys of one block, as many together as the memory is meant for."""
        groups: dict[tuple[str, int, int], list[Key]] = defaultdict(list)
        for key in keys:
            groups[(*key[:2], id(self._paths[key].curve.read.norm))].append(key)
        for group in groups.values():
            each = max(self._numbers(key, vectors(key), nodes) for key in group)
            place = self._paths[group[0]].curve.stop.device.type
            size = max(1, NUMBERS.get(place, ELSEWHERE) // each)
            yield from (group[i : i + size] for i in range(0, len(group), size))

    def _numbers(self, key: Key, vectors: int, nodes: int) -> int:
        """Size of the largest tensor that one path needs."""
        curve = self._paths[key].curve
        mlp, width = curve.read.row.mlp, curve.stop.shape[1]
        hidden = width if mlp is None else len(mlp.inner)
        return min(nodes + 2, BATCH) * max(curve.units * width, vectors * hidden)
