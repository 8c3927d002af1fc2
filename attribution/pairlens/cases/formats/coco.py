"""COCO: pictures as the model saw them as images, one annotation per region of evidence, labels as categories.

Coordinates are pixels of the picture as the model saw it. A region's mask is that of its patches; a pixel that the grid
cuts belongs to the patch that has most of it. An annotation's category is the first label of its case; all of them, and
what else is said of it, stand in `attributes`. Regions of cases without a label have the category "(no label)".

It holds categories, items that have a picture, and their cases; all of these are read back from `attributes` of the
images. It does not hold items of two captions with their cases, the order of items, histories, explanations and
pictures as they came. A box or category that another tool has changed is refused and not ignored: to edit regions
elsewhere, use the format "labelstudio".
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from pairlens.cases.case import Case, Evidence
from pairlens.cases.formats import codec, guard
from pairlens.cases.formats.blobs import Putter, checked
from pairlens.cases.formats.bundle import Bundle
from pairlens.cases.formats.fields import Fields, number, number_out
from pairlens.cases.formats.gathering import Gathering
from pairlens.cases.formats.optional import needed
from pairlens.cases.formats.place import Place
from pairlens.cases.formats.seen import pictures_in, pictures_of, region
from pairlens.cases.item import Item, Side

NO_LABEL = "(no label)"
_SLACK = 0.5
"""Pixels by which other tools may round a box."""

Json = dict[str, Any]


def write(bundle: Bundle, path: Path, pictures: str | None = None) -> None:
    """Write a file.

    Args:
        bundle: What to write.
        path: Where to; what is there is replaced.
        pictures: "folder" (as usual): the pictures as PNG in a folder beside the file; "none": only their names.

    Raises:
        FileError: The file cannot be written, or a picture is not known as the model saw it.
        OptionError: pycocotools is not installed, or `pictures` is something else.
    """
    needed("pycocotools.mask", "COCO")
    how = checked(pictures, "folder", ("folder", "none"))
    with guard.replacing(path) as half:
        told = _told(bundle, Putter(path, how))
        half.write_text(json.dumps(told, allow_nan=False), encoding="ascii", newline="\n")


def read(path: Path) -> Bundle:
    """Read a file that `write` wrote.

    Raises:
        FileError: It is damaged, foreign, of another version, or was edited with another tool.
        OptionError: pycocotools is not installed.
    """
    needed("pycocotools.mask", "COCO")
    place = Place(path.name)
    raw = guard.utf8(guard.contents(path, guard.LIMITS.bytes), place)
    found, gathering = Fields(guard.parsed(raw, place), place), Gathering(path.name)
    info = found.inner("info")
    codec.check_version(info.get(codec.NAME, None), info.place.at(codec.NAME))
    for each, where in info.entries("categories"):
        gathering.category(codec.category_in(each, where), where)
    for image in _entries(found, "images", "image"):
        _take_image(image, gathering)
    bundle = gathering.bundle()
    _check_unchanged(found, bundle, place)
    return bundle


def _told(bundle: Bundle, putter: Putter) -> Json:
    names = _category_names(bundle)
    numbers = {name: own for own, name in enumerate(names, 1)}
    images = _images(bundle, putter)
    image_of = {image["sha256"]: image["id"] for image in images}
    annotations = [_annotation(*shown, image_of, numbers) for shown in _shown(bundle)]
    own = [codec.category_out(each) for each in bundle.categories]
    return {
        "info": {"description": "Failure cases, by Pairlens", codec.NAME: codec.VERSION, "categories": own},
        "licenses": [],
        "images": images,
        "annotations": [{"id": own, **each} for own, each in enumerate(annotations, 1)],
        "categories": [{"id": numbers[name], "name": name, "supercategory": "failure"} for name in names],
    }


def _category_names(bundle: Bundle) -> list[str]:
    labels = (label for case in bundle.cases for label in case.labels)
    return list(dict.fromkeys([*(each.key for each in bundle.categories), *labels, NO_LABEL]))


def _images(bundle: Bundle, putter: Putter) -> list[Json]:
    """One image per picture; items stand at their first picture."""
    found: dict[str, Json] = {}
    for item in bundle.items:
        for index, (_, side) in enumerate(pictures_in(item)):
            image = found.setdefault(side.sha256, _image(side, len(found) + 1))
            if index == 0:
                image["attributes"]["items"].append(_item(item, bundle))
        _put_pictures(item, bundle, putter, found)
    return list(found.values())


def _image(side: Side, number: int) -> Json:
    size = {"width": side.width, "height": side.height}
    own = {"sha256": side.sha256, "file_name": f"{side.sha256}.png"}
    return {"id": number, **size, **own, "attributes": {"name": side.name, "items": []}}


def _put_pictures(item: Item, bundle: Bundle, putter: Putter, images: dict[str, Json]) -> None:
    if putter.how == "none" or not pictures_in(item):
        return
    for sha, data in pictures_of(bundle, item).items():
        if sha in images:
            images[sha]["file_name"] = putter.file("pictures", f"{sha}.png", data)


def _item(item: Item, bundle: Bundle) -> Json:
    cases = [codec.case_out(case) for case in bundle.cases if case.item == item.id]
    return {"item": codec.item_out(item), "cases": cases}


Shown = tuple[Case, int, Evidence, Side, Any, Any]


def _shown(bundle: Bundle) -> Iterator[Shown]:
    """The regions of all cases, each with its box and mask."""
    for case in bundle.cases:
        item = bundle.item(case.item)
        for key, side in pictures_in(item) if item else ():
            for index, evidence in enumerate(case.judgement.evidence):
                found = region(evidence, key, side)
                if found is not None:
                    yield case, index, evidence, side, *found


def _annotation(
    case: Case,
    index: int,
    evidence: Evidence,
    side: Side,
    box: Any,  # noqa: ANN401 - four numbers
    mask: Any,  # noqa: ANN401 - an array (height, width)
    images: dict[str, int],
    categories: dict[str, int],
) -> Json:
    library = needed("pycocotools.mask", "COCO")
    coded = library.encode(np.asfortranarray(mask.astype(np.uint8)))
    said = codec.judgement_out(case.judgement)
    attributes = {name: said[name] for name in ("status", "labels", "severity", "note")}
    attributes |= {"case": case.id, "reviewer": case.reviewer, "evidence": index, "phrase": evidence.phrase}
    attributes["value"] = None if evidence.value is None else number_out(evidence.value)
    return {
        "image_id": images[side.sha256],
        "category_id": categories[next(iter(case.labels), NO_LABEL)],
        "bbox": [box[0], box[1], box[2] - box[0], box[3] - box[1]],
        "area": int(mask.sum()),
        "segmentation": {"size": [side.height, side.width], "counts": coded["counts"].decode("ascii")},
        "iscrowd": 0,
        "attributes": attributes,
    }


def _take_image(image: Fields, gathering: Gathering) -> None:
    attributes = image.inner("attributes")
    for each, where in attributes.entries("items"):
        told = Fields(each, where)
        gathering.item(codec.item_in(told.get("item"), where.at("item")), where)
        for case, at in told.entries("cases"):
            gathering.case(codec.case_in(case, at), at)


def _check_unchanged(found: Fields, bundle: Bundle, place: Place) -> None:
    """Refuse annotations that are not those of the cases: what was changed elsewhere would be lost silently."""
    names = {one.whole("id"): one.text("name") for one in _entries(found, "categories", "category")}
    shas = {one.whole("id"): codec.sha(one, "sha256") for one in _entries(found, "images", "image")}
    expected = {(case.id, index, side.sha256): (case, box) for case, index, _, side, box, _ in _shown(bundle)}
    for own in _entries(found, "annotations", "annotation"):
        attributes = own.inner("attributes")
        key = (
            attributes.text("case", ""),
            attributes.whole("evidence", 0),
            shas.get(own.whole("image_id"), ""),
        )
        if key not in expected or not _same(own, *expected.pop(key), names):
            raise own.place.error(
                "It is not what its case says: it was changed or added elsewhere.",
                'Edit regions in Label Studio (format="labelstudio"), which is read back.',
            )
    if expected:
        raise place.error(
            f"{len(expected)} regions of its cases have no annotation.", "Export the cases anew."
        )


def _same(own: Fields, case: Case, box: Any, names: dict[int, str]) -> bool:  # noqa: ANN401 - four numbers
    told = [number(each, where) for each, where in own.entries("bbox")]
    label = names.get(own.whole("category_id"))
    x0, y0, x1, y1 = box
    same = len(told) == 4 and np.allclose(told, [x0, y0, x1 - x0, y1 - y0], atol=_SLACK)  # noqa: PLR2004 - a box
    return bool(same) and label == next(iter(case.labels), NO_LABEL)


def _entries(found: Fields, name: str, unit: str) -> Iterator[Fields]:
    for line, (each, _) in enumerate(found.entries(name), 1):
        yield Fields(each, Place(found.place.file, line, unit=unit))
