"""What a method needs of a tower: cut it at a layer, and run the part above the cut."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from jaxtyping import Float, Int
from torch import Tensor, nn


@dataclass(frozen=True)
class RowWeights:
    """What follows the attention of a last block, on the one row that is read. Weights act as `weight @ x + bias`.

    Layer scales are multiplied into the weights, so they do not appear.

    Attributes:
        out: Output projection of the attention.
        out_bias: Its bias.
        norm: Layer norm before the perceptron.
        inner: First matrix of the perceptron.
        inner_bias: Its bias.
        act: Its activation, element by element.
        outer: Second matrix of the perceptron.
        outer_bias: Its bias.
        final_norm: Layer norm after the last block.
        projection: Into the embedding, applied as `x @ projection`.
    """

    out: Float[Tensor, "width inner"]
    out_bias: Float[Tensor, " width"]
    norm: nn.LayerNorm
    inner: Float[Tensor, "hidden width"]
    inner_bias: Float[Tensor, " hidden"]
    act: Callable[[Tensor], Tensor]
    outer: Float[Tensor, "width hidden"]
    outer_bias: Float[Tensor, " width"]
    final_norm: nn.LayerNorm
    projection: Float[Tensor, "width embed"]


@dataclass(frozen=True)
class OneRead:
    """A last block whose output is read at one position only, taken apart.

    Everything but that position's query is linear bookkeeping there, which `pairlens.methods.one_read` uses.
    Weights act as `weight @ x + bias` on a normed unit and are split by head.

    Attributes:
        norm: Layer norm before the attention; acts on each unit by itself.
        query: Query weights.
        query_bias: Query bias.
        key: Key weights. A key bias shifts all logits alike and drops out of the softmax.
        value: Value weights.
        value_bias: Value bias.
        position: Index of the unit that is read.
        row: Everything after the attended values.
    """

    norm: nn.LayerNorm
    query: Float[Tensor, "heads head width"]
    query_bias: Float[Tensor, "heads head"]
    key: Float[Tensor, "heads head width"]
    value: Float[Tensor, "heads head width"]
    value_bias: Float[Tensor, "heads head"]
    position: int
    row: RowWeights


@dataclass(frozen=True)
class Stage:
    """The part of a tower above the cut, for inputs of one length.

    Attributes:
        embed: Features to embedding, not normalised.
        read: The closed form of that part, where it has one.
    """

    embed: Callable[[Float[Tensor, "batch units width"]], Float[Tensor, "batch embed"]]
    read: OneRead | None = None


@runtime_checkable
class ImageTower(Protocol):
    """The tower that reads pictures.

    Attributes:
        depth: Number of blocks. Layer k is the input of block k; layer `depth` is the input of the pooling.
        kinds: What each unit is, in the model's order: "class" or "patch".
        grid: Rows and columns of patches.
        size: Height and width in pixels that the tower takes.
    """

    depth: int
    kinds: tuple[str, ...]
    grid: tuple[int, int]
    size: tuple[int, int]

    def features(
        self, pixels: Float[Tensor, "batch 3 height wide"], layer: int
    ) -> Float[Tensor, "batch units width"]:
        """Run the part below the cut."""
        ...

    def stage(self, layer: int) -> Stage:
        """The part above the cut."""
        ...


@runtime_checkable
class TextTower(Protocol):
    """The tower that reads captions.

    Attributes:
        depth: Number of blocks, counted as in `ImageTower`.
        context: Most token ids that the tower takes.
        padding: The token id that fills up a caption.
    """

    depth: int
    context: int
    padding: int

    def position(self, ids: Int[Tensor, "1 context"]) -> int:
        """Where a caption is pooled."""
        ...

    def length(self, ids: Int[Tensor, "1 context"]) -> int:
        """How many units can reach the pooled position: up to the end token where attention is causal."""
        ...

    def features(
        self, ids: Int[Tensor, "batch context"], layer: int, length: int
    ) -> Float[Tensor, "batch units width"]:
        """Run the part below the cut on the first `length` units."""
        ...

    def stage(self, layer: int, length: int, position: int) -> Stage:
        """The part above the cut, pooled at `position`."""
        ...
