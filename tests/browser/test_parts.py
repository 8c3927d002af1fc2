"""Parts of the front end in JupyterLab: each runs once a page, and what cannot be loaded is said where one looks."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from cells import Notebook
from notebooks import Lab

pytestmark = pytest.mark.browser

_COUNT = """
window.scripts = 0;
const made = URL.createObjectURL;
URL.createObjectURL = blob => {
  if (blob.type === 'text/javascript' && window.broken) blob = new Blob(['}'], {type: blob.type});
  if (blob.type === 'text/javascript') window.scripts += 1;
  return made(blob);
};
"""
_TWO = """\
import os, sys
sys.path.append(os.environ["PAIRLENS_TESTS"])
import samples
from IPython.display import display
from pairlens_widget import Explorer
views = [Explorer(samples.husky()) for _ in range(2)]
for view in views:
    display(view)"""


def test_a_part_runs_once_a_page_and_says_where_it_does_not(server: Lab, context: BrowserContext) -> None:
    page = context.new_page()
    page.add_init_script(_COUNT)
    book = Notebook(page, server.notebook("parts.ipynb", [_TWO]))
    book.run(0)
    roots = page.locator(".pairlens")
    expect(roots).to_have_count(2, timeout=60_000)
    before = page.evaluate("window.scripts")

    page.evaluate("window.broken = true")
    roots.nth(0).get_by_role("button", name="Export").click()
    expect(roots.nth(0).locator(".later")).to_contain_text("This could not be loaded.")
    page.evaluate("window.broken = false")
    roots.nth(0).get_by_role("button", name="Try again").click()
    expect(roots.nth(0).locator(".exports")).to_be_visible()
    assert page.evaluate("window.scripts") == before + 2

    roots.nth(1).get_by_role("button", name="Export").click()
    expect(roots.nth(1).locator(".exports")).to_be_visible()
    roots.nth(1).get_by_role("button", name="Copy as Python").click()
    expect(roots.nth(1).locator("textarea.code")).to_be_visible()
    assert page.evaluate("window.scripts") == before + 2
