"""What lies behind the objects: calm surfaces and small landscapes, never named in a caption."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
from jaxtyping import Float
from PIL import Image

from pairlens.scenes.world import SIDE

Canvas = Float[np.ndarray, "side side 3"]
Plane = Float[np.ndarray, "side side"]

_PASTELS = (
    (243, 236, 222), (222, 234, 240), (226, 238, 222), (244, 226, 222), (232, 226, 242), (250, 246, 236),
    (206, 214, 222), (214, 206, 190), (190, 208, 200), (120, 132, 146), (92, 104, 112), (150, 140, 128),
)  # fmt: skip


@cache
def _speckle_tile() -> Float[np.ndarray, "512 512"]:
    return np.random.default_rng(7).normal(0, 1, (512, 512)).astype(np.float32)


@cache
def _ramp() -> Float[np.ndarray, "side"]:
    return np.linspace(0, 1, SIDE, dtype=np.float32)


def _speckle(rng: np.random.Generator) -> Plane:
    left, top = rng.integers(0, 512 - SIDE, 2)
    return _speckle_tile()[top : top + SIDE, left : left + SIDE]


def _blobs(rng: np.random.Generator, rows: int, cols: int) -> Plane:
    """Smooth noise between 0 and 1 with the given number of bumps."""
    coarse = Image.fromarray(rng.random((rows, cols), dtype=np.float32))
    return np.asarray(coarse.resize((SIDE, SIDE), Image.Resampling.BICUBIC))


def _pick(rng: np.random.Generator) -> Float[np.ndarray, "3"]:
    base = np.array(_PASTELS[rng.integers(len(_PASTELS))]) + rng.uniform(-8, 8, 3)
    return base.astype(np.float32)


def _mixed(a: Float[np.ndarray, "3"], b: Float[np.ndarray, "3"], share: Float[np.ndarray, "..."]) -> Canvas:
    return np.broadcast_to(a + (b - a) * share[..., None], (SIDE, SIDE, 3))


def _rgb(r: float, g: float, b: float) -> Float[np.ndarray, "3"]:
    return np.array([r, g, b], dtype=np.float32)


def _plain(rng: np.random.Generator) -> Canvas:
    return _mixed(_pick(rng), _rgb(0, 0, 0), np.zeros((1, 1), dtype=np.float32))


def _gradient(rng: np.random.Generator) -> Canvas:
    tilt = np.float32(rng.random())
    share = (1 - tilt) * _ramp()[:, None] + tilt * _ramp()[None, :]
    return _mixed(_pick(rng), _pick(rng), share)


def _mist(rng: np.random.Generator) -> Canvas:
    return _mixed(_pick(rng), _pick(rng), _blobs(rng, 5, 5))


def _sand(rng: np.random.Generator) -> Canvas:
    base = _mixed(_rgb(226, 204, 164), _rgb(206, 182, 140), _blobs(rng, 9, 4))
    return base + np.float32(5) * _speckle(rng)[..., None]


def _paper(rng: np.random.Generator) -> Canvas:
    step, offset = int(rng.integers(14, 24)), int(rng.integers(0, 14))
    lines = np.zeros(SIDE, dtype=np.float32)
    lines[offset::step] = 1
    return _mixed(_rgb(250, 249, 243), _rgb(176, 200, 226), np.maximum(lines[:, None], lines[None, :]))


def _wood(rng: np.random.Generator) -> Canvas:
    streaks = 0.7 * _blobs(rng, 70, 3) + 0.3 * _blobs(rng, 12, 2)
    seam = np.zeros((SIDE, 1), dtype=np.float32)
    seam[int(rng.integers(0, 56)) :: 56] = np.float32(0.6)
    return _mixed(_rgb(214, 172, 122), _rgb(158, 112, 72), np.clip(streaks * np.float32(0.8) + seam, 0, 1))


def _sky(rng: np.random.Generator) -> Canvas:
    clouds = np.clip((_blobs(rng, 7, 5) - np.float32(0.56)) * 4, 0, 1) * np.float32(0.85)
    blue = _mixed(_rgb(128, 184, 232), _rgb(206, 230, 244), _ramp()[:, None])
    return blue + (np.float32(252) - blue) * clouds[..., None]


def _meadow(rng: np.random.Generator) -> Canvas:
    canvas = _mixed(_rgb(168, 210, 240), _rgb(236, 244, 240), _ramp()[:, None])
    for depth, green in ((0.5, (150, 196, 120)), (0.72, (116, 172, 92))):
        crest = (
            depth + 0.05 * np.sin(_ramp() * rng.uniform(3, 7) + rng.uniform(0, 6)) + rng.uniform(-0.06, 0.06)
        )
        hill = np.clip((_ramp()[:, None] - crest.astype(np.float32)[None, :]) * SIDE, 0, 1)[..., None]
        canvas = canvas * (1 - hill) + np.array(green, dtype=np.float32) * hill
    return canvas + np.float32(2.5) * _speckle(rng)[..., None]


def _grass(rng: np.random.Generator) -> Canvas:
    blades = _blobs(rng, 14, 90)
    return _mixed(_rgb(104, 156, 84), _rgb(164, 204, 116), blades)


def _night(rng: np.random.Generator) -> Canvas:
    glow = _mixed(_rgb(26, 34, 74), _rgb(74, 72, 122), _ramp()[:, None])
    lights = np.clip((_speckle(rng) - np.float32(3.1)) * 3, 0, 1)[..., None]
    return glow + (np.float32(240) - glow) * lights


_BACKGROUNDS: dict[str, Callable[[np.random.Generator], Canvas]] = {
    "plain": _plain, "gradient": _gradient, "mist": _mist, "sand": _sand, "paper": _paper, "wood": _wood,
    "sky": _sky, "meadow": _meadow, "grass": _grass, "night": _night,
}  # fmt: skip

BACKGROUNDS = tuple(_BACKGROUNDS)
"""Names of the backgrounds."""


def background(name: str, rng: np.random.Generator) -> Canvas:
    """A fresh canvas, colours between 0 and 255, that the caller may paint on."""
    return np.array(_BACKGROUNDS[name](rng), dtype=np.float32)
