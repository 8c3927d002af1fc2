from __future__ import annotations

import pytest

import pairlens


def test_every_public_name_is_there_and_none_is_a_module() -> None:
    import types

    for name in pairlens.__all__:
        assert not isinstance(getattr(pairlens, name), types.ModuleType), name
    assert set(dir(pairlens)) >= set(pairlens.__all__)


def test_a_public_name_stays_what_it_is_when_its_module_is_imported_first(without) -> None:
    """A module of the same name would take the function's place."""
    out = without(
        "import pairlens.explaining, pairlens.ledger, pairlens\nprint(callable(pairlens.explain))",
        "matplotlib",
    )
    assert out == "True\n"


def test_start_up_needs_no_torch(without) -> None:
    assert without("import pairlens; print(pairlens.PairAttribution.__name__)") == "PairAttribution\n"


def test_a_name_that_is_not_there_is_said() -> None:
    with pytest.raises(AttributeError, match="no attribute 'lime'"):
        _ = pairlens.lime
