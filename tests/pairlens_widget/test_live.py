from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import pairlens
import toys
from pairlens.sides import Caption, Picture
from pairlens_widget import Explorer

SCENE = Path(__file__).parents[2] / "notebooks" / "pictures" / "scene.png"


def test_an_encoder_a_picture_and_a_caption_open_a_view() -> None:
    """The whole way with the real encoder, as the notebook says it."""
    encoder = pairlens.load_encoder("embedded", device="cpu")
    view = Explorer(encoder, SCENE, "a green mushroom and a purple car", layer=(5, 3))
    assert view.pair.layers == (5, 3)
    view.selected_tokens = view.pair.indices("purple car")
    assert [view.pair.tokens[i] for i in view.selected_tokens] == ["purple", "car"]
    view.close()


def test_the_embedded_model_grounds_its_own_demonstration() -> None:
    """The bundled scene is drawn from a known seed, so the truth is at hand: the words find their things."""
    from pairlens import scenes

    scene, caption = scenes.grounding_item(17, "test")
    encoder = pairlens.load_encoder("embedded", device="cpu")
    pair = pairlens.explain(encoder, scene.image, caption.text)
    assert pair.converged
    for phrase in caption.phrases:
        heat = pair.heatmap(phrase.text)
        row, col = divmod(int(heat.argmax()), heat.shape[1])
        assert phrase.mask[16 * row : 16 * row + 16, 16 * col : 16 * col + 16].any(), phrase.text


@pytest.mark.parametrize("sides", [(Caption(toys.CAPTION), Caption("a dog")), (Picture, Picture)])
def test_two_of_one_kind_go_the_whole_way(sides: tuple[Any, Any], tmp_path: Path) -> None:
    """Asked of an encoder, shown, summed on either side, saved, read again."""
    toy = toys.TOYS[0]
    first, second = (
        side if isinstance(side, Caption) else Picture(toys.picture(toy, seed))
        for seed, side in enumerate(sides)
    )
    view = Explorer(toys.encoder(toy), first, second)
    pair = view.pair
    assert pair.converged
    assert pair.given_a().shape == pair.b.shape
    assert pair.given_b().sum() == pytest.approx(pair.ledger.content_patch, abs=1e-5)
    view.selected_a = [0]
    assert view.to_html(tmp_path / "two.html").stat().st_size > 50_000
    pair.save(tmp_path / "two.npz")
    assert pairlens.PairAttribution.load(tmp_path / "two.npz").ledger == pair.ledger
    assert "first alone" in pair._repr_mimebundle_()["text/plain"]
    view.close()
