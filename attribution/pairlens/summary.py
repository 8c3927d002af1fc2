"""An explanation in plain text, for a shell."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Sequence

import numpy as np

from pairlens.naming import alike, contents, kinds_of, side_names
from pairlens.pairs import TopPair
from pairlens.result import PairAttribution
from pairlens.units import CaptionUnits, PictureUnits

_WIDTH = 80
_LINE = 60
_NAME = 24
_FAR = 20
_NUMBER = 9
_BAR = 24
_DIGITS = 4
_MOST = 0.5
_FAINT = 1e-3
_TRACE = 1e-4
_PLACES = "Strongest pairs of phrase and place"
_STRONGEST = {
    ("picture", "caption"): _PLACES,
    ("caption", "picture"): _PLACES,
    ("caption", "caption"): "Strongest pairs of phrases, first × second",
    ("picture", "picture"): "Strongest pairs of places, first × second",
}


def summary(pair: PairAttribution, n: int = 5) -> str:
    """The score, where it went, the strongest phrase–region pairs, and what to be careful about.

    Args:
        pair: The explanation.
        n: At most how many phrase–region pairs; those below a tenth of the strongest are left out.
    """
    remarks = [textwrap.fill(remark, _WIDTH, subsequent_indent="  ") for remark in remarks_on(pair)]
    parts = ([*_head(pair), scoring(pair)], _ledger_lines(pair), _pair_lines(pair, n), remarks)
    return "\n\n".join("\n".join(line.rstrip() for line in part) for part in parts)


def short(pair: PairAttribution) -> str:
    """What was explained, and its score, for a line among others."""
    texts = [_cut(side.text) for side in (pair.a, pair.b) if isinstance(side, CaptionUnits)]
    sizes = [f"{side.rows}×{side.cols}" for side in (pair.a, pair.b) if isinstance(side, PictureUnits)]
    tokens = [str(side.shape[0]) for side in (pair.a, pair.b) if isinstance(side, CaptionUnits)]
    units = [f"{' × '.join(tokens)} tokens"] * bool(tokens) + [f"{' × '.join(sizes)} cells"] * bool(sizes)
    subject = " × ".join(texts) or "two pictures"
    return f"{subject}: score {pair.score:+.3f}, {' × '.join(units)}"


def scoring(pair: PairAttribution) -> str:
    """The score, and what gave it, in one line."""
    kinds = kinds_of(pair.a, pair.b)
    names = ("first", "second") if alike(kinds) else side_names(kinds)
    places = [
        f"{name} at {_layer(*both)}"
        for name, *both in sorted(zip(names, pair.layers, pair.depths, strict=True), key=_pictures_first)
    ]
    return f"score {pair.score:+.4f} · {pair.model} · {', '.join(places)}"


def headline(pair: PairAttribution) -> str:
    """The strongest pair in a sentence."""
    strongest = pair.top_pairs(1)
    if not strongest:
        between = contents(kinds_of(pair.a, pair.b))
        return f"No pair stands out: every interaction of {between} is zero."
    top = strongest[0]
    if abs(top.value) < _FAINT:
        return f"No pair stands out: the largest is {top.value:+.1g}."
    return _sentence(pair, top)


def _sentence(pair: PairAttribution, top: TopPair) -> str:
    sign = "positive" if top.value > 0 else "negative"
    focus = f"{top.focus:.0%} of its {sign} attribution"
    if not alike(kinds_of(pair.a, pair.b)):
        return f"“{one_line(top.phrase)}”: strongest {_at(top.place)}, {focus}."
    if top.a.kind == "caption":
        return f"“{one_line(top.a.text)}” with “{one_line(top.b.text)}”: {focus}."
    place = _of(top.a.text, "first")
    return f"{place[0].upper()}{place[1:]}: strongest {_at(top.b.text, 'second')}, {focus}."


def ends(top: TopPair) -> tuple[str, str]:
    """Both ends of a pair as a list names them: the phrase before the region, else the first side first."""
    phrase_last = top.a.kind == "picture" and top.b.kind == "caption"
    first, second = (top.b, top.a) if phrase_last else (top.a, top.b)
    return one_line(first.text), one_line(second.text)


def remarks_on(pair: PairAttribution) -> list[str]:
    """What a reader should know before trusting the numbers: convergence, special units, notes."""
    mass = pair.ledger.mass
    remarks = [_convergence(pair)]
    if sum(mass) > 0 and mass.content_patch < _MOST:
        kinds = kinds_of(pair.a, pair.b)
        share = f"only {mass.content_patch:.0%} of the absolute pair mass lies between {contents(kinds)}"
        remedy = " An earlier layer puts more of it there." if any(pair.layers) else ""
        shown = "underlines show" if "picture" not in kinds else "heat maps show"
        remarks.append(f"Careful: {share}, and {shown} that part alone.{remedy}")
    unknown = ", ".join(one_line(str(word)) for word in pair.settings.get("unknown_words", ()))
    if unknown:
        remarks.append(f"Careful: the model never saw these words: {unknown}.")
    return remarks + [f"Note: {one_line(str(note))}" for note in pair.settings.get("notes", ())]


def rounded(values: Sequence[float], total: float, digits: int = _DIGITS) -> list[float]:
    """Round numbers so that they add up to the total as shown; each moves by less than its last digit.

    Args:
        values: Numbers that add up to `total`.
        total: Their sum, itself rounded to the nearest.
        digits: Digits after the point.
    """
    scaled = np.asarray(values, dtype=np.float64) * 10**digits
    whole = np.floor(scaled)
    missing = int(np.rint(total * 10**digits) - whole.sum())
    whole[np.argsort(whole - scaled, kind="stable")[: max(missing, 0)]] += 1
    return [float(number) / 10**digits + 0.0 for number in whole]


def signed(value: float) -> str:
    """A number with its sign, as print sets it."""
    return f"{value:+.{_DIGITS}f}".replace("-", "−")


def one_line(text: str) -> str:
    """Text with single spaces and no control characters, so that a shell stays intact."""
    return "".join(c for c in " ".join(text.split()) if unicodedata.category(c) not in {"Cc", "Cs"})


def _head(pair: PairAttribution) -> list[str]:
    """What was explained: each caption in full; of pictures, how they are cut up."""
    lines = [
        line
        for side in (pair.a, pair.b)
        if isinstance(side, CaptionUnits)
        for line in textwrap.wrap(f"“{one_line(side.text)}”", _WIDTH)
    ]
    sizes = [f"{side.rows} × {side.cols}" for side in (pair.a, pair.b) if isinstance(side, PictureUnits)]
    return lines or [f"Two pictures of {' and '.join(dict.fromkeys(sizes))} patches"]


def _cut(text: str) -> str:
    return repr(text if len(text) <= _LINE else text[: _LINE - 1] + "…")


def _pictures_first(place: tuple[str, int, int]) -> bool:
    return place[0] == "caption"


def _layer(layer: int, depth: int) -> str:
    return "the pooling" if layer == depth else f"layer {layer} of {depth}"


def _ledger_lines(pair: PairAttribution) -> list[str]:
    rows = pair.ledger.rows()
    values = rounded([row.value for row in rows], pair.score)
    longest = max(map(abs, (*values, pair.score))) or 1.0
    lines = [_line(row.name, value, longest) for row, value in zip(rows, values, strict=True)]
    rule = f"  {'─' * (_NAME + _NUMBER)}"
    return ["Where the score went", *lines, rule, _line("score", pair.score, longest)]


def _line(name: str, value: float, longest: float) -> str:
    return f"  {name:<{_NAME}}{value:>+{_NUMBER}.{_DIGITS}f}  {_bar(value / longest)}"


def _bar(share: float) -> str:
    """A bar in eighths of a character; a shaded one for what lowers the score."""
    eighths = round(abs(share) * _BAR * 8)
    if share < 0:
        return "░" * -(-eighths // 8)
    return "█" * (eighths // 8) + " ▏▎▍▌▋▊▉"[eighths % 8]


def _pair_lines(pair: PairAttribution, n: int) -> list[str]:
    tops = pair.top_pairs(n)
    strongest = abs(tops[0].value) if tops else 0.0
    if strongest < _FAINT:
        return [headline(pair)]
    shown = [top for top in tops if abs(top.value) >= strongest / 10]
    lines = [ends(top) for top in shown]
    wide = min(_NAME, max(_width(first) for first, _ in lines))
    far = min(_FAR + 2, max(_FAR, *(_width(second) for _, second in lines)))
    rows = (_pair_line(top, _pad(a, wide), _pad(b, far)) for top, (a, b) in zip(shown, lines, strict=True))
    return [_STRONGEST[shown[0].a.kind, shown[0].b.kind], *rows]


def _pair_line(top: TopPair, first: str, second: str) -> str:
    share = f"  {top.share:>+5.0%} of the score" if top.share else ""
    return f"  {first} × {second}{top.value:>+{_NUMBER}.{_DIGITS}f}{share}"


def _at(place: str, which: str = "") -> str:
    """Where a region lies, to come after a verb; `which` picture, where there are two."""
    where = _of(place, which) if which else place
    return f"over {where}" if place.endswith("picture") else f"at the {where}"


def _of(place: str, which: str) -> str:
    """A place of one of two pictures: "upper left of the first picture", "most of the first picture"."""
    if place.endswith("picture"):
        return f"{place.removesuffix('picture')}{which} picture"
    return f"{place} of the {which} picture"


def _convergence(pair: PairAttribution) -> str:
    ledger = pair.ledger
    relative = ledger.relative_residual
    off = f"{relative:.2%} of its natural scale" if relative >= _TRACE else "below 0.01% of its natural scale"
    if not ledger.exact:
        return f"Unexplained: {ledger.residual:+.4f}, {off}; the parts of this method need not add up."
    if pair.converged:
        return f"Converged: the residual is {off}."
    remedy = "Ask for more steps."
    return f"Careful: not converged. The residual is {off}, and single cells may be off by more. {remedy}"


def _width(text: str) -> int:
    """Columns that text takes in a terminal."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.category(c) in {"Mn", "Me", "Cf"} for c in text)


def _pad(text: str, width: int) -> str:
    while _width(text) > width:
        text = text[:-2] + "…"
    return text + " " * (width - _width(text))
