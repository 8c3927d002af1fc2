"""The Jacobian method on a batch of pairs: what they share is computed once, and what is alike is stacked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from jaxtyping import Float
from torch import Tensor

from pairlens.encoders.base import KEEP, Encoder, Kept
from pairlens.encoders.preparing import fingerprint
from pairlens.encoders.tower import Inputs, OneRead
from pairlens.errors import PairlensError
from pairlens.methods.asking import Asked, Terms
from pairlens.methods.features import Key, Wanted, features_of
from pairlens.methods.jacobians import Jacobians
from pairlens.methods.one_read import OneReadCurve
from pairlens.methods.pair_terms import Crossed
from pairlens.methods.path_side import Side
from pairlens.methods.stacks import Both, Path, Stacks


@dataclass(frozen=True)
class _Spot:
    """One input that has the closed form.

    Attributes:
        asked: The input.
        read: What is read above the cut.
        blank: The reference, on the CPU where the input is known there.
        reference: What the reference's features are kept by.
    """

    asked: Asked
    read: OneRead
    blank: Inputs
    reference: tuple[str, str, int, str]


def together(method: Jacobians, encoder: Encoder, pairs: Sequence[tuple[Asked, Asked]]) -> list[Terms | None]:
    """The terms of those pairs whose paths both have the closed form of a last block; None for the others.

    Args:
        method: The method with its options.
        encoder: Borrowed by the caller.
        pairs: Both sides of each, first argument first.
    """
    spots = _spots(method, {_key(asked): asked for pair in pairs for asked in pair})
    keys = [(_key(a), _key(b)) for a, b in pairs]
    both = list(dict.fromkeys(pair for pair in keys if all(key in spots for key in pair)))
    needed = {key: spots[key] for pair in both for key in pair}
    starts = _references(encoder, list(needed.values()))
    paths = {key: _path(method, encoder, spot, starts[spot.reference]) for key, spot in needed.items()}
    crossed = Stacks(paths, both, method.how).work()
    for key, spot in needed.items():
        side = paths[key].side
        if side is not None and method.named(spot.asked):
            _keep(encoder, (*spot.reference, "embedding"), side.start)
    _keep_sides(method, encoder, [needed[a] for a, _ in both], paths)
    return [_terms(method, paths, pair, crossed.get(pair)) for pair in keys]


def _terms(method: Jacobians, paths: Mapping[Key, Path], pair: Both, crossed: Crossed | None) -> Terms | None:
    """The terms of one pair; what its sides have not been told they now compute alone."""
    sides = [paths[key].side if key in paths else None for key in pair]
    if sides[0] is None or sides[1] is None:
        return None
    try:
        return method.answer(sides[0], sides[1], crossed)
    except (PairlensError, torch.OutOfMemoryError):
        return None  # alone it says so itself


def _keep_sides(
    method: Jacobians, encoder: Encoder, firsts: Sequence[_Spot], paths: Mapping[Key, Path]
) -> None:
    """Keep the paths of the last few first arguments, as `Jacobians.terms` does."""
    for spot in list({_key(spot.asked): spot for spot in firsts}.values())[-KEEP:]:
        side = paths[_key(spot.asked)].side
        if side is not None:
            _keep(encoder, ("side", *method.key(spot.asked)), side)


def _keep(encoder: Encoder, key: tuple[Any, ...], value: Kept) -> Kept:
    return encoder.keep(key, lambda: value)


def _key(asked: Asked) -> Key:
    return asked.reader.kind, asked.layer, asked.key


def _spots(method: Jacobians, asked: Mapping[Key, Asked]) -> dict[Key, _Spot]:
    """The inputs that have the closed form. What raises an error is left: it is raised when its pair is asked for."""
    found: dict[Key, _Spot] = {}
    last: dict[str, _Spot] = {}
    for key, each in asked.items():
        try:
            read = each.tower.stage(each.trimmed(each.inputs), each.layer).read
            if not isinstance(read, OneRead):
                continue
            blank = method.blank(each)
        except PairlensError:
            continue
        before = last.get(key[0])
        # most pictures have the same reference, and comparing two is faster than a fingerprint
        known = (
            before.reference[-1]
            if before and _same(before, each, blank)
            else fingerprint(each.trimmed(blank))
        )
        found[key] = last[key[0]] = _Spot(each, read, blank, ("reference", *key[:2], known))
    return found


def _same(before: _Spot, asked: Asked, blank: Inputs) -> bool:
    """Whether a reference is the one before."""
    if before.asked.length != asked.length or before.blank.keys() != blank.keys():
        return False
    return all(torch.equal(before.blank[name], tensor) for name, tensor in blank.items())


def _references(encoder: Encoder, spots: Sequence[_Spot]) -> dict[Any, Float[Tensor, "_ width"]]:
    """The features of all references; those that are not kept from before are computed together."""
    known = {spot.reference: encoder.kept(spot.reference) for spot in spots}
    wanted = [
        Wanted(spot.reference[1:], spot.asked.tower, encoder.placed(spot.blank), spot.asked.length)
        for spot in {spot.reference: spot for spot in spots}.values()
        if known[spot.reference] is None
    ]
    for key, features in features_of(wanted).items():
        known["reference", *key] = _keep(encoder, ("reference", *key), features)
    return known


def _path(method: Jacobians, encoder: Encoder, spot: _Spot, start: Float[Tensor, "units width"]) -> Path:
    asked = spot.asked
    side = encoder.kept(("side", *method.key(asked)))
    if isinstance(side, Side) and isinstance(side.curve, OneReadCurve):
        return Path(side.curve, side=side)
    stop = encoder.features(asked.reader.kind, asked.trimmed(asked.inputs), asked.layer, asked.key)
    known = encoder.kept((*spot.reference, "embedding")) if method.named(asked) else None
    return Path(OneReadCurve(spot.read, start, stop), known)
