"""Text towers of the `transformers` library, and what reads captions for them."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Sequence
from typing import Any

from jaxtyping import Int
from torch import Tensor, nn

from pairlens.encoders.checking import Wrapping
from pairlens.encoders.cut_towers import CutTextTower, Reads, Run
from pairlens.encoders.hub_captions import HubCaptions
from pairlens.encoders.tower import Inputs, shortened
from pairlens.errors import ModelError

Position = Callable[[Int[Tensor, "1 context"]], int]

_FEW = 128
"""A tower with at most so many positions was trained on captions padded to all of them."""
_OLD_END = 2
"""The end id that old CLIP configurations state wrongly; transformers then pools at the largest id."""


class HubTextTower(CutTextTower):
    """A text tower that runs only up to the end token where it is pooled there and attention is causal.

    Args:
        run: Inputs to embedding, not normalised; the model's own forward pass.
        blocks: Its blocks in the order in which they run.
        context: Most token ids that it takes.
        example: The inputs of a short caption, padded.
        padding: The token id that fills up a caption.
        position: Where a causal tower is pooled; None for any other.
        reads: The closed forms that the family knows.
    """

    def __init__(
        self,
        run: Run,
        blocks: Sequence[nn.Module],
        context: int,
        *,
        example: Inputs,
        padding: int,
        position: Position | None,
        reads: Reads,
    ) -> None:
        super().__init__(run, blocks, context, example=example, padding=padding, reads=reads)
        self._position = position
        self._example = shortened(example, self.length(example))

    def length(self, inputs: Inputs) -> int:
        """Token ids up to the pooled one where attention is causal, else as far as they can matter."""
        if self._position is not None and self.trims:
            return self._position(inputs["ids"]) + 1
        return super().length(inputs)


def end_position(model: Any) -> Position | None:  # noqa: ANN401 - a dual encoder of transformers
    """Where CLIP's own text tower is pooled, found as it finds it; None for towers that are not causal."""
    text = model.text_model
    if not hasattr(text, "eos_token_id"):
        return None
    end = int(text.eos_token_id)

    def position(ids: Int[Tensor, "1 context"]) -> int:
        return int(ids[0].argmax() if end == _OLD_END else (ids[0] == end).int().argmax())

    return position


def captions_reader(model: Any, asked: Wrapping) -> HubCaptions:  # noqa: ANN401 - a dual encoder
    """What reads captions for a model.

    Raises:
        ModelError: There is no tokenizer of transformers.
    """
    tokenizer: Any = asked.tokenizer or getattr(asked.preprocess, "tokenizer", None)
    if not hasattr(tokenizer, "pad_token_id"):
        found = (
            "was passed without a tokenizer"
            if tokenizer is None
            else f"came with a {type(tokenizer).__name__}"
        )
        raise ModelError(
            f"The {type(model).__name__} {found}.",
            "Pass its processor (AutoProcessor.from_pretrained), or tokenizer=AutoTokenizer.from_pretrained(…).",
        )
    context, padded = context_of(model, asked.preprocess, tokenizer)
    takes = inspect.signature(model.get_text_features).parameters
    ends = getattr(tokenizer, "eos_token_id", None)
    return HubCaptions(
        tokenizer,
        context,
        takes=tuple(
            n for n in ("attention_mask", "token_type_ids") if n in tokenizer.model_input_names and n in takes
        ),
        padded=padded,
        blank=0 if end_position(model) and tokenizer.pad_token_id == ends else None,
    )


def context_of(model: Any, processor: Any, tokenizer: Any) -> tuple[int, bool]:  # noqa: ANN401 - of transformers
    """Most token ids of a caption, and whether captions are padded to so many.

    The processor's own defaults come first (ALIGN and SigLIP 2 state 64, padded). Else it is the number of
    positions, and towers of few positions have their captions padded, as they were trained.
    """
    config = model.config.text_config
    roberta = (
        "roberta"
        in f"{getattr(config, 'model_type', '')} {type(getattr(model.text_model, 'roberta', None))}".lower()
    )
    positions = int(config.max_position_embeddings) - (int(config.pad_token_id) + 1 if roberta else 0)
    limit = int(getattr(tokenizer, "model_max_length", positions))
    stated = text_defaults(processor)
    if stated.get("padding") == "max_length" and "max_length" in stated:
        return min(positions, int(stated["max_length"])), True
    return min(positions, limit), positions <= _FEW


def text_defaults(processor: Any) -> dict[str, Any]:  # noqa: ANN401 - a processor, a callable or None
    """How a processor treats text unless told otherwise; versions 4 and 5 of transformers keep it elsewhere."""
    home = vars(sys.modules[type(processor).__module__])
    old = getattr(home.get(f"{type(processor).__name__}Kwargs"), "_defaults", {})
    return getattr(processor, "text_kwargs", None) or old.get("text_kwargs", {})
