"""Who cannot see, point or move with ease gets along with the view: axe-core has nothing to say in any state of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

import samples
from accessibility import violations
from views import View

pytestmark = pytest.mark.browser


def _opened(_: View) -> None:
    """As it opens."""


def _kept(view: View) -> None:
    """A word and a region kept, two pins, one of them looked at."""
    units = view.root.locator(".caption .unit, [role=application]")
    for index in (1, 2):
        units.nth(index % units.count()).click()
        view.page.keyboard.press("p")
    view.away()


def _panel(name: str) -> Callable[[View], None]:
    def show(view: View) -> None:
        _kept(view)
        view.root.get_by_role("tab", name=name).click()

    return show


def _menu(name: str) -> Callable[[View], None]:
    def show(view: View) -> None:
        _kept(view)
        view.root.get_by_role("button", name=name).click()

    return show


_STATES = {
    "opened": _opened,
    "kept": _kept,
    "matrix": _panel("Matrix"),
    "table": _panel("Table"),
    "scale": _menu("Scale and colours"),
    "bookmarks": _menu("Bookmarks"),
    "options": _menu("Options and keys"),
}
_TURNED = [("light", 1000), ("dark", 480)]
"""Both themes and both widths."""


def _open(browser: Browser, path: Path, pair: Any, scheme: Any, width: int) -> Page:
    page = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900}).new_page()
    View.opened(page, pair, path)
    return page


@pytest.mark.parametrize(("scheme", "width"), [*_TURNED, ("light", 480), ("dark", 1000)])
@pytest.mark.parametrize("state", _STATES)
def test_a_page_in_every_state(browser: Browser, out: Path, state: str, scheme: str, width: int) -> None:
    page = _open(browser, out, samples.husky(), scheme, width)
    _STATES[state](View(page))
    found = violations(page)
    page.context.close()
    assert found == []


@pytest.mark.parametrize(("scheme", "width"), _TURNED)
@pytest.mark.parametrize("name", ["captions", "pictures", "special", "zeros", "large"])
def test_pages_of_every_kind(browser: Browser, out: Path, name: str, scheme: str, width: int) -> None:
    page = _open(browser, out, getattr(samples, name)(), scheme, width)
    _kept(View(page))
    found = violations(page)
    page.context.close()
    assert found == []
