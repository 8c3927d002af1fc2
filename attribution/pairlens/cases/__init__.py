"""Failure cases: what people find, what they say of it, where it is kept and how it is handed on.

An `Item` is one explained pair, a `Case` one reviewer's judgement of it, a `Store` keeps both with every change that
was ever made.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pairlens.cases.case import SEVERITIES, Case, Change, Evidence, Judgement, Status, case_id
from pairlens.cases.categories import CATEGORIES, Category
from pairlens.cases.errors import (
    StoreClosed,
    StoreCorrupt,
    StoreDriverMissing,
    StoreError,
    StoreFull,
    StoreLocked,
    StoreNewer,
    StoreReadOnly,
    StoreUnreachable,
)
from pairlens.cases.item import Item, Side, item_of

if TYPE_CHECKING:
    from pairlens.cases.again import explain_again
    from pairlens.cases.collection import Collection
    from pairlens.cases.exchange import export, from_store, import_, into_store, read
    from pairlens.cases.formats.bundle import Bundle
    from pairlens.cases.formats.fiftyone import from_fiftyone, to_fiftyone
    from pairlens.cases.formats.frames import from_dataframe, to_dataframe
    from pairlens.cases.formats.huggingface import from_dataset, to_dataset
    from pairlens.cases.formats.merging import Imported
    from pairlens.cases.kappas import agreement
    from pairlens.cases.measures import MEASURES, Measure
    from pairlens.cases.ranking import ranks
    from pairlens.cases.reporting import report
    from pairlens.cases.store import Store
    from pairlens.cases.truth import truth_of

_HOMES = {
    "Collection": "pairlens.cases.collection",
    **dict.fromkeys(
        ("Bundle", "Imported", "export", "from_store", "import_", "into_store", "read"),
        "pairlens.cases.exchange",
    ),
    **dict.fromkeys(("from_fiftyone", "to_fiftyone"), "pairlens.cases.formats.fiftyone"),
    **dict.fromkeys(("from_dataframe", "to_dataframe"), "pairlens.cases.formats.frames"),
    **dict.fromkeys(("from_dataset", "to_dataset"), "pairlens.cases.formats.huggingface"),
    "agreement": "pairlens.cases.kappas",
    "explain_again": "pairlens.cases.again",
    "MEASURES": "pairlens.cases.measures",
    "Measure": "pairlens.cases.measures",
    "ranks": "pairlens.cases.ranking",
    "report": "pairlens.cases.reporting",
    "truth_of": "pairlens.cases.truth",
    "Store": "pairlens.cases.store",
}
"""What is imported when it is first used, because it needs heavy packages."""

__all__ = [
    "CATEGORIES",
    "MEASURES",
    "SEVERITIES",
    "Bundle",
    "Case",
    "Category",
    "Change",
    "Collection",
    "Evidence",
    "Imported",
    "Item",
    "Judgement",
    "Measure",
    "Side",
    "Status",
    "Store",
    "StoreClosed",
    "StoreCorrupt",
    "StoreDriverMissing",
    "StoreError",
    "StoreFull",
    "StoreLocked",
    "StoreNewer",
    "StoreReadOnly",
    "StoreUnreachable",
    "agreement",
    "case_id",
    "explain_again",
    "export",
    "from_dataframe",
    "from_dataset",
    "from_fiftyone",
    "from_store",
    "import_",
    "into_store",
    "item_of",
    "ranks",
    "read",
    "report",
    "to_dataframe",
    "to_dataset",
    "to_fiftyone",
    "truth_of",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any public name
    """Import a public name when it is first used (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'pairlens.cases' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
