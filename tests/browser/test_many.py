"""Many explorers in one JupyterLab notebook: what is left of them when they are gone. Counts, not timings."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext

from crowd import Crowd
from notebooks import Lab

pytestmark = pytest.mark.browser


def test_fifty_explorers_are_released(server: Lab, context: BrowserContext) -> None:
    crowd = Crowd(context.new_page(), server)
    crowd.run(1, closing=False)
    crowd.run(0, closing=True)
    empty = crowd.count()  # all that the page needs once has been loaded by now

    crowd.run(5, closing=False)
    full = crowd.count()
    assert full["nodes"] > 2 * empty["nodes"]
    crowd.run(5, closing=False)
    again = crowd.count()
    alive, of = crowd.run(0, closing=True)
    left = crowd.count()

    for name in ("nodes", "listeners"):
        assert again[name] < 1.1 * full[name], name  # though Python still holds the first fifty
    assert (alive, of) == (0, 100)
    for name in ("nodes", "listeners", "heap"):
        assert left[name] < 1.1 * empty[name], name
