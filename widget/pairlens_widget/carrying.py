"""Choices that were made in one explanation, in the terms of another: unaffected words keep their pins."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import SequenceMatcher
from typing import Any

from pairlens import PairAttribution
from pairlens.units import CaptionUnits, PictureUnits
from pairlens_widget import choices

Chosen = Mapping[str, Any]
Move = Callable[[list[int]], list[int]]


def carried(chosen: Chosen, old: PairAttribution, new: PairAttribution) -> dict[str, Any]:
    """The values of traits that were chosen in `old`, as they are in `new`.

    Words are matched in order, by their text; patches stay where they are as long as the grid is the same. A pin
    that has nothing left is let go. Of pairs of other kinds nothing can be kept.

    Args:
        chosen: Values under the traits' names; names that are no choice stay as they are.
        old: The explanation that they are about.
        new: The one that they shall be about.
    """
    if choices.names(old) != choices.names(new):
        empty = {"pins": [], "focused_pin": None, "bookmarks": [], "look": chosen.get("look", {})}
        about = choices.names(old)
        return {name: empty.get(name, []) if name in about else value for name, value in chosen.items()}
    traits = dict(zip(choices.counts(old), choices.keys(old), strict=True))
    moves = {key: _move(*sides) for key, sides in zip(choices.keys(old), _sides(old, new), strict=True)}
    made = dict(chosen)
    for trait in traits.keys() & made.keys():
        made[trait] = moves[traits[trait]](made[trait])
    if "pins" in made:
        made["pins"] = [pin for pin in (_pin(pin, moves) for pin in made["pins"]) if pin]
        colours = {pin["colour"] for pin in made["pins"]}
        if made.get("focused_pin") not in colours:
            made["focused_pin"] = None
    return made


def _sides(
    old: PairAttribution, new: PairAttribution
) -> list[tuple[CaptionUnits | PictureUnits, CaptionUnits | PictureUnits]]:
    """Old and new sides in the order of the choices' keys."""
    both = [(old.a, new.a), (old.b, new.b)]
    first_is_picture = isinstance(old.a, PictureUnits) and isinstance(old.b, CaptionUnits)
    return both[::-1] if first_is_picture else both


def _move(old: CaptionUnits | PictureUnits, new: CaptionUnits | PictureUnits) -> Move:
    if isinstance(old, CaptionUnits) and isinstance(new, CaptionUnits):
        where = _tokens(old, new)
    elif isinstance(old, PictureUnits) and isinstance(new, PictureUnits) and old.shape == new.shape:
        where = {cell: cell for cell in range(len(old.content))}
    else:
        where = {}
    return lambda units: sorted(where[unit] for unit in units if unit in where)


def _tokens(old: CaptionUnits, new: CaptionUnits) -> dict[int, int]:
    """Where each old token stands now: that of a word that is still there, in the order of the words."""
    before, after = ([word.text for word in side.words] for side in (old, new))
    found: dict[int, int] = {}
    for i, j, size in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
        for was, now in zip(old.words[i : i + size], new.words[j : j + size], strict=True):
            if len(was.tokens) == len(now.tokens):
                found |= dict(zip(was.tokens, now.tokens, strict=True))
    return found


def _pin(pin: Mapping[str, Any], moves: Mapping[str, Move]) -> dict[str, Any] | None:
    """A pin in new terms; None where one of its sides has nothing left of what it held."""
    made = {**pin, **_block(pin, moves)}
    for name in ("plus", "minus"):
        if name in pin:
            made[name] = [_block(block, moves) for block in pin[name]]
    before = [pin, *pin.get("plus", ()), *pin.get("minus", ())]
    after = [made, *made.get("plus", ()), *made.get("minus", ())]
    lost = any(old.get(key) and not new[key] for old, new in zip(before, after, strict=True) for key in moves)
    return None if lost else made


def _block(block: Mapping[str, Any], moves: Mapping[str, Move]) -> dict[str, list[int]]:
    return {key: move(list(block.get(key, ()))) for key, move in moves.items()}
