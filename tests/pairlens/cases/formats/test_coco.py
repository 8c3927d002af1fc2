"""COCO: boxes and masks that pycocotools understands, and cases that come back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from PIL import Image
from pycocotools.coco import COCO

import samples
from bundles import MODERATE, ROLLS, bundles, whole
from pairlens.cases.formats import coco
from pairlens.cases.formats.bundle import Bundle
from pairlens.errors import FileError, OptionError

pytestmark = ROLLS


def _held(bundle: Bundle) -> Bundle:
    """What COCO holds: items with a picture, their cases, and categories."""
    items = sorted((item for item in bundle.items if item.picture), key=lambda item: item.id)
    ids = {item.id for item in items}
    cases = sorted((case for case in bundle.cases if case.item in ids), key=lambda case: case.id)
    return Bundle(items=tuple(items), cases=tuple(cases), categories=bundle.categories)


@MODERATE
@given(bundle=bundles())
def test_what_was_written_is_read(bundle: Bundle, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("coco") / "x.coco.json"
    coco.write(bundle, path, "none")
    assert _held(coco.read(path)) == _held(bundle)


@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")  # in pycocotools' own code
def test_other_tools_find_regions_and_pictures(tmp_path: Path) -> None:
    path = tmp_path / "x.coco.json"
    coco.write(whole(("ann",)), path)
    found = COCO(str(path))
    first, second = found.loadAnns(found.getAnnIds())
    mask = np.zeros((224, 224), dtype=bool)
    mask[32:64, 32:96] = mask[64:96, 32:64] = True  # patches 8, 9 and 15 of a grid of 7 × 7
    assert np.array_equal(found.annToMask(first).astype(bool), mask)
    assert (first["bbox"], first["area"]) == ([32, 32, 64, 64], mask.sum())
    assert second["bbox"] == [64, 64, 64, 32]
    assert found.loadCats([first["category_id"]])[0]["name"] == "wrong_object"
    assert first["attributes"]["labels"] == ["wrong_object", "missed_object"]
    (image,) = found.loadImgs(found.getImgIds())
    with Image.open(tmp_path / image["file_name"]) as picture:
        assert np.array_equal(np.asarray(picture), samples.husky().a.pixels)
    assert _held(coco.read(path)) == _held(whole(("ann",)))


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (
            lambda told: told["annotations"][0].update(bbox=[0, 0, 9, 9]),
            r"annotation 1: It is not what its case says",
        ),
        (lambda told: told["annotations"][1].update(category_id=3), r"annotation 2: It is not"),
        (lambda told: told["annotations"].append(told["annotations"][0]), "annotation 3: It is not"),
        (lambda told: told["annotations"].pop(), "1 regions of its cases have no annotation"),
        (lambda told: told["info"].update(pairlens_cases=9), "version 9"),
        (lambda told: told.pop("info"), "tells no version"),
        (
            lambda told: told["images"][0]["attributes"]["items"][0]["cases"][0].update(labels=[1]),
            "1 is no text",
        ),
        (lambda told: told["images"].append(told["images"][0]), "is there twice"),
    ],
)
def test_what_was_changed_elsewhere_is_refused(tmp_path: Path, spoil, message: str) -> None:
    path = tmp_path / "x.coco.json"
    coco.write(whole(("ann",)), path, "none")
    told = json.loads(path.read_text())
    spoil(told)
    path.write_text(json.dumps(told))
    with pytest.raises(FileError, match=message):
        coco.read(path)


def test_pictures_need_explanations(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="no picture as the model saw it"):
        coco.write(replace(whole(), explanations={}), tmp_path / "x.coco.json")
    with pytest.raises(OptionError, match="embed"):
        coco.write(whole(), tmp_path / "x.coco.json", "embed")
    assert not (tmp_path / "x.coco.json").exists()
