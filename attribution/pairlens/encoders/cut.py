"""Cut a module at one of its blocks: its own forward pass, with what lies below the cut left out.

Nothing of the model is written anew, so whatever it does around its blocks (masks, rotary positions, several inputs)
is done as it does it. While the part above a cut runs, the blocks below hand their input on unchanged and the block at
the cut is given the path's features; afterwards every `forward` is what it was, errors included.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from jaxtyping import Float
from torch import Tensor, nn

from pairlens.encoders.tower import Inputs
from pairlens.errors import ModelError

Forward = Callable[..., Any]


class _ReachedError(Exception):
    """The cut was reached; what is above it need not run."""


@dataclass(frozen=True)
class Spot:
    """How the features lie at one cut.

    Attributes:
        order: Axes of the native tensor that come first, second, … in (batch, unit axes, width).
        space: Sizes of the unit axes: (units,), or (rows, cols) of a feature map.
    """

    order: tuple[int, ...]
    space: tuple[int, ...]

    def units(self, native: Float[Tensor, "..."]) -> Float[Tensor, "batch units width"]:
        """Features as a block takes them, as units."""
        return native.permute(self.order).flatten(1, -2)

    def native(self, units: Float[Tensor, "batch units width"]) -> Float[Tensor, "..."]:
        """Units as features that a block takes; a copy, so that it may work in place."""
        space = self.space if len(self.space) > 1 else (units.shape[1],)
        back = [self.order.index(axis) for axis in range(len(self.order))]
        return units.unflatten(1, space).permute(back).clone(memory_format=torch.contiguous_format)


class Cut:
    """A module that can be cut before each of its blocks and behind the last.

    Args:
        run: Inputs to embedding (batch, embed); the module's own forward pass.
        blocks: Its blocks in the order in which they run, each once; each takes the features as its first argument.
        example: Inputs to learn the features' shapes from; a batch of one.
        channels_last: Whether feature maps are (batch, rows, cols, channels); None to tell it from their sizes.
        once: Run what lies around the blocks for one input while the blocks above a cut run for many, where that
            gives the same: what comes after the blocks may then look at features only.

    Raises:
        ModelError: The blocks do not run once each, one after the other, on features that can be read.
    """

    def __init__(
        self,
        run: Callable[[Inputs], Float[Tensor, "batch embed"]],
        blocks: Sequence[nn.Module],
        example: Inputs,
        *,
        channels_last: bool | None = None,
        once: bool = False,
    ) -> None:
        self._run = run
        self._blocks = tuple(blocks)
        self._wraps: list[Callable[[Tensor], Any]] = []
        self._carries = False  # whether blocks pass on more than features, as T5 does its position biases
        self.depth = len(self._blocks)
        shapes = [self._probe(example, size) for size in (2, 3)]
        self.spots = tuple(_spot(*pair, channels_last=channels_last) for pair in zip(*shapes, strict=True))
        self._once = False
        self._once = once and all(
            self._agrees_once(example, layer) for layer in {self.depth // 2, self.depth}
        )

    def features(self, inputs: Inputs, layer: int) -> Float[Tensor, "batch units width"]:
        """Run the part below the cut."""
        found: list[Tensor] = []

        def stop(features: Tensor, *_: object, **__: object) -> Any:  # noqa: ANN401 - raises
            found.append(features)
            raise _ReachedError

        try:
            if layer < self.depth:
                with _forwards([(self._blocks[layer], _first(stop))]):
                    self._run(inputs)
            else:
                last = self._blocks[-1]
                with _forwards([(last, _then(last.forward, stop))]):
                    self._run(inputs)
        except _ReachedError:
            return self.spots[layer].units(found[0])
        raise ModelError("A block did not run.", "Name the blocks that every input passes through.")

    def embed(
        self, inputs: Inputs, layer: int
    ) -> Callable[[Float[Tensor, "batch units width"]], Float[Tensor, "batch embed"]]:
        """The part above the cut, for one input."""
        wraps = self._own_wraps(inputs)[:layer] if self._carries else self._wraps[:layer]

        def above(units: Tensor) -> Tensor:
            size = 1 if self._once else len(units)
            batch = {name: tensor.expand(size, *tensor.shape[1:]) for name, tensor in inputs.items()}
            with _forwards(self._replaced(self.spots[layer].native(units), layer, wraps)):
                return self._run(batch)

        return above

    def _agrees_once(self, example: Inputs, layer: int) -> bool:
        """Whether what lies around the blocks may run for one input while the blocks above the cut run for many.

        A convolutional stem then runs once and not for every node of a path. Masks that are built for each input of a
        batch do not allow it.
        """
        with torch.no_grad():
            units = self.features(example, layer)
            several = torch.cat([units, 0.9 * units])
            each = self.embed(example, layer)(several)
            try:
                self._once = True
                once = self.embed(example, layer)(several)
            except (RuntimeError, ValueError, IndexError, AssertionError):  # shapes that do not go together
                return False
            finally:
                self._once = False
        return once.shape == each.shape and torch.allclose(once, each, rtol=1e-4, atol=1e-6)

    def _replaced(
        self, native: Tensor, layer: int, wraps: Sequence[Callable[[Tensor], Any]]
    ) -> list[tuple[nn.Module, Forward]]:
        """Forward passes while the part above the cut runs."""
        below = [
            (block, _first(lambda x, *_, wrap=wrap, **__: wrap(x)))
            for block, wrap in zip(self._blocks[:layer], wraps, strict=True)
        ]
        if layer == self.depth:
            return [*below[:-1], (self._blocks[-1], lambda *_, **__: wraps[-1](native))]
        own = self._blocks[layer].forward
        return [*below, (self._blocks[layer], _first(lambda _, *args, **named: own(native, *args, **named)))]

    def _own_wraps(self, inputs: Inputs) -> list[Callable[[Tensor], Any]]:
        """How every block returns its features for these inputs, with what it passes on beside them."""
        wraps: list[Callable[[Tensor], Any]] = []

        def watched(own: Forward) -> Forward:
            def forward(*args: object, **named: object) -> Any:  # noqa: ANN401 - the block's own
                out = own(*args, **named)
                wraps.append(_wrap_of(out))
                return out

            return forward

        with torch.no_grad(), _forwards([(block, watched(block.forward)) for block in self._blocks]):
            self._run(inputs)
        return wraps

    def _probe(self, example: Inputs, size: int) -> list[tuple[int, ...]]:
        """Shapes of the features at every cut, for a batch of the given size."""
        batch = {name: tensor.expand(size, *tensor.shape[1:]) for name, tensor in example.items()}
        shapes: list[tuple[int, ...]] = []
        wraps: list[Callable[[Tensor], Any]] = []
        last: list[Tensor] = []

        def watched(own: Forward) -> Forward:
            def forward(x: Tensor, *args: object, **named: object) -> Any:  # noqa: ANN401 - the block's own
                shapes.append(tuple(x.shape))
                out = own(x, *args, **named)
                wraps.append(_wrap_of(out))
                last[:] = [_tensor_of(out)]
                self._carries |= isinstance(out, tuple | list) and any(isinstance(x, Tensor) for x in out[1:])
                return out

            return _first(forward)

        with torch.no_grad(), _forwards([(block, watched(block.forward)) for block in self._blocks]):
            self._run(batch)
        if len(shapes) != self.depth:
            raise ModelError(
                f"Of {self.depth} blocks, {len(shapes)} ran.",
                "Name each block that every input passes through, once, in the order in which they run.",
            )
        self._wraps = wraps
        return [*shapes, tuple(last[0].shape)]


def _spot(two: tuple[int, ...], three: tuple[int, ...], *, channels_last: bool | None) -> Spot:
    """Where the batch, the units and the width are, from the shapes for batches of two and of three."""
    batch = [axis for axis, sizes in enumerate(zip(two, three, strict=True)) if sizes == (2, 3)]
    if len(batch) != 1 or len(two) not in (3, 4):
        raise ModelError(
            f"A block takes features of shape {two}, which are neither units nor a feature map.",
            "Cut at blocks that take (batch, units, width), (units, batch, width) or a feature map.",
        )
    rest = [axis for axis in range(len(two)) if axis != batch[0]]
    if len(rest) == 2:  # noqa: PLR2004 - units and width
        return Spot((batch[0], *rest), (two[rest[0]],))
    first, second, third = (two[axis] for axis in rest)
    last = first == second != third if channels_last is None else channels_last
    order = rest if last else [rest[1], rest[2], rest[0]]
    return Spot((batch[0], *order), tuple(two[axis] for axis in order[:-1]))


def _wrap_of(out: Any) -> Callable[[Tensor], Any]:  # noqa: ANN401 - whatever a block returns
    """How to return features in the form in which a block did."""
    if isinstance(out, tuple | list):
        rest, kind = tuple(out[1:]), type(out)
        return lambda x: kind((x, *rest))
    return lambda x: x


def _tensor_of(out: Any) -> Tensor:  # noqa: ANN401 - whatever a block returns
    found = out[0] if isinstance(out, tuple | list) else out
    if not isinstance(found, Tensor):
        raise ModelError(
            f"A block returns a {type(out).__name__}.", "Cut at blocks that return their features first."
        )
    return found


def _first(forward: Forward) -> Forward:
    """A forward pass that finds its features also where they are passed by name."""

    def found(*args: Any, **named: Any) -> Any:  # noqa: ANN401 - the block's own
        if args:
            return forward(*args, **named)
        name = next((name for name, value in named.items() if isinstance(value, Tensor)), None)
        return forward(named.pop(name) if name else None, **named)

    return found


def _then(own: Forward, act: Callable[[Tensor], Any]) -> Forward:
    """A forward pass whose features are handed to `act`."""
    return lambda *args, **named: act(_tensor_of(own(*args, **named)))


@contextmanager
def _forwards(replaced: Sequence[tuple[nn.Module, Forward]]) -> Iterator[None]:
    """Give modules other forward passes, and back what they had, errors included."""
    before = [(module, module.__dict__.get("forward")) for module, _ in replaced]
    try:
        for module, forward in replaced:
            module.forward = forward
        yield
    finally:
        for module, own in before:
            if own is None:
                module.__dict__.pop("forward", None)
            else:
                module.forward = own
