"""What methods that follow attentions ask of the part above the cut, and what they say where it is not so."""

from __future__ import annotations

from pairlens.errors import OptionError
from pairlens.methods.attending import Attention
from pairlens.methods.first_order import Question

WITHOUT_ATTENTION = "gradient_input, integrated_gradients, grad_cam, maskclip and jacobians"


def fitting(method: str, question: Question, seen: list[Attention]) -> None:
    """Refuse a part above the cut whose attentions do not run over the units of the cut.

    Raises:
        OptionError: There is none, or its keys are other units.
    """
    if not seen:
        raise OptionError(
            f"There is no attention above layer {question.layer} that {method!r} could follow.",
            ("Choose a lower layer, or one of: " if question.layer else "Use one of: ")
            + WITHOUT_ATTENTION
            + ".",
        )
    units = question.features.shape[1]
    others = [a for a in seen if a.share.shape[-1] != units or a.share.shape[:-3].numel() != 1]
    if others:
        raise OptionError(
            f"{method!r} needs attentions over the {units} units of layer {question.layer}, but above it there is one "
            f"over {tuple(others[0].share.shape)} (batch, heads, queries, keys).",
            f"Choose a higher layer, or one of: {WITHOUT_ATTENTION}.",
        )


def single(method: str, read: list[int]) -> int:
    """The one unit that is read.

    Raises:
        OptionError: Several are.
    """
    if len(read) != 1:
        raise OptionError(
            f"{method!r} follows one unit that is read (a class token, a pooling query), but this tower pools over "
            f"{len(read)}.",
            f"Use one of: {WITHOUT_ATTENTION}.",
        )
    return read[0]
