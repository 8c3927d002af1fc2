"""Explain many pairs: towers run on batches, pictures and captions that come again are not computed again."""

from __future__ import annotations

import hashlib
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sized
from itertools import islice
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from tqdm.auto import tqdm

from pairlens.encoders.base import Encoder
from pairlens.encoders.context import enough_memory
from pairlens.encoders.preparing import fingerprint
from pairlens.encoders.tower import Inputs, TextTower, shortened
from pairlens.errors import OptionError, PairlensError
from pairlens.explaining import answer
from pairlens.methods.asking import Asked, Method, method_of
from pairlens.result import PairAttribution
from pairlens.sides import side_of

Pair = tuple[Any, Any]
"""A picture (or `Caption`) and a caption (or `Picture`), as `explain` takes them."""

Key = tuple[str, int, str]


def explain_many(  # noqa: D417 - the options are those of `explain`
    encoder: Encoder,
    pairs: Iterable[Pair],
    *,
    layer: Any = None,  # noqa: ANN401 - as in `explain`
    method: str = "jacobians",
    batch: int = 16,
    errors: str = "raise",
    folder: str | Path | None = None,
    progress: bool = True,
    **options: Any,  # noqa: ANN401 - checked by the method
) -> Iterator[PairAttribution | None]:
    """Explain pairs in order, one result for each, in bounded memory.

    The part of a tower below the cut runs on batches of pictures, and of captions of one length; whatever comes again
    within a batch is computed once, and a picture that was the last ones' keeps its vectors. Results are those of
    `explain` up to rounding.

    Args:
        encoder: From `pairlens.load_encoder`, `pairlens.wrap` or `pairlens.join`.
        pairs: (picture, caption) pairs, in any iterable; it is read as it is needed.
        layer: As in `explain`.
        method: As in `explain`.
        batch: How many pairs are held and worked on together.
        errors: "raise" stops at a pair that cannot be explained and says which it was; "skip" warns of it and yields
            None in its place, so that results stay in step with the pairs.
        folder: Where to keep results, one file for each. A later call with the same pairs and settings goes on where
            the earlier one stopped.
        progress: Whether to show a progress bar.

    Yields:
        An explanation for each pair, or None for a pair that was skipped.

    Raises:
        PairlensError: As in `explain`; a note on the error says which pair it was. What was yielded before is not lost.
    """
    chosen = method_of(method, options)
    _check(batch, errors)
    said = {"layer": layer, "method": method, "options": options, "model": encoder.name}
    keep = _Folder(folder, repr(sorted(said.items()))) if folder is not None else None
    total = len(pairs) if isinstance(pairs, Sized) else None
    bar = tqdm(total=total, desc="explaining", unit="pair", disable=not progress)
    return _explained(encoder, iter(pairs), _Plan(chosen, method, layer, batch, errors == "skip", keep, bar))


class _Plan:
    """What a call of `explain_many` asked for."""

    def __init__(
        self,
        method: Method,
        name: str,
        layer: Any,  # noqa: ANN401 - as in `explain`
        batch: int,
        skip: bool,  # noqa: FBT001 - one of a plan's settings
        keep: _Folder | None,
        bar: tqdm[Any],
    ) -> None:
        self.method, self.name, self.layer = method, name, layer
        self.batch, self.skip, self.keep, self.bar = batch, skip, keep, bar


def _explained(encoder: Encoder, pairs: Iterator[Pair], plan: _Plan) -> Iterator[PairAttribution | None]:
    index = 0
    with plan.bar:
        while chunk := list(islice(pairs, plan.batch)):
            read = [_read(encoder, pair, index + i, plan) for i, pair in enumerate(chunk)]
            asked = [sides for sides in read if isinstance(sides, tuple)]
            with encoder.borrowed(), enough_memory(encoder.device):
                features = _features(asked)
            for i, sides in enumerate(read):
                with encoder.ahead(features):  # not across the yield: the encoder is anybody's then
                    result = _one(encoder, sides, index + i, plan)
                yield result
                plan.bar.update()
            index += len(chunk)


def _read(
    encoder: Encoder, pair: Pair, index: int, plan: _Plan
) -> tuple[Asked, Asked] | PairAttribution | None:
    """Both sides of a pair, or its result where an earlier call kept it, or None where it is skipped."""
    try:
        sides = (side_of(pair[0], "picture"), side_of(pair[1], "caption"))
        layers = encoder.chosen(plan.layer, (sides[0][0], sides[1][0]))
        a, b = (Asked.of(encoder, *side, k) for side, k in zip(sides, layers, strict=True))
    except (PairlensError, OSError) as error:
        _failed(error, index, plan)
        return None
    known = plan.keep.find(index, a, b) if plan.keep else None
    return known or (a, b)


def _one(
    encoder: Encoder, sides: tuple[Asked, Asked] | PairAttribution | None, index: int, plan: _Plan
) -> PairAttribution | None:
    if not isinstance(sides, tuple):
        return sides
    try:
        pair = answer(encoder, plan.name, plan.method, *sides)
    except PairlensError as error:
        _failed(error, index, plan)
        return None
    if plan.keep:
        plan.keep.put(index, *sides, pair)
    return pair


def _failed(error: Exception, index: int, plan: _Plan) -> None:
    if not plan.skip:
        error.add_note(f"This was pair {index}, counted from 0.")
        raise error
    warnings.warn(f"Pair {index} was skipped: {error}", stacklevel=2)


def _features(asked: list[tuple[Asked, Asked]]) -> dict[Key, Tensor]:
    """Features at the cut of everything that the pairs hold, computed in batches of one shape."""
    wanted: dict[Key, tuple[Asked, Inputs]] = {}
    for side in (side for sides in asked for side in sides):
        inputs = side.inputs
        if isinstance(side.tower, TextTower):
            inputs = shortened(inputs, side.tower.length(inputs))
        wanted[side.reader.kind, side.layer, fingerprint(inputs)] = side, inputs
    groups: dict[Any, list[Key]] = defaultdict(list)
    for key, (_, inputs) in wanted.items():
        shapes = tuple((name, tuple(tensor.shape)) for name, tensor in inputs.items())
        groups[key[0], key[1], shapes].append(key)
    found: dict[Key, Tensor] = {}
    for keys in groups.values():
        found |= _together(keys, wanted)
    return found


def _together(keys: list[Key], wanted: Mapping[Key, tuple[Asked, Inputs]]) -> dict[Key, Tensor]:
    """Features of inputs of one shape; in halves where the device's memory asks for it."""
    side = wanted[keys[0]][0]
    names = wanted[keys[0]][1]
    together = {name: torch.cat([wanted[key][1][name] for key in keys]) for name in names}
    try:
        with torch.no_grad():
            features = side.tower.features(together, side.layer)
    except torch.OutOfMemoryError:
        if len(keys) == 1:
            raise
        half = len(keys) // 2
        return _together(keys[:half], wanted) | _together(keys[half:], wanted)
    return dict(zip(keys, features, strict=True))


class _Folder:
    """Results on disk, each under a name that says which pair and which settings it answers."""

    def __init__(self, path: str | Path, said: str) -> None:
        self._path, self._said = Path(path), said
        self._path.mkdir(parents=True, exist_ok=True)

    def find(self, index: int, a: Asked, b: Asked) -> PairAttribution | None:
        """What was kept of this very pair."""
        path = self._place(index, a, b)
        return PairAttribution.load(path) if path.exists() else None

    def put(self, index: int, a: Asked, b: Asked, pair: PairAttribution) -> None:
        """Keep a result; a reader sees it whole or not at all."""
        pair.save(self._place(index, a, b))

    def _place(self, index: int, a: Asked, b: Asked) -> Path:
        captions = [str(side.source) for side in (a, b) if side.reader.kind == "caption"]
        facts = (self._said, a.layer, b.layer, fingerprint(a.inputs), fingerprint(b.inputs), *captions)
        return (
            self._path / f"{index:06}-{hashlib.blake2b(repr(facts).encode(), digest_size=8).hexdigest()}.npz"
        )


def _check(batch: int, errors: str) -> None:
    if isinstance(batch, bool) or not isinstance(batch, int) or batch < 1:
        raise OptionError(f"batch={batch!r} is not a number of pairs.", "Use an integer from 1 up.")
    if errors not in ("raise", "skip"):
        raise OptionError(f"errors={errors!r} is not known.", 'Choose "raise" or "skip".')
