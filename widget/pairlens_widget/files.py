"""Answers to "give me this view as a file": what a browser cannot make by itself."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pairlens.errors import OptionError
from pairlens_widget.desk import Asked
from pairlens_widget.saving import KINDS


def file(asked: Asked) -> tuple[dict[str, Any], list[bytes]]:
    """A file of what is seen now; the question says its `suffix`."""
    suffix = str(asked.question["suffix"])
    if suffix not in KINDS:
        raise OptionError(f"There is no .{suffix} file of a view.", f"Choose one of {', '.join(KINDS)}.")
    with TemporaryDirectory() as folder:
        return {}, [asked.explorer.save(Path(folder) / f"view.{suffix}").read_bytes()]
