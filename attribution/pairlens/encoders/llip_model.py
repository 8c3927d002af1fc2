"""Llip: an image tower whose vector is a mixture of visual tokens, weighted by the caption.

Lavoie et al., "Modeling Caption Diversity in Contrastive Vision-Language Pretraining" (ICML 2024, arXiv 2405.00740,
section 3). K learnable mixture tokens run through the vision transformer in front of the patches. Each has its own key
and value projection; the caption's end-token state gives the queries. Per head h, with a temperature τ and no 1/√d,

    w_hk = softmax_k(⟨K_hk, Q_h⟩ / τ)        z = concat_h(Σ_k w_hk V_hk) W        score = cos(z, g(y)).

This module is our own, on open_clip's transformer blocks. Its parameters bear the names of the published
checkpoints, see `pairlens.encoders.llip_layout`.
"""

from __future__ import annotations

from typing import Any, NoReturn

import torch
from jaxtyping import Float, Int
from open_clip.model import CLIP
from open_clip.transformer import LayerNorm, QuickGELU, Transformer, text_global_pool
from torch import Tensor, nn
from torch.nn.functional import cosine_similarity

from pairlens.errors import ModelError

PUBLISHED_TEMPERATURE = 5.0
"""τ of the published models (both were trained with it; it is in their run settings, not in their checkpoints)."""

_UNUSED = {"image_size": 1, "patch_size": 1, "width": 8, "head_width": 8, "layers": 1}


class MixtureTower(nn.Module):
    """A vision transformer with K learnable tokens in front of the patches, of which only those K are read.

    Args:
        image_size: Height and width in pixels.
        patch_size: Height and width of a patch.
        width: Of the units.
        layers: Number of blocks.
        tokens: K, how many mixture tokens.
        head_width: Width of an attention head of the blocks.
        mlp_ratio: Width of the blocks' perceptrons, in widths of the units.
        quick_gelu: Use the sigmoid approximation of GELU.
    """

    def __init__(
        self,
        image_size: int | tuple[int, int],
        patch_size: int,
        width: int,
        layers: int,
        tokens: int,
        head_width: int = 64,
        mlp_ratio: float = 4.0,
        *,
        quick_gelu: bool = False,
    ) -> None:
        super().__init__()
        high, wide = (image_size, image_size) if isinstance(image_size, int) else image_size
        self.image_size, self.tokens = (high, wide), tokens
        self.grid_size = (high // patch_size, wide // patch_size)
        units = tokens + self.grid_size[0] * self.grid_size[1]
        self.conv1 = nn.Conv2d(3, width, patch_size, patch_size, bias=False)
        self.class_embedding = nn.Parameter(width**-0.5 * torch.randn(tokens, width))
        self.positional_embedding = nn.Parameter(width**-0.5 * torch.randn(units, width))
        self.ln_pre = LayerNorm(width)
        act = QuickGELU if quick_gelu else nn.GELU
        self.transformer = Transformer(width, layers, width // head_width, mlp_ratio, act_layer=act)
        self.ln_post = LayerNorm(width)

    def embeds(self, pixels: Float[Tensor, "batch 3 height wide"]) -> Float[Tensor, "batch units width"]:
        """Units at the input of the first block: mixture tokens, then patches row by row."""
        patches = self.conv1(pixels).flatten(2).transpose(1, 2)
        mixture = self.class_embedding.expand(len(pixels), -1, -1)
        embedded: Tensor = self.ln_pre(torch.cat([mixture, patches], 1) + self.positional_embedding)
        return embedded

    def read(self, units: Float[Tensor, "batch units width"]) -> Float[Tensor, "batch tokens width"]:
        """The mixture tokens, normed, from the units behind the last block."""
        read: Tensor = self.ln_post(units[:, : self.tokens])
        return read

    def forward(self, pixels: Float[Tensor, "batch 3 height wide"]) -> Float[Tensor, "batch tokens width"]:
        """The mixture tokens of pictures."""
        return self.read(self.transformer(self.embeds(pixels)))


class Mixing(nn.Module):
    """The cross attention of captions over mixture tokens.

    Args:
        embed: Width of the shared space.
        temperature: τ; the products of keys and queries are divided by it alone.
    """

    def __init__(self, embed: int, temperature: float) -> None:
        super().__init__()
        self.out_proj = nn.Parameter(embed**-0.5 * torch.randn(embed, embed))
        self.temperature = temperature

    def weights(
        self, keys: Float[Tensor, "images heads tokens head"], queries: Float[Tensor, "texts heads head"]
    ) -> Float[Tensor, "images texts heads tokens"]:
        """What each caption takes of each picture's tokens, per head; sums to 1 over tokens."""
        return (torch.einsum("ihkd,thd->ithk", keys, queries) / self.temperature).softmax(-1)

    def forward(
        self,
        weights: Float[Tensor, "images texts heads tokens"],
        values: Float[Tensor, "images heads tokens head"],
    ) -> Float[Tensor, "images texts embed"]:
        """Picture vectors, one for each caption, not normalised."""
        return torch.einsum("ithk,ihkd->ithd", weights, values).flatten(2) @ self.out_proj


class Llip(CLIP):  # type: ignore[misc]  # open_clip ships no types
    """The dual encoder. Its text half is open_clip's; its picture half has no vector until there is a caption.

    Args:
        embed_dim: Width of the shared space.
        vision_cfg: Arguments of `MixtureTower`.
        text_cfg: open_clip's text settings (context_length, vocab_size, width, heads, layers).
        heads: H, heads of the mixing.
        temperature: τ of the mixing.
        normed: Whether keys, queries and values have a layer norm each (the published ViT-G does).
        quick_gelu: Use the sigmoid approximation of GELU.
        logit_bias: Where the bias of a sigmoid loss starts; None for a model without.
    """

    def __init__(
        self,
        embed_dim: int,
        vision_cfg: dict[str, Any],
        text_cfg: dict[str, Any],
        *,
        heads: int = 8,
        temperature: float = PUBLISHED_TEMPERATURE,
        normed: bool = False,
        quick_gelu: bool = False,
        logit_bias: float | None = None,
    ) -> None:
        super().__init__(
            embed_dim, dict(_UNUSED), text_cfg, quick_gelu=quick_gelu, init_logit_bias=logit_bias
        )
        self.visual = MixtureTower(**vision_cfg, quick_gelu=quick_gelu)
        self.heads = heads
        tokens, width = self.visual.class_embedding.shape
        said = self.ln_final.weight.shape[0]
        self.k_proj = nn.Parameter(width**-0.5 * torch.randn(tokens, width, embed_dim))
        self.v_proj = nn.Parameter(width**-0.5 * torch.randn(tokens, width, embed_dim))
        self.q_proj = nn.Parameter(said**-0.5 * torch.randn(said, embed_dim))
        for name in ("K_norm", "Q_norm", "V_norm"):
            setattr(self, name, nn.LayerNorm(embed_dim) if normed else nn.Identity())
        self.pred = Mixing(embed_dim, temperature)

    def keys(self, read: Float[Tensor, "batch tokens width"]) -> Float[Tensor, "batch heads tokens head"]:
        """Keys of mixture tokens, each token by its own projection."""
        return self._by_head(self.K_norm(torch.einsum("bkw,kwe->bke", read, self.k_proj))).transpose(1, 2)

    def values(self, read: Float[Tensor, "batch tokens width"]) -> Float[Tensor, "batch heads tokens head"]:
        """Values of mixture tokens, each token by its own projection."""
        return self._by_head(self.V_norm(torch.einsum("bkw,kwe->bke", read, self.v_proj))).transpose(1, 2)

    def queries(self, state: Float[Tensor, "texts width"]) -> Float[Tensor, "texts heads head"]:
        """Queries of captions, from their end-token states."""
        return self._by_head(self.Q_norm(state @ self.q_proj))

    def states(self, ids: Int[Tensor, "texts context"]) -> Float[Tensor, "texts width"]:
        """The normed end-token states of captions, which give both their vectors and their queries."""
        length = ids.shape[1]
        x = self.token_embedding(ids) + self.positional_embedding[:length]
        x = self.ln_final(self.transformer(x, attn_mask=self.attn_mask[:length, :length]))
        state: Tensor = text_global_pool(x, ids, self.text_pool_type, eos_token_id=self.text_eos_id)
        return state

    def mixture(
        self, pixels: Float[Tensor, "images 3 height wide"], ids: Int[Tensor, "texts context"]
    ) -> Float[Tensor, "images texts heads tokens"]:
        """The mixture weights of every caption on every picture."""
        return self.pred.weights(self.keys(self.visual(pixels)), self.queries(self.states(ids)))

    def vectors(
        self, pixels: Float[Tensor, "images 3 height wide"], ids: Int[Tensor, "texts context"]
    ) -> tuple[Float[Tensor, "images texts embed"], Float[Tensor, "texts embed"]]:
        """Picture vectors for every caption, and caption vectors; not normalised."""
        read, state = self.visual(pixels), self.states(ids)
        weights = self.pred.weights(self.keys(read), self.queries(state))
        return self.pred(weights, self.values(read)), state @ self.text_projection

    def forward(
        self, image: Float[Tensor, "images 3 height wide"], text: Int[Tensor, "texts context"]
    ) -> Float[Tensor, "images texts"]:
        """Cosine of every picture with every caption."""
        pictures, captions = self.vectors(image, text)
        return cosine_similarity(pictures, captions, dim=-1)

    def encode_image(self, image: Tensor, normalize: bool = False) -> NoReturn:  # noqa: FBT001, FBT002 - open_clip's
        """Refuse: a picture has a vector only together with a caption."""
        del image, normalize
        raise ModelError(
            "A picture has no vector of its own in Llip: it is a mixture that the caption weighs.",
            "Call model(pixels, ids) for cosines, or model.vectors(pixels, ids).",
        )

    def _by_head(self, x: Float[Tensor, "*batch embed"]) -> Float[Tensor, "*batch heads head"]:
        return x.unflatten(-1, (self.heads, -1))
