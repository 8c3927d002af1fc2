"""What a live explorer asks its encoder, and what it may be asked instead."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from PIL import Image

import pairlens
from pairlens import PairAttribution
from pairlens.drafts import draft, prepare
from pairlens.encoders.base import Encoder
from pairlens.encoders.tower import Layer
from pairlens.errors import OptionError
from pairlens.methods.asking import METHODS, method_of
from pairlens.sides import Caption, Picture, side_of

SIDES = ("a", "b")
USUAL = ("picture", "caption")


@dataclass(frozen=True, eq=False)
class Question:
    """What is asked of an encoder: the arguments of `pairlens.explain`.

    Attributes:
        encoder: Who is asked.
        image: The first argument.
        caption: The second argument.
        layer: Layers (first, second argument).
        method: How to attribute.
        options: The method's options.
    """

    encoder: Encoder
    image: Any
    caption: Any
    layer: tuple[int, int]
    method: str = "jacobians"
    options: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        encoder: Encoder,
        image: Any,  # noqa: ANN401 - as in `pairlens.explain`
        caption: Any,  # noqa: ANN401 - likewise
        options: Mapping[str, Any],
    ) -> Question:
        """The question that a person's arguments ask, with the layers that are meant where none are named."""
        more = dict(options)
        kinds = (side_of(image, USUAL[0])[0], side_of(caption, USUAL[1])[0])
        layer = encoder.chosen(more.pop("layer", None), kinds)
        return cls(encoder, image, caption, layer, more.pop("method", "jacobians"), more)

    @property
    def kinds(self) -> tuple[str, str]:
        """What the arguments are, each "picture" or "caption"."""
        return side_of(self.image, USUAL[0])[0], side_of(self.caption, USUAL[1])[0]

    def answer(self) -> PairAttribution:
        """Ask.

        Raises:
            PairlensError: As `pairlens.explain`.
        """
        return pairlens.explain(
            self.encoder, self.image, self.caption, layer=self.layer, method=self.method, **self.options
        )

    def draft(self, side: str) -> PairAttribution | None:
        """Ask for a rough answer while a side is edited; None where there is none, or where it would not be sooner.

        Raises:
            PairlensError: As `pairlens.explain`.
        """
        return draft(**self._drafted(side))

    def prepare(self, side: str) -> Iterator[tuple[int, int]]:
        """Compute ahead, in steps, what drafts share while a side is edited; see `pairlens.drafts.prepare`."""
        return prepare(**self._drafted(side))

    def _drafted(self, side: str) -> dict[str, Any]:
        return {
            "encoder": self.encoder,
            "image": self.image,
            "caption": self.caption,
            "edited": SIDES.index(side),
            "layer": self.layer,
            "method": self.method,
            **self.options,
        }

    def steady(self) -> Question:
        """The same with picture files read, so that the next question is about the same picture, and sooner."""
        sources = (self.image, self.caption)
        read = [_read(source, kind) for source, kind in zip(sources, self.kinds, strict=True)]
        return replace(self, image=read[0], caption=read[1])

    def changed(
        self,
        sources: Mapping[str, Any] | None = None,
        layer: Any = None,  # noqa: ANN401 - checked by the encoder
        method: str | None = None,
        options: Mapping[str, Any] | None = None,
    ) -> Question:
        """The question with something in it changed.

        Args:
            sources: New captions or pictures by side, "a" and "b".
            layer: As in `pairlens.explain`; None keeps the layers.
            method: Another method. Options that it does not have are left out.
            options: Options that are set; those that are None go back to what is usual.

        Raises:
            PairlensError: The layer, the method or an option will not do.
        """
        new = {**dict(zip(SIDES, (self.image, self.caption), strict=True)), **(sources or {})}
        name = self.method if method is None else method
        kept = {
            key: value
            for key, value in self.options.items()
            if name == self.method or _takes(name, key, value)
        }
        more = {key: value for key, value in {**kept, **(options or {})}.items() if value is not None}
        method_of(name, more)
        made = replace(self, image=new["a"], caption=new["b"], method=name, options=more)
        return made if layer is None else replace(made, layer=self.encoder.chosen(layer, made.kinds))

    def source(self, side: str, text_or_picture: Any) -> Any:  # noqa: ANN401 - either kind
        """Something new for a side, marked as what it is where it stands in the other's place."""
        if isinstance(text_or_picture, Caption | Picture):
            return text_or_picture
        kind, usual = self.kinds[SIDES.index(side)], USUAL[SIDES.index(side)]
        if kind == usual:
            return text_or_picture
        return Caption(text_or_picture) if kind == "caption" else Picture(text_or_picture)

    def said(self) -> dict[str, Any]:
        """What the view is told: what is asked now, and what there is to choose from."""
        layers = {"picture": self.encoder.layers.image, "caption": self.encoder.layers.text}
        return {
            "question": {
                "layer": dict(zip(SIDES, self.layer, strict=True)),
                "method": self.method,
                "steps": self.options.get("steps", "auto"),
            },
            "layers": {
                side: [{"value": layer.index, "name": _layer_name(layer)} for layer in layers[kind]]
                for side, kind in zip(SIDES, self.kinds, strict=True)
            },
            "methods": [
                {"value": name, "name": _NAMES.get(name, name), "steps": _takes(name, "steps", "auto")}
                for name in METHODS
            ],
        }


_NAMES = {
    "jacobians": "Integrated Jacobians",
    "occlusion": "Occlusion",
    "banzhaf": "Banzhaf values",
    "shapley": "Shapley values",
    "gradient_input": "Gradient × input",
    "integrated_gradients": "Integrated gradients",
    "grad_cam": "Grad-CAM",
    "attention": "Attention relevance",
    "grad_eclip": "Grad-ECLIP",
    "maskclip": "MaskCLIP",
}


def _layer_name(layer: Layer) -> str:
    """A short name: "block 4", "pooling"; "block 5, quick" where there is a closed form."""
    name = layer.name.removeprefix("input of ").removeprefix("the ").partition(" (")[0]
    return name + (", quick" if layer.closed_form else "")


def _takes(method: str, name: str, value: object) -> bool:
    """Whether a method has an option, and takes this value for it."""
    try:
        method_of(method, {name: value})
    except OptionError:
        return False
    return True


def _read(source: Any, kind: str) -> Any:  # noqa: ANN401 - everything that can be a side
    """A picture file's contents; everything else as it is."""
    if isinstance(source, Picture):
        return Picture(_read(source.source, kind))
    if kind == "picture" and isinstance(source, str | os.PathLike):
        picture = Image.open(source)
        picture.load()
        return picture
    return source
