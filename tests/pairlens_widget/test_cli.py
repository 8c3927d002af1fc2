from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import pairlens
from pairlens_widget import cli

SCENE = Path(__file__).parents[2] / "notebooks" / "pictures" / "scene.png"
CAPTION = "a green mushroom and a purple car"


def test_explain_prints_a_summary_and_writes_what_was_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kinds = ("html", "png", "svg", "pdf", "csv", "latex", "npz")
    files = {kind: tmp_path / f"out.{kind}" for kind in kinds}
    words = [word for kind, path in files.items() for word in (f"--{kind}", str(path))]
    assert cli.main(["explain", str(SCENE), CAPTION, "--device", "cpu", *words]) == 0
    said = capsys.readouterr()
    pair = pairlens.PairAttribution.load(files["npz"])
    assert CAPTION in said.out
    assert f"{pair.score:+.4f}" in said.out
    assert "purple car" in said.out
    assert "Wrote" in said.err
    assert "Wrote" not in said.out
    with Image.open(files["png"]) as still:
        assert still.width > 500
    assert files["pdf"].read_bytes().startswith(b"%PDF")
    assert "<svg" in files["svg"].read_text(encoding="utf-8")
    assert files["csv"].read_text(encoding="utf-8").startswith("word_index,word,row,col")
    assert r"{mushroom}" in files["latex"].read_text(encoding="utf-8")
    page = files["html"].read_text(encoding="utf-8")
    assert CAPTION in page
    assert "http" not in page.partition("<script>")[0].replace("http-equiv", "")


def test_layer_and_steps_reach_the_method(tmp_path: Path) -> None:
    out = tmp_path / "out.npz"
    words = ["--layer", "5,3", "--steps", "4", "--npz", str(out), "--quiet", "--device", "cpu"]
    assert cli.main(["explain", str(SCENE), CAPTION, *words]) == 0
    pair = pairlens.PairAttribution.load(out)
    assert pair.layers == (5, 3)
    assert pair.settings["image"]["nodes"] == 4
    with Image.open(SCENE) as scene:
        np.testing.assert_array_equal(pair.picture.pixels, np.asarray(scene.convert("RGB")))


def test_another_method_can_be_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "out.npz"
    words = ["--method", "occlusion", "--npz", str(out), "--quiet", "--device", "cpu"]
    assert cli.main(["explain", str(SCENE), CAPTION, *words]) == 0
    assert pairlens.PairAttribution.load(out).method == "occlusion"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["no-such.png", CAPTION], "no-such.png"),
        ([str(SCENE), CAPTION, "--method", "guess"], "There is no method 'guess'"),
        ([str(SCENE), CAPTION, "--method", "occlusion", "--steps", "4"], "'occlusion' has no option 'steps'"),
        ([str(SCENE), ""], "at least one word"),
        ([str(SCENE), CAPTION, "--layer", "9"], "has no layer 9"),
        ([str(SCENE), CAPTION, "--model", "ViT-Q"], "There is no model 'ViT-Q'"),
        ([str(SCENE), CAPTION, "--html", "no/such/folder/out.html"], "does not exist"),
        ([str(SCENE), CAPTION, "--png", "."], "is a folder"),
    ],
)
def test_a_request_that_cannot_be_met_says_why_and_exits_with_1(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["explain", *words, "--quiet"]) == 1
    out, err = capsys.readouterr()
    assert said in err
    assert err.startswith("pairlens: ")
    assert "Traceback" not in err
    assert not out


@pytest.mark.parametrize("words", [[], ["explain"], ["explain", "a.png", "b", "--layer", "x"], ["dance"]])
def test_wrong_usage_exits_with_2(words: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main(words)
    assert caught.value.code == 2


def test_the_version_and_help_need_no_torch(without) -> None:
    out = without(
        "from pairlens_widget import cli\n"
        "for words in (['--version'], ['explain', '--help']):\n"
        "    try: cli.main(words)\n"
        "    except SystemExit as end: assert end.code == 0\n"
    )
    assert out.startswith("pairlens ")
    assert "--html" in out


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    command = f"{sys.executable} -m pairlens_widget.cli explain '{SCENE}' '{CAPTION}' --quiet | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert CAPTION in done.stdout
    assert "Traceback" not in done.stderr


def test_notebooks_are_copied_and_a_persons_changes_kept(tmp_path: Path) -> None:
    folder = cli.copy_notebooks(tmp_path / "mine")
    first = folder / "01-first-look.ipynb"
    assert (folder / "pictures" / "scene.png").is_file()
    first.write_text("changed", encoding="utf-8")
    (folder / "pictures" / "scene.png").unlink()
    cli.copy_notebooks(folder)
    assert first.read_text(encoding="utf-8") == "changed"
    assert (folder / "pictures" / "scene.png").is_file()


def test_lab_without_jupyterlab_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert cli.main(["lab"]) == 1
    assert "pairlens[lab]" in capsys.readouterr().err


def test_lab_opens_jupyterlab_on_the_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        asked.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", run)
    assert cli.main(["lab", "--folder", str(tmp_path / "mine"), "--", "--no-browser"]) == 0
    assert asked[0][1:4] == ["-m", "jupyter", "lab"]
    assert str(tmp_path / "mine") in asked[0]
    assert "--no-browser" in asked[0]
    assert any(word.endswith("/lab/tree/01-first-look.ipynb") for word in asked[0])
    assert ("--allow-root" in asked[0]) == (os.geteuid() == 0)
