"""Bookmarks, and the lines of Python that show the same view again, on an exported page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import samples
import toys
from pairlens_widget import Explorer
from views import View

pytestmark = pytest.mark.browser


@pytest.fixture
def view(watch: tuple[Page, Any], out: Path) -> View:
    return View.opened(watch[0], samples.husky(), out)


def _marks(view: View) -> list[str]:
    return view.root.locator(".marks .go").all_inner_texts()


def test_b_names_what_is_seen_and_a_press_shows_it_again(view: View) -> None:
    keyboard = view.page.keyboard
    view.word("dog").click()
    keyboard.press("p")
    keyboard.press("b")
    keyboard.press("Enter")
    keyboard.press("Escape")
    expect(view.button("Bookmarks")).to_be_focused()
    view.button("Bookmarks").click()
    assert _marks(view) == ["dog"]
    view.word("husky").click()
    assert view.kept() == ["husky"]
    view.root.locator(".marks .go").first.click()
    assert view.kept() == ["dog"]
    expect(view.root.locator(".marks .go")).to_have_attribute("aria-current", "true")
    keyboard.press("Control+z")
    assert view.kept() == ["husky"]


def test_bookmarks_are_renamed_ordered_and_removed_by_keyboard(view: View) -> None:
    keyboard = view.page.keyboard
    for name in ("one", "two"):
        view.word("dog" if name == "one" else "husky").click()
        keyboard.press("b")
        keyboard.type(name)
        keyboard.press("Enter")
    view.button("Rename: one").focus()
    keyboard.press("Enter")
    keyboard.type("first <b>")
    keyboard.press("Enter")
    assert _marks(view) == ["first <b>", "two"]
    view.button("Move up: two").focus()
    keyboard.press("Enter")
    assert _marks(view) == ["two", "first <b>"]
    expect(view.button("Move up: two")).to_be_focused()
    view.button("Remove: two").focus()
    keyboard.press("Enter")
    assert _marks(view) == ["first <b>"]
    expect(view.button("Remove: first <b>")).to_be_focused()


def test_an_exported_page_keeps_them(watch: tuple[Page, Any], out: Path) -> None:
    explorer = Explorer(samples.husky())
    explorer.bookmarks = [
        {"name": "dog", "tokens": explorer.pair.indices("dog"), "look": {"panel": "matrix"}},
        {"name": "gone", "tokens": [1], "revision": "77"},
    ]
    view = View.opened(watch[0], explorer, out)
    view.button("Bookmarks").click()
    assert _marks(view) == ["dog", "gone"]
    view.root.locator(".marks .go").first.click()
    assert view.kept() == ["dog"]
    expect(view.root.get_by_role("tab", name="Matrix")).to_have_attribute("aria-selected", "true")
    view.root.locator(".marks .go").last.click()
    expect(view.root.locator(".told")).to_contain_text("not here any more")


def test_the_lines_show_the_same_view_again(watch: tuple[Page, Any], out: Path) -> None:
    """What is copied is run, with an encoder and a picture under the names that it asks for."""
    toy = toys.TOYS[0]
    encoder, image = toys.encoder(toy), toys.picture(toy, 0)
    made = Explorer(encoder, image, 'a dog "\\', layer=(1, 0), steps=2)
    made.add_variants(layers=[(0, 0)], noise=True)
    made.pins = [{"tokens": [2], "name": "the 'pin'\n2", "minus": [{"patches": [1]}]}, {"patches": [0, 3]}]
    made.selected_tokens, made.look = [1], {"grey": True, "opacity": 0.5}
    made.bookmarks = [{"name": 'a "name"', "patches": [2]}]
    state = {name: getattr(made, name) for name in ("pins", "selected_tokens", "look", "bookmarks")}
    view = View.opened(watch[0], made, out)
    view.button("Copy as Python").click()
    lines = view.root.get_by_label(re.compile("Lines of Python")).input_value()
    assert re.findall(r"^# (\w+):", lines, flags=re.MULTILINE) == ["encoder", "image"]
    names: dict[str, Any] = {"encoder": encoder, "image": image}
    exec(lines, names)  # noqa: S102 - that they can be run is what is tested
    again = names["explorer"]
    assert {name: getattr(again, name) for name in state} == state
    assert again.pair.caption.text == 'a dog "\\'
    assert (again.pair.interactions == made.pair.interactions).all()
    assert [(each["pair"]["layers"], each["noise"]) for each in again._variants] == [
        ([0, 0], False),
        ([1, 0], False),
        ([1, 0], True),
    ]
    again.close()


def test_copying_says_that_it_was_done_or_selects_the_lines(view: View) -> None:
    view.word("dog").click()
    view.button("Copy as Python").click()
    view.button("Copy").click()
    said = view.root.locator(".copying .note")
    expect(said).to_have_text(re.compile("Copied|selected"))
    view.page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    view.page.evaluate("document.execCommand = () => false")
    view.button("Copy").click()
    expect(said).to_have_text(re.compile("selected"))
    selected = view.root.locator("textarea.code").evaluate(
        "f => [f.selectionStart, f.selectionEnd, f.value.length]"
    )
    assert selected == [0, selected[2], selected[2]]
    assert selected[2] > 100
