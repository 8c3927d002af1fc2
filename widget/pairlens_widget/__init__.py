"""What people touch: the linked view in notebooks, and pages that work without one."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pairlens import __version__

if TYPE_CHECKING:
    from pairlens_widget.annotator import Annotator
    from pairlens_widget.explorer import Explorer
    from pairlens_widget.gallery import Gallery
    from pairlens_widget.lesson import Lesson
    from pairlens_widget.quizzes import Quiz
    from pairlens_widget.steps import Step

__all__ = ["Annotator", "Explorer", "Gallery", "Lesson", "Quiz", "Step", "__version__"]

_HOMES = {
    "Annotator": "annotator",
    "Explorer": "explorer",
    "Gallery": "gallery",
    "Lesson": "lesson",
    "Quiz": "quizzes",
    "Step": "steps",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any public name
    """Import the widget when it is first asked for (PEP 562): the command line does without it."""
    if name not in _HOMES:
        raise AttributeError(f"module 'pairlens_widget' has no attribute {name!r}")
    found = getattr(import_module(f"pairlens_widget.{_HOMES[name]}"), name)
    globals()[name] = found
    return found
