from __future__ import annotations

import copy
from functools import partial
from typing import Any

import pytest
import torch
from torch import Tensor, nn

from pairlens.encoders.context import differentiable
from pairlens.encoders.cut import Cut
from pairlens.encoders.cut_towers import CutImageTower, CutTextTower, grid_of
from pairlens.encoders.tower import Layout
from pairlens.errors import ModelError


class Block(nn.Module):
    """Mixes units and widths; the form of what it takes and returns is the case."""

    def __init__(self, width: int, form: str = "plain") -> None:
        super().__init__()
        self.inner, self.form = nn.Linear(width, width), form

    def forward(self, x: Tensor, scale: float = 1.0) -> Any:
        width = {"channels first": 1}.get(self.form, -1)
        moved = x.movedim(width, -1)
        units = 0 if self.form == "units first" else -2
        out = moved + scale * torch.tanh(self.inner(moved)) + moved.mean(units, keepdim=True) / 3
        out = out.movedim(-1, width)
        return (out, scale) if self.form == "tuple" else [out] if self.form == "list" else out


class Model(nn.Module):
    """A few blocks between an input and a pooling, in the form of the case."""

    def __init__(self, form: str = "plain", depth: int = 3, width: int = 5) -> None:
        super().__init__()
        torch.manual_seed(0)
        self.form = form
        self.blocks = nn.ModuleList(Block(width, form) for _ in range(depth))
        self.head = nn.Linear(width, 4)

    def forward(self, x: Tensor) -> Tensor:
        z = x.transpose(0, 1) if self.form == "units first" else x
        for block in self.blocks:
            out = block(scale=0.5, x=z) if self.form == "named" else block(z, scale=0.5)
            z = out[0] if isinstance(out, tuple | list) else out
        z = z.transpose(0, 1) if self.form == "units first" else z
        flat = z.flatten(2).mT if self.form == "channels first" else z.flatten(1, -2)
        return self.head(torch.sin(flat).mean(1))


SHAPES = {
    "plain": (1, 6, 5),
    "tuple": (1, 6, 5),
    "list": (1, 6, 5),
    "named": (1, 6, 5),
    "units first": (1, 6, 5),
    "channels first": (1, 5, 2, 3),
    "channels last": (1, 2, 3, 5),
}


def example(form: str) -> dict[str, Tensor]:
    return {"x": torch.randn(SHAPES[form], generator=torch.Generator().manual_seed(1))}


def cut_of(model: Model) -> Cut:
    return Cut(
        lambda inputs: model(inputs["x"]),
        list(model.blocks),
        example(model.form),
        channels_last=model.form == "channels last",
    )


@pytest.mark.parametrize("form", SHAPES)
def test_both_parts_together_are_the_whole(form: str) -> None:
    model = Model(form)
    cut, inputs = cut_of(model), example(form)
    assert cut.depth == 3
    for layer in range(4):
        units = cut.features(inputs, layer)
        assert units.shape == (1, 6, 5)
        torch.testing.assert_close(cut.embed(inputs, layer)(units), model(inputs["x"]))


@pytest.mark.parametrize("form", SHAPES)
def test_units_come_row_by_row(form: str) -> None:
    """The third unit's number in, the third unit out, and no other."""
    model = Model(form)
    cut, inputs = cut_of(model), example(form)
    marked = inputs["x"].clone()
    place = {"channels first": (0, slice(None), 0, 2), "channels last": (0, 0, 2)}.get(form, (0, 2))
    marked[place] += 1
    moved = (cut.features({"x": marked}, 0) - cut.features(inputs, 0)).abs().sum(-1)
    assert moved.nonzero().tolist() == [[0, 2]]


@pytest.mark.parametrize("form", SHAPES)
def test_a_batch_of_paths_gives_what_each_gives_alone(form: str) -> None:
    model = Model(form)
    cut, inputs = cut_of(model), example(form)
    z = torch.randn(4, 6, 5)
    for layer in range(4):
        above = cut.embed(inputs, layer)
        torch.testing.assert_close(above(z), torch.cat([above(one[None]) for one in z]))


@pytest.mark.parametrize("form", SHAPES)
def test_derivatives_of_the_upper_part_are_its_own(form: str) -> None:
    model = Model(form).double()
    cut = Cut(
        lambda inputs: model(inputs["x"]),
        list(model.blocks),
        {"x": example(form)["x"].double()},
        channels_last=form == "channels last",
    )
    inputs = {"x": example(form)["x"].double()}
    for layer in range(4):
        z = cut.features(inputs, layer).clone().requires_grad_()
        above = cut.embed(inputs, layer)
        with differentiable():
            assert torch.autograd.gradcheck(above, (z,), check_forward_ad=True, fast_mode=True)


def test_what_is_above_the_cut_does_not_run_below_it() -> None:
    model = Model()
    seen: list[int] = []
    for k, block in enumerate(model.blocks):
        block.inner.register_forward_hook(lambda *_, k=k: seen.append(k))
    cut = cut_of(model)
    seen.clear()
    units = cut.features(example("plain"), 1)
    assert seen == [0]
    seen.clear()
    cut.embed(example("plain"), 1)(units)
    assert seen == [1, 2]


class Stem(Model):
    """A model with something before its blocks, which may need to know the whole batch."""

    def __init__(self, *, masks: bool) -> None:
        super().__init__()
        self.stem, self.masks, self.sizes = nn.Linear(5, 5), masks, []

    def forward(self, x: Tensor) -> Tensor:
        self.sizes.append(len(x))
        mask = torch.ones(2 * len(x)) if self.masks else torch.ones(2)
        x = self.stem(x)
        for block in self.blocks:
            x = block(x)
        heads = x.repeat_interleave(2, 0) if self.masks else x.repeat_interleave(2, 0)[: 2 * len(x)]
        weight = mask[:, None, None] if self.masks else mask[0]
        return (heads * weight)[::2].mean(1)


@pytest.mark.parametrize("masks", [False, True])
def test_what_stands_before_the_blocks_runs_once_where_that_is_the_same(masks: bool) -> None:  # noqa: FBT001 - a case
    model, inputs = Stem(masks=masks), example("plain")
    cut = Cut(lambda given: model(given["x"]), list(model.blocks), inputs, once=True)
    z = torch.randn(4, 6, 5)
    for layer in range(4):
        above = cut.embed(inputs, layer)
        model.sizes.clear()
        several = above(z)
        assert model.sizes == [4 if masks else 1]
        torch.testing.assert_close(several, torch.cat([above(one[None]) for one in z]))


def test_forward_passes_are_given_back_errors_included() -> None:
    model = Model()
    own = model.blocks[1].forward
    model.blocks[1].forward = partial(own)
    patched = model.blocks[1].forward
    cut, inputs = cut_of(model), example("plain")
    with pytest.raises(RuntimeError):
        cut.embed(inputs, 1)(torch.zeros(1, 6, 4))
    cut.features(inputs, 2)
    assert model.blocks[1].forward is patched, "a forward of the person's own is theirs"
    assert "forward" not in model.blocks[0].__dict__
    assert "forward" not in model.blocks[2].__dict__


def test_blocks_that_do_not_run_are_refused() -> None:
    model = Model()
    idle = Block(5)
    with pytest.raises(ModelError, match="Of 4 blocks, 3 ran"):
        Cut(lambda inputs: model(inputs["x"]), [*model.blocks, idle], example("plain"))
    assert all("forward" not in block.__dict__ for block in [*model.blocks, idle])


def test_blocks_that_run_twice_are_refused() -> None:
    model = Model()
    with pytest.raises(ModelError, match="Of 3 blocks, 6 ran"):
        Cut(lambda inputs: model(inputs["x"]) + model(inputs["x"]), list(model.blocks), example("plain"))


def test_features_that_are_neither_units_nor_a_map_are_refused() -> None:
    layers = nn.Sequential(nn.Linear(5, 5), nn.Linear(5, 5))
    with pytest.raises(ModelError, match="neither units nor a feature map"):
        Cut(lambda inputs: layers(inputs["x"]), list(layers), {"x": torch.zeros(1, 5)})


def test_a_block_that_returns_no_features_is_refused() -> None:
    class Named(nn.Module):
        def forward(self, x: Tensor) -> dict[str, Tensor]:
            return {"x": x}

    block = Named()
    with pytest.raises(ModelError, match="returns a dict"):
        Cut(lambda inputs: block(inputs["x"])["x"].mean(1), [block], example("plain"))


def test_a_copy_of_the_model_is_left_alone() -> None:
    """A cut holds the modules that it was given, not copies of them, and nothing of it stays on a copy."""
    model = Model()
    cut = cut_of(model)
    other = copy.deepcopy(model)
    with torch.no_grad():
        for parameter in other.parameters():
            parameter.zero_()
    inputs = example("plain")
    torch.testing.assert_close(cut.embed(inputs, 1)(cut.features(inputs, 1)), model(inputs["x"]))
    assert not bool(other(inputs["x"]).any())


class Carrying(nn.Module):
    """The first block makes something of the length of its input that the others need, as a T5 does."""

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(0)
        self.blocks = nn.ModuleList(nn.Linear(5, 5) for _ in range(3))
        for block in self.blocks:
            block.forward = self._with(block)  # type: ignore[method-assign] # a block that returns two things

    @staticmethod
    def _with(block: nn.Linear) -> Any:
        def forward(x: Tensor, bias: Tensor | None = None) -> tuple[Tensor, Tensor]:
            bias = torch.linspace(0, 1, x.shape[1])[None, :, None] if bias is None else bias
            return torch.tanh(nn.functional.linear(x, block.weight)) + bias, bias

        return forward

    def forward(self, x: Tensor) -> Tensor:
        bias = None
        for block in self.blocks:
            x, bias = block(x, bias)
        return x.mean(1)


def test_what_blocks_pass_on_is_that_of_these_inputs() -> None:
    model = Carrying()
    cut = Cut(lambda inputs: model(inputs["x"]), list(model.blocks), {"x": torch.randn(1, 6, 5)})
    for units in (6, 4, 9):
        inputs = {"x": torch.randn(1, units, 5)}
        for layer in range(4):
            torch.testing.assert_close(
                cut.embed(inputs, layer)(cut.features(inputs, layer)), model(inputs["x"])
            )


def image_of(form: str, **options: Any) -> CutImageTower:
    model = Model(form)
    options.setdefault("channels_last", form == "channels last")
    return CutImageTower(
        lambda i: model(i["x"]), list(model.blocks), (20, 30), example=example(form), **options
    )


@pytest.mark.parametrize("form", ["plain", "channels first", "channels last"])
def test_a_picture_of_two_by_three_cells_has_that_grid(form: str) -> None:
    tower = image_of(form)
    assert tower.layout({}, 0) == Layout(("patch",) * 6, (2, 3))
    assert [tower.layer(k).name for k in (0, 3)] == ["input of block 0 (of 0 to 2)", "input of the pooling"]
    assert tower.layer(1).grid == (2, 3)
    assert not tower.layer(2).closed_form


def test_prefix_units_are_named() -> None:
    assert image_of("plain", grid=(1, 4)).layout({}, 0).kinds == ("class", "register", *["patch"] * 4)
    assert image_of("plain", grid=(1, 5), prefix=("register",)).layout({}, 0).kinds[0] == "register"
    assert image_of("plain", names=["stem", "middle", "top"]).layer(1).name == "input of middle"


def test_a_grid_that_nothing_fits_is_refused() -> None:
    with pytest.raises(ModelError, match="do not make a grid"):
        grid_of(3, (8, 800))


class Reading(nn.Module):
    """A small text tower: embeddings, blocks, mean over the ids that are not padding."""

    def __init__(self, *, masked: bool, context: int = 6) -> None:
        super().__init__()
        torch.manual_seed(0)
        self.table, self.blocks = nn.Embedding(9, 5), nn.ModuleList(nn.Linear(5, 5) for _ in range(2))
        self.masked, self.context = masked, context

    def forward(self, ids: Tensor) -> Tensor:
        x = self.table(ids)
        for block in self.blocks:
            x = torch.tanh(block(x))
        keep = (ids != 0).to(x)[..., None] if self.masked else torch.ones_like(x[..., :1])
        return (x * keep).sum(1) / keep.sum(1)


@pytest.mark.parametrize("masked", [True, False])
def test_padding_is_cut_off_only_where_it_cannot_matter(masked: bool) -> None:  # noqa: FBT001 - a case
    model = Reading(masked=masked)
    ids = {"ids": torch.tensor([[3, 4, 5, 0, 0, 0]])}
    tower = CutTextTower(lambda i: model(i["ids"]), list(model.blocks), 6, example=ids, padding=0)
    assert tower.trims == masked
    assert tower.length(ids) == (4 if masked else 6)
    assert tower.length({"ids": torch.tensor([[3, 4, 5, 3, 4, 5]])}) == 6


def test_a_tower_that_takes_its_full_context_only_is_given_it() -> None:
    model = Reading(masked=True)

    def run(inputs: Any) -> Tensor:
        if inputs["ids"].shape[1] != 6:
            raise RuntimeError("full context only")
        return model(inputs["ids"])

    ids = {"ids": torch.tensor([[3, 4, 5, 0, 0, 0]])}
    assert CutTextTower(run, list(model.blocks), 6, example=ids, padding=0).length(ids) == 6


def test_units_that_the_tower_appends_keep_the_whole_context() -> None:
    model = Reading(masked=True)
    ids = {"ids": torch.tensor([[3, 4, 5, 0, 0, 0]])}
    tower = CutTextTower(
        lambda i: model(i["ids"]), list(model.blocks), 6, example=ids, padding=0, appended=("class",)
    )
    assert tower.length(ids) == 6
