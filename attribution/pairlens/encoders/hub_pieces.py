"""Where the tokens of a `transformers` tokenizer stand in the caption that a person typed."""

from __future__ import annotations

import re
from typing import Any

from pairlens.encoders.pieces import locate_pieces, origins

UNKNOWN = "\ufffd"
"""Stands for what the tokenizer does not know while pieces are matched with the caption."""

_BYTE = re.compile(r"<0x([0-9A-F]{2})>")


def token_spans(tokenizer: Any, text: str, cleaned: str) -> tuple[tuple[int, int], ...]:  # noqa: ANN401 - a tokenizer of transformers
    """Half-open character spans in `text` of its content tokens.

    Fast tokenizers keep offsets; the pieces of others are matched with the caption. Unknown words keep their span.

    Args:
        tokenizer: A tokenizer of transformers.
        text: The caption as typed.
        cleaned: The caption as the tokenizer is given it.
    """
    if not getattr(tokenizer, "is_fast", False):
        pieces = _pieces(tokenizer, cleaned)
        spelled = b"".join(pieces).decode(errors="replace")
        return tuple(_trimmed(text, *span) for span in _marked(pieces, locate_pieces(text, pieces, spelled)))
    found = tokenizer(cleaned, add_special_tokens=False, return_offsets_mapping=True, verbose=False)
    offsets = [(int(a), int(b)) for a, b in found["offset_mapping"]]
    if cleaned != text:
        origin = origins(text, cleaned)
        offsets = [_typed(origin, a, b, len(text)) for a, b in offsets]
    return tuple(_trimmed(text, a, b) for a, b in offsets)


def _typed(origin: list[tuple[int, int]], start: int, end: int, length: int) -> tuple[int, int]:
    """A span of the cleaned caption in the typed one."""
    if end > start:
        return origin[start][0], max(origin[start][0], origin[end - 1][1])
    at = origin[start][0] if start < len(origin) else length
    return at, at


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the white space at its ends, unless it is nothing else."""
    inner = text[start:end].strip()
    if not inner:
        return start, end
    first = start + text[start:end].index(inner[0])
    return first, first + len(inner)


def _marked(pieces: list[bytes], spans: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """Spans, where a piece that only marks the beginning of a word stands at that beginning."""
    found: list[tuple[int, int]] = []
    for piece, span in zip(reversed(pieces), reversed(spans), strict=True):
        found.append((found[-1][0], found[-1][0]) if found and not piece else span)
    return found[::-1]


def _pieces(tokenizer: Any, cleaned: str) -> list[bytes]:  # noqa: ANN401 - a tokenizer of transformers
    """The bytes of each token of a slow tokenizer, its marks of words taken off."""
    numbers = tokenizer(cleaned, add_special_tokens=False, verbose=False)["input_ids"]
    names = tokenizer.convert_ids_to_tokens(numbers)
    unknown, table = tokenizer.unk_token_id, getattr(tokenizer, "byte_decoder", None)
    return [
        UNKNOWN.encode() if number == unknown else _bytes(name, table)
        for number, name in zip(numbers, names, strict=True)
    ]


def _bytes(name: str, table: dict[str, int] | None) -> bytes:
    """What a token spells: "▁dog", "##dog", "dog</w>", "dog@@" and "Ġdog" all spell "dog"."""
    if byte := _BYTE.fullmatch(name):
        return bytes([int(byte[1], 16)])
    plain = name.removesuffix("</w>").removesuffix("@@")
    if table and all(char in table for char in plain):
        return bytes(table[char] for char in plain).strip()
    return plain.removeprefix("##").replace("▁", "").encode()
