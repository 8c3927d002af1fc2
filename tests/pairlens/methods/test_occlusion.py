from __future__ import annotations

import numpy as np
import pytest
import torch

import pairlens
from games import PairGame, second_difference
from pairlens import References, progress
from pairlens.errors import OptionError
from toys import CAPTION, TOYS, encoder, picture


@pytest.mark.parametrize("toy", TOYS, ids=lambda t: t.name)
def test_every_cell_is_the_second_difference_of_the_score(toy) -> None:
    own = encoder(toy).image.layout({}, 0).grid
    game = PairGame(toy, own)
    pair = pairlens.explain(game.encoder, game.pixels, CAPTION, method="occlusion")
    everyone = frozenset(game.players)
    slow = [[second_difference(game, j, i, everyone - {i, j}) for i in game.cells] for j in game.tokens]
    np.testing.assert_allclose(pair.matrix.reshape(np.shape(slow)), slow, atol=1e-6)
    assert pair.matrix.shape[1:] == own
    nobody = frozenset()
    assert pair.score == pytest.approx(game(everyone), abs=1e-12)
    assert pair.baseline == pytest.approx(game(nobody), abs=1e-12)
    lost = game.text(frozenset(range(len(game.tokens)))) - game.text(frozenset(range(len(game.tokens))) - {0})
    assert pair.text_effects[1] == pytest.approx(lost @ game.image(nobody), abs=1e-6)


def test_special_units_carry_nothing_and_the_rest_is_unexplained() -> None:
    pair = pairlens.explain(encoder(TOYS[0]), picture(TOYS[0]), CAPTION, method="occlusion")
    rows = np.setdiff1d(np.arange(len(pair.caption)), pair.caption.content)
    assert not pair.interactions[rows].any()
    assert set(pair.picture.kinds) == {"patch"}
    assert pair.ledger.residual_name == "unexplained"
    assert pair.settings["exact"] is False
    assert pair.standard_error is None
    assert pair.layers == (0, 0)


def test_it_takes_as_many_encodings_as_there_are_units() -> None:
    e, seen = encoder(TOYS[0]), []
    with progress.listening(lambda what, done, total: seen.append((what, done, total))):
        pair = pairlens.explain(e, picture(TOYS[0]), CAPTION, method="occlusion")
    assert pair.settings["encodings"] == {"picture": 6 + 2, "caption": 5 + 2}
    assert ("picture encodings", 6, 6) in seen
    assert ("caption encodings", 5, 5) in seen


def test_groups_and_references_are_what_was_asked_for() -> None:
    e, pixels = encoder(TOYS[0]), picture(TOYS[0])
    coarse = pairlens.explain(e, pixels, CAPTION, method="occlusion", groups=(1, 2))
    assert coarse.matrix.shape == (5, 1, 2)
    assert coarse.settings["groups"] == [1, 2]
    same = References(image=pixels.clone(), text=e.captions.read(CAPTION)[0]["ids"])
    nothing = pairlens.explain(e, pixels, CAPTION, method="occlusion", references=same)
    assert np.abs(nothing.interactions).max() < 1e-12
    assert nothing.baseline == pytest.approx(nothing.score)


def test_a_grid_that_does_not_divide_the_picture_covers_every_pixel_once() -> None:
    from pairlens.methods.players import mixed_pixels

    pixels = torch.ones(1, 3, 8, 12)
    kept = ~torch.eye(15, dtype=torch.bool).reshape(15, 3, 5)
    batch = mixed_pixels({"pixels": pixels}, {"pixels": torch.zeros_like(pixels)}, kept)["pixels"]
    np.testing.assert_array_equal((1 - batch).sum(0), np.ones((3, 8, 12)))


def test_a_reader_may_mix_its_own_inputs(monkeypatch) -> None:
    from pairlens.methods import players

    asked = []

    def mixed(_, inputs, blank, kept):
        asked.append(tuple(kept.shape))
        return players.mixed_pixels(inputs, blank, kept)

    e, pixels = encoder(TOYS[0]), picture(TOYS[0])
    usual = pairlens.explain(e, pixels, CAPTION, method="occlusion")
    monkeypatch.setattr(type(e.pixels), "mixed", mixed, raising=False)
    e.forget()
    own = pairlens.explain(e, pixels, CAPTION, method="occlusion")
    assert asked == [(2, 2, 3), (6, 2, 3)]
    np.testing.assert_array_equal(own.interactions, usual.interactions)


def test_batches_are_bounded_and_make_no_difference(monkeypatch) -> None:
    from pairlens.methods import players

    e, pixels = encoder(TOYS[0]), picture(TOYS[0])
    usual = pairlens.explain(e, pixels, CAPTION, method="occlusion")
    e.forget()
    monkeypatch.setattr(players, "BUDGET", 1)
    seen = []
    with progress.listening(lambda *step: seen.append(step)):
        single = pairlens.explain(e, pixels, CAPTION, method="occlusion")
    assert ("picture encodings", 1, 6) in seen
    np.testing.assert_allclose(single.interactions, usual.interactions, atol=1e-12)


def test_batches_get_smaller_where_memory_runs_out(monkeypatch) -> None:
    e, pixels = encoder(TOYS[0]), picture(TOYS[0])
    usual = pairlens.explain(e, pixels, CAPTION, method="occlusion")
    e.forget()
    features, sizes = type(e.image).features, []

    def small(self, inputs, layer):
        sizes.append(len(inputs["pixels"]))
        if sizes[-1] > 2:
            raise torch.OutOfMemoryError("on purpose")
        return features(self, inputs, layer)

    monkeypatch.setattr(type(e.image), "features", small)
    halved = pairlens.explain(e, pixels, CAPTION, method="occlusion")
    assert max(sizes) > 2
    np.testing.assert_allclose(halved.interactions, usual.interactions, atol=1e-12)


@pytest.mark.parametrize("groups", [3, (0, 2), (2, 2, 2), ("2", 2), (9, 2)])
def test_a_grid_that_cannot_be_is_refused(groups) -> None:
    with pytest.raises(OptionError, match="groups"):
        pairlens.explain(encoder(TOYS[0]), picture(TOYS[0]), CAPTION, method="occlusion", groups=groups)


def test_an_option_of_another_method_is_refused() -> None:
    with pytest.raises(OptionError, match="It has: references, groups"):
        pairlens.explain(encoder(TOYS[0]), picture(TOYS[0]), CAPTION, method="occlusion", steps=3)


def test_patchified_pictures_need_a_reader_that_mixes() -> None:
    from pairlens.methods.players import mixed_pixels

    patches = torch.zeros(1, 6, 48)
    with pytest.raises(OptionError, match="mixed"):
        mixed_pixels({"pixels": patches}, {"pixels": patches}, torch.ones(1, 2, 3, dtype=torch.bool))


def test_pairs_of_one_kind_go_the_same_way() -> None:
    e = encoder(TOYS[0])
    pair = pairlens.explain(e, pairlens.Caption("a dog"), pairlens.Caption("a black dog"), method="occlusion")
    assert pair.matrix.shape == (3, 2)
    assert pair.score > pair.baseline
