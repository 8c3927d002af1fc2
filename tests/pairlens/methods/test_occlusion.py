from __future__ import annotations

import numpy as np
import pytest

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


def test_an_option_of_another_method_is_refused() -> None:
    with pytest.raises(OptionError, match="It has: references, groups"):
        pairlens.explain(encoder(TOYS[0]), picture(TOYS[0]), CAPTION, method="occlusion", steps=3)


def test_pairs_of_one_kind_go_the_same_way() -> None:
    e = encoder(TOYS[0])
    pair = pairlens.explain(e, pairlens.Caption("a dog"), pairlens.Caption("a black dog"), method="occlusion")
    assert pair.matrix.shape == (3, 2)
    assert pair.score > pair.baseline
