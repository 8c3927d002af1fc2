"""A real Chromium, a page exported from a sample, and a JupyterLab with a real kernel."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def chromium() -> str:
    """The browser to drive; its absence is a failure, never a reason to skip."""
    named = os.environ.get("PAIRLENS_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.fail(
            "No Chromium found. Install one (Debian and Ubuntu: apt-get install chromium; else "
            "`python -m playwright install chromium`) or name it in PAIRLENS_CHROMIUM.",
            pytrace=False,
        )
    return found


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    started = playwright.chromium.launch(executable_path=chromium(), args=flags)
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
