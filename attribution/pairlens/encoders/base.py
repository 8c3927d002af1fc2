"""A dual encoder that can be asked: two towers, what prepares their inputs, and what is worth keeping."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

import torch
from jaxtyping import Float
from torch import Tensor, nn

from pairlens.encoders.context import evaluating
from pairlens.encoders.hashing import Weights
from pairlens.encoders.layers import Layers
from pairlens.encoders.preparing import Reader, fingerprint
from pairlens.encoders.tower import ImageTower, Inputs, TextTower, Tower
from pairlens.errors import LayerError, ModelError

Kept = TypeVar("Kept")

KEEP = 16
"""How many things of a kind (pictures, say, each with a few megabytes of features) an encoder keeps."""

LENGTHS = 128
"""The same for references of captions: two small things for each length that captions have."""


@dataclass(frozen=True)
class Half:
    """One tower and what reads for it."""

    tower: Tower
    reader: Reader


@dataclass(frozen=True)
class Held:
    """What ties the two sides of one pair together, held so that the pair is bilinear again.

    Attributes:
        inputs: The picture's inputs, and in them what it takes from the caption; their fingerprint tells captions
            apart wherever something is kept by it.
        note: What a person should know: what is held.
        settings: What was held, plain JSON; it goes into the result's settings.
    """

    inputs: Inputs
    note: str
    settings: Mapping[str, Any]


@dataclass(eq=False)
class Encoder:
    """A dual encoder whose towers can be cut at a layer.

    Made by `pairlens.load_encoder` and `pairlens.wrap`. One request at a time: a lock keeps two threads from
    meeting on the model.

    Attributes:
        name: What to call it.
        model: The module whose parameters are used; in float32 (or float64), see `pairlens.wrap`.
        image: The image tower; None in an encoder of captions alone.
        text: The text tower; None in an encoder of pictures alone.
        pixels: Reads pictures.
        captions: Reads captions.
        default_layer: Layers (image, text) that `explain` uses unless told otherwise.
        unknown: Words of a caption that the model never saw in training, where that is known.
        notes: What a person should know of this encoder, e.g. that it computes in another precision.
        hold: For a model whose picture vector depends on the caption: the inputs of a picture and of a caption to
            what is held at that pair. None for all others.
    """

    name: str
    model: nn.Module
    image: ImageTower | None
    text: TextTower | None
    pixels: Reader | None
    captions: Reader | None
    default_layer: tuple[int, int]
    unknown: Callable[[str], tuple[str, ...]] = lambda _: ()
    notes: tuple[str, ...] = ()
    hold: Callable[[Inputs, Inputs], Held] | None = None
    _kept: OrderedDict[tuple[Any, ...], Any] = field(default_factory=OrderedDict, repr=False)
    _ahead: Mapping[tuple[str, int, str], Tensor] = field(default_factory=dict, repr=False)
    _lock: threading.RLock = field(default_factory=threading.RLock, repr=False)
    _weights: Weights = field(default_factory=Weights, repr=False)

    @property
    def depth(self) -> tuple[int, int]:
        """Number of blocks (image, text): layers run from 0, the input of the first block, to this.

        Where there is one tower only, it stands on both sides.
        """
        towers = (self.image or self.text, self.text or self.image)
        image, text = (tower.depth if tower else 0 for tower in towers)
        return image, text

    @property
    def layers(self) -> Layers:
        """Where each tower can be cut, in words that a person can choose from."""
        image, text = (
            tuple(tower.layer(k) for k in range(tower.depth + 1)) if tower else ()
            for tower in (self.image, self.text)
        )
        return Layers(image, text, self.default_layer)

    def half(self, kind: str) -> Half:
        """The tower that reads "picture" or "caption", and its reader.

        Raises:
            ModelError: The encoder does not read such things.
        """
        picture = kind == "picture"
        tower, reader = (self.image, self.pixels) if picture else (self.text, self.captions)
        if tower is None or reader is None:
            other = "Caption" if picture else "Picture"
            raise ModelError(
                f"{self.name} reads no {kind}s.",
                f"Explain two of the other kind: pairlens.{other}(…) in both places.",
            )
        return Half(tower, reader)

    @property
    def device(self) -> torch.device:
        """Where the model computes."""
        return next(self.model.parameters()).device

    @property
    def dtype(self) -> torch.dtype:
        """The precision that the path is computed in."""
        return next(p.dtype for p in self.model.parameters() if p.is_floating_point())

    @property
    def weights(self) -> str:
        """Hash of the model's weights, "sha256:" and 32 hexadecimal digits; see `pairlens.encoders.hashing`.

        Computed once, and again when a weight changed: what was kept of the old ones is dropped then.
        """
        with self._lock:
            found, changed = self._weights.hash(self.model)
            if changed:
                self._kept.clear()
        return found

    def place(self, tensor: Tensor) -> Tensor:
        """A tensor on the model's device, in its precision if it holds real numbers."""
        return tensor.to(self.device, self.dtype if tensor.is_floating_point() else None)

    def placed(self, inputs: Inputs) -> Inputs:
        """A tower's inputs, each put in its place."""
        return {name: self.place(tensor) for name, tensor in inputs.items()}

    def cast(self, inputs: Inputs) -> Inputs:
        """A tower's inputs in the model's precision, where they lie."""
        return {name: t.to(self.dtype) if t.is_floating_point() else t for name, t in inputs.items()}

    @contextmanager
    def borrowed(self) -> Iterator[None]:
        """Hold the model alone and in evaluation mode; give it back as it was."""
        with self._lock, evaluating(self.model):
            yield

    def keep(self, key: tuple[Any, ...], make: Callable[[], Kept]) -> Kept:
        """What `make` returns, computed once and kept while it is among the last used of its kind.

        Args:
            key: What it is kept by; the first two parts say the kind: of what, and of which inputs.
            make: Computes it.
        """
        if key not in self._kept:
            self._kept[key] = make()
            alike = [known for known in self._kept if known[:2] == key[:2]]
            room = LENGTHS if key[:2] == ("reference", "caption") else KEEP
            for oldest in alike[: max(0, len(alike) - room)]:
                del self._kept[oldest]
        self._kept.move_to_end(key)
        value: Kept = self._kept[key]
        return value

    def put(self, key: tuple[Any, ...], value: Any) -> None:  # noqa: ANN401 - anything that is worth keeping
        """Keep something in place of what was kept under its key."""
        self._kept.pop(key, None)
        self.keep(key, lambda: value)

    def kept(self, key: tuple[Any, ...]) -> Any:  # noqa: ANN401 - whatever was kept under it
        """What is kept under a key; None where nothing is."""
        return self.keep(key, lambda: None) if key in self._kept else None

    @contextmanager
    def ahead(self, features: Mapping[tuple[str, int, str], Tensor]) -> Iterator[None]:
        """Have the features of several inputs at hand, computed together beforehand.

        Args:
            features: Features (units, width) by kind of input, layer, and the inputs' fingerprint.
        """
        self._ahead = features
        try:
            yield
        finally:
            self._ahead = {}

    def features(
        self, kind: str, inputs: Inputs, layer: int, key: str | None = None
    ) -> Float[Tensor, "units width"]:
        """The features of one input at a layer; computed, unless they are at hand.

        Args:
            kind: "picture" or "caption".
            inputs: What its tower takes, a batch of one.
            layer: Where to cut.
            key: The inputs' fingerprint, where it is known.
        """
        tower = self.half(kind).tower
        found = self._ahead.get((kind, layer, key or fingerprint(inputs))) if self._ahead else None
        with torch.no_grad():
            return tower.features(inputs, layer)[0] if found is None else found

    def forget(self) -> None:
        """Drop everything that was kept of earlier requests, and look at the weights again."""
        with self._lock:
            self._kept.clear()
            self._weights.forget()

    def chosen(self, layer: Any, kinds: tuple[str, str] = ("picture", "caption")) -> tuple[int, int]:  # noqa: ANN401 - checked here
        """The layers of both arguments that a request means.

        Args:
            layer: One layer for both, a pair (first argument, second argument), or None for `default_layer`.
            kinds: What the arguments are; an encoder of both kinds may be asked for two of one.

        Raises:
            LayerError: The encoder has no such layer.
        """
        towers = [self.half(kind).tower for kind in kinds]
        if layer is None:
            default = dict(zip(("picture", "caption"), self.default_layer, strict=True))
            return default[kinds[0]], default[kinds[1]]
        pair = (layer, layer) if isinstance(layer, int) else tuple(layer)
        if len(pair) != 2 or any(isinstance(k, bool) or not isinstance(k, int) for k in pair):  # noqa: PLR2004 - one for each argument
            raise LayerError(f"layer={layer!r} is not a layer.", "Pass an integer, or a pair (image, text).")
        for kind, k, tower in zip(kinds, pair, towers, strict=True):
            if not 0 <= k <= tower.depth:
                raise LayerError(
                    f"The {kind} tower of {self.name} has no layer {k}.",
                    f"It has layers 0 (input of the first block) to {tower.depth - 1} (input of the last block), and "
                    f"{tower.depth} (input of the pooling); encoder.layers lists them.",
                )
        return pair[0], pair[1]
