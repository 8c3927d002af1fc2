"""Where a store is kept: a path, or the address of a database."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from pairlens.errors import OptionError

NETWORK = frozenset(
    [
        "nfs",
        "nfs3",
        "nfs4",
        "cifs",
        "smb",
        "smb2",
        "smb3",
        "smbfs",
        "ncpfs",
        "afs",
        "9p",
        "vboxsf",
        "prl_fs",
        "lustre",
        "gpfs",
        "beegfs",
        "beegfs_nodev",
        "ceph",
        "glusterfs",
        "ocfs2",
        "gfs2",
        "davfs",
        "webdav",
        "drvfs",
    ]
)
"""File systems whose files several machines may hold at once: shared memory reaches only one of them."""

_MOUNTS = Path("/proc/mounts")


def url_of(place: str | Path) -> URL:
    """The address that a path or an address stands for.

    Raises:
        OptionError: It is no address, or of a database that stores are not made for.
    """
    text = os.fspath(place)
    if "://" not in text:
        return URL.create("sqlite", database=text)
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise OptionError(
            "This is no address of a database.", "Use a path or postgresql://user@host/name."
        ) from None
    kind = url.drivername.partition("+")[0]
    if kind not in {"sqlite", "postgresql", "postgres"}:
        raise OptionError(
            f"A store cannot be kept in {kind}.", "Use a path (SQLite) or postgresql://user@host/name."
        )
    return url.set(drivername="sqlite" if kind == "sqlite" else "postgresql+psycopg")


def file_of(url: URL) -> Path:
    """The file of a SQLite address.

    Raises:
        OptionError: It names none.
    """
    if not url.database or url.database == ":memory:":
        raise OptionError("A store in memory would be lost.", "Give the path of a file.")
    return Path(os.path.abspath(Path(url.database).expanduser()))  # noqa: PTH100 - links stay as the user named them


def file_system(path: Path) -> str:
    """The kind of file system that a path lies on, such as "ext4"; empty where the system does not tell."""
    if str(path).startswith("\\\\"):
        return "smb"
    try:
        lines = _MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    real = os.path.realpath(path)
    mounts = [line.split()[1:3] for line in lines if line.count(" ") > 1]
    over = [(len(at), kind) for at, kind in mounts if _is_under(real, _unescaped(at))]
    # of two mounts on one folder the later one is seen
    return max(reversed(over), default=(0, ""), key=lambda found: found[0])[1]


def is_network(kind: str) -> bool:
    """Whether files on such a file system may be held by several machines."""
    return kind.removeprefix("fuse.") in NETWORK or kind.startswith("fuse")


def _is_under(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip("/") + "/")


def _unescaped(mount: str) -> str:
    """A mount point as the system writes it: blanks and the like are three octal digits."""
    for code in ("040", "011", "012", "134"):
        mount = mount.replace(f"\\{code}", chr(int(code, 8)))
    return mount
