"""Features at the cut of many inputs, computed in batches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from jaxtyping import Float
from torch import Tensor

from pairlens.encoders.tower import Inputs, Tower, shortened
from pairlens.methods.asking import Asked

Key = tuple[str, int, str]
"""Kind of input, layer, and the fingerprint of what can matter of the inputs; see `Encoder.ahead`."""

NEAR = 8
"""Captions that differ by fewer token ids than this run together, all to the length of the longest."""


@dataclass(frozen=True)
class Wanted:
    """An input whose features are wanted.

    Attributes:
        key: What they are asked for by.
        tower: What computes them.
        inputs: A batch of one.
        length: How many token ids can matter; None for a picture.
    """

    key: Key
    tower: Tower
    inputs: Inputs
    length: int | None

    @classmethod
    def of(cls, asked: Asked) -> Wanted:
        """What one side of a pair needs."""
        return cls((asked.reader.kind, asked.layer, asked.key), asked.tower, asked.inputs, asked.length)


def features_of(wanted: Iterable[Wanted]) -> dict[Key, Float[Tensor, "_ width"]]:
    """Features (units, width) of each input, those that come again computed once.

    Raises:
        torch.OutOfMemoryError: The device's memory does not do for one of them alone.
    """
    groups: dict[Any, dict[Key, Wanted]] = defaultdict(dict)
    for each in wanted:
        shapes = tuple((name, tuple(tensor.shape)) for name, tensor in each.inputs.items())
        groups[each.key[:2], shapes][each.key] = each
    found: dict[Key, Tensor] = {}
    for group in groups.values():
        for part in _near(group.values()):
            found |= _together(part)
    return found


def _near(group: Iterable[Wanted]) -> list[list[Wanted]]:
    """Captions of about one length, the longest first; pictures all together."""
    parts: list[list[Wanted]] = []
    for each in sorted(group, key=lambda one: -(one.length or 0)):
        if parts and (parts[-1][0].length or 0) - (each.length or 0) < NEAR:
            parts[-1].append(each)
        else:
            parts.append([each])
    return parts


def _together(part: Sequence[Wanted]) -> dict[Key, Tensor]:
    """Features of inputs of one shape; in halves where the device's memory asks for it."""
    longest = part[0].length
    inputs = [each.inputs if longest is None else shortened(each.inputs, longest) for each in part]
    try:
        with torch.no_grad():
            together = {name: torch.cat([one[name] for one in inputs]) for name in inputs[0]}
            features = part[0].tower.features(together, part[0].key[1])
    except torch.OutOfMemoryError:
        if len(part) == 1:
            raise
    else:
        # what stands behind a caption's end cannot matter to what stands before it
        return {
            each.key: own if each.length == longest else own[: each.length]
            for each, own in zip(part, features, strict=True)
        }
    half = len(part) // 2
    return _together(part[:half]) | _together(part[half:])
