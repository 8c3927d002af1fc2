"""The strip of small maps on an exported page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

import samples
from pairlens_widget import Explorer
from views import View

pytestmark = pytest.mark.browser


def _noise() -> Any:
    notes = ["its weights are shuffled: what it says is noise"]
    return samples.pair(seed=9, special=0.9, settings={"exact": True, "notes": notes})


@pytest.fixture
def view(watch: tuple[Page, Any], out: Path) -> View:
    others = [
        samples.pair(seed=1, layers=(4, 1)),
        samples.pair(seed=2, method="occlusion", layers=(0, 0), strength=3),
        _noise(),
    ]
    return View.opened(watch[0], Explorer(samples.husky(), variants=others), out)


def _tiles(view: View) -> Locator:
    return view.root.get_by_role("option").filter(has=view.page.locator(".thumb"))


def _shown(view: View) -> list[str]:
    return [
        text.split("\n")[0] for text in view.root.locator('.tile[aria-selected="true"]').all_inner_texts()
    ]


def _heat(tile: Locator) -> list[int]:
    pixels: list[int] = tile.locator("canvas").evaluate(
        "c => [...c.getContext('2d').getImageData(0, 0, c.width, c.height).data].filter((_, i) => i % 4 === 3)"
    )
    return pixels


def test_each_explanation_has_its_map_of_what_is_chosen(view: View) -> None:
    tiles = _tiles(view)
    tiles.first.scroll_into_view_if_needed()
    expect(tiles).to_have_count(4)
    expect(tiles.nth(1).locator(".agrees")).to_have_text("r 0.67")
    assert [text.split("\n")[0] for text in tiles.all_inner_texts()] == [
        "layer 2",
        "layer 4",
        "occlusion",
        "random weights",
    ]
    before = _heat(tiles.first)
    view.word("dog").click()
    tiles.first.scroll_into_view_if_needed()
    expect(view.root.get_by_role("listbox", name="Maps of dog")).to_be_visible()
    assert _heat(tiles.first) != before
    pair = samples.husky()
    assert _heat(tiles.first).index(max(_heat(tiles.first))) == int(pair.heatmap("dog").argmax())


def test_pressing_one_shows_it_and_undo_comes_back(view: View) -> None:
    view.word("dog").click()
    value = view.said("value")
    _tiles(view).nth(1).click()
    assert _shown(view) == ["layer 4"]
    assert view.kept() == ["dog"]
    expected = samples.pair(seed=1, layers=(4, 1)).heatmap("dog").sum()
    assert view.said("value") == f"{expected:+.4f}"
    assert view.said("value") != value
    view.page.keyboard.press("Control+z")
    assert _shown(view) == ["layer 2"]
    assert view.said("value") == value


def test_it_is_one_tab_stop_and_keeps_the_focus_when_another_is_shown(view: View) -> None:
    tiles = _tiles(view)
    tiles.first.focus()
    view.page.keyboard.press("ArrowRight")
    view.page.keyboard.press("ArrowRight")
    expect(tiles.nth(2)).to_be_focused()
    assert _shown(view) == ["layer 2"]
    view.page.keyboard.press("Enter")
    assert _shown(view) == ["occlusion"]
    expect(tiles.nth(2)).to_be_focused()
    assert view.root.locator('.tile[tabindex="0"]').count() == 1


def test_noise_says_what_it_is_wherever_it_is_shown(view: View) -> None:
    tile = _tiles(view).nth(3)
    tile.hover()
    expect(view.root.locator(".told-of")).to_contain_text("knows nothing")
    tile.click()
    expect(view.root.locator(".head")).to_contain_text("what it says is noise")


def test_a_bookmark_leads_back_to_its_own_explanation(view: View) -> None:
    keyboard = view.page.keyboard
    _tiles(view).nth(2).click()
    view.word("husky").click()
    keyboard.press("b")
    keyboard.press("Enter")
    keyboard.press("Escape")
    _tiles(view).nth(0).click()
    keyboard.press("Escape")
    view.word("dog").click()
    assert (_shown(view), view.kept()) == (["layer 2"], ["dog"])
    view.button("Bookmarks").click()
    view.root.locator(".marks .go").click()
    assert (_shown(view), view.kept()) == (["occlusion"], ["husky"])
    assert view.root.locator(".marks .go").count() == 1
    keyboard.press("Control+z")
    assert (_shown(view), view.kept()) == (["layer 2"], ["dog"])


def test_pointing_at_maps_moves_nothing(view: View) -> None:
    for width in (480, 1000, 1400):
        view.page.set_viewport_size({"width": width, "height": 900})
        tiles = _tiles(view)
        tiles.first.scroll_into_view_if_needed()
        expect(tiles.nth(1).locator(".agrees")).to_have_text("r 0.67")
        before = view.root.locator(".stage > .foot").bounding_box()
        for i in range(4):
            tiles.nth(i).hover()
            assert view.root.locator(".stage > .foot").bounding_box() == before
        view.away()


def test_maps_have_their_height_before_they_are_in_sight(view: View) -> None:
    view.page.set_viewport_size({"width": 480, "height": 300})
    view.page.reload()
    foot = view.root.locator(".stage > .foot")
    before = foot.evaluate("e => e.offsetTop")
    assert _tiles(view).first.locator("img").get_attribute("src") is None
    _tiles(view).first.scroll_into_view_if_needed()
    expect(_tiles(view).nth(1).locator(".agrees")).to_have_text("r 0.67")
    assert foot.evaluate("e => e.offsetTop") == before


def test_the_map_stays_under_the_pointer_when_the_view_changes_above_it(view: View) -> None:
    tiles = _tiles(view)
    view.page.set_viewport_size({"width": 480, "height": 500})
    view.page.evaluate("document.body.style.paddingBottom = '600px'")  # as in a notebook that goes on
    tiles.first.scroll_into_view_if_needed()
    for i in (1, 2, 0):
        before = tiles.nth(i).bounding_box()
        tiles.nth(i).click()
        assert _shown(view) == [["layer 2"], ["layer 4"], ["occlusion"]][i]
        after = tiles.nth(i).bounding_box()
        assert before is not None
        assert after is not None
        assert abs(after["y"] - before["y"]) < 2
