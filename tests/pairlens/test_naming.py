from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

import samples
from pairlens.naming import EXPLANATIONS, both_sides, explanations, side_names

KINDS = list(product(("picture", "caption"), repeat=2))


@pytest.mark.parametrize("kinds", KINDS)
def test_every_part_has_a_name_of_its_own_and_one_sentence(kinds: tuple[str, str]) -> None:
    parts = explanations(kinds)
    assert parts.keys() == EXPLANATIONS.keys()
    assert len({name for name, _ in parts.values()}) == len(parts)
    for _, sentence in parts.values():
        assert sentence.endswith(".")
        assert ". " not in sentence


def test_sides_are_named_by_kind_or_by_place() -> None:
    assert side_names(("picture", "caption")) == ("picture", "caption")
    assert side_names(("caption", "caption")) == ("first caption", "second caption")
    assert both_sides(("picture", "picture")) == "the two pictures"


@pytest.mark.parametrize("kind", ["picture", "caption"])
def test_names_put_the_first_side_first(kind: str) -> None:
    """`special_patch` is special rows (second side) by content columns (first side)."""
    parts = explanations((kind, kind))
    content = {"picture": "patches", "caption": "words"}[kind]
    assert parts["special_patch"][0] == f"{content} × special"
    assert f"of the first {kind} together with the second's" in parts["special_patch"][1]
    assert parts["image_alone"][0] == "first alone"
    assert [name for name, _ in parts.values()][4:6] == ["first alone", "second alone"]


def test_lines_keep_their_meaning_when_the_caption_comes_first() -> None:
    usual = {row.name: row.value for row in samples.husky().ledger.rows()}
    turned = {row.name: row.value for row in samples.turned().ledger.rows()}
    for name in ("words × patches", "words × special", "special × patches", "special × special"):
        assert turned[name] == pytest.approx(usual[name], abs=1e-9)


def test_special_units_are_named_as_what_they_are() -> None:
    usual = samples.husky()
    fields = {name: getattr(usual, name) for name in usual.__dataclass_fields__}
    kinds = tuple("class" if kind == "padding" and i == 76 else kind for i, kind in enumerate(usual.b.kinds))
    fields["b"] = replace(usual.caption, kinds=kinds)
    fields["a"] = replace(usual.picture, kinds=("register", *usual.a.kinds[1:]))
    rows = {row.name: row.explanation for row in type(usual)(**fields).ledger.rows()}
    assert "begin, end, class and padding tokens" in rows["special × patches"]
    assert "(such as register units)" in rows["words × special"]
    before = {row.name: row.explanation for row in usual.ledger.rows()}
    assert "begin, end and padding tokens" in before["special × patches"]
    assert "(such as the class token)" in before["words × special"]
