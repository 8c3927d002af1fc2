"""The browser that tests and benchmarks drive."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def launched(playwright: Playwright) -> Browser:
    """Start Chromium: the one that `PAIRLENS_CHROMIUM` names, else one that is installed.

    Raises:
        FileNotFoundError: There is none; says how to get one.
    """
    named = os.environ.get("PAIRLENS_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        raise FileNotFoundError(
            "No Chromium found. Install one (Debian and Ubuntu: apt-get install chromium; else "
            "`python -m playwright install chromium`) or name it in PAIRLENS_CHROMIUM."
        )
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    return playwright.chromium.launch(executable_path=found, args=flags)


@contextmanager
def window(width: int, height: int) -> Iterator[tuple[Page, str]]:
    """A page of a browser of its own, in pixels, and what the browser and the machine are."""
    with sync_playwright() as playwright:
        browser = launched(playwright)
        page = browser.new_page(viewport={"width": width, "height": height})
        yield page, f"Chromium {browser.version}, {os.cpu_count()} cores"
        browser.close()
