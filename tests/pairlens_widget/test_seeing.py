from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import samples
from pairlens.colour import MAPS
from pairlens_widget.seeing import seen, seen_pins


def pin(colour: int = 0, **parts: Any) -> dict[str, Any]:
    return {"tokens": [], "patches": [], "colour": colour, **parts}


def test_with_nothing_chosen_the_strongest_phrase_is_seen() -> None:
    pair = samples.husky()
    shown = seen(pair, {})
    assert shown.name == "white husky"
    np.testing.assert_allclose(shown.a.heat, pair.heatmap("white husky"))
    assert not shown.b.answers
    assert shown.said.startswith("“white husky”: strongest at the upper left")
    assert seen(samples.zeros(), {}).name == ""


def test_both_sides_answer_what_is_chosen_on_the_other() -> None:
    pair = samples.husky()
    shown = seen(pair, {"selected_tokens": [7, 8, 9], "selected_patches": [32, 33]})
    mask = np.zeros((7, 7))
    mask.ravel()[[32, 33]] = 1
    np.testing.assert_allclose(shown.a.heat, pair.heatmap("black dog"))
    np.testing.assert_allclose(shown.b.heat, pair.token_scores(mask))
    assert shown.value == pytest.approx((pair.heatmap("black dog") * mask).sum())
    assert shown.name == "black dog × 2 patches at the right"


def test_a_difference_is_seen_with_its_signs() -> None:
    pair = samples.husky()
    pins = [pin(tokens=[7, 8, 9], minus=[{"tokens": [1, 2, 3, 4], "patches": []}])]
    shown = seen(pair, {"pins": pins, "focused_pin": 0})
    np.testing.assert_allclose(shown.a.heat, pair.heatmap("black dog") - pair.heatmap([1, 2, 3, 4]))
    assert shown.name == "black dog − white husky"
    assert shown.value == pytest.approx(shown.a.heat.sum())
    assert shown.b.chosen == (7, 8, 9)


def test_hidden_pins_are_not_seen_and_others_have_letters_and_peaks() -> None:
    pair = samples.husky()
    pins = [pin(0, tokens=[7, 8, 9]), pin(1, patches=[3], shown=False), pin(27, patches=[4], name="a spot")]
    shown = seen(pair, {"pins": pins})
    assert [held.letter for held in shown.pins] == ["A", "B2"]
    assert [held.name for held in shown.pins] == ["black dog", "a spot"]
    peak = np.abs(pair.heatmap("black dog")).argmax()
    assert peak in shown.pins[0].peaks[0]
    assert shown.pins[1].b == ()
    assert shown.pins[1].a == (4,)
    assert [each.name for each in seen_pins(pair, {"pins": pins})] == ["black dog", "a spot"]


def test_the_look_is_seen() -> None:
    look = {"map": "green-purple", "flipped": True, "opacity": 0.5, "smooth": True, "grey": True}
    shown = seen(samples.husky(), {"look": look})
    assert shown.ends == MAPS["green-purple"][::-1]
    assert (shown.opacity, shown.smooth, shown.grey) == (0.5, True, True)
    fitted = seen(samples.husky(), {"look": {"locked": False}, "selected_tokens": [11]})
    assert fitted.a.limit == pytest.approx(np.abs(fitted.a.heat).max())


@pytest.mark.parametrize("name", ["captions", "pictures", "turned"])
def test_pairs_of_any_kind_are_seen(name: str) -> None:
    pair = samples.ALIKE[name]()
    shown = seen(pair, {})
    assert shown.a.heat.shape == pair.a.shape
    assert shown.b.heat.shape == pair.b.shape
    assert shown.a.answers or shown.b.answers
