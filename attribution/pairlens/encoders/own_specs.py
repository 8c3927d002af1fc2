"""What a person says of towers of their own: the module, where to cut it, how to pool, how to name the units."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

import torch
from torch import Tensor, nn

from pairlens.encoders.hub_parts import blocks_of
from pairlens.encoders.own_pools import Pool
from pairlens.errors import ModelError


@dataclass(frozen=True, eq=False, kw_only=True)
class ImageModel:
    """A module that turns pictures into vectors.

    Attributes:
        module: Pixels (batch, 3, height, wide) to embeddings (batch, embed), or to units if `pool` is given.
        blocks: Its blocks in the order in which they run: layer k is the input of block k.
        size: Height and width in pixels that it takes; one number for a square.
        preprocess: PIL picture to pixels (3, height, wide), or an image processor of transformers; None if only
            tensors are passed.
        pool: "mean" (of all units), "first" (the class token), a function of what the module returns, or None where
            it returns embeddings.
        forward: What to call instead of the module, e.g. `model.encode_image`.
        grid: Rows and columns of patches of token features; None to find them from their number. Feature maps tell.
        prefix: Kinds of the units before the patches, e.g. ("class",); None for one "class" and then "register".
        channels_last: Whether feature maps are (batch, rows, cols, channels), not (batch, channels, rows, cols).
        layer: The layer that `explain` uses unless told otherwise; None for the input of the last block.
    """

    module: nn.Module
    blocks: Iterable[nn.Module]
    size: int | tuple[int, int]
    preprocess: Any = None
    pool: Pool = None
    forward: Callable[..., Any] | None = None
    grid: tuple[int, int] | None = None
    prefix: tuple[str, ...] | None = None
    channels_last: bool = False
    layer: int | None = None

    @classmethod
    def from_transformers(
        cls,
        model: Any,  # noqa: ANN401 - a model of transformers
        processor: Any,  # noqa: ANN401 - its processor
        pool: Pool = "first",
        layer: int | None = None,
    ) -> ImageModel:
        """A vision model of transformers (ViT, DINOv2, …) and its image processor.

        Args:
            model: Pictures ("pixel_values") to units.
            processor: From `AutoImageProcessor.from_pretrained`.
            pool: How its units become one vector.
            layer: The layer that `explain` uses unless told otherwise.
        """
        side = model.config.image_size
        size = (side, side) if isinstance(side, int) else (int(side[0]), int(side[1]))
        call = _Named(model, ("pixel_values",))
        return cls(
            module=model,
            blocks=blocks_of(model),
            size=size,
            preprocess=processor,
            pool=pool,
            forward=call,
            layer=layer,
        )


@dataclass(frozen=True, eq=False, kw_only=True)
class TextModel:
    """A module that turns captions into vectors.

    Attributes:
        module: Token ids (batch, context) to embeddings (batch, embed), or to units if `pool` is given.
        blocks: Its blocks in the order in which they run: layer k is the input of block k.
        tokenizer: A tokenizer of transformers or open_clip; or a callable from text to a list of tokens, each
            (piece, id) or (piece, id, (start, stop)) with the characters that it stands for.
        context: Most token ids that it takes.
        padding: The token id that fills captions up to `context`; None where they keep their own length.
        begin: The token id to put before a caption; transformers' and open_clip's tokenizers put their own.
        end: Likewise behind it.
        blank: The token id that stands for no content in the reference; None for the padding id, or else 0.
        pool: "mean" (of the tokens, padding left out), "first", "last" (token before the padding), a function of what
            the module returns and of the mask (batch, context), or None where it returns embeddings.
        forward: What to call instead of the module, e.g. `model.encode_text`.
        masked: Whether it takes the mask (batch, context), 1 where there is no padding, behind the ids.
        layer: The layer that `explain` uses unless told otherwise; None for the input of the last block.
    """

    module: nn.Module
    blocks: Iterable[nn.Module]
    tokenizer: Any
    context: int
    padding: int | None = None
    begin: int | None = None
    end: int | None = None
    blank: int | None = None
    pool: Pool = None
    forward: Callable[..., Any] | None = None
    masked: bool = False
    layer: int | None = None

    @classmethod
    def from_transformers(
        cls,
        model: Any,  # noqa: ANN401 - a model of transformers
        tokenizer: Any,  # noqa: ANN401 - its tokenizer
        pool: Pool = "mean",
        layer: int | None = None,
    ) -> TextModel:
        """A sentence encoder: a text model of transformers (BERT, MPNet, …) and its tokenizer.

        Args:
            model: Token ids ("input_ids", "attention_mask") to units.
            tokenizer: From `AutoTokenizer.from_pretrained`.
            pool: How its units become one vector; sentence encoders mostly take the mean.
            layer: The layer that `explain` uses unless told otherwise.
        """
        limit = int(getattr(tokenizer, "model_max_length", 512))
        positions = int(getattr(model.config, "max_position_embeddings", 512))
        call = _Named(model, ("input_ids", "attention_mask"))
        return cls(
            module=model,
            blocks=blocks_of(model),
            tokenizer=tokenizer,
            context=min(limit, positions),
            pool=pool,
            forward=call,
            masked=True,
            layer=layer,
        )


@dataclass(frozen=True)
class _Named:
    """A model of transformers, called with its inputs by name; a copy of it calls the copied model.

    Attributes:
        model: Of transformers.
        names: Its inputs' names, in the order in which they are passed.
    """

    model: Any
    names: tuple[str, ...]

    def __call__(self, *inputs: Tensor) -> Any:  # noqa: ANN401 - what the model returns
        return self.model(**dict(zip(self.names, inputs, strict=True)))


def check_specs(image: Any, text: Any) -> None:  # noqa: ANN401 - checked here
    """Refuse what cannot be run at all.

    Raises:
        ModelError: A side is something else, its module has no parameters, or its blocks are not modules.
    """
    for side, spec, kind in (("image", image, ImageModel), ("text", text, TextModel)):
        if spec is None:
            continue
        if not isinstance(spec, kind):
            raise ModelError(
                f"{side}= is a {type(spec).__name__}.",
                f"Pass pairlens.{kind.__name__}(module=…, blocks=[…], …).",
            )
        if not isinstance(spec.module, nn.Module) or not any(True for _ in spec.module.parameters()):
            raise ModelError(
                f"The {side} module is a {type(spec.module).__name__} without parameters.",
                "Pass the torch module as module=, and what to call as forward= if that is something else.",
            )
        if not all(isinstance(block, nn.Module) for block in spec.blocks) or not tuple(spec.blocks):
            raise ModelError(
                f"The {side} tower's blocks are not a list of modules.",
                "Name the modules that run one after the other, e.g. blocks=model.layers.",
            )


def full_precision(
    image: ImageModel | None, text: TextModel | None
) -> tuple[tuple[ImageModel | None, TextModel | None], tuple[str, ...]]:
    """The towers themselves, or float32 copies of towers in half precision, and a note that says so."""
    held = [spec for spec in (image, text) if spec is not None]
    half = {p.dtype for spec in held for p in spec.module.parameters()} & {torch.float16, torch.bfloat16}
    if not half:
        return (image, text), ()
    # all in one copy, so that blocks, and a module that both sides share, stay the same objects
    parts = copy.deepcopy([(spec.module, tuple(spec.blocks), spec.forward) for spec in held])
    specs = [
        replace(spec, module=module.float(), blocks=blocks, forward=forward)
        for spec, (module, blocks, forward) in zip(held, parts, strict=True)
    ]
    kinds = ", ".join(sorted(str(kind).removeprefix("torch.") for kind in half))
    by_side = iter(specs)
    copies = tuple(None if spec is None else next(by_side) for spec in (image, text))
    return (copies[0], copies[1]), (f"computed on a float32 copy of {kinds} weights",)  # type: ignore[return-value] # each is of its own side's class
