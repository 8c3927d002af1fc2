"""An explanation in plain text, for a shell."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Sequence

import numpy as np

from pairlens.pairs import TopPair
from pairlens.result import PairAttribution

_WIDTH = 80
_NAME = 24
_NUMBER = 9
_BAR = 24
_DIGITS = 4
_MOST = 0.5
_FAINT = 1e-3
_TRACE = 1e-4


def summary(pair: PairAttribution, n: int = 5) -> str:
    """The score, where it went, the strongest phrase–region pairs, and what to be careful about.

    Args:
        pair: The explanation.
        n: At most how many phrase–region pairs; those below a tenth of the strongest are left out.
    """
    head = textwrap.wrap(f"“{one_line(pair.caption.text)}”", _WIDTH)
    remarks = [textwrap.fill(remark, _WIDTH, subsequent_indent="  ") for remark in remarks_on(pair)]
    parts = ([*head, scoring(pair)], _ledger_lines(pair), _pair_lines(pair, n), remarks)
    return "\n\n".join("\n".join(line.rstrip() for line in part) for part in parts)


def scoring(pair: PairAttribution) -> str:
    """The score, and what gave it, in one line."""
    layers = [_layer(*both) for both in zip(pair.layers, pair.depths, strict=True)]
    return f"score {pair.score:+.4f} · {pair.model} · picture at {layers[0]}, caption at {layers[1]}"


def headline(pair: PairAttribution) -> str:
    """The strongest phrase–region pair in a sentence."""
    strongest = pair.top_pairs(1)
    if not strongest:
        return "No pair stands out: every interaction of words and patches is zero."
    top = strongest[0]
    if abs(top.value) < _FAINT:
        return f"No pair stands out: the largest is {top.value:+.1g}."
    sign = "positive" if top.value > 0 else "negative"
    return f"“{one_line(top.phrase)}”: strongest {_at(top)}, {top.focus:.0%} of its {sign} attribution."


def remarks_on(pair: PairAttribution) -> list[str]:
    """What a reader should know before trusting the numbers: convergence, special units, notes."""
    mass = pair.ledger.mass
    remarks = [_convergence(pair)]
    if sum(mass) > 0 and mass.content_patch < _MOST:
        share = f"only {mass.content_patch:.0%} of the absolute pair mass lies between words and patches"
        remedy = " An earlier layer puts more of it there." if any(pair.layers) else ""
        remarks.append(f"Careful: {share}, and heat maps show that part alone.{remedy}")
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
    wide = min(_NAME, max(_width(one_line(top.phrase)) for top in shown))
    return ["Strongest pairs of phrase and place", *(_pair_line(top, wide) for top in shown)]


def _pair_line(top: TopPair, wide: int) -> str:
    share = f"  {top.share:>+5.0%} of the score" if top.share else ""
    value = f"{top.value:>+{_NUMBER}.{_DIGITS}f}"
    return f"  {_pad(one_line(top.phrase), wide)} × {top.place:<20}{value}{share}"


def _at(top: TopPair) -> str:
    return f"over {top.place}" if top.place.endswith("picture") else f"at the {top.place}"


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
