"""A lesson in an exported page, opened from disk with the network refused, and in JupyterLab."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

import samples
from accessibility import violations
from cells import Notebook
from notebooks import Lab
from pairlens_widget import Lesson, Quiz, Step
from views import View

pytestmark = pytest.mark.browser

HOSTILE = '<img src=x onerror="window.hurt = 1"><script>window.hurt = 1</script> {{x}} \u202e שלום 👩🏽‍🚀'
_NUMBER = re.compile(r"[+−-]?\d*[.]\d+|\d+\s*%")


def steps() -> list[Step]:
    return [
        Step(
            "The caption and the picture.\n\nPoint at them.",
            "Both sides",
            tokens="husky",
            look={"grey": True},
        ),
        Quiz("Where is the dog?", "A guess", ask="region", tokens="black dog", tries=2, after="There it is."),
        Quiz("Which words are here?", ask="words", patches=(110, 110, 200, 200)),
        Step("Two captions.", "Elsewhere", pair=1, a="black dog"),
    ]


class Course(View):
    """A lesson on a page."""

    @property
    def panel(self) -> Locator:
        return self.root.locator(".lesson")

    def heading(self) -> str:
        return self.panel.get_by_role("heading").inner_text()

    def where(self) -> str:
        return self.panel.locator(".count").inner_text()

    def verdict(self) -> str:
        return self.panel.locator(".verdict").inner_text().replace("\u00a0", " ")

    def told(self) -> str:
        """Every text and every name that the view gives, seen, heard or shown on pointing."""
        texts: str = self.root.evaluate(_TOLD)
        return texts


_TOLD = """frame => {
  const named = a => /^(aria|title|alt|data)/.test(a.name) && !/^data-(index|step)$/.test(a.name);
  const told = e => [...[...e.attributes].filter(named).map(a => a.value),
    ...[...e.childNodes].filter(n => n.nodeType === Node.TEXT_NODE).map(n => n.data)];
  return [...frame.shadowRoot.querySelectorAll('.view *')].flatMap(told).join('\\n');
}"""


def _lesson() -> Lesson:
    return Lesson([samples.husky(), samples.captions()], steps(), title="A course")


@pytest.fixture
def course(watch: tuple[Page, Any], out: Path) -> Course:
    return Course.opened(watch[0], _lesson(), out)


def test_it_is_gone_through_by_keyboard(course: Course) -> None:
    keys = course.page.keyboard
    assert (course.where(), course.heading()) == ("1 of 4", "Both sides")
    assert course.kept() == ["husky"]
    keys.press("]")
    expect(course.root.locator(".heard")).to_have_text("Step 2 of 4. A guess. Where is the dog?")
    keys.press(".")
    assert course.heading() == "A question"
    keys.press(".")
    assert (course.where(), course.heading()) == ("4 of 4", "Elsewhere")
    assert course.root.get_by_role("listbox").count() == 2
    keys.press(".")
    assert course.where() == "4 of 4"
    for _ in range(3):
        keys.press("[")
    assert (course.where(), course.kept()) == ("1 of 4", ["husky"])
    keys.press("Control+z")
    assert course.where() == "2 of 4"


def test_a_page_that_is_loaded_again_goes_on_where_it_was(course: Course) -> None:
    for _ in range(2):
        course.page.keyboard.press("]")
    course.word("dog").click()
    course.button("Show the answer").click()
    verdict = course.verdict()
    course.page.reload()
    course.root.wait_for()
    assert course.where() == "3 of 4"
    assert course.verdict() == verdict
    assert course.button("Undo").get_attribute("aria-disabled") == "true"
    course.page.keyboard.press("[")
    assert course.heading() == "A guess"
    expect(course.panel.get_by_role("button", name="Check")).to_be_visible()


def test_dots_and_buttons_keep_the_focus(course: Course) -> None:
    keys = course.page.keyboard
    keys.press("Tab")
    focused = (
        "f => f.shadowRoot.activeElement.getAttribute('aria-label') || f.shadowRoot.activeElement.textContent"
    )
    assert course.root.evaluate(focused) == "Step 1 of 4: Both sides"
    keys.press("ArrowRight")
    keys.press("ArrowRight")
    keys.press("ArrowRight")
    keys.press("Enter")
    assert course.where() == "4 of 4"
    assert course.root.evaluate(focused) == "Step 4 of 4: Elsewhere"
    course.button("Previous").focus()
    keys.press("Enter")
    keys.press("Enter")
    assert course.where() == "2 of 4"
    assert course.root.evaluate(focused) == "Previous"
    assert course.panel.locator('.dot[tabindex="0"]').count() == 1


def test_one_may_explore_and_come_back(course: Course) -> None:
    course.word("forest").click()
    course.button("Back to this step").click()
    assert course.kept() == ["husky"]
    course.button("Undo").click()
    assert course.kept() == ["husky", "forest"]
    assert course.where() == "1 of 4"


def test_nothing_leaks_before_the_check(course: Course) -> None:
    """Whatever one points at, presses or listens to, no number and no colour tells."""
    course.page.keyboard.press("]")
    points = [
        lambda: course.point(0.7, 0.7),
        lambda: course.word("dog").hover(),
        lambda: course.word("forest").click(),
    ]
    keys = [
        lambda key=key: course.page.keyboard.press(key)
        for key in ("p", "b", "e", "Escape", "ArrowRight", "Control+z")
    ]
    for act in [*points, course.picture.focus, *keys]:
        act()
        course.page.wait_for_timeout(200)
        assert not any(course.heat())
        assert not any(course.underlines())
        assert _NUMBER.findall(course.told()) == []
    assert course.root.locator(".ledger, .readout, .row, .legend, .menus, table").count() == 0
    course.page.reload()
    course.root.wait_for()
    course.page.keyboard.press("]")
    course.picture.focus()  # begins in the corner, not where the heat is strongest
    course.page.keyboard.press("ArrowRight")
    expect(course.root.locator(".heard")).to_have_text("patch in row 1, column 2")


def test_a_region_is_guessed_by_drag(course: Course) -> None:
    course.page.keyboard.press("]")
    course.button("Check").dispatch_event("click")  # which it says that it cannot yet
    assert course.panel.locator(".verdict").is_hidden()
    course.drag((0.05, 0.05), (0.3, 0.3))
    expect(course.panel).to_contain_text("Your guess: 9 patches at the upper left")
    course.button("Check").click()
    assert course.verdict().startswith("Not yet.")
    assert course.verdict().endswith("1 try left.")
    assert not any(course.heat())
    course.drag((0.5, 0.5), (0.9, 0.9))
    course.button("Check").click()
    heat = np.clip(samples.husky().heatmap("black dog"), 0, None)
    share = heat[3:7, 3:7].sum() / heat.sum()
    assert course.verdict().startswith(f"Found. Your region: {share:.0%} of".replace("%", " %"))
    assert any(course.heat())
    expect(course.panel).to_contain_text("There it is.")
    assert course.kept() == ["black", "dog"]
    assert course.borders("kept") == 1
    assert "Strongest region" in course.pins()[0]
    assert course.root.evaluate("f => f.shadowRoot.activeElement.className") == "verdict"
    course.page.keyboard.press("]")
    course.page.keyboard.press("[")
    assert course.verdict().startswith("Found.")
    assert course.borders("kept") == 1


def test_a_region_is_guessed_by_keyboard(course: Course) -> None:
    keys = course.page.keyboard
    keys.press("]")
    course.picture.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight"):
        keys.press(key)
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight"):
        keys.press(f"Shift+{key}")
    keys.press("Enter")
    expect(course.panel).to_contain_text("Your guess: 12 patches at the")
    course.button("Check").focus()
    keys.press("Enter")
    assert course.verdict().startswith("Found.")
    expect(course.root.locator(".heard")).to_contain_text("Found.")


def test_words_are_guessed_and_told_in_words(course: Course) -> None:
    course.page.keyboard.press("]")
    course.page.keyboard.press("]")
    course.word("forest").click()
    course.button("Check").click()
    assert course.verdict() == "Not yet. Your words: none is right; 2 are missing. 2 tries left."
    assert not any(course.underlines())
    course.word("forest").click()
    course.word("black").click()
    course.word("dog").click()
    course.button("Check").click()
    assert course.verdict() == "Found. Your words: 2 words are right."
    assert any(course.underlines())


def test_giving_up_shows_the_answer_and_the_end_tells_gently(course: Course) -> None:
    course.page.keyboard.press("]")
    course.button("Show the answer").click()
    assert course.verdict() == "Here is the answer."
    assert any(course.heat())
    course.page.keyboard.press("]")
    course.page.keyboard.press("]")
    tally = course.panel.locator(".tally")
    assert tally.inner_text().startswith("You found 0 of 2; one question is still open.")
    tally.get_by_role("button", name="Start again").click()
    assert course.where() == "1 of 4"
    course.page.keyboard.press("]")
    assert not any(course.heat())


def test_hostile_texts_are_texts(watch: tuple[Page, Any], out: Path) -> None:
    made = [Step(HOSTILE, HOSTILE), Quiz(HOSTILE, tokens="dog's", after=HOSTILE, tries=1)]
    course = Course.opened(watch[0], Lesson(samples.trouble(), made, title=HOSTILE), out)
    assert course.heading() == HOSTILE
    course.page.keyboard.press("]")
    course.button("Show the answer").click()
    assert course.panel.locator(".text").last.inner_text() == HOSTILE
    assert course.page.title() == HOSTILE
    assert course.root.locator(".lesson img, .lesson script").count() == 0
    assert course.page.evaluate("window.hurt") is None


def test_the_kept_page_works_from_disk(watch: tuple[Page, Any]) -> None:
    """The one that the README links to, whatever version of the view it was written with."""
    page = watch[0]
    page.goto((Path(__file__).parents[2] / "docs" / "lesson.html").as_uri())
    course = Course(page)
    course.root.wait_for()
    last = course.panel.locator(".dot").count()
    for _ in range(last - 1):
        if course.root.get_by_role("button", name="Show the answer").is_visible():
            assert not any(course.heat())
            course.button("Show the answer").click()
        course.button("Next").click()
    assert course.where() == f"{last} of {last}"
    assert course.panel.locator(".tally").inner_text().startswith("You found 0 of 3.")


@pytest.mark.parametrize(("scheme", "width"), [("light", 480), ("dark", 1000)])
def test_nobody_is_shut_out(watch: tuple[Page, Any], out: Path, scheme: Any, width: int) -> None:
    """axe-core has nothing to say of a step, of a question, and of its answer."""
    page = watch[0]
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    course = Course.opened(page, _lesson(), out)
    assert violations(page) == []
    page.keyboard.press("]")
    assert violations(page) == []
    course.drag((0.1, 0.1), (0.3, 0.3))
    course.button("Check").click()
    assert violations(page) == []
    course.button("Show the answer").click()
    assert violations(page) == []


@pytest.mark.parametrize("width", [480, 1400])
def test_it_fits(watch: tuple[Page, Any], out: Path, width: int) -> None:
    page = watch[0]
    page.set_viewport_size({"width": width, "height": 900})
    made = [Step("word " * 80, "title " * 20), Quiz("?" * 300)]
    course = Course.opened(page, Lesson(samples.husky(), made, title="A course " * 20), out)
    for _ in range(2):
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        course.page.keyboard.press("]")


_LESSON = """\
import os, sys
sys.path.append(os.environ["PAIRLENS_TESTS"])
import samples
from pairlens_widget import Lesson, Quiz, Step
pairs = [samples.husky(), samples.captions()]
quiz = Quiz("Where?", ask="region", tokens="black dog")
lesson = Lesson(pairs, [Step("One", tokens="husky"), quiz, Step("Three", pair=1, a="black")])
lesson"""


def test_python_hears_of_steps_and_answers_and_can_lead(server: Lab, context: BrowserContext) -> None:
    asks = [
        "print(lesson.step, lesson.answers)",
        "lesson.step = 2",
        "print(lesson.step, lesson.pair is pairs[0])",
    ]
    book = Notebook(context.new_page(), server.notebook("lesson.ipynb", [_LESSON, *asks]))
    book.run(0)
    course = Course(book.page, book.view(0).root)
    course.button("Next").click()
    course.drag((0.5, 0.5), (0.95, 0.95))
    course.button("Check").click()
    assert course.verdict().startswith("Found.")
    book.run(1)
    output = book.cell(1).locator(".jp-OutputArea")
    expect(output).to_contain_text("1 [{'step': 1, 'guess': [24, 25, 26, 27, 31")
    expect(output).to_contain_text("'tries': 1, 'right': True, 'shown': False}]")
    book.run(2)
    expect(course.panel.locator(".count")).to_have_text("3 of 3")
    expect(course.root.get_by_role("listbox")).to_have_count(2)
    course.button("Previous").click()
    course.button("Previous").click()
    assert course.kept() == ["husky"]
    for _ in range(20):  # messages of the view may be taken on another thread than the cell
        if book.run(3).inner_text() == "0 True":
            break
    book.read(3, "0 True")
    context.close()
    server.stop_kernels()
