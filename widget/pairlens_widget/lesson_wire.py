"""What of a lesson crosses to the view, and what comes back: explanations, a page's data, answers."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from typing import Any

import traitlets

from pairlens import PairAttribution
from pairlens.units import CaptionUnits, PictureUnits
from pairlens_widget import choices
from pairlens_widget.payload import matrix_bytes, pair_payload, picture_bytes

_ORDER = ("step", "guess", "score", "overlap", "share", "tries", "right", "shown")
_ANSWER: dict[str, type] = {
    "step": int,
    "score": float,
    "overlap": float,
    "tries": int,
    "right": bool,
    "shown": bool,
}


def shown_with(pairs: Mapping[str, PairAttribution]) -> dict[str, Any]:
    """All explanations where there are several, for the model itself holds only the one that is shown now.

    Every picture is there once; explanations name theirs by their place.
    """
    pictures: list[bytes] = []

    def place(side: CaptionUnits | PictureUnits) -> int | None:
        data = picture_bytes(side)
        if not data:
            return None
        if data not in pictures:
            pictures.append(data)
        return pictures.index(data)

    made = [
        {
            "revision": revision,
            "pair": pair_payload(pair),
            "matrix": matrix_bytes(pair),
            "pictures": {"a": place(pair.a), "b": place(pair.b)},
        }
        for revision, pair in pairs.items()
        if len(pairs) > 1
    ]
    return {"explanations": made, "pictures": pictures}


def as_text(lesson: Mapping[str, Any], first: str) -> dict[str, Any]:
    """What `_lesson` holds, with its bytes as JSON can hold them; without the explanation that the page has anyway."""
    explanations = [
        {**each, "matrix": base64.b64encode(each["matrix"]).decode()}
        for each in lesson["explanations"]
        if each["revision"] != first
    ]
    pictures = [f"data:image/png;base64,{base64.b64encode(data).decode()}" for data in lesson["pictures"]]
    return {**lesson, "explanations": explanations, "pictures": pictures}


def answer(item: object, asking: Sequence[int]) -> dict[str, Any]:
    """An answer, whole.

    Args:
        item: A dict of all that an answer has, see `Lesson.answers`.
        asking: Steps that ask something, counted from 0.

    Raises:
        traitlets.TraitError: It is no answer, or not to a quiz of this lesson.
    """
    if not isinstance(item, Mapping) or set(item) != set(_ORDER):
        raise traitlets.TraitError(f"An answer is a dict of {', '.join(_ORDER)}, not {item!r}.")
    if item["step"] not in asking:
        raise traitlets.TraitError(f"Step {item['step']!r} is no quiz: quizzes are steps {list(asking)}.")
    guess = choices.indices(item["guess"], None, "guess of an answer")
    made = {name: kind(item[name]) for name, kind in _ANSWER.items()}
    share = None if item["share"] is None else float(item["share"])
    return {name: {**made, "guess": guess, "share": share}[name] for name in _ORDER}
