"""By keyboard, by finger, enlarged, in the system's own colours: everything can be reached and read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

import samples
from views import View

pytestmark = pytest.mark.browser


def _open(browser: Browser, out: Path, name: str = "husky", **context: Any) -> View:
    made: dict[str, Any] = {"viewport": {"width": 1000, "height": 900}, **context}
    page = browser.new_context(**made).new_page()
    return View.opened(page, getattr(samples, name)(), out)


_FOCUSED = """() => {
  const element = document.querySelector('.pairlens').shadowRoot.activeElement;
  if (!element) return null;
  const box = element.getBoundingClientRect(), look = getComputedStyle(element);
  return {
    name: element.getAttribute('aria-label') || element.labels?.[0]?.textContent || element.textContent.trim(),
    role: element.getAttribute('role') || element.localName,
    outlined: look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 1,
    seen: box.width > 0 && box.height > 0,
  };
}"""


def _walk(page: Page, most: int = 120) -> list[dict[str, Any]]:
    """What Tab leads to, from the start of the page until it leaves the view."""
    page.evaluate("document.activeElement.blur()")
    stops: list[dict[str, Any]] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(_FOCUSED)
        if stop is None:
            break
        stops.append(stop)
    return stops


@pytest.mark.parametrize("name", ["husky", "captions", "pictures"])
def test_tab_leads_to_everything_once_and_out_again(browser: Browser, out: Path, name: str) -> None:
    view = _open(browser, out, name)
    stops = _walk(view.page)
    controls = view.root.evaluate(
        """frame => [...frame.shadowRoot.querySelectorAll(
            "button, input, select, textarea, summary, a[href], [tabindex]")].filter(
              e => e.tabIndex >= 0 && e.checkVisibility({visibilityProperty: true}) && !e.disabled).length"""
    )
    view.page.context.close()
    assert len(stops) == controls > 10
    assert [stop for stop in stops if not stop["name"]] == []
    assert [stop for stop in stops if not (stop["outlined"] and stop["seen"])] == []


def test_a_phrase_is_found_kept_pinned_and_let_go_by_keyboard_alone(browser: Browser, out: Path) -> None:
    view = _open(browser, out)
    keys = view.page.keyboard
    keys.press("Tab")
    for _ in range(2):
        keys.press("ArrowRight")
    assert view.said() == "husky"
    heard = view.root.locator(".heard")
    expect(heard).to_contain_text("husky")
    expect(heard).to_contain_text("strongest at rows 2–4, columns 2–4")
    keys.press("Enter")
    keys.press("p")
    assert view.kept() == ["husky"]
    assert len(view.pins()) == 1
    expect(heard).to_contain_text("1 pinned")
    keys.press("Escape")
    assert view.kept() == []
    view.page.context.close()


def test_menus_open_and_close_by_keyboard_and_give_the_focus_back(browser: Browser, out: Path) -> None:
    view = _open(browser, out)
    for name in ("Bookmarks", "Options and keys"):
        button = view.root.get_by_role("button", name=name)
        button.focus()
        view.page.keyboard.press("Enter")
        expect(button).to_have_attribute("aria-expanded", "true")
        view.page.keyboard.press("Tab")
        view.page.keyboard.press("Escape")
        expect(button).to_have_attribute("aria-expanded", "false")
        expect(button).to_be_focused()
    view.page.context.close()


def test_a_finger_keeps_words_and_patches(browser: Browser, out: Path) -> None:
    view = _open(browser, out, has_touch=True, viewport={"width": 480, "height": 900})
    view.word("husky").tap()
    assert view.kept() == ["husky"]
    view.picture.tap(position={"x": 40, "y": 40})
    assert "patch in row 1" in view.said()
    view.button("Pin").tap()
    assert len(view.pins()) == 1
    small = view.root.evaluate(
        """frame => [...frame.shadowRoot.querySelectorAll("button")].filter(e => e.checkVisibility())
            .map(e => [e.textContent, e.getBoundingClientRect()]).filter(([, box]) => box.height < 24)
            .map(([text]) => text)"""
    )
    view.page.context.close()
    assert small == []


@pytest.mark.parametrize("name", ["husky", "large", "captions", "pictures"])
def test_at_twice_the_size_nothing_is_cut_off(browser: Browser, out: Path, name: str) -> None:
    view = _open(browser, out, name, viewport={"width": 640, "height": 480}, device_scale_factor=2)
    for size in ("100%", "200%"):  # enlarged by the browser, and text alone on top of it
        view.page.evaluate("size => { document.documentElement.style.fontSize = size; }", size)
        for menu in ("Scale and colours", "Bookmarks", "Options and keys"):
            button = view.root.get_by_role("button", name=menu)
            if button.count() == 0:
                continue
            button.click()
            assert view.page.evaluate("document.documentElement.scrollWidth") <= 640
            button.click()
    outside = view.root.evaluate(
        """frame => [...frame.shadowRoot.querySelectorAll("button, p, h2, li, label, .unit")]
            .filter(e => e.checkVisibility() && !e.closest(".heard, .matrix, .table"))
            .filter(e => { const b = e.getBoundingClientRect(); return b.left < -1 || b.right > innerWidth + 1; })
            .map(e => e.textContent)"""
    )
    view.page.context.close()
    assert outside == []


def test_in_the_systems_own_colours_marks_and_states_can_be_seen(browser: Browser, out: Path) -> None:
    view = _open(browser, out, forced_colors="active")
    view.word("husky").click()
    view.away()
    kept = view.root.locator('.unit[data-state="kept"]').first
    assert kept.evaluate("e => getComputedStyle(e).outlineStyle") != "none"
    bar = view.root.locator(".parts .piece").first
    assert bar.evaluate("e => getComputedStyle(e).backgroundColor") != "rgba(0, 0, 0, 0)"
    view.page.context.close()


def test_less_motion_stops_all_of_it(browser: Browser, out: Path) -> None:
    view = _open(browser, out, reduced_motion="reduce")
    moving = view.root.evaluate(
        """frame => [...frame.shadowRoot.querySelectorAll("*")].filter(e => {
            const look = getComputedStyle(e);
            return look.transitionDuration !== "0s" || look.animationName !== "none";
        }).map(e => e.className)"""
    )
    view.page.context.close()
    assert moving == []
