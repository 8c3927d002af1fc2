"""Many explorers in one JupyterLab notebook, shown and let go together."""

from __future__ import annotations

import json
import re

from playwright.sync_api import CDPSession, Page, expect

from cells import PATIENCE, Notebook
from notebooks import Lab

_CELLS = 10
_SETUP = """\
import gc, json, os, sys, weakref
sys.path.append(os.environ["PAIRLENS_TESTS"])
import samples
from IPython.display import display
from pairlens_widget import Explorer
each, closing, turn = json.load(open("plan.json"))
made = globals().get("made", [])
before = [weakref.ref(explorer) for explorer in made]
some = None
while closing and made:
    made.pop().close()
gc.collect()
print("turn", turn, "alive", sum(ref() is not None for ref in before), "of", len(before))"""
_SHOW = "some = [Explorer(samples.pair(seed=seed)) for seed in range(each)]\nmade += some\ndisplay(*some)"


class Crowd:
    """A notebook of ten cells that show some explorers each."""

    def __init__(self, page: Page, server: Lab) -> None:
        self.page = page
        self._plan = server.home / "plan.json"
        self._turn = 0
        self._write(0, closing=False)
        self._book = Notebook(page, server.notebook("many.ipynb", [_SETUP, *[_SHOW] * _CELLS]))
        self._book.run(0)
        self._chromium: CDPSession = page.context.new_cdp_session(page)
        self._chromium.send("Performance.enable")
        self._chromium.send("HeapProfiler.enable")

    def run(self, each: int, *, closing: bool) -> list[int]:
        """Run all cells, after closing what they showed before; of those, how many Python still holds, of how many.

        By the menu: JupyterLab keeps a toolbar for every cell that somebody clicks.
        """
        self._turn += 1
        self._write(each, closing=closing)
        self.page.locator(".lm-MenuBar-item", has_text=re.compile("^Run$")).click()
        self.page.locator(".lm-Menu-item", has_text="Run All Cells").first.click()
        told = self._book.cell(0).locator(".jp-OutputArea")
        expect(told).to_contain_text(f"turn {self._turn} ", timeout=PATIENCE)
        expect(self.page.locator(".pairlens")).to_have_count(each * _CELLS, timeout=3 * PATIENCE)
        idle = self.page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').first
        expect(idle).to_be_visible(timeout=PATIENCE)
        return [int(figure) for figure in re.findall(r"\d+", told.inner_text())[1:]]

    def count(self) -> dict[str, int]:
        """What the page holds after its garbage has been collected."""
        self.page.wait_for_timeout(1000)  # outputs that were replaced go a moment later
        for _ in range(3):
            self._chromium.send("HeapProfiler.collectGarbage")
            self.page.wait_for_timeout(200)
        figures = self._chromium.send("Performance.getMetrics")["metrics"]
        wanted = {"Nodes": "nodes", "JSEventListeners": "listeners", "JSHeapUsedSize": "heap"}
        return {wanted[each["name"]]: int(each["value"]) for each in figures if each["name"] in wanted}

    def _write(self, each: int, *, closing: bool) -> None:
        self._plan.write_text(json.dumps([each, closing, self._turn]), encoding="utf-8")
