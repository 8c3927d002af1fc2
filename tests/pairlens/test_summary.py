from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pytest

import samples
from pairlens.result import PairAttribution
from pairlens.summary import headline, one_line, remarks_on, rounded, summary

ALL = pytest.mark.parametrize("make", samples.SAMPLES.values(), ids=samples.SAMPLES)


def ledger_numbers(text: str) -> list[float]:
    block = text.split("Where the score went")[1].split("\n\n", maxsplit=1)[0]
    return [float(number) for number in re.findall(r"[+-]\d+\.\d{4}", block)]


@ALL
def test_the_numbers_as_printed_add_up_to_the_score_as_printed(make: Callable[[], PairAttribution]) -> None:
    *parts, score = ledger_numbers(summary(make()))
    assert len(parts) == 8
    assert round(sum(parts), 4) == score


@ALL
def test_no_line_is_wider_than_a_shell_or_ends_in_spaces(make: Callable[[], PairAttribution]) -> None:
    for line in summary(make()).splitlines():
        assert len(line) <= 80
        assert line == line.rstrip()


def test_the_sample_reads_as_it_was_made() -> None:
    text = summary(samples.husky())
    assert text.startswith(f"“{samples.HUSKY}”\nscore +0.4")
    assert re.search(r"white husky +× upper left +\+0\.\d{4} +\+\d+% of the score", text)
    assert "Converged: the residual is 0.03% of its natural scale." in text
    assert "Careful" not in text


def test_faint_pairs_are_left_out() -> None:
    lines = summary(samples.husky()).split("Strongest pairs")[1].split("\n\n")[0]
    assert lines.count("×") == 3


def test_special_units_that_dominate_are_pointed_out() -> None:
    assert "only 5% of the absolute pair mass" in summary(samples.special())
    assert "An earlier layer" in " ".join(remarks_on(samples.special()))
    assert "An earlier layer" not in " ".join(remarks_on(samples.pair(special=0.9, layers=(0, 0))))


def test_a_path_that_was_cut_short_is_pointed_out() -> None:
    text = " ".join(summary(samples.unconverged()).split())
    assert "not converged. The residual is 7.80% of its natural scale" in text


def test_other_methods_have_an_unexplained_rest() -> None:
    text = summary(samples.pair(settings={"exact": False}))
    assert "unexplained " in text
    assert "Unexplained: +0.0002" in text
    assert "onverged" not in text


def test_notes_and_unknown_words_are_passed_on_in_one_line() -> None:
    pair = samples.pair(settings={"notes": ["turned\nupright"], "unknown_words": ["zorb", "quux"]})
    assert remarks_on(pair)[1:] == [
        "Careful: the model never saw these words: zorb, quux.",
        "Note: turned upright",
    ]


def test_the_headline_says_where_the_strongest_phrase_is() -> None:
    assert (
        headline(samples.husky())
        == "“white husky”: strongest at the upper left, 55% of its positive attribution."
    )
    assert "negative attribution" in headline(samples.negative())
    assert headline(samples.tiny()).startswith("“dog”: strongest over the whole picture")
    assert headline(samples.zeros()) == "No pair stands out: every interaction of words and patches is zero."
    assert headline(samples.pair(strength=1e-3)).startswith("No pair stands out: the largest is +5e-05")


def test_a_caption_cannot_steer_the_shell() -> None:
    text = summary(samples.pair("a \x1b[31mred\x07 dog\r\nand\u2028more"))
    assert "\x1b" not in text
    assert "\x07" not in text
    assert text.startswith("“a [31mred dog and more”")
    assert one_line(" a\t b\ud800 ") == "a b"


@pytest.mark.parametrize("seed", range(50))
def test_rounding_keeps_the_sum_and_moves_no_number_by_a_digit(seed: int) -> None:
    values = np.random.default_rng(seed).normal(0, 0.1, 9)
    shown = rounded(list(values), float(values.sum()))
    assert round(sum(shown), 4) == round(float(values.sum()), 4)
    assert np.abs(np.array(shown) - values).max() < 1e-4


def test_rounding_moves_what_is_nearest_to_the_next_digit() -> None:
    assert rounded([0.00001, 0.00009, 0.0], 0.0001) == [0.0, 0.0001, 0.0]


def test_rounding_shows_no_negative_zero() -> None:
    assert str(rounded([-0.0, 0.0], 0.0)) == "[0.0, 0.0]"
