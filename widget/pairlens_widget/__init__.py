"""What people touch: the linked view in notebooks, and pages that work without one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pairlens import __version__

if TYPE_CHECKING:
    from pairlens_widget.explorer import Explorer

__all__ = ["Explorer", "__version__"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any public name
    """Import the widget when it is first asked for (PEP 562): the command line does without it."""
    if name != "Explorer":
        raise AttributeError(f"module 'pairlens_widget' has no attribute {name!r}")
    from pairlens_widget.explorer import Explorer

    globals()[name] = Explorer
    return Explorer
