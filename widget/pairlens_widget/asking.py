"""Answer to "explain this instead"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pairlens.errors import OptionError
from pairlens_widget.desk import Asked
from pairlens_widget.incoming import picture_of
from pairlens_widget.question import SIDES, Question


def explain(asked: Asked) -> dict[str, Any]:
    """Explain another caption, picture, layer, method or number of steps, and show it.

    The question names what changes: `a` and `b` (captions), `picture` (the side whose picture is in the first
    buffer, with its file's `name`), `layer` (by side), `method`, `steps`; `revision` is what it starts from. Questions
    with the same `edit` are one change to a person, e.g. while they type.
    """
    wanted = asked.question
    held = asked.explorer._shelf.held(str(wanted["revision"]))  # noqa: SLF001 - the explorer's own answer
    base = held.question if held else asked.explorer.question
    if base is None:
        raise OptionError("This explanation is a finished one.", "Write Explorer(encoder, image, caption).")
    question = _changed(base, wanted, asked.buffers)
    pair = question.answer()
    asked.tell("showing", 1, 1)  # unless another question has come
    edit = wanted.get("edit")
    return {"revision": asked.explorer._take(pair, question, None if edit is None else str(edit))}  # noqa: SLF001 - likewise


def _changed(base: Question, wanted: Mapping[str, Any], buffers: Sequence[bytes]) -> Question:
    sources = {side: base.source(side, str(wanted[side])) for side in SIDES if side in wanted}
    if "picture" in wanted:
        side = str(wanted["picture"])
        sources[side] = base.source(side, picture_of(bytes(buffers[0]), str(wanted.get("name", ""))))
    layer = wanted.get("layer")
    options: dict[str, Any] = {}
    if "steps" in wanted:
        options["steps"] = None if wanted["steps"] == "auto" else wanted["steps"]
    return base.changed(
        sources,
        None if layer is None else _layers(base, layer),
        wanted.get("method"),
        options,
    )


def _layers(base: Question, wanted: Mapping[str, Any]) -> tuple[int, int]:
    first, second = (int(wanted.get(side, was)) for side, was in zip(SIDES, base.layer, strict=True))
    return first, second
