"""Label Studio: one task per item; cases as predictions to start from; annotations are read back as cases.

Import the tasks into a project whose labelling interface is `config(categories)`. Regions are rectangles where their
patches fill their box, and painted where they do not, in percent of the picture as the model saw it. Labels and
severity are choices, the note is a text area, a region's phrase is its own text area.

What Label Studio exports as JSON is read back: the cases of the tasks as they were written (from `data.pairlens`), and
each annotation as the case of the person who made it, with the time of its last change; of two by one person the
later counts. A region that was not touched keeps its evidence with its pin; another becomes evidence with the patches
of which it covers at least half. Evidence without a region stays in the case as it was written.

It holds categories (with the first task), items and cases; of items without a picture no task is made. It does not hold
the order of items, histories, explanations and pictures as they came.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import numpy as np

from pairlens.cases.case import Case, Evidence
from pairlens.cases.categories import Category
from pairlens.cases.formats import brush, codec, guard
from pairlens.cases.formats.blobs import Putter, checked
from pairlens.cases.formats.bundle import Bundle
from pairlens.cases.formats.fields import Fields
from pairlens.cases.formats.gathering import Gathering
from pairlens.cases.formats.place import Place
from pairlens.cases.formats.seen import box_mask, pictures_in, pictures_of, region
from pairlens.cases.formats.studio_answers import answered
from pairlens.cases.item import Item, Side

EVIDENCE = "evidence"
Json = dict[str, Any]


def config(categories: Sequence[Category]) -> str:
    """The labelling interface for these tasks, as XML to paste into a project's settings.

    Args:
        categories: What the choices are; a choice is kept by its category's key.
    """
    choices = [_choice(each.key, each.name, each.definition) for each in categories]
    grades = [_choice(str(grade), name) for grade, name in ((1, "Slight"), (2, "Clear"), (3, "Grave"))]
    return "\n".join(
        [
            "<View>",
            '  <Text name="caption" value="$caption"/>',
            '  <Image name="image" value="$image" zoom="true"/>',
            f'  <RectangleLabels name="box" toName="image"><Label value="{EVIDENCE}"/></RectangleLabels>',
            f'  <BrushLabels name="brush" toName="image"><Label value="{EVIDENCE}"/></BrushLabels>',
            '  <TextArea name="phrase" toName="image" perRegion="true" maxSubmissions="1" placeholder="Its words"/>',
            '  <Choices name="labels" toName="image" choice="multiple">',
            *choices,
            "  </Choices>",
            '  <Choices name="severity" toName="image" choice="single" showInline="true">',
            *grades,
            "  </Choices>",
            '  <TextArea name="note" toName="image" rows="3" maxSubmissions="1" placeholder="Note"/>',
            "</View>",
        ]
    )


def write(bundle: Bundle, path: Path, pictures: str | None = None) -> None:
    """Write tasks.

    Args:
        bundle: What to write.
        path: Where to; what is there is replaced.
        pictures: "embed" (as usual): in the tasks as data URIs; "folder": as PNG in a folder beside the file, to be
            served as local files; "none": only their names.

    Raises:
        FileError: The file cannot be written, or a picture is not known as the model saw it.
        OptionError: `pictures` is something else.
    """
    how = checked(pictures, "embed")
    with guard.replacing(path) as half:
        putter = Putter(path, how)
        tasks = [_task(item, bundle, putter) for item in bundle.items if item.picture]
        if tasks:
            tasks[0]["data"]["pairlens"]["categories"] = [
                codec.category_out(each) for each in bundle.categories
            ]
        half.write_text(json.dumps(tasks, allow_nan=False), encoding="ascii", newline="\n")


def read(path: Path) -> Bundle:
    """Read tasks, or what Label Studio exports of them as JSON.

    Raises:
        FileError: They are damaged, foreign or of another version.
    """
    raw = guard.utf8(guard.contents(path, guard.LIMITS.bytes), Place(path.name))
    tasks = guard.parsed(raw, Place(path.name))
    gathering = Gathering(path.name)
    answers: dict[str, Case] = {}
    for number, (each, _) in enumerate(Fields({"tasks": tasks}, Place(path.name)).entries("tasks"), 1):
        task = Fields(each, Place(path.name, number, unit="task"))
        item, told = _told(task, gathering)
        for case in (*told, *answered(task, item, told)):
            known = answers.get(case.id)
            if known is None or case.changed >= known.changed:
                answers[case.id] = case
    for case in answers.values():
        gathering.case(case, Place(path.name))
    return gathering.bundle()


def _choice(key: str, name: str, hint: str = "") -> str:
    told = f" hint={_quoted(hint)}" if hint else ""
    return f"    <Choice alias={_quoted(key)} value={_quoted(name)}{told}/>"


def _quoted(text: str) -> str:
    """A text as an XML attribute; what XML cannot hold is shown as unknown."""
    kept = "".join(char if char in "\t\n\r" or _in_xml(char) else "\ufffd" for char in text)
    return quoteattr(kept)


def _in_xml(char: str) -> bool:
    return " " <= char <= "\ud7ff" or "\ue000" <= char <= "\ufffd" or char >= "\U00010000"


def _task(item: Item, bundle: Bundle, putter: Putter) -> Json:
    cases = [case for case in bundle.cases if case.item == item.id]
    own = {
        codec.NAME: codec.VERSION,
        "item": codec.item_out(item),
        "cases": [codec.case_out(case) for case in cases],
    }
    image = _image(item, bundle, putter)
    return {
        "data": {"image": image, "caption": item.caption, "pairlens": own},
        "predictions": [_prediction(case, item) for case in cases],
    }


def _image(item: Item, bundle: Bundle, putter: Putter) -> str:
    side = pictures_in(item)[0][1]
    if putter.how == "none":
        return f"{side.sha256}.png"
    data = pictures_of(bundle, item)[side.sha256]
    if putter.how == "folder":
        return putter.file("pictures", f"{side.sha256}.png", data)
    return f"data:image/png;base64,{guard.packed(data)}"


def _prediction(case: Case, item: Item) -> Json:
    said = case.judgement
    result = [_answer("labels", "choices", {"choices": list(said.labels)})] if said.labels else []
    result += [_answer("severity", "choices", {"choices": [str(said.severity)]})] if said.severity else []
    result += [_answer("note", "textarea", {"text": [said.note]})] if said.note else []
    for index, evidence in enumerate(said.evidence):
        result += _region(f"{case.id}-{index}", evidence, *pictures_in(item)[0])
    return {"model_version": f"Pairlens: {case.reviewer}", "result": result}


def _answer(name: str, kind: str, value: Json) -> Json:
    return {"from_name": name, "to_name": "image", "type": kind, "value": value}


def _region(name: str, evidence: Evidence, key: str, side: Side) -> list[Json]:
    found = region(evidence, key, side)
    if found is None:
        return []
    (x0, y0, x1, y1), mask = found
    size = {"original_width": side.width, "original_height": side.height, "image_rotation": 0}
    wide, high = 100 / side.width, 100 / side.height
    placed = {"x": x0 * wide, "y": y0 * high, "width": (x1 - x0) * wide, "height": (y1 - y0) * high}
    if np.array_equal(mask, box_mask((x0, y0, x1, y1), side)):
        shape = _answer("box", "rectanglelabels", {**placed, "rotation": 0, "rectanglelabels": [EVIDENCE]})
    else:
        shape = _answer(
            "brush", "brushlabels", {"format": "rle", "rle": brush.packed(mask), "brushlabels": [EVIDENCE]}
        )
    own = {"id": name, **size}
    words = _answer("phrase", "textarea", {"text": [evidence.phrase]})
    return [{**shape, **own}, *([{**words, **own}] if evidence.phrase else [])]


def _told(task: Fields, gathering: Gathering) -> tuple[Item, list[Case]]:
    """The item of a task, and its cases as they were written."""
    own = task.inner("data").inner("pairlens")
    codec.check_version(own.get(codec.NAME, None), own.place.at(codec.NAME))
    item = codec.item_in(own.get("item"), own.place.at("item"))
    gathering.item(item, task.place)
    for each, where in own.entries("categories"):
        gathering.category(codec.category_in(each, where), where)
    return item, [codec.case_in(each, where) for each, where in own.entries("cases")]
