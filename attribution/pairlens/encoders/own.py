"""Your own towers: say what the modules are, where to cut them and how to name their units, and join them.

One tower alone makes an encoder of pairs of one kind: two captions (a sentence encoder) or two pictures.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from jaxtyping import Float
from torch import Tensor, nn

from pairlens.encoders.base import Encoder
from pairlens.encoders.checking import check_tower, check_weights, check_widths
from pairlens.encoders.context import evaluating
from pairlens.encoders.cut_towers import CutImageTower, CutTextTower
from pairlens.encoders.hub_parts import plain_attention
from pairlens.encoders.hub_pixels import Processed, colours, image_processor, is_processor
from pairlens.encoders.own_captions import OwnCaptions, reader_of
from pairlens.encoders.own_checks import check_slope, tried
from pairlens.encoders.own_pools import embedding
from pairlens.encoders.own_specs import ImageModel, TextModel, check_specs, full_precision
from pairlens.encoders.preparing import Pixels, Reader
from pairlens.encoders.tower import Inputs
from pairlens.errors import LayerError, ModelError


def join(
    image: Any = None,  # noqa: ANN401 - an ImageModel; checked, so that a mistake is answered in words
    text: Any = None,  # noqa: ANN401 - a TextModel
    *,
    name: str = "own",
) -> Encoder:
    """An encoder of your own towers. They are used where they are and left as they came.

    With one tower only, explain pairs of one kind: `explain(encoder, Caption("…"), Caption("…"))`.

    Args:
        image: The tower that reads pictures, a `pairlens.ImageModel`.
        text: The tower that reads captions, a `pairlens.TextModel`; its embeddings are as wide as the picture's.
        name: What to call it.

    Raises:
        ModelError: A module does not take its inputs or return embeddings, its blocks do not run one after the other,
            the embeddings differ in width, or an input's output depends on the rest of the batch.

    A small convolutional image tower and a small text transformer with a vocabulary of five words:

    >>> import torch, pairlens
    >>> from torch import nn
    >>> _ = torch.manual_seed(0)
    >>> eye = nn.Sequential(nn.Conv2d(3, 16, 8, stride=8), nn.GELU(), nn.Conv2d(16, 16, 3, padding=1))
    >>> block = nn.TransformerEncoderLayer(16, nhead=2, dim_feedforward=32, batch_first=True)
    >>> reader = nn.Sequential(nn.Embedding(5, 16), nn.TransformerEncoder(block, 2, enable_nested_tensor=False))
    >>> words = {"a": 1, "red": 2, "blue": 3, "star": 4}
    >>> encoder = pairlens.join(
    ...     image=pairlens.ImageModel(module=eye, blocks=[eye[2]], size=32, pool="mean"),
    ...     text=pairlens.TextModel(
    ...         module=reader,
    ...         blocks=reader[1].layers,
    ...         tokenizer=lambda text: [(word, words[word]) for word in text.split()],
    ...         context=8,
    ...         pool="mean",
    ...     ),
    ... )
    >>> pair = pairlens.explain(encoder, torch.randn(1, 3, 32, 32), "a red star")
    >>> pair.matrix.shape, pair.tokens, pair.converged
    ((3, 4, 4), ('a', 'red', 'star'), True)
    """
    if image is None and text is None:
        raise ModelError(
            "There is no tower to join.", "Pass image=pairlens.ImageModel(…), text=pairlens.TextModel(…)."
        )
    check_specs(image, text)
    (image, text), notes = full_precision(image, text)
    model = _holder(image, text)
    check_weights(model)
    with evaluating(model), torch.no_grad():
        picture = _image_side(image) if image else None
        caption = _text_side(text) if text else None
        if picture and caption:
            check_widths(picture.own, caption.own)
    layers = tuple(_default(spec) for spec in (image or text, text or image))
    return Encoder(
        name=name,
        model=model,
        image=picture.tower if picture else None,
        text=caption.tower if caption else None,
        pixels=picture.reader if picture else None,
        captions=caption.reader if caption else None,
        default_layer=(layers[0], layers[1]),
        notes=notes,
    )


@dataclass(frozen=True)
class _Side:
    """One tower, what reads for it, and the module's own output for a trial input."""

    tower: Any
    reader: Reader
    own: Float[Tensor, "1 embed"]


def _image_side(spec: ImageModel) -> _Side:
    size = (spec.size, spec.size) if isinstance(spec.size, int) else spec.size
    call, like = spec.forward or spec.module, next(spec.module.parameters())

    def run(inputs: Inputs) -> Float[Tensor, "batch embed"]:
        with plain_attention(spec.module):
            return embedding(call(inputs["pixels"]), spec.pool)

    noise = torch.randn(2, 3, *size, generator=torch.Generator().manual_seed(0)).to(like)
    own = tried("image", run, {"pixels": noise}, f"pixels {tuple(noise.shape)}")
    tower = CutImageTower(
        run,
        tuple(spec.blocks),
        size,
        example={"pixels": noise[:1]},
        grid=spec.grid,
        prefix=spec.prefix,
        channels_last=spec.channels_last,
    )
    check_tower("image", tower, {"pixels": noise[:1]}, own)
    check_slope("image", tower, {"pixels": noise[:1]})
    return _Side(tower, _pixels(spec, size, tower), own)


def _pixels(spec: ImageModel, size: tuple[int, int], tower: CutImageTower) -> Pixels:
    processor = image_processor(spec.preprocess)
    if processor is None:
        return Pixels(tower, None, (0.5,) * 3, (0.5,) * 3)
    make = Processed(processor) if is_processor(processor) else processor
    return Pixels(tower, make, *colours(make, size))


def _text_side(spec: TextModel) -> _Side:
    reader = reader_of(spec.tokenizer, spec.context, spec.padding, spec.begin, spec.end, spec.blank)
    call, place = spec.forward or spec.module, next(spec.module.parameters()).device

    def run(inputs: Inputs) -> Float[Tensor, "batch embed"]:
        ids, mask = inputs["ids"], inputs["attention_mask"]
        with plain_attention(spec.module):
            return embedding(call(ids, mask) if spec.masked else call(ids), spec.pool, mask)

    blank = reader.reference("padding", example := _example(reader))
    pair = {name: torch.cat([example[name], blank[name]]).to(place) for name in example}
    own = tried("text", run, pair, f"token ids {tuple(pair['ids'].shape)}")
    first = {name: tensor[:1] for name, tensor in pair.items()}
    tower = CutTextTower(run, tuple(spec.blocks), spec.context, example=first, padding=spec.padding)
    check_tower("text", tower, first, own)
    check_slope("text", tower, first)
    return _Side(tower, reader, own)


def _example(reader: Reader) -> Inputs:
    """Inputs of a short caption; a small vocabulary may not hold any word that we could think of."""
    return reader.example() if isinstance(reader, OwnCaptions) else reader.read("a photo")[0]


def _holder(image: ImageModel | None, text: TextModel | None) -> nn.Module:
    """One module that holds both towers; the modules themselves do not notice."""
    specs = [spec for spec in (image, text) if spec is not None]
    holder = nn.ModuleList([module for spec in specs for module in (spec.module, *spec.blocks)])
    places = {(p.device, p.dtype) for p in holder.parameters() if p.is_floating_point()}
    if len(places) > 1:
        said = " and ".join(sorted(f"{dtype} on {device}" for device, dtype in places))
        raise ModelError(f"The towers' weights are {said}.", "Move them to one device and one precision.")
    return holder


def _default(spec: ImageModel | TextModel) -> int:
    depth = len(tuple(spec.blocks))
    layer = depth - 1 if spec.layer is None else spec.layer
    if not 0 <= layer <= depth:
        raise LayerError(
            f"layer={layer} is not a layer of a tower with {depth} blocks.",
            f"Choose from 0 (input of the first block) to {depth} (input of the pooling).",
        )
    return layer
