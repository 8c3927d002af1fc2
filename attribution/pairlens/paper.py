"""How wide a figure is on paper, and how it is written to a file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from pairlens.errors import OptionError

MILLIMETRES = 25.4
"""In an inch."""

WIDTHS = {"column": 85.0, "page": 175.0, "slide": 254.0}
"""Widths by name, in millimetres: a column of a paper in two columns, its text, a slide."""

_UNITS = {"mm": 1.0, "cm": 10.0, "in": MILLIMETRES, "pt": MILLIMETRES / 72.27}
_LEAST, _MOST = 40.0, 1200.0
_TEXT: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "pairlens",
    "pdf.fonttype": 42,
    "pdf.use14corefonts": False,
}
_DATED = {"svg": "Date", "pdf": "CreationDate"}


def inches(width: float | str) -> float:
    r"""A width as matplotlib counts it.

    Args:
        width: "column" (85 mm), "page" (175 mm) or "slide" (254 mm); a number of millimetres; or a number with
            its unit, such as "3.3in", "8.5cm" or "241pt" (what `\the\columnwidth` says in LaTeX).

    Raises:
        OptionError: It is none of these, or no width that a figure can have.
    """
    millimetres = _millimetres(width)
    if millimetres is None:
        cause = f"width={width!r} is no width."
        raise OptionError(cause, 'Give "column", "page", "slide", millimetres, or text such as "3.3in".')
    if not _LEAST <= millimetres <= _MOST:
        cause = f"A figure cannot be {millimetres:g} mm wide."
        raise OptionError(cause, f"Give {_LEAST:g} to {_MOST:g} millimetres.")
    return millimetres / MILLIMETRES


def _millimetres(width: float | str) -> float | None:
    if isinstance(width, str):
        if width in WIDTHS:
            return WIDTHS[width]
        found = re.fullmatch(rf"\s*(\d+(?:\.\d+)?)\s*({'|'.join(_UNITS)})\s*", width)
        return float(found[1]) * _UNITS[found[2]] if found else None
    number = isinstance(width, int | float) and not isinstance(width, bool)
    return float(width) if number else None


class Drawing(Figure):
    """A matplotlib figure that shows itself in a notebook without pyplot, and is written as papers want it.

    Text in SVG and PDF files stays text, with its fonts embedded in PDF; the same figure gives the same bytes.
    """

    def _repr_png_(self) -> bytes:
        import io

        buffer = io.BytesIO()
        self.savefig(buffer, format="png")
        return buffer.getvalue()

    def savefig(self, fname: Any, **options: Any) -> None:  # noqa: ANN401 - matplotlib's own
        """Write the figure; arguments are those of `matplotlib.figure.Figure.savefig`."""
        named = Path(fname).suffix[1:] if isinstance(fname, str | Path) else ""
        kind = str(options.get("format") or named).lower()
        if kind in _DATED:
            options["metadata"] = {_DATED[kind]: None, **(options.get("metadata") or {})}
        with mpl.rc_context(_TEXT):
            super().savefig(fname, **options)


def panel(figure: Figure, x: float, y: float, wide: float, high: float) -> Axes:
    """Axes by their upper left corner and size, in inches."""
    width, height = figure.get_size_inches()
    return figure.add_axes((x / width, 1 - (y + high) / height, wide / width, high / height))
