"""What a method is asked and what it answers; `METHODS` names them all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib import import_module
from typing import Any, Protocol, runtime_checkable

from jaxtyping import Float
from torch import Tensor

from pairlens.encoders.base import Encoder
from pairlens.encoders.preparing import Reader, Units, fingerprint
from pairlens.encoders.tower import Inputs, TextTower, Tower, shortened
from pairlens.errors import OptionError

METHODS: dict[str, str] = {
    "jacobians": "pairlens.methods.jacobians:Jacobians",
    "occlusion": "pairlens.methods.occlusion:Occlusion",
    "banzhaf": "pairlens.methods.banzhaf:Banzhaf",
    "shapley": "pairlens.methods.shapley:Shapley",
    "gradient_input": "pairlens.methods.gradient_input:GradientInput",
    "integrated_gradients": "pairlens.methods.integrated_gradients:IntegratedGradients",
    "grad_cam": "pairlens.methods.grad_cam:GradCam",
    "attention": "pairlens.methods.attention:AttentionRelevance",
    "grad_eclip": "pairlens.methods.grad_eclip:GradEclip",
    "maskclip": "pairlens.methods.maskclip:MaskClip",
}
"""Name of each method and where its class lies; a module is imported when its method is asked for."""


@dataclass(frozen=True)
class Asked:
    """One side of a question.

    Attributes:
        tower: The tower that reads it.
        reader: What turned it into inputs.
        source: What the person handed over.
        inputs: What the tower takes, a batch of one, on the model's device.
        layer: Where to cut.
        notes: What was converted on the way.
        read: The same inputs on the CPU, where they are: looking at them there waits for no device.
    """

    tower: Tower
    reader: Reader
    source: Any
    inputs: Inputs
    layer: int
    notes: tuple[str, ...] = ()
    read: Inputs | None = field(default=None, repr=False)

    @classmethod
    def of(cls, encoder: Encoder, kind: str, source: Any, layer: int) -> Asked:  # noqa: ANN401 - read here
        """Read what a person handed over.

        Args:
            encoder: Who is asked.
            kind: "picture" or "caption".
            source: What was handed over.
            layer: Where to cut; checked by `Encoder.chosen`.

        Raises:
            PairlensError: It cannot be read.
        """
        half = encoder.half(kind)
        inputs, notes = half.reader.read(source)
        inputs = encoder.cast(inputs)
        return cls(half.tower, half.reader, source, encoder.placed(inputs), layer, notes, inputs)

    def units(self) -> Units:
        """What the tower's units are at the layer."""
        return self._units

    @cached_property
    def _units(self) -> Units:
        return self.reader.units(self.source, self.at_hand, self.layer)

    @property
    def at_hand(self) -> Inputs:
        """The inputs, on the CPU where they are known there."""
        return self.inputs if self.read is None else self.read

    def trimmed(self, inputs: Inputs) -> Inputs:
        """The part that can matter, of these inputs or of others of their shape: a caption's up to its end."""
        return inputs if self.length is None else shortened(inputs, self.length)

    @cached_property
    def length(self) -> int | None:
        """How many token ids can matter; None for a picture."""
        return self.tower.length(self.at_hand) if isinstance(self.tower, TextTower) else None

    @cached_property
    def key(self) -> str:
        """The fingerprint of the trimmed inputs."""
        return fingerprint(self.trimmed(self.at_hand))


def bound(encoder: Encoder, a: Asked, b: Asked) -> tuple[Asked, Asked, Mapping[str, Any]]:
    """Both sides with what ties them together held at this pair, and what to say of it in the result's settings.

    Every method asks for the terms of bound sides. For an encoder whose sides never meet before the score, and for
    pairs of one kind, they are what they were. Call it with the encoder borrowed.
    """
    kinds = (a.reader.kind, b.reader.kind)
    if encoder.hold is None or kinds[0] == kinds[1]:
        return a, b, {}
    turned = kinds[0] == "caption"
    picture, caption = (b, a) if turned else (a, b)
    held = encoder.hold(picture.inputs, caption.inputs)
    picture = replace(picture, inputs=held.inputs, read=None, notes=(*picture.notes, held.note))
    return (caption, picture, held.settings) if turned else (picture, caption, held.settings)


@dataclass(frozen=True)
class Terms:
    """Every term of one pair's cosine, as `PairAttribution` wants them; `b` is the second argument, usually text.

    Attributes:
        interactions: One number for each unit of `b` and each unit of `a`.
        b_effects: What each unit of `b` adds whatever the other side.
        a_effects: What each unit of `a` adds whatever the other side.
        baseline: Score of the two references.
        score: The cosine.
        residual: What the parts leave over.
        natural_scale: What a residual is measured against.
        converged: Whether the method reached the tolerance that was asked for.
        settings: What was used, plain JSON; "exact" says whether the residual is quadrature error alone.
        a: What the units of `a` are, where they are not those of the tower at the layer.
        b: Likewise of `b`.
        standard_error: Of each interaction, where the method samples.
        layers: Where the units lie (a, b), where the method does not work at the layers that were asked for.
    """

    interactions: Float[Tensor, "b a"]
    b_effects: Float[Tensor, " b"]
    a_effects: Float[Tensor, " a"]
    baseline: float
    score: float
    residual: float
    natural_scale: float
    converged: bool
    settings: Mapping[str, Any] = field(default_factory=dict)
    a: Units | None = None
    b: Units | None = None
    standard_error: Float[Tensor, "b a"] | None = None
    layers: tuple[int, int] | None = None


@runtime_checkable
class Method(Protocol):
    """One way to attribute, with its options."""

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> Method:
        """The method with the options that a person wrote.

        Raises:
            OptionError: An option that it does not have, or a value that it does not take.
        """
        ...

    def terms(self, encoder: Encoder, a: Asked, b: Asked) -> Terms:
        """Attribute one pair. The encoder is borrowed (locked, in evaluation mode) by the caller."""
        ...


@runtime_checkable
class Together(Method, Protocol):
    """A method that can work on several pairs at once."""

    def together(self, encoder: Encoder, pairs: Sequence[tuple[Asked, Asked]]) -> list[Terms | None]:
        """The terms of each pair, up to rounding those of the pair alone; None for a pair that is to be asked alone.

        That may be for any reason, an error (which it will then raise) included. The encoder is borrowed by the
        caller and may have features ahead.
        """
        ...


def method_of(name: str, options: Mapping[str, Any]) -> Method:
    """A method by name, with its options.

    Raises:
        OptionError: There is no such method or option.
    """
    if name not in METHODS:
        raise OptionError(f"There is no method {name!r}.", f"Choose one of: {', '.join(METHODS)}.")
    module, attribute = METHODS[name].split(":")
    method: type[Method] = getattr(import_module(module), attribute)
    return method.of(options)


def check_names(method: str, options: Mapping[str, Any], known: tuple[str, ...]) -> None:
    """Refuse options that a method does not have.

    Raises:
        OptionError: The first such option, with those that there are.
    """
    for name in options:
        if name not in known:
            raise OptionError(
                f"The method {method!r} has no option {name!r}.", f"It has: {', '.join(known)}."
            )
