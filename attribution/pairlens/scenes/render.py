"""From a plan to a picture and the exact mask of everything in it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from jaxtyping import Bool, Float, UInt8

from pairlens.scenes.backgrounds import background
from pairlens.scenes.clutter import mark
from pairlens.scenes.paint import Patch, paint
from pairlens.scenes.world import SIDE, Plan

Canvas = Float[np.ndarray, "side side 3"]


def render(plan: Plan) -> tuple[UInt8[np.ndarray, "224 224 3"], Bool[np.ndarray, "objects 224 224"]]:
    """Draw a plan.

    Returns:
        The picture, RGB, and for each object the pixels of which at least half show it (what others hide is left out).
    """
    rng = np.random.default_rng(plan.seed)
    canvas = background(plan.background, rng)
    for _ in range(plan.clutter):
        _blend(canvas, mark(rng))
    patches = [paint(thing) for thing in plan.objects]
    for patch in patches:
        _blend(canvas, patch)
    return np.clip(canvas + np.float32(0.5), 0, 255).astype(np.uint8), _visible(patches)


def _windows(patch: Patch) -> tuple[tuple[slice, slice], tuple[slice, slice]]:
    """Where the patch lies in the picture, and which part of the patch that is."""
    size = len(patch.alpha)
    rows = slice(max(0, patch.top), min(SIDE, patch.top + size))
    cols = slice(max(0, patch.left), min(SIDE, patch.left + size))
    inside = (
        slice(rows.start - patch.top, rows.stop - patch.top),
        slice(cols.start - patch.left, cols.stop - patch.left),
    )
    return (rows, cols), inside


def _blend(canvas: Canvas, patch: Patch) -> None:
    where, inside = _windows(patch)
    alpha = patch.alpha[inside][..., None]
    canvas[where] += (patch.rgb[inside] - canvas[where]) * alpha


def _visible(patches: Sequence[Patch]) -> Bool[np.ndarray, "objects 224 224"]:
    masks = np.zeros((len(patches), SIDE, SIDE), dtype=np.float32)
    for i, patch in enumerate(patches):
        where, inside = _windows(patch)
        masks[:i, *where] *= 1 - patch.alpha[inside]
        masks[i, *where] = patch.alpha[inside]
    return masks >= 0.5
