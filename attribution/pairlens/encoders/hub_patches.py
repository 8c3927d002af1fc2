"""Image towers that take a picture of any shape as a list of patches: SigLIP 2 at variable resolution ("NaFlex").

A picture is resized so that its patches number at most so many, and cut into them; what is missing is filled up with
padded patches, which the tower masks. The grid of patches is the picture's own.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import torch
from jaxtyping import Bool, Float, UInt8
from torch import Tensor, nn

from pairlens.encoders.cut_towers import CutImageTower, Reads, Run
from pairlens.encoders.hub_pixels import colours
from pairlens.encoders.patching import grid_in, joined, patched
from pairlens.encoders.preparing import Pixels, Triple
from pairlens.encoders.tower import Inputs, Layer, Layout
from pairlens.errors import PictureError
from pairlens.images import read_picture
from pairlens.references import reference_pixels
from pairlens.units import PictureUnits

_NAMES = {"pixels": "pixel_values", "mask": "pixel_attention_mask", "shapes": "spatial_shapes"}


class PatchTower(CutImageTower):
    """An image tower that takes patches, cut at its blocks.

    Its inputs are "pixels" (1, units, patch · patch · 3), "mask" (1, units) and "shapes" (1, 2): rows and columns.

    Args:
        run: Inputs to embedding, not normalised; the model's own forward pass.
        blocks: Its blocks in the order in which they run.
        patch: Side of a patch in pixels.
        pixels: A square picture (1, 3, height, wide) to learn shapes from; as large as the tower usually takes.
        reads: The closed forms that the family knows.
    """

    def __init__(
        self,
        run: Run,
        blocks: Sequence[nn.Module],
        patch: int,
        *,
        pixels: Float[Tensor, "1 3 height wide"],
        reads: Reads,
    ) -> None:
        self.patch = patch
        size = (int(pixels.shape[-2]), int(pixels.shape[-1]))
        super().__init__(run, blocks, size, example=patched(pixels, patch), reads=reads)

    def layout(self, inputs: Inputs, layer: int) -> Layout:
        """The picture's own grid, and what fills up behind it."""
        del layer
        rows, cols = grid_in(inputs)
        padding = inputs["pixels"].shape[1] - rows * cols
        return Layout(("patch",) * (rows * cols) + ("padding",) * padding, (rows, cols))

    def layer(self, index: int) -> Layer:
        """What a person is told of a layer; the grid depends on the picture, so there is none."""
        return dataclasses.replace(super().layer(index), grid=None)


@dataclass(frozen=True)
class PatchPixels:
    """Reads pictures for a tower that takes patches.

    Attributes:
        tower: The tower that will take them.
        processor: An image processor that makes patches; None if only tensors are passed.
        mean: Mean colour that the preprocessing subtracts, per channel in [0, 1].
        std: Deviation that it divides by.
    """

    kind: Literal["picture"] = field(default="picture", init=False)
    tower: PatchTower
    processor: Any
    mean: Triple = (0.5, 0.5, 0.5)
    std: Triple = (0.5, 0.5, 0.5)

    @classmethod
    def of(cls, tower: PatchTower, processor: Any) -> PatchPixels:  # noqa: ANN401 - a processor or None
        """A reader whose colours are those of the processor."""
        if processor is None:
            return cls(tower, None)

        def make(picture: Any) -> Float[Tensor, "3 height wide"]:  # noqa: ANN401 - a PIL picture
            return joined(_named(processor(images=picture, return_tensors="pt")), tower.patch)[0]

        return cls(tower, processor, *colours(make, tower.size))

    def read(self, source: Any) -> tuple[Inputs, tuple[str, ...]]:  # noqa: ANN401 - checked here
        """The patches of one picture on the CPU, with notes on what was converted.

        Args:
            source: A path, PIL picture or array; normalised pixels (1, 3, height, wide) whose sides are multiples
                of the patch's; or what the processor returns for one picture.

        Raises:
            PictureError: It cannot be read.
        """
        if isinstance(source, Tensor):
            return patched(self._checked(source), self.tower.patch), ()
        if isinstance(source, Mapping):
            return _named(source), ()
        opened = read_picture(source)
        if self.processor is None:
            raise PictureError(
                "This encoder was wrapped without a processor, so it cannot turn a picture into patches.",
                "Pass the processor to pairlens.wrap, or pass normalised pixels (1, 3, height, width).",
            )
        return _named(self.processor(images=opened.picture, return_tensors="pt")), tuple(opened.notes)

    def _checked(self, pixels: Tensor) -> Float[Tensor, "1 3 height wide"]:
        pixels = pixels[None] if pixels.ndim == 3 else pixels  # noqa: PLR2004 - a picture without its batch axis
        patch, axes = self.tower.patch, ("batch", "channels", "height", "width")
        if pixels.ndim != len(axes) or pixels.shape[:2] != (1, 3) or any(n % patch for n in pixels.shape[2:]):
            raise PictureError(
                f"The pixels have shape {tuple(pixels.shape)}.",
                f"Pass (1, 3, height, width) with sides that are multiples of {patch}.",
            )
        if not bool(torch.isfinite(pixels).all()):
            raise PictureError(
                "The pixels hold NaN or infinite values.", "Check the picture and its preprocessing."
            )
        return pixels.detach().to("cpu", torch.float64 if pixels.dtype == torch.float64 else torch.float32)

    def units(self, source: Any, inputs: Inputs, layer: int) -> PictureUnits:  # noqa: ANN401 - not looked at
        """What the columns of a result are; the picture is put together from its patches."""
        del source
        layout = self.tower.layout(inputs, layer)
        return PictureUnits(self.seen(inputs), layout.kinds, *layout.grid)

    def seen(self, inputs: Inputs) -> UInt8[np.ndarray, "height width 3"]:
        """The picture exactly as the model sees it, normalisation undone."""
        whole = Pixels(self.tower, None, self.mean, self.std)
        return whole.seen(joined({name: tensor.cpu() for name, tensor in inputs.items()}, self.tower.patch))

    def reference(self, reference: Any, inputs: Inputs) -> Inputs:  # noqa: ANN401 - checked there
        """The picture that the path starts from, cut into the same patches; see `pairlens.References`."""
        patch = self.tower.patch
        blank = patched(reference_pixels(reference, joined(inputs, patch)), patch)["pixels"]
        pixels = torch.zeros_like(inputs["pixels"])
        pixels[:, : blank.shape[1]] = blank
        return {**inputs, "pixels": pixels}

    def mixed(self, inputs: Inputs, blank: Inputs, kept: Bool[Tensor, "masks rows cols"]) -> Inputs:
        """Pictures whose other cells are those of the reference; cells are patches, or groups of them."""
        sides = zip(grid_in(inputs), kept.shape[1:], strict=True)
        rows, cols = (torch.arange(side) * cells // side for side, cells in sides)
        patches = kept[:, rows.to(kept.device)][:, :, cols.to(kept.device)].flatten(1)
        stays = patches.new_ones(len(kept), inputs["pixels"].shape[1])
        stays[:, : patches.shape[1]] = patches
        rest = {name: tensor.expand(len(kept), *tensor.shape[1:]) for name, tensor in inputs.items()}
        here = stays.to(inputs["pixels"].device)[..., None]
        return {**rest, "pixels": torch.where(here, inputs["pixels"], blank["pixels"])}


def _named(found: Any) -> Inputs:  # noqa: ANN401 - what a processor returns
    """A processor's tensors for one picture under the tower's names."""
    try:
        named = {name: torch.as_tensor(found[theirs]) for name, theirs in _NAMES.items()}
    except (KeyError, IndexError) as error:
        raise PictureError(
            f"The picture was processed without {error}.", f"Pass {', '.join(_NAMES.values())} together."
        ) from None
    if any(len(tensor) != 1 for tensor in named.values()):
        raise PictureError("Several pictures were processed at once.", "Pass one at a time.")
    return named
