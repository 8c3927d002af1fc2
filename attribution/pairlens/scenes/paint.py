"""Painting one object: its coverage of the pixels and its colours, on a small square patch of the picture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from jaxtyping import Float
from PIL import Image, ImageDraw, ImageFilter

from pairlens.scenes.kinds import parts
from pairlens.scenes.shapes import Outline
from pairlens.scenes.textures import pattern
from pairlens.scenes.world import COLOURS, SceneObject

FINE = 4
"""Edges are drawn this many times finer and averaged."""

Plane = Float[np.ndarray, "rows cols"]
Pixels = Float[np.ndarray, "rows cols 3"]
Colour = Float[np.ndarray, "3"]


@dataclass(frozen=True, slots=True)
class Patch:
    """A painted square: its top left pixel in the picture, colours (0 to 255) and coverage (0 to 1)."""

    left: int
    top: int
    rgb: Pixels
    alpha: Plane


def coverage(layers: Iterable[tuple[bool, Outline]], size: int) -> Plane:
    """Share of each pixel that polygons cover.

    Args:
        layers: In order, whether to fill (True) or to cut out (False), and the polygon in pixels of the square.
        size: Side of the square in pixels.
    """
    sheet = Image.new("L", (size * FINE, size * FINE))
    draw = ImageDraw.Draw(sheet)
    for filled, outline in layers:
        draw.polygon((outline * FINE).ravel().tolist(), fill=255 if filled else 0)
    return np.asarray(sheet.reduce(FINE), dtype=np.float32) / np.float32(255)


def stroke(line: Outline, width: float, size: int) -> Plane:
    """Share of each pixel that an open line of the given width covers."""
    sheet = Image.new("L", (size * FINE, size * FINE))
    corners = (line * FINE).ravel().tolist()
    ImageDraw.Draw(sheet).line(corners, fill=255, width=round(width * FINE), joint="curve")
    return np.asarray(sheet.reduce(FINE), dtype=np.float32) / np.float32(255)


def tones(colour: Colour) -> dict[str, Colour]:
    """What each tone means on an object of this colour; "accent" is its texture's, "edge" its contour's."""
    brightness = float(colour @ np.array([0.3, 0.59, 0.11], dtype=np.float32)) / 255
    black = brightness < 0.2
    bright = colour + (np.float32(252) - colour) * np.float32(0.62)
    return {
        "shade": colour + np.float32(46) if black else colour * np.float32(0.66),
        "light": bright,
        "ink": np.full(3, 136 if black else 26, dtype=np.float32),
        "glow": np.array([255, 245, 218] if brightness < 0.85 else [172, 176, 184], dtype=np.float32),
        "accent": bright if brightness < 0.56 else colour * np.float32(0.6),
        "edge": colour * np.float32(0.34 if brightness < 0.75 else 0.45),
    }


def contour(alpha: Plane, width: float) -> Plane:
    """How much of the contour's tone each pixel takes: all at the edge of what is covered, none inside."""
    blurred = Image.fromarray((alpha * 255).astype(np.uint8)).filter(ImageFilter.BoxBlur(width))
    return np.clip((1 - np.asarray(blurred, dtype=np.float32) / 255) * 2.4 - 0.15, 0, 1).astype(np.float32)


def paint(thing: SceneObject) -> Patch:
    """Paint an object on a square patch just large enough for it."""
    reach = int(np.ceil(thing.radius * 1.05)) + 2
    left, top, size = int(thing.x) - reach, int(thing.y) - reach, 2 * reach + 1
    place = _placer(thing, thing.x - left, thing.y - top)
    placed = [(part.tone, place @ _raised(part.outline)) for part in parts(thing.kind)]
    outlines = [(tone, points.T) for tone, points in placed]
    alpha = coverage([(tone != "hole", outline) for tone, outline in outlines], size)
    rng = np.random.default_rng(thing.grain)
    colour = _shade(thing.colour, rng)
    palette = tones(colour)
    rgb = _layers(outlines, _filling(thing, size, colour, palette["accent"], rng), palette)
    edge = np.float32(0.85) * contour(alpha, max(1.0, 0.045 * thing.radius))[..., None]
    return Patch(left, top, rgb * (1 - edge) + palette["edge"] * edge, alpha)


def _layers(outlines: list[tuple[str, Outline]], filling: Pixels, palette: dict[str, Colour]) -> Pixels:
    rgb = filling
    for tone, group in groupby(outlines, key=lambda part: part[0]):
        if tone == "hole" or (tone == "body" and rgb is filling):
            continue
        layer = coverage([(True, outline) for _, outline in group], len(filling))[..., None]
        rgb = rgb * (1 - layer) + (filling if tone == "body" else palette[tone]) * layer
    return rgb


def _raised(outline: Outline) -> Float[np.ndarray, "3 points"]:
    return np.concatenate([outline.T, np.ones((1, len(outline)))])


def _placer(thing: SceneObject, x: float, y: float) -> Float[np.ndarray, "2 3"]:
    c, s = thing.radius * np.cos(thing.angle), thing.radius * np.sin(thing.angle)
    flip = -1.0 if thing.mirrored else 1.0
    return np.array([[flip * c, -s, x], [flip * s, c, y]])


def _shade(name: str, rng: np.random.Generator) -> Colour:
    jitter = rng.uniform(-7, 7, 3) + rng.uniform(-9, 9)
    return np.clip(np.array(COLOURS[name]) + jitter, 0, 255).astype(np.float32)


def _filling(
    thing: SceneObject, size: int, colour: Colour, accent: Colour, rng: np.random.Generator
) -> Pixels:
    light = np.linspace(1.07, 0.9, size, dtype=np.float32)[:, None, None]
    if thing.texture == "plain":
        return np.broadcast_to(colour * light, (size, size, 3))
    mark = np.float32(0.9) * pattern(thing.texture, size, 5.0 + 0.12 * thing.radius, rng)[..., None]
    return (colour * (1 - mark) + accent * mark) * light
