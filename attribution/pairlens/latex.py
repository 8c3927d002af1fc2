"""A caption as LaTeX: each word underlined by its value, whatever the caption holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from pairlens.colour import MAPS, Ends, Rgb
from pairlens.errors import PairlensError
from pairlens.naming import alike, kinds_of
from pairlens.result import PairAttribution
from pairlens.seen import Seen, word_values
from pairlens.selecting import Selection, given, tokens_of
from pairlens.summary import signed
from pairlens.tex import escaped, unjoined
from pairlens.units import CaptionUnits

MACROS = r"""% Needs \usepackage{xcolor} in the preamble.
% Other scripts and emoji need XeLaTeX or LuaLaTeX, and a font that has them.
\providecommand{\pairlensword}[3]{\leavevmode\begingroup\setbox0=\hbox{#3}%
  \rlap{\raisebox{-.6ex}[0pt][0pt]{\color[HTML]{#1}\rule[-#2]{\wd0}{#2}}}\box0\endgroup}
\providecommand{\pairlensgap}[3]{\leavevmode\begingroup\setbox0=\hbox{#3}%
  \rlap{\raisebox{-.6ex}[0pt][0pt]{\color[HTML]{#1}\rule[-#2]{.4\wd0}{#2}\hskip.2\wd0\rule[-#2]{.4\wd0}{#2}}}\box0\endgroup}
"""
"""What the words need: a rule below a word, whole for "for" and broken for "against"."""

_THICK = 2.4
_LEAST = 0.02


def to_latex(
    pair: PairAttribution,
    phrase: Selection | None = None,
    *,
    region: object = None,
    occurrence: int | None = None,
    limit: float | None = None,
) -> str:
    """The caption, each word underlined by what it has with the picture or with a region of it.

    The result can be pasted as it is: its first lines define the two commands that it uses, and `xcolor` is all
    that the preamble needs. The underline is as thick as the word is strong, orange and whole for, blue and
    broken against; a line below says what a full underline means.

    Args:
        pair: The explanation. Of two captions, both are written, each word underlined by what it has with the
            other caption.
        phrase: Words to underline, as `pair.indices` takes them; None is all. Of two captions, words of the
            first, in bold; the second is then underlined by what it has with them.
        region: What of the picture, as `pair.token_scores` takes it; None is all of it.
        occurrence: Which one, when the phrase is there more than once.
        limit: End of the scale; the largest absolute value that is drawn where it is None.

    Raises:
        PhraseError: The phrase is not there, or is there more than once.
        RegionError: The region does not fit the picture.
        PairlensError: There is no caption, or no picture for `region`.
    """
    if alike(kinds_of(pair.a, pair.b)):
        return _of_captions(pair, phrase, region, occurrence, limit)
    caption = pair.caption
    side, leading = (pair.a, False) if pair.picture is pair.a else (pair.b, True)
    answer = given(pair.matrix, side, region, None, leading=leading)
    chosen = None if phrase is None else set(tokens_of(caption, phrase, occurrence))
    values = [
        value if chosen is None or chosen & set(word.tokens) else 0.0
        for word, value in zip(caption.words, word_values(caption, answer), strict=True)
    ]
    end = _end(values, limit)
    return f"{MACROS}{set_words(caption, values, end)}\n{key(end)}\n"


def _of_captions(
    pair: PairAttribution,
    phrase: Selection | None,
    region: object,
    occurrence: int | None,
    limit: float | None,
) -> str:
    first, second = pair.a, pair.b
    if not isinstance(first, CaptionUnits) or not isinstance(second, CaptionUnits):
        raise PairlensError("Two pictures have no words.", "Draw them with pair.plot().")
    if region is not None:
        raise PairlensError("Two captions have no region.", "Choose words of the first caption.")
    chosen = () if phrase is None else tokens_of(first, phrase, occurrence)
    above = [0.0] * len(first.words) if chosen else word_values(first, pair.given_b())
    below = word_values(second, pair.given_a(list(chosen) if chosen else None))
    end = _end([*above, *below], limit)
    lines = [set_words(first, above, end, bold=chosen), set_words(second, below, end)]
    return MACROS + "\\par\n".join(f"{line}\n" for line in (*lines, key(end)))


def seen_latex(pair: PairAttribution, seen: Seen) -> str:
    """The captions as they are seen: underlined by what they have with what is chosen, chosen words in bold.

    Where nothing is chosen beside a caption, its chosen words are underlined by what they have with all of the
    other side.

    Args:
        pair: The explanation.
        seen: What is seen of it.

    Raises:
        PairlensError: There is no caption.
    """
    sides = ((pair.a, seen.a, pair.given_b), (pair.b, seen.b, pair.given_a))
    lines: list[str] = []
    ends: list[float] = []
    for units, side, everything in sides:
        if not isinstance(units, CaptionUnits):
            continue
        values, limit = word_values(units, side.heat), side.limit
        if not side.answers:
            own = word_values(units, everything())
            chosen = set(side.chosen)
            values = [
                value * bool(chosen & set(word.tokens)) for word, value in zip(units.words, own, strict=True)
            ]
            limit = _end(values, None)
        lines.append(set_words(units, values, limit, bold=side.chosen, ends=seen.ends))
        ends.append(limit)
    if not lines:
        raise PairlensError("Two pictures have no words.", "Save a figure: a .pdf, .svg or .png file.")
    return MACROS + "\\par\n".join(f"{line}\n" for line in (*lines, key(max(ends), seen.ends)))


def set_words(
    caption: CaptionUnits,
    values: Sequence[float],
    limit: float,
    *,
    bold: Sequence[int] = (),
    ends: Ends = MAPS["orange-blue"],
) -> str:
    """A caption with its words underlined, for a document that has `MACROS`.

    Args:
        caption: The caption.
        values: One per word of it.
        limit: End of the scale, that of the thickest underline.
        bold: Tokens of words that stand in bold.
        ends: Colours of the scale.
    """
    parts, at = [], 0
    for word, value in zip(caption.words, values, strict=True):
        parts.append(escaped(caption.text[at : word.start]))
        text = escaped(caption.text[max(at, word.start) : word.end])
        text = rf"\textbf{{{text}}}" if set(word.tokens) & set(bold) else text
        parts.append(_underlined(text, value / limit if limit > 0 else 0.0, ends))
        at = max(at, word.end)
    return re.sub(" +", " ", unjoined("".join([*parts, escaped(caption.text[at:])]))).strip()


def key(limit: float, ends: Ends = MAPS["orange-blue"]) -> str:
    """A line that says what the underlines mean.

    Args:
        limit: End of the scale.
        ends: Colours of the scale.
    """
    if limit == 0:
        return r"\par{\footnotesize Every value is zero.\par}"
    against, for_ = (_underlined(word, sign, ends) for word, sign in (("against", -1.0), ("for", 1.0)))
    full = signed(limit).lstrip("+")
    return rf"\par{{\footnotesize {for_} and {against} the score; a full underline is {full}.\par}}"


def _underlined(text: str, strength: float, ends: Ends) -> str:
    size = min(1.0, abs(strength))
    if size < _LEAST or not np.isfinite(size) or not text:
        return text
    command, (_, deep) = ("pairlensword", ends[1]) if strength > 0 else ("pairlensgap", ends[0])
    return rf"\{command}{{{_html(deep)}}}{{{_THICK * size:.2f}pt}}{{{text}}}"


def _html(colour: Rgb) -> str:
    return "{:02X}{:02X}{:02X}".format(*colour)


def _end(values: Sequence[float], limit: float | None) -> float:
    """The end of the scale: as given, or the largest absolute value."""
    from pairlens.plot import end_of_scale

    return end_of_scale([np.array(values)], limit)
