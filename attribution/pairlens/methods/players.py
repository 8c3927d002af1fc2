"""Take units of one side away and listen to the embedding: what every perturbing method shares.

A player is a content token of a caption or a cell of a grid over a picture. A coalition is a mask of players that stay;
those that leave take what stands in their place in the reference (`pairlens.References` says which filler). With unit
vectors f̂ and ĝ of the two towers, the score of a picture's coalition T and a caption's coalition S is the cosine

    v(S, T) = ⟨ĝ(S), f̂(T)⟩,

which is bilinear: m captions and n pictures, each encoded once, give m × n values of the game.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import torch
from jaxtyping import Bool, Float
from torch import Tensor

from pairlens.encoders.base import Encoder
from pairlens.encoders.preparing import Units, fingerprint
from pairlens.encoders.tower import ImageTower, Inputs, TextTower, shortened
from pairlens.errors import OptionError
from pairlens.methods.asking import Asked
from pairlens.methods.mixing import Mixing, mixed_ids, mixed_pixels
from pairlens.progress import tell
from pairlens.references import References
from pairlens.units import PictureUnits

BUDGET = 256 * 2**20
"""Bytes that one batch of encodings may take, by a rough count."""

CELLS = 1024
"""Most cells of the grid that is taken unless `groups` names one; finer features are grouped."""

Groups = tuple[int, int] | None
"""Rows and columns of a grid over the picture; None for the tower's own."""


@dataclass(frozen=True)
class Players:
    """One side's players.

    Attributes:
        units: What the rows or columns of a result are.
        places: Which of those units the players are.
        what: A word for a person: "picture" or "caption".
        embed: Who stays (one coalition a row) to unit vectors, float64 on the CPU.
    """

    units: Units
    places: tuple[int, ...]
    what: str
    embed: Callable[[Bool[Tensor, "masks players"]], Float[Tensor, "masks embed"]]

    def __len__(self) -> int:
        return len(self.places)

    @classmethod
    def of(cls, encoder: Encoder, asked: Asked, references: References, groups: Groups) -> Players:
        """The players of one side of a question.

        A reader may mix its own inputs: an optional method `mixed(inputs, blank, kept)` returns a batch of inputs, one
        for each mask; `kept` is (masks, rows, cols) over a picture's grid, (masks, token ids) over a caption.

        Args:
            encoder: Who is asked; borrowed by the caller.
            asked: The side.
            references: What stands in for players that leave.
            groups: Grid over a picture.

        Raises:
            OptionError: The grid does not fit, or a picture of this form cannot be mixed.
        """
        picture = asked.reader.kind == "picture"
        given = references.image if picture else references.text
        blank = encoder.placed(asked.reader.reference(given, asked.inputs))
        units = _cells(asked, groups) if picture else asked.units()
        places = tuple(int(place) for place in units.content)
        spread = _spread(units, places, asked.inputs)
        own: Mixing | None = getattr(asked.reader, "mixed", None)
        mix = own or (mixed_pixels if picture else mixed_ids)
        trim = asked.tower.length(asked.inputs) if isinstance(asked.tower, TextTower) else None
        run = _Run(asked, blank, mix, spread, trim)
        shape = units.shape

        def embed(masks: Bool[Tensor, "masks players"]) -> Float[Tensor, "masks embed"]:
            key = (*run.key, shape, fingerprint({"masks": masks}))
            return encoder.keep(key, lambda: run(masks)) if picture else run(masks)

        return cls(units, places, asked.reader.kind, embed)


@dataclass(frozen=True)
class _Run:
    """Masks to embeddings, in batches of bounded memory.

    Attributes:
        asked: The side.
        blank: Its reference.
        mix: Puts the reference in the place of those that leave.
        spread: Masks of players to what `mix` takes.
        length: Token ids that can matter; None for pictures.
    """

    asked: Asked
    blank: Inputs
    mix: Mixing
    spread: Callable[[Tensor], Tensor]
    length: int | None

    @property
    def key(self) -> tuple[str, ...]:
        return "coalitions", self.asked.reader.kind, fingerprint(self.asked.inputs), fingerprint(self.blank)

    @torch.no_grad()
    def __call__(self, masks: Bool[Tensor, "masks players"]) -> Float[Tensor, "masks embed"]:
        inputs = self._short(self.asked.inputs)
        embed = self.asked.tower.stage(inputs, 0).embed
        size = self._per_batch(inputs)
        parts: list[Tensor] = []
        done = 0
        while done < len(masks):
            try:
                found = self._encoded(embed, masks[done : done + size])
            except torch.OutOfMemoryError:
                if size == 1:
                    raise
                size = size // 2
                continue
            parts.append(found)
            done += len(found)
            tell(f"{self.asked.reader.kind} encodings", done, len(masks))
        return torch.cat(parts)

    def _encoded(
        self, embed: Callable[[Tensor], Tensor], masks: Bool[Tensor, "masks players"]
    ) -> Float[Tensor, "masks embed"]:
        batch = self._short(self.mix(self.asked.inputs, self.blank, self.spread(masks)))
        found = embed(self.asked.tower.features(batch, 0)).double().cpu()
        return found / found.norm(dim=-1, keepdim=True)

    def _short(self, inputs: Inputs) -> Inputs:
        return inputs if self.length is None else shortened(inputs, self.length)

    def _per_batch(self, inputs: Inputs) -> int:
        """How many encodings fit: about a dozen copies of the features live at once in a block, inputs three times."""
        features = self.asked.tower.features(inputs, 0)
        held = sum(t.numel() * t.element_size() for t in inputs.values())
        return max(1, BUDGET // (12 * features.numel() * features.element_size() + 3 * held))


def check_groups(groups: Any) -> Groups:  # noqa: ANN401 - checked here
    """A grid over the picture, as a person wrote it.

    Raises:
        OptionError: It is no pair of numbers from 1 up.
    """
    if groups is None:
        return None
    pair = tuple(groups) if isinstance(groups, tuple | list) else ()
    if len(pair) != 2 or not all(type(n) is int and n > 0 for n in pair):  # noqa: PLR2004 - rows and columns
        raise OptionError(f"groups={groups!r} is not a grid.", "Pass (rows, cols), e.g. groups=(7, 7).")
    return pair[0], pair[1]


def _cells(asked: Asked, groups: Groups) -> PictureUnits:
    """The picture with nothing but cells for units."""
    found = asked.reader.units(asked.source, asked.inputs, 0)
    assert isinstance(found, PictureUnits)  # noqa: S101 - what a picture's reader returns
    rows, cols = groups or _own_grid(asked)
    if rows > found.height or cols > found.width:
        raise OptionError(
            f"groups={groups} is finer than the picture's {found.height} × {found.width} pixels.",
            "Choose fewer rows and columns.",
        )
    return replace(found, kinds=("patch",) * (rows * cols), rows=rows, cols=cols)


def _own_grid(asked: Asked) -> tuple[int, int]:
    """The tower's grid at its first layer where that has at most `CELLS` cells."""
    assert isinstance(asked.tower, ImageTower)  # noqa: S101 - what reads a picture
    for layer in range(asked.tower.depth + 1):
        rows, cols = asked.tower.layout(asked.inputs, layer).grid
        if rows * cols <= CELLS:
            break
    return rows, cols


def _spread(units: Units, places: tuple[int, ...], inputs: Inputs) -> Callable[[Tensor], Tensor]:
    """Masks of players to masks of a picture's grid or a caption's token ids, whose special ones always stay."""
    if isinstance(units, PictureUnits):
        return lambda masks: masks.reshape(len(masks), units.rows, units.cols)

    def over_ids(masks: Tensor) -> Tensor:
        kept = torch.ones(len(masks), inputs["ids"].shape[1], dtype=torch.bool)
        kept[:, list(places)] = masks.cpu()
        return kept

    return over_ids


def spelled(references: References, groups: Groups) -> Mapping[str, Any]:
    """The settings that every perturbing method has, as plain JSON."""
    return {"references": references.describe(), "groups": list(groups) if groups else None}
