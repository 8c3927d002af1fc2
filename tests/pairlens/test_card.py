from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable
from html.parser import HTMLParser

import numpy as np
import pytest
from PIL import Image

import samples
from pairlens.card import card, strongest_phrase
from pairlens.result import PairAttribution

ALL = pytest.mark.parametrize("make", samples.SAMPLES.values(), ids=samples.SAMPLES)


class Reader(HTMLParser):
    """Collects tags, and fails where they do not nest."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.text = ""
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag != "img":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@ALL
def test_a_card_is_well_formed_and_holds_no_script_or_address(make: Callable[[], PairAttribution]) -> None:
    pair = make()
    read = Reader(card(pair))
    assert set(read.tags) <= {"div", "img", "span", "table", "tr", "td"}
    assert pair.caption.text in read.text
    names = {name for name, _ in read.attributes}
    assert names <= {"class", "style", "dir", "alt", "src", "title"}
    assert "http" not in card(pair)


def test_captions_are_text_never_markup() -> None:
    for text in ("<b>bold</b> &amp; <img src=x onerror=alert(1)>", '"><script>', "dog' onclick='x"):
        assert Reader(card(samples.pair(text))).tags.count("b") == 0
        assert "<script" not in card(samples.pair(text))


@ALL
def test_the_picture_is_embedded_with_the_heat_map_over_it(make: Callable[[], PairAttribution]) -> None:
    pair = make()
    data = re.search(r"data:image/png;base64,([A-Za-z0-9+/=]+)", card(pair))
    assert data is not None
    with Image.open(io.BytesIO(base64.b64decode(data[1]))) as picture:
        shown = np.asarray(picture)
    factor = shown.shape[0] // pair.picture.height
    assert shown.shape[1] == pair.picture.width * factor
    same = np.array_equal(shown[::factor, ::factor], pair.picture.pixels)
    assert same == (not pair.matrix.any())


def test_the_strongest_phrase_is_marked_in_the_caption() -> None:
    html = card(samples.husky())
    assert re.search(r"a <span style=[^>]+>white husky</span> and a black dog", html)
    phrase = strongest_phrase(samples.husky())
    assert phrase is not None
    assert phrase.text == "white husky"
    assert strongest_phrase(samples.zeros()) is None


@ALL
def test_the_ledger_as_shown_adds_up(make: Callable[[], PairAttribution]) -> None:
    cells = re.findall(r"<td[^>]*>([+−]\d+\.\d{4})</td>", card(make()))
    *parts, score = [float(cell.replace("−", "-")) for cell in cells]
    assert len(parts) == 8
    assert round(sum(parts), 4) == score


def test_no_colour_of_text_or_ground_is_set_so_that_dark_pages_work() -> None:
    styles = [value or "" for name, value in Reader(card(samples.husky())).attributes if name == "style"]
    for style in styles:
        assert not re.search(r"(?<![-\w])color:(?!inherit)", style)
    assert any("linear-gradient" in style for style in styles)


def test_a_right_to_left_caption_keeps_its_direction() -> None:
    assert ("dir", "auto") in Reader(card(samples.pair("שלום עולם"))).attributes
