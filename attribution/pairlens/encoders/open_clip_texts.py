"""Text towers of open_clip with what reads captions for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from open_clip.hf_model import HFTextEncoder
from open_clip.model import CLIP
from open_clip.tokenizer import HFTokenizer, SigLipTokenizer, SimpleTokenizer, basic_clean, canonicalize_text
from open_clip.transformer import TextTransformer
from torch import Tensor, nn

from pairlens.encoders.classic import ClassicTextTower
from pairlens.encoders.context import evaluating
from pairlens.encoders.cut_towers import CutTextTower
from pairlens.encoders.hub_captions import Frame, HubCaptions
from pairlens.encoders.preparing import Captions, Reader
from pairlens.encoders.tower import Inputs, TextTower
from pairlens.errors import ModelError

CONTEXT = 77
"""Token ids that open_clip takes where neither the tokenizer nor the tower says how many."""

_REMEDY = "Pass the tokenizer that open_clip.get_tokenizer(name) returns for this model."
_LISTS = ("encoder.layer", "encoder.layers", "layers", "block", "transformer.layer", "encoder.block")
"""Where the encoders of transformers keep their blocks."""


def text_half(model: Any, tokenizer: Any) -> tuple[TextTower, Reader]:  # noqa: ANN401 - any open_clip model and tokenizer
    """The text tower and what reads captions for it.

    Args:
        model: A `CLIP`, `CustomTextCLIP` or `CoCa`.
        tokenizer: open_clip's own kinds, or one of transformers; None for the standard byte-pair tokenizer.

    Raises:
        ModelError: The tower or the tokenizer cannot be read, or they do not fit each other.
    """
    text = model if isinstance(model, CLIP) else getattr(model, "text", None)
    if isinstance(text, HFTextEncoder):
        return _hub_half(text, tokenizer)
    if not isinstance(text, CLIP | TextTransformer):
        raise ModelError(f"The text tower is a {type(text).__name__}, which cannot be read here.", _remedy())
    _check_pooling(text)
    words = SimpleTokenizer() if tokenizer is None else tokenizer
    _check_vocabulary(words, text.token_embedding)
    if getattr(text, "cls_emb", None) is not None or getattr(text, "use_pad_mask", False):
        return _cut_half(text, words)
    tower = ClassicTextTower(text)
    return tower, _reader(words, tower)


def _hub_half(text: HFTextEncoder, tokenizer: Any) -> tuple[TextTower, Reader]:  # noqa: ANN401 - checked here
    if tokenizer is None:
        raise ModelError(
            f"The text tower is a {type(text.transformer).__name__} with a tokenizer of its own.", _REMEDY
        )
    _check_vocabulary(tokenizer, text.transformer.get_input_embeddings())
    context = getattr(tokenizer, "context_length", None) or min(text.context_length or CONTEXT, CONTEXT)
    padding = text.config.pad_token_id
    reader = _hub_reader(tokenizer, context)
    tower = _cut(text, _blocks(text.transformer), context, reader, padding)
    return tower, reader


def _cut_half(text: TextTransformer, tokenizer: Any) -> tuple[TextTower, Reader]:  # noqa: ANN401 - checked by the reader
    """A tower with an appended class token, or one that masks its padding."""
    appended = () if text.cls_emb is None else ("class",)
    plain = ClassicTextTower(text)
    tower = _cut(
        text, text.transformer.resblocks, plain.context, _reader(tokenizer, plain), text.pad_id, appended
    )
    return tower, _reader(tokenizer, tower)


def _cut(
    text: Any,  # noqa: ANN401 - any text tower
    blocks: Iterable[nn.Module],
    context: int,
    reader: Captions | HubCaptions,
    padding: int,
    appended: tuple[str, ...] = (),
) -> CutTextTower:
    place = next(text.parameters()).device
    example = {name: tensor.to(place) for name, tensor in reader.read("a photo")[0].items()}

    def run(inputs: Inputs) -> Tensor:
        out = text(inputs["ids"])
        return out[0] if isinstance(out, tuple) else out

    with evaluating(text):
        return CutTextTower(run, list(blocks), context, example=example, padding=padding, appended=appended)


def _reader(tokenizer: Any, tower: TextTower) -> Captions | HubCaptions:  # noqa: ANN401 - checked here
    if isinstance(tokenizer, SimpleTokenizer):
        return Captions(tower, tokenizer)
    return _hub_reader(tokenizer, tower.context, tower.appended)


def _hub_reader(tokenizer: Any, context: int, appended: tuple[str, ...] = ()) -> HubCaptions:  # noqa: ANN401 - checked here
    """A reader for one of open_clip's wrappers of a tokenizer of transformers, or for the bare tokenizer."""
    if isinstance(tokenizer, HFTokenizer | SigLipTokenizer):
        inner, clean = tokenizer.tokenizer, getattr(tokenizer, "clean_fn", _siglip_clean)
        return HubCaptions(
            inner,
            context,
            clean,
            takes=(),
            encode=lambda caption: tokenizer([caption], context_length=context),
            appended=appended,
            around=_frame(tokenizer),
        )
    if callable(getattr(tokenizer, "convert_ids_to_tokens", None)):
        return HubCaptions(tokenizer, context, takes=(), appended=appended)
    raise ModelError(
        f"The tokenizer is a {type(tokenizer).__name__}; its pieces cannot be traced to the caption here.",
        _REMEDY,
    )


def _frame(tokenizer: Any) -> Frame:  # noqa: ANN401 - an open_clip tokenizer
    """What stands around the content, after what the wrapper changes."""
    frame = Frame.of(tokenizer.tokenizer)
    inner = tokenizer.tokenizer
    if getattr(tokenizer, "tokenizer_mode", "") == "clips":
        return Frame(
            (inner.bos_token_id,), (inner.eos_token_id,), inner.pad_token_id, tail=(inner.cls_token_id,)
        )
    if getattr(tokenizer, "strip_sep_token", False) and frame.after == (inner.sep_token_id,):
        return replace(frame, after=(0,), ends="padding")
    return frame


def _siglip_clean(caption: str) -> str:
    return canonicalize_text(basic_clean(caption))


def _blocks(transformer: nn.Module) -> nn.ModuleList:
    """The blocks of an encoder of transformers."""
    for path in _LISTS:
        found: Any = transformer
        for name in path.split("."):
            found = getattr(found, name, None)
        if isinstance(found, nn.ModuleList):
            return found
    raise ModelError(f"The blocks of a {type(transformer).__name__} are not known here.", _remedy())


def _check_pooling(text: Any) -> None:  # noqa: ANN401 - a text tower of open_clip
    pooling = getattr(text, "text_pool_type", None) or text.pool_type
    if pooling not in {"argmax", "eos", "first", "last"} and getattr(text, "cls_emb", None) is None:
        raise ModelError(
            f"The text tower pools by {pooling!r}: it gives one vector for each unit, so there is no caption's vector.",
            "Build it with pool_type='argmax', 'eos', 'first' or 'last'.",
        )


def _check_vocabulary(tokenizer: Any, table: nn.Embedding) -> None:  # noqa: ANN401 - any tokenizer
    known = int(getattr(getattr(tokenizer, "tokenizer", tokenizer), "vocab_size", 0))
    if known > table.num_embeddings:
        raise ModelError(
            f"The tokenizer knows {known} tokens, but the model's table has {table.num_embeddings} rows.",
            "Pass the tokenizer that the model was trained with.",
        )


def _remedy() -> str:
    return (
        "Read here: the text towers of open_clip's CLIP, CustomTextCLIP and CoCa, and the Hugging Face encoders that "
        "it builds (BERT, RoBERTa, XLM-R, T5, NLLB and kin); for another tower see how to wrap modules of your own."
    )
