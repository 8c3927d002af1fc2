"""Dual encoders of the `transformers` library: two towers, each run by the model's own `get_…_features`.

Read are models that hold a `vision_model` and a `text_model` and give both features: CLIPModel, SiglipModel,
Siglip2Model (variable resolution), AlignModel, ChineseCLIPModel, AltCLIPModel, and others of that build. Where the
towers can be cut is found in the model, and what is found is compared with the model's own output. The library's API
differs between its versions 4 and 5 (a tensor, or an object that holds it); both are read.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from jaxtyping import Float
from torch import Tensor, nn

from pairlens.encoders.base import Encoder
from pairlens.encoders.checking import Wrapping, check_tower, check_widths, full_precision
from pairlens.encoders.context import evaluating
from pairlens.encoders.cut_towers import CutImageTower, Reads
from pairlens.encoders.hub_captions import HubCaptions
from pairlens.encoders.hub_parts import REMEDY, blocks_of, plain_attention, pooled
from pairlens.encoders.hub_patches import PatchPixels, PatchTower
from pairlens.encoders.hub_pixels import image_processor, pixels_reader
from pairlens.encoders.hub_reads import head_of, holds, image_reads, nothing_known, text_reads
from pairlens.encoders.hub_text import HubTextTower, captions_reader, end_position
from pairlens.encoders.patching import blank_square
from pairlens.encoders.preparing import Reader
from pairlens.encoders.tower import Inputs
from pairlens.errors import ModelError

_NEEDED = ("vision_model", "text_model", "get_image_features", "get_text_features")


def encoder_of(model: nn.Module, asked: Wrapping) -> Encoder:
    """An encoder around a dual encoder of transformers.

    Raises:
        ModelError: It cannot be read here, or its processor or tokenizer is missing.
    """
    missing = [name for name in _NEEDED if not hasattr(model, name)]
    if missing:
        raise ModelError(f"The model is a {type(model).__name__} without {', '.join(missing)}.", REMEDY)
    held, notes = full_precision(model)
    parts = Parts(held, asked)
    with evaluating(held):
        image, pixels = parts.image()
        text, captions = parts.text()
        encoder = Encoder(
            name=asked.name,
            model=held,
            image=image,
            text=text,
            pixels=pixels,
            captions=captions,
            default_layer=asked.default_layer or (parts.image_default(image.depth), max(0, text.depth - 1)),
            unknown=asked.unknown,
            notes=notes,
        )
        _check(encoder, parts)
    return encoder


@dataclass(frozen=True)
class Parts:
    """The two towers of a model, in the making.

    Attributes:
        model: The dual encoder.
        asked: What a person passed beside it.
    """

    model: Any
    asked: Wrapping

    def run_image(self, inputs: Inputs) -> Float[Tensor, "batch embed"]:
        """The model's own image features."""
        names = {"pixels": "pixel_values", "mask": "pixel_attention_mask", "shapes": "spatial_shapes"}
        with plain_attention(self.model):
            return pooled(self.model.get_image_features(**{names[k]: v for k, v in inputs.items()}))

    def run_text(self, inputs: Inputs) -> Float[Tensor, "batch embed"]:
        """The model's own text features."""
        named = {("input_ids" if k == "ids" else k): v for k, v in inputs.items()}
        with plain_attention(self.model):
            return pooled(self.model.get_text_features(**named))

    def image(self) -> tuple[CutImageTower, Reader]:
        """The image tower and what reads for it."""
        blocks = blocks_of(self.model.vision_model)
        made = self._patches if "spatial_shapes" in _names(self.model.get_image_features) else self._pixels
        tower, reader = made(blocks, image_reads(self.model, blocks))
        noise = torch.randn(1, 3, *tower.size, generator=torch.Generator().manual_seed(0))
        if holds(tower, self._placed(reader.read(noise)[0])):
            return tower, reader
        return made(blocks, nothing_known)

    def _pixels(self, blocks: Sequence[nn.Module], reads: Reads) -> tuple[CutImageTower, Reader]:
        config, processor = self.model.config.vision_config, image_processor(self.asked.preprocess)
        patch = getattr(config, "patch_size", None)
        size, reader = pixels_reader(processor, config, fixed=patch is not None)
        grid = None if patch is None else (size[0] // patch, size[1] // patch)
        blank = self._placed({"pixels": torch.zeros(1, 3, *size)})
        tower = CutImageTower(self.run_image, blocks, size, example=blank, grid=grid, reads=reads)
        return tower, reader(tower)

    def _patches(self, blocks: Sequence[nn.Module], reads: Reads) -> tuple[CutImageTower, Reader]:
        config, processor = self.model.config.vision_config, image_processor(self.asked.preprocess)
        blank = self._placed({"": blank_square(int(config.patch_size), int(config.num_patches))})[""]
        tower = PatchTower(self.run_image, blocks, int(config.patch_size), pixels=blank, reads=reads)
        return tower, PatchPixels.of(tower, processor)

    def _placed(self, inputs: Inputs) -> Inputs:
        like = next(self.model.parameters())
        return {
            k: v.to(like.device, like.dtype if v.is_floating_point() else None) for k, v in inputs.items()
        }

    def image_default(self, depth: int) -> int:
        """The pooling's input where a head attends to all units, else the input of the last block."""
        return depth if head_of(self.model.vision_model) is not None else max(0, depth - 1)

    def text(self) -> tuple[HubTextTower, HubCaptions]:
        """The text tower and what reads for it."""
        reader = captions_reader(self.model, self.asked)
        blocks, position = blocks_of(self.model.text_model), end_position(self.model)
        reads = text_reads(self.model, blocks, position)
        tower = self._text(reader, reads)
        return (
            tower
            if holds(tower, self._placed(reader.read("a photo")[0]))
            else self._text(reader, nothing_known)
        ), reader

    def _text(self, reader: HubCaptions, reads: Reads) -> HubTextTower:
        return HubTextTower(
            self.run_text,
            blocks_of(self.model.text_model),
            reader.context,
            example=self._placed(reader.read("a photo")[0]),
            padding=reader.frame.padding,
            position=end_position(self.model),
            reads=reads,
        )


def _names(function: Callable[..., Any]) -> tuple[str, ...]:
    return tuple(inspect.signature(function).parameters)


def _check(encoder: Encoder, parts: Parts) -> None:
    """Run random pixels and a short caption both ways: the model's own, and cut in the middle as we do."""
    image: Any = encoder.image
    text = encoder.half("caption")
    noise = torch.randn(1, 3, *image.size, generator=torch.Generator().manual_seed(0))
    pixels = encoder.placed(encoder.half("picture").reader.read(noise)[0])
    ids = encoder.placed(text.reader.read("a photo")[0])
    with torch.no_grad():
        own = parts.run_image(pixels), parts.run_text(ids)
        check_widths(*own)
        check_tower("image", image, pixels, own[0])
        check_tower("text", text.tower, ids, own[1])
