"""The same architecture with weights that know nothing: the noise floor of every explanation."""

from __future__ import annotations

import copy

import torch
from torch import Tensor, nn

from pairlens.encoders.base import Encoder
from pairlens.errors import ModelError


def randomised(encoder: Encoder, seed: int = 0) -> Encoder:
    """A copy of an encoder whose weights are shuffled; the original is not touched.

    The model parameter randomisation test of Adebayo et al. 2018, "Sanity Checks for Saliency Maps": an
    explanation that looks the same under it does not depend on what the model has learnt. They draw new weights; here
    every weight tensor keeps its own values in another order, so that scales, gains and biases stay plausible whatever
    the architecture.

    Args:
        encoder: Of any family.
        seed: Of the order.

    Raises:
        ModelError: Its towers hold on to the original's weights, e.g. in a closure, so that nothing would change.

    >>> import pairlens
    >>> randomised(pairlens.load_encoder("embedded")).name
    'embedded, weights shuffled (seed 0)'
    """
    with encoder.borrowed():
        parts = (encoder.model, encoder.image, encoder.text, encoder.pixels, encoder.captions, encoder.hold)
        # one call, so that what the parts share they share afterwards too
        model, image, text, pixels, captions, hold = copy.deepcopy(parts)
    copied = Encoder(
        name=f"{encoder.name}, weights shuffled (seed {seed})",
        model=model,
        image=image,
        text=text,
        pixels=pixels,
        captions=captions,
        default_layer=encoder.default_layer,
        unknown=encoder.unknown,
        hold=hold,
        notes=(*encoder.notes, "its weights are shuffled: what it says is noise"),
    )
    _check_apart(encoder, copied)
    _shuffle(model, torch.Generator().manual_seed(seed))
    return copied


@torch.no_grad()
def _shuffle(model: nn.Module, generator: torch.Generator) -> None:
    for parameter in model.parameters():
        order = torch.randperm(parameter.numel(), generator=generator).to(parameter.device)
        parameter.copy_(parameter.flatten()[order].view_as(parameter))


def _check_apart(encoder: Encoder, copied: Encoder) -> None:
    """Refuse a copy whose towers still compute with the original's weights."""
    own = {id(p) for p in encoder.model.parameters()}
    for part in (copied.image, copied.text, copied.hold):
        if own & _reached(part):
            raise ModelError(
                "A copy of this encoder still computes with the original's weights.",
                "Let its towers hold modules as attributes, not in functions that close over them.",
            )


def _reached(thing: object) -> set[int]:
    """Parameters that can be reached from an object: through attributes, containers and closures."""
    found: set[int] = set()
    seen: set[int] = set()
    todo = [thing]
    while todo:
        here = todo.pop()
        if id(here) in seen:
            continue
        seen.add(id(here))
        if isinstance(here, Tensor):
            found.add(id(here))
        elif isinstance(here, nn.Module):
            found |= {id(p) for p in here.parameters()}
        else:
            todo += _inside(here)
    return found


def _inside(thing: object) -> list[object]:
    if isinstance(thing, str | bytes | int | float | complex | type(None) | type):
        return []
    if isinstance(thing, dict):
        return list(thing.values())
    if isinstance(thing, list | tuple | set):
        return list(thing)
    cells = [cell.cell_contents for cell in getattr(thing, "__closure__", None) or ()]
    owner = getattr(thing, "__self__", None)
    return [*cells, owner, *getattr(thing, "__dict__", {}).values()]
