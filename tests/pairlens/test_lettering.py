from __future__ import annotations

from itertools import pairwise

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from pairlens.lettering import Mark, Setting, draw_lines, font_for, legible, measure, set_lines


def seen(setting: Setting) -> list[list[str]]:
    return [[piece.text for piece in line] for line in setting.lines]


def test_lines_are_broken_between_words_and_never_too_wide() -> None:
    text = "two small dogs sleep under the old table near a green door , while it rains outside"
    setting = set_lines(text, 2.0)
    assert len(setting.lines) > 3
    assert " ".join(" ".join(line) for line in seen(setting)) == text
    for line in setting.lines:
        assert line[0].x == 0
        assert line[-1].x + line[-1].width <= 2.0
        assert all(a.x + a.width <= b.x + 1e-9 for a, b in pairwise(line))
    assert setting.height == pytest.approx(len(setting.lines) * setting.leading)


def test_a_word_too_long_for_a_line_has_its_own() -> None:
    assert seen(set_lines("a incomprehensibilities b", 0.5)) == [["a"], ["incomprehensibilities"], ["b"]]


def test_punctuation_stays_as_near_as_the_caption_has_it() -> None:
    ((first, tight, second, apart),) = set_lines("dog, dog ,", 5).lines
    assert tight.x == pytest.approx(first.x + first.width)
    assert apart.x > second.x + second.width + 0.02


def test_right_to_left_captions_run_from_the_right() -> None:
    (line,) = set_lines("שלום עולם dog runs!", 5.0).lines
    assert [piece.text for piece in line] == ["!", "dog", "runs", "עולם", "שלום"]
    assert line[-1].x + line[-1].width == pytest.approx(5.0)
    (line,) = set_lines("a שלום , עולם dog", 5.0).lines
    assert [piece.text for piece in line] == ["a", "עולם", ",", "שלום", "dog"]


def test_characters_without_a_font_are_boxes_and_invisible_ones_go() -> None:
    assert legible("a dog") == "a dog"
    assert legible("a\U0010fffd") == "a□"
    assert legible("a\U000e0041") == "a"


def test_a_font_knows_the_fonts_behind_it() -> None:
    assert font_for("dog", 9).get_family() == ["DejaVu Sans"]
    assert measure("wide dog", font_for("dog", 18)) == pytest.approx(
        2 * measure("wide dog", font_for("dog", 9)), rel=0.1
    )


def test_neighbours_of_one_group_are_underlined_in_one_stroke() -> None:
    figure = Figure(figsize=(5, 1))
    FigureCanvasAgg(figure)
    setting = set_lines("a black dog running", 4)
    starts = {piece.text: piece.start for piece in setting.lines[0]}
    marks = {
        starts["black"]: Mark("#f00", 0),
        starts["dog"]: Mark("#f00", 0),
        starts["running"]: Mark("#f00", 1),
    }
    draw_lines(figure, setting, (0.1, 0.9), marks=marks, inks=("#000", "#777"))
    black, dog, running = (line.get_xdata() for line in figure.findobj(Line2D))
    assert black[1] == pytest.approx(dog[0])
    assert dog[1] < running[0]
    assert [text.get_color() for text in figure.texts] == ["#777", "#000", "#000", "#000"]


def test_dollars_are_no_formula() -> None:
    figure = Figure(figsize=(5, 1))
    FigureCanvasAgg(figure).draw()
    draw_lines(figure, set_lines("costs $5^ and $6_", 4), (0.1, 0.9), marks={}, inks=("#000", "#777"))
    assert not any(text.get_parse_math() for text in figure.texts)
    figure.canvas.draw()
