"""Where an encoder can be cut, as a table that a person can choose from."""

from __future__ import annotations

from dataclasses import dataclass

from pairlens.encoders.tower import Layer


@dataclass(frozen=True)
class Layers:
    """Where an encoder can be cut; as a cell's last line it reads as a table.

    Attributes:
        image: Layers of the image tower, by index; empty where there is none.
        text: Layers of the text tower, likewise.
        default: Layers (first, second argument) that `explain` uses unless told otherwise.
    """

    image: tuple[Layer, ...]
    text: tuple[Layer, ...]
    default: tuple[int, int]

    def __repr__(self) -> str:
        lines = [f"default: layer={self.default}"]
        for side, layers in (("picture", self.image), ("caption", self.text)):
            lines += [f"{side} {layer.index:3}  {_said(layer)}" for layer in layers]
        return "\n".join(lines)


def _said(layer: Layer) -> str:
    grid = f", {layer.grid[0]} × {layer.grid[1]} patches" if layer.grid else ""
    return layer.name + grid + (", closed form" if layer.closed_form else "")
