"""Pairs that are worked on together against each pair alone."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

import pairlens
from pairlens import Caption, Picture, References
from pairlens.methods.asking import Asked
from pairlens.methods.how import How
from pairlens.methods.jacobians import Jacobians
from pairlens.methods.one_read_paths import OneReadPaths
from toys import CAPTION, TOYS, Toy, encoder, picture

CAPTIONS = (CAPTION, "a dog", "snow on a dog", "the small black dog on snow", "snow", CAPTION)
CLOSED = [toy for toy in TOYS if toy.image.get("pool_type", "tok") == "tok"]
FIELDS = ("interactions", "text_effects", "image_effects", "baseline", "score", "residual", "natural_scale")
HARD = TOYS[-1]


def last(toy: Toy) -> tuple[int, int]:
    """The last block of both towers."""
    image, text = encoder(toy).depth
    return image - 1, text - 1


def pairs(toy: Toy, count: int = 11) -> list[tuple[Any, Any]]:
    """Captions of several lengths; pictures come again every fourth pair, captions every sixth."""
    return [(picture(toy, i % 4), CAPTIONS[i % len(CAPTIONS)]) for i in range(count)]


def check(toy: Toy, asked: list[tuple[Any, Any]], batch: int = 11, **options: Any) -> list[Any]:
    """Every number of every pair as `explain` gives it; what was found together is returned."""
    options = {"layer": last(toy)} | options
    found = list(pairlens.explain_many(encoder(toy), asked, batch=batch, progress=False, **options))
    alone = [pairlens.explain(encoder(toy), *pair, **options) for pair in asked]
    for one, other in zip(found, alone, strict=True):
        for name in FIELDS:
            np.testing.assert_allclose(getattr(one, name), getattr(other, name), atol=1e-10, err_msg=name)
        assert one.converged == other.converged
        for side in ("image", "text"):
            mine, theirs = one.settings[side], other.settings[side]
            assert {**mine, "error": 0} == {**theirs, "error": 0}
            assert mine["error"] == pytest.approx(theirs["error"], abs=1e-9)
    return found


def served(toy: Toy, asked: list[tuple[Any, Any]], how: How) -> list[bool]:
    """Which pairs are given terms, and products that were computed together."""
    e, layers = encoder(toy), last(toy)
    sides = [(Asked.of(e, "picture", a, layers[0]), Asked.of(e, "caption", b, layers[1])) for a, b in asked]
    given = []
    method = Jacobians(how)
    with e.borrowed(), pytest.MonkeyPatch.context() as patch:
        own = Jacobians.answer
        patch.setattr(Jacobians, "answer", lambda *args: given.append(args[-1] is not None) or own(*args))
        assert all(method.together(e, sides))
    return given


@pytest.mark.parametrize("toy", CLOSED, ids=lambda t: t.name)
def test_every_pair_is_what_it_is_alone(toy: Toy) -> None:
    check(toy, pairs(toy))
    assert all(served(toy, pairs(toy), How(steps=4))), "one of them was left to be asked alone"


@pytest.mark.parametrize("batch", [1, 2, 5])
def test_the_size_of_the_batch_makes_no_difference(batch: int) -> None:
    check(TOYS[0], pairs(TOYS[0]), batch)


@pytest.mark.parametrize(
    "options",
    [
        {"steps": 3},
        {"steps": 20},
        {"steps": 5, "rule": "right"},
        {"steps": 4, "rule": "midpoint"},
        {"tol": 1e-6},
    ],
    ids=str,
)
def test_every_quadrature_goes_together(options: dict[str, Any]) -> None:
    check(TOYS[0], pairs(TOYS[0]), **options)


def test_paths_that_need_more_nodes_than_others_go_on() -> None:
    """The case must have pairs that stop at different tries, and some that bisect, or it tests nothing."""
    found = [*check(HARD, pairs(HARD), tol=1e-3), *check(HARD, pairs(HARD), tol=1e-7)]
    nodes = {pair.settings[side]["nodes"] for pair in found for side in ("image", "text")}
    panels = {pair.settings[side]["panels"] for pair in found for side in ("image", "text")}
    assert len(nodes) > 2
    assert max(panels) > 1
    assert not all(served(HARD, pairs(HARD), How(tol=1e-7)))


def test_a_cap_that_is_too_low_is_said_of_each() -> None:
    assert not any(pair.converged for pair in check(HARD, pairs(HARD), tol=1e-9, cap=40))


@pytest.mark.parametrize("references", ["blur", "noise", "pixels", "ids"])
def test_references_of_every_kind_go_together(references: str) -> None:
    toy = TOYS[0]
    ids = encoder(toy).captions.read("a cat")[0]["ids"]
    given = {"pixels": References(image=picture(toy, 9)), "ids": References(text=ids)}
    check(toy, pairs(toy), references=given.get(references, References(image=references)))


def test_pairs_of_one_kind_go_together() -> None:
    toy = TOYS[0]
    image, text = last(toy)
    captions = [
        (Caption(CAPTIONS[i]), Caption(CAPTIONS[j])) for i, j in [(0, 1), (1, 0), (2, 3), (3, 3), (0, 2)]
    ]
    check(toy, captions, layer=(text, text))
    pictures = [
        (Picture(picture(toy, i)), Picture(picture(toy, j))) for i, j in [(0, 1), (1, 0), (2, 2), (0, 2)]
    ]
    check(toy, pictures, layer=(image, image))


def test_a_pair_goes_together_in_both_orders() -> None:
    toy = TOYS[0]
    _, text = last(toy)
    e = encoder(toy)
    one, other = (Asked.of(e, "caption", CAPTIONS[i], text) for i in (0, 1))
    with e.borrowed():
        there, back = Jacobians(How(steps=4)).together(e, [(one, other), (other, one)])
    torch.testing.assert_close(there.interactions, back.interactions.T)
    assert there.interactions.device.type == "cpu"


def test_a_picture_that_is_asked_often_is_pushed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    toy = TOYS[0]
    many = [(picture(toy, 0), caption) for caption in CAPTIONS if len(caption) < 20]
    check(toy, many, steps=4)
    pulled = []
    monkeypatch.setattr(OneReadPaths, "pull", lambda *args: pulled.append(args))
    assert all(served(toy, many, How(steps=4)))
    assert not pulled


def test_a_caption_longer_than_the_picture_has_units_is_pulled() -> None:
    toy = next(toy for toy in TOYS if toy.name == "tall grid")
    long = "a small black dog on snow here"
    found = check(toy, [(picture(toy, i), long) for i in range(3)], layer=(0, 0))
    assert len(found[0].a.kinds) < len([kind for kind in found[0].b.kinds if kind != "padding"])


def test_the_pictures_of_the_last_batch_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    toy = TOYS[0]
    layer, e = last(toy), encoder(toy)
    list(pairlens.explain_many(e, pairs(toy, 4), layer=layer, steps=4, progress=False))
    values = []
    own = OneReadPaths.value
    monkeypatch.setattr(OneReadPaths, "value", lambda self, at: values.append(len(self)) or own(self, at))
    asked = [(picture(toy, 3), "a black dog")]
    list(pairlens.explain_many(e, asked, layer=layer, steps=4, progress=False))
    assert values == [1], "the caption's path alone"


def test_too_much_for_the_memory_is_halved(monkeypatch: pytest.MonkeyPatch) -> None:
    own, sizes = OneReadPaths.push, []

    def small(self: OneReadPaths, nodes: Any) -> torch.Tensor:
        sizes.append(len(self))
        if len(self) > 2:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return own(self, nodes)

    monkeypatch.setattr(OneReadPaths, "push", small)
    check(TOYS[0], pairs(TOYS[0], 6), steps=4)
    assert max(sizes) > 2
    assert 2 in sizes


def test_work_is_split_by_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = []
    own = OneReadPaths.speed
    monkeypatch.setattr(OneReadPaths, "speed", lambda self, at: sizes.append(len(self)) or own(self, at))
    monkeypatch.setattr("pairlens.methods.stacks.NUMBERS", {"cpu": 10_000})
    assert all(served(TOYS[0], pairs(TOYS[0]), How(steps=4)))
    assert 1 < max(sizes) < 4


def test_a_reference_that_does_not_fit_is_said_of_its_pair() -> None:
    toy = TOYS[0]
    wrong = References(image=torch.zeros(1, 3, 4, 4))
    with pytest.raises(pairlens.PairlensError, match="image reference") as caught:
        list(pairlens.explain_many(encoder(toy), pairs(toy), references=wrong, progress=False))
    assert caught.value.__notes__ == ["This was pair 0, counted from 0."]
    with pytest.warns(UserWarning, match="was skipped"):
        left = list(
            pairlens.explain_many(
                encoder(toy), pairs(toy, 2), references=wrong, errors="skip", progress=False
            )
        )
    assert left == [None, None]


def test_the_model_is_left_as_it_came() -> None:
    toy = TOYS[0]
    e = encoder(toy)
    e.model.train()
    modes = [module.training for module in e.model.modules()]
    try:
        for _ in pairlens.explain_many(e, pairs(toy), layer=last(toy), batch=4, progress=False):
            assert [module.training for module in e.model.modules()] == modes
            assert e._ahead == {}
    finally:
        e.model.eval()
    assert all(parameter.grad is None for parameter in e.model.parameters())
    assert not any(module._forward_hooks for module in e.model.modules())
