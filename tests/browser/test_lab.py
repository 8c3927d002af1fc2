"""The widget in JupyterLab 4, with a real kernel."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

import samples
from accessibility import violations
from cells import PATIENCE, Notebook, cells
from notebooks import Lab

pytestmark = pytest.mark.browser


@cells("print(explorer.selected_tokens)", "print(explorer.selected_patches)", "print(explorer.pins)")
def test_python_reads_what_a_person_keeps(book: Notebook) -> None:
    view = book.view(0)
    before = view.heat()
    view.word("dog").hover()
    assert view.heat() != before
    view.word("black").click()
    view.word("dog").click(modifiers=["Shift"])
    book.read(1, str(list(samples.husky().indices("black dog"))))
    view.drag((0.05, 0.05), (0.2, 0.25))
    book.read(2, "[0, 1, 7, 8]")
    view.button("Pin").click()
    tokens = list(samples.husky().indices("black dog"))
    book.read(3, str([{"tokens": tokens, "patches": [0, 1, 7, 8], "colour": 0}]))


@cells(
    "explorer.selected_tokens = explorer.pair.indices('black dog')\n"
    "explorer.pins = [{'tokens': [0]}, {'patches': range(3)}]",
    "explorer.selected_tokens = [99]",
    "print(explorer.selected_tokens)",
)
def test_the_view_follows_what_python_sets(book: Notebook) -> None:
    view = book.view(0)
    book.run(1)
    expect(view.root.locator('.caption [aria-selected="true"]')).to_have_count(2)
    assert view.kept() == ["black", "dog"]
    assert [pin[0] for pin in view.pins()] == ["A", "B"]
    expect(book.run(2)).to_contain_text("not in the range 0 to")
    book.read(3, str(list(samples.husky().indices("black dog"))))
    view.button("Undo").click()
    assert view.pins() == []
    view.button("Undo").click()
    assert view.kept() == []


@cells(
    "two = Explorer(samples.captions())\ntwo",
    "print(two.selected_a, two.selected_b, two.pins)",
    "two.selected_a = two.pair.indices('running', side='a')\ntwo.selected_b = []",
)
def test_captions_are_chosen_by_side(book: Notebook) -> None:
    book.run(1)
    view = book.view(1)
    captions = view.root.locator(".caption")
    captions.nth(0).locator(".unit", has_text="dog").click()
    captions.nth(1).locator(".unit", has_text="cat").click()
    view.button("Pin").click()
    book.read(2, "[9] [9] [{'a': [9], 'b': [9], 'colour': 0}]")
    book.run(3)
    expect(view.root.locator('.caption [aria-selected="true"]')).to_have_text(["running"])


@cells("two = Explorer(samples.pictures())\ntwo", "print(two.selected_a, two.selected_b)")
def test_two_pictures_answer_each_other(book: Notebook) -> None:
    book.run(1)
    view = book.view(1)
    for index in (0, 1):
        picture = view.root.get_by_role("application").nth(index)
        picture.scroll_into_view_if_needed()
        box = picture.bounding_box()
        assert box is not None
        picture.click(position={"x": 0.05 * box["width"], "y": 0.05 * box["height"]})
    book.read(2, "[0] [0]")
    sources = view.root.locator(".picture img").evaluate_all("all => all.map(e => e.naturalWidth)")
    assert sources == [224, 256]


@cells("explorer")
def test_two_views_share_what_is_kept_but_not_what_is_hovered(book: Notebook) -> None:
    book.run(1)
    first, second = book.view(0), book.view(1)
    first.word("husky").click()
    first.button("Pin").click()
    expect(second.root.locator(".pinned")).to_have_count(1)
    assert second.kept() == ["husky"]
    second.word("dog").hover()
    assert second.said() == "dog"
    assert first.said() == "husky"


@cells("print(1)")
def test_its_keys_do_not_reach_the_notebook(book: Notebook) -> None:
    view = book.view(0)
    count = book.page.locator(".jp-Notebook .jp-Cell").count()
    view.word("husky").click()
    for key in ("d", "d", "a", "x", "p", "Escape", "ArrowRight", "Enter", "b"):  # b: bookmarks
        book.page.keyboard.press(key)
    assert book.page.locator(".jp-Notebook .jp-Cell").count() == count
    assert len(view.pins()) == 1
    assert view.kept() == ["and"]


@cells(
    "evil = '<img src=x onerror=\"document.title = 1\">\\u202e שלום\\x1b'\n"
    "other = Explorer(samples.pair(evil + ' dog', model=evil))\n"
    "other.pins = [{'tokens': [0, 1], 'name': evil}]\nother.bookmarks = [{'name': evil}]\nother",
    "print(other.pins[0]['name'] == other.bookmarks[0]['name'] == evil)",
)
def test_text_that_means_harm_stays_text_on_its_way_to_the_view_and_back(book: Notebook) -> None:
    book.run(1)
    view = book.view(1)
    assert (view.root.locator(".caption").text_content() or "").startswith("<img src=x onerror=")
    view.word("dog").click()
    view.button("Pin").click()
    assert len(view.pins()) == 2
    assert view.root.locator("img").count() == 1
    assert book.page.title() != "1"
    book.read(2, "True")


@cells()
def test_it_follows_the_theme(book: Notebook) -> None:
    view = book.view(0)
    expect(view.root.locator(".view")).to_have_attribute("data-theme", "light")
    book.page.evaluate("document.body.dataset.jpThemeLight = 'false'")
    expect(view.root.locator(".view")).to_have_attribute("data-theme", "dark")


@cells(
    "encoder = __import__('pairlens').load_encoder('embedded')\n"
    "Explorer(encoder, samples.picture().pixels, 'a red star and a blue heart')"
)
def test_axe_has_nothing_to_say_to_views_in_a_notebook(book: Notebook) -> None:
    book.run(1)
    for view in (book.view(0), book.view(1)):
        view.root.locator(".caption .unit").nth(1).click()
        view.button("Pin").click()
    assert violations(book.page, ".jp-Notebook .pairlens") == []
    book.page.evaluate(
        """document.body.dataset.jpThemeLight = 'false';
        for (const view of document.querySelectorAll('.pairlens')) view.style.background = '#14171b';"""
    )
    assert violations(book.page, ".jp-Notebook .pairlens") == []


@cells("explorer.close()")
def test_closing_takes_the_view_away(book: Notebook) -> None:
    book.view(0)
    book.run(1)
    expect(book.cell(0).locator(".pairlens")).to_have_count(0)


@cells()
def test_a_restarted_kernel_leaves_a_view_that_works_and_says_so(book: Notebook) -> None:
    view = book.view(0)
    book.restart()
    expect(view.root.get_by_text("The kernel is gone")).to_be_visible(timeout=PATIENCE)
    view.word("husky").click()
    view.button("Pin").click()
    view.point(0.7, 0.7)
    assert view.said().startswith("husky × patch in row 5")
    assert len(view.pins()) == 1


@cells()
def test_a_notebook_opened_again_shows_the_live_view_or_the_still_one(
    book: Notebook, server: Lab, context: BrowserContext
) -> None:
    still = "[data-pairlens]"
    book.view(0)
    expect(book.page.locator(still)).to_be_hidden()
    book.save()
    book.page.close()

    again = Notebook(context.new_page(), server.at(f"{book.name}"))
    again.view(0)
    expect(again.page.locator(still)).to_be_hidden()
    again.page.close()

    server.stop_kernels()
    cold = Notebook(context.new_page(), server.at(f"{book.name}"))
    expect(cold.page.locator(still)).to_be_visible(timeout=PATIENCE)
    expect(cold.page.locator(f"{still} img")).to_be_visible()
    expect(cold.page.locator(still)).to_contain_text("As first shown")
