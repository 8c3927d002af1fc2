"""Which captions of a batch are true of which of its scenes, computed on the device that trains."""

from __future__ import annotations

import torch
from jaxtyping import Bool, Float, Int

from pairlens.scenes import POSITIONS, SIDE

_NEAR, _CLEAR = 0.36 * SIDE, 0.11 * SIDE


def possible(
    mentions: Int[torch.Tensor, "captions 4 5"],
    links: Int[torch.Tensor, "captions 2 3"],
    looks: Int[torch.Tensor, "scenes objects 4"],
    places: Float[torch.Tensor, "scenes objects 2"],
) -> Bool[torch.Tensor, "captions scenes"]:
    """Whether a caption may be true of a scene.

    Every mention must fit an object and every link some pair of fitting objects. Two mentions may share an object,
    so this holds at times where `pairlens.scenes.is_true` does not, never the other way round: it serves to leave
    pairs out of the contrast that are not surely false.
    """
    fits = _fits(mentions, looks, places)
    found = fits.any(dim=-1) | (mentions == -1).all(dim=-1)[..., None]
    result = found.all(dim=1)
    related = _related(places)
    rows = torch.arange(len(mentions), device=mentions.device)
    for link in links.long().unbind(1):
        first, word, second = link.unbind(1)
        a, b = fits[rows, first.clamp(min=0)], fits[rows, second.clamp(min=0)]
        pairs = related[:, word.clamp(min=0)].transpose(0, 1)
        holds = (a[..., :, None] & b[..., None, :] & pairs).flatten(2).any(dim=-1)
        result &= holds | (word < 0)[:, None]
    return result


def _fits(
    mentions: Int[torch.Tensor, "captions 4 5"],
    looks: Int[torch.Tensor, "scenes objects 4"],
    places: Float[torch.Tensor, "scenes objects 2"],
) -> Bool[torch.Tensor, "captions 4 scenes objects"]:
    said = mentions[:, :, None, None, :]
    fits = (looks[..., 0] > -2).expand(*mentions.shape[:2], *looks.shape[:2]).clone()
    for i in range(4):
        fits &= (said[..., i] == -1) | (said[..., i] == looks[..., i])
    where = _where(places)
    position = mentions[..., 4].long()
    fits &= (position < 0)[..., None, None] | where[position.clamp(min=0)]
    return fits


def _where(places: Float[torch.Tensor, "scenes objects 2"]) -> Bool[torch.Tensor, "positions scenes objects"]:
    x, y = places.unbind(-1)
    left, right, top, bottom = x < _NEAR, x > SIDE - _NEAR, y < _NEAR, y > SIDE - _NEAR
    centre = ~(left | right | top | bottom)
    words = {"left": left, "right": right, "top": top, "bottom": bottom, "centre": centre}
    words |= {f"{v} {h}": words[v] & words[h] for v in ("top", "bottom") for h in ("left", "right")}
    return torch.stack([words[word] for word in POSITIONS])


def _related(
    places: Float[torch.Tensor, "scenes objects 2"],
) -> Bool[torch.Tensor, "scenes 4 objects objects"]:
    gap = places[:, None, :, :] - places[:, :, None, :]
    return torch.stack(
        [gap[..., 0] >= _CLEAR, -gap[..., 0] >= _CLEAR, gap[..., 1] >= _CLEAR, -gap[..., 1] >= _CLEAR], 1
    )
