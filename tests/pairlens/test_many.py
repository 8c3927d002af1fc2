from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

import pairlens
from pairlens.errors import OptionError, PairlensError, PictureError
from toys import CAPTION, TOYS, encoder, picture

TOY = TOYS[0]
CAPTIONS = (CAPTION, "a dog", "snow on a dog", CAPTION)


def pairs(count: int = 7) -> list[tuple[Any, str]]:
    """Pictures come again every third pair, captions every fourth."""
    return [(picture(TOY, i % 3), CAPTIONS[i % 4]) for i in range(count)]


def many(given: Any, **options: Any) -> list[Any]:
    return list(pairlens.explain_many(encoder(TOY), given, **({"progress": False, "steps": 4} | options)))


@pytest.mark.parametrize("layer", [0, (2, 1)], ids=str)
def test_results_are_those_of_explain_in_order(layer: Any) -> None:
    found = many(pairs(), layer=layer, batch=4)
    assert len(found) == 7
    for (image, caption), pair in zip(pairs(), found, strict=True):
        alone = pairlens.explain(encoder(TOY), image, caption, layer=layer, steps=4)
        assert pair.caption.text == caption
        np.testing.assert_allclose(pair.interactions, alone.interactions, atol=1e-9)
        assert pair.score == pytest.approx(alone.score, abs=1e-12)


def test_a_tower_runs_once_for_a_batch_and_its_repetitions(monkeypatch: pytest.MonkeyPatch) -> None:
    e = encoder(TOY)
    own, sizes = e.image.features, []

    def counted(inputs: Any, layer: int) -> torch.Tensor:
        sizes.append(len(inputs["pixels"]))
        return own(inputs, layer)

    monkeypatch.setattr(e.image, "features", counted)
    assert len(list(pairlens.explain_many(e, pairs(9), batch=9, steps=2, progress=False))) == 9
    assert sorted(sizes) == [1, 3], "three pictures together, and the reference"


def test_what_comes_again_in_a_batch_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    e = encoder(TOY)
    readers, read = (type(e.pixels), type(e.captions)), []
    for reader in readers:
        own = reader.read
        monkeypatch.setattr(reader, "read", lambda self, x, own=own: read.append(self.kind) or own(self, x))
    image = picture(TOY)
    asked = [(image, "a dog"), (image, "snow"), (picture(TOY, 1), "a dog")]
    assert len(list(pairlens.explain_many(e, asked, steps=2, progress=False))) == 3
    assert sorted(read) == ["caption", "caption", "picture", "picture"]


def test_captions_of_about_one_length_run_together(monkeypatch: pytest.MonkeyPatch) -> None:
    e = encoder(TOY)
    own, shapes = e.text.features, []

    def seen(inputs: Any, layer: int) -> torch.Tensor:
        shapes.append(tuple(inputs["ids"].shape))
        return own(inputs, layer)

    monkeypatch.setattr(e.text, "features", seen)
    list(pairlens.explain_many(e, pairs(4), batch=4, steps=2, progress=False))
    assert shapes[0] == (3, 7), "three captions, all as long as the longest"


def test_pairs_are_read_only_as_they_are_needed() -> None:
    taken = []

    def endless() -> Iterator[tuple[Any, str]]:
        for i in range(1000):
            taken.append(i)
            yield picture(TOY, i), CAPTION

    results = pairlens.explain_many(encoder(TOY), endless(), batch=2, steps=2, progress=False)
    next(results)
    assert len(taken) == 2
    assert encoder(TOY)._ahead == {}, "between results the encoder is anybody's"
    results.close()


def test_a_bad_pair_says_which_it_was() -> None:
    bad = [*pairs(2), (picture(TOY)[:, :, :3], CAPTION)]
    with pytest.raises(PictureError) as caught:
        many(bad)
    assert caught.value.__notes__ == ["This was pair 2, counted from 0."]


def test_a_bad_pair_can_be_skipped_and_the_rest_stays_in_step() -> None:
    bad = [pairs(1)[0], ("no such file.png", CAPTION), (picture(TOY), ""), pairs(2)[1]]
    with pytest.warns(UserWarning, match="Pair [12] was skipped"):
        found = many(bad, errors="skip")
    assert [pair is None for pair in found] == [False, True, True, False]
    assert found[3].caption.text == CAPTIONS[1]


def test_a_later_call_goes_on_where_an_earlier_one_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = pairlens.explain_many(encoder(TOY), pairs(), folder=tmp_path, batch=3, steps=4, progress=False)
    done = [next(first) for _ in range(4)]
    first.close()
    assert len(list(tmp_path.glob("*.npz"))) == 4
    answered = []
    own = pairlens.many.answer
    monkeypatch.setattr("pairlens.many.answer", lambda *args: answered.append(args) or own(*args))
    found = many(pairs(), folder=tmp_path)
    assert len(answered) == 3
    assert len(found) == 7
    np.testing.assert_array_equal(found[3].interactions, done[3].interactions)
    answered.clear()
    many(pairs(), folder=tmp_path, steps=5)
    assert len(answered) == 7, "other settings are other answers"


def test_too_large_a_batch_is_halved(monkeypatch: pytest.MonkeyPatch) -> None:
    e = encoder(TOY)
    own = e.image.features

    def small(inputs: Any, layer: int) -> torch.Tensor:
        if len(inputs["pixels"]) > 1:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return own(inputs, layer)

    monkeypatch.setattr(e.image, "features", small)
    assert len(list(pairlens.explain_many(e, pairs(), steps=2, progress=False))) == 7


@pytest.mark.parametrize(("options", "said"), [({"batch": 0}, "batch"), ({"errors": "ignore"}, "skip")])
def test_settings_are_checked_at_the_call(options: dict[str, Any], said: str) -> None:
    with pytest.raises(OptionError, match=said):
        pairlens.explain_many(encoder(TOY), pairs(), **options)
    with pytest.raises(PairlensError, match="no option"):
        pairlens.explain_many(encoder(TOY), pairs(), stepz=3)


def test_a_progress_bar_is_shown_if_wanted(capsys: pytest.CaptureFixture[str]) -> None:
    many(pairs(2), progress=True)
    assert "2/2" in capsys.readouterr().err
