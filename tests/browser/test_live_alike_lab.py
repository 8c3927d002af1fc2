"""Two captions that are live in JupyterLab, and live views in a narrow cell."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from cells import PATIENCE, Notebook, cells
from views import View

pytestmark = pytest.mark.browser

FIRST, SECOND = "a green mushroom", "a purple car and a red star"
MAKE = f"""\
import pairlens
from pairlens import Caption, scenes
from pairlens_widget import Explorer
encoder = pairlens.load_encoder("embedded", device="cpu")
explorer = Explorer(encoder, Caption({FIRST!r}), Caption({SECOND!r}))
explorer"""
PICTURED = """\
scene = scenes.grounding_item(17, "test")[0].image
Explorer(encoder, scene, "a green mushroom and a purple car", layer=(5, 3))"""
TEXTS = "print(explorer.pair.a.text, '|', explorer.pair.b.text)"


@cells(TEXTS)
def test_the_second_caption_is_edited_where_it_stands(book: Notebook) -> None:
    view, keyboard = book.view(0), book.page.keyboard
    first, second = view.root.locator(".caption").all()
    labels = view.root.locator(".question label").evaluate_all("all => all.map(e => e.firstChild.data)")
    assert labels[:2] == ["First caption at", "Second caption at"]
    box = second.bounding_box()
    second.locator(".gap").first.dblclick()
    field = view.root.locator("textarea")
    expect(field).to_be_focused()
    assert field.input_value() == SECOND
    there = field.bounding_box()
    assert box is not None
    assert there is not None
    assert there["y"] == pytest.approx(box["y"], abs=2)
    keyboard.press("End")
    keyboard.type(" in snow", delay=40)
    expect(second).to_have_text(f"{SECOND} in snow", timeout=PATIENCE)
    expect(first).to_have_text(FIRST)
    keyboard.press("Enter")
    expect(field).to_have_count(0)
    book.read(1, f"{FIRST} | {SECOND} in snow")
    view.button("Undo").click()
    expect(second).to_have_text(SECOND)
    expect(first).to_have_text(FIRST)
    book.read(1, f"{FIRST} | {SECOND}")


def _overhang(view: View) -> list[str]:
    """Parts that can be pressed or read and reach beyond the view's right edge."""
    parts: list[str] = view.root.evaluate(
        """frame => { const edge = frame.getBoundingClientRect().right + 1;
            return [...frame.shadowRoot.querySelectorAll('button, select, input, label, p, .unit, .picture, canvas')]
                .filter(e => e.checkVisibility() && e.getBoundingClientRect().right > edge)
                .map(e => e.className + ' ' + e.textContent); }"""
    )
    return parts


@cells(PICTURED)
def test_in_a_narrow_cell_nothing_reaches_beyond_it(book: Notebook) -> None:
    book.run(1)
    book.page.set_viewport_size({"width": 620, "height": 900})
    for index in (0, 1):
        view = book.view(index)
        assert view.root.evaluate("e => e.clientWidth") < 560
        view.root.locator(".to-edit").first.click()
        expect(view.root.locator("textarea")).to_be_focused()
        assert _overhang(view) == []
        book.page.keyboard.press("Escape")
        view.word("mushroom").click()
        view.button("Take it away").click()
        expect(view.root.locator(".strike")).to_contain_text("the attribution predicted", timeout=PATIENCE)
        assert _overhang(view) == []
