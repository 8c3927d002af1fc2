from __future__ import annotations

import re

import numpy as np

import samples
from pairlens.card import card
from pairlens.result import PairAttribution


def _zero(pair: PairAttribution) -> PairAttribution:
    fields = {name: getattr(pair, name) for name in pair.__dataclass_fields__ if name != "residual"}
    return PairAttribution.assemble(**{**fields, "interactions": np.zeros_like(pair.interactions)})


def _text(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


def test_two_captions_stand_one_above_the_other_with_both_phrases_marked() -> None:
    html = card(samples.captions())
    assert _text(html).index(samples.HUSKY) < _text(html).index(samples.NAP)
    bold = re.findall(r'font-weight:600;[^"]*">([^<]+)<', html)
    assert bold[:5] == ["black", "dog", "black", "dog", "sleeps"]
    thick = {int(size) for size in re.findall(r"border-bottom:(\d)px solid", html)}
    assert max(thick) == 5
    assert "first alone" in html
    assert "<img" not in html


def test_two_pictures_stand_side_by_side_each_with_a_frame() -> None:
    html = card(samples.pictures())
    assert html.count("<img") == html.count("border:1.5px solid") == 2
    assert "The first picture as the model saw it." in html
    assert html.index("First picture") < html.index("Second picture") < html.index("patches × patches")
    assert "The cosine of the two pictures" in html


def test_where_nothing_stands_out_nothing_is_marked() -> None:
    captions, pictures = card(_zero(samples.captions())), card(_zero(samples.pictures()))
    assert "border-bottom" not in captions
    assert samples.NAP in captions
    assert "every interaction of the words of both captions is zero" in captions
    assert "solid #111" not in pictures
    assert pictures.count("<img") == 2


def test_captions_are_text() -> None:
    html = card(samples.captions(samples.TROUBLE, samples.TROUBLE))
    assert "<script" not in html
    assert samples.TROUBLE.replace(" ", "") in re.sub(r"\s", "", _unescaped(_text(html)))


def _unescaped(text: str) -> str:
    from html import unescape

    return unescape(text)
