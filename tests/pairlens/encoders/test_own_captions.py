from __future__ import annotations

from typing import Any

import pytest
import torch
from open_clip.tokenizer import SimpleTokenizer

import hub_tokenizers
from own_towers import split
from pairlens.encoders.hub_captions import HubCaptions
from pairlens.encoders.own_captions import OwnCaptions, reader_of
from pairlens.errors import CaptionError, ModelError


def test_pieces_are_found_in_the_caption_whatever_their_case() -> None:
    reader = OwnCaptions(lambda _: [("two", 1), ("cats", 2), ("two", 3)], context=5, padding=0)
    inputs = reader.read("Two CATS, two")[0]
    units = reader.units("Two CATS, two", inputs, 0)
    assert inputs["ids"].tolist() == [[1, 2, 3, 0, 0]]
    assert inputs["attention_mask"].tolist() == [[1, 1, 1, 0, 0]]
    assert units.spans[:3] == ((0, 3), (4, 8), (10, 13))
    assert units.pieces == ("two", "cats", "two", "[padding]", "[padding]")


def test_spans_may_be_given() -> None:
    reader = OwnCaptions(lambda _: [("dog", 5, (2, 5)), ("##s", 6, (5, 6))], context=4)
    units = reader.units("2 dogs", reader.read("a dogs")[0], 0)
    assert [word.tokens for word in units.words] == [(), (0, 1)]


def test_a_caption_without_padding_keeps_its_length() -> None:
    reader = OwnCaptions(split, context=9, begin=1, end=2)
    inputs = reader.read("a dog")[0]
    assert inputs["ids"].tolist() == [[1, 4, 6, 2]]
    assert reader.units("a dog", inputs, 0).kinds == ("begin", "content", "content", "end")


@pytest.mark.parametrize(("blank", "wanted"), [(None, 0), (3, 3)])
def test_the_reference_keeps_begin_end_and_mask(blank: int | None, wanted: int) -> None:
    reader = OwnCaptions(split, context=6, padding=0, begin=1, end=2, blank=blank)
    inputs = reader.read("a dog")[0]
    reference = reader.reference("padding", inputs)
    assert reference["ids"].tolist() == [[1, wanted, wanted, 2, 0, 0]]
    assert torch.equal(reference["attention_mask"], inputs["attention_mask"])


def test_the_made_up_caption_avoids_special_ids() -> None:
    reader = OwnCaptions(split, context=4, padding=0, begin=1, end=2)
    assert reader.example()["ids"].tolist() == [[1, 3, 3, 2]]


def test_a_caption_that_is_too_long_or_empty_is_refused() -> None:
    reader = OwnCaptions(split, context=4, padding=0, begin=1, end=2)
    with pytest.raises(CaptionError, match=r"3 tokens, but this model reads at most 2. It would lose: 'dog'"):
        reader.read("a black dog")
    with pytest.raises(CaptionError, match="no tokens"):
        reader.read("  ")


@pytest.mark.parametrize("tokens", [["dog"], [(5, 5)], [("dog", "five")], [("dog", True)]])
def test_what_are_no_tokens_is_refused(tokens: list[Any]) -> None:
    with pytest.raises(ModelError, match=r"where a token is wanted.*\(piece, id\)"):
        OwnCaptions(lambda _: tokens, context=4).read("a dog")


def test_a_piece_that_is_not_in_the_caption_is_named() -> None:
    with pytest.raises(ModelError, match=r"'##s' is not in the caption 'dogs' behind character 3"):
        OwnCaptions(lambda _: [("dog", 1), ("##s", 2)], context=4).read("dogs")


def test_open_clips_tokenizer_gives_its_own_ids() -> None:
    tokenizer = SimpleTokenizer()
    reader = reader_of(tokenizer, 20, 0)
    text = "A dachshund's café 🙂"
    inputs = reader.read(text)[0]
    assert inputs["ids"].tolist() == tokenizer([text], context_length=20).tolist()
    units = reader.units(text, inputs, 0)
    assert [word.text for word in units.words] == ["A", "dachshund's", "café", "🙂"]


def test_a_tokenizer_of_transformers_is_read_with_its_mask() -> None:
    reader = reader_of(hub_tokenizers.bert(), 12, 0)
    assert isinstance(reader, HubCaptions)
    assert reader.read("a dog")[0]["attention_mask"].tolist() == [[1] * 4 + [0] * 8]
