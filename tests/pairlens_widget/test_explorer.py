from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from traitlets import TraitError

import samples
from pairlens.errors import OptionError
from pairlens_widget import Explorer


@pytest.fixture
def explorer() -> Iterator[Explorer]:
    made = Explorer(samples.husky())
    yield made
    made.close()


def test_choices_can_be_set_read_and_observed(explorer: Explorer) -> None:
    seen: list[Any] = []
    explorer.observe(lambda change: seen.append(change.new), "selected_tokens")
    explorer.selected_tokens = explorer.pair.indices("black dog")
    assert explorer.selected_tokens == list(explorer.pair.indices("black dog")) == seen[0]


def test_choices_take_what_numpy_gives(explorer: Explorer) -> None:
    explorer.selected_patches = np.flatnonzero(explorer.pair.heatmap("black dog") > 0.005)
    assert explorer.selected_patches
    assert all(type(cell) is int for cell in explorer.selected_patches)


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("selected_tokens", [99]),
        ("selected_tokens", "dog"),
        ("selected_patches", [49]),
        ("selected_patches", [0.5]),
        ("pins", [{"tokens": [99]}]),
        ("pins", [3]),
    ],
)
def test_a_wrong_choice_is_refused_and_changes_nothing(explorer: Explorer, name: str, bad: object) -> None:
    explorer.selected_tokens, explorer.selected_patches, explorer.pins = [1], [2], [{"tokens": [3]}]
    before = {key: getattr(explorer, key) for key in ("selected_tokens", "selected_patches", "pins")}
    with pytest.raises(TraitError):
        setattr(explorer, name, bad)
    assert {key: getattr(explorer, key) for key in before} == before


@pytest.mark.parametrize("make", [samples.captions, samples.pictures])
def test_pairs_of_one_kind_are_chosen_by_side(make: Callable[[], Any]) -> None:
    explorer = Explorer(make())
    explorer.selected_a, explorer.selected_b = [2, 1], np.array([3])
    explorer.pins = [{"a": [1]}, {"b": (0, 2)}]
    assert (explorer.selected_a, explorer.selected_b) == ([1, 2], [3])
    assert explorer.pins[1] == {"a": [], "b": [0, 2], "colour": 1}
    with pytest.raises(TraitError, match="selected_a or selected_b"):
        explorer.selected_tokens = [1]
    with pytest.raises(TraitError, match="selected_b"):
        explorer.selected_b = [99]
    with pytest.raises(TraitError, match="A pin has a, b, colour"):
        explorer.pins = [{"tokens": [1]}]
    explorer.close()


def test_a_picture_with_a_caption_is_not_chosen_by_side(explorer: Explorer) -> None:
    with pytest.raises(TraitError, match="selected_tokens or selected_patches"):
        explorer.selected_a = [0]
    explorer.selected_a = []


def test_the_caption_may_come_first() -> None:
    explorer = Explorer(samples.turned())
    explorer.selected_tokens, explorer.selected_patches = [16], [48]
    with pytest.raises(TraitError, match="selected_tokens"):
        explorer.selected_tokens = [17]
    explorer.close()


def test_two_explorers_share_nothing() -> None:
    one, other = Explorer(samples.husky()), Explorer(samples.husky())
    one.selected_tokens = [1]
    assert other.selected_tokens == []
    one.close()
    other.close()


def test_everything_the_view_needs_is_there_when_it_opens(explorer: Explorer) -> None:
    state = explorer.get_state()
    assert state["_pair"]["b"]["text"] == samples.HUSKY
    assert len(state["_matrix"]) % (4 * len(explorer.pair.picture)) == 0
    assert state["_picture_a"].startswith(b"\x89PNG")
    assert state["_picture_b"] == b""
    assert "export" in state["_esm"]
    assert "export" in state["_code"]
    assert len(state["_esm"]) < len(state["_code"]) / 50


def test_it_shows_a_widget_a_still_picture_and_text(explorer: Explorer) -> None:
    bundle = explorer._repr_mimebundle_()
    assert bundle is not None
    assert "application/vnd.jupyter.widget-view+json" in bundle[0]
    assert "data:image/png;base64," in bundle[0]["text/html"]
    assert "As first shown" in bundle[0]["text/html"]
    assert "PairAttribution" in bundle[0]["text/plain"]


def test_the_still_picture_is_an_output_of_its_own_before_the_widget(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[dict[str, Any]] = []
    monkeypatch.setattr("IPython.display.display", lambda data, **_: shown.append(data))
    explorer._ipython_display_()
    assert ["text/html" in data for data in shown] == [True, False]
    assert "application/vnd.jupyter.widget-view+json" in shown[1]


def test_what_is_no_encoder_is_not_asked() -> None:
    with pytest.raises(OptionError, match=r"asks an encoder, not a str.*pairlens\.wrap"):
        Explorer("encoder", "dogs.jpg", "a dog", layer=2)


@pytest.mark.parametrize("arguments", [("dogs.jpg",), (None,), ("encoder", "dogs.jpg")])
def test_half_a_question_is_refused(arguments: tuple[Any, ...]) -> None:
    with pytest.raises(OptionError, match=r"Explorer\(pair\)"):
        Explorer(*arguments)


def test_a_finished_explanation_takes_no_question() -> None:
    with pytest.raises(OptionError, match="picture and caption already"):
        Explorer(samples.husky(), "dogs.jpg", "a dog")


def test_a_closed_explorer_lets_its_explanation_go() -> None:
    explorer = Explorer(samples.husky())
    gone = weakref.ref(explorer)
    explorer.close()
    del explorer
    gc.collect()
    assert gone() is None


def test_viewing_needs_no_torch_and_no_matplotlib(without: Callable[..., str]) -> None:
    code = "import sys; sys.path.append('tests'); import samples; from pairlens_widget import Explorer; "
    assert without(code + "print(Explorer(samples.husky()).selected_tokens)") == "[]\n"


def test_importing_the_package_imports_no_widget_machinery(without: Callable[..., str]) -> None:
    without("import pairlens_widget; print(pairlens_widget.__version__)", "anywidget", "ipywidgets", "torch")


def test_an_unknown_name_is_an_attribute_error() -> None:
    import pairlens_widget

    with pytest.raises(AttributeError, match="Viewer"):
        pairlens_widget.Viewer  # noqa: B018 - looking it up is the test
