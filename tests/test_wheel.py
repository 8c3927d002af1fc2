"""What people install is the wheel, not the source tree: build it and use it from elsewhere."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (found,) = folder.glob("*.whl")
    return found


def test_it_holds_everything_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.partition("/")[0] for name in names}
    assert {t for t in tops if not t.endswith(".dist-info")} == {"pairlens", "pairlens_widget"}
    for needed in (
        "pairlens/py.typed",
        "pairlens/weights/embedded.safetensors",
        "pairlens/weights/MODEL_CARD.md",
        "pairlens/scenes/__init__.py",
        "pairlens_widget/py.typed",
        "pairlens_widget/static/loader.js",
        "pairlens_widget/static/widget.js",
        "pairlens_widget/static/page.js",
        *(f"pairlens_widget/static/{part}.js" for part in ("annotate", "export", "lesson", "live")),
        "pairlens_widget/notebooks/01-first-look.ipynb",
        "pairlens_widget/notebooks/pictures/scene.png",
    ):
        assert needed in names
    assert wheel.stat().st_size < 12 * 2**20


def test_it_works_from_elsewhere(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    env = os.environ | {"PYTHONPATH": str(tmp_path / "site")}
    script = (
        "import pairlens, pairlens_widget.cli as cli, sys\n"
        "assert 'site' in pairlens.__file__ and 'site' in cli.__file__\n"
        "scene = cli.notebooks() / 'pictures' / 'scene.png'\n"
        "sys.exit(cli.main(['explain', str(scene), 'a purple car', '--html', 'out.html', '--quiet']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "purple car" in done.stdout
    assert (tmp_path / "out.html").stat().st_size > 10_000
