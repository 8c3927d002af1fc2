"""A real Chromium, a page exported from a sample, and a JupyterLab with a real kernel."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route, sync_playwright

from cells import MAKE, Notebook
from chromium import launched
from notebooks import Lab, lab


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """The browser; its absence is a failure, never a reason to skip."""
    try:
        started = launched(playwright)
    except FileNotFoundError as missing:
        pytest.fail(str(missing), pytrace=False)
    yield started
    started.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1000, "height": 900})
    yield made
    made.close()


class Watch:
    """What a page asked for and complained about, which both ought to be nothing."""

    def __init__(self, page: Page) -> None:
        self.requests: list[str] = []
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on(
            "console", lambda message: self.errors.append(message.text) if message.type == "error" else None
        )

    def refuse(self, route: Route) -> None:
        """Let the page itself through, and nothing else."""
        if route.request.url.startswith("file:"):
            route.continue_()
            return
        self.requests.append(route.request.url)
        route.abort()


@pytest.fixture
def watch(context: BrowserContext) -> Iterator[tuple[Page, Watch]]:
    page = context.new_page()
    kept = Watch(page)
    context.route("**/*", kept.refuse)
    yield page, kept
    assert kept.requests == []
    assert kept.errors == []


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "page.html"


@pytest.fixture(scope="module")
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """JupyterLab, or what the module names in `APPLICATION`."""
    application = getattr(request.module, "APPLICATION", "jupyterlab")
    with lab(tmp_path_factory.mktemp(application), application) as running:
        yield running


@pytest.fixture
def book(server: Lab, context: BrowserContext, request: pytest.FixtureRequest) -> Iterator[Notebook]:
    """A notebook with the cells that the test names; the first, the module's `MAKE`, has shown an explorer."""
    make = getattr(request.module, "MAKE", MAKE)
    address = server.notebook(f"{request.node.originalname}.ipynb", [make, *request.param])
    opened = Notebook(context.new_page(), address)
    opened.run(0)
    yield opened
    context.close()
    server.stop_kernels()
