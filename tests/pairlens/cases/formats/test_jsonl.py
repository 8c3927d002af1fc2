"""JSON Lines hold everything."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given

from bundles import MODERATE, ROLLS, bundles, whole
from pairlens.cases.formats import guard, jsonl
from pairlens.cases.formats.bundle import Bundle
from pairlens.errors import FileError

pytestmark = ROLLS


@MODERATE
@given(bundle=bundles())
def test_what_was_written_is_read(bundle: Bundle, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("jsonl") / "cases.jsonl"
    jsonl.write(bundle, path)
    assert jsonl.read(path) == bundle


@pytest.mark.parametrize("pictures", ["folder", "embed"])
def test_explanations_and_pictures_come_along(tmp_path: Path, pictures: str) -> None:
    jsonl.write(whole(), tmp_path / "cases.jsonl", pictures)
    assert jsonl.read(tmp_path / "cases.jsonl") == whole()
    assert (tmp_path / "cases_files").is_dir() is (pictures == "folder")


def test_they_can_be_left_out(tmp_path: Path) -> None:
    jsonl.write(whole(), tmp_path / "cases.jsonl", "none")
    found = jsonl.read(tmp_path / "cases.jsonl")
    assert (found.cases, found.items, dict(found.explanations)) == (whole().cases, whole().items, {})


def test_single_changes_make_a_case(tmp_path: Path) -> None:
    told = _lines(tmp_path)[1]["history"][0]
    path = _file(tmp_path, {"pairlens_cases": 1}, {"change": told})
    assert jsonl.read(path).cases == whole().cases[:1]


def _lines(folder: Path) -> list[dict]:
    jsonl.write(whole(), folder / "made.jsonl")
    return [json.loads(line) for line in (folder / "made.jsonl").read_text().splitlines()]


def _file(folder: Path, *lines: object) -> Path:
    path = folder / "given.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines))
    return path


def _case(lines: list[dict], **fields: object) -> list[dict]:
    return [lines[0], {**lines[1], "case": {**lines[1]["case"], **fields}}]


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda _: [], "tells no version"),
        (lambda lines: [{**lines[0], "pairlens_cases": 2}], "version 2; this Pairlens reads version 1"),
        (lambda lines: [*lines, lines[1]], r"line 5: The item .* is there twice"),
        (lambda lines: [*lines, {"case": lines[1]["case"]}], r"line 5: The case .* is there twice"),
        (lambda lines: _case(lines, labels=[""]), r"line 2, field 'case\.labels\.0': A label is empty"),
        (lambda lines: _case(lines, labels=["a", 3]), r"field 'case\.labels\.1': 3 is no text"),
        (lambda lines: _case(lines, labels="a"), "instead of a list"),
        (lambda lines: _case(lines, severity=4), "The severity is 4"),
        (lambda lines: _case(lines, severity=True), "True is no whole number"),
        (lambda lines: _case(lines, status="done"), "no status 'done'"),
        (lambda lines: _case(lines, changed="2026-01-01T00:00:00"), "has no time zone"),
        (lambda lines: _case(lines, changed="yesterday"), "is no time"),
        (lambda lines: _case(lines, id="another"), "not that of its item and reviewer"),
        (lambda lines: _case(lines, item="../../etc"), "64 hexadecimal digits"),
        (lambda lines: _case(lines, reviewer="\ud800"), "cannot be written as UTF-8"),
        (lambda lines: [lines[0], '{"case": NaN}'], "line 2: NaN is no JSON"),
        (lambda lines: [lines[0], '{"case": 1e999}'], "instead of an object"),
        (lambda lines: [lines[0], '{"case": ' + "9" * 5000 + "}"], "This is no JSON"),
        (lambda lines: [lines[0], "[" * 100_000], "deep in each other"),
        (lambda lines: [lines[0], "[" * 100 + "]" * 100], "deep in each other"),
        (lambda lines: [lines[0], "[1, 2]"], "instead of an object"),
        (lambda lines: [lines[0], '{"case": '], "This is no JSON"),
        (lambda lines: [lines[0], {**lines[1], "history": [{"id": "1"}]}], "no UUID"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, spoil, message: str) -> None:
    path = _file(tmp_path, *spoil(_lines(tmp_path)))
    with pytest.raises(FileError, match=message):
        jsonl.read(path)


@pytest.mark.parametrize(
    "name",
    [
        "/etc/hostname",
        "../outside.npz",
        "a/../../outside.npz",
        "C:\\x",
        "\\\\host\\x",
        "",
        ".",
        "link.npz",
        "no.npz",
        "a\0",
    ],
)
def test_no_path_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "outside.npz").write_bytes(b"secret")
    (inner / "link.npz").symlink_to(tmp_path / "outside.npz")
    lines = _lines(inner)
    lines[1]["explanation"] = {"path": name, "sha256": guard.sha256(b"secret")}
    with pytest.raises(FileError, match=r"line 2, field 'explanation|field 'explanation"):
        jsonl.read(_file(inner, *lines))


def test_a_damaged_explanation_is_refused(tmp_path: Path) -> None:
    path = _file(tmp_path, *_lines(tmp_path))
    next((tmp_path / "made_files" / "explanations").iterdir()).write_bytes(b"other")
    with pytest.raises(FileError, match="its sha256 differs"):
        jsonl.read(path)


def test_limits_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _file(tmp_path, *_lines(tmp_path))
    for limits, message in (
        (guard.Limits(bytes=100), "more than 100"),
        (guard.Limits(lines=2), "more than 2 lines"),
        (guard.Limits(line=50), "more than 50 bytes"),
        (guard.Limits(blob=10), "more than 10"),
        (guard.Limits(depth=2), "more than 2 deep"),
    ):
        monkeypatch.setattr(guard, "LIMITS", limits)
        with pytest.raises(FileError, match=message):
            jsonl.read(path)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_bytes(b'{"pairlens_cases": 1}\n\xff\xfe')
    with pytest.raises(FileError, match=r"line 2: This is no UTF-8 \(byte 0\)"):
        jsonl.read(tmp_path / "x.jsonl")


def test_an_export_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "cases.jsonl"
    jsonl.write(whole(), path)
    before = path.read_bytes()

    def fail(*_: object) -> None:
        raise FileError("The explanation is damaged.", "Store it anew.")

    monkeypatch.setattr(jsonl.Putter, "put", fail)
    with pytest.raises(FileError, match="damaged"):
        jsonl.write(whole(("ann",)), path)
    assert path.read_bytes() == before
    assert sorted(each.name for each in tmp_path.iterdir()) == ["cases.jsonl", "cases_files"]
