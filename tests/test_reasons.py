"""Whoever is let off by a checker has a reason beside it."""

from __future__ import annotations

import re
import tokenize
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PYTHON = ("attribution", "widget", "tests", "training", "benchmarks", "tools")
VIEW = ("src", "tests")
LET_OFF = re.compile(
    r"noqa|type: *ignore|pyright: *ignore|mypy:|biome-ignore|@ts-(?:ignore|expect-error|nocheck)"
)
REASON = re.compile(
    r"noqa: [A-Z]+\d+(?:, [A-Z]+\d+)* - [`\w]"
    r"|type: ignore\[[a-z, -]+\] +# (?!noqa)[`\w]"
    r"|biome-ignore(?:-all|-start|-end)? [\w/]+: (?!<)\w"
    r"|@ts-expect-error:? (?!TS\d+$)\w"
)


def unreasoned(comment: str) -> bool:
    return len(LET_OFF.findall(comment)) > len(REASON.findall(comment))


def comments(path: Path) -> list[tuple[int, str]]:
    """Line number and text: of a Python file its comments, of any other all lines."""
    if path.suffix == ".py":
        with path.open("rb") as file:
            found = list(tokenize.tokenize(file.readline))
        return [(token.start[0], token.string) for token in found if token.type == tokenize.COMMENT]
    return list(enumerate(path.read_text(encoding="utf-8").splitlines(), 1))


def faults(paths: list[Path]) -> list[str]:
    return [f"{path}:{line}: {text}" for path in paths for line, text in comments(path) if unreasoned(text)]


def bare_codes(settings: str) -> list[str]:
    """Lines that switch off rules in the settings of the linter and say nothing."""
    return [line for line in settings.splitlines() if re.search(r'"[A-Z]+\d*"', line) and "# " not in line]


@pytest.mark.parametrize("folder", PYTHON)
def test_every_exception_in_python_has_a_reason(folder: str) -> None:
    paths = sorted((ROOT / folder).rglob("*.py"))
    assert paths
    assert faults(paths) == []


@pytest.mark.parametrize("folder", VIEW)
def test_every_exception_in_the_view_has_a_reason(folder: str) -> None:
    paths = [p for p in sorted((ROOT / "js" / folder).rglob("*")) if p.suffix in {".ts", ".tsx", ".css"}]
    assert paths
    assert faults(paths) == []


def test_every_rule_that_is_off_everywhere_or_in_a_folder_has_a_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lint = tomllib.loads(text)["tool"]["ruff"]["lint"]
    settings = text.partition("\nignore = [")[2].partition("[tool.ruff.lint.pycodestyle]")[0]
    off = [*lint["ignore"], *(code for codes in lint["per-file-ignores"].values() for code in codes)]
    assert all(f'"{code}"' in settings for code in off)
    assert bare_codes(settings) == []


@pytest.mark.parametrize(
    "comment",
    [
        "# noqa",
        "# noqa: ANN401",
        "# noqa: ANN401, S101",
        "# noqa: ANN401 checked here",
        "# noqa: ANN401 - ",
        "# ruff: noqa",
        "# ruff: noqa: E501",
        "# type: ignore",
        "# type: ignore # all of it",
        "# type: ignore[arg-type]",
        "# type: ignore[arg-type]  # noqa: S101 - a reason of its own",
        "# pyright: ignore[reportAny]",
        "# mypy: ignore-errors",
        "// biome-ignore lint/a11y/noSvg",
        "// biome-ignore lint/a11y/noSvg: <explanation>",
        "// @ts-expect-error",
        "// @ts-expect-error TS2345",
        "// @ts-ignore: old types",
        "// @ts-nocheck",
    ],
)
def test_an_exception_without_a_reason_is_found(comment: str) -> None:
    assert unreasoned(comment)


@pytest.mark.parametrize(
    "comment",
    [
        "# an ordinary comment",
        "# noqa: ANN401 - checked here",
        "# noqa: FBT001, FBT002 - torch's own signature",
        "# type: ignore[misc] # that it is refused is the test",
        "# type: ignore[misc]  # open_clip ships no types",
        "# noqa: SLF001 - `children()` is the slow walk",
        "// biome-ignore lint/a11y/noSvg: the label stands beside it",
        "// @ts-expect-error a file of an older version",
    ],
)
def test_an_exception_with_a_reason_is_not(comment: str) -> None:
    assert not unreasoned(comment)


def test_a_file_with_faults_lists_them(tmp_path: Path) -> None:
    bad = tmp_path / "bad.py"
    bad.write_text('said = "# noqa"\nx = 1  # noqa: E741\ny = 2  # noqa: E741 - a symbol\n', encoding="utf-8")
    assert faults([bad]) == [f"{bad}:2: # noqa: E741"]
    assert bare_codes('"D",\n"S101",  # what a test is made of\n"PLR2004"]') == ['"D",', '"PLR2004"]']
