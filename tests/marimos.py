"""A marimo server of one's own, on a loopback port, with one notebook, that asks no other machine."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from notebooks import free_port, stop

_SETTINGS = """\
[runtime]
auto_instantiate = true
on_cell_change = "autorun"

[save]
autosave = "off"
"""
"""All cells run when the notebook is opened, and those that read what changed run again."""


@contextmanager
def marimo(home: Path, cells: Sequence[str], mode: str = "edit") -> Iterator[str]:
    """Serve a notebook of `cells` from `home`; gives the address that opens it.

    Args:
        home: An empty folder.
        cells: The code of each cell.
        mode: `edit`, a notebook to work in; `run`, the same as an application.
    """
    book = home / "book.py"
    book.write_text(_source(cells), encoding="utf-8")
    settings = home / "config" / "marimo" / "marimo.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(_SETTINGS, encoding="utf-8")
    port = free_port()
    command = [sys.executable, "-m", "marimo", "--yes", mode, str(book), "--headless", "--no-token"]
    command += ["--port", str(port), *["--skip-update-check"] * (mode == "edit")]
    own = {"HOME": home, "XDG_CONFIG_HOME": home / "config", "XDG_STATE_HOME": home / "state"}
    environment = {**os.environ, **{key: str(path) for key, path in own.items()}}
    environment["PAIRLENS_TESTS"] = str(Path(__file__).parent)
    with (home / "marimo.log").open("w") as log:
        server = subprocess.Popen(command, cwd=home, env=environment, stdout=log, stderr=log)
        try:
            _until_it_answers(f"http://127.0.0.1:{port}", home / "marimo.log", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            stop(server)


def _source(cells: Sequence[str]) -> str:
    """A marimo notebook: a file of Python, in which every cell is a function."""
    made = ["import marimo", "", "app = marimo.App()"]
    for cell in cells:
        made += [
            "",
            "",
            "@app.cell",
            "def _():",
            *(f"    {line}" for line in cell.splitlines()),
            "    return",
        ]
    return "\n".join([*made, ""])


def _until_it_answers(address: str, log: Path, server: subprocess.Popen[bytes], patience: float = 60) -> None:
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/health", timeout=5).close()  # noqa: S310 - our own loopback server
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"marimo did not start:\n{log.read_text()}")
