from __future__ import annotations

import random
import re

import numpy as np
import pytest

import samples
from pairlens.errors import PairlensError, PhraseError
from pairlens.latex import MACROS, to_latex
from pairlens.tex import escaped

COMMANDS = {
    *("textbackslash", "textasciicircum", "textasciitilde", "textasciigrave", "textless", "textgreater"),
    *("textbar", "symbol"),
}
HOSTILE = "\\{}$&#%_^~\"'`<>|-\n\r\t\0\x07\x1b\x7f\u0085\u2028\u202e\u200fa1 é猫🐶ש\ud800"


def check_inert(text: str) -> None:
    """Nothing in it but known commands, escaped characters and balanced groups."""
    depth = 0
    rest = re.sub(r"\\([a-zA-Z]+)", lambda found: "" if found[1] in COMMANDS else found[0], text)
    rest = re.sub(r"\\[{}$&#%_]", "", rest)
    for char in rest:
        depth += {"{": 1, "}": -1}.get(char, 0)
        assert depth >= 0, text
    assert depth == 0, text
    assert not re.search(r'[\\$&#%_^~"`<>|\n\r\t]', rest), text
    assert not re.search(r"--|''", text), text
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text)


def test_any_text_becomes_inert() -> None:
    chosen = random.Random(0)  # noqa: S311 - the same texts every time, no secret
    for _ in range(3000):
        check_inert(escaped("".join(chosen.choices(HOSTILE, k=chosen.randrange(12)))))


def test_what_is_escaped_reads_as_it_was() -> None:
    assert escaped("50% of $3 & #1_a") == r"50\% of \$3 \& \#1\_a"
    assert escaped(r"\input{x}~^") == r"\textbackslash{}input\{x\}\textasciitilde{}\textasciicircum{}"
    assert escaped("a\nb\u2028c\td\u202ee\0") == "a b c de"
    assert escaped("dog's 'n' -- \u201cbone\u201d") == "dog's 'n' -{}- \u201cbone\u201d"
    assert escaped("שלום 🐶") == "שלום 🐶"


def strokes(text: str) -> dict[str, tuple[str, float]]:
    """Each underlined word: how it is underlined, and how thickly."""
    found = re.findall(r"\\pairlens(word|gap)\{[0-9A-F]{6}\}\{([\d.]+)pt\}\{([^}]*)\}", text)
    return {word: (kind, float(thick)) for kind, thick, word in found}


def test_each_word_is_underlined_as_strongly_as_it_is() -> None:
    pair = samples.husky()
    text = to_latex(pair)
    assert text.startswith(MACROS)
    body, legend = text.removeprefix(MACROS).split("\n", 1)
    found = strokes(body)
    values = {word.text: pair.heatmap(list(word.tokens)).sum() for word in pair.words}  # of two, the last
    most = max(abs(pair.heatmap(list(word.tokens)).sum()) for word in pair.words)
    assert {word for word, value in values.items() if abs(value) > 0.03 * most} <= set(found)
    for word in ("husky", "dog", "forest"):
        assert found[word] == (
            "word" if values[word] > 0 else "gap",
            pytest.approx(2.4 * abs(values[word]) / most, abs=0.01),
        )
    assert f"full underline is {most:.4f}" in legend
    assert "black" in strokes(to_latex(pair, "black dog").removeprefix(MACROS))
    assert "husky" not in strokes(to_latex(pair, "black dog").removeprefix(MACROS))


def test_words_can_be_asked_about_a_region_and_share_a_scale() -> None:
    pair = samples.husky()
    found = strokes(to_latex(pair, region=(96, 96, 224, 224), limit=0.1).removeprefix(MACROS))
    scores = pair.token_scores((96, 96, 224, 224))
    dog = scores[list(pair.indices("dog"))].sum()
    assert found["dog"] == ("word", pytest.approx(2.4 * dog / 0.1, abs=0.01))


def test_two_captions_stand_one_below_the_other() -> None:
    text = to_latex(samples.captions(), "black dog").removeprefix(MACROS)
    first, second, _ = text.split("\\par\n", 2)
    assert r"\textbf{black} \textbf{dog}" in first
    assert "pairlens" not in first
    assert strokes(second)["dog"][1] == 2.4


def test_what_has_no_words_or_is_not_there_is_refused() -> None:
    with pytest.raises(PairlensError, match="no words"):
        to_latex(samples.pictures())
    with pytest.raises(PairlensError, match="no region"):
        to_latex(samples.captions(), region=(0, 0, 5, 5))
    with pytest.raises(PhraseError):
        to_latex(samples.husky(), "cat")


def test_zeros_and_trouble_are_set_too() -> None:
    assert "Every value is zero" in to_latex(samples.zeros())
    body = samples.trouble().to_latex().removeprefix(MACROS).split("\n")[0]
    check_inert(re.sub(r"\\pairlens(word|gap)\{[0-9A-F]{6}\}\{[\d.]+pt\}", "", body))
    assert "👩🏽‍🚀" in body
    assert np.isfinite([thick for _, thick in strokes(body).values()]).all()
