"""A caption as people read it: its words, its phrases, and where a given phrase stands in it."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from pairlens.errors import PhraseError
from pairlens.units import CaptionUnits, Word
from pairlens.words import Span, atom_spans, is_punctuation, word_spans

_FUNCTION_WORDS = """
a an the this that these those some any each every its his her their my your our
and or but nor while as than if so not no
of in on at by for from to with without into onto upon over under above below beneath beside besides
between among behind before after near next against across along around through inside outside within off
out up down toward towards atop there here it he she they we you i who which where when
is are was were be been being am has have had having do does did can could will would may might
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
"""English words that join phrases rather than make them."""

_SIDES = frozenset(["left", "right", "top", "bottom", "front", "back", "side", "middle", "centre", "center"])
_ING = """
building ceiling clothing evening king lightning morning painting ring sibling sling spring string swing thing
wedding wing
"""
_NOUNS_IN_ING = frozenset(_ING.split())
_LONGEST_RUN = 4


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of words that belong together.

    Attributes:
        text: The characters as they stand in the caption.
        tokens: Its content tokens, counted from 0 among content tokens.
        start: Where it begins in the caption, in characters.
        end: Where it ends, half-open.
    """

    text: str
    tokens: tuple[int, ...]
    start: int
    end: int


def caption_units(
    text: str, kinds: Sequence[str], ids: Sequence[int], pieces: Sequence[str], spans: Sequence[Span]
) -> CaptionUnits:
    """Build `CaptionUnits`, finding the caption's words from the content units' spans.

    Args:
        text: The caption exactly as given.
        kinds: "content", "begin", "end" or "padding" per unit.
        ids: Token id per unit.
        pieces: Readable piece per unit.
        spans: Half-open character span per unit, `(-1, -1)` for special units.
    """
    content = [span for kind, span in zip(kinds, spans, strict=True) if kind == "content"]
    words = words_of(text, content)
    return CaptionUnits(text, tuple(kinds), tuple(ids), tuple(pieces), tuple(spans), words)


def words_of(text: str, spans: Sequence[Span]) -> tuple[Word, ...]:
    """The caption's words, each content token given to exactly one of them.

    Args:
        text: The caption.
        spans: Half-open character span per content token. A token that reaches over several words belongs to
            the one that it covers most; one between words, or of no width, to the next.
    """
    places = word_spans(text)
    owned: list[list[int]] = [[] for _ in places]
    for token, span in enumerate(spans):
        if places:
            owned[_owner(span, places)].append(token)
    return tuple(Word(text[a:b], a, b, tuple(own)) for (a, b), own in zip(places, owned, strict=True))


def phrases_of(caption: CaptionUnits) -> tuple[Phrase, ...]:
    """The caption's phrases: maximal runs of words between function words and punctuation.

    An English participle after another word begins a new one ("black dog", "running"), and "left of" and the
    like join phrases. A run of more than four words is more likely another language than a phrase, so its
    words stand alone; so do all words of a caption of nothing but function words. Words without a token are
    left out.
    """
    runs: list[list[Word]] = [[]]
    for index, word in enumerate(caption.words):
        joins = is_punctuation(word.text) or _is_function(caption.words, index)
        if joins or (_is_participle(word) and runs[-1]):
            runs.append([])
        if not joins and word.tokens:
            runs[-1].append(word)
    runs = [part for run in runs if run for part in _parts(run)] or _singly(caption.words)
    return tuple(_phrase(caption.text, run) for run in runs)


def find(caption: CaptionUnits, phrase: str, occurrence: int | None = None) -> tuple[int, ...]:
    """Content tokens of a phrase, matched by whole words; case and spacing do not matter.

    Args:
        caption: The caption to look in.
        phrase: Words of it, as they stand together there.
        occurrence: Which one, counted from 0, when it is there more than once.

    Raises:
        PhraseError: The phrase is empty, not there, there twice without `occurrence`, or has no token.
    """
    places = _places(caption.text, phrase)
    if not places:
        raise _missing(caption, phrase)
    start, end = places[_which(phrase, len(places), occurrence)]
    spans = [caption.spans[row] for row in caption.content]
    tokens = tuple(t for t, (a, b) in enumerate(spans) if min(b, end) > max(a, start))
    if not tokens:
        cause = f"No token of the caption stands for {phrase!r}: the tokenizer left it out."
        raise PhraseError(cause, "Choose other words.")
    return tokens


def _owner(span: Span, places: Sequence[Span]) -> int:
    overlaps = [min(span[1], end) - max(span[0], start) for start, end in places]
    best = max(overlaps)
    if best > 0:
        return overlaps.index(best)
    following = (i for i, (_, end) in enumerate(places) if end > span[0])
    return next(following, len(places) - 1)


def _is_function(words: Sequence[Word], index: int) -> bool:
    text = words[index].text.casefold()
    following = words[index + 1].text.casefold() if index + 1 < len(words) else ""
    return text in FUNCTION_WORDS or (text in _SIDES and following == "of")


def _is_participle(word: Word) -> bool:
    text = word.text.casefold()
    return text.endswith("ing") and len(text) > len("ping") and text not in _NOUNS_IN_ING


def _parts(run: list[Word]) -> list[list[Word]]:
    return [run] if len(run) <= _LONGEST_RUN else [[word] for word in run]


def _singly(words: Sequence[Word]) -> list[list[Word]]:
    return [[word] for word in words if word.tokens and not is_punctuation(word.text)]


def _phrase(text: str, run: Sequence[Word]) -> Phrase:
    start, end = run[0].start, run[-1].end
    return Phrase(text[start:end], tuple(sorted({t for word in run for t in word.tokens})), start, end)


def _places(text: str, phrase: str) -> list[Span]:
    """Spans of every occurrence of a phrase."""
    spans = atom_spans(text)
    atoms = [_plain(text[a:b]) for a, b in spans]
    wanted = [_plain(phrase[a:b]) for a, b in atom_spans(phrase)]
    size = len(wanted)
    starts = [i for i in range(len(atoms) - size + 1) if wanted and atoms[i : i + size] == wanted]
    return [(spans[i][0], spans[i + size - 1][1]) for i in starts]


def _plain(word: str) -> str:
    """A word in the form in which two spellings of it compare equal."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", word).casefold())
    return "".join(c for c in folded if unicodedata.category(c) != "Cf" and c != "\ufe0f")


def _which(phrase: str, count: int, occurrence: int | None) -> int:
    if occurrence is None and count > 1:
        cause = f"{phrase!r} is in the caption {count} times."
        raise PhraseError(cause, f"Say which with occurrence=0 to {count - 1}.")
    chosen = occurrence or 0
    if not 0 <= chosen < count:
        times = "once" if count == 1 else f"{count} times"
        cause = f"There is no occurrence {chosen} of {phrase!r}: it is in the caption {times}."
        raise PhraseError(cause, "Occurrences count from 0.")
    return chosen


def _missing(caption: CaptionUnits, phrase: str) -> PhraseError:
    words = " ".join(word.text for word in caption.words)
    cause = f"The phrase {phrase!r} is not in the caption."
    guess = _closest(caption, phrase)
    hint = f"Did you mean {guess!r}? " if guess else ""
    return PhraseError(cause, f"{hint}The caption's words are: {words or '(none)'}.")


def _closest(caption: CaptionUnits, phrase: str) -> str | None:
    """The run of words of the caption that looks most like the phrase, if any does."""
    size = max(1, len(word_spans(phrase)))
    words, text = caption.words, caption.text
    sizes = {n for n in (size - 1, size, size + 1) if 0 < n <= len(words)}
    runs = [text[words[i].start : words[i + n - 1].end] for n in sizes for i in range(len(words) - n + 1)]
    folded = {run.casefold(): run for run in reversed(runs)}
    matches = difflib.get_close_matches(phrase.strip().casefold(), folded, n=1, cutoff=0.7)
    return folded[matches[0]] if matches else None
