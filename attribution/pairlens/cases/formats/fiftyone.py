"""FiftyOne: a dataset with one sample per case, and one per item of which nobody has said anything.

Fields of a sample: `filepath` (the picture as the model saw it), `caption`, `score`, `model`, `method`, `reviewer`,
`status`, `severity`, `note`, `labels` (classifications by key), `evidence` (detections with masks; the box is relative
to the picture), and `pairlens`, the case with its item as JSON, from which `from_fiftyone` reads. The dataset's
`info` holds the categories.

It does not hold items of two captions with their cases, the order of items, histories, explanations and pictures as
they came. What is changed in FiftyOne is not read back.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pairlens.cases.case import Case, Evidence
from pairlens.cases.formats import codec, guard
from pairlens.cases.formats.blobs import Putter
from pairlens.cases.formats.bundle import Bundle
from pairlens.cases.formats.fields import Fields
from pairlens.cases.formats.gathering import Gathering
from pairlens.cases.formats.optional import needed
from pairlens.cases.formats.place import Place
from pairlens.cases.formats.seen import pictures_in, pictures_of, region
from pairlens.cases.formats.texts import storable
from pairlens.cases.item import Item, Side

_PIP = "pip install fiftyone"


def to_fiftyone(bundle: Bundle, folder: str | Path, name: str | None = None) -> Any:  # noqa: ANN401 - fiftyone.Dataset
    """Cases as a dataset of FiftyOne.

    Args:
        bundle: What it shall hold.
        folder: Where the pictures are put, as PNG; FiftyOne reads them from there.
        name: Of the dataset; None lets FiftyOne choose one.

    Raises:
        OptionError: fiftyone is not installed.
        FileError: A picture is not known as the model saw it, or cannot be written.
    """
    library = needed("fiftyone", "A FiftyOne dataset", _PIP)
    putter = Putter(Path(folder).absolute() / "cases", "folder")
    paths = {item.id: _picture(item, bundle, putter) for item in bundle.items if item.picture}
    said: list[tuple[Item, Case | None]] = [(item, None) for item in bundle.unjudged]
    said = [(item, case) for case in bundle.cases if (item := bundle.item(case.item))] + said
    samples = [_sample(library, paths[item.id], item, case) for item, case in said if item.id in paths]
    dataset = library.Dataset(name)
    dataset.info = {"categories": json.dumps([codec.category_out(each) for each in bundle.categories])}
    dataset.add_samples(samples, progress=False)
    return dataset


def from_fiftyone(dataset: Any) -> Bundle:  # noqa: ANN401 - fiftyone.Dataset
    """Cases from a dataset that `to_fiftyone` made, or a view of it.

    Raises:
        FileError: A sample holds no case of ours.
    """
    gathering, place = Gathering("The dataset"), Place("The dataset")
    listed = guard.parsed(dict(dataset.info).get("categories", "[]"), place)
    for each, where in Fields({"categories": listed}, place).entries("categories"):
        gathering.category(codec.category_in(each, where), where)
    for number, said in enumerate(dataset.values("pairlens"), 1):
        at = place.on(number, "sample")
        found = Fields(guard.parsed(said if isinstance(said, str) else "{}", at), at)
        codec.check_version(found.get(codec.NAME, None), at)
        gathering.same_item(codec.item_in(found.get("item"), at.at("item")), at)
        if "case" in found:
            gathering.case(codec.case_in(found.get("case"), at.at("case")), at)
    return gathering.bundle()


def _picture(item: Item, bundle: Bundle, putter: Putter) -> str:
    sha = pictures_in(item)[0][1].sha256
    return str(putter.path.parent / putter.file("pictures", f"{sha}.png", pictures_of(bundle, item)[sha]))


def _sample(library: Any, path: str, item: Item, case: Case | None) -> Any:  # noqa: ANN401 - of fiftyone
    own = {codec.NAME: codec.VERSION, "item": codec.item_out(item)}
    texts = {"caption": item.caption, "model": item.model, "method": item.method}
    fields: dict[str, Any] = {name: _text(text) for name, text in texts.items()}
    if case is not None:
        own["case"] = codec.case_out(case)
        fields |= _said(library, item, case)
    return library.Sample(filepath=path, score=float(item.score), pairlens=json.dumps(own), **fields)


def _said(library: Any, item: Item, case: Case) -> dict[str, Any]:  # noqa: ANN401 - of fiftyone
    said = case.judgement
    labels = [library.Classification(label=_text(label)) for label in case.labels]
    key, side = pictures_in(item)[0]
    shown = [_detection(library, case, each, key, side) for each in said.evidence]
    return {
        "reviewer": _text(case.reviewer),
        "status": said.status,
        "severity": said.severity,
        "note": _text(said.note),
        "labels": library.Classifications(classifications=labels),
        "evidence": library.Detections(detections=[each for each in shown if each is not None]),
    }


def _detection(library: Any, case: Case, evidence: Evidence, key: str, side: Side) -> Any:  # noqa: ANN401 - of fiftyone
    found = region(evidence, key, side)
    if found is None:
        return None
    (x0, y0, x1, y1), mask = found
    box = [x0 / side.width, y0 / side.height, (x1 - x0) / side.width, (y1 - y0) / side.height]
    # a mask covers its box, in whole pixels
    cut = mask[int(y0) : max(round(y1), int(y0) + 1), int(x0) : max(round(x1), int(x0) + 1)]
    label = _text(next(iter(case.labels), "evidence"))
    return library.Detection(
        label=label, bounding_box=box, mask=cut, phrase=_text(evidence.phrase), value=evidence.value
    )


def _text(text: str) -> str:
    """A text that the database takes: it knows no NUL and no lone surrogates."""
    return storable(text)
