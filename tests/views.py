"""Where things are in a view, and what a person reads there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

from playwright.sync_api import Locator, Page

from pairlens import PairAttribution
from pairlens_widget import Explorer


class View:
    """One linked view on a page; playwright looks through its shadow root."""

    def __init__(self, page: Page, root: Locator | None = None) -> None:
        self.page = page
        self.root = root if root is not None else page.locator(".pairlens").first

    @classmethod
    def opened(
        cls,
        page: Page,
        subject: Explorer | PairAttribution,
        path: Path,
        title: str | None = None,
        **chosen: Any,
    ) -> Self:
        """Write an explorer, or one of a pair, with these traits as a page at `path`; open it and wait for its view."""
        explorer = Explorer(subject) if isinstance(subject, PairAttribution) else subject
        for name, value in chosen.items():
            setattr(explorer, name, value)
        page.goto(explorer.to_html(path, title).as_uri())
        explorer.close()
        view = cls(page)
        view.root.wait_for()
        return view

    @property
    def picture(self) -> Locator:
        return self.root.get_by_role("application")

    def word(self, text: str, nth: int = 0) -> Locator:
        return self.root.locator(".caption .unit", has_text=text).nth(nth)

    def said(self, part: str = "subject") -> str:
        return self.root.locator(f".readout .{part}").inner_text().replace("\u200b", "")

    def kept(self) -> list[str]:
        return self.root.locator('.caption [aria-selected="true"]').all_inner_texts()

    def pins(self) -> list[str]:
        return [" ".join(text.split()) for text in self.root.locator(".pinned").all_inner_texts()]

    def button(self, name: str) -> Locator:
        return self.root.get_by_role("button", name=name, exact=True)

    def heat(self) -> list[int]:
        """Opacity of each patch, row by row, 0 to 255."""
        pixels: list[int] = self.root.locator("canvas").evaluate(
            "c => [...c.getContext('2d').getImageData(0, 0, c.width, c.height).data].filter((_, i) => i % 4 === 3)"
        )
        return pixels

    def underlines(self) -> list[float]:
        """Height of each word's underline, 0 to 1, negative where it is against."""
        values: list[float] = self.root.locator(".caption").evaluate(
            """caption => [...caption.querySelectorAll('.under')].map(under =>
                Number(under.style.transform.slice(7, -1)) * (under.dataset.sign === 'for' ? 1 : -1))"""
        )
        return values

    def borders(self, kind: str) -> int:
        return self.root.locator(f"path.{kind}").count()

    def at(self, down: float, across: float) -> tuple[float, float]:
        """A point of the picture, as shares of its height and width, on the page."""
        self.picture.scroll_into_view_if_needed()
        box = self.picture.bounding_box()
        assert box is not None
        return box["x"] + across * box["width"], box["y"] + down * box["height"]

    def point(self, down: float, across: float) -> None:
        self.page.mouse.move(*self.at(down, across))

    def drag(self, start: Sequence[float], end: Sequence[float]) -> None:
        self.page.mouse.move(*self.at(*start))
        self.page.mouse.down()
        self.page.mouse.move(*self.at(*end), steps=5)
        self.page.mouse.up()

    def away(self) -> None:
        self.page.mouse.move(2, 2)

    def layout(self) -> list[list[float]]:
        """Where every part stands: what must not change while one points at things."""
        boxes: list[list[float]] = self.root.evaluate(
            """frame => [...frame.shadowRoot.querySelectorAll('.unit, .picture, .legend, .ledger, .side, button')]
                .map(e => { const b = e.getBoundingClientRect(); return [b.x, b.y, b.width, b.height]; })"""
        )
        return boxes


CONTRAST = """() => {
  const light = c => { const v = c / 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
  const shade = text => text.match(/[\\d.]+/g).map(Number);
  const luminance = ([r, g, b]) => 0.2126 * light(r) + 0.7152 * light(g) + 0.0722 * light(b);
  const page = luminance(shade(getComputedStyle(document.body).backgroundColor));
  const view = document.querySelector('.pairlens').shadowRoot;
  const low = [];
  const texts = 'p, span, h2, dt, dd, label, summary, small, button:not([aria-disabled])';
  for (const element of view.querySelectorAll(texts)) {
    if (!element.textContent.trim() || element.closest('.tag, .badge, [hidden]')) continue;
    const ink = luminance(shade(getComputedStyle(element).color));
    const ratio = (Math.max(ink, page) + 0.05) / (Math.min(ink, page) + 0.05);
    if (ratio < 4.5) low.push([element.className, element.textContent, ratio]);
  }
  return low;
}"""
"""Texts whose contrast with the page is below WCAG AA."""
