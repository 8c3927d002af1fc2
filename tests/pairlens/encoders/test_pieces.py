from __future__ import annotations

import pytest
from open_clip.tokenizer import SimpleTokenizer

from pairlens.encoders.pieces import locate_pieces

TOKENIZER = SimpleTokenizer()


def spans(text: str) -> list[str]:
    table = TOKENIZER.byte_decoder
    pieces = [
        bytes(table[c] for c in TOKENIZER.decoder[i].removesuffix("</w>")) for i in TOKENIZER.encode(text)
    ]
    found = locate_pieces(text, pieces, TOKENIZER.clean_fn(text))
    assert len(found) == len(pieces)
    assert all(0 <= a <= b <= len(text) for a, b in found)
    assert list(found) == sorted(found)
    return [text[a:b] for a, b in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a black dog", ["a", "black", "dog"]),
        ("  A   Black\tDOG ", ["A", "Black", "DOG"]),
        ("dachshunds", ["dach", "shun", "ds"]),
        ("fish &amp; chips", ["fish", "&", "chips"]),
        ("it’s", ["it", "’s"]),
        ("crème brûlée", ["cr", "è", "me", "br", "û", "û", "l", "ée"]),
        ("42 cats", ["4", "2", "cats"]),
        ("ends.", ["ends", "."]),
    ],
)
def test_pieces_stand_where_a_person_typed_them(text: str, expected: list[str]) -> None:
    assert spans(text) == expected


@pytest.mark.parametrize(
    "text", ["🐕 dog", "a 👩‍👩‍👧 dog", "שלום dog", "狗 dog", "ﬁne dog", "İstanbul dog", "<b>dog</b> dog"]
)
def test_what_follows_hard_characters_is_still_found(text: str) -> None:
    assert spans(text)[-1] == "dog"


def test_parts_of_one_character_share_it() -> None:
    assert set(spans("🐕")) == {"🐕"}
