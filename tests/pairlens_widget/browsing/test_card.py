"""Tiles as still HTML."""

from __future__ import annotations

import base64
import io
import re

import numpy as np
import pytest
from PIL import Image

import galleries
import samples
from pairlens.cases import Collection
from pairlens_widget.browsing.card import SHOWN, tiles_card


def test_each_tile_has_its_caption_as_text() -> None:
    card = tiles_card(Collection.of([samples.pair(samples.TROUBLE), samples.captions(), None]), [2, 0, 1])
    assert card.count("<figure") == 3
    assert "<script>" not in card
    assert "&lt;script&gt;" in card
    assert samples.NAP in card
    assert "This pair was not explained." in card
    assert card.count("<img") == 1
    assert not re.search(r"https?:|<link|<style| src=\"(?!data:image/jpeg;base64,)", card)


def test_it_says_how_many_more_there_are() -> None:
    collection = Collection.of(galleries.pairs(SHOWN + 2))
    assert "and 2 more" in tiles_card(collection, range(SHOWN + 2))
    assert "more" not in tiles_card(collection, range(SHOWN))
    assert tiles_card(collection, [1], most=0).count("<figure") == 0


def test_files_that_lie_far_away_hold_nobody_up() -> None:
    card = tiles_card(Collection.of(galleries.pairs(5)), range(5), patience=-1)
    assert card.count("<figure") == 1
    assert "and 4 more" in card


@pytest.mark.parametrize("name", ["husky", "zeros", "pictures"])
def test_heat_lies_on_the_picture(name: str) -> None:
    pair = getattr(samples, name)()
    card = tiles_card(Collection.of([pair]), [0])
    data = re.search(r'src="data:image/jpeg;base64,([^"]+)"', card)
    assert data is not None
    seen = np.asarray(Image.open(io.BytesIO(base64.b64decode(data[1]))).convert("RGB"), dtype=float)
    bare = np.asarray(Image.fromarray(pair.a.pixels).resize(seen.shape[1::-1]), dtype=float)
    differs = np.abs(seen - bare).mean()
    assert differs < 4 if name == "zeros" else differs > 4
