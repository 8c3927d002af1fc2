"""The shape and type checker that tests run under."""

from __future__ import annotations

from beartype import BeartypeConf, beartype

check = beartype(conf=BeartypeConf(is_pep484_tower=True))
"""Like `beartype`, but an int is a float too, as type checkers and people have it."""
