"""Draw one example of each category of failure, for the annotation guide. The maps are drawn by hand, not computed.

python tools/draw_categories.py            # writes docs/categories/*.png
python tools/draw_categories.py FOLDER
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from jaxtyping import Float
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from pairlens.cases import CATEGORIES
from pairlens.drawing import INK, draw_heat, sign_colour
from pairlens.lettering import Mark, draw_lines, set_lines
from pairlens.scenes import SIDE, Plan, SceneObject
from pairlens.scenes.render import render

FOLDER = Path(__file__).parents[1] / "docs" / "categories"
WIDE, EDGE, GRID = 2.5, 0.06, 14
FAINT = 0.03

Blob = tuple[float, float, float, float]
"""Centre (x, y) in pixels, reach in pixels, strength (negative: against)."""


@dataclass(frozen=True)
class Example:
    """A picture, a caption, the phrase looked at, and where it is shown to meet the picture.

    Attributes:
        things: What is in the picture.
        caption: With the phrase in [brackets].
        blobs: Where the phrase meets the picture.
        meant: Numbers of the things that the phrase means; a broken line is drawn around them.
        background: What lies behind.
    """

    things: Sequence[SceneObject]
    caption: str
    blobs: Sequence[Blob]
    meant: Sequence[int] = ()
    background: str = "paper"
    boxes: Sequence[tuple[float, float, float, float]] = field(default_factory=tuple)


def thing(
    kind: str, colour: str, x: float, y: float, radius: float = 38, texture: str = "plain"
) -> SceneObject:
    """Something in the picture."""
    return SceneObject(kind, colour, texture, "large", x, y, radius)


LEFT, RIGHT = (68.0, 118.0), (160.0, 112.0)

EXAMPLES: dict[str, Example] = {
    "wrong_object": Example(
        (thing("cat", "black", *LEFT), thing("bird", "red", *RIGHT)),
        "a black cat and a [red bird]",
        [(*LEFT, 34, 1.0)],
        meant=[1],
    ),
    "missed_object": Example(
        (thing("house", "red", *LEFT), thing("car", "blue", 164, 160, 30)),
        "a red house and a [blue car]",
        [(30, 40, 26, 0.16), (150, 60, 26, -0.14)],
        meant=[1],
        background="meadow",
    ),
    "attribute_binding": Example(
        (thing("ball", "red", *LEFT), thing("cup", "yellow", *RIGHT)),
        "a [red] cup and a yellow ball",
        [(*LEFT, 34, 1.0), (*RIGHT, 26, -0.35)],
        meant=[1],
    ),
    "relation_ignored": Example(
        (thing("star", "yellow", *LEFT), thing("moon", "purple", *RIGHT)),
        "a moon [left of] a star",
        [(112, 112, 60, 0.07), (30, 30, 30, -0.05)],
        background="mist",
    ),
    "correlated_context": Example(
        (thing("boat", "white", 132, 84, 30),),
        "a [boat] on the water",
        [(50, 186, 46, 0.95), (120, 192, 46, 0.9), (190, 186, 46, 0.8)],
        meant=[0],
        background="sky",
    ),
    "unusual_scene": Example(
        (
            SceneObject("fish", "orange", "checked", "large", 112, 62, 40, angle=2.4),
            thing("tree", "green", 112, 160, 40),
        ),
        "a [fish] above a tree",
        [(112, 160, 34, 0.45), (112, 62, 26, -0.3)],
        meant=[0],
        background="sand",
    ),
    "partial_coverage": Example(
        (thing("house", "brown", 112, 116, 62),),
        "a brown [house]",
        [(112, 74, 24, 1.0)],
        meant=[0],
        background="grass",
    ),
    "caption_wrong": Example(
        (thing("flower", "pink", *LEFT), thing("mushroom", "red", *RIGHT)),
        "a pink flower and a [green car]",
        [(*RIGHT, 30, -0.45), (40, 36, 30, -0.12)],
    ),
    "explanation_doubtful": Example(
        (thing("ring", "blue", *LEFT), thing("heart", "red", *RIGHT)),
        "a [blue ring] and a red heart",
        [
            (x, y, 9, s)
            for x, y, s in (
                (24, 24, 0.9),
                (200, 40, -0.8),
                (88, 200, 0.7),
                (190, 200, -0.6),
                (120, 24, 0.6),
                (40, 190, -0.7),
            )
        ],
        meant=[0],
    ),
}


def heat(blobs: Sequence[Blob]) -> Float[np.ndarray, "rows cols"]:
    """Values per cell, 1 at most."""
    y, x = np.mgrid[:GRID, :GRID] * (SIDE / GRID) + SIDE / GRID / 2
    made = np.zeros((GRID, GRID))
    for across, down, reach, strength in blobs:
        made += strength * np.exp(-(((x - across) / reach) ** 2 + ((y - down) / reach) ** 2))
    return np.where(np.abs(made) < FAINT, 0, made)


def draw(example: Example) -> Figure:
    """The picture with its map, and the caption with the phrase underlined."""
    before, phrase, after = example.caption.replace("]", "[").split("[")
    setting = set_lines(before + phrase + after, WIDE - 2 * EDGE, 10)
    high = WIDE + setting.height + EDGE
    figure = Figure(figsize=(WIDE, high), dpi=200, facecolor="white")
    axes = figure.add_axes(
        (EDGE / WIDE, (setting.height + EDGE) / high, 1 - 2 * EDGE / WIDE, (WIDE - 2 * EDGE) / high)
    )
    pixels, masks = render(Plan(tuple(example.things), example.background, seed=3))
    draw_heat(axes, pixels, heat(example.blobs), limit=1.0, opacity=0.85, smooth=False)
    for number in example.meant:
        _outline(axes, masks[number])
    strongest = max((strength for *_, strength in example.blobs), key=abs)
    mark = Mark(sign_colour(strongest), 0, thick=0.8 + 2.4 * abs(strongest))
    words = (len(before) + start for start in (0, *(i + 1 for i, char in enumerate(phrase) if char == " ")))
    draw_lines(figure, setting, (EDGE, setting.height), marks=dict.fromkeys(words, mark), inks=(INK, INK))
    return figure


def _outline(axes: Axes, mask: np.ndarray) -> None:
    """A broken line around what the phrase means, white under black, so that it is seen on anything."""
    rows, cols = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    corner, size = (cols[0] - 3, rows[0] - 3), (np.ptp(cols) + 7, np.ptp(rows) + 7)
    for colour, line in (("white", "-"), (INK, (0, (4, 3)))):
        axes.add_patch(Rectangle(corner, *size, fill=False, edgecolor=colour, linewidth=1.4, linestyle=line))


def main(folder: Path = FOLDER) -> None:
    """Draw them all, and refuse to leave one out."""
    folder.mkdir(parents=True, exist_ok=True)
    for category in CATEGORIES:
        draw(EXAMPLES[category.key]).savefig(folder / f"{category.key}.png", pil_kwargs={"optimize": True})


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
