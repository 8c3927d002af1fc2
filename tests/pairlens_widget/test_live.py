from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

import pairlens
import toys
from pairlens.errors import CaptionError, LayerError, OptionError, PictureError
from pairlens.sides import Caption, Picture
from pairlens_widget import Explorer
from pairlens_widget.asking import explain, prepare
from pairlens_widget.desk import Asked
from pairlens_widget.incoming import LARGEST, picture_of

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


TOY = toys.TOYS[0]


@pytest.fixture
def live() -> Iterator[Explorer]:
    explorer = Explorer(toys.encoder(TOY), toys.picture(TOY, 1), "a black dog", layer=(2, 1))
    yield explorer
    explorer.close()


def asked(explorer: Explorer, buffers: tuple[bytes, ...] = (), **question: Any) -> str:
    """What the view asks, answered at once; the revision."""
    made = Asked(explorer, {"revision": explorer._revision, **question}, buffers, lambda *_: None)
    return str(explain(made)["revision"])


def text(explorer: Explorer) -> str:
    return str(explorer.pair.b.text)  # type: ignore[union-attr] # a caption


def test_python_asks_for_another_caption(live: Explorer) -> None:
    live.selected_tokens = live.pair.indices("dog")
    pair = live.ask(caption="a small black dog")
    assert live.pair is pair
    assert [pair.tokens[i] for i in live.selected_tokens] == ["dog"]
    assert pair.layers == (2, 1)
    assert live.question is not None
    assert live.question.caption == "a small black dog"


def test_layer_method_and_options_change_one_by_one(live: Explorer) -> None:
    live.ask(steps=4)
    assert live.ask(layer=(1, 0)).settings["steps"] == 4
    assert live.ask(method="occlusion").method == "occlusion"
    assert live.question is not None
    assert live.question.options == {}
    assert live.ask(method="jacobians", steps=6).layers == (1, 0)
    assert live.ask(steps=None).settings["steps"] == "auto"


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"caption": ""}, CaptionError),
        ({"layer": 99}, LayerError),
        ({"method": "magic"}, OptionError),
        ({"wings": 2}, OptionError),
        ({"image": "nowhere.png"}, PictureError),
    ],
)
def test_what_cannot_be_answered_changes_nothing(
    live: Explorer, wrong: dict[str, Any], error: type[Exception]
) -> None:
    before = live.pair, live.question, live._revision, live._live
    with pytest.raises(error):
        live.ask(**wrong)
    assert (live.pair, live.question, live._revision, live._live) == before


def test_a_finished_explanation_is_asked_nothing() -> None:
    import samples

    explorer = Explorer(samples.husky())
    assert explorer.question is None
    assert explorer._live is None
    with pytest.raises(OptionError, match="finished"):
        explorer.ask(caption="a cat")
    explorer.close()


def test_the_view_is_told_what_is_asked_and_what_there_is_to_choose(live: Explorer) -> None:
    told = live._live
    assert told["question"] == {"layer": {"a": 2, "b": 1}, "method": "jacobians", "steps": "auto"}
    assert [each["value"] for each in told["layers"]["a"]] == [0, 1, 2, 3]
    assert told["layers"]["b"][-1]["name"] == "pooling"
    methods = {each["value"]: each for each in told["methods"]}
    assert methods["jacobians"]["steps"]
    assert not methods["occlusion"]["steps"]


def test_a_view_asks_for_one_thing_and_the_rest_stays(live: Explorer) -> None:
    asked(live, b="a black cat")
    asked(live, layer={"b": 0})
    asked(live, method="occlusion")
    asked(live, method="jacobians", steps=4)
    assert text(live) == "a black cat"
    assert live._live["question"] == {"layer": {"a": 2, "b": 0}, "method": "jacobians", "steps": 4}
    asked(live, steps="auto")
    assert live._live["question"]["steps"] == "auto"


def test_a_question_starts_from_what_the_view_showed(live: Explorer) -> None:
    first = live._revision
    asked(live, b="a black cat")
    asked(live, revision=first, layer={"a": 1})
    assert text(live) == "a black dog"


def test_a_picture_comes_as_bytes() -> None:
    encoder = pairlens.load_encoder("embedded", device="cpu")
    explorer = Explorer(encoder, SCENE, "a car", layer=(5, 3))
    buffer = io.BytesIO()
    Image.new("RGB", (224, 224), (200, 30, 30)).save(buffer, "PNG")
    asked(explorer, (buffer.getvalue(),), picture="a", name="red.png")
    assert explorer.pair.a.pixels[0, 0].tolist() == [200, 30, 30]  # type: ignore[union-attr] # a picture
    asked(explorer, b="a red car")
    assert explorer.pair.a.pixels[0, 0].tolist() == [200, 30, 30]  # type: ignore[union-attr] # likewise
    explorer.close()


@pytest.mark.parametrize("data", [b"", b"nothing like a picture", b"%!PS-Adobe-3.0 EPSF-3.0\n"])
def test_bytes_that_are_no_picture_are_refused(data: bytes) -> None:
    with pytest.raises(PictureError, match="<b>"):
        picture_of(data, "<b>.png")


def test_too_many_bytes_are_refused() -> None:
    with pytest.raises(PictureError, match="Scale"):
        picture_of(bytes(LARGEST + 1))


def test_the_steps_of_an_edit_replace_each_other(live: Explorer) -> None:
    first = live._revision
    shown = [asked(live, b=caption, edit="e") for caption in ("a black do", "a black d", "a black dot")]
    assert [live._shelf.find(each) is None for each in (first, *shown)] == [False, True, True, False]
    assert live._live["edit"] == "e"


def test_a_pin_is_there_again_when_its_word_is(live: Explorer) -> None:
    live.pins = [{"tokens": live.pair.indices("dog")}]
    asked(live, b="a black d", edit="e")
    assert live.pins == []
    asked(live, b="a black dog", edit="e")
    assert [pin["tokens"] for pin in live.pins] == [list(live.pair.indices("dog"))]


def test_what_is_chosen_during_an_edit_is_not_undone_by_it(live: Explorer) -> None:
    live.selected_tokens = live.pair.indices("dog")
    asked(live, b="a black dog and", edit="e")
    live.selected_tokens = live.pair.indices("black")
    asked(live, b="a black dog and a", edit="e")
    assert [live.pair.tokens[i] for i in live.selected_tokens] == ["black"]


def test_an_earlier_explanation_is_shown_again_with_its_question(live: Explorer) -> None:
    first = live._revision
    live.ask(caption="a black cat", layer=(1, 0))
    live._show(first, {"selected_tokens": [1]})
    assert (text(live), live.selected_tokens) == ("a black dog", [1])
    assert live._live["question"]["layer"] == {"a": 2, "b": 1}


def test_two_captions_are_asked_about_by_side() -> None:
    explorer = Explorer(toys.encoder(TOY), Caption(toys.CAPTION), Caption("a dog"))
    asked(explorer, a="a cat")
    assert explorer.pair.a.text == "a cat"  # type: ignore[union-attr] # a caption
    explorer.ask(caption="a bird")
    assert text(explorer) == "a bird"
    explorer.close()


HARD = next(toy for toy in toys.TOYS if toy.name == "large weights")


@pytest.fixture
def rough() -> Iterator[Explorer]:
    """A live explorer whose explanations take many steps, so that there are drafts."""
    explorer = Explorer(toys.encoder(HARD), toys.picture(HARD, 1), "a black dog", layer=(0, 0))
    yield explorer
    explorer.close()


def test_a_draft_gives_way_to_the_explanation_within_one_edit(rough: Explorer) -> None:
    rough.pins = [{"tokens": rough.pair.indices("dog")}]
    first = asked(rough, b="a black dog on", edit="1", draft=True)
    assert rough._live["draft"] is True
    assert rough.pair.settings["draft"] is True
    second = asked(rough, edit="1")
    assert rough._live["draft"] is False
    assert "draft" not in rough.pair.settings
    assert text(rough) == "a black dog on"
    assert rough._shelf.find(first) is None
    assert rough._shelf.find(second) is rough.pair
    assert [pin["tokens"] for pin in rough.pins] == [list(rough.pair.indices("dog"))]


def test_a_bookmarked_draft_stays_and_says_what_it_is(rough: Explorer) -> None:
    from pairlens.methods.drafting import NOTE

    first = asked(rough, b="a black dog on", edit="1", draft=True)
    rough.bookmarks = [{"name": "early", "revision": first}]
    asked(rough, edit="1")
    kept = rough._shelf.find(first)
    assert kept is not None
    assert NOTE in kept.settings["notes"]


def test_another_question_beside_the_words_is_answered_in_full(rough: Explorer) -> None:
    asked(rough, layer={"b": 1}, draft=True)
    assert rough._live["draft"] is False


def test_the_view_has_the_picture_prepared(rough: Explorer) -> None:
    made = Asked(rough, {"revision": rough._revision, "side": "b"}, (), lambda *_: None)
    told = list(prepare(made))
    assert told[0][0] == 1
    assert told[-1][0] == told[-1][1]
    assert list(prepare(made)) == []
