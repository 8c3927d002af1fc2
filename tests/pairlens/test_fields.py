from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import samples
from pairlens.errors import PairlensError
from pairlens.result import PairAttribution


def test_settings_are_a_copy() -> None:
    settings: dict[str, Any] = {"exact": True, "notes": ["one"]}
    pair = samples.pair(settings=settings)
    settings["notes"].append("two")
    assert pair.settings["notes"] == ["one"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"interactions": np.full((77, 50), np.nan)}, r"interactions holds nan at \(0, 0\)"),
        ({"score": float("nan")}, "score is nan"),
        ({"natural_scale": float("inf")}, "natural_scale is inf"),
        ({"settings": {"x": object()}}, "plain JSON"),
        ({"settings": {"x": float("nan")}}, "plain JSON"),
        ({"interactions": np.zeros((76, 50))}, r"shape \(76, 50\).*\(77, 50\)"),
        ({"interactions": np.zeros((50, 77))}, r"shape \(50, 77\).*text first"),
        ({"interactions": np.zeros(77), "score": 0.0}, r"shape \(77,\)"),
        ({"text_effects": np.zeros(50), "score": 0.0}, r"text_effects has shape \(50,\)"),
        ({"image_effects": np.zeros(()), "score": 0.0}, r"image_effects has shape \(\)"),
    ],
)
def test_terms_that_cannot_be_are_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(PairlensError, match=message):
        samples.pair(**changes)


def test_a_residual_that_contradicts_the_terms_is_refused() -> None:
    fields = {name: getattr(samples.husky(), name) for name in PairAttribution.__dataclass_fields__}
    assert PairAttribution(**fields).score == samples.husky().score
    with pytest.raises(PairlensError, match=r"residual is given as 0\.1"):
        PairAttribution(**{**fields, "residual": 0.1})
