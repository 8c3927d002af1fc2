"""Answer to "show me this explanation"; it is held already, so that nothing that computes is imported for it."""

from __future__ import annotations

from pairlens_widget.desk import Asked


def show(asked: Asked) -> None:
    """Show an explanation that is held already."""
    asked.explorer._show(str(asked.question["revision"]), asked.question.get("chosen"))  # noqa: SLF001 - the explorer's own answer
