from __future__ import annotations

from typing import Any

import pytest
import torch

import hub_tokenizers
from pairlens.encoders.hub_captions import Frame, HubCaptions
from pairlens.errors import CaptionError, ModelError

KINDS = ("bert", "roberta", "clip", "xlm_roberta", "t5", "siglip")


@pytest.fixture(scope="module")
def tokenizers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    plain = {name: getattr(hub_tokenizers, name)() for name in KINDS if name != "siglip"}
    return {**plain, "siglip": hub_tokenizers.siglip(tmp_path_factory.mktemp("pieces"))}


def words(reader: HubCaptions, text: str) -> dict[str, list[str]]:
    """The pieces of each word."""
    units = reader.units(text, reader.read(text)[0], 0)
    return {word.text: [units.tokens[t] for t in word.tokens] for word in units.words}


@pytest.mark.parametrize("name", KINDS)
def test_every_token_id_is_that_of_the_tokenizers_own_padded_call(
    tokenizers: dict[str, Any], name: str
) -> None:
    reader = HubCaptions(tokenizers[name], 40)
    inputs, notes = reader.read("A black dog, on snow")
    own = tokenizers[name]("A black dog, on snow", padding="max_length", max_length=40, return_tensors="pt")
    assert notes == ()
    assert torch.equal(inputs["ids"], own["input_ids"])
    assert torch.equal(inputs["attention_mask"], own["attention_mask"])
    units = reader.units("A black dog, on snow", inputs, 0)
    used = int(own["attention_mask"].sum())
    assert units.kinds[used:] == ("padding",) * (40 - used)
    assert units.kinds[used - 1] == "end"
    assert units.kinds.count("begin") == (0 if name in {"t5", "siglip"} else 1)
    assert units.kinds[:used].count("padding") == 0


@pytest.mark.parametrize("name", KINDS)
def test_the_words_are_those_of_the_caption_as_typed(tokenizers: dict[str, Any], name: str) -> None:
    found = words(HubCaptions(tokenizers[name], 60), "A  black dachshunds car 狗 on crème.")
    assert list(found) == ["A", "black", "dachshunds", "car", "狗", "on", "crème", "."]
    for word in ("A", "black", "dachshunds", "car", "狗", "on", "crème"):
        shown = "".join(dict.fromkeys(found[word]))  # parts of one character share it
        assert set(word) <= set(shown), f"{word!r} reads {found[word]}"
        assert set(shown) <= set(word), f"{word!r} reads {found[word]}"


def test_pieces_of_a_word_stand_side_by_side(tokenizers: dict[str, Any]) -> None:
    assert words(HubCaptions(tokenizers["clip"], 20), "two DACHSHUNDS")["DACHSHUNDS"] == [
        "DACH",
        "SHUN",
        "DS",
    ]
    found = words(HubCaptions(tokenizers["bert"], 20), "dogs, dogs")
    assert found == {"dogs": ["dog", "s"], ",": [","]}


def test_an_unknown_word_keeps_its_place(tokenizers: dict[str, Any]) -> None:
    reader = HubCaptions(tokenizers["bert"], 20)
    inputs, _ = reader.read("a Zebra, a dog")
    units = reader.units("a Zebra, a dog", inputs, 0)
    row = units.tokens.index("Zebra") + 1
    assert units.ids[row] == tokenizers["bert"].unk_token_id
    assert units.spans[row] == (2, 7)


def test_what_the_cleaning_changes_is_found_where_it_was_typed(tokenizers: dict[str, Any]) -> None:
    from open_clip.tokenizer import get_clean_fn

    reader = HubCaptions(tokenizers["t5"], 30, clean=get_clean_fn("canonicalize"))
    found = words(reader, "  A BLACK,  dog-on &amp; SNOW!")
    assert found["BLACK"] == ["BLACK"]
    assert found["SNOW"] == ["SNOW"]
    assert found["!"] == []
    assert reader.read("A BLACK,  dog!")[0]["ids"].equal(reader.read("a black dog")[0]["ids"])


def test_a_character_that_folds_to_two_moves_nothing(tokenizers: dict[str, Any]) -> None:
    from open_clip.tokenizer import get_clean_fn

    found = words(HubCaptions(tokenizers["bert"], 30, clean=get_clean_fn("whitespace")), "İİİ  red  car")
    assert found["red"] == ["red"]
    assert found["car"] == ["car"]


@pytest.mark.parametrize("name", KINDS)
def test_the_reference_keeps_what_stands_around_the_content(tokenizers: dict[str, Any], name: str) -> None:
    reader = HubCaptions(tokenizers[name], 30)
    inputs, _ = reader.read("a black dog")
    blank = reader.reference("padding", inputs)
    units = reader.units("a black dog", inputs, 0)
    for kind, typed, reference in zip(units.kinds, inputs["ids"][0], blank["ids"][0], strict=True):
        assert int(reference) == (tokenizers[name].pad_token_id if kind == "content" else int(typed))
    assert torch.equal(blank["attention_mask"], inputs["attention_mask"])


def test_another_id_may_stand_for_nothing(tokenizers: dict[str, Any]) -> None:
    reader = HubCaptions(tokenizers["clip"], 8, blank=0)
    blank = reader.reference("padding", reader.read("a black dog")[0])
    assert blank["ids"][0].tolist() == [49406, 0, 0, 0, 49407, 49407, 49407, 49407]
    given = torch.arange(8)[None]
    assert torch.equal(reader.reference(given, reader.read("a black dog")[0])["ids"], given)


@pytest.mark.parametrize("name", KINDS)
def test_a_caption_of_its_own_length_has_no_padding(tokenizers: dict[str, Any], name: str) -> None:
    reader = HubCaptions(tokenizers[name], 30, padded=False)
    inputs, _ = reader.read("a dog")
    units = reader.units("a dog", inputs, 0)
    assert "padding" not in units.kinds
    content = reader.frame.content(list(units.ids))
    assert [units.kinds[i] for i in content] == ["content"] * units.kinds.count("content")


def test_padding_on_the_left_is_found() -> None:
    tokenizer = hub_tokenizers.bert()
    tokenizer.padding_side = "left"
    reader = HubCaptions(tokenizer, 7)
    inputs, _ = reader.read("a dog")
    assert reader.units("a dog", inputs, 0).kinds == ("padding",) * 3 + ("begin", "content", "content", "end")
    pad = tokenizer.pad_token_id
    assert reader.reference("padding", inputs)["ids"][0].tolist() == [pad] * 3 + [2, pad, pad, 3]


def test_a_caption_that_spells_a_special_token_stays_content(tokenizers: dict[str, Any]) -> None:
    reader = HubCaptions(tokenizers["bert"], 9)
    inputs, _ = reader.read("a [SEP] dog")
    units = reader.units("a [SEP] dog", inputs, 0)
    assert units.kinds[:6] == ("begin", "content", "content", "content", "end", "padding")
    assert units.pieces[2] == "[SEP]"


@pytest.mark.parametrize("name", KINDS)
def test_a_caption_that_is_too_long_says_what_would_be_lost(tokenizers: dict[str, Any], name: str) -> None:
    size = HubCaptions(tokenizers[name], 99).frame.size
    reader = HubCaptions(tokenizers[name], 4 + size)
    count = len(tokenizers[name]("a black dog on snow", add_special_tokens=False)["input_ids"])
    if count == 5:
        with pytest.raises(CaptionError, match=r"has 5 tokens.*at most 4.*'snow'.*by 1 tokens"):
            reader.read("a black dog on snow")
    else:
        with pytest.raises(CaptionError, match="It would lose"):
            reader.read("a black dog on snow")


@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_empty_caption_is_refused(tokenizers: dict[str, Any], text: str) -> None:
    for name in KINDS:
        with pytest.raises(CaptionError, match="no word"):
            HubCaptions(tokenizers[name], 9, clean=str.strip).read(text)


def test_a_tokenizer_that_changes_its_tokens_is_refused() -> None:
    class Odd:
        pad_token_id = 0

        def __call__(self, text: str, *, add_special_tokens: bool = True, verbose: bool = True) -> Any:
            del text, verbose
            return {"input_ids": [5, 6, 7] if add_special_tokens else [1, 2]}

    with pytest.raises(ModelError, match=r"Odd.*cannot be traced"):
        HubCaptions(Odd(), 9)


def test_a_tokenizer_without_padding_is_refused_where_captions_are_padded() -> None:
    tokenizer = hub_tokenizers.roberta()
    tokenizer.pad_token = None
    with pytest.raises(ModelError, match="no padding token"):
        HubCaptions(tokenizer, 9)
    assert HubCaptions(tokenizer, 9, padded=False).frame.padding == tokenizer.unk_token_id


def test_ids_behind_the_padding_are_units_of_their_own() -> None:
    frame = Frame((8,), (9,), 0, tail=(7,))
    assert frame.kinds(7, 2) == ["begin", "content", "content", "end", "padding", "padding", "class"]
    assert frame.content([8, 1, 2, 9, 0, 0, 7]) == range(1, 3)
