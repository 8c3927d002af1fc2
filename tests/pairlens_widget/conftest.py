"""An explorer to try things on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import samples
from pairlens_widget import Explorer


@pytest.fixture
def explorer() -> Iterator[Explorer]:
    made = Explorer(samples.husky())
    yield made
    made.close()
