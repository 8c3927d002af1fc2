"""What every test runs under: shapes are checked, and what must not need torch is tried without it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec

import pytest
import torch
from jaxtyping import install_import_hook

install_import_hook(["pairlens", "pairlens_widget"], "checking.check")

_GUARD = """
import sys
class Guard:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {heavy!r}:
            raise ImportError(name + " must not be imported here")
sys.meta_path.insert(0, Guard())
"""


# The toys are so small that a second thread only waits for the first.
torch.set_num_threads(1)

# current releases of shapiq need a newer Python than we do, so it is no dependency
HAS_SHAPIQ = find_spec("shapiq") is not None

collect_ignore = [] if torch.cuda.is_available() else ["cuda"]
collect_ignore += [] if HAS_SHAPIQ else ["other_tools/test_shapiq.py"]


def pytest_report_header() -> list[str]:
    """Say what is left out for want of a device or a package."""
    device = torch.cuda.get_device_name() if torch.cuda.is_available() else "none, tests/cuda left out"
    shapiq = "found" if HAS_SHAPIQ else "not installed, tests/other_tools/test_shapiq.py left out"
    return [f"CUDA: {device}", f"shapiq: {shapiq}"]


@pytest.fixture
def without() -> Callable[..., str]:
    """Run a snippet in a fresh interpreter where some modules cannot be imported; returns what it prints."""

    def run(code: str, *heavy: str) -> str:
        script = _GUARD.format(heavy=heavy or ("torch", "open_clip", "matplotlib", "pandas")) + code
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run
