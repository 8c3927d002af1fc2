"""Datasets, offline: out with pictures, in without looking at them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

import samples
from bundles import MODERATE, ROLLS, bundles, whole
from pairlens.cases.formats.bundle import Bundle
from pairlens.cases.formats.huggingface import from_dataset, to_dataset

pytestmark = [
    ROLLS,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
]


def _held(bundle: Bundle) -> Bundle:
    return replace(bundle, items=tuple(sorted(bundle.items, key=lambda item: item.id)), categories=())


@settings(MODERATE, max_examples=15)
@given(bundle=bundles())
def test_what_was_told_is_read(bundle: Bundle) -> None:
    assert _held(from_dataset(to_dataset(bundle))) == _held(bundle)


def test_the_picture_is_what_the_model_saw(tmp_path: Path) -> None:
    made = to_dataset(whole())
    assert np.array_equal(np.asarray(made[0]["image"]), samples.husky().a.pixels)
    made.save_to_disk(tmp_path / "kept")
    from datasets import load_from_disk

    assert _held(from_dataset(load_from_disk(str(tmp_path / "kept")))) == _held(whole())


def test_pictures_can_be_left_out() -> None:
    made = to_dataset(whole(), "none")
    assert made["image"][0] is None
    assert dict(from_dataset(made).explanations) == {}
