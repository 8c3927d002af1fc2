"""Rough explanations of what somebody is typing; see `pairlens.methods.drafting`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pairlens.encoders.base import Encoder
from pairlens.explaining import answer, read
from pairlens.methods.asking import Asked, method_of
from pairlens.methods.drafting import NOTE, Drafts
from pairlens.methods.jacobians import Jacobians
from pairlens.result import PairAttribution


def draft(
    encoder: Encoder,
    image: Any,  # noqa: ANN401 - as in `pairlens.explain`
    caption: Any,  # noqa: ANN401 - likewise
    *,
    edited: int,
    layer: Any = None,  # noqa: ANN401 - likewise
    method: str = "jacobians",
    **options: Any,  # noqa: ANN401 - likewise
) -> PairAttribution | None:
    """What `pairlens.explain` would answer, roughly and soon; it says in its settings and notes that it is a draft.

    Args:
        encoder: Who is asked.
        image: The first argument.
        caption: The second argument.
        edited: Which of them changes from one draft to the next, 0 or 1.
        layer: As in `pairlens.explain`.
        method: As in `pairlens.explain`.
        options: As in `pairlens.explain`.

    Returns:
        The draft; None where the explanation itself is as quick, or where there are no drafts: for other methods,
        for a number of steps, and for an encoder whose picture depends on the caption.

    Raises:
        PairlensError: As `pairlens.explain`.
    """
    a, b = read(encoder, image, caption, layer)
    drafts = _drafts(encoder, a, b, edited, method, options)
    if drafts is None:
        return None
    return answer(encoder, method, drafts, a, replace(b, notes=(*b.notes, NOTE)))


def prepare(
    encoder: Encoder,
    image: Any,  # noqa: ANN401 - as in `pairlens.explain`
    caption: Any,  # noqa: ANN401 - likewise
    *,
    edited: int,
    layer: Any = None,  # noqa: ANN401 - likewise
    method: str = "jacobians",
    **options: Any,  # noqa: ANN401 - likewise
) -> Iterator[tuple[int, int]]:
    """Compute ahead what drafts share: the vectors of the side that is not edited.

    Arguments are those of `draft`. Nothing happens but in the steps that the caller takes, each of which borrows the
    encoder for a moment; what was done is kept with it for who goes on.

    Yields:
        Parts done and parts in all, after each step.

    Raises:
        PairlensError: As `pairlens.explain`.
    """
    a, b = read(encoder, image, caption, layer)
    drafts = _drafts(encoder, a, b, edited, method, options)
    if drafts is not None:
        yield from drafts.prepare(encoder, (b, a)[edited])


def _drafts(
    encoder: Encoder, a: Asked, b: Asked, edited: int, method: str, options: dict[str, Any]
) -> Drafts | None:
    chosen = method_of(method, options)
    closed = (a.tower.layer(a.layer).closed_form, b.tower.layer(b.layer).closed_form)
    return Drafts.like(chosen, encoder, closed, edited) if isinstance(chosen, Jacobians) else None
