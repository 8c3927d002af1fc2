"""A live explorer in JupyterLab: the caption is edited where it stands, and Python answers or says why not."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from cells import PATIENCE, Notebook, cells
from views import View

pytestmark = pytest.mark.browser

CAPTION = "a green mushroom and a purple car"
MAKE = f"""\
import pairlens, time
from pairlens import scenes
from pairlens_widget import Explorer
scene = scenes.grounding_item(17, "test")[0].image
encoder = pairlens.load_encoder("embedded", device="cpu")
explorer = Explorer(encoder, scene, {CAPTION!r}, layer=(5, 3))
explorer"""
TEXT = "print(explorer.pair.b.text, explorer.selected_tokens)"


def words(view: View) -> Locator:
    return view.root.locator(".caption")


def standing(view: View) -> Locator:
    return view.root.locator(".standing")


def choice(view: View, name: str) -> Locator:
    return view.root.get_by_role("combobox", name=name, exact=True)


def field(view: View) -> Locator:
    return view.root.locator("textarea")


@cells(TEXT)
def test_a_caption_is_edited_where_it_stands(book: Notebook) -> None:
    view, keyboard = book.view(0), book.page.keyboard
    view.word("purple").click()
    view.button("Pin").click()
    before = view.heat()
    box = words(view).bounding_box()
    keyboard.press("e")
    expect(field(view)).to_be_focused()
    there = field(view).bounding_box()
    assert box is not None
    assert there is not None
    assert there["y"] == pytest.approx(box["y"], abs=2)
    assert there["height"] == pytest.approx(box["height"], abs=2)
    keyboard.type(" and a red star", delay=40)
    expect(field(view)).to_be_focused()
    expect(words(view)).to_have_text(f"{CAPTION} and a red star", timeout=PATIENCE)
    assert field(view).input_value() == f"{CAPTION} and a red star"
    assert view.heat() != before
    keyboard.press("Home")
    keyboard.type("so ", delay=40)
    expect(words(view)).to_have_text(f"so {CAPTION} and a red star", timeout=PATIENCE)
    keyboard.press("Enter")
    expect(field(view)).to_have_count(0)
    expect(view.root.locator(".to-edit")).to_be_focused()
    assert view.kept() == ["purple"]
    assert len(view.pins()) == 1
    book.read(1, f"so {CAPTION} and a red star [6]")


@cells(TEXT)
def test_an_edit_is_undone_as_one_step(book: Notebook) -> None:
    view = book.view(0)
    view.word("car").click()
    view.root.locator(".to-edit").click()
    book.page.keyboard.type(" and a star", delay=60)
    expect(words(view)).to_have_text(f"{CAPTION} and a star", timeout=PATIENCE)
    view.button("Undo").click()
    expect(words(view)).to_have_text(CAPTION)
    expect(field(view)).to_have_count(0)
    assert view.kept() == ["car"]
    book.read(1, f"{CAPTION} [6]")
    view.button("Redo").click()
    expect(words(view)).to_have_text(f"{CAPTION} and a star")
    view.button("Undo").click()
    view.button("Undo").click()
    assert view.kept() == []
    assert "aria-disabled" in (view.button("Undo").evaluate("b => b.getAttributeNames()"))


@cells(TEXT)
def test_a_caption_that_cannot_be_explained_is_said_and_the_last_one_stays(book: Notebook) -> None:
    view, keyboard = book.view(0), book.page.keyboard
    view.root.locator(".gap").first.dblclick()
    keyboard.press("Control+a")
    keyboard.press("Delete")
    expect(standing(view)).to_contain_text("Write at least one word")
    keyboard.insert_text("dog " * 60)
    expect(standing(view)).to_contain_text("this model reads at most 46", timeout=PATIENCE)
    expect(standing(view)).to_contain_text("Shorten it by 14 tokens")
    keyboard.press("Escape")
    expect(words(view)).to_have_text(CAPTION)
    view.word("car").click()
    assert view.said() == "car"
    book.read(1, f"{CAPTION} [6]")


@cells("time.sleep(6)", TEXT)
def test_a_long_cell_is_said_and_the_question_waits(book: Notebook) -> None:
    view = book.view(0)
    book.cell(1).locator(".jp-InputArea-editor").click()
    book.page.keyboard.press("Control+Enter")
    expect(book.cell(1).locator(".jp-InputArea-prompt")).to_have_text("[*]:")
    view.root.locator(".to-edit").click()
    book.page.keyboard.type(" x")
    expect(standing(view)).to_contain_text("busy with another cell")
    expect(words(view)).to_have_text(f"{CAPTION} x", timeout=PATIENCE)
    expect(standing(view)).not_to_contain_text("busy")


@cells(TEXT)
def test_a_long_question_tells_how_far_it_is_and_can_be_cancelled(book: Notebook) -> None:
    view = book.view(0)
    choice(view, "Picture at").select_option("0")
    expect(view.button("Cancel")).to_be_visible(timeout=PATIENCE)
    expect(standing(view)).to_contain_text(" of ", timeout=PATIENCE)
    view.button("Cancel").click()
    expect(standing(view)).to_contain_text("Cancelled")
    expect(choice(view, "Picture at")).to_have_value("5")
    choice(view, "Method").select_option("occlusion")
    expect(choice(view, "Steps")).to_be_disabled(timeout=PATIENCE)
    expect(choice(view, "Method")).to_have_value("occlusion")


@cells(TEXT)
def test_a_restarted_kernel_ends_editing_and_the_last_explanation_stays(book: Notebook) -> None:
    view = book.view(0)
    book.restart()
    expect(view.root.get_by_text("The kernel is gone")).to_be_visible(timeout=PATIENCE)
    expect(choice(view, "Method")).to_be_disabled()
    view.word("car").click()
    assert view.said() == "car"
    book.page.keyboard.press("e")
    expect(field(view)).to_have_count(0)


DROP = """async root => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 224, height: 224 });
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#c81e1e';
  pen.fillRect(0, 0, 224, 224);
  const blob = await new Promise(resolve => canvas.toBlob(resolve));
  const data = new DataTransfer();
  data.items.add(new File([blob], 'red.png', { type: 'image/png' }));
  const target = root.shadowRoot.querySelector('.picture');
  for (const name of ['dragover', 'drop'])
    target.dispatchEvent(new DragEvent(name, { dataTransfer: data, bubbles: true, composed: true, cancelable: true }));
}"""


@cells("print(explorer.pair.a.pixels[0, 0].tolist(), explorer.pair.a.pixels.shape)")
def test_a_dropped_picture_is_explained(book: Notebook) -> None:
    view = book.view(0)
    source = view.root.locator(".picture img").get_attribute("src")
    view.root.evaluate(DROP)
    expect(view.root.locator(".picture img")).not_to_have_attribute("src", source or "", timeout=PATIENCE)
    book.read(1, "[200, 30, 30] (224, 224, 3)")
    view.root.locator('input[type="file"]').set_input_files(
        {"name": "<b>.txt", "mimeType": "text/plain", "buffer": b"no picture"}
    )
    expect(standing(view)).to_contain_text("“<b>.txt” is not a picture that can be read here")
    view.button("Undo").click()
    expect(view.root.locator(".picture img")).to_have_attribute("src", source or "")


@cells(TEXT)
def test_what_is_kept_can_be_taken_away(book: Notebook) -> None:
    view = book.view(0)
    assert view.button("Take it away").get_attribute("aria-disabled") == "true"
    view.word("car").click()
    view.button("Take it away").click()
    line = view.root.locator(".strike")
    expect(line).to_contain_text("Without car: score", timeout=PATIENCE)
    expect(line).to_contain_text("the attribution predicted")
    expect(line).to_contain_text("They differ because")
    view.word("green").click()
    expect(line).to_be_hidden()


@cells("explorer.ask(layer=(4, 0)); None", TEXT, "print(explorer.pair.settings.get('draft'))")
def test_a_draft_is_said_to_be_rough_and_gives_way_to_the_explanation(book: Notebook) -> None:
    """At the default layers, where an explanation takes seconds."""
    view = book.view(0)
    book.run(1)
    view.word("purple").click()
    view.button("Pin").click()
    view.root.locator(".to-edit").click()
    book.page.keyboard.type(" and a star")
    expect(standing(view)).to_contain_text("Rough while you type", timeout=PATIENCE)
    expect(words(view)).to_have_text(f"{CAPTION} and a star", timeout=PATIENCE)
    expect(field(view)).to_be_focused()
    expect(standing(view)).not_to_contain_text("Rough", timeout=2 * PATIENCE)
    expect(field(view)).to_be_focused()
    assert view.kept() == ["purple"]
    assert len(view.pins()) == 1
    book.read(3, "None")
    view.button("Undo").click()
    expect(words(view)).to_have_text(CAPTION)
