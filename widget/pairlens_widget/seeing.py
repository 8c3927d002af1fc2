"""What a view shows for what is chosen in it: the numbers that the browser draws, for what Python draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import ascii_uppercase
from typing import Any

import numpy as np
from jaxtyping import Float

from pairlens import PairAttribution
from pairlens.colour import PINS, ends_of
from pairlens.naming import alike, kinds_of
from pairlens.regions import cells_of, connected_region
from pairlens.scales import content_grid, locked_limit, own_limit
from pairlens.seen import Held, Seen, SideSeen, units_name
from pairlens.summary import headline, signed
from pairlens.units import CaptionUnits, PictureUnits
from pairlens_widget import choices
from pairlens_widget.looks import PLAIN

Block = tuple[tuple[int, ...], tuple[int, ...]]
"""Content units of the first and of the second side."""

Term = tuple[int, Block]
"""A block, and whether it is added (1) or taken away (-1)."""

_FAINT = 1e-3


def seen(pair: PairAttribution, chosen: Mapping[str, Any]) -> Seen:
    """What the view shows while nothing is pointed at.

    Args:
        pair: The explanation.
        chosen: Values of `choices.names(pair)`; what is left out is plain.
    """
    pins = [_held(pair, pin) for pin in _shown(chosen)]
    for pin in chosen.get("pins", ()):
        if pin["colour"] == chosen.get("focused_pin"):
            return _seen(pair, chosen, _pin_terms(pair, pin), pins, name=pin.get("name", ""))
    block = _ordered(pair, [chosen.get(trait, ()) for trait in choices.counts(pair)])
    if any(block):
        return _seen(pair, chosen, [(1, block)], pins)
    return _seen(pair, chosen, _strongest(pair), pins, said=headline(pair))


def seen_pins(pair: PairAttribution, chosen: Mapping[str, Any]) -> list[Seen]:
    """What the view shows of each pin that is not hidden, alone; see `seen`."""
    return [
        _seen(pair, chosen, _pin_terms(pair, pin), [_held(pair, pin)], name=pin.get("name", ""))
        for pin in _shown(chosen)
    ]


def _shown(chosen: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [pin for pin in chosen.get("pins", ()) if pin.get("shown", True)]


def _seen(
    pair: PairAttribution,
    chosen: Mapping[str, Any],
    terms: Sequence[Term],
    pins: Sequence[Held],
    *,
    name: str = "",
    said: str = "",
) -> Seen:
    look = PLAIN | dict(chosen.get("look", {}))
    name = name or _name(pair, terms)
    value = sum(sign * _sum(pair, block) for sign, block in terms)
    return Seen(
        a=_side(pair, 0, terms, look),
        b=_side(pair, 1, terms, look),
        name=name,
        value=value,
        said=said or f"{name}: {signed(value)}.",
        pins=tuple(pins),
        ends=ends_of(look["map"], flipped=look["flipped"]),
        opacity=look["opacity"],
        smooth=look["smooth"],
        grey=look["grey"],
    )


def _strongest(pair: PairAttribution) -> list[Term]:
    """The strongest phrase; of two captions or two pictures, both ends of the strongest pair."""
    top = next(iter(pair.top_pairs(1)), None)
    if top is None or abs(top.value) < _FAINT:
        return []
    if _alike(pair):
        return [(1, (top.a.units, top.b.units))]
    return [(1, (top.a.units, ()) if isinstance(pair.a, CaptionUnits) else ((), top.b.units))]


def _pin_terms(pair: PairAttribution, pin: Mapping[str, Any]) -> list[Term]:
    parts = [
        (1, pin),
        *((1, more) for more in pin.get("plus", ())),
        *((-1, less) for less in pin.get("minus", ())),
    ]
    return [(sign, _ordered(pair, [part[key] for key in choices.keys(pair)])) for sign, part in parts]


def _ordered(pair: PairAttribution, units: Sequence[Sequence[int]]) -> Block:
    """Units as choices list them (the caption's first), first side first."""
    one, two = (tuple(each) for each in units)
    return (one, two) if _alike(pair) or isinstance(pair.a, CaptionUnits) else (two, one)


def _side(pair: PairAttribution, side: int, terms: Sequence[Term], look: Mapping[str, Any]) -> SideSeen:
    """A side of what is chosen: a selection, or a sum of blocks."""
    here, there = (pair.a, pair.b)[side], (pair.a, pair.b)[1 - side]
    heat = _heat(pair, side, terms)
    if not look["locked"]:
        limit = own_limit(here, heat, robust=look["robust"])
    else:
        everything = len(there.content) if len(terms) > 1 else 0
        count = sum(len(block[1 - side]) or everything for _, block in terms)
        limit = locked_limit(pair, side, count, robust=look["robust"])
    return SideSeen(_units(terms, side), heat.reshape(here.shape), limit)


def _heat(pair: PairAttribution, side: int, terms: Sequence[Term]) -> Float[np.ndarray, " units"]:
    """What each content unit of a side has with what is chosen; of a sum, what it adds to it."""
    grid = content_grid(pair, side)
    heat = np.zeros(grid.shape[0])
    if len(terms) == 1:
        return grid[:, list(terms[0][1][1 - side])].sum(axis=1)
    if not any(block[1 - side] or not block[side] for _, block in terms):
        return heat
    for sign, block in terms:
        values = grid[:, list(block[1 - side]) or slice(None)].sum(axis=1)
        own = list(block[side]) or slice(None)
        heat[own] += sign * values[own]
    return heat


def _units(terms: Sequence[Term], side: int) -> tuple[int, ...]:
    """What is added on a side and not taken away."""
    added = {unit for sign, block in terms if sign > 0 for unit in block[side]}
    return tuple(sorted(added - {unit for sign, block in terms if sign < 0 for unit in block[side]}))


def _held(pair: PairAttribution, pin: Mapping[str, Any]) -> Held:
    terms = _pin_terms(pair, pin)
    slot = pin["colour"]
    a, b = (_units(terms, side) for side in (0, 1))
    letter = ascii_uppercase[slot % 26] + (str(slot // 26 + 1) if slot >= len(ascii_uppercase) else "")
    return Held(
        letter,
        PINS[slot % len(PINS)],
        pin.get("name") or _name(pair, terms),
        sum(sign * _sum(pair, block) for sign, block in terms),
        a,
        b,
        (_peak(pair, terms, 0), _peak(pair, terms, 1)),
    )


def _name(pair: PairAttribution, terms: Sequence[Term]) -> str:
    """What blocks with their signs are called: "black dog − white husky"."""
    named = [(sign, _block_name(pair, block)) for sign, block in terms]
    text = "".join(f" {'+' if sign > 0 else '−'} {name}" for sign, name in named)
    return text.removeprefix(" + ").strip()


def _block_name(pair: PairAttribution, block: Block) -> str:
    """Both ends, the caption's first; "everything" where neither is given."""
    names = [units_name((pair.a, pair.b), side, block[side]) for side in (0, 1)]
    caption_last = isinstance(pair.b, CaptionUnits) and not _alike(pair)
    return " × ".join(filter(None, names[::-1] if caption_last else names)) or "everything"


def _peak(pair: PairAttribution, terms: Sequence[Term], side: int) -> tuple[int, ...]:
    """Cells round the peak of what a pin without cells of its own has on a picture."""
    here = (pair.a, pair.b)[side]
    if not isinstance(here, PictureUnits) or _units(terms, side):
        return ()
    heat = _heat(pair, side, terms).reshape(here.shape)
    row, col = divmod(int(np.abs(heat).argmax()), here.cols)
    return cells_of(connected_region(heat, (row, col))) if heat[row, col] else ()


def _sum(pair: PairAttribution, block: Block) -> float:
    """Sum over a block; an empty side stands for all of it."""
    a, b = (list(units) if units else slice(None) for units in block)
    return float(content_grid(pair, 1)[b][:, a].sum())


def _alike(pair: PairAttribution) -> bool:
    return alike(kinds_of(pair.a, pair.b))
