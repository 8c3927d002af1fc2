"""Tokenizers of the `transformers` library with vocabularies of a few words, built without a network."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from open_clip.tokenizer import SimpleTokenizer, bytes_to_unicode

WORDS = ("a", "black", "dog", "on", "snow", "red", "car", "creme", "brulee", "photo", "of", "two", "cafe")
CORPUS = """a photo of a black dog on snow
a red car and two dogs on a road
the quick brown fox jumps over the lazy dog
a photo of two cats near a red car in the snow
black cats and white dogs run on sand
zebras queue up to go vex an ox with jam"""


def bert() -> Any:
    """Word pieces ("##"), lower case, accents dropped; [CLS] … [SEP], padded with [PAD]."""
    from transformers import BertTokenizer

    letters = "abcdefghijklmnopqrstuvwxyz0123456789"
    marks = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ".", ",", "!", "-", "'", "##s", "##hound")
    pieces = [*marks, *WORDS, "dachs", *letters.replace("z", ""), *(f"##{c}" for c in letters if c != "z")]
    vocab = dict.fromkeys(pieces)
    return BertTokenizer(vocab={piece: i for i, piece in enumerate(vocab)}, model_max_length=512)


def roberta() -> Any:
    """Bytes, case kept; <s> … </s>, padded with <pad>."""
    from transformers import RobertaTokenizer

    pieces = ["<s>", "<pad>", "</s>", "<unk>", "<mask>", *bytes_to_unicode().values()]
    vocab, merges = {piece: i for i, piece in enumerate(pieces)}, []
    for word in WORDS:
        _merge("\u0120" + word, vocab, merges)
    return RobertaTokenizer(vocab=vocab, merges=merges)


def clip() -> Any:
    """The Hub's form of CLIP's byte-pair tokenizer: the end token is the padding and the unknown token too."""
    from transformers import CLIPTokenizer

    own = SimpleTokenizer()
    names = {"<start_of_text>": "<|startoftext|>", "<end_of_text>": "<|endoftext|>"}
    vocab = {names.get(piece, piece): i for piece, i in own.encoder.items()}
    return CLIPTokenizer(vocab=vocab, merges=list(own.bpe_ranks))


def xlm_roberta() -> Any:
    """Sentence pieces ("▁"), fast; <s> … </s>, padded with <pad>."""
    from transformers import XLMRobertaTokenizer

    special = ["<s>", "<pad>", "</s>", "<unk>"]
    return XLMRobertaTokenizer(vocab=[(piece, 0.0) for piece in special] + _unigrams())


def t5() -> Any:
    """Sentence pieces, fast; no begin, … </s>, padded with <pad>."""
    from transformers import T5Tokenizer

    special = ["<pad>", "</s>", "<unk>"]
    return T5Tokenizer(vocab=[(piece, 0.0) for piece in special] + _unigrams(), extra_ids=0)


def nllb() -> Any:
    """Sentence pieces, fast; the language, then …, then </s>, padded with <pad>."""
    from transformers import NllbTokenizer

    special = ["<s>", "<pad>", "</s>", "<unk>"]
    vocab = {piece: i for i, piece in enumerate([*special, *(piece for piece, _ in _unigrams())])}
    merges: list[tuple[str, str]] = []
    for word in WORDS:
        _merge("▁" + word, vocab, merges)
    return NllbTokenizer(vocab=vocab, merges=merges, additional_special_tokens=["eng_Latn"])


def gemma() -> Any:
    """Sentence pieces as byte pairs, fast; as SigLIP 2 has it: no begin, … <eos>, padded with <pad>."""
    from transformers import GemmaTokenizer

    pieces = ["<pad>", "<eos>", "<bos>", "<unk>", "<mask>", *(piece for piece, _ in _unigrams())]
    vocab = {piece: i for i, piece in enumerate(pieces)}
    merges: list[tuple[str, str]] = []
    for word in WORDS:
        _merge("▁" + word, vocab, merges)
    return GemmaTokenizer(
        vocab=vocab, merges=merges, add_bos_token=False, add_eos_token=True, padding_side="right"
    )


def siglip(folder: Path) -> Any:
    """Sentence pieces, slow, which drops punctuation itself; no begin, … </s>, padded with </s>."""
    from transformers import SiglipTokenizer

    return SiglipTokenizer(str(folder / _sentencepiece(folder)))


def _sentencepiece(folder: Path) -> str:
    import sentencepiece

    (folder / "corpus.txt").write_text(CORPUS, encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(folder / "corpus.txt"),
        model_prefix=str(folder / "pieces"),
        vocab_size=60,
        pad_id=-1,
        bos_id=-1,
        eos_id=1,
        unk_id=2,
        user_defined_symbols=["<pad>"],
        hard_vocab_limit=False,
        minloglevel=2,
    )
    return "pieces.model"


@cache
def _unigrams() -> list[tuple[str, float]]:
    letters = "abcdefghijklmnopqrstuvwxyABCD0123456789.,!"
    whole = [("▁" + word, -3.0 - i / 100) for i, word in enumerate(WORDS)]
    return [*whole, ("s", -4.0), ("▁", -5.0), *((c, -8.0) for c in letters if c != "s")]


def _merge(word: str, vocab: dict[str, int], merges: list[tuple[str, str]]) -> None:
    """Add the merges that spell a word from left to right."""
    done = word[0]
    for char in word[1:]:
        if done + char not in vocab:
            merges.append((done, char))
            vocab[done + char] = len(vocab)
        done += char
