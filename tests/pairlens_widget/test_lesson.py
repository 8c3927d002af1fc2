from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from traitlets import TraitError

import samples
from pairlens import PairlensError, scenes
from pairlens.errors import OptionError
from pairlens_widget import Explorer, Lesson, Quiz, Step
from pairlens_widget.asked import units_of

Make = Callable[..., Lesson]


@pytest.fixture
def make() -> Iterator[Make]:
    """Lessons that are taken away after the test."""
    made: list[Lesson] = []

    def lesson(subject: Any, *steps: Any, title: str = "") -> Lesson:
        made.append(Lesson(subject, steps, title))
        return made[-1]

    yield lesson
    for each in made:
        each.close()


def scene(lesson: Lesson, index: int = 0) -> dict[str, Any]:
    return lesson._lesson["steps"][index]["scene"]


def asked(lesson: Lesson, index: int = 0) -> dict[str, Any]:
    return lesson._lesson["steps"][index]["quiz"]


def test_phrases_and_boxes_become_units(make: Make) -> None:
    pair = samples.husky()
    pins = ["white husky", {"tokens": "black dog", "patches": (96, 96, 224, 224), "name": "dog"}]
    step = Step("…", tokens="black dog", patches=(0, 0, 64, 32), pins=pins, look={"grey": True})
    made = scene(make(pair, step))
    dog = list(pair.indices("black dog"))
    assert (made["tokens"], made["patches"]) == (dog, [0, 1])
    assert made["look"] == {"grey": True}
    assert made["pins"][0] == {"tokens": list(pair.indices("white husky")), "patches": [], "colour": 0}
    assert made["pins"][1]["patches"] == [row * 7 + col for row in range(3, 7) for col in range(3, 7)]
    assert made["pins"][1]["name"] == "dog"


def test_regions_are_boxes_masks_or_cells() -> None:
    picture = samples.husky().picture
    cells = np.zeros((7, 7))
    cells[2, 3] = 0.7
    pixels = np.zeros((224, 224), dtype=bool)
    pixels[33:40, 33:40] = True
    assert units_of((32, 32, 64, 64), picture) == [8]
    assert units_of(cells, picture) == [17]
    assert units_of(pixels, picture) == [8]  # less than half of a cell, but of no other more
    assert units_of([3, 1, 1, 2], picture) == [1, 2, 3]
    assert units_of(range(2), picture) == units_of(np.arange(2), picture) == [0, 1]


def test_it_opens_at_its_first_step_and_python_leads_through_it(make: Make) -> None:
    pair = samples.husky()
    lesson = make(
        pair, Step("a", tokens="husky", pins=["dog"]), Step("b", patches=[5], look={"smooth": True})
    )
    assert lesson.selected_tokens == list(pair.indices("husky"))
    assert len(lesson.pins) == 1
    lesson.step = 1
    assert (lesson.selected_tokens, lesson.selected_patches, lesson.pins) == ([], [5], [])
    assert lesson.look == {"smooth": True}
    with pytest.raises(TraitError, match="steps are 0 to 1"):
        lesson.step = 2


def test_steps_may_be_about_other_explanations(make: Make) -> None:
    one, two = samples.husky(), samples.captions()
    steps = [Step("a", tokens="husky"), Step("b", pair=1, a="husky"), Step("c"), Step("d", pair=one)]
    lesson = make([one, two], *steps)
    lesson.step = 1
    assert lesson.pair is two
    assert (lesson.selected_a, lesson.selected_tokens) == (list(two.indices("husky", side="a")), [])
    lesson.step = 2
    assert lesson.pair is two
    assert lesson.selected_a == []
    lesson.step = 3
    assert lesson.pair is one


def test_more_explanations_than_a_shelf_holds_are_kept(make: Make) -> None:
    pairs = [samples.tiny() for _ in range(60)]
    lesson = make(pairs, *[Step("…", pair=i) for i in range(60)])
    for i in (0, 59, 30):
        lesson.step = i
        assert lesson.pair is pairs[i]


def test_bookmarks_of_an_explorer_become_steps(make: Make) -> None:
    explorer = Explorer(samples.husky())
    explorer.bookmarks = [{"name": "the dog", "tokens": [8, 9], "pins": [{"tokens": [1]}]}]
    lesson = make(explorer, Step("…", bookmark="the dog"), Step("…", bookmark="the dog", patches=[3]))
    assert (lesson.selected_tokens, len(lesson.pins)) == ([8, 9], 1)
    lesson.step = 1
    assert (lesson.selected_tokens, lesson.selected_patches) == ([8, 9], [3])
    explorer.close()


def test_what_the_view_shows_of_a_step_is_left_alone(make: Make) -> None:
    """A person explores at a step; its own state must not come back by itself."""
    lesson = make(samples.husky(), Step("a"), Step("b", tokens="dog"))
    lesson.set_state({"step": 1, "selected_tokens": [0], "_seen": lesson._revision})
    assert (lesson.step, lesson.selected_tokens) == (1, [0])


def test_the_view_leads_to_another_explanation(make: Make) -> None:
    pairs = [samples.husky(), samples.captions()]
    lesson = make(pairs, Step("a", tokens="dog"), Step("b", pair=1))
    lesson.step = 1
    chosen = {"selected_tokens": [0], "selected_patches": [1], "pins": [], "step": 0}
    question = {"kind": "show", "revision": "1", "chosen": chosen}
    lesson._hear(lesson, {"type": "ask", "id": "1", "question": question}, [])
    assert lesson.pair is pairs[0]
    assert (lesson.step, lesson.selected_tokens, lesson.selected_patches) == (0, [0], [1])


MASK = np.zeros((224, 224), dtype=bool)
MASK[96:160, 96:160] = True


@pytest.mark.parametrize(
    ("quiz", "expected"),
    [
        (
            Quiz("?", ask="region", tokens="dog"),
            {"side": "patches", "answer": None, "basis": "attribution", "enough": 0.5},
        ),
        (
            Quiz("?", ask="region", tokens="dog", truth=MASK),
            {"side": "patches", "answer": [24, 25, 31, 32], "basis": "truth", "enough": 0.4},
        ),
        (
            Quiz("?", ask="words", patches=MASK, answer="black dog", tries=1, enough=0.9),
            {"side": "tokens", "answer": [7, 8, 9], "basis": "answer", "tries": 1, "enough": 0.9},
        ),
    ],
)
def test_a_quiz_knows_its_answer(make: Make, quiz: Quiz, expected: dict[str, Any]) -> None:
    made = asked(make(samples.husky(), quiz))
    assert {key: made[key] for key in expected} == expected


def test_a_quiz_takes_the_truth_of_a_scene(make: Make) -> None:
    phrase = scenes.NamedPhrase("black dog", (20, 29), 0, MASK)
    pair = samples.husky()
    quizzes = [Quiz("?", ask="region", truth=phrase), Quiz("?", ask="words", patches=MASK, truth=phrase)]
    lesson = make(pair, *quizzes)
    assert asked(lesson, 0)["answer"] == [24, 25, 31, 32]
    assert asked(lesson, 1)["answer"] == list(pair.indices("black dog"))


def test_words_that_join_are_neither_right_nor_wrong(make: Make) -> None:
    pair = samples.husky()
    joining = asked(make(pair, Quiz("?", ask="words", patches=[0])))["joining"]
    assert set(pair.indices("and")) <= set(joining)
    assert not set(pair.indices("black dog")) & set(joining)


def test_of_two_pictures_the_region_is_asked_on_the_other(make: Make) -> None:
    lesson = make(samples.pictures(), Quiz("?", a=[3]), Quiz("?", b=[3]))
    assert [asked(lesson, i)["side"] for i in (0, 1)] == ["b", "a"]


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ([Step("…", "the cow", tokens="cow")], "Step 1 (the cow): The phrase 'cow' is not in the caption."),
        ([Step("…"), Step("…", patches=(0, 0, 500, 9))], "Step 2: The box (0, 0, 500, 9) reaches outside"),
        ([Step("…", patches=[49])], "Step 1: 49 is no cell of the picture."),
        ([Step("…", look={"map": "rainbow"})], "Step 1: map of a look is one of"),
        ([Step("…", pins=[{"words": 1}])], "Step 1: A pin"),
        ([Step("…", a=[0])], "Step 1: This pair has no a. Name tokens or patches."),
        ([Step("…", pair=1)], "Step 1: pair=1 is no explanation."),
        ([Step("…", bookmark="b")], "Step 1: there is no bookmark 'b'."),
        ([Step("…", focused_pin=3)], "Step 1: focused_pin: no pin has the colour 3"),
        ([Quiz("…", ask="cow")], "Step 1: A quiz cannot ask for 'cow'."),
        ([Quiz("…", patches=[1])], "Step 1: The quiz asks for region, but shows patches= already."),
        ([Quiz("…", answer=[1], truth=[1])], "Step 1: The quiz has an answer and a truth."),
        ([Quiz("…", answer=[])], "Step 1: The answer of the quiz is empty."),
        ([Quiz("…", tries=0)], "Step 1: A quiz cannot give 0 tries."),
        ([Quiz("…", enough=2.0)], "Step 1: enough=2.0 is no score."),
        ([], "A lesson has at least one step."),
        (["…"], "Step 1 is no step but a str."),
    ],
)
def test_an_error_names_the_step_the_cause_and_the_remedy(steps: list[Any], message: str) -> None:
    with pytest.raises(PairlensError) as raised:
        Lesson(samples.husky(), steps)
    assert str(raised.value).startswith(message)
    assert raised.value.remedy


@pytest.mark.parametrize("subject", [3, [], [3], "dog"])
def test_a_lesson_is_about_explanations(subject: Any) -> None:
    with pytest.raises(OptionError, match="A lesson is about explanations"):
        Lesson(subject, [Step("…")])


ANSWER = {
    "step": 1,
    "guess": [3],
    "score": 0.5,
    "overlap": 0.5,
    "share": None,
    "tries": 1,
    "right": True,
    "shown": False,
}


def test_answers_can_be_read_and_cleared_and_are_checked(make: Make) -> None:
    lesson = make(samples.husky(), Step("a"), Quiz("b", tokens="dog"))
    lesson.set_state({"answers": [ANSWER]})
    assert lesson.answers == [ANSWER]
    for bad in ([{**ANSWER, "step": 0}], [{"step": 1}], [3]):
        with pytest.raises(TraitError):
            lesson.answers = bad
    lesson.answers = []
    assert lesson.answers == []


def page_data(path: Path) -> dict[str, Any]:
    text = path.read_text(encoding="utf-8")
    found = re.search(r'id="pairlens-data">(.*?)</script>', text, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_the_page_holds_the_lesson_and_every_picture_once(make: Make, tmp_path: Path) -> None:
    one, two, three = samples.husky(), samples.pair(seed=3), samples.pictures()
    lesson = make([one, two, three], Step("a"), Step("b", pair=1), Step("c", pair=2), title="All of it")
    lesson.step, lesson.answers = 1, []
    data = page_data(lesson.to_html(tmp_path / "page.html"))
    assert data["chosen"]["step"] == 0
    assert [each["pictures"] for each in data["lesson"]["explanations"]] == [
        {"a": 0, "b": None},
        {"a": 0, "b": 1},
    ]
    assert all(text.startswith("data:image/png;base64,") for text in data["lesson"]["pictures"])
    matrix = base64.b64decode(data["lesson"]["explanations"][0]["matrix"])
    assert len(matrix) % (4 * len(two.picture)) == 0
    assert "<title>All of it</title>" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_the_still_form_lists_the_texts_as_text(make: Make) -> None:
    lesson = make(
        samples.trouble(),
        Step("<script>alert(1)</script>\n\nSecond.", "<b>One</b>"),
        Quiz("Where?", tokens="dog's"),
        title='"><img src=x onerror=alert(1)>',
    )
    still = lesson._static_html()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in still
    assert "<script" not in still
    assert "<b>" not in still
    assert "<img src=x" not in still
    assert all(text in still for text in ("Second.", "&lt;b&gt;One&lt;/b&gt;", "Where?"))


def test_the_still_form_of_a_quiz_does_not_give_its_answer_away(make: Make) -> None:
    plain = make(samples.husky(), Step("…"))._static_html()
    asks = make(samples.husky(), Quiz("…", tokens="dog"))._static_html()
    assert "words × patches" in plain
    assert "words × patches" not in asks
    assert "data:image/png" in asks
