"""open_clip's own vision transformers and text towers, cut at any block."""

from __future__ import annotations

from collections.abc import Callable

import torch
from jaxtyping import Float, Int
from open_clip.model import CLIP
from open_clip.transformer import TextTransformer, VisionTransformer, text_global_pool
from torch import Tensor, nn

from pairlens.encoders.plain_blocks import is_plain, one_read, run, run_at
from pairlens.encoders.tower import Inputs, Layer, Layout, OneRead, Stage

Embed = Callable[[Float[Tensor, "batch units width"]], Float[Tensor, "batch embed"]]


class VisionTransformerTower:
    """An `open_clip` vision transformer with class-token or average pooling as an image tower.

    Args:
        visual: The tower.
    """

    def __init__(self, visual: VisionTransformer) -> None:
        self._visual = visual
        self._blocks = visual.transformer.resblocks
        rows, cols = visual.grid_size
        self.depth = len(self._blocks)
        self.size = (int(visual.image_size[0]), int(visual.image_size[1]))
        self._layout = Layout(("class",) + ("patch",) * (rows * cols), (int(rows), int(cols)))

    def layout(self, inputs: Inputs, layer: int) -> Layout:
        """The class unit and the grid; the same at every layer."""
        del inputs, layer
        return self._layout

    def layer(self, index: int) -> Layer:
        """What a person is told of a layer."""
        return Layer(index, layer_name(index, self.depth), self._layout.grid, self._read(index) is not None)

    def features(self, inputs: Inputs, layer: int) -> Float[Tensor, "batch units width"]:
        """Class and patch units at the input of block `layer`."""
        embedded = self._visual._embeds(inputs["pixels"])  # noqa: SLF001 - has no public name
        return run(self._blocks[:layer], embedded, None)

    def stage(self, inputs: Inputs, layer: int) -> Stage:
        """Blocks from `layer` on, pooling and projection."""
        del inputs
        whole = self._blocks[layer:]
        return Stage(lambda x: self._pool(run(whole, x, None)), self._read(layer), self._at_read(layer))

    def _at_read(self, layer: int) -> Embed | None:
        norm = self._visual.ln_post
        if self._visual.pool_type != "tok" or layer == self.depth or not is_plain(self._blocks[-1], norm):
            return None
        return lambda x: self._project(norm(run_at(self._blocks[layer:], x, None, 0)))

    def _read(self, layer: int) -> OneRead | None:
        blocks, norm = self._blocks[layer:], self._visual.ln_post
        if len(blocks) != 1 or self._visual.pool_type != "tok" or not is_plain(blocks[0], norm):
            return None
        return one_read(blocks[0], 0, norm, self._visual.proj)

    def _pool(self, x: Float[Tensor, "batch units width"]) -> Float[Tensor, "batch embed"]:
        if self._visual.pool_type == "tok":
            return self._project(self._visual.ln_post(x[:, 0]))
        pooled, _ = self._visual._pool(x)  # noqa: SLF001 - has no public name
        return self._project(pooled)

    def _project(self, row: Float[Tensor, "rows width"]) -> Float[Tensor, "rows embed"]:
        return row if self._visual.proj is None else row @ self._visual.proj


class ClassicTextTower:
    """open_clip's own text tower, flat in a `CLIP` or a `TextTransformer`, pooled at one of its token ids.

    Args:
        model: The dual encoder, or the `TextTransformer` of a `CustomTextCLIP`; without an appended class token.
    """

    appended: tuple[str, ...] = ()

    def __init__(self, model: CLIP | TextTransformer) -> None:
        self._model = model
        flat = isinstance(model, CLIP)
        self._pooling = model.text_pool_type if flat else model.pool_type
        self._end_id = getattr(model, "text_eos_id" if flat else "eos_id", None)
        self._blocks = model.transformer.resblocks
        self.depth = len(self._blocks)
        self.context = int(model.context_length)
        self.causal = model.attn_mask is not None

    def layer(self, index: int) -> Layer:
        """What a person is told of a layer."""
        plain = index == self.depth - 1 and self._projection() is not None
        return Layer(index, layer_name(index, self.depth), None, plain and self._is_plain(index))

    def position(self, ids: Int[Tensor, "1 context"]) -> int:
        """The unit that is read (the end token, the last, …), found as the model finds it."""
        units = torch.arange(ids.shape[1], device=ids.device, dtype=torch.float32).view(1, -1, 1)
        end = text_global_pool(units, ids, self._pooling, eos_token_id=self._end_id)
        return int(end.item())

    def length(self, inputs: Inputs) -> int:
        """Units up to the end token where attention is causal, else all of them."""
        ids = inputs["ids"]
        return self.position(ids) + 1 if self.causal else int(ids.shape[1])

    def features(self, inputs: Inputs, layer: int) -> Float[Tensor, "batch units width"]:
        """Text units at the input of block `layer`."""
        ids = inputs["ids"]
        x = self._model.token_embedding(ids) + self._model.positional_embedding[: ids.shape[1]]
        return run(self._blocks[:layer], x, self._mask(ids.shape[1]))

    def stage(self, inputs: Inputs, layer: int) -> Stage:
        """Blocks from `layer` on, read where this caption is pooled, norm and projection."""
        ids = inputs["ids"]
        length, position = ids.shape[1], self.position(ids)
        blocks, mask = self._blocks[layer:], self._mask(length)
        reads_all = not self.causal or position == length - 1
        read = self._read(layer, position) if reads_all else None
        there = len(blocks) > 0 and self._is_plain(-1)
        return Stage(
            lambda x: self._finish(run(blocks, x, mask)[:, position]),
            read,
            (lambda x: self._finish(run_at(blocks, x, mask, position))) if there else None,
        )

    def _read(self, layer: int, position: int) -> OneRead | None:
        projection = self._projection()
        if layer != self.depth - 1 or projection is None or not self._is_plain(layer):
            return None
        return one_read(self._blocks[layer], position, self._model.ln_final, *projection)

    def _is_plain(self, layer: int) -> bool:
        return is_plain(self._blocks[layer], self._model.ln_final)

    def _projection(self) -> tuple[Tensor | None, Tensor | None] | None:
        """The projection as a matrix (width, embed) and a bias, where it is that."""
        projection = self._model.text_projection
        if type(projection) is nn.Linear:
            return projection.weight.T, projection.bias
        return (projection, None) if projection is None or isinstance(projection, Tensor) else None

    def _mask(self, length: int) -> Float[Tensor, "units units"] | None:
        mask: Tensor | None = self._model.attn_mask
        return None if mask is None else mask[:length, :length]

    def _finish(self, row: Float[Tensor, "rows width"]) -> Float[Tensor, "rows embed"]:
        row = self._model.ln_final(row)
        projection = self._model.text_projection
        if projection is None:
            return row
        return projection(row) if isinstance(projection, nn.Module) else row @ projection


def layer_name(index: int, depth: int) -> str:
    """A layer in words.

    >>> layer_name(4, 12), layer_name(12, 12)
    ('input of block 4 (of 0 to 11)', 'input of the pooling')
    """
    return "input of the pooling" if index == depth else f"input of block {index} (of 0 to {depth - 1})"
