"""A page of many pairs, opened from disk with no network: looked through as a person does it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

import galleries
import samples
from accessibility import violations
from pairlens import PairAttribution
from pairlens.cases import Store
from pairlens_widget import Gallery
from stores import change
from views import CONTRAST
from walls import Wall

pytestmark = pytest.mark.browser

COUNT = 24
CAPTIONS = galleries.captions(COUNT)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pairs with cases, sorted by residual."""
    home = tmp_path_factory.mktemp("gallery")
    with Store(galleries.store(home / "a.db", COUNT)) as store:
        gallery = Gallery(store, sort="residual")
        made = gallery.to_html(home / "gallery.html", range(COUNT), title="Failure cases")
        gallery.close()
    return made


@pytest.fixture
def wall(watch: tuple[Page, Any], written: Path) -> Wall:
    """On a page that asks for nothing and complains about nothing (see `watch`)."""
    page, _ = watch
    page.goto(written.as_uri())
    made = Wall(page)
    expect(made.tiles.first).to_be_visible()
    return made


def test_it_opens_from_disk_with_pictures_heat_and_what_was_said(wall: Wall) -> None:
    expect(wall.count()).to_have_text(f"{COUNT} pairs")
    assert wall.page.title() == "Failure cases"
    tile = wall.tile(0)
    expect(tile.locator("img")).to_be_visible()
    expect(tile.locator(".chip")).to_have_text("Missed object")
    expect(tile.locator("u")).not_to_be_empty()
    heat = "c => c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(v => v > 0)"
    assert tile.locator("canvas").evaluate(heat)
    assert tile.locator("img").evaluate("i => i.naturalWidth") > 0


def test_it_is_looked_through_by_keyboard_alone(wall: Wall) -> None:
    wall.enter()
    wall.press("ArrowRight")
    second, third = wall.first(3)[1:]
    assert wall.focused() == CAPTIONS[second]
    wall.press("Space")
    expect(wall.tile(second)).to_have_attribute("aria-selected", "true")
    expect(wall.root.get_by_role("button", name="1 chosen")).to_be_visible()
    wall.press("Enter")
    expect(wall.place).to_have_text(f"2 of {COUNT}")
    expect(wall.opened.locator(".pairlens")).to_be_visible()
    wall.press("j")
    expect(wall.place).to_have_text(f"3 of {COUNT}")
    wall.press("k")
    wall.press("k")
    wall.press("k")
    expect(wall.place).to_have_text(f"1 of {COUNT}")
    wall.press("j")
    wall.press("j")
    expect(wall.place).to_have_text(f"3 of {COUNT}")
    wall.press("Escape")
    expect(wall.opened).to_be_hidden()
    assert wall.focused() == CAPTIONS[third]
    wall.press("End")
    expect(wall.tiles.last).to_be_in_viewport()
    wall.press("Home")
    assert wall.focused() == CAPTIONS[wall.first(1)[0]]


def test_keys_inside_an_opened_view_are_its_own_and_then_the_gallerys(wall: Wall) -> None:
    wall.tiles.first.click()
    view = wall.opened.locator(".pairlens")
    view.locator(".caption .unit").nth(1).click()
    kept = view.locator('.caption [aria-selected="true"]')
    expect(kept).to_have_count(1)
    wall.press("j")
    expect(wall.place).to_have_text(f"2 of {COUNT}")
    wall.press("j")  # the keyboard stayed in the pair
    expect(wall.place).to_have_text(f"3 of {COUNT}")
    view.locator(".caption .unit").nth(1).click()
    expect(kept).to_have_count(1)
    wall.press("Escape")  # lets go of the word first
    expect(kept).to_have_count(0)
    wall.press("Escape")  # then of the preview
    expect(wall.opened).to_be_visible()
    wall.press("Escape")
    expect(wall.opened).to_be_hidden()


def test_it_finds_sorts_and_filters(wall: Wall) -> None:
    wall.tiles.first.focus()
    wall.press("/")
    wall.page.keyboard.type("kite WHITE")
    expect(wall.count()).to_have_text(f"5 of {COUNT} pairs")
    expect(wall.tiles).to_have_count(5)
    wall.root.get_by_role("button", name="Show all").click()
    expect(wall.count()).to_have_text(f"{COUNT} pairs")
    wall.root.get_by_label("Sort by").select_option("Score")
    worst = wall.first(3)
    wall.root.get_by_role("button", name="worst first").click()
    expect(wall.root.get_by_role("button", name="best first")).to_be_visible()
    assert wall.first(3) != worst
    wall.root.get_by_label("Sort by").select_option("as they come")
    assert wall.first(3) == [0, 1, 2]
    wall.root.get_by_label("class").select_option("kite (5)")
    expect(wall.count()).to_have_text(f"5 of {COUNT} pairs")
    wall.root.get_by_label("Status").select_option("skipped (1)")
    expect(wall.count()).to_have_text(f"1 of {COUNT} pairs")
    wall.root.get_by_label("class").select_option("dog (5)")
    expect(wall.root.get_by_text("No pair fits.")).to_be_visible()
    wall.root.get_by_role("button", name="Show all").click()
    wall.root.get_by_label("Label").select_option("Missed object (1)")
    assert wall.first(1) == [0]


def test_a_range_of_what_is_sorted_by(wall: Wall) -> None:
    wall.root.get_by_label("Sort by").select_option("Score")
    shown = wall.root.locator(".figure").all_inner_texts()
    scores = sorted(float(text.split()[-1].replace("−", "-")) for text in shown)
    wall.root.get_by_label("from").fill(str(scores[10] - 0.0006))
    wall.press("Tab")
    expect(wall.count()).to_contain_text("of")
    left = [
        float(text.split()[-1].replace("−", "-")) for text in wall.root.locator(".figure").all_inner_texts()
    ]
    assert left
    assert min(left) >= scores[10] - 0.001


def test_only_what_is_near_is_in_the_document_and_the_wall_stays_where_it_was(
    browser: Browser, tmp_path: Path
) -> None:
    gallery = Gallery(galleries.pairs(150), height=300)
    page = browser.new_page(viewport={"width": 700, "height": 800})
    page.goto(gallery.to_html(tmp_path / "p.html", range(150)).as_uri())
    gallery.close()
    wall = Wall(page)
    shelf = wall.root.locator(".shelf")
    expect(wall.tiles.first).to_be_visible()
    assert wall.tiles.count() < 40
    shelf.evaluate("shelf => { shelf.scrollTop = 3000; }")
    expect(wall.tile(50)).to_be_visible()
    assert wall.tiles.count() < 60
    shelf.evaluate("shelf => { shelf.scrollTop += 37; }")
    page.wait_for_timeout(100)
    before = shelf.evaluate("shelf => shelf.scrollTop")
    shelf.click(position={"x": 80, "y": 150})
    expect(wall.place).to_be_visible()
    wall.press("Escape")
    expect(shelf).to_be_visible()
    assert shelf.evaluate("shelf => shelf.scrollTop") == before
    page.close()


def _open(wall: Wall) -> None:
    wall.tiles.first.click()
    expect(wall.opened.locator(".pairlens")).to_be_visible()


def _choose(wall: Wall) -> None:
    wall.tiles.nth(1).focus()
    wall.press("Space")


def _nothing(wall: Wall) -> None:
    wall.root.get_by_label("Find").fill("nobody says that")
    expect(wall.root.get_by_text("No pair fits.")).to_be_visible()


STATES: dict[str, Callable[[Wall], object]] = {
    "wall": lambda wall: wall.count(),
    "chosen": _choose,
    "open": _open,
    "nothing": _nothing,
}


@pytest.mark.parametrize(
    ("scheme", "width"), [("light", 1200), ("dark", 480), ("light", 480), ("dark", 1200)]
)
@pytest.mark.parametrize("state", STATES)
def test_axe_has_nothing_to_say_and_nothing_sticks_out(
    browser: Browser, written: Path, state: str, scheme: Any, width: int
) -> None:
    page = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900}).new_page()
    page.goto(written.as_uri())
    wall = Wall(page)
    expect(wall.tiles.first).to_be_visible()
    STATES[state](wall)
    found = violations(page)
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.context.close()
    assert found == []
    assert wide <= width


def test_what_means_harm_stays_text(watch: tuple[Page, Any], tmp_path: Path) -> None:
    page, _ = watch
    harm = '<img src=x onerror="window.harmed=1"><script>window.harmed=1</script>'
    with Store(tmp_path / "a.db") as store:
        item = store.add(
            samples.pair(samples.TROUBLE), name=f"{harm}.png", columns={f"c {harm}": harm, "x": "</script>"}
        )
        other = store.add(samples.pair("another one"), columns={f"c {harm}": "b", "x": "y"})
        for each in (item, other):
            store.write(change(each, harm, f"ann {harm}", status="submitted", labels=("</script>",)))
        gallery = Gallery(store)
        page.goto(gallery.to_html(tmp_path / "p.html", title=f"</title>{harm}").as_uri())
        gallery.close()
    wall = Wall(page)
    expect(page.locator(".gallery .called")).to_have_text(f"</title>{harm}")
    tile = wall.tiles.first
    expect(tile.locator(".said-of")).to_contain_text("<script>alert")
    tile.click()
    expect(wall.opened.locator(".noted")).to_have_text(harm)
    expect(wall.opened.locator(".about")).to_contain_text(f"c {harm}")
    assert page.evaluate("window.harmed") is None
    assert page.title() == f"</title>{harm}"


@pytest.mark.parametrize("name", ["captions", "pictures", "tiny", "oblong", "zeros"])
def test_pairs_of_every_kind(watch: tuple[Page, Any], tmp_path: Path, name: str) -> None:
    page, _ = watch
    pair: PairAttribution = getattr(samples, name)()
    gallery = Gallery([pair])
    page.goto(gallery.to_html(tmp_path / "p.html").as_uri())
    gallery.close()
    wall = Wall(page)
    expect(wall.count()).to_have_text("1 pair")
    if name == "captions":
        expect(wall.tiles.locator(".first")).to_have_text(samples.HUSKY)
        expect(wall.tiles.locator(".said-of")).to_have_text(samples.NAP)
    else:
        expect(wall.tiles.locator("img")).to_be_visible()
        shape = wall.tiles.locator("img").evaluate("i => i.naturalWidth / i.naturalHeight")
        heat = wall.tiles.locator("canvas").bounding_box()
        assert heat is not None
        assert heat["width"] / heat["height"] == pytest.approx(shape, abs=0.03)
    wall.tiles.click()
    expect(wall.opened.locator(".pairlens")).to_be_visible()
    expect(wall.place).to_have_text("1 of 1")
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read(browser: Browser, written: Path, scheme: Any) -> None:
    page = browser.new_context(color_scheme=scheme).new_page()
    page.goto(written.as_uri())
    expect(Wall(page).tiles.first).to_be_visible()
    low = page.evaluate(CONTRAST.replace(".pairlens", ".gallery-box"))
    page.context.close()
    assert low == []


def test_fingers_open_and_choose(browser: Browser, written: Path) -> None:
    page = browser.new_context(
        has_touch=True, is_mobile=True, viewport={"width": 420, "height": 800}
    ).new_page()
    page.goto(written.as_uri())
    wall = Wall(page)
    wall.tiles.first.locator(".tick").tap()
    expect(wall.root.get_by_role("button", name="1 chosen")).to_be_visible()
    expect(wall.opened).to_be_hidden()
    wall.tiles.first.locator(".frame").tap()
    expect(wall.opened.locator(".pairlens")).to_be_visible()
    page.context.close()
