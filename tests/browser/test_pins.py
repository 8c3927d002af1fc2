"""Pins, their arithmetic, the tools that choose regions, and the scale, on an exported page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

import samples
from views import CONTRAST, View

pytestmark = pytest.mark.browser


@pytest.fixture
def view(watch: tuple[Page, Any], out: Path) -> View:
    return View.opened(watch[0], samples.husky(), out)


def _pin(view: View, *words: str) -> None:
    view.word(words[0]).click()
    for word in words[1:]:
        view.word(word).click(modifiers=["Shift"])
    view.button("Pin").click()
    view.away()


def _names(view: View) -> list[str]:
    return [name.strip() for name in view.root.locator(".pinned .what").all_inner_texts()]


def _row(view: View, nth: int) -> Locator:
    return view.root.locator(".pinned .row").nth(nth)


def _value(view: View, nth: int) -> float:
    return float(_row(view, nth).locator(".value").inner_text().replace("−", "-"))


def _cells(view: View) -> int:
    """How many patches are kept, as the readout says it."""
    return int(view.said().split(" patches")[0])


def test_a_pin_is_renamed_where_it_stands(view: View) -> None:
    _pin(view, "black", "dog")
    before = view.layout()
    _row(view, 0).dblclick()
    field = view.root.get_by_role("textbox", name="Name of black dog")
    expect(field).to_be_focused()
    field.fill("the dog")
    assert [box for box in view.layout() if box not in before] == []
    field.press("Enter")
    assert _names(view) == ["the dog"]
    expect(_row(view, 0)).to_be_focused()
    _row(view, 0).press("F2")
    view.page.keyboard.type("no")
    view.page.keyboard.press("Escape")
    assert _names(view) == ["the dog"]
    view.button("Undo").click()
    assert _names(view) == ["black dog"]
    view.button("Redo").click()
    assert _names(view) == ["the dog"]


def test_typing_a_name_triggers_no_key_of_the_view(view: View) -> None:
    _pin(view, "black")
    _row(view, 0).press("F2")
    view.page.keyboard.type("php")
    view.page.keyboard.press("Enter")
    assert _names(view) == ["php"]


def test_a_hidden_pin_is_drawn_nowhere_and_comes_back(view: View) -> None:
    _pin(view, "black", "dog")
    drawn = view.borders("pin")
    assert drawn == 1
    eye = view.button("Show black dog")
    expect(eye).to_have_attribute("aria-pressed", "true")
    eye.click()
    expect(eye).to_have_attribute("aria-pressed", "false")
    assert view.borders("pin") == 0
    view.button("Undo").click()
    assert view.borders("pin") == drawn
    view.button("Redo").click()
    assert view.borders("pin") == 0
    _row(view, 0).press("h")
    assert view.borders("pin") == drawn


def test_a_difference_is_previewed_made_looked_at_and_undone(view: View) -> None:
    pair = samples.husky()
    _pin(view, "white", "husky")
    _pin(view, "black", "dog")
    view.button("Clear").click()
    before = view.heat()
    add = view.button("Add")
    add.hover()
    wanted = pair.heatmap("white husky") - pair.heatmap("black dog")
    shown = np.array(view.heat())
    assert int(shown.argmax()) == int(np.abs(wanted).argmax())
    view.away()
    assert view.heat() == before
    add.click()
    view.away()
    assert _names(view) == ["white husky", "black dog", "white husky − black dog"]
    assert _value(view, 2) == pytest.approx(float(wanted.sum()), abs=1e-4)
    assert view.said() == "white husky − black dog"
    expect(_row(view, 2)).to_have_attribute("aria-current", "true")
    assert np.array(view.heat()).tolist() == shown.tolist()
    view.button("Undo").click()
    assert _names(view) == ["white husky", "black dog"]
    view.button("Redo").click()
    assert view.said() == "white husky − black dog"
    view.page.keyboard.press("Escape")
    assert view.said() != "white husky − black dog"
    _row(view, 2).click()
    assert view.said() == "white husky − black dog"


def test_a_sum_counts_both(view: View) -> None:
    _pin(view, "white", "husky")
    _pin(view, "black", "dog")
    view.root.get_by_label("Plus or minus").select_option("plus")
    view.button("Add").click()
    assert _value(view, 2) == pytest.approx(_value(view, 0) + _value(view, 1), abs=1.01e-4)


def test_everything_else_is_what_a_pin_leaves(view: View) -> None:
    _pin(view, "black", "dog")
    view.button("Add").click()  # with one pin only, everything minus it
    whole = float(samples.husky().ledger.content_patch)
    assert _names(view)[1] == "all but black dog"
    assert _value(view, 0) + _value(view, 1) == pytest.approx(whole, abs=1.01e-4)
    assert "husky" in view.kept()
    assert "dog" not in view.kept()
    view.button("Undo").click()
    assert len(_names(view)) == 1


def test_everything_else_of_a_phrase_in_a_region(view: View) -> None:
    view.word("dog").click()
    view.drag((0.6, 0.6), (0.8, 0.8))
    view.button("Pin").click()
    _row(view, 0).press("e")
    whole = float(samples.husky().ledger.content_patch)
    assert _names(view)[1] == "everything − A"
    assert _value(view, 0) + _value(view, 1) == pytest.approx(whole, abs=1.01e-4)


def test_pins_by_keyboard_alone(view: View) -> None:
    _pin(view, "black", "dog")
    _pin(view, "forest")
    _row(view, 0).focus()
    view.page.keyboard.press("ArrowDown")
    expect(_row(view, 1)).to_be_focused()
    assert view.said() == "forest"
    view.page.keyboard.press("Delete")
    assert _names(view) == ["black dog"]


def test_a_lasso_takes_what_it_surrounds(view: View) -> None:
    view.button("Lasso").click()
    mouse = view.page.mouse
    around = [(0.45, 0.45), (0.45, 0.85), (0.85, 0.85), (0.85, 0.45)]
    mouse.move(*view.at(*around[0]))
    mouse.down()
    for corner in around[1:]:
        mouse.move(*view.at(*corner), steps=6)
    assert "L" in (view.root.locator("path.hand").get_attribute("d") or "")
    mouse.up()
    view.away()
    assert _cells(view) == 9  # centres at 3.5, 4.5 and 5.5 of 7
    assert view.root.locator("path.hand").get_attribute("d") is None
    view.button("Undo").click()
    assert view.said() == "white husky"
    view.button("Redo").click()
    assert _cells(view) == 9


def test_a_brush_paints_goes_on_and_wipes(view: View) -> None:
    view.button("Brush").click()
    view.drag((0.07, 0.07), (0.07, 0.93))
    view.away()
    assert _cells(view) == 7
    view.drag((0.93, 0.07), (0.93, 0.5))  # a second stroke is added
    view.away()
    assert _cells(view) == 11
    view.drag((0.07, 0.07), (0.07, 0.5))  # one that begins on a kept patch wipes
    view.away()
    assert _cells(view) == 7
    view.button("Undo").click()
    assert _cells(view) == 11
    view.button("Redo").click()
    assert _cells(view) == 7


def test_a_finger_paints_too(browser: Browser, out: Path) -> None:
    context = browser.new_context(has_touch=True, viewport={"width": 480, "height": 900})
    page = context.new_page()
    view = View.opened(page, samples.husky(), out)
    view.button("Lasso").tap()
    assert view.picture.evaluate("e => getComputedStyle(e).touchAction") == "pinch-zoom"
    view.button("Brush").tap()
    client = context.new_cdp_session(page)
    points = [view.at(0.07, across) for across in (0.07, 0.3, 0.5, 0.7, 0.93)]
    for kind, (x, y) in zip(["touchStart", *["touchMove"] * 4], points, strict=True):
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_function("document.querySelector('.pairlens').shadowRoot.querySelector('path.kept')")
    assert _cells(view) == 7
    context.close()


def test_the_colours_change_places_everywhere(view: View) -> None:
    def colours() -> list[str]:
        return view.root.locator(".ledger .piece[data-sign=for]").first.evaluate(
            """e => [getComputedStyle(e).backgroundColor,
                getComputedStyle(e.getRootNode().querySelector('.readout .value')).color]"""
        )

    view.button("Scale and colours").click()
    before = colours()
    assert len(set(before)) == 1
    view.root.get_by_label("Exchange the colours").check()
    assert set(colours()).isdisjoint(before)
    assert "Blue is for, orange is against." in view.root.locator(".legend").inner_text()
    view.button("Undo").click()
    assert colours() == before
    view.button("Redo").click()
    assert set(colours()).isdisjoint(before)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["orange-blue", "green-purple", "yellow-violet"])
def test_every_map_can_be_read_in_both_themes(
    watch: tuple[Page, Any], out: Path, name: str, scheme: Any
) -> None:
    page, _ = watch
    page.emulate_media(color_scheme=scheme)
    pins = [{"tokens": [1, 2]}, {"tokens": [6, 7], "minus": [{"tokens": [1]}], "shown": False}]
    view = View.opened(page, samples.husky(), out, pins=pins, look={"map": name})
    view.button("Scale and colours").click()
    assert page.evaluate(CONTRAST) == []


def test_a_robust_scale_ends_sooner_and_says_what_lies_beyond(view: View) -> None:
    def end() -> float:
        return float(view.root.locator(".legend .end").last.inner_text())

    view.word("black").click()
    view.word("dog").click(modifiers=["Shift"])
    view.away()
    before, heat = end(), view.heat()
    view.button("Scale and colours").click()
    view.root.get_by_label("Robust scale").check()
    assert end() < before
    assert sum(view.heat()) > sum(heat)
    beyond = (samples.husky().heatmap("black dog") > end() + 5e-5).sum()
    note = view.root.locator(".legend > .note").last.inner_text()
    assert f"{beyond} of 49 patches lie beyond it" in note
    view.button("Undo").click()
    assert end() == before
    view.button("Redo").click()
    assert end() < before


def test_nothing_moves_while_one_points_at_pins_and_tools(watch: tuple[Page, Any], out: Path) -> None:
    pins = [{"tokens": [1, 2]}, {"tokens": [6, 7], "minus": [{"tokens": [1]}]}]
    view = View.opened(watch[0], samples.husky(), out, pins=pins)
    before = view.layout()
    points = [_row(view, 0), _row(view, 1), view.button("Add"), view.button("Brush")]
    points += [view.root.locator(".term").first, view.root.locator(".edit").first]
    for point in points:
        point.hover()
        assert view.layout() == before
