"""Answers to what an annotator's view asks: open a case, write down a deed, take one back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from pairlens.errors import OptionError
from pairlens_widget.desk import KINDS, Asked, Kind
from pairlens_widget.payload import matrix_bytes, pair_payload, picture_bytes

if TYPE_CHECKING:
    from pairlens_widget.annotator import Annotator

_HERE = "pairlens_widget.annotating.answers"
OPENING = "case"
WRITING = ("write", "back")

KINDS.update({kind: Kind(f"{_HERE}:{kind}") for kind in (OPENING, *WRITING)})


def case(asked: Asked) -> tuple[dict[str, Any], list[bytes]]:
    """A pair with its numbers and its pictures, and what was said of it."""
    annotator = _annotator(asked)
    index = int(asked.question["index"])
    known = annotator._clerk.known(index)  # noqa: SLF001 - the annotator's own answer
    pair, revision = annotator._held(index)  # noqa: SLF001 - likewise
    numbers = [matrix_bytes(pair), picture_bytes(pair.a), picture_bytes(pair.b)]
    return {**known, "revision": revision, "pair": pair_payload(pair)}, numbers


def write(asked: Asked) -> dict[str, Any]:
    """Write a deed down, and tell every view of it."""
    annotator = _annotator(asked)
    found = annotator._clerk.write(asked.question["change"], str(asked.question.get("base", "")))  # noqa: SLF001 - likewise
    if "refused" not in found:
        annotator._tell([found])  # noqa: SLF001 - likewise
    return found


def back(asked: Asked) -> dict[str, Any]:
    """Take the last deed back, or do it again."""
    way = asked.question.get("way")
    if way not in {"undo", "redo"}:
        raise OptionError(f"Nobody knows how to {way!r}.", "Update Pairlens.")
    annotator = _annotator(asked)
    found = annotator._clerk.back(way)  # noqa: SLF001 - likewise
    if found["done"]:
        annotator._tell([found])  # noqa: SLF001 - likewise
    return found


def _annotator(asked: Asked) -> Annotator:
    return cast("Annotator", asked.explorer)
