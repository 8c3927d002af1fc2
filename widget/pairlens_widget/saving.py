"""What a view shows, as a file: a figure for paper, the page, the numbers, the words as LaTeX."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pairlens import PairAttribution
from pairlens.errors import OptionError
from pairlens.latex import seen_latex
from pairlens.tables import to_csv
from pairlens_widget.export import page
from pairlens_widget.seeing import seen, seen_pins

FIGURES = ("pdf", "svg", "png")
KINDS = (*FIGURES, "html", "npz", "csv", "tex")
"""Suffixes of the files that can be written."""

_PANELS = ("view", "pins")


def file_bytes(
    pair: PairAttribution,
    chosen: Mapping[str, Any],
    kind: str,
    *,
    revision: str = "1",
    variants: Sequence[Mapping[str, Any]] = (),
    **options: Any,  # noqa: ANN401 - those of figures; other files have none
) -> bytes:
    """A file of what is chosen in a view.

    Args:
        pair: The explanation.
        chosen: Values of `choices.names(pair)`.
        kind: One of `KINDS`.
        revision: Of the page: what the explanation is called in bookmarks.
        variants: Of the page: what is shown beside it, see `variants.Variants.page`.
        options: Of a figure, see `Explorer.save`; other files have none.

    Raises:
        OptionError: There is no such file, or an option does not belong to it.
    """
    if kind in FIGURES:
        return _figure_bytes(pair, chosen, kind, **options)
    if kind not in KINDS:
        raise OptionError(f"There is no .{kind} file of a view.", f"Choose one of {', '.join(KINDS)}.")
    if options:
        raise OptionError(f"A .{kind} file has no {', '.join(options)}.", "Leave it out, or save a figure.")
    made: dict[str, Callable[[], bytes]] = {
        "html": lambda: page(pair, chosen, revision=revision, variants=variants).encode(errors="replace"),
        "npz": lambda: _archive(pair),
        "csv": lambda: to_csv(pair).encode(),
        "tex": lambda: seen_latex(pair, seen(pair, chosen)).encode(),
    }
    return made[kind]()


def save_view(
    pair: PairAttribution,
    chosen: Mapping[str, Any],
    path: str | Path,
    **options: Any,  # noqa: ANN401 - as in `file_bytes`
) -> Path:
    """Write a file of what is chosen in a view; its suffix says which, see `file_bytes`."""
    target = Path(path)
    if target.suffix.lower() == ".npz" and not options:
        pair.save(target)  # never leaves half a file behind
        return target
    target.write_bytes(file_bytes(pair, chosen, target.suffix[1:].lower(), **options))
    return target


def _figure_bytes(
    pair: PairAttribution,
    chosen: Mapping[str, Any],
    kind: str,
    *,
    width: float | str = "page",
    dpi: float = 300,
    ledger: bool = True,
    panels: str = "view",
) -> bytes:
    from pairlens.plot_seen import plot_seen

    if panels not in _PANELS:
        raise OptionError(f"panels={panels!r} is unknown.", f"Choose {' or '.join(map(repr, _PANELS))}.")
    what = seen_pins(pair, chosen) if panels == "pins" else seen(pair, chosen)
    buffer = io.BytesIO()
    plot_seen(pair, what, width=width, ledger=ledger).savefig(buffer, format=kind, dpi=dpi)
    return buffer.getvalue()


def _archive(pair: PairAttribution) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "pair.npz"
        pair.save(path)
        return path.read_bytes()
