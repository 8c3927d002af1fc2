from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import pairlens
import samples
import toys
from pairlens.errors import OptionError
from pairlens_widget import Explorer
from pairlens_widget.variants import is_noise


def _noise() -> Any:
    settings = {"exact": True, "notes": ["its weights are shuffled: what it says is noise"]}
    return samples.pair(seed=9, settings=settings)


def _strip(explorer: Explorer) -> list[tuple[str, Any, bool]]:
    return [
        (each["pair"]["method"], tuple(each["pair"]["layers"]), each["noise"]) for each in explorer._variants
    ]


def test_they_stand_in_order_with_the_explanation_itself_among_them() -> None:
    others = [
        _noise(),
        samples.pair(seed=1, layers=(4, 1)),
        samples.pair(seed=2, method="occlusion", layers=(0, 0)),
        samples.pair(seed=3, layers=(0, 1)),
    ]
    explorer = Explorer(samples.husky(), variants=others)
    assert _strip(explorer) == [
        ("jacobians", (0, 1), False),
        ("jacobians", (2, 1), False),
        ("jacobians", (4, 1), False),
        ("occlusion", (0, 0), False),
        ("jacobians", (2, 1), True),
    ]
    assert explorer._variants[1]["revision"] == explorer._revision
    explorer.close()


def test_an_explanation_alone_has_none() -> None:
    explorer = Explorer(samples.husky())
    assert explorer._variants == []
    explorer.close()


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: samples.pair("a dog"), "'a dog'"),
        (samples.oblong, "7 × 7 patches is not one of 3 × 5"),
        (lambda: samples.pair(height=112, width=112), "other pictures"),
        (samples.captions, "one is a caption, the other a picture"),
    ],
)
def test_what_is_of_other_words_or_patches_is_refused(make: Callable[[], Any], reason: str) -> None:
    with pytest.raises(OptionError, match=reason):
        Explorer(samples.husky(), variants=[make()])
    explorer = Explorer(samples.husky())
    with pytest.raises(OptionError, match="another layer"):
        explorer.add_variants(make())
    assert explorer._variants == []
    explorer.close()


def test_the_view_goes_to_one_with_what_is_chosen_and_comes_back() -> None:
    explorer = Explorer(samples.husky(), variants=[samples.pair(seed=1, layers=(4, 1))])
    explorer.selected_tokens = [5]
    strip = explorer._variants
    explorer._show("2")
    assert explorer.pair.layers == (4, 1)
    assert explorer.selected_tokens == [5]
    assert explorer._variants == strip
    explorer._show("1")
    assert explorer.pair.layers == (2, 1)
    explorer.close()


def test_of_another_pair_they_step_aside_and_come_back_with_it() -> None:
    explorer = Explorer(samples.husky(), variants=[samples.pair(seed=1, layers=(4, 1))])
    other = explorer._shelf.put(samples.pair("a dog"))
    explorer._show(other)
    assert explorer._variants == []
    explorer._show("1")
    assert len(explorer._variants) == 2
    explorer.close()


def test_a_page_carries_them_and_its_picture_once(tmp_path: Path) -> None:
    explorer = Explorer(samples.husky(), variants=[_noise()])
    explorer._show("2")
    explorer.bookmarks = [{"name": "noise"}, {"name": "start", "revision": "1"}]
    text = explorer.to_html(tmp_path / "page.html").read_text(encoding="utf-8")
    data = json.loads(re.findall(r"<script[^>]*>(.*?)</script>", text, flags=re.DOTALL)[0])
    assert data["revision"] == "2"
    assert [each["revision"] for each in data["variants"]] == ["1", "2"]
    assert data["variants"][1] == {"revision": "2", "noise": True}
    assert base64.b64decode(data["variants"][0]["matrix"]) == explorer._variants[0]["matrix"]
    assert [mark["revision"] for mark in data["chosen"]["bookmarks"]] == ["2", "1"]
    assert json.dumps(data).count("data:image/png") == 1
    explorer.close()


def test_shuffled_weights_are_known_for_noise() -> None:
    toy = toys.TOYS[0]
    encoder = pairlens.randomised(toys.encoder(toy))
    assert is_noise(pairlens.explain(encoder, toys.picture(toy, 0), toys.CAPTION))
    assert not is_noise(samples.husky())
