"""open_clip's own vision transformers and text towers, cut at any block."""

from __future__ import annotations

from typing import Any

import torch
from jaxtyping import Float, Int
from open_clip.model import CLIP
from open_clip.transformer import (
    LayerNorm,
    LayerNormFp32,
    LayerScale,
    QuickGELU,
    ResidualAttentionBlock,
    TextTransformer,
    VisionTransformer,
    text_global_pool,
)
from torch import Tensor, nn

from pairlens.encoders.tower import Inputs, Layer, Layout, OneRead, Perceptron, RowWeights, Stage


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
        return _run(self._blocks[:layer], embedded, None)

    def stage(self, inputs: Inputs, layer: int) -> Stage:
        """Blocks from `layer` on, pooling and projection."""
        del inputs
        return Stage(lambda x: self._pool(_run(self._blocks[layer:], x, None)), self._read(layer))

    def _read(self, layer: int) -> OneRead | None:
        blocks, norm = self._blocks[layer:], self._visual.ln_post
        if len(blocks) != 1 or self._visual.pool_type != "tok" or not _is_plain(blocks[0], norm):
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
        return _run(self._blocks[:layer], x, self._mask(ids.shape[1]))

    def stage(self, inputs: Inputs, layer: int) -> Stage:
        """Blocks from `layer` on, read where this caption is pooled, norm and projection."""
        ids = inputs["ids"]
        length, position = ids.shape[1], self.position(ids)
        blocks, mask = self._blocks[layer:], self._mask(length)
        reads_all = not self.causal or position == length - 1
        read = self._read(layer, position) if reads_all else None
        return Stage(lambda x: self._finish(_run(blocks, x, mask)[:, position]), read)

    def _read(self, layer: int, position: int) -> OneRead | None:
        projection = self._projection()
        if layer != self.depth - 1 or projection is None or not self._is_plain(layer):
            return None
        return one_read(self._blocks[layer], position, self._model.ln_final, *projection)

    def _is_plain(self, layer: int) -> bool:
        return _is_plain(self._blocks[layer], self._model.ln_final)

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


@torch.no_grad()
def one_read(
    block: ResidualAttentionBlock,
    position: int,
    final_norm: nn.LayerNorm,
    projection: Tensor | None,
    bias: Tensor | None = None,
) -> OneRead:
    """Take a residual attention block apart that is read at one position.

    Args:
        block: The block; the caller has checked that it is the plain kind (`_is_plain`).
        position: Index of the unit that is read.
        final_norm: The layer norm that follows the block.
        projection: What follows the norm, (width, embed); None for nothing.
        bias: What is added to that, (embed,).
    """
    attention, mlp = block.attn, block.mlp
    heads = attention.num_heads
    query, key, value = attention.in_proj_weight.unflatten(0, (3, heads, -1))
    query_bias, _, value_bias = attention.in_proj_bias.unflatten(0, (3, heads, -1))
    weight = block.ln_1.weight
    projection = torch.eye(len(weight)).to(weight) if projection is None else projection.detach()
    row = RowWeights(
        *_scaled(attention.out_proj, block.ls_1),
        Perceptron(
            block.ln_2,
            mlp.c_fc.weight.detach(),
            mlp.c_fc.bias.detach(),
            mlp.gelu,
            *_scaled(mlp.c_proj, block.ls_2),
        ),
        final_norm,
        projection,
        projection.new_zeros(projection.shape[1]) if bias is None else bias.detach(),
    )
    return OneRead(block.ln_1, query, query_bias, key, value, value_bias, position, row)


def _scaled(linear: nn.Linear, scale: nn.Module) -> tuple[Tensor, Tensor]:
    """Weight and bias of a linear map followed by a layer scale or by nothing."""
    weight, bias = linear.weight.detach(), linear.bias.detach()
    if isinstance(scale, LayerScale):
        return scale.gamma[:, None] * weight, scale.gamma * bias
    return weight, bias


def _is_plain(block: Any, final_norm: nn.Module) -> bool:  # noqa: ANN401 - any module may stand there
    """True for the exact block whose algebra `one_read` states; anything else takes the general path."""
    if type(block) is not ResidualAttentionBlock or hasattr(block, "ln_1_kv"):
        return False
    attention = block.attn
    norms = (block.ln_1, block.ln_2, final_norm)
    return (
        type(attention) is nn.MultiheadAttention
        and attention.in_proj_weight is not None
        and attention.in_proj_bias is not None
        and attention.bias_k is None
        and not attention.add_zero_attn
        and all(type(norm) in {LayerNorm, LayerNormFp32, nn.LayerNorm} for norm in norms)
        and type(block.mlp.gelu) in {nn.GELU, QuickGELU}
        and all(type(scale) in {LayerScale, nn.Identity} for scale in (block.ls_1, block.ls_2))
    )


def _run(blocks: nn.ModuleList, x: Tensor, mask: Tensor | None) -> Tensor:
    """Run blocks on (batch, units, width), whichever order of axes they were built for."""
    for block in blocks:
        attention = getattr(block, "attn", None)
        first = getattr(attention, "batch_first", True)
        x = block(x, attn_mask=mask) if first else block(x.transpose(0, 1), attn_mask=mask).transpose(0, 1)
    return x
