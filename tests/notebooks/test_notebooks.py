from __future__ import annotations

import ast
import sys
from importlib import metadata
from pathlib import Path

import nbformat
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

sys.path.insert(0, str(ROOT / "tools"))


def shown(cell: nbformat.NotebookNode) -> list[set[str]]:
    """The kinds of data that a cell's outputs hold; printed text may come in any number of parts."""
    return [set(output["data"]) for output in cell.outputs if "data" in output]


def test_there_is_a_first_look() -> None:
    assert NOTEBOOKS[0].name == "01-first-look.ipynb"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_the_notebook_runs_and_shows_what_it_shows_in_the_repository(path: Path) -> None:
    from run_notebooks import run

    kept = nbformat.read(path, as_version=4)
    fresh = run(path)
    for old, new in zip(kept.cells, fresh.cells, strict=True):
        assert old.source == new.source
        if old.cell_type == "code":
            assert shown(old) == shown(new), (
                f"run tools/run_notebooks.py again: {old.source[:60]!r} shows something else"
            )


def installed_with(name: str, extras: frozenset[str], seen: set[tuple[str, frozenset[str]]]) -> set[str]:
    """A distribution and everything that installing it brings, by canonical name."""
    name = canonicalize_name(name)
    if (name, extras) in seen:
        return set()
    seen.add((name, extras))
    found = {name}
    try:
        lines = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return found
    for line in map(Requirement, lines):
        wanted = extras or {""}
        if line.marker is None or any(line.marker.evaluate({"extra": extra}) for extra in wanted):
            found |= installed_with(line.name, frozenset(line.extras), seen)
    return found


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_the_lab_brings_all_that_the_notebook_imports(path: Path) -> None:
    """What the tests install must not hide what a newcomer is missing."""
    cells = nbformat.read(path, as_version=4).cells
    trees = [ast.parse(cell.source) for cell in cells if cell.cell_type == "code"]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    brought = installed_with("pairlens", frozenset({"lab"}), set())
    homes = metadata.packages_distributions()
    ours = {"pairlens", "pairlens_widget"}
    for package in {name.partition(".")[0] for name in names} - ours - set(sys.stdlib_module_names):
        assert {canonicalize_name(home) for home in homes.get(package, [])} & brought, package


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_the_kept_notebook_can_be_read_where_nothing_runs(path: Path) -> None:
    """Each widget has a still picture, and nothing of this machine or of an error is kept."""
    notebook = nbformat.read(path, as_version=4)
    text = path.read_text(encoding="utf-8")
    assert "Traceback" not in text
    assert str(Path.home()) + "/" not in text
    for cell in notebook.cells:
        if cell.cell_type == "code" and any("widget-view" in kind for data in shown(cell) for kind in data):
            assert any("text/html" in data for data in shown(cell)), cell.source
