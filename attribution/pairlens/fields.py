"""What a result is given: copied, checked against its units, and refused where it cannot be."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from jaxtyping import Float32

from pairlens.errors import PairlensError
from pairlens.ledger import Ledger
from pairlens.naming import kinds_of, special_kinds

_SLACK = 1e-4


def ledger_of(fields: Mapping[str, Any]) -> Ledger:
    """Where the score went, from a result's fields; the residual is what the other terms leave."""
    return Ledger.of(
        **checked_arrays(fields),
        content=fields["b"].content,
        patches=fields["a"].content,
        baseline=float(fields["baseline"]),
        score=float(fields["score"]),
        natural_scale=float(fields["natural_scale"]),
        exact=bool(fields["settings"].get("exact", True)),
        kinds=kinds_of(fields["a"], fields["b"]),
        special=(special_kinds(fields["a"]), special_kinds(fields["b"])),
    )


def checked_arrays(fields: Mapping[str, Any]) -> dict[str, Float32[np.ndarray, "..."]]:
    """The three arrays, checked against the units, as read-only float32 copies."""
    rows, cols = len(fields["b"]), len(fields["a"])
    shapes = {"interactions": (rows, cols), "text_effects": (rows,), "image_effects": (cols,)}
    return {name: checked_array(name, fields[name], shape) for name, shape in shapes.items()}


def checked_array(name: str, values: object, shape: tuple[int, ...]) -> Float32[np.ndarray, "..."]:
    """A read-only float32 copy.

    Raises:
        PairlensError: It has another shape, or not all of it is finite.
    """
    array = np.array(values, dtype=np.float32, order="C")
    if array.shape != shape:
        cause = f"{name} has shape {array.shape}, but the units ask for {shape}."
        raise PairlensError(cause, "Arrays come text first: (text units, image units).")
    if not np.isfinite(array).all():
        where = tuple(int(i) for i in np.argwhere(~np.isfinite(array))[0])
        cause = f"{name} holds {array[where]} at {where}."
        raise PairlensError(cause, "Look for NaN or infinite numbers in the model's weights or the picture.")
    array.setflags(write=False)
    return array


def checked_number(name: str, value: float) -> float:
    """A finite number.

    Raises:
        PairlensError: It is none.
    """
    if not math.isfinite(value):
        cause = f"{name} is {value}."
        raise PairlensError(cause, "Look for NaN or infinite numbers in the model's weights or the picture.")
    return float(value)


def plain_settings(settings: Mapping[str, Any]) -> dict[str, Any]:
    """A copy, all the way down, that is plain JSON.

    Raises:
        PairlensError: There is more in it than JSON can hold.
    """
    try:
        copied: dict[str, Any] = json.loads(json.dumps(dict(settings), allow_nan=False))
    except (TypeError, ValueError) as error:
        raise PairlensError(
            f"The settings are not plain JSON: {error}.", "Use numbers, text and lists."
        ) from None
    return copied


def check_sum(residual: float, ledger: Ledger) -> None:
    """Refuse a residual that is not what the other terms leave.

    Raises:
        PairlensError: It is another.
    """
    size = abs(ledger.score) + abs(ledger.residual) + ledger.natural_scale
    if abs(residual - ledger.residual) > _SLACK * max(size, 1.0):
        cause = f"The residual is given as {residual:.3g}, but the other terms leave {ledger.residual:.3g}."
        raise PairlensError(cause, "Divide every term by |f(x)| |g(y)|, or use PairAttribution.assemble.")
