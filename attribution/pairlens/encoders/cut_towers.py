"""Image and text towers of any module whose blocks run one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch
from jaxtyping import Float
from torch import Tensor, nn

from pairlens.encoders.classic import layer_name
from pairlens.encoders.cut import Cut
from pairlens.encoders.tower import Inputs, Layer, Layout, Read, Stage
from pairlens.errors import ModelError

Run = Callable[[Inputs], Float[Tensor, "batch embed"]]
Reads = Callable[[int, Inputs], Read | None]
"""The closed form of what stands above a layer, where a family knows one."""


def _no_closed_form(_: int, __: Inputs) -> None:
    return None


class CutImageTower:
    """An image tower, cut at its blocks.

    Args:
        run: Inputs to embedding, not normalised; the model's own forward pass.
        blocks: Its blocks in the order in which they run.
        size: Height and width in pixels that it takes.
        example: Inputs to learn shapes from; None for blank pixels.
        grid: Rows and columns of patches of token features; None to find them from the number of units.
        prefix: Kinds of the units before the patches; None for one "class" and then "register".
        channels_last: Whether feature maps are (batch, rows, cols, channels); None to tell it from their sizes.
        once: Run what lies around the blocks for one input, where that gives the same; see `Cut`.
        names: What to call the blocks; None for "block k".
        reads: The closed forms that the family knows.
    """

    def __init__(
        self,
        run: Run,
        blocks: Sequence[nn.Module],
        size: tuple[int, int],
        *,
        example: Inputs,
        grid: tuple[int, int] | None = None,
        prefix: tuple[str, ...] | None = None,
        channels_last: bool | None = None,
        once: bool = False,
        names: Sequence[str] | None = None,
        reads: Reads = _no_closed_form,
    ) -> None:
        self._cut = Cut(run, blocks, example, channels_last=channels_last, once=once)
        self._names, self._reads, self._example = names, reads, example
        self.depth = self._cut.depth
        self.size = size
        self._layouts = tuple(_layout(spot.space, size, grid, prefix) for spot in self._cut.spots)

    def layout(self, inputs: Inputs, layer: int) -> Layout:
        """What its units are at a layer."""
        del inputs
        return self._layouts[layer]

    def layer(self, index: int) -> Layer:
        """What a person is told of a layer."""
        closed = self._reads(index, self._example) is not None
        return Layer(index, _named(index, self.depth, self._names), self._layouts[index].grid, closed)

    def features(self, inputs: Inputs, layer: int) -> Float[Tensor, "batch units width"]:
        """Run the part below the cut."""
        return self._cut.features(inputs, layer)

    def stage(self, inputs: Inputs, layer: int) -> Stage:
        """The part above the cut."""
        return Stage(self._cut.embed(inputs, layer), self._reads(layer, inputs))


class CutTextTower:
    """A text tower, cut at its blocks.

    Args:
        run: Inputs (token ids under "ids") to embedding, not normalised; the model's own forward pass.
        blocks: Its blocks in the order in which they run.
        context: Most token ids that it takes.
        example: The inputs of a short caption, padded; shapes are learnt from it, and whether padding matters.
        padding: The token id that fills up a caption; None where captions are not padded.
        appended: Kinds of units that the tower itself adds behind the token ids.
        names: What to call the blocks; None for "block k".
        reads: The closed forms that the family knows.
    """

    def __init__(
        self,
        run: Run,
        blocks: Sequence[nn.Module],
        context: int,
        *,
        example: Inputs,
        padding: int | None,
        appended: tuple[str, ...] = (),
        names: Sequence[str] | None = None,
        reads: Reads = _no_closed_form,
    ) -> None:
        self._cut = Cut(run, blocks, example)
        self._names, self._reads, self._example = names, reads, example
        self._padding = padding
        self.depth = self._cut.depth
        self.context = context
        self.appended = appended
        self.trims = not appended and self._padding_is_idle(run, example)

    def length(self, inputs: Inputs) -> int:
        """Token ids up to the padding, and one of it, where what is behind cannot matter; else all of them.

        One is kept because some models pad with their end token.
        """
        ids = inputs["ids"]
        return _used(ids, self._padding) if self.trims else int(ids.shape[1])

    def layer(self, index: int) -> Layer:
        """What a person is told of a layer."""
        closed = self._reads(index, self._example) is not None
        return Layer(index, _named(index, self.depth, self._names), None, closed)

    def features(self, inputs: Inputs, layer: int) -> Float[Tensor, "batch units width"]:
        """Run the part below the cut."""
        return self._cut.features(inputs, layer)

    def stage(self, inputs: Inputs, layer: int) -> Stage:
        """The part above the cut, for this caption's masks and pooling."""
        return Stage(self._cut.embed(inputs, layer), self._reads(layer, inputs))

    def _padding_is_idle(self, run: Run, example: Inputs) -> bool:
        """Whether the model's own output stays what it is when the padding is left away."""
        from pairlens.encoders.tower import shortened

        with torch.no_grad():
            whole = run(example)
            try:
                short = run(shortened(example, _used(example["ids"], self._padding)))
            except (RuntimeError, ValueError, IndexError):  # a tower that takes its full context only
                return False
        return bool(torch.linalg.vector_norm(short - whole) <= 1e-5 * torch.linalg.vector_norm(whole))


def _used(ids: Any, padding: int | None) -> int:  # noqa: ANN401 - token ids (1, context)
    """How many ids come before the padding at the end, and one of it."""
    content = (
        (ids[0] != padding).nonzero() if padding is not None else ids[0].new_ones(ids.shape[1]).nonzero()
    )
    return min(int(content[-1]) + 2, int(ids.shape[1])) if len(content) else int(ids.shape[1])


def _named(index: int, depth: int, names: Sequence[str] | None) -> str:
    return f"input of {names[index]}" if names and index < depth else layer_name(index, depth)


def _layout(
    space: tuple[int, ...],
    size: tuple[int, int],
    grid: tuple[int, int] | None,
    prefix: tuple[str, ...] | None,
) -> Layout:
    if len(space) > 1:
        rows, cols = space
        return Layout(("patch",) * (rows * cols), (rows, cols))
    rows, cols = grid if grid is not None and grid[0] * grid[1] <= space[0] else grid_of(space[0], size)
    extra = space[0] - rows * cols
    kinds = (
        prefix if prefix is not None and len(prefix) == extra else ("class", *["register"] * extra)[:extra]
    )
    return Layout((*kinds, *["patch"] * (rows * cols)), (rows, cols))


def grid_of(units: int, size: tuple[int, int]) -> tuple[int, int]:
    """The largest grid in the picture's proportions that so many units hold; what is over are prefix units.

    >>> grid_of(197, (224, 224)), grid_of(9, (8, 16))
    ((14, 14), (2, 4))

    Raises:
        ModelError: There is no such grid.
    """
    fitting = [
        (rows, cols)
        for rows in range(1, units + 1)
        for cols in [round(rows * size[1] / size[0])]
        if 0 < rows * cols <= units
    ]
    if not fitting:
        raise ModelError(
            f"{units} units do not make a grid for pictures of {size[0]} × {size[1]} pixels.",
            "Say the grid of patches.",
        )
    return max(fitting, key=lambda found: found[0] * found[1])
