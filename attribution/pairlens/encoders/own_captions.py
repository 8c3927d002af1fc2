"""Read captions with a tokenizer of one's own: any callable that says what the tokens are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import torch
from open_clip.tokenizer import SimpleTokenizer

from pairlens.captions import caption_units
from pairlens.encoders.hub_captions import HubCaptions
from pairlens.encoders.pieces import locate_pieces
from pairlens.encoders.preparing import Reader, checked_text
from pairlens.encoders.tower import Inputs
from pairlens.errors import CaptionError, ModelError
from pairlens.references import reference_ids
from pairlens.units import NOWHERE, CaptionUnits

Token = tuple[str, int, tuple[int, int]]
"""A token's piece, its id, and the half-open span of characters that it stands for."""


@dataclass(frozen=True)
class OwnCaptions:
    """Reads captions with a callable.

    The tower's inputs are "ids" and "attention_mask" (1 where there is no padding), each (1, units).

    Attributes:
        tokens: Caption to its content tokens, each (piece, id) or (piece, id, (start, stop)). A piece without a span
            is looked for in the caption, behind the one before it.
        context: Most token ids that the tower takes.
        padding: The token id that fills captions up to the context; None where they keep their own length.
        begin: The token id before the content, where there is one.
        end: The token id behind the content, where there is one.
        blank: The token id that takes the content's place in the reference; None for the padding id, or else 0.
    """

    kind: Literal["caption"] = field(default="caption", init=False)
    tokens: Callable[[str], Iterable[Any]]
    context: int
    padding: int | None = None
    begin: int | None = None
    end: int | None = None
    blank: int | None = None

    def read(self, source: Any) -> tuple[Inputs, tuple[str, ...]]:  # noqa: ANN401 - checked here
        """Token ids and the mask of one caption.

        Raises:
            CaptionError: It has no tokens, or more than the tower takes.
            ModelError: The tokenizer returns something else than tokens.
        """
        text = checked_text(source)
        tokens = self._tokens(text)
        if not tokens:
            raise CaptionError("The caption has no tokens.", "Write at least one word.")
        self._fits(text, tokens)
        return self._inputs([number for _, number, _ in tokens]), ()

    def _inputs(self, content: Sequence[int]) -> Inputs:
        ids = [*self._before, *content, *self._after]
        filled = 0 if self.padding is None else self.context - len(ids)
        mask = [1] * len(ids) + [0] * filled
        ids += [self.padding or 0] * filled
        return {"ids": torch.tensor([ids]), "attention_mask": torch.tensor([mask])}

    def example(self) -> Inputs:
        """Inputs of a made-up caption of three tokens, for trying a module whose vocabulary is not known."""
        word = next(i for i in range(5) if i not in {self.padding, self.blank, self.begin, self.end})
        return self._inputs([word] * min(3, self._room))

    def units(self, source: Any, inputs: Inputs, layer: int) -> CaptionUnits:  # noqa: ANN401 - a caption
        """What the rows of a result are: every unit, special ones included."""
        del layer
        text, ids = str(source), [int(i) for i in inputs["ids"][0]]
        tokens = self._tokens(text)
        kinds = ["begin"] * len(self._before) + ["content"] * len(tokens) + ["end"] * len(self._after)
        kinds += ["padding"] * (len(ids) - len(kinds))
        found = iter(tokens)
        pieces, spans = [], []
        for kind in kinds:
            piece, _, span = next(found) if kind == "content" else (f"[{kind}]", -1, NOWHERE)
            pieces.append(piece)
            spans.append(span)
        return caption_units(text, kinds, ids, pieces, spans)

    def reference(self, reference: Any, inputs: Inputs) -> Inputs:  # noqa: ANN401 - checked there
        """The caption that the path starts from: begin and end in place, `blank` between; the caption's mask."""
        ids = inputs["ids"].clone()
        stop = int(inputs["attention_mask"].sum()) - len(self._after)
        ids[:, len(self._before) : stop] = (self.padding or 0) if self.blank is None else self.blank
        return {**inputs, "ids": reference_ids(reference, ids)}

    @property
    def _before(self) -> tuple[int, ...]:
        return () if self.begin is None else (self.begin,)

    @property
    def _after(self) -> tuple[int, ...]:
        return () if self.end is None else (self.end,)

    @property
    def _room(self) -> int:
        return self.context - len(self._before) - len(self._after)

    def _fits(self, text: str, tokens: Sequence[Token]) -> None:
        room = self._room
        if len(tokens) > room:
            lost = text[tokens[room][2][0] :].strip()
            raise CaptionError(
                f"The caption has {len(tokens)} tokens, but this model reads at most {room}. It would lose: {lost!r}.",
                f"Shorten it by {len(tokens) - room} tokens.",
            )

    def _tokens(self, text: str) -> list[Token]:
        found: list[Token] = []
        for given in self.tokens(text):
            piece, number, *span = (
                given if isinstance(given, tuple | list) and len(given) > 1 else (None, None)
            )
            if not isinstance(piece, str) or isinstance(number, bool) or not isinstance(number, int):
                raise _not_a_token(given)
            start, stop = span[0] if span else _place(text, piece, found[-1][2][1] if found else 0)
            found.append((piece, number, (int(start), int(stop))))
        return found


def _place(text: str, piece: str, begin: int) -> tuple[int, int]:
    """Where a piece stands in the caption, whatever its case."""
    at = text.lower().find(piece.lower(), begin)
    if at < 0:
        raise ModelError(
            f"The tokenizer's piece {piece!r} is not in the caption {text!r} behind character {begin}.",
            "Return (piece, id, (start, stop)) for each token: the characters that it stands for.",
        )
    return at, at + len(piece)


def _not_a_token(given: object) -> ModelError:
    return ModelError(
        f"The tokenizer returns {given!r} where a token is wanted.",
        "Return a list with (piece, id) or (piece, id, (start, stop)) for each token of the caption.",
    )


def reader_of(
    tokenizer: Any,  # noqa: ANN401 - one of three kinds, checked here
    context: int,
    padding: int | None,
    begin: int | None = None,
    end: int | None = None,
    blank: int | None = None,
) -> Reader:
    """What reads captions with a tokenizer of transformers, of open_clip, or with any callable.

    Raises:
        ModelError: It is none of these.
    """
    if hasattr(tokenizer, "pad_token_id"):
        return HubCaptions(tokenizer, context, padded=padding is not None, blank=blank)
    if isinstance(tokenizer, SimpleTokenizer):
        ends = tokenizer.sot_token_id, tokenizer.eot_token_id
        return OwnCaptions(_Bytes(tokenizer), context, padding, *ends, blank)
    if not callable(tokenizer):
        raise ModelError(
            f"The tokenizer is a {type(tokenizer).__name__}.",
            "Pass a tokenizer of transformers or open_clip, or a callable from text to a list of (piece, id).",
        )
    return OwnCaptions(tokenizer, context, padding, begin, end, blank)


@dataclass(frozen=True)
class _Bytes:
    """open_clip's byte-pair tokenizer as a callable.

    Attributes:
        tokenizer: open_clip's.
    """

    tokenizer: SimpleTokenizer

    def __call__(self, text: str) -> list[Token]:
        ids = self.tokenizer.encode(text)
        table = self.tokenizer.byte_decoder
        pieces = [bytes(table[c] for c in self.tokenizer.decoder[i].removesuffix("</w>")) for i in ids]
        spans = locate_pieces(text, pieces, self.tokenizer.clean_fn(text))
        return [(text[a:b], i, (a, b)) for i, (a, b) in zip(ids, spans, strict=True)]
