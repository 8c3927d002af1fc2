"""Any text as LaTeX sets it: what would be a command, a comment or a group is none."""

from __future__ import annotations

import re
import unicodedata

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    '"': r"\symbol{34}",
    "`": r"\textasciigrave{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
}
_BLANK = frozenset("\t\n\v\f\r")
_SILENT = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def escaped(text: str) -> str:
    """Text that LaTeX sets as it stands: no command, no comment, no group of its own.

    White space becomes plain spaces. Control characters and marks that turn the direction of what follows are
    left out, so that the source reads as it is set; other scripts and emoji stay as they are.
    """
    return unjoined("".join(map(_escaped, _SILENT.sub("", text))))


def unjoined(text: str) -> str:
    """Dashes and apostrophes side by side would become a longer dash and a quotation mark."""
    return re.sub(r"(['-])(?=\1)", r"\1{}", text)


def _escaped(char: str) -> str:
    kind = unicodedata.category(char)
    if char.isspace() and (kind != "Cc" or char in _BLANK):
        return " "
    if kind == "Cc":
        return ""
    return "\ufffd" if kind == "Cs" else _SPECIAL.get(char, char)
