from __future__ import annotations

import pytest
import torch

import pairlens
from llips import SMALL, build, picture
from pairlens.encoders.llip_layout import check_fits, llip_from_state, plain_names
from pairlens.encoders.llip_model import Llip
from pairlens.errors import ModelError

HEADS = {"heads": 4, "temperature": 0.7, "image_head_width": 8, "text_head_width": 8, "grid": (2, 3)}

# Names and shapes that facebookresearch/Llip's model definition gives its ViT-B/16 with 32 mixture tokens.
PUBLISHED = {
    "positional_embedding": (77, 512),
    "text_projection": (512, 512),
    "logit_scale": (),
    "logit_bias": (),
    "v_proj": (32, 768, 512),
    "k_proj": (32, 768, 512),
    "q_proj": (512, 512),
    "visual.class_embedding": (32, 768),
    "visual.positional_embedding": (228, 768),
    "visual.conv1.weight": (768, 3, 16, 16),
    **{f"visual.{norm}.{part}": (768,) for norm in ("ln_pre", "ln_post") for part in ("weight", "bias")},
    "token_embedding.weight": (49408, 512),
    "ln_final.weight": (512,),
    "ln_final.bias": (512,),
    "pred.out_proj": (512, 512),
    **{
        f"{tower}transformer.resblocks.{k}.{name}": tuple(n * width for n in sizes)
        for tower, width in (("visual.", 768), ("", 512))
        for k in range(12)
        for name, sizes in {
            "attn.in_proj_weight": (3, 1), "attn.in_proj_bias": (3,),
            "attn.out_proj.weight": (1, 1), "attn.out_proj.bias": (1,),
            "ln_1.weight": (1,), "ln_1.bias": (1,), "ln_2.weight": (1,), "ln_2.bias": (1,),
            "mlp.c_fc.weight": (4, 1), "mlp.c_fc.bias": (4,), "mlp.c_proj.weight": (1, 4), "mlp.c_proj.bias": (1,),
        }.items()
    },
}  # fmt: skip


def stored(small=SMALL[1]):
    """The small model's own state, under the published names."""
    return dict(build(small).state_dict())


def test_a_state_gives_the_same_model_back() -> None:
    small = SMALL[1]
    model = build(small)
    again = llip_from_state(model.state_dict(), **HEADS).double()
    again.load_state_dict(model.state_dict())  # the way through float32 rounds
    ids = torch.tensor([[49406, 320, 1929, 49407, 0, 0, 0, 0, 0]])
    with torch.no_grad():
        torch.testing.assert_close(again(picture(model), ids), model(picture(model), ids))
    assert not again.training


def test_sizes_are_read_from_the_tensors() -> None:
    model = llip_from_state(stored(), **HEADS)
    assert model.visual.grid_size == (2, 3)
    assert model.visual.image_size == (8, 12)
    assert model.visual.tokens == 5
    assert model.context_length == 9
    assert isinstance(model.K_norm, torch.nn.LayerNorm)
    assert isinstance(llip_from_state(stored(SMALL[0]), **HEADS).K_norm, torch.nn.Identity)


def test_a_saved_training_run_is_unwrapped() -> None:
    wrapped = {"_orig_mod.module." + name: value for name, value in stored().items()}
    wrapped["_orig_mod.module.out_proj"] = wrapped.pop("_orig_mod.module.pred.out_proj")
    model = llip_from_state({"epoch": 3, "state_dict": wrapped}, **HEADS)
    torch.testing.assert_close(model.pred.out_proj, stored()["pred.out_proj"].float())


def test_one_mixture_token_may_be_stored_as_a_row() -> None:
    state = stored(SMALL[2])
    state["visual.class_embedding"] = state["visual.class_embedding"][0]
    assert llip_from_state(state, **HEADS).visual.tokens == 1
    assert plain_names(state)["visual.class_embedding"].shape == (1, 24)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda s: s.pop("q_proj"), "has no q_proj"),
        (lambda s: s.pop("ln_final.bias"), "ln_final.bias is missing"),
        (lambda s: s.pop("transformer.resblocks.0.ln_1.bias"), r"resblocks.0.ln_1.bias is missing"),
        (lambda s: s.update(surplus=torch.ones(1)), "surplus is not part of the model"),
        (
            lambda s: s.update(v_proj=torch.ones(5, 24, 3)),
            r"v_proj has shape \(5, 24, 3\), not \(5, 24, 16\)",
        ),
    ],
)
def test_what_does_not_fit_is_named(change, said) -> None:
    state = stored()
    change(state)
    with pytest.raises(ModelError, match=said):
        llip_from_state(state, **HEADS)


def test_a_plain_clip_is_no_llip() -> None:
    from toys import TOYS
    from toys import build as plain

    with pytest.raises(ModelError, match="not one of Llip"):
        llip_from_state(plain(TOYS[0]).state_dict())


def test_a_grid_that_is_not_square_must_be_said() -> None:
    with pytest.raises(ModelError, match="6 positions do not fill a grid of 2 × 2"):
        llip_from_state(stored(), **HEADS | {"grid": None})


def test_heads_that_do_not_divide_a_tower_are_refused() -> None:
    with pytest.raises(ModelError, match="picture tower is 24 wide"):
        llip_from_state(stored(), **HEADS | {"image_head_width": None})


def test_names_and_shapes_are_the_published_ones() -> None:
    with torch.device("meta"):
        vision = {"image_size": 224, "patch_size": 16, "width": 768, "layers": 12, "tokens": 32}
        text = {"context_length": 77, "vocab_size": 49408, "width": 512, "heads": 8, "layers": 12}
        model = Llip(512, vision, text, quick_gelu=True, logit_bias=-10.0)
        check_fits(model, {name: torch.empty(shape) for name, shape in PUBLISHED.items()})
    assert {name: tuple(value.shape) for name, value in model.state_dict().items()} == PUBLISHED


@pytest.mark.slow
def test_the_published_size_with_random_weights() -> None:
    torch.manual_seed(0)
    state = {name: 0.03 * torch.randn(shape) for name, shape in PUBLISHED.items()}
    for name in state:
        if "ln_" in name and name.endswith("weight"):
            state[name] += 1
    e = pairlens.wrap(llip_from_state(state))
    pair = pairlens.explain(e, torch.randn(1, 3, 224, 224), "a black dog on snow")
    assert (pair.picture.rows, pair.picture.cols) == (14, 14)
    assert abs(pair.ledger.residual) <= 1e-3 * pair.natural_scale
    assert len(pair.settings["mixture"]) == 8
    assert len(pair.settings["mixture"][0]) == 32
