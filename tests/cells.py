"""A notebook that is open in JupyterLab or in Notebook 7, driven as a person drives it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from views import View

MAKE = """\
import os, sys
sys.path.append(os.environ["PAIRLENS_TESTS"])
import samples
from pairlens_widget import Explorer
explorer = Explorer(samples.husky())
explorer"""
"""A first cell: it shows an explorer, and leaves it under that name."""

PATIENCE = 120_000
"""Milliseconds; a first cell may import torch on a machine that does other things, too."""

_RAN = re.compile(r"\[\d+\]")
_ASKED = re.compile(r"^\s*Select Kernel")


class Notebook:
    """An open notebook."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.name = address.partition("?")[0].rpartition("/")[2]
        asked = page.locator(".jp-Dialog", has_text=_ASKED)
        # asked where a busy server was slow to start the kernel, of which there is one
        page.add_locator_handler(asked, lambda dialog: dialog.get_by_role("button", name="Select").click())
        page.goto(address)
        try:
            self._expect_a_kernel()
        except AssertionError:
            self._expect_no_dialog()  # which tells more
            raise

    def _expect_a_kernel(self) -> None:
        """Wait until JupyterLab has chosen and started one: a cell that runs before asks which, or starts another."""
        expect(self.page.locator(".jp-Notebook .jp-Cell").first).to_be_visible(timeout=PATIENCE)
        name = self.page.locator('.jp-Toolbar-item[data-jp-item-name="kernelName"]').first
        expect(name).to_contain_text("Python 3", timeout=PATIENCE)
        idle = self.page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').first
        expect(idle).to_be_visible(timeout=PATIENCE)

    def cell(self, index: int) -> Locator:
        return self.page.locator(".jp-Notebook .jp-Cell").nth(index)

    def run(self, index: int) -> Locator:
        """Run a cell and wait until it has run; its output."""
        prompt = self.cell(index).locator(".jp-InputArea-prompt")
        before = prompt.inner_text()
        for _ in range(20):  # a notebook that is still coming up drops keys
            self._expect_no_dialog()
            self.cell(index).locator(".jp-InputArea-editor").click()
            self.page.keyboard.press("Control+Enter")
            self.page.wait_for_timeout(400)
            if prompt.inner_text() not in {before, "[ ]:", ""}:
                break
        expect(prompt).to_have_text(_RAN, timeout=PATIENCE)
        return self.cell(index).locator(".jp-OutputArea")

    def _expect_no_dialog(self) -> None:
        """Only the question which kernel to start is answered; any other waits for somebody who is not there."""
        dialogs = self.page.locator(".jp-Dialog").all_inner_texts()
        others = [text for text in dialogs if not _ASKED.match(text)]
        assert others == [], others

    def view(self, index: int) -> View:
        root = self.cell(index).locator(".pairlens")
        expect(root).to_be_visible(timeout=PATIENCE)
        return View(self.page, root)

    def read(self, index: int, text: str | re.Pattern[str]) -> None:
        """Run a cell that prints, and expect what it printed."""
        expect(self.run(index)).to_have_text(text)

    def save(self) -> None:
        """Save, and wait until it is saved."""
        self.cell(0).locator(".jp-InputArea-editor").click()
        with self.page.expect_response(lambda reply: reply.request.method == "PUT"):
            self.page.keyboard.press("Control+s")

    def restart(self) -> None:
        """Restart the kernel by the keyboard, and confirm."""
        self.cell(0).locator(".jp-InputArea-editor").click()
        for key in ("Escape", "0", "0"):
            self.page.keyboard.press(key)
        self.page.locator(".jp-Dialog .jp-mod-accept").click()


def cells(*code: str) -> pytest.MarkDecorator:
    """Name the cells that follow the one that shows an explorer."""
    return pytest.mark.parametrize("book", [code], indirect=True, ids=["notebook"])
