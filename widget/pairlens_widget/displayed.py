"""How a view stands in a notebook: live, and as a still picture for whoever opens the notebook where nothing runs."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import traitlets

from pairlens_widget.view import View


class Displayed(View):
    """A view that leaves a still picture of itself; a subclass says in `render_static` what it looks like."""

    _static_id = traitlets.Unicode(read_only=True).tag(sync=True)

    def render_static(self) -> str:
        """What is seen now as HTML alone: no script, no style sheet, no address."""
        raise NotImplementedError

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict[str, Any], dict[str, Any]] | None:  # noqa: ANN401 - anywidget's own
        """The widget, and beside it a static picture for whoever cannot show widgets."""
        made = super()._repr_mimebundle_(**options)
        return made and ({**made[0], "text/html": self._static_html()}, made[1])

    def _ipython_display_(self) -> None:
        """Show the static picture and the widget as two outputs; the widget hides the picture while it lives.

        JupyterLab prefers a widget to every other form, and for a notebook that was reopened without its
        kernel it shows nothing but "Loading widget…". The picture needs an output of its own to be seen then.
        """
        from IPython.display import display

        made = self._repr_mimebundle_()
        if made is None:
            return
        data, metadata = made
        static = {"text/html": data.pop("text/html"), "text/plain": f"{type(self).__name__}, as first shown"}
        display(static, raw=True)  # type: ignore[no-untyped-call] # IPython ships it without types
        display(data, metadata=metadata, raw=True)  # type: ignore[no-untyped-call] # likewise

    def _static_html(self) -> str:
        """The view's own picture, labelled as what it is."""
        note = "As first shown. Run the cell to explore it."
        return (
            f'<div data-pairlens="{self._static_id}">{self.render_static()}<p><small>{note}</small></p></div>'
        )

    @traitlets.default("_static_id")
    def _make_static_id(self) -> str:
        return uuid4().hex
