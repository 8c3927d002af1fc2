"""Text that means harm, or only comes from elsewhere: it stays text, and disturbs nothing beside it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import samples
from pairlens_widget import Explorer
from views import View

pytestmark = pytest.mark.browser

_MARKUP = "</script><img src=x onerror=\"document.title='ran'\"><b>bold</b> &amp; <!-- ${x} {{y}} dog"
_TURNED = "\u202egnihtyna\u2066 dog שלום עולם كلب \u200f123"
_CONTROLS = "a\x00 dog\x07 \x1b[31m red \u2028 next \ufeff line\r\n\tend \x7f"
_EMOJI = "🐶👩🏽‍🚀 dog 🏳️‍🌈 e\u0301\u0302\u0303\u0304 " + "ﷺ" * 3
_LONG = "Donaudampfschifffahrtsgesellschaft" * 8
TEXTS = {"markup": _MARKUP, "turned": _TURNED, "controls": _CONTROLS, "emoji": _EMOJI, "long": _LONG}
texts = pytest.mark.parametrize("text", list(TEXTS.values()), ids=list(TEXTS))

_PARTS = """frame => {
  const parts = new Set(), sources = [];
  for (const element of frame.shadowRoot.querySelectorAll("*")) {
    parts.add(element.localName);
    for (const {name} of element.attributes) if (name.startsWith("on")) sources.push(name);
    if (element.src && !/^(data|blob):/.test(element.src)) sources.push(element.src);
  }
  return [[...parts].sort(), sources];
}"""
"""Which kinds of elements a view is made of, and what they would run or fetch."""


def _plain(text: str) -> str:
    """What a browser shows of a text: white space runs together, and marks that nobody sees are left out."""
    return re.sub(r"\s+", " ", re.sub(r"[\u2066-\u2069\u202a-\u202e]", "", text)).strip()


@texts
def test_a_caption(watch: tuple[Page, Any], out: Path, text: str) -> None:
    page = watch[0]
    usual = View.opened(page, samples.husky(), out).root.evaluate(_PARTS)
    view = View.opened(page, samples.pair(text), out)
    assert view.root.locator(".caption").text_content() == text
    assert page.title() != "ran"
    view.root.locator(".caption .unit").first.click()
    view.button("Pin").click()
    parts, sources = view.root.evaluate(_PARTS)
    assert set(parts) <= {*usual[0], "span", "option"}
    assert sources == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@texts
def test_names_of_pins_and_bookmarks(watch: tuple[Page, Any], out: Path, text: str) -> None:
    page = watch[0]
    explorer = Explorer(samples.husky())
    explorer.pins = [{"tokens": [1, 2, 3], "name": text}, {"patches": [3, 4]}]
    explorer.bookmarks = [{"name": text, "tokens": [1], "pins": explorer.pins}]
    view = View.opened(page, explorer, out, title=text)
    assert _plain(text)[:8] in _plain(view.pins()[0])
    view.root.get_by_role("button", name="Bookmarks").click()
    sheet = view.root.locator(".in-bookmarks")
    assert _plain(text)[:8] in _plain(sheet.inner_text())
    parts, sources = view.root.evaluate(_PARTS)
    assert not {"b", "script"} & set(parts)
    assert view.root.locator("img").count() == 1
    assert sources == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@texts
def test_labels_of_the_model_and_its_words(watch: tuple[Page, Any], out: Path, text: str) -> None:
    page = watch[0]
    settings = {**samples.husky().settings, "notes": [text], "unknown_words": [text]}
    view = View.opened(page, samples.pair(model=text, settings=settings), out)
    view.root.get_by_role("button", name="Options and keys").click()
    assert _plain(text)[:8] in _plain(view.root.locator(".in-options").inner_text())
    expect(view.root.locator(".notices")).to_contain_text("never saw these words")
    assert view.root.locator("img").count() == 1
    assert view.root.evaluate(_PARTS)[1] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_word_from_right_to_left_leaves_the_numbers_beside_it_in_place(
    watch: tuple[Page, Any], out: Path
) -> None:
    view = View.opened(watch[0], samples.pair("a dog שלום and a husky"), out)
    view.word("שלום").click()
    view.point(0.7, 0.7)
    subject = view.root.locator(".subject")
    expect(subject).to_contain_text("\u2068שלום\u2069 × ")
    left = subject.evaluate(
        """element => {
            const range = document.createRange(), text = element.firstChild, at = text.data.indexOf("×");
            range.setStart(text, at); range.setEnd(text, at + 1);
            const times = range.getBoundingClientRect();
            range.setStart(text, text.data.indexOf("ש")); range.setEnd(text, text.data.indexOf("ם") + 1);
            return range.getBoundingClientRect().right <= times.left + 1;
        }"""
    )
    assert left


def test_a_name_that_no_file_can_hold_is_written_with_a_mark_in_its_place(
    watch: tuple[Page, Any], out: Path
) -> None:
    view = View.opened(watch[0], samples.husky(), out, title="half a \ud83d dog")
    expect(view.page).to_have_title(re.compile("half a . dog"))


def test_a_file_name_from_elsewhere(watch: tuple[Page, Any], tmp_path: Path) -> None:
    path = tmp_path / "<b> שלום 🐶 %41 #1?.html"
    view = View.opened(watch[0], samples.husky(), path)
    assert view.said() == "white husky"
