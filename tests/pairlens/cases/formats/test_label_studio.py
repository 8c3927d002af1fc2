"""Label Studio: tasks with something to start from, and answers that become cases."""

from __future__ import annotations

import base64
import io
import json
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import given
from PIL import Image

import samples
from bundles import MODERATE, NASTY, ROLLS, bundles, whole
from pairlens.cases import CATEGORIES, Category
from pairlens.cases.formats import label_studio
from pairlens.cases.formats.bundle import Bundle
from pairlens.cases.formats.label_studio import config
from pairlens.errors import FileError

pytestmark = ROLLS


def _held(bundle: Bundle) -> Bundle:
    items = sorted((item for item in bundle.items if item.picture), key=lambda item: item.id)
    ids = {item.id for item in items}
    cases = sorted((case for case in bundle.cases if case.item in ids), key=lambda case: case.id)
    return Bundle(items=tuple(items), cases=tuple(cases), categories=bundle.categories if items else ())


@MODERATE
@given(bundle=bundles())
def test_what_was_written_is_read(bundle: Bundle, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("studio") / "x.labelstudio.json"
    label_studio.write(bundle, path, "none")
    assert _held(label_studio.read(path)) == _held(bundle)


def _tasks(tmp_path: Path, pictures: str | None = None) -> list[dict]:
    label_studio.write(whole(("ann",)), tmp_path / "x.labelstudio.json", pictures)
    return json.loads((tmp_path / "x.labelstudio.json").read_text())


def test_tasks_say_it_in_percent(tmp_path: Path) -> None:
    (task,) = _tasks(tmp_path)
    by = {(each["from_name"], each.get("id", "")[-2:]): each for each in task["predictions"][0]["result"]}
    box = by["box", "-1"]
    assert box["value"]["x"] == pytest.approx(100 * 2 / 7)
    assert (box["original_width"], box["original_height"]) == (224, 224)
    assert box["value"]["rectanglelabels"] == ["evidence"]
    assert by["brush", "-0"]["value"]["format"] == "rle"
    assert by["phrase", "-0"]["value"] == {"text": ["black dog"]}
    assert by["labels", ""]["value"] == {"choices": ["wrong_object", "missed_object"]}
    assert by["severity", ""]["value"] == {"choices": ["2"]}
    assert by["note", ""]["value"] == {"text": ["=cmd <b>"]}
    assert len(by) == 6


@pytest.mark.parametrize("pictures", ["embed", "folder"])
def test_the_picture_is_what_the_model_saw(tmp_path: Path, pictures: str) -> None:
    image = _tasks(tmp_path, pictures)[0]["data"]["image"]
    head, _, data = image.partition(",")
    assert (head == "data:image/png;base64") is (pictures == "embed")
    raw = base64.b64decode(data) if data else (tmp_path / image).read_bytes()
    with Image.open(io.BytesIO(raw)) as picture:
        assert np.array_equal(np.asarray(picture), samples.husky().a.pixels)


def _answered(tmp_path: Path, change=lambda _: None, **fields: object) -> Bundle:
    """The tasks as Label Studio exports them, after somebody has submitted the prediction with a change."""
    (task,) = _tasks(tmp_path)
    result = task.pop("predictions")[0]["result"]
    change(result)
    own = {"completed_by": {"id": 4, "email": "eve@example.org"}, "was_cancelled": False}
    times = {"created_at": "2026-04-01T10:00:00.000000Z", "updated_at": "2026-04-01T11:00:00.000000Z"}
    task["annotations"] = [{"id": 1, **own, **times, "result": result, **fields}]
    (tmp_path / "export.json").write_text(json.dumps([{"id": 9, **task, "project": 3}]))
    return label_studio.read(tmp_path / "export.json")


def test_what_was_agreed_to_is_the_same_judgement(tmp_path: Path) -> None:
    first, answer = _answered(tmp_path).cases
    assert first == whole(("ann",)).cases[0]
    assert (answer.reviewer, answer.changed.hour, answer.created.hour) == ("eve@example.org", 11, 10)
    said = first.judgement
    assert answer.judgement.evidence == said.evidence[:2]  # the third has no region
    assert (answer.labels, answer.judgement.note, answer.judgement.severity) == (said.labels, said.note, 2)


def test_a_region_that_was_moved_has_other_patches(tmp_path: Path) -> None:
    def move(result: list[dict]) -> None:
        next(each for each in result if each["from_name"] == "box")["value"].update(
            x=0, y=0, width=30, height=15
        )

    moved = _answered(tmp_path, move).cases[1].judgement.evidence[1]
    assert (moved.pin, moved.box, moved.value) == ({"patches": [0, 1]}, (0.0, 0.0, 67.0, 34.0), None)


def test_skipped_and_numbered_people(tmp_path: Path) -> None:
    case = _answered(tmp_path, lambda result: result.clear(), was_cancelled=True, completed_by=4).cases[1]
    assert (case.status, case.reviewer, case.labels) == ("skipped", "Label Studio user 4", ())


@pytest.mark.parametrize(
    ("change", "fields", "message"),
    [
        (lambda _: None, {"completed_by": None}, "task 1, field 'annotations.0.completed_by'"),
        (lambda _: None, {"updated_at": "soon"}, "is no time"),
        (lambda result: result[3]["value"].update(rle=[1, 2]), {}, "cannot be read: it is cut off"),
        (lambda result: result[3]["value"].update(rle="x"), {}, "no list of bytes"),
        (lambda result: result[5]["value"].update(x=1e6), {}, "no share of the picture"),
        (lambda result: result[5]["value"].update(rotation=20), {}, "Turned rectangles"),
        (lambda result: result[0]["value"].update(choices=[""]), {}, "labels are text"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, change, fields: dict, message: str) -> None:
    with pytest.raises(FileError, match=message):
        _answered(tmp_path, change, **fields)


def test_foreign_tasks_are_refused(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('[{"data": {"image": "x.png"}}]')
    with pytest.raises(FileError, match="tells no version"):
        label_studio.read(tmp_path / "x.json")


def test_the_interface_is_sound_xml_whatever_categories_are_called() -> None:
    odd = [Category(f"c{number}", f"x{text}", text) for number, text in enumerate(NASTY)]
    found = ET.fromstring(config([*CATEGORIES, *odd]))  # noqa: S314 - written here
    choices = found.findall(".//Choices[@name='labels']/Choice")
    assert [each.get("alias") for each in choices] == [each.key for each in (*CATEGORIES, *odd)]
    assert choices[0].get("value") == "Wrong object"
    assert choices[9].get("value") == "x<script>alert(1)</script>"
