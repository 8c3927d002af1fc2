"""How a person says that both sides of a pair are of one kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Caption:
    """Text, wherever it stands: `explain(encoder, Caption("…"), Caption("…"))`.

    Attributes:
        text: The caption.
    """

    text: str


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture, wherever it stands: `explain(encoder, Picture("a.jpg"), Picture("b.jpg"))`.

    Attributes:
        source: A path, PIL picture, array or preprocessed tensor.
    """

    source: Any


def side_of(given: Any, usual: str) -> tuple[str, Any]:  # noqa: ANN401 - whatever was handed over
    """The kind ("picture" or "caption") of an argument, and what it holds."""
    if isinstance(given, Caption):
        return "caption", given.text
    if isinstance(given, Picture):
        return "picture", given.source
    return usual, given
