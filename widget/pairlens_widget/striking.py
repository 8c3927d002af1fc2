"""Answer to "what would the score be without this?"."""

from __future__ import annotations

from typing import Any

from pairlens.errors import OptionError
from pairlens.striking import without
from pairlens_widget.desk import Asked


def strike(asked: Asked) -> dict[str, Any]:
    """Score the pair of a `revision` without content units `a` and `b`."""
    held = asked.explorer._shelf.held(str(asked.question["revision"]))  # noqa: SLF001 - the explorer's own answer
    question = held.question if held else None
    if held is None or question is None:
        raise OptionError("This explanation is a finished one.", "Write Explorer(encoder, image, caption).")
    found = without(
        question.encoder,
        question.image,
        question.caption,
        held.pair,
        a=asked.question.get("a", ()),
        b=asked.question.get("b", ()),
        references=question.options.get("references"),
    )
    return {
        "score": found.score,
        "without": found.without,
        "change": found.change,
        "predicted": found.predicted,
    }
