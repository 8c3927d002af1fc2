"""The exported page, opened from disk with the network refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

import samples
from pairlens_widget import Explorer
from views import CONTRAST, View

pytestmark = pytest.mark.browser


@pytest.fixture
def view(watch: tuple[Page, Any], out: Path) -> View:
    return View.opened(watch[0], samples.husky(), out)


def test_it_opens_with_something_true_to_say(view: View) -> None:
    assert view.said("eyebrow") == "Strongest phrase"
    assert view.said("subject") == "white husky"
    assert view.said("detail") == "strongest at the upper left, 55\u00a0% of its positive attribution"
    assert view.borders("peak") == 1


def test_a_hovered_word_lights_its_region_and_shows_its_number(view: View) -> None:
    before = view.heat()
    view.word("dog").hover()
    pair = samples.husky()
    heat = pair.heatmap("dog").ravel()
    assert view.heat() != before
    assert int(heat.argmax()) == max(range(heat.size), key=view.heat().__getitem__)
    assert view.said("subject") == "dog"
    assert view.said("value") == f"{heat.sum():+.4f}".replace("-", "−")
    view.away()
    assert view.heat() == before


def test_a_hovered_patch_underlines_the_words_it_met(view: View) -> None:
    assert not any(view.underlines())
    view.point(0.64, 0.7)
    marks = dict(zip([word.text for word in samples.husky().words], view.underlines(), strict=True))
    assert marks["dog"] > 0.5
    assert marks["dog"] > abs(marks["husky"])
    assert view.said("subject").startswith("patch in row 5, column 5")
    assert "dog" in view.said("detail")


def test_nothing_moves_while_one_points_at_things(view: View) -> None:
    before = view.layout()
    rows = [view.root.locator(".row").first.hover, view.root.locator(".parts li").first.hover]
    words = [view.word("husky").hover, view.word("and").hover]
    for point in [*words, lambda: view.point(0.7, 0.7), lambda: view.point(0.2, 0.2), *rows]:
        point()
        assert view.layout() == before


def test_a_click_keeps_a_word_and_a_second_one_lets_it_go(view: View) -> None:
    view.word("husky").click()
    view.away()
    assert view.kept() == ["husky"]
    assert view.said("subject") == "husky"
    view.word("husky").click()
    assert view.kept() == []


def test_several_words_make_a_phrase(view: View) -> None:
    view.word("black").click()
    view.word("dog").click()
    view.away()
    assert view.said("subject") == "black dog"
    view.word("dog").click()
    view.word("running").click(modifiers=["Shift"])
    assert view.kept() == ["dog", "running"]
    view.word("white").hover()
    view.page.mouse.down()
    view.word("husky").hover()
    view.page.mouse.up()
    assert view.kept() == ["white", "husky"]
    view.word("running").dblclick()
    assert view.kept() == ["running"]
    view.word("forest").dblclick()
    assert view.kept() == ["snow", "covered", "forest"]


def test_what_is_pinned_is_put_away_when_a_new_word_is_clicked(view: View) -> None:
    view.word("white").click()
    view.word("husky").click()
    view.button("Pin").click()
    view.word("dog").click()
    assert view.kept() == ["dog"]
    assert view.root.locator(".pinned .name").all_inner_texts() == ["white husky"]


def test_a_dragged_box_is_kept_and_answered_in_words(view: View) -> None:
    view.drag((0.55, 0.5), (0.95, 0.95))
    view.away()
    assert view.borders("kept") == 1
    assert view.said("subject").startswith("16 patches at the lower right")
    scores = samples.husky().token_scores((96, 96, 224, 224))
    assert view.said("value") == f"{scores.sum():+.4f}"
    assert max(view.underlines()) > 0.5


def test_escape_lets_go_of_a_drag(view: View) -> None:
    view.page.mouse.move(*view.at(0.2, 0.2))
    view.page.mouse.down()
    view.page.mouse.move(*view.at(0.8, 0.8))
    view.page.keyboard.press("Escape")
    view.page.mouse.up()
    view.away()
    assert view.borders("kept") == 0


def test_single_patches_add_up_with_control(view: View) -> None:
    for across in (0.1, 0.5):
        view.page.mouse.move(*view.at(0.5, across))
        view.page.keyboard.down("Control")
        view.page.mouse.down()
        view.page.mouse.up()
        view.page.keyboard.up("Control")
    view.away()
    assert view.said("subject").startswith("2 patches")
    view.point(0.5, 0.1)
    view.page.keyboard.down("Control")
    view.page.mouse.down()
    view.page.mouse.up()
    view.page.keyboard.up("Control")
    view.away()
    assert view.said("subject").startswith("patch in row 4, column 4")


def test_phrase_and_region_make_one_number(view: View) -> None:
    view.word("black").click()
    view.word("dog").click(modifiers=["Shift"])
    view.drag((0.5, 0.5), (0.9, 0.9))
    view.away()
    pair = samples.husky()
    tokens = list(pair.indices("black dog"))
    value = pair.matrix[tokens][:, 3:7, 3:7].sum()
    assert view.said("subject").startswith("black dog × 16 patches")
    assert view.said("value") == f"{value:+.4f}"


def test_escape_lets_go_and_undo_brings_back(view: View) -> None:
    view.word("husky").click()
    view.button("Pin").click()
    view.page.keyboard.press("Escape")
    assert view.kept() == []
    assert len(view.pins()) == 1
    view.button("Undo").click()
    assert view.kept() == ["husky"]
    view.page.keyboard.press("Control+z")
    assert view.pins() == []
    view.page.keyboard.press("Control+Shift+z")
    assert len(view.pins()) == 1


def test_keys_work_before_anything_has_the_focus(view: View) -> None:
    view.page.keyboard.press("Escape")
    assert view.said("subject") == "Nothing selected"


def test_pins_are_held_side_by_side_with_colours_of_their_own(view: View) -> None:
    view.word("husky").click()
    view.page.keyboard.press("p")
    view.word("dog").click()
    view.page.keyboard.press("p")
    assert [pin[0] for pin in view.pins()] == ["A", "B"]
    colours = view.root.locator(".pinned .badge").evaluate_all(
        "all => all.map(e => getComputedStyle(e).backgroundColor)"
    )
    assert len(set(colours)) == 2
    assert view.root.locator(".tag").all_inner_texts() == ["A", "B"]
    assert (
        view.root.locator(".over").evaluate_all(
            "all => all.map(e => e.style.background !== '').filter(Boolean).length"
        )
        == 2
    )
    view.root.get_by_role("button", name="Unpin husky").click()
    assert [pin[0] for pin in view.pins()] == ["B"]
    assert view.said() == "dog"


def test_the_strongest_pairs_preview_and_keep(view: View) -> None:
    row = view.root.locator(".row", has_text="black dog").first
    row.hover()
    assert view.said("subject").startswith("black dog × ")
    row.click()
    view.away()
    assert view.kept() == ["black", "dog"]
    assert view.borders("kept") == 1


def test_everything_can_be_done_from_the_keyboard(view: View) -> None:
    keys = view.page.keyboard
    keys.press("Tab")
    keys.press("ArrowRight")
    keys.press("ArrowRight")
    assert view.said("subject") == "husky"
    keys.press("Shift+ArrowLeft")
    keys.press("p")
    assert view.kept() == ["white", "husky"]
    keys.press("Escape")
    keys.press("ArrowRight")
    keys.press("Enter")
    assert view.kept() == ["husky"]
    view.picture.focus()
    keys.press("ArrowDown")
    keys.press("Shift+ArrowDown")
    keys.press("Shift+ArrowRight")
    keys.press("Space")
    assert "4 patches" in view.said("subject")
    expect(view.root.locator(".heard")).to_contain_text("4 patches")
    keys.press("Escape")
    assert view.kept() == []
    assert len(view.pins()) == 1


def test_focus_is_seen_by_eye_and_by_role(view: View) -> None:
    view.page.keyboard.press("Tab")
    outline = view.root.evaluate("f => getComputedStyle(f.shadowRoot.activeElement).outlineStyle")
    assert outline == "solid"
    assert view.root.get_by_role("listbox", name="Caption").count() == 1
    assert view.root.get_by_role("option").count() == len(samples.husky().words)
    unnamed = view.root.evaluate(
        """f => [...f.shadowRoot.querySelectorAll('button, input, [tabindex="0"]')].filter(e =>
            !e.textContent.trim() && !e.getAttribute('aria-label') && !e.closest('label')).length"""
    )
    assert unnamed == 0


def test_a_scale_that_is_unlocked_says_so(view: View) -> None:
    ends = view.root.locator(".scale .end")
    locked = ends.all_inner_texts()
    view.word("husky").hover()
    assert ends.all_inner_texts() == locked
    view.root.get_by_label("Locked scale").uncheck()
    view.word("husky").hover()
    assert ends.all_inner_texts() != locked
    assert "Unlocked" in view.root.locator(".legend .note").last.inner_text()


def test_opacity_covers_less(view: View) -> None:
    view.root.get_by_label("Opacity of the heat").fill("0.2")
    assert view.root.locator("canvas").evaluate("c => c.style.opacity") == "0.2"


def test_cells_are_crisp_and_smooth_only_when_asked_for(view: View) -> None:
    def drawn() -> str:
        return str(view.root.locator("canvas").evaluate("c => getComputedStyle(c).imageRendering"))

    assert drawn() == "pixelated"
    assert "smoothed" not in view.root.locator(".legend .title").inner_text()
    view.button("Scale and colours").click()
    view.root.get_by_label("Smooth heat").check()
    assert drawn() == "auto"
    assert "smoothed" in view.root.locator(".legend .title").inner_text()


def test_special_units_and_word_pieces_come_when_asked_for(view: View) -> None:
    view.root.get_by_text("Options and keys").click()
    view.root.get_by_text("Special units").click()
    view.root.get_by_text("Word pieces").click()
    texts = view.root.locator(".caption .unit").all_inner_texts()
    assert texts[0] == "begin"
    assert "padding × " in texts[-1]
    assert texts[2:4] == ["whi", "te"]
    view.word("end").hover()
    assert view.said("subject") == "[end]"
    view.root.locator(".specials .unit").hover()
    assert view.said("subject") == "[class]"
    assert any(view.underlines())


def test_the_ledger_adds_up_on_the_screen_and_explains_itself(view: View) -> None:
    figures = view.root.locator(".parts li .value").all_inner_texts()
    *parts, score = (float(figure.replace("−", "-")) for figure in figures)
    assert sum(parts) == pytest.approx(score, abs=1e-9)
    ends = view.root.locator(".parts .piece").evaluate_all(
        "all => all.map(e => [parseFloat(e.style.left), parseFloat(e.style.left) + parseFloat(e.style.width)])"
    )
    assert ends[-1][1] == pytest.approx(max(ends[-2]), abs=0.02)
    view.root.locator(".parts li", has_text="baseline").hover()
    assert "references" in view.root.locator(".explanation").inner_text()


def test_a_block_of_the_ledger_shows_itself_on_the_picture(view: View) -> None:
    before = view.heat()
    row = view.root.locator(".parts li", has_text="special × patches")
    row.hover()
    assert view.heat() != before
    assert view.said("subject") == "the caption's special units"
    assert float(view.said("value")) == pytest.approx(samples.husky().ledger.special_patch, abs=1e-4)
    view.away()
    assert view.heat() == before


def test_a_caption_of_markup_stays_text(watch: tuple[Page, Any], out: Path) -> None:
    page = watch[0]
    page.on("dialog", lambda dialog: pytest.fail(f"a script in a caption ran: {dialog.message}"))
    view = View.opened(page, samples.trouble(), out)
    assert view.root.locator(".caption").text_content() == samples.TROUBLE
    view.word("bone").click()
    view.button("Pin").click()
    assert "bone" in view.pins()[0]


@pytest.mark.parametrize("name", ["tiny", "zeros", "large", "oblong", "special", "unconverged", "negative"])
def test_extreme_explanations_open_and_answer(watch: tuple[Page, Any], out: Path, name: str) -> None:
    view = View.opened(watch[0], getattr(samples, name)(), out)
    view.root.locator(".caption .unit").first.hover()
    view.point(0.5, 0.5)
    assert view.said("subject").startswith("the whole picture" if name == "tiny" else "patch in row")
    box = view.picture.bounding_box()
    pixels = getattr(samples, name)().picture.pixels
    assert box is not None
    assert box["width"] / box["height"] == pytest.approx(pixels.shape[1] / pixels.shape[0], rel=0.02)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("zeros", "No pair stands out"),
        ("special", "begin, end, class"),
        ("unconverged", "do not add up well"),
    ],
)
def test_what_spoils_the_numbers_is_said_in_plain_words(
    watch: tuple[Page, Any], out: Path, name: str, text: str
) -> None:
    view = View.opened(watch[0], getattr(samples, name)(), out)
    expect(view.root.locator(".head")).to_contain_text(text)


@pytest.mark.parametrize("width", [360, 480, 760, 1000, 1600])
@pytest.mark.parametrize("name", ["husky", "large"])
def test_it_fits_narrow_and_wide_pages(watch: tuple[Page, Any], out: Path, width: int, name: str) -> None:
    page = watch[0]
    page.set_viewport_size({"width": width, "height": 900})
    view = View.opened(page, getattr(samples, name)(), out)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    view.word("dog").hover()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    beside = view.root.locator(".body").evaluate(
        "e => getComputedStyle(e).gridTemplateColumns.split(' ').length"
    )
    assert beside == (2 if width >= 760 else 1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_reads_on_light_and_dark(browser: Browser, out: Path, scheme: Any) -> None:
    context = browser.new_context(color_scheme=scheme)
    view = View.opened(context.new_page(), samples.special(), out)
    low = view.page.evaluate(CONTRAST)
    context.close()
    assert low == []


def test_it_asks_for_less_motion_when_the_person_does(browser: Browser, out: Path) -> None:
    context = browser.new_context(reduced_motion="reduce")
    view = View.opened(context.new_page(), samples.husky(), out)
    durations = view.root.locator(".under").first.evaluate("e => getComputedStyle(e).transitionDuration")
    context.close()
    assert durations == "0s"


def test_without_scripts_the_still_picture_is_there(browser: Browser, out: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    explorer = Explorer(samples.husky())
    page.goto(explorer.to_html(out).as_uri())
    expect(page.get_by_role("img")).to_be_visible()
    assert "strongest at the upper left" in page.locator("noscript").inner_text()
    context.close()
