"""The tables of a store. Rows are added to them and never changed; what is current is found by reading the latest."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

APPLICATION = 0x50614C73
"""What the header of a SQLite file tells of its owner: "PaLs"."""

METADATA = MetaData()

_NUMBER = BigInteger().with_variant(Integer, "sqlite")


def _numbered(name: str, *columns: Column[str] | Index) -> Table:
    """A table whose rows are numbered in the order in which they became visible."""
    seq = Column("seq", _NUMBER, primary_key=True, autoincrement=True)
    return Table(f"pairlens_{name}", METADATA, seq, *columns, sqlite_autoincrement=True)


def _text(name: str, *more: ForeignKey, unique: bool = False) -> Column[str]:
    return Column(name, Text, *more, nullable=False, unique=unique)


BLOBS = Table(
    "pairlens_blobs",
    METADATA,
    Column("sha256", Text, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
"""Explanations and pictures by what they hold."""

ITEMS = _numbered(
    "items",
    _text("id", unique=True),
    _text("at"),
    _text("body"),
    _text("settings"),
    _text("explanation", ForeignKey("pairlens_blobs.sha256")),
)
"""Explained pairs; `body` and `settings` are JSON in ASCII."""

DESCRIPTIONS = _numbered(
    "descriptions",
    _text("item", ForeignKey("pairlens_items.id")),
    _text("at"),
    _text("measures"),
    _text("columns"),
    _text("picture"),
)
"""What was found out about an item later."""

CHANGES = _numbered(
    "changes",
    _text("id", unique=True),
    _text("item", ForeignKey("pairlens_items.id")),
    _text("reviewer"),
    _text("at"),
    _text("kind"),
    _text("step"),
    _text("own_step"),
    _text("of"),
    _text("case_id"),
    _text("body"),
    Index("pairlens_changes_by_case", "case_id", "seq", "at"),
    Index("pairlens_changes_by_reviewer", "reviewer", "seq"),
    Index("pairlens_changes_by_step", "own_step", "seq"),
)
"""Every change of every case. `own_step` is the step or, without one, the change's own id; `body` is a judgement."""

CATEGORIES = _numbered("categories", _text("at"), _text("body"))
"""Every version of the list of categories."""

SMALL = (ITEMS, DESCRIPTIONS, CHANGES, CATEGORIES)
"""All but the blobs, which carry their own check."""
