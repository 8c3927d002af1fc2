"""Llip (`pairlens.encoders.llip_model`): a picture's vector depends on the caption, through mixture weights.

Such a model is not bilinear. We hold the weights at the pair that is asked for: given them, the picture's vector is
a function of the picture alone, the score is its product with the caption's vector, and the attribution is exact.
What the caption does by choosing the weights is therefore not attributed to its words; the weights themselves are in
the result, `pair.settings["mixture"]`, one list per head with one number per mixture token.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch
from jaxtyping import Float
from open_clip.tokenizer import SimpleTokenizer
from torch import Tensor, nn

from pairlens.encoders.base import Encoder, Held
from pairlens.encoders.checking import Wrapping, check_tower, full_precision
from pairlens.encoders.classic import ClassicTextTower, layer_name
from pairlens.encoders.context import evaluating
from pairlens.encoders.llip_model import Llip
from pairlens.encoders.preparing import Captions, Pixels, check_tokenizer, normalisation
from pairlens.encoders.tower import Inputs, Layer, Layout, Stage
from pairlens.errors import ModelError

NOTE = (
    "This model's picture vector is a mixture that the caption weighs. The mixture weights are held at this pair: the "
    "attribution is exact given them, and what the caption does through them is not attributed."
)
"""What every result of such a model says."""


def encoder_of(model: nn.Module, asked: Wrapping) -> Encoder:
    """An encoder around a `Llip`.

    Raises:
        ModelError: It is another class, or cannot be read here.
    """
    if not isinstance(model, Llip):
        raise ModelError(f"A {type(model).__name__} is no dual encoder.", "Wrap a Llip, or another model.")
    held, notes = full_precision(model)
    image, text = MixtureImageTower(held), ClassicTextTower(held)
    words = check_tokenizer(SimpleTokenizer() if asked.tokenizer is None else asked.tokenizer)
    encoder = Encoder(
        name=asked.name,
        model=held,
        image=image,
        text=text,
        pixels=HeldPixels(image, asked.preprocess, *normalisation(asked.preprocess, held.visual)),
        captions=Captions(text, words),
        default_layer=asked.default_layer or (max(0, image.depth - 1), max(0, text.depth - 1)),
        unknown=asked.unknown,
        notes=notes,
        hold=Hold(held),
    )
    _check(encoder)
    return encoder


class MixtureImageTower:
    """The picture half, cut at any block. Its inputs are "pixels" and, above the cut, the "weights" that are held.

    Args:
        model: The dual encoder.
    """

    def __init__(self, model: Llip) -> None:
        self._model, self._visual = model, model.visual
        self._blocks = model.visual.transformer.resblocks
        rows, cols = model.visual.grid_size
        self.depth = len(self._blocks)
        self.size = model.visual.image_size
        self._layout = Layout(("mixture",) * model.visual.tokens + ("patch",) * (rows * cols), (rows, cols))

    def layout(self, inputs: Inputs, layer: int) -> Layout:
        """The mixture tokens and the grid; the same at every layer."""
        del inputs, layer
        return self._layout

    def layer(self, index: int) -> Layer:
        """What a person is told of a layer."""
        return Layer(index, layer_name(index, self.depth), self._layout.grid)

    def features(self, inputs: Inputs, layer: int) -> Float[Tensor, "batch units width"]:
        """Mixture tokens and patches at the input of block `layer`; no caption is needed for them."""
        return self._run(self._visual.embeds(inputs["pixels"]), slice(layer))

    def stage(self, inputs: Inputs, layer: int) -> Stage:
        """Blocks from `layer` on, values, and their mixture with the weights that are held.

        Raises:
            ModelError: No weights are held, since there is no caption.
        """
        if "weights" not in inputs:
            raise ModelError(
                "In this model a picture has a vector only together with a caption.",
                "Explain a picture and a caption (or two captions).",
            )
        weights = inputs["weights"]
        return Stage(lambda x: self._mixed(self._run(x, slice(layer, None)), weights))

    def _run(self, x: Tensor, blocks: slice) -> Tensor:
        for block in self._blocks[blocks]:
            x = block(x)
        return x

    def _mixed(
        self, units: Float[Tensor, "batch units width"], weights: Float[Tensor, "one heads tokens"]
    ) -> Float[Tensor, "batch embed"]:
        values = self._model.values(self._visual.read(units))
        mixed: Tensor = self._model.pred(weights[:, None].expand(len(units), -1, -1, -1), values)
        return mixed[:, 0]


@dataclass(frozen=True)
class HeldPixels(Pixels):
    """Reads pictures; the uninformative picture is mixed with the same weights as the picture itself."""

    def reference(self, reference: Any, inputs: Inputs) -> Inputs:  # noqa: ANN401 - checked there
        """The picture that the path starts from, with the weights that are held."""
        return {**inputs, **super().reference(reference, inputs)}


@dataclass(frozen=True)
class Hold:
    """Holds the mixture weights of one pair.

    Attributes:
        model: The dual encoder.
    """

    model: Llip

    def __call__(self, picture: Inputs, caption: Inputs) -> Held:
        """The weights at this pair, put among the picture's inputs as "weights", (1, heads, tokens)."""
        weights = mixture_weights(self.model, picture, caption)
        inputs: Mapping[str, Tensor] = {**picture, "weights": weights[None]}
        return Held(inputs, NOTE, {"mixture": weights.double().cpu().tolist()})


@torch.no_grad()
def mixture_weights(model: Llip, picture: Inputs, caption: Inputs) -> Float[Tensor, "heads tokens"]:
    """How much each head takes of each mixture token, for one picture and one caption; sums to 1 per head."""
    return model.mixture(picture["pixels"], caption["ids"])[0, 0]


def _check(encoder: Encoder) -> None:
    """Run a blank picture and a short caption both ways: the model's own, and cut in the middle as we do."""
    model: Any = encoder.model
    image, text = encoder.half("picture"), encoder.half("caption")
    pixels = encoder.placed({"pixels": torch.zeros(1, 3, *model.visual.image_size)})
    ids = encoder.placed(text.reader.read("a photo")[0])
    with torch.no_grad(), evaluating(model):
        pictures, captions = model.vectors(pixels["pixels"], ids["ids"])
        check_tower("image", image.tower, Hold(model)(pixels, ids).inputs, pictures[:, 0])
        check_tower("text", text.tower, ids, captions)
