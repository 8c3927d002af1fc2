"""Explanations and pictures, kept once each under the hash of what they hold."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sqlalchemy import Connection, insert, select

from pairlens.cases.errors import StoreCorrupt
from pairlens.cases.store import faults
from pairlens.cases.store.schema import BLOBS
from pairlens.errors import PictureError


def digest(data: bytes) -> str:
    """The sha256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def has(connection: Connection, sha256: str) -> bool:
    """Whether the bytes of a hash are kept."""
    return connection.execute(select(BLOBS.c.sha256).where(BLOBS.c.sha256 == sha256)).first() is not None


def put(connection: Connection, sha256: str, data: bytes) -> None:
    """Keep some bytes that are not kept yet."""
    connection.execute(insert(BLOBS).values(sha256=sha256, data=data))


def get(connection: Connection, sha256: str) -> bytes | None:
    """The bytes of a hash; None if they are not kept.

    Raises:
        StoreCorrupt: They are not what was kept.
    """
    data = connection.execute(select(BLOBS.c.data).where(BLOBS.c.sha256 == sha256)).scalar()
    if data is None:
        return None
    found = bytes(data)
    if digest(found) != sha256:
        raise StoreCorrupt(f"What is kept as {sha256[:12]} is damaged.", faults.REMEDIES[StoreCorrupt])
    return found


def read(source: str | Path | bytes) -> bytes:
    """The bytes of a picture as it came.

    Args:
        source: A path, or the bytes.

    Raises:
        PictureError: The file cannot be read.
    """
    if isinstance(source, bytes):
        return source
    try:
        return Path(source).read_bytes()
    except OSError as error:
        raise PictureError(f"{source} cannot be read: {error.strerror}.", "Check the path.") from None
