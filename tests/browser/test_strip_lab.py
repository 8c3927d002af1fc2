"""Layers, methods and bookmarks in JupyterLab, with a real kernel."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from cells import PATIENCE, Notebook, cells

pytestmark = pytest.mark.browser

MAKE = """\
import pairlens
from pairlens import scenes
from pairlens_widget import Explorer, comparing
comparing.MOST_LAYERS, comparing.METHODS = 3, ("grad_eclip",)
scene = scenes.grounding_item(17, "test")[0].image
encoder = pairlens.load_encoder("embedded", device="cpu")
explorer = Explorer(encoder, scene, "a green mushroom and a purple car", layer=(5, 3), steps=2)
explorer"""
SEEN = "print(explorer.pair.method, explorer.pair.layers, explorer.selected_tokens)"
NAMES = "print([(mark['name'], mark['revision']) for mark in explorer.bookmarks])"
SET = "explorer.bookmarks = [{'name': 'the car', 'tokens': explorer.pair.indices('car')}]; print('set')"


@cells(SEEN)
def test_layers_methods_and_noise_come_one_by_one_and_python_follows(book: Notebook) -> None:
    view = book.view(0)
    view.word("car").click()
    view.button("Compare layers and methods").click()
    tiles = view.root.locator(".tile")
    expect(tiles).to_have_count(6, timeout=PATIENCE)
    expect(view.root.locator(".compare button:visible")).to_have_count(0, timeout=PATIENCE)
    assert [text.split("\n")[0] for text in tiles.all_inner_texts()] == [
        "layer 0",
        "layer 3",
        "layer 5",
        "layer 6",
        "Grad-ECLIP",
        "random weights",
    ]
    tiles.nth(1).click()
    expect(tiles.nth(1)).to_have_attribute("aria-selected", "true")
    book.read(1, "jacobians (3, 3) [6]")
    tiles.nth(4).click()
    book.read(1, re.compile(r"grad_eclip \(5, \d\) \[6\]"))
    for _ in range(2):
        view.button("Undo").click()
    expect(tiles.nth(2)).to_have_attribute("aria-selected", "true")
    book.read(1, "jacobians (5, 3) [6]")


@cells(SET, NAMES, SEEN)
def test_bookmarks_are_python_s_and_the_view_s(book: Notebook) -> None:
    view, keyboard = book.view(0), book.page.keyboard
    book.read(1, "set")
    view.button("Bookmarks").click()
    marks = view.root.locator(".marks .go")
    expect(marks).to_have_text(["the car"])
    marks.first.click()
    assert view.kept() == ["car"]
    view.root.locator(".naming").fill("again")
    keyboard.press("Enter")
    expect(marks).to_have_text(["the car", "again"])
    book.read(2, "[('the car', '1'), ('again', '1')]")
    book.read(3, "jacobians (5, 3) [6]")
