"""Drafts while somebody types: they equal the slow path at the same nodes, prepared or not, and add up."""

from __future__ import annotations

import numpy as np
import pytest
import torch

import pairlens
import reference
import toys
from pairlens.drafts import draft, prepare
from pairlens.encoders.base import Encoder
from pairlens.explaining import read
from pairlens.methods.drafting import NOTE, STEPS, Drafts
from pairlens.methods.how import How
from pairlens.methods.jacobians import Jacobians
from pairlens.result import PairAttribution
from pairlens.sides import Caption

HARD = next(toy for toy in toys.TOYS if toy.name == "large weights")
LAYERS = (0, 0)
BEFORE, AFTER = "a black dog", "a black dog on"


def asked(toy: toys.Toy = HARD) -> tuple[Encoder, torch.Tensor]:
    """An encoder that has explained a caption already, as a view's has."""
    e, picture = toys.encoder(toy), toys.picture(toy)
    pairlens.explain(e, picture, BEFORE, layer=LAYERS)
    return e, picture


def drafted(e: Encoder, picture: torch.Tensor) -> PairAttribution:
    found = draft(e, picture, AFTER, edited=1, layer=LAYERS)
    assert found is not None
    return found


def adds_up(pair: PairAttribution) -> None:
    parts = pair.interactions.sum() + pair.text_effects.sum() + pair.image_effects.sum()
    assert parts + pair.baseline + pair.residual == pytest.approx(pair.score, abs=1e-5)


@pytest.mark.parametrize("toy", [toys.TOYS[0], toys.TOYS[1], toys.TOYS[8], HARD], ids=lambda t: t.name)
def test_a_draft_equals_the_dense_reference_at_its_nodes(toy: toys.Toy) -> None:
    """In float64, before and after the picture's vectors are prepared."""
    e, picture = asked(toy)
    drafts = Drafts.like(Jacobians(), e, (False, False), 1)
    assert drafts is not None
    a, b = read(e, picture, AFTER, LAYERS)
    with e.borrowed():
        sides = drafts._other(e, a), drafts._new(e, b)
        rules = [side.integral(drafts.how).nodes for side in sides]
        first = drafts.terms(e, a, b).interactions
    inputs = e.captions.read(AFTER)[0]
    blank = e.captions.reference("padding", inputs)["ids"]
    with torch.no_grad():
        slow = reference.attribution(
            e.model, picture, torch.zeros_like(picture), inputs["ids"], blank, LAYERS, tuple(rules)
        )[0]
    list(drafts.prepare(e, a))
    with e.borrowed():
        side = drafts._other(e, a)
        assert side.has_columns(drafts.how)
        assert side.has_columns(How())
        second = drafts.terms(e, a, b).interactions
    for found in (first, second):
        np.testing.assert_allclose(found.numpy(), slow[: len(found)], atol=1e-9 * np.abs(slow).max())


def test_a_draft_says_so_and_adds_up() -> None:
    pair = drafted(*asked())
    assert pair.settings["draft"] is True
    assert pair.settings["image"]["nodes"] <= STEPS
    assert NOTE in pair.settings["notes"]
    assert not pair.converged
    adds_up(pair)


def test_a_draft_is_near_to_the_explanation() -> None:
    e, picture = asked(toys.TOYS[0])
    full = pairlens.explain(e, picture, AFTER, layer=LAYERS)
    assert np.corrcoef(drafted(e, picture).matrix.ravel(), full.matrix.ravel())[0, 1] > 0.9


def test_an_explanation_by_prepared_vectors_is_the_same() -> None:
    e, picture = asked()
    before = pairlens.explain(e, picture, AFTER, layer=LAYERS)
    list(prepare(e, picture, BEFORE, edited=1, layer=LAYERS))
    after = pairlens.explain(e, picture, AFTER, layer=LAYERS)
    np.testing.assert_allclose(after.interactions, before.interactions, atol=1e-6)
    adds_up(after)


def test_what_was_prepared_is_kept_when_nobody_goes_on() -> None:
    e, picture = asked()
    steps = prepare(e, picture, BEFORE, edited=1, layer=LAYERS)
    told = [next(steps) for _ in range(3)]
    assert told == sorted(told)
    steps.close()  # type: ignore[attr-defined] # a generator
    again = prepare(e, picture, BEFORE, edited=1, layer=LAYERS)
    assert next(again)[0] > told[-1][0]


def test_drafts_without_a_pause_make_the_vectors_themselves() -> None:
    """Once they have spent as much without them, and with the same numbers."""
    e, picture = asked()
    drafts = Drafts.like(Jacobians(), e, (False, False), 1)
    assert drafts is not None
    a, b = read(e, picture, AFTER, LAYERS)
    with e.borrowed():
        found = [drafts.terms(e, a, b).interactions for _ in range(6)]
        assert drafts._other(e, a).has_columns(drafts.how)
    for each in found[1:]:
        torch.testing.assert_close(each, found[0], rtol=1e-9, atol=1e-12)


def test_between_two_steps_the_encoder_is_free() -> None:
    e, picture = asked()
    for _, pair in zip(prepare(e, picture, BEFORE, edited=1, layer=LAYERS), range(3), strict=False):
        assert e._lock.acquire(blocking=False), pair
        e._lock.release()


def test_other_weights_drop_what_was_prepared() -> None:
    e = pairlens.wrap(toys.build(HARD), tokenizer=toys._tokenizer(), name="mine")
    picture = toys.picture(HARD)
    list(prepare(e, picture, BEFORE, edited=1, layer=LAYERS))
    with torch.no_grad():
        e.model.visual.proj.mul_(-1)
    found = drafted(e, picture)
    fresh = pairlens.wrap(e.model, tokenizer=toys._tokenizer(), name="mine")
    np.testing.assert_allclose(found.interactions, drafted(fresh, picture).interactions, atol=1e-6)


def test_weights_that_change_while_it_prepares_begin_anew() -> None:
    e = pairlens.wrap(toys.build(HARD), tokenizer=toys._tokenizer(), name="mine")
    picture = toys.picture(HARD)
    steps = prepare(e, picture, BEFORE, edited=1, layer=LAYERS)
    first = [next(steps)[0] for _ in range(3)]
    with torch.no_grad():
        e.model.visual.proj.mul_(-1)
    assert next(steps)[0] < first[-1]


@pytest.mark.parametrize("options", [{"steps": 4}, {"method": "occlusion"}])
def test_there_are_no_drafts_of_what_has_none(options) -> None:
    e, picture = asked()
    assert draft(e, picture, AFTER, edited=1, layer=LAYERS, **options) is None
    assert list(prepare(e, picture, AFTER, edited=1, layer=LAYERS, **options)) == []


def test_the_closed_form_needs_no_drafts() -> None:
    e, picture = asked()
    last = tuple(depth - 1 for depth in e.depth)
    assert draft(e, picture, AFTER, edited=1, layer=last) is None


@pytest.mark.parametrize("edited", [0, 1])
def test_two_captions_have_drafts_of_either(edited: int) -> None:
    e = toys.encoder(toys.TOYS[0])
    sides = Caption("a black dog on snow"), Caption("a cat")
    list(prepare(e, *sides, edited=edited, layer=LAYERS))
    pair = draft(e, *sides, edited=edited, layer=LAYERS)
    assert pair is not None
    adds_up(pair)
    full = pairlens.explain(e, *sides, layer=LAYERS)
    assert np.corrcoef(pair.interactions.ravel(), full.interactions.ravel())[0, 1] > 0.8


@pytest.mark.parametrize("closed", [0, 1], ids=["picture", "caption"])
@pytest.mark.parametrize("edited", [0, 1])
def test_a_side_in_closed_form_is_as_good_as_in_the_answer(closed: int, edited: int) -> None:
    """Only the general path of the two is walked in haste."""
    e, picture = asked(toys.TOYS[0])
    layers = tuple(depth - 1 if side == closed else 0 for side, depth in enumerate(e.depth))
    full = pairlens.explain(e, picture, AFTER, layer=layers)
    kinds = ("image", "text")
    assert [full.settings["path"][kind] for kind in kinds].index("closed form") == closed
    for _ in range(2):  # before and after the vectors are prepared
        pair = draft(e, picture, AFTER, edited=edited, layer=layers)
        assert pair is not None
        adds_up(pair)
        assert pair.settings[kinds[closed]] == full.settings[kinds[closed]]
        assert np.corrcoef(pair.interactions.ravel(), full.interactions.ravel())[0, 1] > 0.8
        list(prepare(e, picture, AFTER, edited=edited, layer=layers))
