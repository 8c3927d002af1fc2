"""How a view stands in a notebook: as a widget, and as a picture of itself."""

from __future__ import annotations

from typing import Any

import pytest

import galleries
from pairlens_widget import Gallery
from pairlens_widget.displayed import Displayed


def test_a_view_has_to_say_what_it_looks_like() -> None:
    made = Displayed()
    with pytest.raises(NotImplementedError):
        made.render_static()
    made.close()


def test_a_notebook_keeps_the_widget_and_a_picture_of_it() -> None:
    made = Gallery(galleries.pairs(2))
    found = made._repr_mimebundle_()
    assert found is not None
    data, _ = found
    assert "application/vnd.jupyter.widget-view+json" in data
    assert data["text/html"].startswith(f'<div data-pairlens="{made._static_id}">')
    assert "As first shown. Run the cell to explore it." in data["text/html"]
    assert galleries.captions(2)[1] in data["text/html"]
    made.close()


def test_they_are_two_outputs(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[dict[str, Any]] = []
    monkeypatch.setattr("IPython.display.display", lambda data, **_: shown.append(data))
    made = Gallery(galleries.pairs(1))
    made._ipython_display_()
    assert sorted(shown[0]) == ["text/html", "text/plain"]
    assert "text/html" not in shown[1]
    assert shown[0]["text/plain"] == "Gallery, as first shown"
    made.close()


def test_each_picture_is_that_of_its_own_view() -> None:
    one, two = Gallery(galleries.pairs(1)), Gallery(galleries.pairs(1))
    assert one._static_id != two._static_id
    assert one.get_state()["_static_id"] == one._static_id
    one.close()
    two.close()
