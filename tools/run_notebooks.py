"""Run the notebooks and keep what they show, so that they can be read where nothing runs.

python tools/run_notebooks.py            # all
python tools/run_notebooks.py 01         # those whose name starts so
"""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[1] / "notebooks"


def run(path: Path) -> nbformat.NotebookNode:
    """Execute a notebook in its own folder; an error in a cell is raised.

    Args:
        path: The notebook.
    """
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=600,
        kernel_name="python3",
        coalesce_streams=True,
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.execute()
    for cell in notebook.cells:
        cell.get("metadata", {}).pop("execution", None)  # times of day would change the file at every run
    return notebook


if __name__ == "__main__":
    for path in sorted(FOLDER.glob(f"{''.join(sys.argv[1:2])}*.ipynb")):
        nbformat.write(run(path), path)
        sys.stdout.write(f"{path.name}: {path.stat().st_size // 1024} kB\n")
