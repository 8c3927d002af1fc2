"""How a widget of this package brings its own front end to the browser, over the notebook's connection alone."""

from __future__ import annotations

from typing import ClassVar

import anywidget
import traitlets

from pairlens_widget.export import bundle, texts


class View(anywidget.AnyWidget):
    """A widget that the core of the front end draws, or a part of it.

    A subclass names the parts that it has a use for (files of `js/src/parts`) in `_uses`, and in `_main` the one
    that draws it, where that is not the core's explorer.
    """

    # As text: anywidget watches a path, and the watch would keep every widget alive. Only what loads the view's
    # code, because a browser keeps every script that it ever ran.
    _esm = bundle("loader.js")
    _code = traitlets.Unicode(bundle("widget.js"), read_only=True).tag(sync=True)
    _parts = traitlets.Dict(read_only=True).tag(sync=True)
    _main = traitlets.Unicode("", read_only=True).tag(sync=True)

    _uses: ClassVar[tuple[str, ...]] = ()

    @traitlets.default("_parts")
    def _make_parts(self) -> dict[str, str]:
        return texts(self._needed())

    def _needed(self) -> tuple[str, ...]:
        """Names of the parts that this very widget has a use for."""
        return self._uses
