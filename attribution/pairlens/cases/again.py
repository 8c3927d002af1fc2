"""Is a failure still there? The pairs of a store, explained again with another encoder, the old beside the new."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from PIL import Image
from tqdm.auto import tqdm

from pairlens.cases.case import Case
from pairlens.cases.comparison import Comparison, Pass, Twice, verdict_of
from pairlens.cases.item import Item, Side, item_of
from pairlens.cases.measures import Beside, measured
from pairlens.cases.said import said_in
from pairlens.cases.truth import Truth
from pairlens.encoders.base import Encoder
from pairlens.errors import OptionError, PairlensError
from pairlens.explaining import explain
from pairlens.result import PairAttribution
from pairlens.sides import Caption, Picture
from pairlens.units import PictureUnits

AS_SEEN = "of the picture as the first model saw it: the original is not kept"


@dataclass(frozen=True)
class _Plan:
    """What a call asked for."""

    store: Any
    encoder: Encoder
    criterion: Pass | None
    truth: Mapping[str, Truth]
    ranks: Mapping[str, float]
    layer: Any
    method: str | None
    options: Mapping[str, Any]
    add: bool


def explain_again(  # noqa: D417 - the options are those of `explain`
    store: Any,  # noqa: ANN401 - a Store, whose import takes sqlalchemy
    encoder: Encoder,
    cases: Iterable[Case] | None = None,
    *,
    criterion: Callable[[PairAttribution, Mapping[str, float]], bool | None] | None = None,
    truth: Mapping[str, Truth] | None = None,
    ranks: Mapping[str, float] | None = None,
    layer: Any = None,  # noqa: ANN401 - as in `explain`
    method: str | None = None,
    add: bool = False,
    progress: bool = True,
    **options: Any,  # noqa: ANN401 - checked by the method
) -> Comparison:
    """Explain pairs again with another encoder, and set both side by side.

    Nobody can tell from two maps alone whether a failure is gone. It is told only by what is known of both:

    - a `criterion` of your own;
    - else, with `truth`, whether the strongest cell of every named phrase shows what it names (pointing is 1);
    - else, where the item has a "rank" and `ranks` gives the new one, whether the caption came first (rank is 1).

    Failed before and passes now is "fixed", the other way round "broken", the same twice "unchanged"; all else is
    "unknown", with both measures side by side.

    The picture is the original where the store holds its bytes; else the pixels that the first model saw, which the
    second may enlarge, and the row says so. Truth is taken to be of the cut that the first model saw: where the second
    cuts otherwise, give a criterion.

    Args:
        store: Where the pairs are.
        encoder: The other one: newer weights, or another model.
        cases: Only the items of these; None is every item.
        criterion: Takes an explanation and its measures; True for right, False for wrong, None if it cannot tell.
        truth: By id of an item: boxes or masks by phrase, see `pairlens.cases.truth`.
        ranks: By id of an item: its retrieval rank with the new encoder, from `cases.ranks`.
        layer: As in `explain`; None takes the item's layers where the towers are as deep as the first ones.
        method: None takes each item's own.
        add: Whether the new explanations are added to the store, as items of the other model.
        progress: Whether to show a progress bar.

    Raises:
        OptionError: There is nothing to explain again.
        StoreError: The store cannot be read, or written with `add`.
    """
    items = _wanted(store, cases)
    plan = _Plan(store, encoder, criterion, truth or {}, ranks or {}, layer, method, options, add)
    labels = _labels(store)
    rows = [
        _row(plan, item, labels.get(item.id, ()))
        for item in tqdm(items, desc="explaining again", unit="pair", disable=not progress)
    ]
    return Comparison(encoder.name, encoder.weights, tuple(rows))


def _wanted(store: Any, cases: Iterable[Case] | None) -> list[Item]:  # noqa: ANN401 - a Store
    items: list[Item] = store.items()
    if cases is not None:
        asked = dict.fromkeys(case.item for case in cases)
        items = [item for item in items if item.id in asked]
    if not items:
        raise OptionError("There is nothing to explain again.", "Give a store with items, and cases of them.")
    return items


def _labels(store: Any) -> dict[str, tuple[str, ...]]:  # noqa: ANN401 - a Store
    """By item, every label that a submitted case gives it."""
    cases = said_in(store).by_item()
    return {
        item: tuple(dict.fromkeys(key for case in own for key in case.labels)) for item, own in cases.items()
    }


def _row(plan: _Plan, item: Item, labels: tuple[str, ...]) -> Twice:
    try:
        old = plan.store.explanation(item.id)
        sources = [_source(plan, side, units) for side, units in ((item.a, old.a), (item.b, old.b))]
        layer = plan.layer if plan.layer is not None else _layer(plan.encoder, item, old)
        method = plan.method or item.method
        new = explain(plan.encoder, sources[0][0], sources[1][0], layer=layer, method=method, **plan.options)
    except (PairlensError, OSError) as error:  # the latter from pictures that cannot be decoded
        return Twice(item, None, labels, item.measures, {}, "unknown", str(error))
    before, after, remarks = _both(plan, item, old, new)
    verdict = verdict_of(plan.criterion, (old, before), (new, after))
    kept = item_of(new, name=item.picture.name if item.picture else "", measures=after, columns=item.columns)
    if plan.add:
        kept = _added(plan, item, new, kept)
    notes = [note for _, note in sources if note]
    return Twice(item, kept, labels, before, after, verdict, " ".join([*notes, *remarks]))


def _source(plan: _Plan, side: Side, units: Any) -> tuple[Caption | Picture, str]:  # noqa: ANN401 - of either kind
    """What is explained again, and what is to be said of it."""
    if not isinstance(units, PictureUnits):
        return Caption(units.text), ""
    data = _original(plan.store, side)
    if data is None:
        return Picture(Image.fromarray(units.pixels)), AS_SEEN
    return Picture(Image.open(io.BytesIO(data))), ""


def _original(store: Any, side: Side) -> bytes | None:  # noqa: ANN401 - a Store
    """The picture as it came, if its bytes are kept."""
    if not side.source:
        return None
    try:
        data: bytes = store.picture(side.source)
    except OptionError:  # only its path or its hash is kept; a path is never opened unasked
        return None
    return data


def _layer(encoder: Encoder, item: Item, old: PairAttribution) -> tuple[int, int] | None:
    """The same layers, where they mean the same."""
    towers = [encoder.half(side.kind).tower for side in (item.a, item.b)]
    return item.layers if tuple(tower.depth for tower in towers) == old.depths else None


def _both(
    plan: _Plan, item: Item, old: PairAttribution, new: PairAttribution
) -> tuple[dict[str, float], dict[str, float], list[str]]:
    """Measures of both, and what kept one of them from being computed."""
    truth = plan.truth.get(item.id)
    beside = Beside(None if truth is None else _masks(truth, old))
    (before, wrong), (after, wrong_now) = measured(old, beside), measured(new, beside)
    before = {**item.measures, **{key: value for key, value in before.items() if not math.isnan(value)}}
    after["rank"] = plan.ranks.get(item.id, math.nan)
    return before, after, list(dict.fromkeys(filter(None, (wrong, wrong_now))))


def _masks(truth: Truth, old: PairAttribution) -> Truth:
    """Truth as masks of the picture, which fit whatever its size is to the other model."""
    height, width = next(iter(_sizes(old)), (0, 0))
    return {name: _mask(region, height, width) for name, region in truth.items()}


def _sizes(pair: PairAttribution) -> Iterator[tuple[int, int]]:
    return ((side.height, side.width) for side in (pair.a, pair.b) if isinstance(side, PictureUnits))


def _mask(region: object, height: int, width: int) -> object:
    numbers = np.asarray(region)
    if numbers.shape != (4,):
        return region
    x0, y0, x1, y1 = (float(number) for number in numbers)
    mask = np.zeros((height, width), dtype=bool)
    mask[math.floor(y0) : math.ceil(y1), math.floor(x0) : math.ceil(x1)] = True
    return mask


def _added(plan: _Plan, item: Item, new: PairAttribution, kept: Item) -> Item:
    name = item.picture.name if item.picture else ""
    data = _original(plan.store, item.picture) if item.picture else None
    added: Item = plan.store.add(new, name=name, measures=kept.measures, columns=item.columns, source=data)
    return added
