from __future__ import annotations

import threading
from typing import Any

import numpy as np
import pytest
import torch

import pairlens
from pairlens import References
from pairlens.encoders.base import KEEP
from pairlens.errors import LayerError, ModelError, OptionError
from toys import CAPTION, TOYS, Toy, build, encoder, picture

TOY = TOYS[0]


def state(model: torch.nn.Module) -> dict[str, Any]:
    """Everything about a model that a careless explainer could change."""
    return {
        "weights": {k: v.clone() for k, v in model.state_dict().items()},
        "modes": [m.training for m in model.modules()],
        "hooks": [
            (len(m._forward_hooks), len(m._forward_pre_hooks), len(m._backward_hooks))
            for m in model.modules()
        ],
        "gradients": [p.grad is None for p in model.parameters()],
        "trainable": [p.requires_grad for p in model.parameters()],
        "fastpath": torch.backends.mha.get_fastpath_enabled(),
        "grad mode": torch.is_grad_enabled(),
    }


def same(a: dict[str, Any], b: dict[str, Any]) -> bool:
    weights = all(torch.equal(v, b["weights"][k]) for k, v in a["weights"].items())
    return weights and all(a[k] == b[k] for k in a if k != "weights")


@pytest.mark.parametrize("layer", [0, 1, 2, (3, 2)], ids=str)
def test_the_result_is_whole(layer: Any) -> None:
    e = encoder(TOY)
    pair = pairlens.explain(e, picture(TOY), CAPTION, layer=layer)
    assert pair.interactions.shape == (9, 7)
    assert pair.interactions.dtype == np.float32
    assert pair.matrix.shape == (5, 2, 3)
    assert pair.tokens == ("a", "black", "dog", "on", "snow")
    assert pair.converged
    ledger = pair.ledger
    parts = ledger.pairs + ledger.text_alone + ledger.image_alone + ledger.baseline + ledger.residual
    assert parts == pytest.approx(pair.score, abs=1e-6)
    with torch.no_grad():
        f, g = e.model.encode_image(picture(TOY)), e.model.encode_text(e.captions.read(CAPTION)[0]["ids"])
    assert pair.score == pytest.approx(float(torch.cosine_similarity(f, g)), abs=1e-9)
    assert pair.layers == (layer if isinstance(layer, tuple) else (layer, layer))
    assert pair.versions["torch"]


def test_the_default_layer_is_the_input_of_the_last_block() -> None:
    e = encoder(TOY)
    assert e.default_layer == (2, 1)
    assert pairlens.explain(e, picture(TOY), CAPTION).layers == (2, 1)


@pytest.mark.parametrize("training", [False, True])
def test_the_model_is_left_as_it_came(training: bool) -> None:  # noqa: FBT001 - a test's case
    model = build(TOY)
    model.train(training)
    model.visual.ln_pre.eval()
    e = pairlens.wrap(model)
    before = state(model)
    for layer in (0, 2):
        pairlens.explain(e, picture(TOY), CAPTION, layer=layer)
        assert same(before, state(model))


@pytest.mark.parametrize("layer", [0, (2, 1)], ids=str)
def test_the_model_is_left_as_it_came_after_an_error_in_the_middle(
    layer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = build(TOY).train()
    e = pairlens.wrap(model)
    before = state(model)
    calls = []
    own = model.visual.ln_post.forward

    def fail(x: torch.Tensor) -> torch.Tensor:
        calls.append(x)
        if len(calls) > 1:
            raise RuntimeError("out of patience")
        return own(x)

    monkeypatch.setattr(model.visual.ln_post, "forward", fail)
    with pytest.raises(RuntimeError, match="out of patience"):
        pairlens.explain(e, picture(TOY), CAPTION, layer=layer)
    monkeypatch.undo()
    assert same(before, state(model))
    assert pairlens.explain(e, picture(TOY), CAPTION, layer=layer).converged


@pytest.mark.parametrize(
    ("layer", "said"),
    [
        (4, "layers 0 .* to 2 .* and 3"),
        ((0, 3), "caption tower .* no layer 3"),
        (-1, "no layer -1"),
        ((1, 2, 3), "not a layer"),
        ((1.5, 0), "not a layer"),
        ((True, 0), "not a layer"),
    ],
)
def test_a_layer_that_does_not_exist_is_answered_with_those_that_do(layer: Any, said: str) -> None:
    with pytest.raises(LayerError, match=said):
        pairlens.explain(encoder(TOY), picture(TOY), CAPTION, layer=layer)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"method": "lime"}, "Choose one of: jacobians"),
        ({"step": 5}, "It has: steps, rule"),
        ({"steps": 0}, "integer from 1 up"),
        ({"rule": "right"}, "Give a number of steps"),
        ({"rule": "simpson", "steps": 4}, "Choose one of"),
        ({"tol": 0}, "1e-3"),
        ({"tol": "fine"}, "1e-3"),
        ({"cap": 0}, "integer from 1 up"),
    ],
)
def test_options_are_checked_by_the_method(options: dict[str, Any], said: str) -> None:
    with pytest.raises(OptionError, match=said):
        pairlens.explain(encoder(TOY), picture(TOY), CAPTION, **options)


def test_a_model_that_turns_to_nan_is_named() -> None:
    model = build(TOY)
    e = pairlens.wrap(model)
    with torch.no_grad():
        model.ln_final.weight[0] = float("nan")
    with pytest.raises(ModelError, match="NaN"):
        pairlens.explain(e, picture(TOY), CAPTION)


def test_what_is_kept_is_bounded_and_can_be_dropped() -> None:
    e = encoder(TOY)
    for seed in range(KEEP + 5):
        pairlens.explain(e, picture(TOY, seed), CAPTION)
    assert sum(key[0] == "side" for key in e._kept) == KEEP
    e.forget()
    assert not e._kept


def test_the_picture_and_the_references_are_computed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    e = encoder(TOY)
    runs = []
    features = e.image.features
    monkeypatch.setattr(e.image, "features", lambda *a: (runs.append(a), features(*a))[1])
    pairlens.explain(e, picture(TOY), CAPTION)
    assert len(runs) == 2
    pairlens.explain(e, picture(TOY), "a cat")
    assert len(runs) == 2
    pairlens.explain(e, picture(TOY, 1), "a cat")
    assert len(runs) == 3


def test_a_kept_picture_gives_the_numbers_of_a_fresh_one() -> None:
    e = encoder(TOY)
    kept = [pairlens.explain(e, picture(TOY), c, layer=1) for c in ("a cat", "a dog", CAPTION)][-1]
    e.forget()
    fresh = pairlens.explain(e, picture(TOY), CAPTION, layer=1)
    np.testing.assert_allclose(kept.interactions, fresh.interactions, atol=1e-7)


def test_threads_do_not_meet_on_the_model() -> None:
    e = encoder(TOY)
    alone = {seed: pairlens.explain(e, picture(TOY, seed), CAPTION, layer=1).matrix for seed in range(4)}
    e.forget()
    found: dict[int, np.ndarray] = {}

    def ask(seed: int) -> None:
        found[seed] = pairlens.explain(e, picture(TOY, seed), CAPTION, layer=1).matrix

    threads = [threading.Thread(target=ask, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for seed, matrix in alone.items():
        np.testing.assert_allclose(found[seed], matrix, atol=1e-7)


@pytest.mark.parametrize("layer", [(2, 1), (1, 1), (0, 0)], ids=str)
def test_the_reference_codes_convention_gives_what_the_reference_code_gives(layer: tuple[int, int]) -> None:
    """Against `exclip` 1.1 itself: right Riemann sum, its own text reference, class column left out."""
    from exclip.explanation import OpenClipExplainer

    toy = Toy("square", image={"image_size": (12, 12)}, seed=21)
    model = build(toy, torch.float32)
    theirs = OpenClipExplainer(
        model, image_dim=12, text_seq_len=9, text_ref_len=1, device=torch.device("cpu")
    )
    e = pairlens.wrap(model)
    pixels, ids = picture(toy, dtype=torch.float32), e.captions.read(CAPTION)[0]["ids"]
    expected = theirs.explain(ids, pixels, text_layer=layer[1], image_layer=layer[0], N=8)
    theirs.reset_attribution()
    pair = pairlens.explain(
        e, pixels, CAPTION, layer=layer, rule="right", steps=8, references=References(text=theirs.txt_ref)
    )
    eot = e.text.position(ids)
    ours = pair.interactions[: eot + 1, 1:].reshape(expected.shape)
    assert np.abs(ours - expected.numpy()).max() <= 1e-5 * np.abs(expected.numpy()).max()
