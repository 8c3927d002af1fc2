"""Answer to "explain this instead"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pairlens import PairAttribution
from pairlens.errors import OptionError
from pairlens_widget.desk import Asked
from pairlens_widget.incoming import picture_of
from pairlens_widget.question import SIDES, Question


def explain(asked: Asked) -> dict[str, Any]:
    """Explain another caption, picture, layer, method or number of steps, and show it.

        The question names what changes: `a` and `b` (captions), `picture` (the side whose picture is in the first
    buffer, with its file's `name`), `layer` (by side), `method`, `steps`; `revision` is what it starts from.
    Questions with the same `edit` are one change to a person, e.g. while they type; with `draft`, a rough answer will
    do where one caption is all that changes. The answer says whether it is one.
    """
    wanted = asked.question
    question = _changed(_base(asked), wanted, asked.buffers)
    pair = _drafted(question, wanted) or question.answer()
    asked.tell("showing", 1, 1)  # unless another question has come
    edit = wanted.get("edit")
    revision = asked.explorer._take(pair, question, None if edit is None else str(edit))  # noqa: SLF001 - likewise
    return {"revision": revision, "draft": bool(pair.settings.get("draft"))}


def prepare(asked: Asked) -> Iterator[tuple[int, int]]:
    """Compute ahead what drafts share while a caption is edited: the question names its `side`."""
    return _base(asked).prepare(str(asked.question["side"]))


def _base(asked: Asked) -> Question:
    """The question that another starts from."""
    held = asked.explorer._shelf.held(str(asked.question["revision"]))  # noqa: SLF001 - likewise
    base = held.question if held else asked.explorer.question
    if base is None:
        raise OptionError("This explanation is a finished one.", "Write Explorer(encoder, image, caption).")
    return base


def _drafted(question: Question, wanted: Mapping[str, Any]) -> PairAttribution | None:
    sides = [side for side in SIDES if side in wanted]
    return question.draft(sides[0]) if wanted.get("draft") and len(sides) == 1 else None


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
