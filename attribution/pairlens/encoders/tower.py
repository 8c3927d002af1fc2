"""What a method needs of a tower: cut it at a layer, and run the part above the cut."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from jaxtyping import Float
from torch import Tensor, nn

Inputs = Mapping[str, Tensor]
"""What a tower takes, by name ("pixels", "ids", …); the first axis of every tensor is the batch."""


@dataclass(frozen=True)
class Perceptron:
    """A two-layer perceptron behind a layer norm. Weights act as `weight @ x + bias`.

    Attributes:
        norm: The layer norm before it.
        inner: Its first matrix.
        inner_bias: Its bias.
        act: Its activation, element by element.
        outer: Its second matrix.
        outer_bias: Its bias.
    """

    norm: nn.LayerNorm
    inner: Float[Tensor, "hidden width"]
    inner_bias: Float[Tensor, " hidden"]
    act: Callable[[Tensor], Tensor]
    outer: Float[Tensor, "width hidden"]
    outer_bias: Float[Tensor, " width"]


@dataclass(frozen=True)
class RowWeights:
    """What follows the attention, on the one row that is read. Weights act as `weight @ x + bias`.

    Layer scales are multiplied into the weights, so they do not appear.

    Attributes:
        out: Output projection of the attention.
        out_bias: Its bias.
        mlp: The perceptron that is added; None where there is none.
        final_norm: Layer norm after that; None where there is none.
        projection: Into the embedding, applied as `x @ projection`.
        projection_bias: Added to that; zeros where there is none.
    """

    out: Float[Tensor, "width inner"]
    out_bias: Float[Tensor, " width"]
    mlp: Perceptron | None
    final_norm: nn.LayerNorm | None
    projection: Float[Tensor, "width embed"]
    projection_bias: Float[Tensor, " embed"]


@dataclass(frozen=True)
class OneRead:
    """A last block, or an attention-pooling head, that is read at one position, taken apart.

    Everything but that position's query is linear bookkeeping there, which `pairlens.methods.one_read` uses.
    Weights act as `weight @ x + bias` on a normed unit and are split by head.

    Attributes:
        norm: Layer norm before the attention; acts on each unit by itself. None where there is none.
        query: Query weights; None where the query is a learned constant.
        query_bias: Query bias, or the constant query itself.
        key: Key weights. A key bias shifts all logits alike and drops out of the softmax.
        value: Value weights.
        value_bias: Value bias.
        position: Index of the unit that is read and that the result is added to; None for a pooling head, which
            starts from nothing.
        row: Everything after the attended values.
    """

    norm: nn.LayerNorm | None
    query: Float[Tensor, "heads head width"] | None
    query_bias: Float[Tensor, "heads head"]
    key: Float[Tensor, "heads head width"]
    value: Float[Tensor, "heads head width"]
    value_bias: Float[Tensor, "heads head"]
    position: int | None
    row: RowWeights


@dataclass(frozen=True)
class MeanRead:
    """An attention-pooling head whose query comes from the mean of all units, taken apart.

    The mean is put before the units, positions are added, and what attends from the mean is read (the head of CLIP's
    ResNets). Weights act as `weight @ x + bias` and are split by head; a key bias drops out of the softmax.

    Attributes:
        positions: Added to the mean (first) and to each unit.
        query: Query weights.
        query_bias: Query bias.
        key: Key weights.
        value: Value weights.
        value_bias: Value bias.
        row: Everything after the attended values.
    """

    positions: Float[Tensor, "units1 width"]
    query: Float[Tensor, "heads head width"]
    query_bias: Float[Tensor, "heads head"]
    key: Float[Tensor, "heads head width"]
    value: Float[Tensor, "heads head width"]
    value_bias: Float[Tensor, "heads head"]
    row: RowWeights


Read = OneRead | MeanRead
"""A part above a cut that the closed form serves."""


@dataclass(frozen=True)
class Stage:
    """The part of a tower above the cut, for one input.

    Attributes:
        embed: Features to embedding, not normalised.
        read: The closed form of that part, where it has one; between inputs of one tower and layer it differs in the
            position alone.
        at_read: The same numbers as `embed` for less: its last block is computed only where it is read. None where
            that is not known.
    """

    embed: Callable[[Float[Tensor, "batch units width"]], Float[Tensor, "batch embed"]]
    read: Read | None = None
    at_read: Callable[[Float[Tensor, "batch units width"]], Float[Tensor, "batch embed"]] | None = None


@dataclass(frozen=True)
class Layer:
    """One place where a tower can be cut.

    Attributes:
        index: What to pass as `layer=`.
        name: What it is, in words: "input of block 5 of 12", "input of the pooling".
        grid: Rows and columns of patches there; None for captions.
        closed_form: Whether the part above it is served by the closed form.
    """

    index: int
    name: str
    grid: tuple[int, int] | None = None
    closed_form: bool = False


@dataclass(frozen=True)
class Layout:
    """What the units of a picture are at one layer.

    Attributes:
        kinds: "patch", "class", "register" or "padding" per unit, in the model's order.
        grid: Rows and columns of patches, which stand in row-major order.
    """

    kinds: tuple[str, ...]
    grid: tuple[int, int]


@runtime_checkable
class Tower(Protocol):
    """One half of a dual encoder, whatever it reads.

    Attributes:
        depth: Number of blocks. Layer k is the input of block k; layer `depth` is the input of the pooling.
    """

    depth: int

    def features(self, inputs: Inputs, layer: int) -> Float[Tensor, "batch units width"]:
        """Run the part below the cut."""
        ...

    def stage(self, inputs: Inputs, layer: int) -> Stage:
        """The part above the cut, for this one input: its masks and its pooled position."""
        ...

    def layer(self, index: int) -> Layer:
        """What a person is told of a layer."""
        ...


@runtime_checkable
class ImageTower(Tower, Protocol):
    """A tower that reads pictures.

    Attributes:
        size: Height and width in pixels that the tower takes.
    """

    size: tuple[int, int]

    def layout(self, inputs: Inputs, layer: int) -> Layout:
        """What its units are at a layer."""
        ...


@runtime_checkable
class TextTower(Tower, Protocol):
    """A tower that reads captions.

    Attributes:
        context: Most token ids that the tower takes.
        appended: Kinds of units that the tower itself adds behind the token ids, e.g. ("class",).
    """

    context: int
    appended: tuple[str, ...]

    def length(self, inputs: Inputs) -> int:
        """How many token ids can matter: up to the pooled one where attention is causal, else all."""
        ...


def shortened(inputs: Inputs, length: int) -> dict[str, Tensor]:
    """The first `length` token ids, and of everything else that has one number for each."""
    context = inputs["ids"].shape[1]
    return {name: t[:, :length] if t.ndim > 1 and t.shape[1] == context else t for name, t in inputs.items()}
