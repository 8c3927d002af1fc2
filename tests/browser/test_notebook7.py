"""The widget in Notebook 7, with a real kernel."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

import samples
from cells import Notebook, cells

pytestmark = pytest.mark.browser

APPLICATION = "notebook"


@cells(
    "explorer",
    "print(explorer.selected_tokens, explorer.pins)",
    "explorer.selected_tokens = explorer.pair.indices('dog')",
)
def test_a_view_is_shown_pointed_at_kept_read_back_and_shown_again(book: Notebook) -> None:
    view = book.view(0)
    still = book.page.locator("[data-pairlens]").first
    expect(still).to_be_hidden()
    before = view.heat()
    view.word("dog").hover()
    assert view.heat() != before
    view.word("husky").click()
    view.button("Pin").click()
    token = list(samples.husky().indices("husky"))
    book.run(1)
    again = book.view(1)
    assert again.kept() == ["husky"]
    book.read(2, f"{token} {[{'tokens': token, 'patches': [], 'colour': 0}]}")
    book.run(3)
    expect(again.root.locator('.caption [aria-selected="true"]')).to_have_text(["dog"])
    assert view.kept() == again.kept() == ["dog"]


@cells("print(1)")
def test_a_cell_that_runs_again_shows_a_new_view_in_the_old_ones_place(book: Notebook) -> None:
    book.view(0).word("husky").click()
    book.run(0)
    expect(book.page.locator(".pairlens")).to_have_count(1)
    view = book.view(0)
    expect(view.root.locator('.caption [aria-selected="true"]')).to_have_count(0)
    count = book.page.locator(".jp-Notebook .jp-Cell").count()
    view.word("dog").click()
    for key in ("d", "d", "a", "b", "x"):
        book.page.keyboard.press(key)
    assert book.page.locator(".jp-Notebook .jp-Cell").count() == count
    assert view.kept() == ["dog"]
