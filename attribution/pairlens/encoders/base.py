"""A dual encoder that can be asked: two towers, what prepares their inputs, and what is worth keeping."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

import torch
from torch import Tensor, nn

from pairlens.encoders.context import evaluating
from pairlens.encoders.preparing import Captions, Pixels
from pairlens.encoders.tower import ImageTower, TextTower
from pairlens.errors import LayerError

Kept = TypeVar("Kept")

KEEP = 16
"""How many pictures and references (each with a few megabytes of features) an encoder keeps."""


@dataclass(eq=False)
class Encoder:
    """A dual encoder whose towers can be cut at a layer.

    Made by `pairlens.load_encoder` and `pairlens.wrap`. One request at a time: a lock keeps two threads from
    meeting on the model.

    Attributes:
        name: What to call it.
        model: The module whose parameters are used; in float32 (or float64), see `pairlens.wrap`.
        image: The image tower.
        text: The text tower.
        pixels: Reads pictures.
        captions: Reads captions.
        default_layer: Layers (image, text) that `explain` uses unless told otherwise.
        unknown: Words of a caption that the model never saw in training, where that is known.
        notes: What a person should know of this encoder, e.g. that it computes in another precision.
    """

    name: str
    model: nn.Module
    image: ImageTower
    text: TextTower
    pixels: Pixels
    captions: Captions
    default_layer: tuple[int, int]
    unknown: Callable[[str], tuple[str, ...]] = lambda _: ()
    notes: tuple[str, ...] = ()
    _kept: OrderedDict[tuple[Any, ...], Any] = field(default_factory=OrderedDict, repr=False)
    _lock: threading.RLock = field(default_factory=threading.RLock, repr=False)

    @property
    def depth(self) -> tuple[int, int]:
        """Number of blocks (image, text): layers run from 0, the input of the first block, to this."""
        return self.image.depth, self.text.depth

    @property
    def device(self) -> torch.device:
        """Where the model computes."""
        return next(self.model.parameters()).device

    @property
    def dtype(self) -> torch.dtype:
        """The precision that the path is computed in."""
        return next(p.dtype for p in self.model.parameters() if p.is_floating_point())

    def place(self, tensor: Tensor) -> Tensor:
        """A tensor on the model's device, in its precision if it holds real numbers."""
        return tensor.to(self.device, self.dtype if tensor.is_floating_point() else None)

    @contextmanager
    def borrowed(self) -> Iterator[None]:
        """Hold the model alone and in evaluation mode; give it back as it was."""
        with self._lock, evaluating(self.model):
            yield

    def keep(self, key: tuple[Any, ...], make: Callable[[], Kept]) -> Kept:
        """What `make` returns, computed once and kept while it is among the `KEEP` last used."""
        if key not in self._kept:
            self._kept[key] = make()
            while len(self._kept) > KEEP:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        value: Kept = self._kept[key]
        return value

    def forget(self) -> None:
        """Drop everything that was kept of earlier requests."""
        with self._lock:
            self._kept.clear()

    def layers(self, layer: Any) -> tuple[int, int]:  # noqa: ANN401 - checked here
        """The layers (image, text) that a request means.

        Args:
            layer: One layer for both towers, a pair (image, text), or None for `default_layer`.

        Raises:
            LayerError: The encoder has no such layer.
        """
        if layer is None:
            return self.default_layer
        pair = (layer, layer) if isinstance(layer, int) else tuple(layer)
        if len(pair) != 2 or any(isinstance(k, bool) or not isinstance(k, int) for k in pair):  # noqa: PLR2004
            raise LayerError(f"layer={layer!r} is not a layer.", "Pass an integer, or a pair (image, text).")
        for side, k, depth in zip(("image", "text"), pair, self.depth, strict=True):
            if not 0 <= k <= depth:
                raise LayerError(
                    f"The {side} tower of {self.name} has no layer {k}.",
                    f"It has layers 0 (input of the first block) to {depth - 1} (input of the last block), and "
                    f"{depth} (input of the pooling).",
                )
        return pair[0], pair[1]
