"""Llip in training: where it starts from, patches left out, and its loss over several captions of a picture."""

from __future__ import annotations

import torch
from jaxtyping import Bool, Float, Int, UInt8
from torch.nn.functional import linear, normalize

from network import pixels
from pairlens.encoders.embedded import WEIGHTS
from pairlens.encoders.llip_model import Llip, MixtureTower

_SHARED = ("transformer.resblocks.", "ln_", "conv1", "token_embedding", "positional_embedding")


def start_from(model: Llip, embedded: dict[str, torch.Tensor]) -> None:
    """Begin with what the embedded model knows: its patches, its first blocks, its words.

    Mixture tokens begin as its class token, each a little different; keys, values and queries begin anew.
    """
    own = model.state_dict()
    for name, value in embedded.items():
        parts = name.removeprefix("visual.").startswith(_SHARED)
        if parts and name in own and own[name].shape == value.shape:
            own[name].copy_(value)
    tokens = model.visual.tokens
    place = embedded["visual.positional_embedding"]
    own["visual.class_embedding"].mul_(4).add_(embedded["visual.class_embedding"])
    own["visual.positional_embedding"][tokens:] = place[1:]
    own["visual.positional_embedding"][:tokens] = place[0]


def embedded_weights() -> dict[str, torch.Tensor]:
    """What the embedded model ships, in single precision."""
    from safetensors.torch import load_file

    return {name: value.float() for name, value in load_file(WEIGHTS / "embedded.safetensors").items()}


def read_some(
    visual: MixtureTower,
    images: UInt8[torch.Tensor, "scenes 224 224 3"],
    kept: int,
    generator: torch.Generator | None,
) -> Float[torch.Tensor, "scenes tokens width"]:
    """The mixture tokens of pictures of which only `kept` patches, drawn anew for each, are looked at."""
    size, (rows, cols) = visual.conv1.kernel_size[0], visual.grid_size
    patches = images.unflatten(2, (cols, size)).unflatten(1, (rows, size)).transpose(2, 3).flatten(1, 2)
    order = torch.rand(patches.shape[:2], generator=generator).argsort(1)[:, :kept]
    looked = patches[torch.arange(len(images))[:, None], order]
    colours = pixels(looked.flatten(0, 1)).flatten(1).unflatten(0, order.shape)
    seen = linear(colours, visual.conv1.weight.flatten(1))
    place = visual.positional_embedding
    mixture = (visual.class_embedding + place[: visual.tokens]).expand(len(images), -1, -1)
    units = torch.cat([mixture, (seen + place[visual.tokens :][order]).to(mixture.dtype)], 1)
    return visual.read(visual.transformer(visual.ln_pre(units)))


def logits_of(
    model: Llip,
    read: Float[torch.Tensor, "scenes tokens width"],
    ids: Int[torch.Tensor, "captions length"],
) -> Float[torch.Tensor, "captions scenes"]:
    """Scaled cosine of every caption with every picture, mixed for that caption."""
    state = model.states(ids)
    weights = model.pred.weights(model.keys(read).float(), model.queries(state).float())
    pictures = normalize(model.pred(weights, model.values(read).float()), dim=-1)
    captions = normalize((state @ model.text_projection).float(), dim=-1)
    return model.logit_scale.exp() * torch.einsum("ite,te->ti", pictures, captions)


def loss_of(
    logits: Float[torch.Tensor, "captions scenes"],
    own: Int[torch.Tensor, "true"],
    possible: Bool[torch.Tensor, "captions scenes"],
) -> tuple[Float[torch.Tensor, ""], Float[torch.Tensor, ""]]:
    """Each true caption against pictures that it is false of; each of a picture's captions against false ones.

    Args:
        logits: True captions first, then contrary ones.
        own: The picture of each true caption.
        possible: Whether a caption may be true of a picture; such pairs never count as false.

    Returns:
        The loss, and how often a caption's own picture comes before every other that it is false of.
    """
    rows = torch.arange(len(own))
    mine = logits[rows, own]
    false = logits.masked_fill(possible, -1e4)
    among_pictures = torch.logaddexp(mine, false[: len(own)].logsumexp(1)) - mine
    among_captions = torch.logaddexp(mine, false.logsumexp(0)[own]) - mine
    right = (mine > false[: len(own)].amax(1)).float().mean()
    return (among_pictures.mean() + among_captions.mean()) / 2, right
