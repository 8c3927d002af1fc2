"""A gallery as a person sees it, with their fingers on the keys."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page


class Wall:
    """The gallery on a page, or in a cell."""

    def __init__(self, page: Page, root: Locator | None = None) -> None:
        self.page = page
        self.root = root if root is not None else page.locator(".gallery-box")
        self.press = page.keyboard.press
        self.tiles = self.root.locator(".pair")
        self.opened = self.root.locator(".opened")
        self.place = self.opened.locator(".place")

    def tile(self, number: int) -> Locator:
        """By its name, as who listens finds it; options of lists are no tiles."""
        name = re.compile(rf"number {number}\b")
        return self.root.get_by_role("listbox", name="Pairs").get_by_role("option", name=name)

    def first(self, count: int = 3) -> list[int]:
        """The numbers in the captions of the first tiles."""
        # drawn in the frame after what was asked
        self.page.evaluate(
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )
        names = self.root.locator(".pair").evaluate_all(
            """tiles => tiles.sort((a, b) => a.ariaPosInSet - b.ariaPosInSet)
                .map(tile => tile.querySelector('.said-of').textContent)"""
        )
        return [int(name.rpartition(" ")[2]) for name in names[:count]]

    def count(self) -> Locator:
        return self.root.locator(".how-many")

    def focused(self) -> str:
        """The caption of the tile, or else the class, of what has the focus."""
        found: str = self.page.evaluate(
            """() => {
                let at = document.activeElement;
                while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
                return at.querySelector('.said-of')?.textContent || at.className;
            }"""
        )
        return found

    def enter(self) -> None:
        """By Tab from the top of the page to the wall."""
        for _ in range(30):
            self.press("Tab")
            if "husky" in self.focused():
                return
        raise AssertionError(self.focused())
