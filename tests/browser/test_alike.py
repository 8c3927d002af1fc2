"""The exported page of two captions and of two pictures, opened from disk with the network refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

import samples
from views import CONTRAST, View

pytestmark = pytest.mark.browser


class Two(View):
    """A view of two sides of one kind; each answers by its place, 0 or 1."""

    def side(self, index: int) -> Locator:
        return self.root.locator(".caption, .picture").nth(index)

    def unit(self, index: int, text: str, nth: int = 0) -> Locator:
        return self.side(index).locator(".unit", has_text=text).nth(nth)

    def marks(self, index: int) -> list[float]:
        """Height of each underline of a caption, negative where it is against."""
        values: list[float] = self.side(index).evaluate(
            """caption => [...caption.querySelectorAll('.under')].map(under =>
                Number(under.style.transform.slice(7, -1)) * (under.dataset.sign === 'for' ? 1 : -1))"""
        )
        return values

    def cells(self, index: int) -> list[int]:
        """Opacity of each patch of a picture, row by row."""
        pixels: list[int] = (
            self.side(index)
            .locator("canvas")
            .evaluate(
                "c => [...c.getContext('2d').getImageData(0, 0, c.width, c.height).data].filter((_, i) => i % 4 === 3)"
            )
        )
        return pixels

    def spot(self, index: int, down: float, across: float) -> tuple[float, float]:
        self.side(index).scroll_into_view_if_needed()
        box = self.side(index).bounding_box()
        assert box is not None
        return box["x"] + across * box["width"], box["y"] + down * box["height"]

    def pull(self, index: int, start: tuple[float, float], end: tuple[float, float]) -> None:
        self.page.mouse.move(*self.spot(index, *start))
        self.page.mouse.down()
        self.page.mouse.move(*self.spot(index, *end), steps=5)
        self.page.mouse.up()


@pytest.fixture
def captions(watch: tuple[Page, Any], out: Path) -> Two:
    return Two.opened(watch[0], samples.captions(), out)


@pytest.fixture
def pictures(watch: tuple[Page, Any], out: Path) -> Two:
    return Two.opened(watch[0], samples.pictures(), out)


def test_captions_open_with_the_phrase_that_both_have(captions: Two) -> None:
    assert captions.said("eyebrow") == "Strongest pair"
    assert captions.said() == "black dog × black dog sleeps"
    assert captions.said("detail").endswith("of the first caption's positive attribution lies there")
    lit = captions.root.locator('.unit[data-state="lit"]').all_inner_texts()
    assert lit == ["black", "dog", "black", "dog", "sleeps"]


def test_a_hovered_word_underlines_the_other_caption_and_not_its_own(captions: Two) -> None:
    captions.unit(0, "dog").hover()
    words = [word.text for word in samples.captions().b.words]  # type: ignore[union-attr] # both sides are captions
    marks = dict(zip(words, captions.marks(1), strict=True))
    assert max(marks, key=marks.__getitem__) == "dog"
    assert not any(captions.marks(0))
    assert (captions.said("eyebrow"), captions.said()) == ("First", "dog")
    assert captions.said("detail").startswith("for: dog +")
    captions.unit(1, "white").hover()
    assert not any(captions.marks(1))
    assert max(captions.marks(0)) > 0.5
    assert (captions.said("eyebrow"), captions.said()) == ("Second", "white")


def test_a_phrase_of_either_caption_makes_one_number(captions: Two) -> None:
    captions.unit(0, "black").click()
    captions.unit(0, "dog").click()
    captions.unit(1, "dog").click()
    captions.away()
    pair = samples.captions()
    chosen = list(pair.indices("dog", side="b"))
    value = pair.given_a("black dog")[chosen].sum()
    assert captions.said() == "black dog × dog"
    assert captions.said("value") == f"{value:+.4f}"
    captions.button("Pin").click()
    assert captions.pins()[0].startswith("A black dog × dog")
    captions.page.keyboard.press("Escape")
    assert captions.kept() == []
    captions.page.keyboard.press("Control+z")
    assert captions.kept() == ["black", "dog", "dog"]


def test_a_row_keeps_both_phrases(captions: Two) -> None:
    captions.root.locator(".row", has_text="white husky").click()
    captions.away()
    assert captions.kept() == ["white", "husky", "white", "cat"]


def test_both_captions_are_worked_from_the_keyboard(captions: Two) -> None:
    keys = captions.page.keyboard
    keys.press("Tab")
    keys.press("ArrowRight")
    keys.press("Enter")
    keys.press("Tab")
    keys.press("ArrowRight")
    keys.press("Shift+ArrowRight")
    assert captions.kept() == ["white", "black", "dog"]
    keys.press("p")
    expect(captions.root.locator(".heard")).to_contain_text(
        "2 word pieces of the first caption and 3 word pieces of the second caption kept, 1 pinned"
    )
    assert captions.root.get_by_role("listbox", name="Second caption").count() == 1


def test_special_units_of_both_captions_can_be_pointed_at(captions: Two) -> None:
    captions.root.get_by_text("Options and keys").click()
    captions.root.get_by_text("Special units").click()
    captions.root.get_by_text("Word pieces").click()
    for side in (0, 1):
        captions.unit(side, "end").hover()
        assert captions.said() == "[end]"
        assert float(captions.said("value").replace("−", "-")) != 0
    captions.root.locator(".parts li", has_text="special × words").hover()
    assert captions.said() == "the first caption's special units"
    value = float(captions.said("value").replace("−", "-"))
    assert value == pytest.approx(samples.captions().ledger.content_special, abs=1e-4)


def test_pictures_open_side_by_side_with_a_region_on_each(pictures: Two) -> None:
    assert pictures.said("eyebrow") == "Strongest pair"
    assert pictures.borders("hovered") == 2
    boxes = [pictures.side(index).bounding_box() for index in (0, 1)]
    assert boxes[0]
    assert boxes[1]
    assert boxes[0]["x"] + boxes[0]["width"] < boxes[1]["x"]
    assert boxes[0]["y"] == pytest.approx(boxes[1]["y"], abs=1)


def test_a_hovered_patch_lights_the_other_picture_and_not_its_own(pictures: Two) -> None:
    pair = samples.pictures()
    pictures.page.mouse.move(*pictures.spot(0, 0.7, 0.7))
    heat = pair.given_a(_cell(7, 7, 4, 4)).ravel()
    assert pictures.said() == "patch in row 5, column 5"
    assert pictures.said("value") == f"{heat.sum():+.4f}"
    assert int(heat.argmax()) == max(range(heat.size), key=pictures.cells(1).__getitem__)
    assert not any(pictures.cells(0))
    assert pictures.said("detail").startswith("strongest at the left of the second picture")
    pictures.page.mouse.move(*pictures.spot(1, 0.6, 0.8))
    heat = pair.given_b(_cell(5, 8, 3, 6)).ravel()
    assert int(heat.argmax()) == max(range(heat.size), key=pictures.cells(0).__getitem__)
    assert not any(pictures.cells(1))


def _cell(rows: int, cols: int, row: int, col: int) -> list[list[int]]:
    return [[int((r, c) == (row, col)) for c in range(cols)] for r in range(rows)]


def test_boxes_on_both_pictures_make_one_number_and_a_pin(pictures: Two) -> None:
    pictures.pull(0, (0.5, 0.5), (0.9, 0.9))
    pictures.pull(1, (0.3, 0.05), (0.75, 0.35))
    pictures.away()
    assert pictures.borders("kept") == 2
    pair = samples.pictures()
    value = pair.matrix[1:4, 0:3, 3:7, 3:7].sum()
    assert pictures.said("value") == f"{value:+.4f}"
    assert pictures.said().startswith("16 patches at the lower right × 9 patches at the left")
    pictures.button("Pin").click()
    assert pictures.root.locator(".tag").all_inner_texts() == ["A", "A"]
    pictures.page.keyboard.press("Escape")
    assert pictures.borders("kept") == 0
    assert pictures.borders("pin") == 2


def test_both_pictures_are_worked_from_the_keyboard(pictures: Two) -> None:
    keys = pictures.page.keyboard
    for side in (0, 1):
        pictures.side(side).focus()
        keys.press("Home")
        keys.press("Shift+ArrowRight")
        keys.press("Space")
    assert pictures.borders("kept") == 2
    assert pictures.root.get_by_role("application").nth(1).get_attribute("aria-label") == (
        "Second picture of 5 by 8 patches. Arrow keys move, Enter keeps, Shift and arrows draw a box."
    )


@pytest.mark.parametrize("name", ["captions", "pictures"])
def test_nothing_moves_while_one_points_at_things(watch: tuple[Page, Any], out: Path, name: str) -> None:
    watch[0].set_viewport_size({"width": 1000, "height": 1800})
    view = Two.opened(watch[0], samples.ALIKE[name](), out)
    before = view.layout()
    things = view.root.locator(".caption .unit, .picture, .row, .parts li").all()
    for thing in things[::3]:
        thing.hover()
        assert view.layout() == before


def test_a_scale_that_is_unlocked_fits_each_picture(pictures: Two) -> None:
    ends = pictures.root.locator(".scale .end")
    pictures.page.mouse.move(*pictures.spot(0, 0.1, 0.9))
    locked = ends.all_inner_texts()
    pictures.root.get_by_label("Locked scale").uncheck()
    pictures.page.mouse.move(*pictures.spot(0, 0.1, 0.9))
    assert ends.all_inner_texts() != locked


@pytest.mark.parametrize(
    ("name", "chosen", "subject"),
    [
        ("captions", {"selected_a": [9], "pins": [{"b": [1, 2, 3]}]}, "dog"),
        ("pictures", {"selected_b": [0], "pins": [{"a": [3]}]}, "patch in row 1, column 1"),
    ],
)
def test_a_page_opens_with_what_was_chosen(
    watch: tuple[Page, Any], out: Path, name: str, chosen: dict[str, Any], subject: str
) -> None:
    view = Two.opened(watch[0], samples.ALIKE[name](), out, **chosen)
    assert view.said() == subject
    assert len(view.pins()) == 1


@pytest.mark.parametrize("width", [360, 480, 760, 1000, 1600])
@pytest.mark.parametrize("name", ["captions", "pictures"])
def test_it_fits_narrow_and_wide_pages(watch: tuple[Page, Any], out: Path, width: int, name: str) -> None:
    page = watch[0]
    page.set_viewport_size({"width": width, "height": 900})
    view = Two.opened(page, samples.ALIKE[name](), out)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    boxes = [view.side(index).bounding_box() for index in (0, 1)]
    assert boxes[0]
    assert boxes[1]
    stacked = boxes[1]["y"] >= boxes[0]["y"] + boxes[0]["height"]
    assert stacked == (name == "captions" or width <= 480)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["captions", "pictures"])
def test_text_reads_on_light_and_dark(browser: Browser, out: Path, scheme: Any, name: str) -> None:
    context = browser.new_context(color_scheme=scheme)
    view = Two.opened(context.new_page(), samples.ALIKE[name](), out)
    low = view.page.evaluate(CONTRAST)
    context.close()
    assert low == []


def test_the_caption_may_come_first(watch: tuple[Page, Any], out: Path) -> None:
    view = View.opened(watch[0], samples.turned(), out)
    assert view.said() == "white husky"
    view.word("dog").hover()
    heat = samples.husky().heatmap("dog").ravel()
    assert int(heat.argmax()) == max(range(heat.size), key=view.heat().__getitem__)
    view.point(0.64, 0.7)
    assert max(view.underlines()) > 0.5
