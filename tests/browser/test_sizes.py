"""Explanations of every size: they open, answer on every panel, and are drawn without an error."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import samples
from pairlens.result import PairAttribution
from pairlens_widget import Explorer
from spoilt import spoil
from views import View

pytestmark = pytest.mark.browser

WORDS = "two small dogs and a black cat under the wooden table near a green door while it rains on snow"


def most(context: int) -> PairAttribution:
    """A caption that fills its context, over 32 × 32 patches."""
    text = " and ".join([WORDS] * (context // 19))
    return samples.pair(text, rows=32, cols=32, height=384, width=384, context=context)


SIZES = {
    "77 tokens, 1024 patches": lambda: most(77),
    "248 tokens": lambda: most(248),
    "one word, one patch": samples.tiny,
    "wide": lambda: samples.pair(rows=2, cols=11, height=64, width=352),
    "high": lambda: samples.pair(rows=11, cols=2, height=352, width=64),
    "one row": lambda: samples.pair(rows=1, cols=9, height=32, width=288),
    "zeros": samples.zeros,
}


@pytest.mark.parametrize("name", [*SIZES])
def test_every_panel_opens_and_answers(watch: tuple[Page, Any], out: Path, name: str) -> None:
    view = View.opened(watch[0], SIZES[name](), out)
    for panel in ("Picture", "Matrix", "Table"):
        view.root.get_by_role("tab", name=panel).click()
        view.root.locator(".caption .unit").first.hover()
        assert view.said("subject")
        place = view.root.locator(".panel .picture, .panel .matrix, .panel tbody tr").first
        place.hover()
        assert view.said("subject") or name == "zeros"
        assert watch[0].evaluate("document.documentElement.scrollWidth") <= 1000


@pytest.mark.parametrize("width", [360, 480, 1400])
def test_the_matrix_fits_narrow_and_wide_pages(watch: tuple[Page, Any], out: Path, width: int) -> None:
    page = watch[0]
    page.set_viewport_size({"width": width, "height": 900})
    explorer = Explorer(most(77))
    explorer.look = {"panel": "matrix"}
    view = View.opened(page, explorer, out)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    box = view.root.locator(".matrix").bounding_box()
    assert box is not None
    assert box["width"] > 0.4 * min(width, 900)
    view.root.get_by_role("tab", name="Table").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [360, 480])
@pytest.mark.parametrize("name", ["husky", *samples.ALIKE])
def test_narrow_pages_cut_nothing_off(watch: tuple[Page, Any], out: Path, name: str, width: int) -> None:
    page = watch[0]
    page.set_viewport_size({"width": width, "height": 900})
    view = View.opened(page, getattr(samples, name)(), out)
    for panel in view.root.get_by_role("tablist", name="View").get_by_role("tab").all():
        panel.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        line = view.root.locator(".readout .line")
        assert line.evaluate("e => e.scrollHeight - e.clientHeight") <= 1


def test_a_row_of_one_patch_is_told_at_the_keyboard(watch: tuple[Page, Any], out: Path) -> None:
    explorer = Explorer(samples.tiny())
    explorer.look = {"panel": "matrix"}
    view = View.opened(watch[0], explorer, out)
    view.root.locator(".matrix").focus()
    for key in ("ArrowRight", "ArrowDown", "+", "Enter"):
        view.page.keyboard.press(key)
    assert view.kept() == ["dog"]
    expect(view.root.locator(".heard")).to_contain_text("kept")


def test_words_behind_the_context_look_and_sound_unread(watch: tuple[Page, Any], out: Path) -> None:
    view = View.opened(watch[0], samples.pair(context=12), out)
    unread = view.root.locator(".caption .unread")
    assert unread.all_inner_texts() == ["running", "in", "a", "snow", "covered", "forest", "."]
    expect(view.root.locator(".notices")).to_contain_text(
        "does not read “running in a snow covered forest” and 1 more word"
    )
    view.word("snow").click(force=True)  # it says that it is disabled, and a person may press it all the same
    assert view.kept() == []
    expect(view.root.locator(".heard")).to_contain_text("snow, not read by the model")
    looks = view.root.evaluate(
        "frame => ['.unit', '.unread'].map(name => getComputedStyle(frame.shadowRoot.querySelector(name)).fontStyle)"
    )
    assert looks == ["normal", "italic"]


def test_nothing_selected_is_said_and_nothing_breaks(watch: tuple[Page, Any], out: Path) -> None:
    view = View.opened(watch[0], samples.husky(), out)
    for panel in ("Picture", "Matrix", "Table"):
        view.root.get_by_role("tab", name=panel).click()
        view.away()
        view.page.keyboard.press("Escape")
        view.page.keyboard.press("Escape")
        assert view.said("subject") == "Nothing selected"


def test_values_that_are_no_numbers_are_counted_and_drawn_as_nothing(
    watch: tuple[Page, Any], out: Path
) -> None:
    pair = samples.husky()
    explorer = Explorer(pair)
    path = explorer.to_html(out)
    explorer.close()
    path.write_text(spoil(path.read_text(encoding="utf-8"), pair), encoding="utf-8")
    watch[0].goto(path.as_uri())
    view = View(watch[0])
    expect(view.root.locator(".notices")).to_contain_text("10 values are not a number")
    for panel in ("Matrix", "Table"):
        view.root.get_by_role("tab", name=panel).click()
        view.root.locator(".caption .unit").nth(2).hover()
        assert "NaN" not in view.root.locator(".stage").inner_text()
