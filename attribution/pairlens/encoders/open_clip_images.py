"""Image towers of open_clip: its own vision transformers and residual networks, and what it takes from timm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import torch
from open_clip.modified_resnet import ModifiedResNet
from open_clip.timm_model import TimmModel
from open_clip.transformer import VisionTransformer
from torch import Tensor, nn

from pairlens.encoders.classic import VisionTransformerTower
from pairlens.encoders.closed_forms import Ending, coca_pool, resnet_pool, timm_block, timm_pool
from pairlens.encoders.cut_towers import CutImageTower, Reads
from pairlens.encoders.tower import ImageTower, Inputs, OneRead
from pairlens.errors import ModelError

_REMEDY = (
    "Read here: open_clip's VisionTransformer, ModifiedResNet and TimmModel, each pooled to one vector; for another "
    "tower see how to wrap modules of your own."
)


def image_tower(visual: nn.Module) -> tuple[ImageTower, int]:
    """The image tower and the layer that people should be shown first.

    That is the last step at which patches still meet: the pooling's input of an attention-pooling head, else the input
    of the last block.

    Raises:
        ModelError: It is a tower of another kind, or does not pool.
    """
    if isinstance(visual, VisionTransformer):
        return _vision_transformer(visual)
    if isinstance(visual, ModifiedResNet):
        stages = [(f"stage {i}", getattr(visual, f"layer{i}")) for i in range(1, 5)]
        blocks, names = _named(stages)
        head = resnet_pool(visual.attnpool)
        tower = _cut(visual, blocks, names, reads=lambda k, _: head if k == len(blocks) else None)
        return tower, tower.depth
    if isinstance(visual, TimmModel):
        return _timm(visual)
    raise ModelError(f"The image tower is a {type(visual).__name__}, which cannot be read here.", _REMEDY)


def _vision_transformer(visual: VisionTransformer) -> tuple[ImageTower, int]:
    if visual.attn_pool is None:
        if visual.pool_type not in {"tok", "avg"}:
            raise _unpooled(visual.pool_type)
        plain = VisionTransformerTower(visual)
        return plain, max(0, plain.depth - 1)
    if visual.pool_type == "none" and visual.attn_pool_contrastive is None:
        raise _unpooled(visual.pool_type)
    blocks, names = _named([("block", visual.transformer.resblocks)])
    grid = int(visual.grid_size[0]), int(visual.grid_size[1])
    tower = _cut(visual, blocks, names, grid, ("class",), lambda k, _: _coca_read(visual, k, len(blocks)))
    return tower, tower.depth


def _coca_read(visual: VisionTransformer, layer: int, depth: int) -> OneRead | None:
    """The pooling head, where only its first query is used."""
    if layer != depth or visual.attn_pool_contrastive is not None or visual.pool_type != "tok":
        return None
    return coca_pool(visual.attn_pool, Ending(visual.ln_post, as_linear(visual.proj)))


def _timm(visual: TimmModel) -> tuple[ImageTower, int]:
    trunk: Any = visual.trunk
    blocks, names = _named(_stages(trunk))
    prefix = int(getattr(trunk, "num_prefix_tokens", 0))
    kinds = ("class", *["register"] * prefix)[:prefix]
    grid = getattr(getattr(trunk, "patch_embed", None), "grid_size", None)
    last = getattr(trunk, "output_fmt", "") == "NHWC"
    tower = _cut(visual, blocks, names, grid, kinds, lambda k, _: _timm_read(visual, blocks, k), last=last)
    heads = (getattr(trunk, "attn_pool", None), getattr(visual.head, "pool", None))
    attends = any(isinstance(head, nn.Module) for head in heads)
    return tower, tower.depth if attends else max(0, tower.depth - 1)


def _timm_read(visual: TimmModel, blocks: Sequence[nn.Module], layer: int) -> OneRead | None:
    """The closed form of a timm vision transformer's pooling head, or of a block read at its class token."""
    from timm.models.eva import Eva
    from timm.models.vision_transformer import VisionTransformer as Plain

    trunk: Any = visual.trunk
    if type(trunk) not in {Plain, Eva}:
        return None
    ends = [m for m in (trunk.head, *visual.head) if type(m) not in {nn.Identity, nn.Dropout}]
    norms = [m for m in (trunk.norm, trunk.fc_norm) if type(m) is not nn.Identity]
    if len(ends) > 1 or len(norms) > 1:
        return None
    projection = ends[0] if ends else None
    if trunk.attn_pool is not None:
        pooled = layer == len(blocks) and _sees_all(trunk) and type(trunk.fc_norm) is nn.Identity
        return timm_pool(trunk.norm, trunk.attn_pool, Ending(None, projection)) if pooled else None
    token = layer == len(blocks) - 1 and trunk.global_pool == "token"
    return timm_block(blocks[-1], 0, Ending(norms[0] if norms else None, projection)) if token else None


def _sees_all(trunk: Any) -> bool:  # noqa: ANN401 - a timm model
    """Whether the pooling head is given every unit."""
    return trunk.num_prefix_tokens == 0 or getattr(trunk, "pool_include_prefix", True)


def _stages(trunk: Any) -> list[tuple[str, nn.Module]]:  # noqa: ANN401 - a timm model
    """The trunk's blocks, stage by stage where it has stages."""
    if isinstance(getattr(trunk, "blocks", None), nn.Module) and not _nested(trunk.blocks):
        return [("block", trunk.blocks)]
    for name in ("stages", "layers", "blocks"):
        stages = getattr(trunk, name, None)
        if isinstance(stages, nn.Module):
            return [(f"stage {i}", getattr(s, "blocks", s)) for i, s in enumerate(stages.children())]
    modules = [info["module"] for info in getattr(trunk, "feature_info", []) if info.get("module")]
    found = [(name, trunk.get_submodule(name)) for name in modules if name in dict(trunk.named_modules())]
    found = [(name, stage) for name, stage in found if isinstance(stage, nn.Sequential)]
    if not found:
        raise ModelError(
            f"The timm trunk is a {type(trunk).__name__}, whose blocks are not known here.", _REMEDY
        )
    return found


def _nested(blocks: nn.Module) -> bool:
    return any(isinstance(child, nn.Sequential | nn.ModuleList) for child in blocks.children())


def _named(stages: Sequence[tuple[str, nn.Module]]) -> tuple[list[nn.Module], list[str]]:
    """All blocks in the order in which they run, and what to call them."""
    pairs = list(_each(stages))
    return [block for _, block in pairs], [name for name, _ in pairs]


def _each(stages: Sequence[tuple[str, nn.Module]]) -> Iterator[tuple[str, nn.Module]]:
    for name, stage in stages:
        inner = list(stage.children()) if isinstance(stage, nn.Sequential | nn.ModuleList) else []
        if not inner:
            yield name, stage
        for i, block in enumerate(inner):
            count = f" (of 0 to {len(inner) - 1})"
            yield (f"block {i}" if name == "block" else f"{name}, block {i}") + count, block


def _cut(
    visual: Any,  # noqa: ANN401 - any open_clip tower
    blocks: Sequence[nn.Module],
    names: Sequence[str],
    grid: tuple[int, int] | None = None,
    prefix: tuple[str, ...] | None = None,
    reads: Reads = lambda _, __: None,
    *,
    last: bool = False,
) -> CutImageTower:
    size = visual.image_size if isinstance(visual.image_size, tuple | list) else (visual.image_size,) * 2
    height, width = int(size[0]), int(size[1])
    parameter = next(visual.parameters())
    noise = torch.randn(1, 3, height, width, generator=torch.Generator().manual_seed(0)).to(parameter)

    def run(inputs: Inputs) -> Tensor:
        out = visual(inputs["pixels"])
        # CoCa's towers give their tokens too; its contrastive pooling keeps an axis for its one query
        return (out[0] if isinstance(out, tuple) else out).flatten(1)

    return CutImageTower(
        run,
        blocks,
        (height, width),
        example={"pixels": noise},
        grid=None if grid is None else (int(grid[0]), int(grid[1])),
        prefix=prefix,
        channels_last=last,
        once=True,
        names=names,
        reads=reads,
    )


def as_linear(projection: Tensor | None) -> nn.Linear | None:
    """A projection that is applied as `x @ projection`, as a module."""
    if projection is None:
        return None
    width, embed = projection.shape
    module = nn.Linear(width, embed, bias=False, device="meta")
    module.weight = nn.Parameter(projection.detach().T, requires_grad=False)
    return module


def _unpooled(pooling: str) -> ModelError:
    return ModelError(
        f"The image tower pools by {pooling!r}: it gives one vector for each unit, so there is no picture's vector.",
        "Build it with pool_type='tok' or 'avg', or with attentional pooling.",
    )
