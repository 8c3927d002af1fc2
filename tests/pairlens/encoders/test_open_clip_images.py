"""Image towers of open_clip, small, against dense Jacobians of the model's own forward pass."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import open_clip
import pytest
import torch
from open_clip.model import CLIP, CLIPTextCfg, CLIPVisionCfg
from torch import nn

import dense
import open_clip_small
import pairlens
from pairlens.encoders.base import Encoder
from pairlens.errors import ModelError
from pairlens.methods.asking import Asked
from pairlens.methods.how import How
from pairlens.methods.jacobians import Jacobians
from pairlens.methods.path_side import Side

Blocks = Callable[[Any], list[nn.Module]]


def flat(*paths: str) -> Blocks:
    """All children of some lists, in order."""
    return lambda visual: [block for path in paths for block in visual.get_submodule(path).children()]


@dataclass(frozen=True)
class Case:
    """One listed model and what must be found in it.

    Attributes:
        name: Its name in open_clip.
        size: Height and width of its pictures here.
        blocks: The blocks of its image tower, said independently of Pairlens.
        grids: Rows and columns at layer 0 and at the pooling's input.
        prefix: Kinds of the units before the patches.
        closed: The layer, counted from the depth, that is served by the closed form; None for none.
        exact: Whether a patch of the picture reaches one unit alone at layer 0.
        gain: Scale of the weights; a deep network of large random ones is rougher than any trained one.
    """

    name: str
    size: tuple[int, int]
    blocks: Blocks
    grids: tuple[tuple[int, int], tuple[int, int]]
    prefix: tuple[str, ...] = ()
    closed: int | None = None
    exact: bool = True
    gain: float = 1.2


TEXT = CLIPTextCfg(layers=1, width=8, heads=2, context_length=9)
RESNET = flat("layer1", "layer2", "layer3", "layer4")
TIMM = flat("trunk.blocks")
STAGES = flat(*(f"trunk.stages.{i}.blocks" for i in range(4)))
SWIN = flat(*(f"trunk.layers.{i}.blocks" for i in range(4)))
CASES = (
    Case("coca_ViT-B-32", (64, 96), flat("transformer.resblocks"), ((2, 3), (2, 3)), ("class",), closed=0),
    Case("RN50", (64, 64), RESNET, ((16, 16), (2, 2)), closed=0, exact=False),
    Case("convnext_base", (64, 96), STAGES, ((16, 24), (2, 3))),
    Case("swin_base_patch4_window7_224", (56, 112), SWIN, ((14, 28), (2, 4))),
    Case("MobileCLIP2-S0", (64, 96), STAGES, ((16, 24), (2, 3)), exact=False, gain=0.9),
    Case("vit_medium_patch16_gap_256", (32, 48), TIMM, ((2, 3), (2, 3))),
    Case("MobileCLIP2-L-14", (28, 42), TIMM, ((2, 3), (2, 3)), ("class",), closed=1),
    Case("EVA02-B-16", (32, 48), TIMM, ((2, 3), (2, 3)), ("class",)),
    Case("ViT-B-16-SigLIP", (32, 48), TIMM, ((2, 3), (2, 3)), closed=0),
    Case("PE-Core-B-16", (32, 48), TIMM, ((2, 3), (2, 3)), ("class",), closed=0),
)  # fmt: skip


def wrapped(monkeypatch: pytest.MonkeyPatch, case: Case) -> Encoder:
    model = open_clip_small.model(monkeypatch, case.name, case.size, case.gain)
    return pairlens.wrap(model, tokenizer=open_clip.get_tokenizer(case.name))


def picture(size: tuple[int, int]) -> torch.Tensor:
    return torch.randn(1, 3, *size, generator=torch.Generator().manual_seed(1)).double()


def side(e: Encoder, pixels: torch.Tensor, layer: int) -> Side:
    """The path of the picture from its usual reference."""
    return Jacobians().side(e, Asked.of(e, "picture", pixels, layer))


def compare(e: Encoder, case: Case, layer: int) -> Side:
    """Hold every unit's vector against the dense reference."""
    visual, pixels = e.model.visual, picture(case.size)
    with e.borrowed(), torch.no_grad():
        found = side(e, pixels, layer)
        fast = found.columns(How(steps=2)).numpy()

        def run(x: torch.Tensor) -> torch.Tensor:
            out = visual(x)
            return (out[0] if isinstance(out, tuple) else out).flatten(1)

        last = case.name.startswith("swin")
        blocks = case.blocks(visual)
        assert len(blocks) == e.image.depth
        slow = dense.vectors(run, blocks, layer, pixels, torch.zeros_like(pixels), 2, channels_last=last)
    assert fast.shape == slow.shape
    worst = np.unravel_index(np.abs(fast - slow).argmax(), slow.shape)
    off = np.abs(fast - slow).max() / np.abs(slow).max()
    assert off < 1e-9, (
        f"layer {layer}, unit {worst}: {fast[worst]:.12g} against {slow[worst]:.12g}, off by {off:.1e}"
    )
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_every_unit_equals_the_dense_reference(monkeypatch: pytest.MonkeyPatch, case: Case) -> None:
    e = wrapped(monkeypatch, case)
    depth = e.image.depth
    for layer in {max(1, depth - 2), depth - 1, depth}:
        found = compare(e, case, layer)
        closed = case.closed is not None and layer == depth - case.closed
        assert found.closed_form == e.layers.image[layer].closed_form == closed


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_the_ledger_adds_up_at_the_layer_that_is_shown_first(
    monkeypatch: pytest.MonkeyPatch, case: Case
) -> None:
    e = wrapped(monkeypatch, case)
    pair = pairlens.explain(e, picture(case.size), "a black dog")
    assert pair.converged
    assert abs(pair.residual) <= 1e-3 * pair.natural_scale
    assert pair.natural_scale > 1e-3, "the case must be one where something changes"
    assert (
        pair.a.kinds == (*case.prefix, *["patch"] * (case.grids[1][0] * case.grids[1][1])) or not case.exact
    )


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_a_patch_that_changes_is_found_in_its_cell(monkeypatch: pytest.MonkeyPatch, case: Case) -> None:
    e = wrapped(monkeypatch, case)
    first, last = (e.image.layout({}, layer) for layer in (0, e.image.depth))
    assert (first.grid, last.grid) == case.grids
    assert first.kinds[: len(case.prefix)] == case.prefix
    rows, cols = first.grid
    high, wide = case.size[0] // rows, case.size[1] // cols
    pixels = picture(case.size)
    corners = {(0, 0), (rows - 1, 0), (0, cols - 1)} if case.exact else {(2, cols - 3), (rows - 4, 3)}
    for row, col in corners | {(rows // 2, cols // 3)}:
        changed = pixels.clone()
        changed[..., high * row : high * (row + 1), wide * col : wide * (col + 1)] += 1
        with e.borrowed(), torch.no_grad():
            after, before = (e.image.features({"pixels": x}, 0) for x in (changed, pixels))
        moved = (after - before).norm(dim=-1)[0]
        unit = len(case.prefix) + row * cols + col
        if case.exact:
            assert moved.nonzero().flatten().tolist() == [unit]
        else:  # the stem's convolutions reach over the cell's edges; the middle of what moves lies in it
            share = (moved**2 / (moved**2).sum()).reshape(rows, cols)
            middle = share.sum(1) @ torch.arange(rows).double(), share.sum(0) @ torch.arange(cols).double()
            assert max(abs(middle[0] - row), abs(middle[1] - col)) < 1, f"({row}, {col}) moves {middle}"


@pytest.mark.parametrize("pooling", ["parallel", "cascade", True])
@pytest.mark.parametrize("kind", ["tok", "avg"])
def test_every_attentional_pooling_equals_the_dense_reference(pooling: Any, kind: str) -> None:
    torch.manual_seed(0)
    options = {
        "layers": 2,
        "width": 16,
        "head_width": 8,
        "patch_size": 4,
        "image_size": (8, 12),
        "pool_type": kind,
    }
    options |= {"attentional_pool": pooling, "attn_pooler_queries": 3, "attn_pooler_heads": 2}
    model = CLIP(
        16, CLIPVisionCfg(**options), TEXT
    )  # open_clip needs both widths to be the same for the first two
    with torch.no_grad():
        for key, tensor in model.named_parameters():
            open_clip_small.fill(key, tensor)
    e = pairlens.wrap(model.double().eval())
    case = Case(str(pooling), (8, 12), flat("transformer.resblocks"), ((2, 3), (2, 3)), ("class",))
    assert e.default_layer == (2, 0)
    for layer in (1, 2):
        assert compare(e, case, layer).closed_form == (layer == 2 and pooling is True and kind == "tok")


@pytest.mark.parametrize("pooling", ["abs_attn", "rot_attn"])
def test_attention_pooling_of_timms_maps_is_shown_at_its_input(pooling: str) -> None:
    torch.manual_seed(0)
    image = {"timm_model_name": "test_convnext", "timm_pool": pooling, "timm_proj": "", "image_size": 160}
    model = CLIP(8, CLIPVisionCfg(**image), TEXT)
    e = pairlens.wrap(model.double().eval())
    assert e.default_layer == (e.image.depth, 0)
    assert e.image.layout({}, e.image.depth).grid == (5, 5)
    pair = pairlens.explain(e, picture((160, 160)), "a dog")
    assert pair.converged


def test_layers_are_named_by_stage_and_block(monkeypatch: pytest.MonkeyPatch) -> None:
    e = wrapped(monkeypatch, CASES[2])
    assert [layer.name for layer in e.layers.image] == [
        "input of stage 0, block 0 (of 0 to 0)",
        "input of stage 1, block 0 (of 0 to 1)",
        "input of stage 1, block 1 (of 0 to 1)",
        "input of stage 2, block 0 (of 0 to 0)",
        "input of stage 3, block 0 (of 0 to 0)",
        "input of the pooling",
    ]


@pytest.mark.parametrize("trunk", ["test_resnet", "test_efficientnet", "test_vit", "test_nfnet"])
def test_other_trunks_of_timm_are_read_where_their_blocks_are_found(trunk: str) -> None:
    torch.manual_seed(0)
    image = {"timm_model_name": trunk, "timm_pool": "avg", "timm_proj": "linear", "image_size": 160}
    e = pairlens.wrap(CLIP(8, CLIPVisionCfg(**image), TEXT).eval())
    rows, cols = e.image.layout({}, e.image.depth).grid
    assert e.image.depth >= 4
    assert rows == cols == (10 if trunk == "test_vit" else 5)


def test_a_tower_of_another_kind_is_refused() -> None:
    model = CLIP(8, CLIPVisionCfg(layers=1, width=16, head_width=8, patch_size=4, image_size=8), TEXT)
    model.visual = nn.Flatten()
    with pytest.raises(ModelError, match="Flatten"):
        pairlens.wrap(model)


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["RN50", "coca_ViT-B-32", "ViT-B-16-SigLIP", "convnext_base", "MobileCLIP2-S0"]
)
def test_a_real_size_accounts_for_the_score(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(open_clip.factory, "HFTokenizer", open_clip_small.OfflineTokenizer)
    torch.manual_seed(0)
    model = open_clip.create_model(name)
    with torch.no_grad():
        for key, tensor in [*model.visual.named_parameters(), *model.visual.named_buffers()]:
            if tensor.ndim < 2:
                open_clip_small.fill(key, tensor)
    e = pairlens.wrap(model.eval(), tokenizer=open_clip.get_tokenizer(name))
    pixels = picture(e.image.size).float()
    pair = pairlens.explain(e, pixels, "a black dog on snow")
    assert pair.converged
    assert abs(pair.residual) <= 1e-3 * pair.natural_scale
