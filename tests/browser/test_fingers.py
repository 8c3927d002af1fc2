"""Two fingers: they zoom the matrix, and enlarge the page over words and picture without choosing anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

import samples
from views import View

pytestmark = pytest.mark.browser


@pytest.fixture
def opened(browser: Browser, out: Path) -> Iterator[Callable[..., View]]:
    context = browser.new_context(viewport={"width": 480, "height": 900}, has_touch=True, is_mobile=True)

    def open_page(**look: Any) -> View:
        return View.opened(context.new_page(), samples.husky(), out, look=look)

    yield open_page
    context.close()


def _pinch(view: View, name: str, starts: float, ends: float, *, upright: bool = False) -> None:
    """Two fingers on a part of the view; how far each is from its middle, in pixels, before and after."""
    place = view.root.locator(name).first
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    touch = view.page.context.new_cdp_session(view.page)

    def send(kind: str, apart: float) -> None:
        across, down = (0.0, apart) if upright else (apart, 0.0)
        points = [{"x": x + sign * across, "y": y + sign * down, "id": i} for i, sign in enumerate((-1, 1))]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    first = {"x": x if upright else x - starts, "y": y - starts if upright else y, "id": 0}
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [first]})
    send("touchStart", starts)
    for i in range(1, 9):
        send("touchMove", starts + (ends - starts) * i / 8)
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def _enlarged(view: View) -> float:
    scale: float = view.page.evaluate("window.visualViewport.scale")
    return scale


@pytest.mark.parametrize("way", ["across", "upright"])
def test_they_zoom_the_matrix_and_back(opened: Callable[..., View], way: str) -> None:
    view = opened(panel="matrix")
    out = view.root.get_by_role("button", name="Zoom out (−)")
    expect(out).to_have_attribute("aria-disabled", "true")
    _pinch(view, ".matrix", 30, 90, upright=way == "upright")
    expect(out).not_to_have_attribute("aria-disabled", "true")
    assert view.kept() == []
    assert _enlarged(view) == 1
    _pinch(view, ".matrix", 120, 20, upright=way == "upright")
    expect(out).to_have_attribute("aria-disabled", "true")


@pytest.mark.parametrize("name", [".picture", ".caption"])
@pytest.mark.parametrize("tool", ["Box", "Lasso", "Brush"])
def test_they_enlarge_the_page_and_choose_nothing(opened: Callable[..., View], name: str, tool: str) -> None:
    view = opened()
    view.root.get_by_role("button", name=tool).tap()
    _pinch(view, name, 30, 90)
    assert _enlarged(view) > 1.5
    assert view.kept() == []
    assert view.borders("kept") == 0
