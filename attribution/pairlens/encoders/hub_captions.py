"""Read captions with any tokenizer of the `transformers` library, keeping track of which token stands where.

What the tokenizer puts around a caption (begin, end, padding) is learnt once from what it does to a short one, not from
its special ids: a padding id may be the end id too, and a caption may spell a special token.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from torch import Tensor

from pairlens.encoders.hub_pieces import token_spans
from pairlens.encoders.preparing import checked_text, special_units
from pairlens.encoders.tower import Inputs
from pairlens.errors import CaptionError, ModelError
from pairlens.references import reference_ids
from pairlens.units import CaptionUnits


@dataclass(frozen=True)
class Frame:
    """What stands around the content of a caption.

    Attributes:
        before: Token ids before it.
        after: Token ids behind it.
        padding: The token id that fills a caption up.
        left: Whether the padding stands before everything else.
        tail: Token ids behind the padding.
        ends: What to call the ids behind the content: "end", or "padding" where the model sees padding there.
    """

    before: tuple[int, ...]
    after: tuple[int, ...]
    padding: int
    left: bool = False
    tail: tuple[int, ...] = ()
    ends: str = "end"

    @classmethod
    def of(cls, tokenizer: Any) -> Frame:  # noqa: ANN401 - a tokenizer of transformers
        """Learn it from what the tokenizer does to a short caption.

        Raises:
            ModelError: The tokenizer changes the caption's own tokens when it adds its special ones.
        """
        content = content_ids(tokenizer, "a photo")
        whole = [int(i) for i in tokenizer("a photo")["input_ids"]]
        starts = [i for i in range(len(whole)) if content and whole[i : i + len(content)] == content]
        if not starts:
            raise ModelError(
                f"The tokenizer, a {type(tokenizer).__name__}, gives {whole} for 'a photo', in which its plain tokens "
                f"{content} cannot be found; its pieces cannot be traced to the caption.",
                "Pass the model's own tokenizer, loaded by transformers.AutoTokenizer.",
            )
        padding = next(i for i in (tokenizer.pad_token_id, tokenizer.unk_token_id, 0) if i is not None)
        stop = starts[0] + len(content)
        left = getattr(tokenizer, "padding_side", "right") == "left"
        return cls(tuple(whole[: starts[0]]), tuple(whole[stop:]), int(padding), left)

    @property
    def size(self) -> int:
        """How many token ids it takes."""
        return len(self.before) + len(self.after) + len(self.tail)

    def kinds(self, units: int, content: int) -> list[str]:
        """What each of so many units is, with so many of content among them."""
        core = ["begin"] * len(self.before) + ["content"] * content + [self.ends] * len(self.after)
        tail = ["class"] * len(self.tail)
        filled = ["padding"] * (units - len(core) - len(tail))
        return [*filled, *core, *tail] if self.left else [*core, *filled, *tail]

    def content(self, ids: Sequence[int]) -> range:
        """Where the content stands, from token ids alone."""
        first, last = 0, len(ids) - len(self.tail)
        before, after = list(self.before), list(self.after)
        if self.left:
            before = _stripped(before, self.padding)
            first = last - len(_stripped(ids[:last], self.padding))
        else:
            after = _stripped(after[::-1], self.padding)
            last = len(_stripped(ids[:last][::-1], self.padding))
        start = first + len(before)
        return range(start, max(start, last - len(after)))


@dataclass(frozen=True)
class HubCaptions:
    """Reads captions with a tokenizer of the `transformers` library.

    It needs no tower, so a tower can learn its shapes from `read("a photo")`. The tower's inputs are the token ids
    under "ids" and what `takes` names under the tokenizer's own names, each (1, context) where captions are padded.

    Attributes:
        tokenizer: The tokenizer, fast or slow.
        context: Most token ids that the tower takes.
        clean: What the model does to a caption before it is tokenized; spans refer to the caption as typed.
        takes: What the tower takes beside the ids: "attention_mask", "token_type_ids".
        padded: Whether captions are filled up to the context; else they have their own length.
        blank: The token id that takes the content's place in the reference; None for the padding id, or where
            there is none the id for unknown words, or 0. The Hub's CLIP tokenizers pad with the end token: there 0,
            which open_clip and OpenAI pad with, gives the same numbers as with those packages.
        encode: The model's own way from a caption as typed to ids (1, context), where it is not the tokenizer's.
        appended: Kinds of units that the tower adds behind the token ids.
        around: What stands around the content; None to learn it from the tokenizer.
        frame: What was given or learnt.
    """

    kind: Literal["caption"] = field(default="caption", init=False)
    tokenizer: Any
    context: int
    clean: Callable[[str], str] = str
    takes: tuple[str, ...] = ("attention_mask",)
    padded: bool = True
    blank: int | None = None
    encode: Callable[[str], Tensor] | None = None
    appended: tuple[str, ...] = ()
    around: Frame | None = None
    frame: Frame = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "frame", self.around or Frame.of(self.tokenizer))
        if self.padded and self.encode is None and self.tokenizer.pad_token_id is None:
            raise ModelError(
                f"The tokenizer, a {type(self.tokenizer).__name__}, has no padding token.",
                "Set tokenizer.pad_token to the one that the model was trained with.",
            )

    def read(self, source: Any) -> tuple[Inputs, tuple[str, ...]]:  # noqa: ANN401 - checked here
        """Token ids (1, context) and what else the tower takes.

        Raises:
            CaptionError: The caption is empty, or longer than the context.
        """
        text = checked_text(source)
        count = len(content_ids(self.tokenizer, self.clean(text)))
        if not count:
            raise CaptionError("The caption has no word that this model reads.", "Write at least one word.")
        self._fits(text, count)
        if self.encode is not None:
            return {"ids": self.encode(text)}, ()
        found = self.tokenizer(
            self.clean(text),
            **({"padding": "max_length", "max_length": self.context} if self.padded else {}),
            return_attention_mask="attention_mask" in self.takes,
            return_token_type_ids="token_type_ids" in self.takes,
            return_tensors="pt",
        )
        return {"ids": found["input_ids"], **{name: found[name] for name in self.takes}}, ()

    def units(self, source: Any, inputs: Inputs, layer: int) -> CaptionUnits:  # noqa: ANN401 - a caption
        """What the rows of a result are: every unit, special ones included."""
        del layer
        text, ids = str(source), [int(i) for i in inputs["ids"][0]]
        spans = token_spans(self.tokenizer, text, self.clean(text))
        return special_units(text, self.frame.kinds(len(ids), len(spans)), ids, spans, self.appended)

    def reference(self, reference: Any, inputs: Inputs) -> Inputs:  # noqa: ANN401 - checked there
        """The caption that the path starts from: begin and end in place, `blank` between; masks as the caption's."""
        ids = inputs["ids"].clone()
        content = self.frame.content([int(i) for i in ids[0]])
        ids[:, content.start : content.stop] = self.frame.padding if self.blank is None else self.blank
        return {**inputs, "ids": reference_ids(reference, ids)}

    def _fits(self, text: str, count: int) -> None:
        room = self.context - self.frame.size
        if count <= room:
            return
        lost = text[token_spans(self.tokenizer, text, self.clean(text))[room][0] :].strip()
        raise CaptionError(
            f"The caption has {count} tokens, but this model reads at most {room} (and {self.frame.size} special "
            f"ones). It would lose: {lost!r}.",
            f"Shorten it by {count - room} tokens.",
        )


def content_ids(tokenizer: Any, text: str) -> list[int]:  # noqa: ANN401 - a tokenizer of transformers
    """The token ids of a text, without special ones."""
    return [int(i) for i in tokenizer(text, add_special_tokens=False, verbose=False)["input_ids"]]


def _stripped(ids: Sequence[int], padding: int) -> list[int]:
    """Ids without the padding at their beginning."""
    first = next((i for i, number in enumerate(ids) if number != padding), len(ids))
    return list(ids[first:])
