from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import samples
import toys
from pairlens.errors import OptionError
from pairlens.progress import listening
from pairlens.sides import Caption
from pairlens_widget import Explorer, comparing
from pairlens_widget.comparing import maps, plans
from pairlens_widget.desk import Asked, Cancelled


@pytest.fixture
def explorer() -> Iterator[Explorer]:
    toy = toys.TOYS[0]
    made = Explorer(toys.encoder(toy), toys.picture(toy, 0), toys.CAPTION, layer=(1, 0), steps=2)
    yield made
    made.close()


def _names(explorer: Explorer) -> list[str]:
    assert explorer.question is not None
    return [plan.name for plan in plans(explorer.question, explorer._beside(explorer._revision))]


def _strip(explorer: Explorer) -> list[tuple[str, Any, bool]]:
    return [(each["pair"]["method"], each["pair"]["layers"][0], each["noise"]) for each in explorer._variants]


def test_by_default_the_whole_depth_fast_methods_and_noise_are_planned(explorer: Explorer) -> None:
    names = _names(explorer)
    assert "layer 1" not in names  # it is shown already
    assert {"layer 0", "layer 2", "occlusion", "shuffled weights"} <= set(names)
    assert names[-1] == "shuffled weights"


def test_layers_of_a_deep_tower_are_spread_over_it(
    monkeypatch: pytest.MonkeyPatch, explorer: Explorer
) -> None:
    monkeypatch.setattr(comparing, "MOST_LAYERS", 2)
    depth = explorer.pair.depths[0]
    assert [name for name in _names(explorer) if name.startswith("layer")] == ["layer 0", f"layer {depth}"]


def test_python_adds_what_it_names_and_nothing_else(explorer: Explorer) -> None:
    heard: list[tuple[str, int, int]] = []
    with listening(lambda *told: heard.append(told)):
        made = explorer.add_variants(layers=[0, (2, 0)], methods=["occlusion"], noise=True)
    assert [pair.method for pair in made] == ["jacobians", "jacobians", "occlusion", "jacobians"]
    assert _strip(explorer) == [
        ("jacobians", 0, False),
        ("jacobians", 1, False),
        ("jacobians", 2, False),
        ("occlusion", 0, False),
        ("jacobians", 1, True),
    ]
    assert ("layer 0", 0, 4) in heard
    assert explorer.add_variants(layers=[0], methods=["occlusion"], noise=True) == []


def test_one_that_is_gone_to_can_be_asked_on_but_noise_cannot(explorer: Explorer) -> None:
    explorer.add_variants(layers=[(2, 0)], noise=True)
    explorer._show("2")
    assert explorer.question is not None
    assert explorer.question.layer == (2, 0)
    assert explorer._live is not None
    explorer._show("3")
    assert explorer._live is None


def test_a_finished_explanation_has_nobody_to_ask() -> None:
    explorer = Explorer(samples.husky())
    with pytest.raises(OptionError, match="Pass finished ones"):
        explorer.add_variants(noise=True)
    with pytest.raises(OptionError, match="finished one"):
        maps(Asked(explorer, {"kind": "maps"}, (), lambda *_: None))
    explorer.close()


def test_the_view_gets_each_as_it_comes_and_hears_how_far_it_is(explorer: Explorer) -> None:
    told: list[tuple[str, int, int]] = []
    strips: list[int] = []
    explorer.observe(lambda change: strips.append(len(change.new)), "_variants")
    planned = len(_names(explorer))
    answer = maps(Asked(explorer, {"kind": "maps"}, (), lambda *how: told.append(how)))
    assert strips == list(range(2, len(explorer._variants) + 1))
    assert len(explorer._variants) + len(answer["skipped"]) == planned + 1
    assert list(dict.fromkeys(told))[:2] == [("layer 0", 0, planned), ("layer 2", 1, planned)]
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)


def test_what_a_model_cannot_do_is_left_out_and_said(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "METHODS", ("occlusion",))
    monkeypatch.setattr(
        "pairlens.randomised", lambda _: (_ for _ in ()).throw(OptionError("It cannot be copied.", "–"))
    )
    answer = maps(Asked(explorer, {"kind": "maps"}, (), lambda *_: None))
    assert answer == {"skipped": ["shuffled weights: It cannot be copied."]}
    assert ("occlusion", 0, False) in _strip(explorer)


def test_given_up_it_keeps_what_came_before(explorer: Explorer) -> None:
    def tell(what: str, *_: int) -> None:
        if what.startswith("layer 2"):
            raise Cancelled

    with pytest.raises(Cancelled):
        maps(Asked(explorer, {"kind": "maps"}, (), tell))
    assert _strip(explorer) == [("jacobians", 0, False), ("jacobians", 1, False)]


def test_of_two_captions_both_layers_go_along() -> None:
    explorer = Explorer(toys.encoder(toys.TOYS[0]), Caption(toys.CAPTION), Caption("a dog"), steps=2)
    assert explorer.question is not None
    layers = [plan.question.layer for plan in plans(explorer.question, (), methods=(), noise=False)]
    assert all(one == two for one, two in layers)
    assert len(layers) > 1
    explorer.close()
