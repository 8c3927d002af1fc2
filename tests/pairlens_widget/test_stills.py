from __future__ import annotations

from typing import Any

import pytest

from pairlens_widget import Explorer


def test_it_shows_a_widget_a_still_picture_and_text(explorer: Explorer) -> None:
    bundle = explorer._repr_mimebundle_()
    assert bundle is not None
    assert "application/vnd.jupyter.widget-view+json" in bundle[0]
    assert "data:image/png;base64," in bundle[0]["text/html"]
    assert "As first shown" in bundle[0]["text/html"]
    assert "PairAttribution" in bundle[0]["text/plain"]


def test_the_still_picture_is_an_output_of_its_own_before_the_widget(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[dict[str, Any]] = []
    monkeypatch.setattr("IPython.display.display", lambda data, **_: shown.append(data))
    explorer._ipython_display_()
    assert ["text/html" in data for data in shown] == [True, False]
    assert "application/vnd.jupyter.widget-view+json" in shown[1]
