from __future__ import annotations

import gc
import weakref
from collections.abc import Callable

import pytest

import samples
from pairlens_widget import Explorer


def test_two_explorers_share_nothing() -> None:
    one, other = Explorer(samples.husky()), Explorer(samples.husky())
    one.selected_tokens = [1]
    assert other.selected_tokens == []
    one.close()
    other.close()


def test_everything_the_view_needs_is_there_when_it_opens(explorer: Explorer) -> None:
    state = explorer.get_state()
    assert state["_pair"]["b"]["text"] == samples.HUSKY
    assert len(state["_matrix"]) % (4 * len(explorer.pair.picture)) == 0
    assert state["_picture_a"].startswith(b"\x89PNG")
    assert state["_picture_b"] == b""
    assert "export" in state["_esm"]
    assert "export" in state["_code"]
    assert len(state["_esm"]) < len(state["_code"]) / 50


def test_a_closed_explorer_lets_its_explanation_go() -> None:
    explorer = Explorer(samples.husky())
    gone = weakref.ref(explorer)
    explorer.close()
    del explorer
    gc.collect()
    assert gone() is None


def test_viewing_needs_no_torch_and_no_matplotlib(without: Callable[..., str]) -> None:
    code = "import sys; sys.path.append('tests'); import samples; from pairlens_widget import Explorer; "
    assert without(code + "print(Explorer(samples.husky()).selected_tokens)") == "[]\n"


def test_importing_the_package_imports_no_widget_machinery(without: Callable[..., str]) -> None:
    without("import pairlens_widget; print(pairlens_widget.__version__)", "anywidget", "ipywidgets", "torch")


def test_an_unknown_name_is_an_attribute_error() -> None:
    import pairlens_widget

    with pytest.raises(AttributeError, match="Viewer"):
        pairlens_widget.Viewer  # noqa: B018 - looking it up is the test
