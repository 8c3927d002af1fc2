"""Where words, punctuation marks and emoji stand in a text of any script."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

Span = tuple[int, int]
"""Half-open character span."""

_JOINERS = frozenset("'’-‐‑")
_NON_JOINER, _JOINER, _SOFT_HYPHEN = "\u200c", "\u200d", "\u00ad"


def word_spans(text: str) -> tuple[Span, ...]:
    """Spans of words, punctuation marks and emoji, in order.

    Apostrophes and hyphens inside a word, and points inside a number, belong to it. Characters of scripts
    without spaces (Han, kana) stand alone; an emoji keeps its modifiers; invisible controls belong to
    nothing.
    """
    atoms = atom_spans(text)
    words: list[Span] = []
    index = 0
    while index < len(atoms):
        start, end = atoms[index]
        while index + 2 < len(atoms) and _joins(text, *atoms[index : index + 3]):
            index += 2
            end = atoms[index][1]
        words.append((start, end))
        index += 1
    return tuple(words)


def atom_spans(text: str) -> tuple[Span, ...]:
    """Like `word_spans`, but with compounds taken apart: "dog's" is three atoms."""
    return tuple(_atoms(text))


def is_punctuation(word: str) -> bool:
    """Whether a word from `word_spans` is neither letters, digits nor an emoji or other picture."""
    category = unicodedata.category(word[0])
    return category[0] not in "LNM" and category != "So" and not _is_flag(word[0])


def _atoms(text: str) -> Iterator[Span]:
    start = 0
    for position in range(1, len(text) + 1):
        if position < len(text) and _continues(text, start, position):
            continue
        if not _is_blank(text[start]):
            yield start, position
        start = position


def _continues(text: str, start: int, position: int) -> bool:
    """Whether the character at `position` belongs to the atom that begins at `start`."""
    first, before, here = text[start], text[position - 1], text[position]
    if _is_blank(first) or _is_blank(here):
        return False
    if _extends(here):
        return True
    if _is_flag(here):
        return _is_flag(first) and position == start + 1
    if before == _JOINER and unicodedata.category(here) == "So":
        return True
    if unicodedata.category(first)[0] == "P":
        return here == first
    return _is_letter(first) and _is_letter(here)


def _is_blank(char: str) -> bool:
    return char.isspace() or (unicodedata.category(char) in {"Cf", "Cc"} and not _extends(char))


def _extends(char: str) -> bool:
    """Marks, joiners, soft hyphens, skin tones and flag tags: parts of the character before them."""
    if char in (_NON_JOINER, _JOINER, _SOFT_HYPHEN) or "\U0001f3fb" <= char <= "\U0001f3ff":
        return True
    return unicodedata.category(char)[0] == "M" or "\U000e0020" <= char <= "\U000e007f"


def _is_flag(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _is_letter(char: str) -> bool:
    return unicodedata.category(char)[0] in "LN" and not _stands_alone(char)


def _stands_alone(char: str) -> bool:
    """Han, kana and their extensions, which are written without spaces."""
    return (
        "\u3005" <= char <= "\u30ff" or "\u3400" <= char <= "\u9fff" or "\U00020000" <= char <= "\U0003ffff"
    )


def _joins(text: str, before: Span, mark: Span, after: Span) -> bool:
    """Whether a mark between two atoms makes one word of them."""
    touching = before[1] == mark[0] and mark[1] == after[0] and mark[1] - mark[0] == 1
    first, last, char = text[before[0]], text[after[0]], text[mark[0]]
    if char in ".,":
        return touching and text[before[1] - 1].isdigit() and last.isdigit()
    return touching and char in _JOINERS and _is_letter(first) and _is_letter(last)
