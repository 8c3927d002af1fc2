"""Every example in a docstring is run."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

import pytest

ROOTS = {
    name: Path(__file__).parents[1] / folder / name
    for name, folder in {"pairlens": "attribution", "pairlens_widget": "widget"}.items()
}
MODULES = sorted(
    ".".join([name, *path.relative_to(root).with_suffix("").parts]).removesuffix(".__init__")
    for name, root in ROOTS.items()
    for path in root.rglob("*.py")
    if ">>> " in path.read_text(encoding="utf-8")
)


def test_there_are_examples() -> None:
    assert len(MODULES) >= 4


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of(name: str) -> None:
    result = doctest.testmod(import_module(name))
    assert result.attempted > 0
    assert result.failed == 0
