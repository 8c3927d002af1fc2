"""An explorer that goes from place to place: through the steps of a lesson, or through pairs that are judged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pairlens_widget.explorer import Explorer


class Guided(Explorer):
    """Python may lead and the view may lead; whoever follows does not lead back.

    A subclass has a trait for its place, and moves when it changes unless `_followed`.
    """

    _followed = 0

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take what the view sends; it has gone to its place already."""
        with self._following():
            super().set_state(sync_data)

    @contextmanager
    def _following(self) -> Iterator[None]:
        """While another place comes with all that is seen there, it needs none of ours."""
        self._followed += 1
        try:
            yield
        finally:
            self._followed -= 1
