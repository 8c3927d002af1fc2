from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
import transformers

import hub_models
import hub_tokenizers
import pairlens
from hub_models import TOYS, HubToy, build, photo
from pairlens.errors import ModelError

PROCESSORS = {
    "CLIP": lambda toy: transformers.CLIPProcessor(toy.processor(), toy.tokenizer()),
    "ALIGN": lambda toy: transformers.AlignProcessor(toy.processor(), toy.tokenizer()),
    "SigLIP 2": lambda toy: transformers.Siglip2Processor(toy.processor(), _letters()),
}
"""How the library joins an image processor and a tokenizer; the first argument's name differs between versions."""


def _letters() -> Any:
    """The tokenizer that the library itself loads for SigLIP 2, with nothing but letters, padded on the left."""
    pieces = ["<pad>", "<eos>", "<bos>", "<unk>", "<mask>", "▁", *"abcdefghijklmnopqrstuvwxyz"]
    return transformers.Siglip2Tokenizer(vocab={piece: i for i, piece in enumerate(pieces)}, merges=[])


def saved(toy: HubToy, folder: Path, dtype: torch.dtype = torch.float32) -> Any:
    model = build(toy, dtype)
    model.save_pretrained(folder)
    PROCESSORS[toy.name](toy).save_pretrained(folder)
    return model


@pytest.mark.parametrize("name", PROCESSORS)
def test_a_saved_model_gives_the_numbers_that_it_gave_before(name: str, tmp_path: Path) -> None:
    toy = next(toy for toy in TOYS if toy.name == name)
    model = saved(toy, tmp_path)
    e = pairlens.load_encoder(f"hf:{tmp_path}", device="cpu")
    pair = pairlens.explain(e, photo(), "a dog on snow", steps=2)
    own = pairlens.explain(pairlens.wrap(model, PROCESSORS[name](toy)), photo(), "a dog on snow", steps=2)
    assert e.name == tmp_path.name
    assert pair.interactions == pytest.approx(own.interactions, abs=1e-6)
    assert [word.text for word in pair.words] == ["a", "dog", "on", "snow"]


def test_weights_in_half_precision_are_loaded_in_float32(tmp_path: Path) -> None:
    saved(TOYS[0], tmp_path, torch.bfloat16)
    e = pairlens.load_encoder(f"hf:{tmp_path}", device="cpu")
    assert e.dtype == torch.float32
    assert e.notes == ()


def test_the_processors_own_padding_is_kept(tmp_path: Path) -> None:
    saved(TOYS[3], tmp_path)
    e = pairlens.load_encoder(f"hf:{tmp_path}", device="cpu")
    assert e.captions.context == 64


def test_a_repository_that_cannot_be_fetched_says_who_was_asked_and_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("We couldn't connect to the hub\nand so on")

    monkeypatch.setattr(transformers.AutoModel, "from_pretrained", refuse)
    with pytest.raises(ModelError) as caught:
        pairlens.load_encoder("hf:kakaobrain/align-base")
    said = str(caught.value)
    assert "the Hugging Face repository kakaobrain/align-base" in said
    assert "OSError: We couldn't connect to the hub" in said
    assert "hf download kakaobrain/align-base" in said
    assert '"hf:/path/to/that/folder"' in said
    assert '"embedded"' in said


def test_a_folder_that_is_not_there_is_named() -> None:
    with pytest.raises(ModelError, match=r"no folder /no/such/place"):
        pairlens.load_encoder("hf:/no/such/place")


def test_a_folder_without_a_model_says_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing", encoding="utf-8")
    with pytest.raises(ModelError, match=r"It holds notes\.txt.*save_pretrained"):
        pairlens.load_encoder(f"hf:{tmp_path}")


def test_a_model_that_is_no_dual_encoder_is_refused(tmp_path: Path) -> None:
    transformers.BertModel(transformers.BertConfig(**hub_models.BERT)).save_pretrained(tmp_path)
    hub_tokenizers.bert().save_pretrained(tmp_path)
    with pytest.raises(ModelError, match=r"BertModel without vision_model.*pairlens\.join"):
        pairlens.load_encoder(f"hf:{tmp_path}")


def test_without_transformers_the_extra_is_named(without: Any) -> None:
    code = (
        "import pairlens\n"
        "try: pairlens.load_encoder('hf:a/b')\n"
        "except pairlens.PairlensError as error: print(error)"
    )
    assert "pip install 'pairlens[hub]'" in without(code, "transformers")
