"""A lesson as still HTML: the steps' texts, for who reads it where nothing runs."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape
from typing import Any

from pairlens import PairAttribution
from pairlens.card import PICTURE, QUIET, TEXT, card
from pairlens.units import CaptionUnits, PictureUnits
from pairlens_widget.payload import picture_bytes
from pairlens_widget.quizzes import Quiz

_LIST = "max-width:75ch;margin:12px 0 0;padding-inline-start:1.6em;font-size:14px;line-height:1.5"
_PARAGRAPH = "margin:0 0 8px;white-space:pre-line"


def lesson_card(steps: Sequence[Any], title: str) -> str:
    """The lesson's title, what its first step is about, and the texts of all steps in order.

    Args:
        steps: The steps, each with its explanation.
        title: The lesson's title, or nothing.
    """
    head = f'<div style="font-size:18px;font-weight:600;margin-bottom:8px">{escape(title)}</div>'
    quizzes = any(isinstance(step, Quiz) for step in steps)
    first = steps[0].pair
    shown = _plain(first) if quizzes else card(first)
    items = "".join(f'<li style="margin-bottom:12px">{_step(step)}</li>' for step in steps)
    return f'{head if title else ""}{shown}<ol style="{_LIST}">{items}</ol>'


def _plain(pair: PairAttribution) -> str:
    """Picture and caption alone: a heat map would answer what a quiz asks."""
    parts = []
    for side in (pair.b, pair.a):
        if isinstance(side, CaptionUnits):
            parts.append(f'<div dir="auto" style="{TEXT}">{escape(side.text)}</div>')
        else:
            parts.append(_picture(side))
    return "".join(parts)


def _picture(side: PictureUnits) -> str:
    data = base64.b64encode(picture_bytes(side)).decode()
    alt = "The picture as the model saw it."
    return (
        f'<div style="max-width:280px"><img alt="{alt}" src="data:image/png;base64,{data}" '
        f'style="{PICTURE}"></div>'
    )


def _step(step: Any) -> str:  # noqa: ANN401 - a step of either kind
    title = f'<div dir="auto" style="font-weight:600">{escape(step.title)}</div>' if step.title else ""
    note = f'<div style="{QUIET}">A question: run the lesson to answer it.</div>'
    texts = "".join(
        f'<p dir="auto" style="{_PARAGRAPH}">{escape(part)}</p>' for part in step.text.split("\n\n")
    )
    return title + texts + (note if isinstance(step, Quiz) else "")
