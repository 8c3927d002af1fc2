"""No garbage is looked for while many objects are made, and afterwards as before."""

from __future__ import annotations

import gc

import pytest

from pairlens.cases.gathering import gathering


def test_it_is_as_it_was_afterwards_whatever_happens() -> None:
    assert gc.isenabled()
    with gathering():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ValueError, match="x"), gathering():
        raise ValueError("x")
    assert gc.isenabled()


def test_who_switched_it_off_finds_it_off() -> None:
    gc.disable()
    try:
        with gathering():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
