"""A JupyterLab or a Notebook 7 of one's own, on a loopback port, with nothing in it but what a test writes."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import nbformat

TOKEN = "browser-tests"  # noqa: S105 - guards a loopback port for a minute
_QUIET = {
    "@jupyterlab/apputils-extension:notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
        "doNotDisturbMode": True,
    },
    "@jupyterlab/docmanager-extension:plugin": {"autosave": False},
    "@jupyterlab/notebook-extension:tracker": {"autoStartDefaultKernel": True},
}


_OPENS = {"jupyterlab": "doc/tree", "notebook": "notebooks"}
"""Where each application opens a notebook."""


@contextmanager
def lab(home: Path, application: str = "jupyterlab") -> Iterator[Lab]:
    """Start JupyterLab (or `notebook`, Notebook 7) in `home` and stop it, its kernels included."""
    port = free_port()
    command = [sys.executable, "-m", application, "--no-browser", "--allow-root", f"--ServerApp.port={port}"]
    command += [
        "--ServerApp.ip=127.0.0.1",
        f"--IdentityProvider.token={TOKEN}",
        f"--ServerApp.root_dir={home}",
    ]
    with (home / "lab.log").open("w") as log:
        server = subprocess.Popen(command, cwd=home, env=_environment(home), stdout=log, stderr=log)
        made = Lab(home, f"http://127.0.0.1:{port}", _OPENS[application])
        try:
            _until_it_answers(made, server)
            yield made
        finally:
            made.stop_kernels()
            stop(server)


class Lab:
    """A running JupyterLab or Notebook 7."""

    def __init__(self, home: Path, address: str, opens: str) -> None:
        self.home = home
        self.address = address
        self._opens = opens

    def notebook(self, name: str, cells: Sequence[str]) -> str:
        """Write a notebook of code cells; returns the address that opens it in a workspace of its own."""
        spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
        book = nbformat.v4.new_notebook(metadata={"kernelspec": spec})
        book.cells = [nbformat.v4.new_code_cell(cell) for cell in cells]
        nbformat.write(book, self.home / name)
        return self.at(name)

    def at(self, name: str) -> str:
        """The address that opens a notebook."""
        return f"{self.address}/{self._opens}/{name}?token={TOKEN}"

    def ask(self, path: str, method: str = "GET") -> Any:
        """One call of the server's API."""
        headers = {"Authorization": f"token {TOKEN}"}
        request = urllib.request.Request(f"{self.address}/api/{path}", headers=headers, method=method)  # noqa: S310 - our own loopback server
        with urllib.request.urlopen(request, timeout=10) as reply:  # noqa: S310 - likewise
            text = reply.read()
        return json.loads(text) if text else None

    def stop_kernels(self, patience: float = 20) -> None:
        """End every session, as closing the computer for the night does; one that is restarting takes a moment."""
        deadline = time.monotonic() + patience
        while (sessions := self.ask("sessions")) and time.monotonic() < deadline:
            for session in sessions:
                with suppress(urllib.error.HTTPError):
                    self.ask(f"sessions/{session['id']}", "DELETE")
            time.sleep(0.1)


def stop(server: subprocess.Popen[bytes]) -> None:
    """End a server, with force where it does not listen."""
    server.terminate()
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _environment(home: Path) -> dict[str, str]:
    """Settings, trust and kernels of this Lab alone; nothing of the person who runs the tests."""
    settings = home / "settings"
    for name, values in _QUIET.items():
        package, _, plugin = name.partition(":")
        path = settings / package / f"{plugin}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values), encoding="utf-8")
    own = {"JUPYTER_CONFIG_DIR": "config", "JUPYTER_RUNTIME_DIR": "runtime", "JUPYTER_DATA_DIR": "data"}
    own |= {"JUPYTERLAB_WORKSPACES_DIR": "workspaces", "IPYTHONDIR": "ipython"}
    tests = str(Path(__file__).parent)
    return {
        **os.environ,
        **{key: str(home / folder) for key, folder in own.items()},
        "JUPYTERLAB_SETTINGS_DIR": str(settings),
        "PAIRLENS_TESTS": tests,
    }


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _until_it_answers(lab: Lab, server: subprocess.Popen[bytes], patience: float = 60) -> None:
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        try:
            lab.ask("status")
        except (urllib.error.URLError, OSError):
            if server.poll() is not None:
                break
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"JupyterLab did not start:\n{(lab.home / 'lab.log').read_text()}")
