"""Where the pieces of a byte-pair tokenizer stand in the caption that a person typed."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher


def locate_pieces(text: str, pieces: Sequence[bytes], cleaned: str) -> tuple[tuple[int, int], ...]:
    """Half-open character spans in `text` of consecutive pieces.

    Byte-pair tokenizers clean a caption first (case, quotes, white space) and split it into bytes, so a piece may
    be a part of a character: then its span is that whole character, which it shares.

    Args:
        text: The caption as typed.
        pieces: The bytes of each piece, which together spell `cleaned` without white space.
        cleaned: The caption as the tokenizer cleaned it.

    >>> locate_pieces("A  Black dog", [b"a", b"black", b"do", b"g"], "a black dog")
    ((0, 1), (3, 8), (9, 11), (11, 12))
    """
    owners = [i for i, char in enumerate(cleaned) if not char.isspace() for _ in char.encode()]
    origin = origins(text, cleaned)
    spans, at = [], 0
    for piece in pieces:
        covered = owners[at : at + len(piece)]
        at += len(piece)
        spans.append((origin[covered[0]][0], origin[covered[-1]][1]) if covered else (len(text), len(text)))
    return tuple(spans)


def origins(text: str, cleaned: str) -> list[tuple[int, int]]:
    """For each character of the cleaned caption, the characters of the typed one that it came from.

    >>> origins("An_ox!", "an ox")
    [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)]
    """
    typed, home = _folded(text)
    spelled, owner = _folded(cleaned)
    places = [(i, i + 1) for i in home] if typed == spelled else _aligned(typed, spelled, home, len(text))
    found: list[tuple[int, int]] = []
    for (start, end), char in zip(places, owner, strict=True):
        if char < len(found):  # a character that folds to several
            found[char] = found[char][0], max(end, found[char][1])
        else:
            found.append((start, end))
    return found


def _folded(text: str) -> tuple[str, list[int]]:
    """The text in lower case, and which character each of its characters came from."""
    folded = [(char, i) for i, original in enumerate(text) for char in original.lower()]
    return "".join(char for char, _ in folded), [i for _, i in folded]


def _aligned(typed: str, spelled: str, home: list[int], length: int) -> list[tuple[int, int]]:
    origin: list[tuple[int, int]] = []
    matcher = SequenceMatcher(None, typed, spelled, autojunk=False)
    for kind, i0, i1, j0, j1 in matcher.get_opcodes():
        if kind == "equal":
            origin += [(home[i], home[i] + 1) for i in range(i0, i1)]
        elif j1 > j0:
            edge = (home[i0], home[i1 - 1] + 1) if i1 > i0 else _gap(home, i0, length)
            origin += [edge] * (j1 - j0)
    return origin


def _gap(home: list[int], index: int, length: int) -> tuple[int, int]:
    """The place between two typed characters, for what the cleaning put in."""
    at = home[index] if index < len(home) else length
    return at, at
