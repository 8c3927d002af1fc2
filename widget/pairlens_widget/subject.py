"""What an explorer is made of: a finished explanation, or an encoder that is asked for one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pairlens import PairAttribution
from pairlens.errors import OptionError

if TYPE_CHECKING:
    from pairlens_widget.question import (
        Question,
    )  # it imports torch, which looking at a finished one does without


def explained(
    subject: Any,  # noqa: ANN401 - as in `Explorer`
    image: Any,  # noqa: ANN401 - likewise
    caption: Any,  # noqa: ANN401 - likewise
    options: dict[str, Any],
) -> tuple[PairAttribution, Question | None]:
    """The explanation given, or the one that an encoder makes of a picture and a caption, with the question.

    Args:
        subject: An explanation, or an encoder.
        image: For an encoder: the first argument of `pairlens.explain` after it, usually a picture.
        caption: Likewise the second, usually text.
        options: The other arguments of `pairlens.explain`.

    Returns:
        The explanation, and what it answers; None where it was handed over finished.

    Raises:
        pairlens.errors.OptionError: The arguments are neither a finished explanation nor an encoder with a picture and
            a caption.
    """
    if isinstance(subject, PairAttribution):
        if image is None and caption is None and not options:
            return subject, None
        raise OptionError(
            "A finished explanation has its picture and caption already.",
            "Write Explorer(pair), or Explorer(encoder, image, caption).",
        )
    if image is None or caption is None:
        raise OptionError(
            f"An Explorer shows an explanation, not a {type(subject).__name__} alone.",
            "Write Explorer(pair), or Explorer(encoder, image, caption).",
        )
    from pairlens.encoders.base import Encoder
    from pairlens_widget.question import Question

    if not isinstance(subject, Encoder):
        raise OptionError(
            f"An Explorer asks an encoder, not a {type(subject).__name__}.",
            "Make one with pairlens.load_encoder(…) or pairlens.wrap(…).",
        )
    question = Question.of(subject, image, caption, options)
    return question.answer(), question
