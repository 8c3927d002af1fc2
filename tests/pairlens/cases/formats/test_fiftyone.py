"""FiftyOne, against a stand-in: fiftyone itself needs a MongoDB server, which a test run does not have."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import fiftyone_standin
import samples
from bundles import NASTY, whole
from pairlens.cases import Judgement
from pairlens.cases.formats.bundle import Bundle
from pairlens.cases.formats.fiftyone import from_fiftyone, to_fiftyone
from pairlens.errors import FileError, OptionError


@pytest.fixture(autouse=True)
def _library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fiftyone", fiftyone_standin)


def test_samples_show_what_was_said(tmp_path: Path) -> None:
    dataset = to_fiftyone(whole(), tmp_path, "mine")
    first = dataset.samples[0]
    assert (dataset.name, len(dataset.samples), first.reviewer, first.note) == ("mine", 2, "ann", "=cmd <b>")
    assert [each.label for each in first.labels.classifications] == ["wrong_object", "missed_object"]
    shown, second = first.evidence.detections
    assert shown.bounding_box == pytest.approx([1 / 7, 1 / 7, 2 / 7, 2 / 7])
    assert (shown.mask.shape, int(shown.mask.sum()), shown.phrase) == ((64, 64), 3 * 32 * 32, "black dog")
    assert second.mask.all()
    with Image.open(first.filepath) as picture:
        assert np.array_equal(np.asarray(picture), samples.husky().a.pixels)


def test_cases_come_back(tmp_path: Path) -> None:
    found = from_fiftyone(to_fiftyone(whole(), tmp_path))
    assert found == replace(
        Bundle(), items=whole().items[:1], cases=whole().cases, categories=whole().categories
    )


@pytest.mark.parametrize("text", NASTY)
def test_nasty_texts_come_back(tmp_path: Path, text: str) -> None:
    case = replace(whole().cases[0], judgement=Judgement(note=text, labels=(text,)))
    assert from_fiftyone(to_fiftyone(replace(whole(), cases=(case,)), tmp_path)).cases == (case,)


def test_foreign_samples_are_refused() -> None:
    dataset = fiftyone_standin.Dataset()
    dataset.add_samples([fiftyone_standin.Sample("x.png")])
    with pytest.raises(FileError, match="sample 1: This is no file of cases"):
        from_fiftyone(dataset)


def test_without_fiftyone_it_says_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fiftyone", None)
    with pytest.raises(OptionError, match="pip install fiftyone"):
        to_fiftyone(whole(), tmp_path)
