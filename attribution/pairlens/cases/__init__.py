"""Failure cases: what people find, what they say of it, where it is kept and how it is handed on.

An `Item` is one explained pair, a `Case` one reviewer's judgement of it, a `Store` keeps both with every change that
was ever made.
"""

from __future__ import annotations

from pairlens.cases.case import SEVERITIES, Case, Change, Evidence, Judgement, Status, case_id
from pairlens.cases.categories import CATEGORIES, Category
from pairlens.cases.item import Item, Side, item_of

__all__ = [
    "CATEGORIES",
    "SEVERITIES",
    "Case",
    "Category",
    "Change",
    "Evidence",
    "Item",
    "Judgement",
    "Side",
    "Status",
    "case_id",
    "item_of",
]
