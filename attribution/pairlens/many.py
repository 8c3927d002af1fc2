"""Explain many pairs: towers run on batches, pictures and captions that come again are not computed again."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterable, Iterator, Sequence, Sized
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

from tqdm.auto import tqdm

from pairlens.encoders.base import Encoder
from pairlens.encoders.context import enough_memory
from pairlens.errors import OptionError, PairlensError
from pairlens.explaining import answer
from pairlens.methods.asking import Asked, Method, Terms, Together, method_of
from pairlens.methods.features import Wanted, features_of
from pairlens.result import PairAttribution
from pairlens.sides import side_of

Pair = tuple[Any, Any]
"""A picture (or `Caption`) and a caption (or `Picture`), as `explain` takes them."""


Source = tuple[str, int, Any]
"""Kind, layer, and a text, a path or the identity of an object (the batch holds it)."""


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

    The part of a tower below the cut runs on batches of pictures, and of captions of about one length, and so does the
    closed form of a last block ("jacobians"). Whatever comes again within a batch is computed once, and a picture that
    was the last ones' keeps its vectors. Results are those of `explain` up to rounding.

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
    keep = None
    if folder is not None:
        keep = _Folder(folder, repr(sorted({**said, "weights": encoder.weights}.items())))
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
            weights = encoder.weights
            known: dict[Source, Asked] = {}
            read = [_read(encoder, pair, index + i, plan, known) for i, pair in enumerate(chunk)]
            asked = [sides for sides in read if isinstance(sides, tuple)]
            with encoder.borrowed(), enough_memory(encoder.device):
                features = features_of(Wanted.of(side) for sides in asked for side in sides)
                _look(known.values())
                with encoder.ahead(features):
                    terms = iter(_together(encoder, asked, plan.method))
            for i, sides in enumerate(read):
                found = next(terms) if isinstance(sides, tuple) else None
                with encoder.ahead(features):  # not across the yield: the encoder is anybody's then
                    result = _one(encoder, sides, index + i, plan, found, weights)
                yield result
                plan.bar.update()
            index += len(chunk)


def _read(
    encoder: Encoder, pair: Pair, index: int, plan: _Plan, known: dict[Source, Asked]
) -> tuple[Asked, Asked] | PairAttribution | None:
    """Both sides of a pair, or its result where an earlier call kept it, or None where it is skipped."""
    try:
        sides = (side_of(pair[0], "picture"), side_of(pair[1], "caption"))
        layers = encoder.chosen(plan.layer, (sides[0][0], sides[1][0]))
        a, b = (_asked(encoder, *side, k, known) for side, k in zip(sides, layers, strict=True))
    except (PairlensError, OSError) as error:
        _failed(error, index, plan)
        return None
    kept = plan.keep.find(index, a, b) if plan.keep else None
    return kept or (a, b)


def _asked(encoder: Encoder, kind: str, source: Any, layer: int, known: dict[Source, Asked]) -> Asked:  # noqa: ANN401 - as in `explain`
    """A side, read once for all pairs of a batch that name the same file, text or object."""
    key = kind, layer, source if isinstance(source, str | Path) else id(source)
    if key not in known:
        known[key] = Asked.of(encoder, kind, source, layer)
    return known[key]


def _look(asked: Iterable[Asked]) -> None:
    """Find out now what the units are: a device works on the features meanwhile."""
    for side in asked:
        with suppress(PairlensError):  # it is raised again when the pair is asked for
            side.units()


def _together(encoder: Encoder, asked: list[tuple[Asked, Asked]], method: Method) -> Sequence[Terms | None]:
    """The terms of those pairs that the method can work on together."""
    return method.together(encoder, asked) if isinstance(method, Together) else [None] * len(asked)


def _one(
    encoder: Encoder,
    sides: tuple[Asked, Asked] | PairAttribution | None,
    index: int,
    plan: _Plan,
    terms: Terms | None,
    weights: str,
) -> PairAttribution | None:
    if not isinstance(sides, tuple):
        return sides
    try:
        pair = answer(encoder, plan.name, plan.method, *sides, terms, weights)
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
        facts = (self._said, a.layer, b.layer, a.key, b.key, *captions)
        return (
            self._path / f"{index:06}-{hashlib.blake2b(repr(facts).encode(), digest_size=8).hexdigest()}.npz"
        )


def _check(batch: int, errors: str) -> None:
    if isinstance(batch, bool) or not isinstance(batch, int) or batch < 1:
        raise OptionError(f"batch={batch!r} is not a number of pairs.", "Use an integer from 1 up.")
    if errors not in ("raise", "skip"):
        raise OptionError(f"errors={errors!r} is not known.", 'Choose "raise" or "skip".')
