"""A gallery in JupyterLab, with a real kernel."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, expect

import galleries
from accessibility import violations
from cells import PATIENCE, Notebook, cells
from notebooks import Lab
from pairlens_widget.browsing.card import SHOWN
from walls import Wall

pytestmark = pytest.mark.browser

COUNT = 24
MAKE = f"""\
import os, sys, time
sys.path.append(os.environ["PAIRLENS_TESTS"])
import galleries
from pairlens.cases import Store
from pairlens_widget import Gallery
gallery = Gallery(galleries.pairs({COUNT}), columns={{"class": [galleries.THINGS[i % 5] for i in range({COUNT})]}})
gallery.collection.wait(60)
gallery"""


@pytest.fixture
def wall(book: Notebook) -> Wall:
    """The one that the first cell showed."""
    root = book.cell(0).locator(".gallery-box")
    expect(root).to_be_visible(timeout=PATIENCE)
    made = Wall(book.page, root)
    expect(made.tiles.first.locator("img")).to_be_visible(timeout=PATIENCE)
    return made


@cells(
    "gallery.sort = 'residual'\ngallery.where = {'class': 'kite'}",
    "print(gallery.sort, gallery.where, gallery.shown)",
    "print(gallery.opened, gallery.chosen, gallery.pair.b.text)",
    "gallery.opened = 7",
    "gallery.opened = None; gallery.sort = 'nonsense'",
)
def test_python_and_a_person_see_the_same(book: Notebook, wall: Wall) -> None:
    expect(wall.count()).to_have_text(f"{COUNT} pairs")
    book.run(1)
    expect(wall.count()).to_have_text(f"5 of {COUNT} pairs")
    expect(wall.root.get_by_label("Sort by")).to_have_value("residual")
    wall.root.get_by_label("Sort by").select_option("Score")
    wall.root.get_by_label("class").select_option("dog (5)")
    shown = wall.first(5)
    book.read(2, f"score {{'class': ['dog']}} {shown}")
    wall.tiles.first.focus()
    wall.press("Space")
    wall.press("ArrowRight")
    wall.press("Enter")
    expect(wall.opened.locator(".pairlens")).to_be_visible()
    order = wall.root.locator(".opened .place")
    expect(order).to_have_text("2 of 5")
    expect(book.run(3)).to_have_text(re.compile(rf"^{shown[1]} \[{shown[0]}\] .* number {shown[1]}\s*$"))
    book.run(4)
    expect(order).to_have_text("not among those shown now")
    expect(wall.opened.locator(".caption")).to_contain_text("number")
    expect(book.run(5)).to_contain_text("There is no column 'nonsense'")
    expect(wall.opened).to_be_hidden()


@cells()
def test_its_keys_do_not_reach_the_notebook(book: Notebook, wall: Wall) -> None:
    before = book.page.locator(".jp-Notebook .jp-Cell").count()
    wall.tiles.first.focus()
    for key in ("ArrowDown", "a", "b", "d", "d", "x", "m", "Enter", "j", "k", "Escape", "/"):
        wall.press(key)
    expect(wall.root.get_by_label("Find")).to_be_focused()
    assert book.page.locator(".jp-Notebook .jp-Cell").count() == before
    assert violations(book.page, ".gallery-box") == []


@cells()
def test_a_kernel_that_is_gone_is_said_and_what_is_here_can_be_looked_through(
    book: Notebook, wall: Wall
) -> None:
    trouble = wall.root.locator(".trouble")
    expect(trouble).to_be_hidden()
    book.restart()
    expect(trouble).to_contain_text("The kernel is gone", timeout=PATIENCE)
    expect(wall.tiles.first.locator("img")).to_be_visible()
    wall.root.get_by_label("class").select_option("dog (5)")
    expect(wall.count()).to_have_text(f"5 of {COUNT} pairs")
    wall.tiles.first.click()
    expect(wall.opened).to_contain_text("This pair cannot be shown. The kernel is gone")
    expect(wall.opened.get_by_role("button", name="Try again")).to_be_visible()
    wall.press("Escape")
    book.run(0)
    expect(wall.count()).to_have_text(f"{COUNT} pairs", timeout=PATIENCE)
    expect(wall.tiles.first.locator("img")).to_be_visible()


@cells(
    "from pathlib import Path\nhome = Path('pairs'); home.mkdir()\n"
    "for i, pair in enumerate(galleries.pairs(12)): pair.save(home / f'{i:02}.npz')\n"
    "(home / '01.npz').write_bytes(b'no archive')",
    "from pairlens.cases.sources import Listed\nload = Listed.load\n"
    "def slow(self, index):\n    time.sleep(1.5 if index > 1 else 0)\n    return load(self, index)\n"
    "Listed.load = slow\n"
    "folder = Gallery(home, sort='residual')\nfolder",
    "Listed.load = load",
)
def test_a_folder_is_looked_at_while_it_is_read_and_a_damaged_file_is_said(book: Notebook) -> None:
    book.run(1)
    book.run(2)
    root = book.cell(2).locator(".gallery-box")
    wall = Wall(book.page, root)
    expect(root.locator(".counts")).to_contain_text(re.compile(r"12 pairs\s*\d+ of 12 read"))
    expect(wall.tiles).to_have_count(12)
    book.run(3)
    expect(root.locator(".counts")).not_to_contain_text("read", timeout=PATIENCE)
    tile = root.get_by_role("option", name="01.npz")
    expect(tile).to_contain_text("Cannot be read")
    tile.click()
    expect(wall.opened).to_contain_text(re.compile("This pair cannot be shown.*01.npz"))
    wall.press("j")
    expect(wall.opened.locator(".way")).to_contain_text("12 of 12")  # it is the last: nothing is known of it


@cells(
    "store = Store(galleries.store(galleries.Path('a.db')))\nwith_cases = Gallery(store)\nwith_cases",
    "from stores import change\nstore.write(change(store.items()[4], 'later', 'ada', status='submitted'))",
)
def test_what_is_said_elsewhere_shows_up(book: Notebook) -> None:
    book.run(1)
    wall = Wall(book.page, book.cell(1).locator(".gallery-box"))
    expect(wall.tile(0).locator(".chip")).to_have_text("Missed object", timeout=PATIENCE)
    expect(wall.tile(4).locator(".chip")).to_have_count(0)
    book.run(2)
    expect(wall.tile(4).locator(".chip")).to_have_text("Nothing wrong", timeout=PATIENCE)


@pytest.mark.usefixtures("wall")
@cells()
def test_a_notebook_opened_again_shows_the_still_picture(
    book: Notebook, server: Lab, context: BrowserContext
) -> None:
    book.save()
    book.page.close()
    server.stop_kernels()
    again = Notebook(context.new_page(), server.at(book.name))
    output = again.cell(0).locator(".jp-OutputArea")
    expect(output).to_contain_text("As first shown. Run the cell to explore it.")
    expect(output.locator("figure img")).to_have_count(SHOWN)
    expect(output).to_contain_text(galleries.captions(COUNT)[SHOWN - 1])
    expect(output).to_contain_text(f"and {COUNT - SHOWN} more")
