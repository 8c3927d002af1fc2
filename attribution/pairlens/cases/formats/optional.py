"""Packages that only some formats need."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from pairlens.errors import OptionError


def needed(module: str, what: str, remedy: str = 'pip install "pairlens[cases]"') -> Any:  # noqa: ANN401 - a module
    """A module of an optional package.

    Args:
        module: Its full name.
        what: What needs it, for the error.
        remedy: How to install it.

    Raises:
        OptionError: It is not installed.
    """
    try:
        return import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        cause = f"{what} needs {package}, which is not installed"
        raise OptionError(f"{cause} ({error}).", f"Install it with: {remedy}.") from None
