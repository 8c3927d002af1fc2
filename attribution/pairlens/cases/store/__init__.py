"""Where failure cases are kept: one file, or a database that many people share. Nothing in it is ever overwritten."""

from __future__ import annotations

from pairlens.cases.store.store import Store

__all__ = ["Store"]
