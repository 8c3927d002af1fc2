"""The model in training: its two towers as the training step runs them, and the contrastive loss."""

from __future__ import annotations

import torch
from jaxtyping import Bool, Float, Int, UInt8
from open_clip.model import CLIP
from torch import nn
from torch.nn.functional import cross_entropy, linear, normalize

from pairlens.encoders.embedded import read_config


def pixels(images: UInt8[torch.Tensor, "scenes 224 224 3"]) -> Float[torch.Tensor, "scenes 3 224 224"]:
    """Pictures as the model takes them, the same numbers that the shipped preprocessing gives."""
    settings = read_config()["preprocess"]
    mean, std = (torch.tensor(settings[name], device=images.device) for name in ("mean", "std"))
    return ((images.float() / 255 - mean) / std).permute(0, 3, 1, 2)


class PatchProduct(nn.Conv2d):
    """The patch embedding as one matrix product, which trains faster than the convolution that it equals."""

    @classmethod
    def instead_of(cls, conv: nn.Conv2d) -> PatchProduct:
        """The same layer with the same weights."""
        layer = cls(conv.in_channels, conv.out_channels, conv.kernel_size, conv.stride, bias=False)
        layer.weight = conv.weight
        return layer

    def forward(
        self, pictures: Float[torch.Tensor, "n 3 high wide"]
    ) -> Float[torch.Tensor, "n width rows cols"]:
        """Embed non-overlapping patches."""
        size = self.kernel_size[0]
        patches = pictures.unflatten(3, (-1, size)).unflatten(2, (-1, size)).permute(0, 2, 4, 1, 3, 5)
        return linear(patches.flatten(3), self.weight.flatten(1)).permute(0, 3, 1, 2)


def encode_text(
    model: CLIP, tokens: Int[torch.Tensor, "captions length"]
) -> Float[torch.Tensor, "captions width"]:
    """`model.encode_text` for rows shorter than the context; causal attention makes the result the same."""
    length = tokens.shape[1]
    x = model.token_embedding(tokens) + model.positional_embedding[:length]
    x = model.ln_final(model.transformer(x, attn_mask=model.attn_mask[:length, :length]))
    return x[torch.arange(len(x), device=x.device), tokens.argmax(dim=-1)] @ model.text_projection


def loss_of(
    model: CLIP, batch: dict[str, torch.Tensor], allowed: Bool[torch.Tensor, "captions scenes"]
) -> tuple[Float[torch.Tensor, ""], Float[torch.Tensor, ""]]:
    """Symmetric contrastive loss, and how often a picture finds its caption in the batch.

    Pictures choose among all captions, the contrary ones included; captions among all pictures. Pairs that are not
    `allowed` (true by chance) take no part.
    """
    tokens = batch["tokens"].long()
    image = normalize(model.encode_image(pixels(batch["image"])).float(), dim=-1)
    text = normalize(encode_text(model, tokens).float(), dim=-1)
    logits = model.logit_scale.exp() * text @ image.T
    logits = logits.masked_fill(~allowed, -1e4)
    own = torch.arange(len(image), device=image.device)
    loss = (cross_entropy(logits.T, own) + cross_entropy(logits[: len(image)], own)) / 2
    return loss, (logits.T.argmax(dim=1) == own).float().mean()
