"""The matrix and the table of the exported page: drawn, pointed at, zoomed, kept, and linked with the rest."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

import samples
from views import View

pytestmark = pytest.mark.browser

CELLS = """box => {
  const [cells] = box.querySelectorAll('canvas');
  const { width, height } = cells;
  const data = cells.getContext('2d').getImageData(0, 0, width, height).data;
  let painted = 0;
  for (let i = 3; i < data.length; i += 4) painted += data[i] > 0;
  return painted / (width * height);
}"""
"""Share of the canvas that is not empty."""


class Grid(View):
    """A view whose main place shows a matrix of words and patches."""

    @property
    def box(self) -> Locator:
        return self.root.locator(".matrix")

    def cell(self, down: float, across: float) -> tuple[float, float]:
        """A point among the cells, as shares of the box behind the labels, on the page."""
        self.box.scroll_into_view_if_needed()
        box = self.box.bounding_box()
        assert box is not None
        return box["x"] + 75 + across * (box["width"] - 80), box["y"] + 40 + down * (box["height"] - 44)

    def over(self, down: float, across: float) -> None:
        self.page.mouse.move(*self.cell(down, across))

    def named(self) -> tuple[str, int]:
        """The word and the row-major cell that the readout names."""
        found = re.fullmatch(r"(.+) × patch in row (\d), column (\d)", self.said("subject"))
        assert found is not None
        return found[1], 7 * (int(found[2]) - 1) + int(found[3]) - 1

    def marks(self) -> list[int]:
        """The upper canvas as bytes, to tell whether it changed."""
        data: list[int] = self.box.evaluate(
            """box => {
                const [, { width, height }] = box.querySelectorAll('canvas');
                const pen = box.querySelectorAll('canvas')[1].getContext('2d');
                return [...pen.getImageData(0, 0, width, height).data].filter((_, i) => i % 97 === 0);
            }"""
        )
        return data

    def painted(self) -> float:
        share: float = self.box.evaluate(CELLS)
        return share


@pytest.fixture
def grid(watch: tuple[Page, Any], out: Path) -> Grid:
    return _open(watch[0], samples.husky(), out, "matrix")


def _open(page: Page, pair: Any, path: Path, panel: str, **look: Any) -> Grid:
    view = Grid.opened(page, pair, path, look={"panel": panel, **look})
    view.root.locator(f'[data-panel="{panel}"]').wait_for()
    return view


def test_tabs_show_one_panel_at_a_time(watch: tuple[Page, Any], out: Path) -> None:
    view = _open(watch[0], samples.husky(), out, "picture")
    tabs = view.root.get_by_role("tab")
    assert tabs.all_inner_texts() == ["Picture", "Matrix", "Table"]
    assert view.box.count() == 0
    view.root.get_by_role("tab", name="Matrix").click()
    assert view.root.get_by_role("tab", selected=True).inner_text() == "Matrix"
    assert view.box.count() == 1
    assert view.painted() > 0.3
    view.page.keyboard.press("ArrowRight")
    assert view.root.get_by_role("table").count() == 1
    assert view.box.count() == 0
    view.button("Undo").click()
    assert view.root.get_by_role("tab", selected=True).inner_text() == "Picture"


def test_the_main_place_keeps_its_size(watch: tuple[Page, Any], out: Path) -> None:
    view = _open(watch[0], samples.husky(), out, "picture")
    heights = []
    for name in ("Picture", "Matrix", "Table"):
        view.root.get_by_role("tab", name=name).click()
        box = view.root.locator(".panel").bounding_box()
        assert box is not None
        heights.append(box["height"])
    assert max(heights) - min(heights) < 60, heights


def test_a_hovered_cell_previews_its_word_and_its_patch(grid: Grid) -> None:
    before = grid.marks()
    grid.over(6.5 / 14, 30.5 / 49)
    word, cell = grid.named()
    assert word == "dog"
    pair = samples.husky()
    value = pair.matrix[list(pair.indices("dog"))].sum(axis=0).ravel()[cell]
    assert grid.said("value").replace("−", "-") == f"{value:+.4f}"
    assert grid.marks() != before
    assert grid.borders("hovered") == 1
    end = float(grid.root.locator(".matrix-tools .end").last.inner_text())
    left = float(grid.root.locator(".matrix-tools .mark").evaluate("e => parseFloat(e.style.left)"))
    assert left == pytest.approx(50 * (1 + value / end), abs=1)
    grid.away()
    assert not grid.root.locator(".matrix-tools .mark").is_visible()
    assert grid.marks() == before


def test_a_click_keeps_word_and_patch_and_a_second_one_lets_go(grid: Grid) -> None:
    grid.page.mouse.click(*grid.cell(2.5 / 14, 10.5 / 49))
    cell = grid.named()[1]
    grid.away()
    assert grid.kept() == ["husky"]
    assert grid.named() == ("husky", cell)
    assert grid.borders("kept") == 1
    grid.page.mouse.click(*grid.cell(2.5 / 14, 10.5 / 49))
    assert grid.kept() == []


def test_what_is_pointed_at_elsewhere_is_marked(grid: Grid) -> None:
    before = grid.marks()
    grid.word("forest").hover()
    word = grid.marks()
    assert word != before
    grid.root.locator(".small .picture").hover()
    assert grid.marks() not in (word, before)


def test_zoom_by_wheel_buttons_and_keys_and_back(grid: Grid) -> None:
    whole = grid.painted()
    assert grid.box.get_attribute("data-moves") is None
    grid.over(0.5, 0.5)
    before = grid.said("subject")
    grid.page.keyboard.down("Control")
    grid.page.mouse.wheel(0, -300)
    grid.page.keyboard.up("Control")
    expect(grid.box).to_have_attribute("data-moves", "")
    grid.page.mouse.move(*[at + 1 for at in grid.cell(0.5, 0.5)])
    assert grid.said("subject") == before, "what lies under the pointer stays there"
    x, y = grid.cell(0.5, 0.5)
    grid.page.mouse.down()
    grid.page.mouse.move(x - 120, y, steps=4)
    grid.page.mouse.up()
    assert grid.kept() == [], "dragging moves and keeps nothing"
    grid.over(0.5, 0.5)
    assert grid.said("subject") != before
    grid.root.get_by_role("button", name="Fit all cells").click()
    assert grid.box.get_attribute("data-moves") is None
    assert grid.painted() == pytest.approx(whole, abs=0.02)
    grid.box.focus()
    grid.page.keyboard.press("+")
    expect(grid.box).to_have_attribute("data-moves", "")
    grid.page.keyboard.press("0")
    assert grid.box.get_attribute("data-moves") is None


def test_the_page_scrolls_over_a_matrix_that_is_wholly_in_sight(grid: Grid) -> None:
    grid.page.set_viewport_size({"width": 1000, "height": 400})
    grid.over(0.2, 0.5)
    top = grid.page.evaluate("scrollY")
    grid.page.mouse.wheel(0, 200)
    grid.page.wait_for_function("top => scrollY > top", arg=top)


def test_the_keyboard_walks_keeps_and_tells(grid: Grid) -> None:
    grid.box.focus()
    grid.page.keyboard.press("Home")
    grid.page.keyboard.press("Enter")
    heard = grid.root.locator(".heard")
    expect(heard).to_contain_text("patch in row 1, column 1")
    expect(heard).to_contain_text("kept")
    assert len(grid.kept()) == 1
    grid.page.keyboard.press("Shift+ArrowRight")
    assert grid.said("subject").endswith("2 patches at the upper left")
    grid.page.keyboard.press("Escape")
    assert grid.kept() == []


def test_columns_come_by_strength_and_back(grid: Grid) -> None:
    order = grid.root.locator(".matrix-tools select")
    order.select_option("strength")
    grid.box.focus()
    grid.page.keyboard.press("Home")
    pair = samples.husky()
    words = [np.abs(pair.matrix[list(word.tokens)].sum(axis=0)).ravel() for word in pair.words]
    assert grid.named()[1] == int(np.sum(words, axis=0).argmax())
    grid.button("Undo").click()
    assert order.input_value() == "reading"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_cells_follow_the_theme_the_map_and_the_pixels_of_the_screen(
    browser: Any, out: Path, scheme: Any
) -> None:
    context = browser.new_context(color_scheme=scheme, device_scale_factor=2)
    view = _open(context.new_page(), samples.husky(), out, "matrix")
    shot = "b => { const c = b.querySelector('canvas'); return [c.width / b.clientWidth, c.toDataURL()]; }"
    ratio, first = view.box.evaluate(shot)
    assert ratio == pytest.approx(2, abs=0.01)
    view.page.emulate_media(color_scheme="light" if scheme == "dark" else "dark")
    view.page.wait_for_function(
        "first => document.querySelector('.pairlens').shadowRoot"
        ".querySelector('.matrix canvas').toDataURL() !== first",
        arg=first,
    )
    context.close()


def test_pins_leave_their_colours_beside_rows_and_columns(grid: Grid) -> None:
    before = grid.marks()
    grid.root.locator(".strongest .row").first.click()
    grid.page.keyboard.press("Escape")
    assert grid.pins() != []
    assert grid.marks() != before


def test_the_table_sorts_keeps_and_lists(watch: tuple[Page, Any], out: Path) -> None:
    view = _open(watch[0], samples.husky(), out, "table")
    rows = view.root.locator(".table-panel tbody tr")
    words = [word.text for word in samples.husky().words]
    assert [text.split()[0] for text in rows.all_inner_texts()] == words
    view.root.get_by_role("columnheader", name="Sum").get_by_role("button").click()
    sums = [float(text.split("\t")[1].replace("−", "-")) for text in rows.all_inner_texts()]
    assert sums == sorted(sums, reverse=True)
    expect(view.root.get_by_role("columnheader", name="Sum")).to_have_attribute("aria-sort", "descending")
    rows.filter(has_text="forest").hover()
    assert view.said("subject") == "forest"
    rows.filter(has_text="forest").get_by_role("button").click()
    assert view.kept() == ["forest"]
    expect(view.root.locator(".table-panel")).to_contain_text("Strongest patches for forest")


def test_the_table_is_copied_as_text_with_tabs(watch: tuple[Page, Any], out: Path) -> None:
    view = _open(watch[0], samples.husky(), out, "table")
    box = view.root.locator("table").first.bounding_box()
    assert box is not None
    view.page.mouse.move(box["x"] + 5, box["y"] + 8)
    view.page.mouse.down()
    view.page.mouse.move(box["x"] + 200, box["y"] + box["height"] - 5, steps=4)
    view.page.mouse.up()
    copied = view.page.evaluate("() => getSelection().toString()").splitlines()
    assert copied[1] == "Word\tSum\tOf the score\tStrongest place, share"
    assert "dog\t+0.0380\t9\u00a0%\tat the lower right, 49\u00a0%" in copied
    assert view.kept() == []


@pytest.mark.parametrize("name", [*samples.ALIKE])
def test_every_kind_of_pair_has_its_matrix_and_its_table(
    watch: tuple[Page, Any], out: Path, name: str
) -> None:
    view = _open(watch[0], samples.ALIKE[name](), out, "matrix")
    assert view.painted() > 0.1
    view.over(0.4, 0.3)
    assert " × " in view.said("subject")
    view.root.get_by_role("tab", name="Table").click()
    assert view.root.locator(".table-panel tbody tr").count() > 5
