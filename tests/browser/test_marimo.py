"""The widget in marimo: its own notebook, in which cells run again when what they read changes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

import samples
from marimos import marimo
from views import View

pytestmark = pytest.mark.browser

_CELLS = (
    """\
import os, sys
sys.path.append(os.environ["PAIRLENS_TESTS"])
import marimo as mo
import samples
from pairlens_widget import Explorer""",
    "explorer = Explorer(samples.husky())\nview = mo.ui.anywidget(explorer)\nview",
    "view",
    "told = (view.value['selected_tokens'], view.value['pins'])\nmo.md(f'`{told}` is told')",
    "button = mo.ui.run_button(label='Python chooses')\nbutton",
    "if button.value:\n    explorer.selected_tokens = explorer.pair.indices('running')",
    "Explorer(samples.pictures())",
)
_VIEWS = 3
_PATIENCE = 30_000


@pytest.fixture(scope="module", params=["edit", "run"])
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with marimo(tmp_path_factory.mktemp("marimo"), _CELLS, request.param) as running:
        yield running


@pytest.fixture
def page(address: str, context: BrowserContext) -> Iterator[Page]:
    """The open notebook, all its views drawn; nothing else may be asked for anything."""
    strangers: list[str] = []

    def refuse(route: Route) -> None:
        if route.request.url.startswith((address, "data:", "blob:")):
            route.continue_()
        else:
            strangers.append(route.request.url)
            route.abort()

    context.route("**/*", refuse)
    opened = context.new_page()
    opened.goto(address)
    expect(opened.locator(".pairlens")).to_have_count(_VIEWS, timeout=_PATIENCE)
    _run(opened)  # the notebook goes on where the test before left it
    yield opened
    assert strangers == []


def _run(page: Page) -> None:
    """Run the cell that makes the explorer, where it is a notebook; an application makes a new one for each page."""
    editors = page.locator(".cm-content")
    if editors.count() == 0:
        return
    old = page.locator(".pairlens").first.element_handle()
    editors.nth(1).click()
    page.keyboard.press("Control+Enter")
    old.wait_for_element_state("hidden")
    expect(page.locator(".pairlens")).to_have_count(_VIEWS, timeout=_PATIENCE)
    assert _kept(_view(page)).count() == 0


def _view(page: Page, index: int = 0) -> View:
    return View(page, page.locator(".pairlens").nth(index))


def _kept(view: View) -> Locator:
    return view.root.locator('.caption [aria-selected="true"]')


def test_a_view_is_shown_pointed_at_kept_and_read_back_in_python(page: Page) -> None:
    view, again = _view(page), _view(page, 1)
    before = view.heat()
    view.word("dog").hover()
    assert view.heat() != before
    assert view.said() == "dog"
    assert again.said() == "white husky"
    view.word("husky").click()
    view.button("Pin").click()
    tokens = list(samples.husky().indices("husky"))
    pins = [{"tokens": tokens, "patches": [], "colour": 0}]
    expect(page.get_by_text(str((tokens, pins)))).to_be_visible()
    expect(_kept(again)).to_have_text(["husky"])
    assert len(again.pins()) == 1
    view.button("Undo").click()
    expect(page.get_by_text(str((tokens, [])))).to_be_visible()


def test_the_view_follows_what_python_sets(page: Page) -> None:
    view = _view(page)
    page.get_by_role("button", name="Python chooses").click()
    expect(_kept(view)).to_have_text(["running"])
    view.button("Undo").click()
    expect(_kept(view)).to_have_count(0)


def test_an_explorer_that_is_not_wrapped_is_shown_too(page: Page) -> None:
    sources = _view(page, 2).root.locator(".picture img")
    expect(sources).to_have_count(2)
    assert sources.evaluate_all("all => all.map(e => e.naturalWidth)") == [224, 256]


def test_it_follows_the_theme(page: Page) -> None:
    theme = _view(page).root.locator(".view")
    expect(theme).to_have_attribute("data-theme", "light")
    page.evaluate("document.body.classList.replace('light', 'dark')")
    page.evaluate("document.body.classList.replace('light-theme', 'dark-theme')")
    expect(theme).to_have_attribute("data-theme", "dark")


def test_its_keys_do_not_reach_the_notebook(page: Page) -> None:
    view = _view(page)
    view.word("husky").click()
    for key in ("p", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    assert len(view.pins()) == 1
    assert view.kept() == ["and"]


def test_a_cell_that_runs_again_shows_a_new_view_in_the_old_ones_place(page: Page) -> None:
    if page.locator(".cm-content").count() == 0:
        return  # an application has no cells to run
    _view(page).word("husky").click()
    expect(_kept(_view(page, 1))).to_have_text(["husky"])
    _run(page)
    _view(page).word("dog").click()
    expect(_kept(_view(page, 1))).to_have_text(["dog"])
